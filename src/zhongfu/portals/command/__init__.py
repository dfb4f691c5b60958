"""指挥: the supervisor's dashboard, where every number opens the list behind it."""

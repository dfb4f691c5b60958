"""说明 Reasons in words: sums, what would change a result, and how to object."""

"""重新核定 Months decided again, as a proposal to a person."""

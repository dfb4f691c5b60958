"""审计 Audit: who did what, when, in a chain that cannot be altered unnoticed."""

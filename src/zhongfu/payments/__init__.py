"""资金发放 Payments: batches and their files."""

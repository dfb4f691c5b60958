"""数据归集 Deliveries: which version of which source and month is current."""

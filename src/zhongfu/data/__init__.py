"""数据 Set work: sources, linkage, the household-month panel, indicators. No Django."""

"""广东数据源 Guangdong feeds."""

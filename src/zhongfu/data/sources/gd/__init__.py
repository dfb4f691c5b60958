"""广东来源: the feeds of two Guangdong counties, one module each."""

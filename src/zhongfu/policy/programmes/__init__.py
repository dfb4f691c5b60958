"""救助项目 Programmes: one file each, attributes are rules that read like the article they cite."""

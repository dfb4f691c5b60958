"""数据源 Sources: one file per department feed, discovered, never registered by hand."""

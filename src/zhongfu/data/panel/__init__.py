"""户月表 Panel: one row per household and month, drawn from the persons who count in it and what each feed says of them."""

from zhongfu.data.panel.household_month import COLUMNS, PANEL, SOURCES, ensure, write_csv

__all__ = ["COLUMNS", "PANEL", "SOURCES", "ensure", "write_csv"]

"""众扶 Zhongfu: one open system for social assistance."""

from zoneinfo import ZoneInfo

__version__ = "0.1.0"

CHINA = ZoneInfo("Asia/Shanghai")
"""Every date of the system is a date here."""

"""众扶 Zhongfu: one open system for social assistance."""
__version__ = "0.1.0"

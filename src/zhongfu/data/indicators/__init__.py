"""预警指标 Indicators: one file each; thresholds and points are parameters."""

"""动态监测 Monitoring: scores, levels and alerts."""

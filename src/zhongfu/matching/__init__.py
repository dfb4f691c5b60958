"""供需对接 Matching: which services fit which need."""

"""Benchmarks: each module has `run() -> list of figures`; `python -m bench` prints them and writes bench/results.json."""

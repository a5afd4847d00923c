"""The record of runs and artifacts, in SQLite."""

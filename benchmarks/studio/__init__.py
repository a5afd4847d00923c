"""The studio in figures."""

"""Batches: a table whose rows become artifacts, once each, wherever they are made."""

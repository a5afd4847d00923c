"""Drums: grooves by family, and the fills that lead out of them."""

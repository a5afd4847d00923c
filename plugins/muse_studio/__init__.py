"""The studio: pages that make, change, show and keep what Muse makes, for a browser."""

from pathlib import Path

PAGES = Path(__file__).parent / "pages"
"""What a browser gets; whoever serves Muse's API serves it beside that."""

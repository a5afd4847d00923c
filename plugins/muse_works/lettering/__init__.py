"""Lettering for works: fonts by kind, blocks of set text, and how they are drawn on a picture."""

"""Prose: a plot told as a story, laid out as an outline, played as a script."""

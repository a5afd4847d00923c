"""Comping: chords in rhythm, by family."""

from muse_music.midi.band.comping.strokes import Strokes

sustained = Strokes("C--- ---- ---- ----", 1.0)
"""Every chord for as long as it lasts."""
groups = Strokes("C--- ---- C--- ----", 1.0)
"""A chord on the first beat of every accent group, held."""

__all__ = ["groups", "sustained"]

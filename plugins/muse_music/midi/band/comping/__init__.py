"""Comping: chords in rhythm, by family."""

from muse_music.midi.band.comping.strokes import Strokes

sustained = Strokes("C--- ---- ---- ----", 1.0)
"""Every chord for as long as it lasts."""
groups = Strokes("C--- ---- C--- ----", 1.0)
"""A chord on the first beat of every accent group, held."""
arpeggio = Strokes("1-2- 3-4- 3-2- 1-2-", ring=2.0)
"""The chord's tones one by one, up and down again."""

__all__ = ["Strokes", "arpeggio", "groups", "sustained"]

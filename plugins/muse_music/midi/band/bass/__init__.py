"""Bass lines, by family."""

from muse_music.midi.band.bass.lines import LOW, Line

groups = Line("R--- ---- R--- ----", 0.95)
"""The root on every accent group: half notes in 4/4."""

__all__ = ["LOW", "groups"]

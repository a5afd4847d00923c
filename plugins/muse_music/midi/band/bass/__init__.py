"""Bass lines, by family."""

from muse_music.midi.band.bass.lines import LOW, Line, fifth, root

held = Line("R--- ---- ---- ----", 1.0)
"""The root of every chord, held."""
groups = Line("R--- ---- R--- ----", 0.95)
"""The root on every accent group: half notes in 4/4."""

__all__ = ["LOW", "Line", "fifth", "groups", "held", "root"]

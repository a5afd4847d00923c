"""Drums: grooves by family, and the fills that lead out of them."""

from muse_music.midi.band.drums.kit import CRASH, KICK
from muse_music.midi.band.drums.world import wood

__all__ = ["CRASH", "KICK", "wood"]

"""What becomes of a piece that somebody hands in: it is arranged, carried on, varied, or set."""

from muse_music.midi.tasks.piece import Piece, settled, taken

__all__ = ["Piece", "settled", "taken"]

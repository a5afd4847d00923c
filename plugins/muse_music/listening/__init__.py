"""From sound to notes: a tune that somebody hums, whistles, sings or plays on one instrument.

samples -> pitch frame by frame (pYIN) -> notes in seconds -> beats -> Score
"""

from muse_music.listening.heard import heard

__all__ = ["heard"]

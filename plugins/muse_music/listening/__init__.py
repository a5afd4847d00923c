"""From sound to notes: a tune that somebody hums, whistles, sings or plays on one instrument.

samples -> pitch frame by frame (pYIN) -> notes in seconds -> beats -> Score
notes in seconds that somebody else heard, as MIDI ---------^
"""

from muse_music.listening.heard import Tracked, heard, tracked
from muse_music.listening.transcribed import transcribed

__all__ = ["Tracked", "heard", "tracked", "transcribed"]

"""Sound from MIDI by a soundfont: a sampler in numpy, or fluidsynth where it is installed.

MIDI bytes -> events -> voices of a soundfont -> mix, reverb, level -> Sound
"""

from muse_music.sampler.render import render

__all__ = ["render"]

"""A song as ABC 2.1 (http://abcnotation.com/wiki/abc:standard:v2.1): a voice for each line.

song -> voices   parts, staves and their voices; the head of the tune
     -> bars     each voice bar by bar, as text
     -> lengths  lengths and tuplets;  drums: the letters of a kit
"""

from muse_music.notation.abc.tune import abc

__all__ = ["abc"]

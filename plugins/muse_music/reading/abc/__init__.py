"""ABC 2.1: http://abcnotation.com/wiki/abc:standard:v2.1 - the first tune of a file.

text -> lines      fields, music, directives
     -> tokens     notes, bar lines and the other signs of a line
     -> voices     bars of notes, each voice by itself
     -> order      endings, repeats, P: and jumps written out
     -> laid       a score, in ticks
"""

from muse_music.reading.abc.files import decoded, read_abc, tunes

__all__ = ["decoded", "read_abc", "tunes"]

"""ABC 2.1: http://abcnotation.com/wiki/abc:standard:v2.1 - the first tune of a file."""

from muse_music.reading.abc.reader import read_abc, tunes

__all__ = ["read_abc", "tunes"]

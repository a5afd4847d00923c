"""A song as notation: MusicXML, engraved pages, ABC, sheets and piano rolls.

song -> staves      which notes stand in which staff, clef and voice
     -> measures    values, tuplets: what is written in each bar, exactly
     -> musicxml    notes, marks, spelling, harmonies, directions, partlist -> mxl
     -> systems     verovio's lines of music -> pages -> engrave (resvg): SVG, PNG, PDF
     -> views       lead sheets, drum parts, tablature; chordsheet and lines: words with chords
     -> abc
     -> roll        pictures of what is played
"""

from muse_music.notation.musicxml import musicxml
from muse_music.notation.mxl import mxl

__all__ = ["musicxml", "mxl"]

"""A song as notation: MusicXML, engraved pages, ABC and piano rolls.

song -> measures   values, voices, spelling: what is written in each bar of each staff
     -> musicxml   -> mxl, and engrave (verovio, resvg): SVG, PNG, PDF
     -> abc
     -> roll       pictures of what is played
"""

from muse_music.notation.musicxml import musicxml
from muse_music.notation.mxl import mxl

__all__ = ["musicxml", "mxl"]

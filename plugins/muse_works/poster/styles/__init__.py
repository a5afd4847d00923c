"""The layouts of posters: each a function that fills a sheet."""

from collections.abc import Callable

from ..sheet import Sheet
from .framed import elegant, frame, minimal
from .free import magazine, modern, tech
from .grounds import bold, split, swiss
from .playful import playful
from .retro import retro
from .themed import chinese, festive

STYLES: dict[str, Callable[[Sheet], None]] = {
    "modern": modern,
    "swiss": swiss,
    "bold": bold,
    "elegant": elegant,
    "retro": retro,
    "chinese": chinese,
    "minimal": minimal,
    "split": split,
    "tech": tech,
    "festive": festive,
    "frame": frame,
    "playful": playful,
    "magazine": magazine,
}
"""Style -> its layout."""

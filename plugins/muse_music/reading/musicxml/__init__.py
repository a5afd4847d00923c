"""MusicXML, plain or compressed: read by expat without entities, under caps."""

import zlib
from xml.parsers import expat

from muse_music.reading.limits import Damaged, refused
from muse_music.reading.musicxml.files import partwise, plain, tree, unzipped
from muse_music.reading.musicxml.reader import Reader
from muse_music.reading.score import Score

__all__ = ["read_musicxml", "read_mxl"]


def read_mxl(data: bytes, name: str) -> Score:
    """Return the piece of a compressed MusicXML file; RequestError for a zip that is a trap."""
    try:
        score = unzipped(data)
    except Damaged as error:
        raise refused(name, str(error)) from None
    except (ValueError, zlib.error, expat.ExpatError):
        raise refused(name, "it is a damaged zip") from None
    return read_musicxml(score, name)


def read_musicxml(data: bytes, name: str) -> Score:
    """Return the piece of a MusicXML file; RequestError when it is damaged."""
    try:
        root = tree(data)
        if plain(root.tag) == "score-timewise":
            root = partwise(root)
        if plain(root.tag) != "score-partwise":
            raise Damaged("it is XML, but not MusicXML")
        return Reader(root).score()
    except Damaged as error:
        raise refused(name, str(error)) from None
    except expat.ExpatError as error:
        raise refused(name, f"its XML is damaged ({expat.errors.messages[error.code]})") from None
    except (LookupError, ValueError, OverflowError) as error:
        raise refused(name, f"its XML is damaged ({error!s:.60})") from None

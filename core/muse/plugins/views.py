"""What plugins show of files, held to what they promised."""

import re
from pathlib import Path
from typing import Any

from muse.contract.hooks import View
from muse.errors import MuseError, NotFound, RequestError, shown
from muse.media import content
from muse.media.content import Content
from muse.plugins.blame import blaming

NAME = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
PLACE = re.compile(r"[a-z0-9/-]{0,40}", re.ASCII)
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,80}", re.ASCII)


def held(plugin: str, suffix: str, name: str, view: View, *, reads_paths: bool) -> View:
    """Return a view that takes a path too, and blames its plugin for what it raises.

    NotFound for a place that there isn't; RequestError for a file that is too large to be read.
    """

    def shows(data: Content, place: str = "") -> tuple[str, bytes]:
        if not PLACE.fullmatch(place):
            raise _nowhere(name, place)
        given: Any = data
        if isinstance(data, Path) and not reads_paths:
            if content.size(data) > content.SMALL:
                raise RequestError(f"the {suffix} file is too large for its view {name!r}")
            given = content.read(data)
        with blaming(f"{plugin} can't show the {name} of {suffix}"):
            try:
                return _checked(view(given, place))
            except (KeyError, ValueError):
                if not place:
                    raise
                raise _nowhere(name, place) from None

    return shows


def _checked(made: Any) -> tuple[str, bytes]:
    if not (isinstance(made, tuple) and len(made) == 2):
        raise TypeError(f"it gave {shown(made)}, not a media type and bytes")
    kind, data = made
    if not (isinstance(kind, str) and _TYPE.fullmatch(kind)):
        raise TypeError(f"it gave {shown(kind)}, which is no media type")
    if not isinstance(data, bytes | bytearray):
        raise TypeError(f"it gave {shown(data)}, not bytes")
    return kind, bytes(data)


def _nowhere(name: str, place: str) -> MuseError:
    return NotFound(f"the view {name!r} has no {place[:40]!r}", hint=f"the view {name!r} tells all")

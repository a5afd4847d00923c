"""Formats of films and subtitles for the host: recipes inside, pictures for the library."""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import Format, hookimpl

from . import boxes

_SIDE = 256
"""The longer side of a thumbnail, px."""


def measure(source: bytes | Path) -> Mapping[str, Any]:
    """Return a film's width and height (px), fps and duration (s); nothing without PyAV."""
    if find_spec("av") is None:
        return {}
    from .read import facts

    try:
        found = facts(source)
    except ValueError:
        return {}
    return {name: found[name] for name in ("width", "height", "fps", "duration")}


def _put_mp4(path: Path, text: str) -> None:
    boxes.put_in(path, boxes.mp4_tail(text))


def _put_webm(path: Path, text: str) -> None:
    boxes.put_in(path, boxes.webm_tail(text))


def thumbnail(data: bytes | Path) -> bytes:
    """Return a frame of a film, after its opening, as a WebP of at most 256 px a side."""
    import io

    from .read import facts, first_frame

    picture = first_frame(data, min(4.0, facts(data)["duration"] / 3))
    picture.thumbnail((_SIDE, _SIDE))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=80)
    return buffer.getvalue()


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer MP4 and WebM, which carry a recipe, and SRT and VTT."""
    return (
        Format(
            ".mp4",
            "video/mp4",
            embed=boxes.put_mp4,
            extract=boxes.take_mp4,
            embed_file=_put_mp4,
            extract_file=boxes.take_mp4_file,
            thumbnail=thumbnail,
            measure=measure,
            reads_paths=True,
        ),
        Format(
            ".webm",
            "video/webm",
            embed=boxes.put_webm,
            extract=boxes.take_webm,
            embed_file=_put_webm,
            extract_file=boxes.take_webm_file,
            thumbnail=thumbnail,
            measure=measure,
            reads_paths=True,
        ),
        Format(".srt", "application/x-subrip"),
        Format(".vtt", "text/vtt"),
    )

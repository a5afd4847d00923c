"""Formats of films and subtitles for the host: recipes inside, pictures for the library."""

from collections.abc import Iterable

from muse import Format, hookimpl

from . import boxes

_SIDE = 256
"""The longer side of a thumbnail, px."""


def thumbnail(data: bytes) -> bytes:
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
            thumbnail=thumbnail,
        ),
        Format(
            ".webm",
            "video/webm",
            embed=boxes.put_webm,
            extract=boxes.take_webm,
            thumbnail=thumbnail,
        ),
        Format(".srt", "application/x-subrip"),
        Format(".vtt", "text/vtt"),
    )

"""Pictures as artifacts and files have them, marked and read."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse_provenance.marks.found import Found
from muse_provenance.marks.kinds import PICTURES

if TYPE_CHECKING:
    from PIL.Image import Image

    from muse import Artifact

_LARGEST = 2**28
"""Bytes of a file that is read: 268 MB, more than a picture of 67 megapixels has."""

_QUALITY = 95
"""At which a picture is saved again that a generator saved as WebP or JPEG."""

_MANY = 4_000_000
"""px from which PNGs are compressed quickly rather than well."""


def mark(artifact: Artifact, bits: bytes, scratch: Callable[[], Path]) -> None:
    """Put a mark of 8 bytes into the pictures among the contents of an artifact.

    Those that move, are too small or too large, or aren't of 8 bits stay as they are. `scratch`
    gives a folder for those that are files.
    """
    from muse_provenance.marks.picture import put

    made: dict[str, bytes | Path] = {}
    for key in [key for key in artifact.contents if key.endswith(PICTURES)]:
        picture = _opened(artifact, key)
        if picture is None or (marked := put(picture, bits)) is picture:
            continue
        if list(artifact.contents) == [".png"]:
            artifact.redraw(marked)
            return
        data = _encoded(marked, picture)
        content = artifact.contents[key]
        if isinstance(content, Path):
            place = scratch() / f"marked-{len(made)}-{content.name}"
            place.write_bytes(data)
            made[key] = place
        else:
            made[key] = data
    if made:
        artifact.contents = {**artifact.contents, **made}


def read_file(path: Path) -> Found | None:
    """Return the mark of a picture in a file; None where it carries none, or can't be read."""
    from muse import media
    from muse.errors import RequestError
    from muse_provenance.marks.picture import read

    if path.stat().st_size > _LARGEST:
        return None
    try:
        return read(media.picture(path.read_bytes(), field="file", name=path.name))
    except RequestError:
        return None


def _opened(artifact: Artifact, key: str) -> Image | None:
    """Return a picture of an artifact, by Pillow; None where it moves, or is too large."""
    from PIL import Image

    from muse.media import MOST_PIXELS

    with warnings.catch_warnings():  # of large ones, whose size is looked at here
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture = artifact.picture(key)
    if picture is None or picture.width * picture.height > MOST_PIXELS:
        return None
    return picture


def _encoded(marked: Image, before: Image) -> bytes:
    """Return a marked picture in the format that it had, with what that said of its pixels."""
    from PIL.PngImagePlugin import PngInfo

    options: dict[str, Any] = {
        name: before.info[name] for name in ("icc_profile", "dpi", "exif") if name in before.info
    }
    kind = before.format or "PNG"
    if kind == "PNG":
        texts = PngInfo()
        for name, text in getattr(before, "text", {}).items():
            texts.add_itxt(name, str(text))
        large = marked.width * marked.height > _MANY
        options |= {"pnginfo": texts, "compress_level": 1 if large else 4}
    else:
        options |= {"quality": _QUALITY}
        if kind == "JPEG":
            options["subsampling"] = 0
    buffer = io.BytesIO()
    marked.save(buffer, kind, **options)
    return buffer.getvalue()

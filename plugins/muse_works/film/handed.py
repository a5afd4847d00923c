"""Pictures, films and sounds that are handed in, or that others made."""

from typing import TYPE_CHECKING, Any

from muse import InputFile, RequestError

from ..video import read
from ..video.read import Clip

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

_STILLS = (b"avif", b"avis", b"mif1", b"heic")
"""Brands of pictures whose files begin like an MP4."""


def shown(file: InputFile, size: tuple[int, int]) -> "Image | Clip":
    """Return a picture or a film that was handed in; RequestError for neither."""
    return picture(file.data, file.name, size)


def picture(data: bytes, name: str, size: tuple[int, int]) -> "Image | Clip":
    """Return a picture, or a film or moving picture as a clip; RequestError for neither."""
    from muse.media import picture as still

    film = data[4:8] == b"ftyp" and data[8:12] not in _STILLS
    if not (film or data[:4] == b"\x1a\x45\xdf\xa3" or read.moves(data)):
        return still(data, field="pictures", name=name)
    try:
        return Clip(data, size)
    except (ValueError, StopIteration, IndexError) as error:
        raise RequestError(
            f"pictures: {name} can't be read as a film ({error})",
            hint="give a picture, or a film in MP4 or WebM",
        ) from None


def sound(field: str, file: InputFile, longest: float) -> "NDArray[Any]":
    """Return the samples of a sound that was handed in; RequestError when it is none."""
    try:
        return read.samples(file.data, longest=longest)
    except ValueError as error:
        raise RequestError(
            f"{field}: {file.name}: {error}", hint="give a WAV, MP3, FLAC or Ogg"
        ) from None

"""Whether bytes are what their media type says, and what can be measured on them."""

import io
import json
import struct
import wave
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree


def problem(media_type: str, data: bytes) -> str | None:
    """Say why bytes aren't of a media type; None when they are, or when the type is unknown."""
    look = _look(media_type)
    if not data:
        return "there are no bytes"
    if look is None:
        return None
    try:
        look(data)
    except Exception as error:
        return f"it can't be read as {media_type} ({type(error).__name__}: {error!s:.100})"
    return None


def known(media_type: str) -> bool:
    """Whether bytes of a media type are looked into."""
    return _look(media_type) is not None


def measured(media_type: str, data: bytes) -> dict[str, float]:
    """Return width and height (px) of pictures, duration (s) of WAV; empty for all else."""
    if media_type in _PICTURES:
        from PIL import Image

        with Image.open(io.BytesIO(data)) as picture:
            return {"width": picture.width, "height": picture.height}
    if media_type == "audio/wav":
        with wave.open(io.BytesIO(data)) as sound:
            return {"duration": sound.getnframes() / sound.getframerate()}
    return {}


def _look(media_type: str) -> Callable[[bytes], None] | None:
    if media_type in _PICTURES:
        return _picture
    if media_type in _OTHERS:
        return _OTHERS[media_type]
    if media_type in _MAGIC:
        return lambda data: _starts(data, media_type)
    if media_type.endswith("+json"):
        return _json
    if media_type.endswith("+xml"):
        return _xml
    return _text if media_type.startswith("text/") else None


def _starts(data: bytes, media_type: str) -> None:
    if not any(data.startswith(mark) for mark in _MAGIC[media_type]):
        raise ValueError(f"it begins with {data[:8]!r}")


def _picture(data: bytes) -> None:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        picture.load()


def _json(data: bytes) -> None:
    json.loads(data.decode())


def _xml(data: bytes) -> None:
    ElementTree.fromstring(data.decode())


def _text(data: bytes) -> None:
    data.decode()


def _wav(data: bytes) -> None:
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError(f"it begins with {data[:12]!r}")


def _midi(data: bytes) -> None:
    kind, size = struct.unpack(">4sI", data[:8])
    if kind != b"MThd" or size != 6 or b"MTrk" not in data[:26]:
        raise ValueError("there is no header of a MIDI file")


def _mp3(data: bytes) -> None:
    if not data.startswith(b"ID3") and (data[0] != 0xFF or data[1] & 0xE0 != 0xE0):
        raise ValueError(f"it begins with {data[:8]!r}")


def _safetensors(data: bytes) -> None:
    size = struct.unpack("<Q", data[:8])[0]
    header: Mapping[str, Any] = json.loads(data[8 : 8 + size].decode())
    ends = [part["data_offsets"][1] for name, part in header.items() if name != "__metadata__"]
    if max(ends, default=0) != len(data) - 8 - size:
        raise ValueError("its header tells of another length")


_PICTURES = frozenset(f"image/{kind}" for kind in ("png", "jpeg", "gif", "webp", "bmp", "tiff"))
_OTHERS: dict[str, Callable[[bytes], None]] = {
    "application/json": _json,
    "application/xml": _xml,
    "audio/wav": _wav,
    "audio/x-wav": _wav,
    "audio/midi": _midi,
    "application/vnd.safetensors": _safetensors,
    "audio/mpeg": _mp3,
}
_MAGIC = {
    "application/pdf": (b"%PDF-",),
    "application/zip": (b"PK",),
    "audio/flac": (b"fLaC",),
    "audio/ogg": (b"OggS",),
    "video/webm": (b"\x1aE\xdf\xa3",),
}

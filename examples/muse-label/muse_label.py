"""A hook that changes what is made: a line of text in the corner of every picture.

MUSE_LABEL has the text. The label is put on before the recipe goes in, so the recipe's hash is that
of the labelled picture, and `muse reproduce` gives the same again; with another label it says that
the label differs, as the recipe tells by `muse_environment` which it was.
"""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from muse import Artifact, Event, hookimpl

SUFFIXES = {".png": "PNG"}


@hookimpl
def muse_environment() -> dict[str, str]:
    """Tell recipes which label was put on: by its hash, as it may be somebody's name."""
    text = label()
    return {"label": hashlib.sha256(text.encode()).hexdigest()[:12]} if text else {}


def label() -> str:
    """Return the text that is put on."""
    return os.environ.get("MUSE_LABEL", "made with Muse")


@hookimpl(wrapper=True)
def muse_generate() -> Iterator[Any]:
    """Return the events of the run, with labels on their pictures."""
    events = yield
    text = label()
    return labelled(events, text) if text else events


def labelled(events: Iterator[Event], text: str) -> Iterator[Event]:
    """Pass events on, artifacts with a label; closing it closes the generator."""
    try:
        for event in events:
            if isinstance(event, Artifact):
                event.contents = dict(with_label(event.contents, text))
            yield event
    finally:
        events.close()  # type: ignore[attr-defined]


def with_label(
    contents: Mapping[str, bytes | Path], text: str
) -> Iterable[tuple[str, bytes | Path]]:
    """Yield key and bytes of each file; `/03.png` is a picture too, and a film stays as it is."""
    for key, data in contents.items():
        kind = SUFFIXES.get(key[key.rindex(".") :])
        if kind is None:
            yield key, data
        else:
            yield key, picture(data.read_bytes() if isinstance(data, Path) else data, kind, text)


def picture(data: bytes, kind: str, text: str) -> bytes:
    """Return a picture with a label in its lower right corner; an animation stays as it is."""
    from PIL import Image, ImageDraw, ImageFont

    with Image.open(io.BytesIO(data)) as found:
        if getattr(found, "is_animated", False):
            return data
        drawn = found.convert("RGB")
    font = ImageFont.load_default(max(8, drawn.height // 32))
    draw = ImageDraw.Draw(drawn)
    place = (drawn.width - 4, drawn.height - 4)
    shadow = {"anchor": "rd", "font": font, "stroke_width": 1, "stroke_fill": "black"}
    draw.text(place, text, fill="white", **shadow)
    buffer = io.BytesIO()
    drawn.save(buffer, kind)
    return buffer.getvalue()

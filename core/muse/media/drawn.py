"""A picture that isn't encoded before its bytes are asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image


class Drawn(Mapping[str, bytes]):
    """The contents of an artifact that is one Pillow picture, as PNG.

    Who changes the picture first (a hook that draws on it, or marks it) spares it being encoded,
    decoded and encoded again. From then on it isn't to be drawn on.
    """

    def __init__(self, picture: Image) -> None:
        self.picture = picture
        self._data: bytes | None = None

    def __getitem__(self, key: str) -> bytes:
        if key != ".png":
            raise KeyError(key)
        if self._data is None:
            from muse.media import png

            self._data = png(self.picture)[0]
        return self._data

    def __iter__(self) -> Iterator[str]:
        return iter((".png",))

    def __len__(self) -> int:
        return 1

    def __reduce__(self) -> tuple[type[dict[str, bytes]], tuple[dict[str, bytes]]]:
        """Pickle its bytes."""
        return dict, ({**self},)


def opened(contents: Mapping[str, Any], key: str) -> Image | None:
    """Return a file of an artifact as a Pillow picture; None for one that is none, or moves."""
    if isinstance(contents, Drawn):
        return contents.picture if key == ".png" else None
    data = contents.get(key)
    if data is None:
        return None
    from PIL import Image

    from muse.media import PICTURES

    source = data if isinstance(data, Path) else io.BytesIO(data)
    try:
        with Image.open(source, formats=PICTURES) as found:
            if getattr(found, "is_animated", False):
                return None
            found.load()
            return found
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None

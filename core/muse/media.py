"""Helpers for generators by media type; the one room of core that knows what a picture is."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def png(picture: "Image") -> tuple[bytes, dict[str, int]]:
    """Return a Pillow picture as PNG bytes, and its width and height (px) as those bytes say."""
    from PIL import Image

    buffer = io.BytesIO()
    # Half the time of Pillow's own level for 2 % more bytes, measured on paintings.
    picture.save(buffer, "PNG", compress_level=4)
    data = buffer.getvalue()
    with Image.open(io.BytesIO(data)) as written:
        return data, {"width": written.width, "height": written.height}

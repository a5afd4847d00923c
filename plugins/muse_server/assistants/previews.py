"""Pictures small enough to be shown within an answer."""

import io
import warnings

ANSWER = 600_000
"""Bytes of all pictures in an answer: as base64, and with all that is said of them, they stay below
the 1 MB that clients take."""

_SIDES = (1024, 768, 512, 256)
"""Pixels of the longer side, until one is small enough."""

_SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif")


def preview(data: bytes, media_type: str, most: int) -> tuple[bytes, str] | None:
    """Return a picture in at most `most` bytes, and its media type; None where there is none.

    One that is small enough is returned as it is.
    """
    if media_type not in _SHOWN:
        return None
    if len(data) <= most:
        return data, media_type
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as opened:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            whole = opened.convert("RGBA" if "A" in opened.getbands() else "RGB")
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    if whole.mode == "RGBA":
        paper = Image.new("RGB", whole.size, "white")
        paper.paste(whole, mask=whole.getchannel("A"))
        whole = paper
    for side in _SIDES:
        whole.thumbnail((side, side))
        buffer = io.BytesIO()
        whole.save(buffer, "JPEG", quality=85)
        if buffer.tell() <= most:
            return buffer.getvalue(), "image/jpeg"
    return None

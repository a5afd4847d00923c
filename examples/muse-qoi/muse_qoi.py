"""A file format: pictures as QOI, for every generator that makes PNG (`-o lake.qoi`).

The format is that of qoiformat.org (D. Szablewski, 2021): runs, differences and an index of 64
pixels that were seen, and the pixels themselves where none of that will do.
"""

import io
import struct
from collections.abc import Iterable

from muse import Format, hookimpl


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer .qoi, made from PNG, and shown as PNG to browsers, which don't know it."""
    encode, views = {"image/png": qoi}, {"picture": picture}
    return [Format(".qoi", "image/qoi", encode=encode, views=views)]


def picture(data: bytes, place: str) -> tuple[str, bytes]:
    """Return QOI as PNG; it has no places."""
    from PIL import Image

    if place:
        raise KeyError(place)
    made = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=["QOI"]) as opened:
        opened.save(made, "PNG")
    return "image/png", made.getvalue()


def qoi(png: bytes) -> bytes:
    """Return a PNG picture as QOI."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        rgba = picture.convert("RGBA").tobytes()
        width, height = picture.size
    out = bytearray(struct.pack(">4sIIBB", b"qoif", width, height, 4, 0))
    seen = [(0, 0, 0, 0)] * 64
    last, run = (0, 0, 0, 255), 0
    for place in range(0, len(rgba), 4):
        r, g, b, a = now = tuple(rgba[place : place + 4])
        if now == last:
            run += 1
            if run == 62:
                out.append(0xC0 | run - 1)
                run = 0
            continue
        if run:
            out.append(0xC0 | run - 1)
            run = 0
        index = (r * 3 + g * 5 + b * 7 + a * 11) % 64
        if seen[index] == now:
            out.append(index)
        elif a == last[3]:
            dr, dg, db = ((x - y + 128) % 256 - 128 for x, y in zip(now, last[:3], strict=False))
            if -2 <= dr < 2 and -2 <= dg < 2 and -2 <= db < 2:
                out.append(0x40 | (dr + 2) << 4 | (dg + 2) << 2 | db + 2)
            elif -32 <= dg < 32 and -8 <= dr - dg < 8 and -8 <= db - dg < 8:
                out += bytes((0x80 | dg + 32, (dr - dg + 8) << 4 | db - dg + 8))
            else:
                out += bytes((0xFE, r, g, b))
        else:
            out += bytes((0xFF, r, g, b, a))
        seen[index] = now
        last = now
    if run:
        out.append(0xC0 | run - 1)
    return bytes(out + b"\0" * 7 + b"\1")

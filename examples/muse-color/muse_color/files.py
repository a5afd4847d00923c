"""A palette as JSON, GPL (GIMP, Inkscape, Krita), ASE (Adobe) and a picture of swatches."""

import json
import struct
from collections.abc import Callable, Sequence
from io import BytesIO

from muse_color.oklch import Rgb, oklch

Colours = Sequence[Rgb]


def as_json(name: str, colours: Colours) -> bytes:
    """Return name and colours, each as hexadecimal and as OKLCH."""
    rows = []
    for colour in colours:
        light, chroma, hue = oklch(colour)
        rows.append(
            {"hex": hexadecimal(colour), "oklch": [round(light, 3), round(chroma, 3), round(hue)]}
        )
    return json.dumps({"name": name, "colors": rows}, ensure_ascii=False, indent=2).encode()


def as_gpl(name: str, colours: Colours) -> bytes:
    """Return a GIMP palette."""
    lines = ["GIMP Palette", f"Name: {' '.join(name.split())}", f"Columns: {len(colours)}", "#"]
    lines += [f"{r:3d} {g:3d} {b:3d}\t{hexadecimal((r, g, b))}" for r, g, b in colours]
    return "\n".join([*lines, ""]).encode()


def as_ase(name: str, colours: Colours) -> bytes:
    """Return an Adobe Swatch Exchange file: big-endian blocks, names in UTF-16."""
    blocks = []
    for colour in colours:
        text = hexadecimal(colour)
        body = struct.pack(">H", len(text) + 1) + text.encode("utf-16-be") + b"\0\0"
        body += (
            b"RGB " + struct.pack(">3f", *(part / 255 for part in colour)) + struct.pack(">H", 2)
        )
        blocks.append(struct.pack(">HI", 1, len(body)) + body)
    return b"ASEF" + struct.pack(">HHI", 1, 0, len(blocks)) + b"".join(blocks)


def as_png(name: str, colours: Colours) -> bytes:
    """Return a swatch of 96 px for each colour, side by side."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (96 * len(colours), 96))
    draw = ImageDraw.Draw(picture)
    for place, colour in enumerate(colours):
        draw.rectangle((96 * place, 0, 96 * place + 95, 95), fill=colour)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def hexadecimal(colour: Rgb) -> str:
    """Return #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


MAKERS: dict[str, Callable[[str, Colours], bytes]] = {
    ".json": as_json,
    ".gpl": as_gpl,
    ".ase": as_ase,
    ".png": as_png,
}

"""Image file formats: PNG, JPEG and WebP, each with a place for a recipe inside; hooks of Muse."""

from collections.abc import Iterable
from dataclasses import replace

from muse import Format, hookimpl

from . import containers

THUMBNAIL = 256
"""The longer side of a thumbnail, px."""


def _convert(data: bytes, kind: str, **options: object) -> bytes:
    """Return a picture in another format; transparency is laid on white."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        flat = picture.convert("RGBA") if "A" in picture.getbands() else picture.convert("RGB")
    if flat.mode == "RGBA" and kind == "JPEG":
        white = Image.new("RGBA", flat.size, "white")
        flat = Image.alpha_composite(white, flat).convert("RGB")
    buffer = io.BytesIO()
    flat.save(buffer, kind, **options)
    return buffer.getvalue()


def to_jpeg(data: bytes) -> bytes:
    """Return a PNG picture as JPEG of quality 92."""
    return _convert(data, "JPEG", quality=92, subsampling=0)


def to_webp(data: bytes) -> bytes:
    """Return a PNG picture as lossy WebP of quality 90."""
    return _convert(data, "WEBP", quality=90, lossless=False)


def thumbnail(data: bytes) -> bytes:
    """Return a WebP picture of at most 256 px a side."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        picture.draft("RGB", (THUMBNAIL * 2, THUMBNAIL * 2))
        small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=80)
    return buffer.getvalue()


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer PNG, JPEG (from PNG, quality 92) and WebP (from PNG, quality 90)."""
    jpeg = Format(
        ".jpg",
        "image/jpeg",
        encode={"image/png": to_jpeg},
        embed=containers.put_jpeg,
        extract=containers.take_jpeg,
        thumbnail=thumbnail,
    )
    return (
        Format(
            ".png",
            "image/png",
            embed=containers.put_png,
            extract=containers.take_png,
            thumbnail=thumbnail,
        ),
        jpeg,
        replace(jpeg, suffix=".jpeg"),
        Format(
            ".webp",
            "image/webp",
            encode={"image/png": to_webp},
            embed=containers.put_webp,
            extract=containers.take_webp,
            thumbnail=thumbnail,
        ),
    )

"""Rights in MP4: a box `uuid` of XMP at its end."""

from muse import Rights

from . import xmp

_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def put_mp4(data: bytes, rights: Rights) -> bytes:
    """Return an MP4 with XMP in a last box."""
    if data[4:8] != b"ftyp":
        raise ValueError("this is no MP4")
    return data + _box(rights)


def take_mp4(data: bytes) -> tuple[bytes, Rights] | None:
    """Return an MP4 without the box that `put_mp4` put."""
    return xmp.cut(data, _box) if data[4:8] == b"ftyp" else None


def _box(rights: Rights) -> bytes:
    body = _XMP + xmp.packet(rights)
    return (len(body) + 8).to_bytes(4, "big") + b"uuid" + body

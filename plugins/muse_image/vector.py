"""How an SVG carries a text, and its thumbnail; the text stands in a last <metadata> element.

`put_svg` inserts the text, `take_svg` returns the bytes as they were and the text, or None when the
file carries none or is damaged; it never raises on bad bytes.
"""

import base64
import binascii
import re
from xml.sax.saxutils import escape, unescape

_SIGNATURE = re.compile(rb"<c2pa:manifest>[A-Za-z0-9+/=\s]*</c2pa:manifest>")
_HEAD, _CODED = b'<metadata id="muse">', b'<metadata id="muse" class="base64">'
_TAIL, _END = b"</metadata>", b"</svg>"
_CLEAN = re.compile("[\\t\\n\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]*")
"""What XML holds as it stands; other texts are written in base64."""


def put_svg(data: bytes, text: str) -> bytes:
    """Return an SVG with a text in a <metadata> before its end; ValueError when it is no SVG."""
    at = _end(data)
    if at < 0:
        raise ValueError("this is not a complete SVG")
    if _CLEAN.fullmatch(text):
        made = _HEAD + escape(text).encode() + _TAIL
    else:
        made = _CODED + base64.b64encode(text.encode()) + _TAIL
    return data[:at] + made + data[at:]


def take_svg(data: bytes) -> tuple[bytes, str] | None:
    """Return the SVG without its last <metadata id="muse">, and that element's text.

    Others may follow it, and in a file that was signed the signature stands within it.
    """
    if _end(data) < 0:
        return None
    start, head = max((data.rfind(each), each) for each in (_HEAD, _CODED))
    at = data.find(_TAIL, start) + len(_TAIL)
    body = _SIGNATURE.sub(b"", data[start + len(head) : at - len(_TAIL)], count=1)
    if start < 0 or at < start or b"<" in body:
        return None
    try:
        raw = base64.b64decode(body, validate=True) if head == _CODED else body
        text = raw.decode()
    except (UnicodeDecodeError, binascii.Error):
        return None
    return data[:start] + data[at:], text if head == _CODED else unescape(text)


def _end(data: bytes) -> int:
    """Return where the last tag of an SVG begins; -1 when the bytes are no whole SVG."""
    start = data[:512].lstrip()
    if not start.startswith((b"<?xml", b"<svg")) or b"<svg" not in data[:4096]:
        return -1
    return len(data.rstrip()) - len(_END) if data.rstrip().endswith(_END) else -1


def thumbnail(data: bytes) -> bytes:
    """Return a WebP picture of at most 256 px a side; ValueError for an SVG of another maker."""
    import io

    from PIL import Image

    from .sketch.paint.svg import drawn

    pixels = drawn(data.decode()).pixels(1)
    picture = Image.fromarray((pixels * 255 + 0.5).astype("uint8"))
    picture.thumbnail((256, 256))
    buffer = io.BytesIO()
    picture.save(buffer, "WEBP", quality=80)
    return buffer.getvalue()

"""Rights in SVG (RDF in its metadata), in HTML (meta elements) and in MusicXML (identification)."""

import re
from collections.abc import Callable
from html import escape, unescape

from muse import Rights

from . import xmp

_SVG_OPENS, _SVG_CLOSES = '<g id="rights"><metadata>', "</metadata></g>"
"""It stands in a group of its own: C2PA's library puts credentials into each <metadata> of the
drawing itself, and then finds two."""

_MARK = "<!-- rights -->"
_LONGEST = 2**14


def put_svg(data: bytes, rights: Rights) -> bytes:
    """Return an SVG with RDF in a last group of its own."""
    body = data.rstrip()
    if b"<svg" not in data[:4096] or not body.endswith(b"</svg>"):
        raise ValueError("this is no SVG")
    at = len(body) - len(b"</svg>")
    return data[:at] + _svg(rights) + data[at:]


def take_svg(data: bytes) -> tuple[bytes, Rights] | None:
    """Return an SVG without the metadata that `put_svg` put."""
    return _cut(data, _SVG_OPENS, _SVG_CLOSES, xmp.read, _svg)


def _svg(rights: Rights) -> bytes:
    return f"{_SVG_OPENS}{xmp.rdf(rights)}{_SVG_CLOSES}".encode()


def put_html(data: bytes, rights: Rights) -> bytes:
    """Return a page with its author, rights and licence before the end of its head."""
    at = data.find(b"</head>")
    if at < 0:
        raise ValueError("this page has no head")
    return data[:at] + _html(rights) + data[at:]


def take_html(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a page without what `put_html` put."""
    return _cut(data, f"{_MARK}\n", f"{_MARK}\n", _read_html, _html)


def _html(rights: Rights) -> bytes:
    named = {
        "author": rights.author,
        "dcterms.creator": rights.author,
        "dcterms.rights": rights.rights,
        "dcterms.license": rights.licence,
        "digital-source-type": rights.source,
    }
    lines = [
        f'<meta name="{name}" content="{escape(value)}">' for name, value in named.items() if value
    ]
    if rights.url:
        lines.append(f'<link rel="license" href="{escape(rights.url)}">')
    return "\n".join((_MARK, *lines, _MARK, "")).encode()


def _read_html(block: bytes) -> Rights | None:
    pairs = re.findall(r'<meta name="([a-z.-]+)" content="([^"<>]*)">', block.decode())
    found = {name: unescape(value) for name, value in pairs}
    licence = found.get("dcterms.license", "")
    return Rights.told(
        found.get("author", ""),
        found.get("dcterms.rights", ""),
        licence,
        found.get("digital-source-type", ""),
    )


def put_musicxml(data: bytes, rights: Rights) -> bytes:
    """Return a score with <rights> where the schema has it, before <encoding>."""
    at = data.find(b"<encoding>", 0, 2**16)
    if at < 0 or b"<identification>" not in data[:at]:
        raise ValueError("this is no score of Muse")
    return data[:at] + _musicxml(rights) + data[at:]


def take_musicxml(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a score without what `put_musicxml` put."""
    if b"<score-partwise" not in data[: 2**12]:
        return None
    return _cut(data, _MARK, _MARK, _read_musicxml, _musicxml)


def _musicxml(rights: Rights) -> bytes:
    named = {
        "author": rights.author,
        "notice": rights.rights,
        "licence": rights.licence,
        "source": rights.source,
    }
    # Programs print every <rights> below the first page, so one line says all that is to be read.
    told = "".join(
        f"<!-- {name}: {escape(value).replace('--', '&#45;&#45;')} -->"
        for name, value in named.items()
        if value
    )
    return f"{_MARK}<rights>{escape(rights.sentence)}</rights>{told}{_MARK}".encode()


def _read_musicxml(block: bytes) -> Rights | None:
    found = {k: unescape(v) for k, v in re.findall(r"<!-- (\w+): (.*?) -->", block.decode())}
    licence = found.get("licence", "")
    return Rights.told(
        found.get("author", ""),
        found.get("notice", ""),
        licence,
        found.get("source", ""),
    )


def _cut(
    data: bytes,
    opens: str,
    closes: str,
    read: Callable[[bytes], Rights | None],
    made: Callable[[Rights], bytes],
) -> tuple[bytes, Rights] | None:
    """Return bytes without the block between two marks, or as they are where it isn't ours."""
    first, last = opens.encode(), closes.encode()
    at = data.find(first)
    end = data.find(last, at + len(first), at + _LONGEST) if at >= 0 else -1
    if end < 0:
        return None
    block = data[at : end + len(last)]
    try:
        rights = read(block)
    except UnicodeDecodeError:
        return None
    if rights is None:
        return None
    same = made(rights) == block
    return (data[:at] + data[at + len(block) :] if same else data), rights

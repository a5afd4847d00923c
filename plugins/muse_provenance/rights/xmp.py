"""Rights as an XMP packet, which pictures, sounds, films and documents hold.

Properties of Dublin Core, XMP Rights Management, Creative Commons and the IPTC's extension schema.
"""

import re
from collections.abc import Callable
from html import unescape
from xml.sax.saxutils import escape

from muse import Rights

TOOLKIT = "Muse rights 1"
_HEAD = f'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="{TOOLKIT}">'
_TAIL = "</x:xmpmeta>"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "cc": "http://creativecommons.org/ns#",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
}
LONGEST = 2**14
"""Bytes of a packet of ours at most."""

_PARTS: dict[str, str] = {
    "author": r"<dc:creator><rdf:Seq><rdf:li>([^<]*)</rdf:li>",
    "rights": r'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">([^<]*)</rdf:li>',
    "terms": r'<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">([^<]*)</rdf:li>',
    "url": r"<xmpRights:WebStatement>([^<]*)</xmpRights:WebStatement>",
    "source": r"<Iptc4xmpExt:DigitalSourceType>([^<]*)</Iptc4xmpExt:DigitalSourceType>",
}


def packet(rights: Rights) -> bytes:
    """Return an XMP packet, without the wrapper that would let programs write into it."""
    return f"{_HEAD}{rdf(rights)}{_TAIL}".encode()


def rdf(rights: Rights) -> str:
    """Return rights as RDF/XML: what stands in an XMP packet, and in an SVG's metadata."""
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    body = "".join(_properties(rights))
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{body}</rdf:Description></rdf:RDF>'
    )


def _properties(rights: Rights) -> list[str]:
    found = []
    if rights.author:
        found.append(
            f"<dc:creator><rdf:Seq><rdf:li>{escape(rights.author)}</rdf:li></rdf:Seq></dc:creator>"
        )
    if rights.rights:
        found.append(_words("dc:rights", rights.rights))
    if rights.licence:
        free = rights.licence in ("CC0-1.0", "PDDL-1.0", "Unlicense")
        found.append(f"<xmpRights:Marked>{not free}</xmpRights:Marked>")
        found.append(_words("xmpRights:UsageTerms", rights.name))
    elif rights.rights:
        found.append("<xmpRights:Marked>True</xmpRights:Marked>")
    if rights.url:
        found.append(f"<xmpRights:WebStatement>{escape(rights.url)}</xmpRights:WebStatement>")
        found.append(f'<cc:license rdf:resource="{escape(rights.url)}"/>')
    if rights.author:
        found.append(f"<photoshop:Credit>{escape(rights.author)}</photoshop:Credit>")
    if rights.source:
        name = "Iptc4xmpExt:DigitalSourceType"
        found.append(f"<{name}>{escape(rights.source)}</{name}>")
    return found


def _words(name: str, text: str) -> str:
    return (
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
    )


def read(packet: bytes) -> Rights | None:
    """Return the rights in RDF that `rdf` wrote; None for what isn't ours."""
    if len(packet) > LONGEST:
        return None
    text = packet.decode(errors="replace")
    found: dict[str, str] = {}
    for name, pattern in _PARTS.items():
        if match := re.search(pattern, text):
            found[name] = unescape(match[1])
    licence = found.get("url") or found.get("terms", "")
    author, rights, source = (found.get(name, "") for name in ("author", "rights", "source"))
    return Rights.told(author, rights, licence, source)


def found(data: bytes) -> Rights | None:
    """Return the rights of the first packet of ours among bytes."""
    at = data.find(_HEAD.encode())
    end = data.find(_TAIL.encode(), at, at + LONGEST) if at >= 0 else -1
    return read(data[at : end + len(_TAIL)]) if end >= 0 else None


def cut(data: bytes, made: Callable[[Rights], bytes]) -> tuple[bytes, Rights] | None:
    """Return bytes without the block that `made` gives of the rights in them; None without any.

    Where the block isn't there byte for byte, they are as they are.
    """
    rights = found(data)
    if rights is None:
        return None
    block = made(rights)
    at = data.find(block)
    return (data if at < 0 else data[:at] + data[at + len(block) :]), rights

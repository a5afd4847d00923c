"""Rights in PDF: XMP and author, in an update behind the file (ISO 32000-1, 7.5.6)."""

import re

from muse import Rights

from . import xmp

_MARK = b"\n%Rights by Muse\n"
_XMP = b"/Subtype/XML"
_LONGEST = 2**20
_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="r"?>'
)
_RDF = re.compile(r"<rdf:Description rdf:about=\"\" xmlns:dc=.*?</rdf:Description>")


def put_pdf(data: bytes, rights: Rights) -> bytes:
    """Return a PDF with an update behind it; ValueError for one with no plain table of objects."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-64:])
    trailer = re.search(rb"trailer\s*<<(.*)>>\s*startxref", data[-4096:], re.DOTALL)
    if not data.startswith(b"%PDF-") or start is None or trailer is None:
        raise ValueError("this PDF isn't made as others are")
    size = re.search(rb"/Size\s+(\d+)", trailer[1])
    root = re.search(rb"/Root\s+(\d+) 0 R", trailer[1])
    if size is None or root is None or data[int(start[1]) : int(start[1]) + 4] != b"xref":
        raise ValueError("this PDF isn't made as others are")
    made = bytearray(data + _MARK)
    places: dict[int, int] = {}

    def write(number: int, body: bytes) -> None:
        places[number] = len(made)
        made.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    count = int(size[1])
    catalog = _object(data, int(root[1]))
    held = re.search(rb"/Metadata\s+(\d+) 0 R", catalog)
    before = _stream(data, int(held[1])) if held else _EMPTY
    number = int(held[1]) if held else count
    if not held:
        count += 1
        at = catalog.rindex(b">>")
        write(int(root[1]), catalog[:at] + b"/Metadata %d 0 R" % number + catalog[at:])
    packet = _with(before, rights).encode()
    head = b"<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n" % len(packet)
    write(number, head + packet + b"\nendstream")
    info = re.search(rb"/Info\s+(\d+) 0 R", trailer[1])
    if info and rights.author and b"/Author" not in (told := _object(data, int(info[1]))):
        at = told.rindex(b">>")
        author = rights.author.encode("utf-16-be").hex().encode()
        write(int(info[1]), told[:at] + b"/Author<feff" + author + b">" + told[at:])
    table = len(made)
    made.extend(b"xref\n")
    for each in sorted(places):
        made.extend(b"%d 1\n%010d 00000 n\r\n" % (each, places[each]))
    rest = re.sub(rb"/Size\s+\d+", b"/Size %d" % count, trailer[1])
    rest = re.sub(rb"/Prev\s+\d+", b"", rest) + b"/Prev %b" % start[1]
    made.extend(b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (rest, table))
    return bytes(made)


def take_pdf(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a PDF without the update that `put_pdf` put behind it."""
    if not data.startswith(b"%PDF-"):
        return None
    at = data.rfind(_MARK)
    start = max(at, data.rfind(_XMP))  # a file that was signed is written anew, without the mark
    block = data[start : start + _LONGEST] if start >= 0 else b""
    begin, end = block.find(b"<x:xmpmeta"), block.find(b"</x:xmpmeta>")
    if begin < 0 or end < begin:
        return None
    ours = _RDF.findall(block[begin:end].decode(errors="replace"))
    rights = xmp.read(ours[-1].encode()) if ours else None
    if rights is None:
        return None
    if at < 0:
        return data, rights
    try:
        same = put_pdf(data[:at], rights) == data
    except ValueError:
        same = False
    return (data[:at] if same else data), rights


def _with(packet: str, rights: Rights) -> str:
    """Return an XMP packet with rights in it."""
    described = _RDF.search(xmp.rdf(rights))
    at = packet.rfind("</rdf:RDF>")
    if described is None or at < 0:
        raise ValueError("the XMP of this PDF isn't as others are")
    return packet[:at] + described[0] + packet[at:]


def _object(data: bytes, number: int) -> bytes:
    """Return the last object of a number, between its words."""
    found = data.rfind(b"\n%d 0 obj" % number)
    end = data.find(b"endobj", found)
    if found < 0 or end < 0 or end - found > _LONGEST:
        raise ValueError("an object of this PDF isn't plain")
    return data[found:end].partition(b"obj")[2].strip()


def _stream(data: bytes, number: int) -> str:
    """Return the text of a stream that isn't compressed."""
    head, word, body = _object(data, number).partition(b"stream")
    if not word or b"/Filter" in head:
        raise ValueError("the XMP of this PDF is compressed")
    return body.rpartition(b"endstream")[0].strip().decode()

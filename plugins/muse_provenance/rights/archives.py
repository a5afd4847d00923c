"""Rights in EPUB (Dublin Core in its package) and in compressed MusicXML."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from html import escape, unescape

from muse import Rights

from . import markup

_LARGEST = 2**28
_MEMBERS = 10_000
_MARK = "<!-- rights -->"
_DAMAGED = (
    *(ValueError, LookupError, OSError, EOFError, OverflowError, RuntimeError),
    *(zlib.error, zipfile.BadZipFile),
)
"""What zipfile raises for archives that aren't."""


def put_mxl(data: bytes, rights: Rights) -> bytes:
    """Return a compressed score with rights in its MusicXML."""
    return _changed(data, "score.musicxml", lambda xml: markup.put_musicxml(xml, rights))


def take_mxl(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a compressed score without the rights in its MusicXML."""
    return _taken(data, "score.musicxml", markup.take_musicxml)


def put_epub(data: bytes, rights: Rights) -> bytes:
    """Return a book with dc:creator and dc:rights in its package."""

    def change(package: bytes) -> bytes:
        at = package.find(b"</metadata>")
        if at < 0:
            raise ValueError("this book has no metadata")
        return package[:at] + _elements(rights) + package[at:]

    return _changed(data, ".opf", change)


def take_epub(data: bytes) -> tuple[bytes, Rights] | None:
    """Return a book without the elements that `put_epub` put."""

    def less(package: bytes) -> tuple[bytes, Rights] | None:
        mark = _MARK.encode()
        at = package.find(mark)
        end = package.find(mark, at + 1) if at >= 0 else -1
        if end < 0:
            return None
        block = package[at : end + len(mark)]
        rights = _read(block.decode(errors="replace"))
        if rights is None:
            return None
        same = _elements(rights) == block
        return (package[:at] + package[at + len(block) :] if same else package), rights

    return _taken(data, ".opf", less)


def _elements(rights: Rights) -> bytes:
    made = [_MARK]
    if rights.author:
        made.append(f'<dc:creator id="rights-author">{escape(rights.author)}</dc:creator>')
    if rights.rights:
        made.append(f"<dc:rights>{escape(rights.rights)}</dc:rights>")
    if rights.licence:
        made.append(f'<dc:rights id="rights-licence">{escape(rights.terms)}</dc:rights>')
    if rights.source:
        made.append(f'<dc:source id="rights-source">{escape(rights.source)}</dc:source>')
    return "".join([*made, _MARK]).encode()


def _read(block: str) -> Rights | None:
    def one(pattern: str) -> str:
        match = re.search(pattern, block)
        return unescape(match[1]) if match else ""

    terms = one(r'<dc:rights id="rights-licence">([^<]*)<')
    return Rights.told(
        one(r'<dc:creator id="rights-author">([^<]*)<'),
        one(r"<dc:rights>([^<]*)<"),
        terms.partition(" (")[0],
        one(r'<dc:source id="rights-source">([^<]*)<'),
    )


def _taken(
    data: bytes, ending: str, take: Callable[[bytes], tuple[bytes, Rights] | None]
) -> tuple[bytes, Rights] | None:
    """Return an archive whose member gives rights without them; as it is where it isn't ours."""
    try:
        only = _members(data, ending)  # most archives hold no rights: the rest isn't unpacked
        if not only or take(only[0][1]) is None:
            return None
        members = _members(data)
    except _DAMAGED:
        return None
    place = _place(members, ending)
    found = None if place is None else take(members[place][1])
    if place is None or found is None:
        return None
    level = _level(data, members)
    if level is None:
        return data, found[1]
    members[place] = members[place][0], found[0]
    return _packed(members, level), found[1]


def _place(members: list[tuple[zipfile.ZipInfo, bytes]], ending: str) -> int | None:
    """Return which is the first member whose name ends so."""
    return next((n for n, (info, _) in enumerate(members) if info.filename.endswith(ending)), None)


def _changed(data: bytes, ending: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with another member that ends so; ValueError for what we don't make."""
    try:
        members = _members(data)
    except _DAMAGED as error:
        raise ValueError(f"this is no archive of Muse ({error})") from None
    level = _level(data, members)
    place = _place(members, ending)
    if level is None or place is None:
        raise ValueError("this archive isn't packed as Muse does")
    info, body = members[place]
    members[place] = info, change(body)
    return _packed(members, level)


def _members(data: bytes, ending: str = "") -> list[tuple[zipfile.ZipInfo, bytes]]:
    """Return the members of an archive in order, or the first whose name ends so.

    ValueError for what is too large.
    """
    if data[:4] != b"PK\3\4" or len(data) > _LARGEST:
        raise ValueError("this is no archive")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > _MEMBERS or sum(info.file_size for info in infos) > _LARGEST:
            raise ValueError("the archive is too large")
        found = []
        if ending:
            infos = [info for info in infos if info.filename.endswith(ending)][:1]
        for info in infos:
            with archive.open(info) as file:
                found.append((info, file.read(info.file_size + 1)))
        return found


def _level(data: bytes, members: list[tuple[zipfile.ZipInfo, bytes]]) -> int | None:
    """Return how hard an archive was packed, so that it can be packed again; None if otherwise."""
    return next((level for level in (9, -1) if _packed(members, level) == data), None)


def _packed(members: list[tuple[zipfile.ZipInfo, bytes]], level: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for before, body in members:
            info = zipfile.ZipInfo(before.filename, before.date_time)
            info.external_attr, info.create_system = before.external_attr, before.create_system
            archive.writestr(info, body, before.compress_type, level)
    return buffer.getvalue()

"""MusicXML files, plain and compressed, as trees: without entities, under caps."""

import io
import zipfile
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from muse_music.reading.limits import DEPTH, ELEMENTS, RATIO, UNZIPPED, Damaged


def unzipped(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > 200:
            raise Damaged("it has too many files inside")
        wanted = ""
        if "META-INF/container.xml" in archive.namelist():
            root = tree(_entry(archive, "META-INF/container.xml", 2**16))
            found = next((e for e in root.iter() if plain(e.tag) == "rootfile"), None)
            wanted = found.get("full-path", "") if found is not None else ""
        names = [e.filename for e in entries]
        if wanted not in names:
            scores = [n for n in names if n.lower().endswith((".musicxml", ".xml"))]
            wanted = next((n for n in scores if not n.startswith("META-INF")), "")
        if not wanted:
            raise Damaged("there is no score inside")
        return _entry(archive, wanted, UNZIPPED)


def _entry(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a file of an archive, read no further than its cap whatever it states."""
    info = archive.getinfo(name)
    if info.file_size > most or info.file_size > RATIO * max(info.compress_size, 256):
        raise Damaged("it would become too large")
    with archive.open(info) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Damaged("it would become too large")
    return data


def tree(data: bytes) -> Element:
    """Return the tree of an XML text without entities, levels or elements beyond the caps."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    count = depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > ELEMENTS or depth > DEPTH:
            raise Damaged("it has too many elements" if count > ELEMENTS else "it nests too deep")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def entity(*_: object) -> None:
        raise Damaged("it declares entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = lambda *_: 1  # a DTD is named by most scores; it isn't read
    parser.buffer_text = True
    parser.Parse(data, True)
    return builder.close()


def plain(tag: str) -> str:
    return tag.rpartition("}")[2]

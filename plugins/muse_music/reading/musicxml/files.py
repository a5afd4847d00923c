"""MusicXML files, plain and compressed, as trees: without entities, under caps."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from muse_music.reading import zips
from muse_music.reading.limits import DEPTH, ELEMENTS, READ, UNZIPPED, Damaged, most

_CONTAINER = "META-INF/container.xml"
_ATTRIBUTES = {
    **dict.fromkeys(("part", "score-part", "instrument", "midi-instrument"), ("id",)),
    **{"measure": ("implicit",), "sound": ("tempo",), "tie": ("type",)},
    **{"ending": ("number", "type"), "repeat": ("direction", "times")},
    "rootfile": ("full-path",),
}
_READ = frozenset(
    "score-partwise score-timewise work work-title movement-title part-list score-part part-name "
    "midi-program midi-unpitched attributes divisions transpose chromatic octave-change key "
    "fifths mode time beats beat-type backup forward duration note grace cue chord pitch step "
    "octave alter unpitched lyric text syllabic harmony root root-step root-alter kind bass "
    "bass-step bass-alter offset direction direction-type metronome beat-unit beat-unit-dot "
    "per-minute barline container rootfiles".split()
) | frozenset(_ATTRIBUTES)
"""Elements that a tree holds; what is within others isn't kept."""


def unzipped(data: bytes) -> bytes:
    """Return the score in a .mxl; Damaged for a zip that is a trap."""
    with zips.opened(data) as archive:
        names = archive.namelist()
        wanted = ""
        if _CONTAINER in names:
            root = tree(zips.entry(archive, _CONTAINER, 2**16))
            found = next((e for e in root.iter() if plain(e.tag) == "rootfile"), None)
            wanted = found.get("full-path", "") if found is not None else ""
        if wanted not in names:
            scores = [n for n in names if n.lower().endswith((".musicxml", ".xml"))]
            wanted = next((n for n in scores if not n.startswith("META-INF")), "")
        if not wanted:
            raise Damaged("there is no score inside")
        return zips.entry(archive, wanted, UNZIPPED)


def tree(data: bytes) -> Element:
    """Return the tree of an XML text without declarations, levels or elements beyond the caps.

    It holds the elements and attributes that are read, and what stands within others isn't kept.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    count = kept = depth = 0
    skipped = 0  # the level of the element within which nothing is kept
    begun = False  # whether text belongs to an element, and doesn't stand after one

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count, kept, depth, skipped, begun
        count += 1
        depth += 1
        if count > ELEMENTS or depth > DEPTH:
            most(count, ELEMENTS, "elements")
            raise Damaged("it nests too deep")
        begun = False
        if skipped:
            return
        if tag not in _READ and depth > 1 and plain(tag) not in _READ:
            skipped = depth
            return
        kept += 1
        if kept > READ:
            most(kept, READ, "elements to read")
        names = _ATTRIBUTES.get(plain(tag), ()) if attributes else ()
        builder.start(tag, {name: attributes[name] for name in names if name in attributes})
        begun = True

    def end(tag: str) -> None:
        nonlocal depth, skipped, begun
        if not skipped:
            builder.end(tag)
        elif depth == skipped:
            skipped = 0
        depth -= 1
        begun = False

    def text(data: str) -> None:
        if begun:
            builder.data(data)

    def declared(*_: object) -> None:
        raise Damaged("it declares entities or elements of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = declared
    parser.AttlistDeclHandler = declared
    parser.ElementDeclHandler = declared
    parser.ExternalEntityRefHandler = lambda *_: 1  # a DTD is named by most scores; it isn't read
    parser.buffer_text = True
    parser.Parse(data, True)
    return builder.close()


def plain(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2]

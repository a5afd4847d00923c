"""MusicXML files, plain and compressed, as trees: without entities, under caps."""

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from muse_music.reading import zips
from muse_music.reading.limits import DEPTH, ELEMENTS, READ, UNZIPPED, Damaged, most

_CONTAINER = "META-INF/container.xml"
_ATTRIBUTES = {
    **dict.fromkeys(("part", "score-part", "instrument", "midi-instrument"), ("id",)),
    **dict.fromkeys(("tie", "tied", "wedge", "pedal", "slide", "glissando"), ("type",)),
    **{"measure": ("implicit", "number"), "slur": ("type", "number"), "rest": ("measure",)},
    **{"ending": ("number", "type"), "repeat": ("direction", "times"), "barline": ("location",)},
    **{"lyric": ("number", "name"), "creator": ("type",), "score-instrument": ("id",)},
    "sound": ("tempo", "segno", "coda", "tocoda", "fine", "dacapo", "dalsegno"),
    "rootfile": ("full-path",),
}
_READ = frozenset(
    # the piece and its parts
    "score-partwise score-timewise work work-title movement-title identification creator part-list "
    "score-part part-name score-instrument instrument-name instrument-sound midi-instrument "
    "midi-program midi-channel midi-unpitched part measure container rootfiles rootfile "
    # attributes
    "attributes divisions transpose diatonic chromatic octave-change double key fifths mode "
    "key-step key-alter time beats beat-type senza-misura "
    # notes
    "backup forward duration note grace cue chord rest pitch step octave alter unpitched "
    "display-step display-octave type dot time-modification actual-notes normal-notes tie "
    "instrument lyric text syllabic elision notations tied slur slide glissando fermata "
    "arpeggiate articulations ornaments technical bend staccato staccatissimo spiccato tenuto "
    "detached-legato accent strong-accent scoop falloff trill-mark mordent inverted-mordent turn "
    "inverted-turn delayed-turn delayed-inverted-turn tremolo "
    # chord symbols
    "harmony root root-step root-alter kind bass bass-step bass-alter degree degree-value "
    "degree-alter degree-type offset "
    # directions and bar lines
    "direction direction-type metronome beat-unit beat-unit-dot per-minute words segno coda "
    "dynamics p pp ppp pppp ppppp pppppp mp mf f ff fff ffff fffff ffffff wedge pedal sound "
    "barline ending repeat".split()
)
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


def partwise(root: Element) -> Element:
    """Return a score that is written measure by measure as one that is part by part."""
    made = Element("score-partwise")
    parts: dict[str, Element] = {}
    for item in root:
        if plain(item.tag) != "measure":
            made.append(item)
            continue
        for part in item.findall("part"):
            name = part.get("id", "")
            if name not in parts:
                parts[name] = Element("part", {"id": name})
            part.tag = "measure"
            part.attrib = dict(item.attrib)
            parts[name].append(part)
    made.extend(parts.values())
    return made


def plain(tag: str) -> str:
    """Return the name of an element without its namespace."""
    return tag.rpartition("}")[2]

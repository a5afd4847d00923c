"""How a note of MusicXML is played: ties, slurs, articulations and ornaments."""

from xml.etree.ElementTree import Element

# Element -> the mark that says it: its own name, or the nearest that is known.
_MARKS = {
    **{name: name for name in ("staccato", "tenuto", "accent", "strong-accent", "fermata")},
    **{name: name for name in ("trill-mark", "mordent", "inverted-mordent", "turn", "tremolo")},
    **{name: name for name in ("arpeggiate", "scoop", "falloff", "bend")},
    **dict.fromkeys(("staccatissimo", "spiccato"), "staccato"),
    **dict.fromkeys(("inverted-turn", "delayed-turn", "delayed-inverted-turn"), "turn"),
    "detached-legato": "tenuto",
}
_MOST_SLURS = 16


def taken(item: Element, slurs: set[str]) -> tuple[set[str], tuple[str, ...]]:
    """Return the ties of a note ("start", "stop"), and its marks; `slurs` are the open ones."""
    ties = {t.get("type", "") for t in item.findall("tie")}
    found: list[str] = []
    for notations in item.findall("notations"):
        for each in notations:
            tag = each.tag
            if tag in ("articulations", "ornaments", "technical"):
                found += [_MARKS[e.tag] for e in each if e.tag in _MARKS]
            elif tag == "slur":
                if each.get("type") == "stop":
                    slurs.discard(each.get("number", "1"))
                elif each.get("type") == "start" and len(slurs) < _MOST_SLURS:
                    slurs.add(each.get("number", "1"))
            elif tag == "tied":
                ties |= (
                    {"start", "stop"} if each.get("type") == "continue" else {each.get("type", "")}
                )
            elif tag in ("slide", "glissando"):
                if each.get("type") == "stop":
                    found.append("slide")
            elif tag in _MARKS:
                found.append(_MARKS[tag])
    if slurs:
        found.append("slur")
    return ties, tuple(dict.fromkeys(found))

"""What stands over and under the staves in MusicXML: tempos, jumps, dynamics, pedals."""

import re
from fractions import Fraction
from xml.etree.ElementTree import Element

from muse_music.reading.musicxml.bar import Bar
from muse_music.reading.musicxml.numbers import Time, hint
from muse_music.reading.musicxml.values import tempo_of
from muse_music.theory.meter import TICKS

_DYNAMICS = {
    **dict.fromkeys(("pppppp", "ppppp", "pppp", "ppp", "pp"), "pp"),
    **{mark: mark for mark in ("p", "mp", "mf", "f")},
    **dict.fromkeys(("ff", "fff", "ffff", "fffff", "ffffff"), "ff"),
}
_WEDGES = {"crescendo": "crescendo", "diminuendo": "diminuendo", "stop": ""}
_TO_CODA = re.compile(r"\bto\s+(?:the\s+)?coda\b", re.IGNORECASE)
_DACAPO = re.compile(r"\bd\.?\s*c\b|\bda\s+capo\b", re.IGNORECASE)
_DALSEGNO = re.compile(r"\bd\.?\s*s\b|\bd(?:al|el)\s+segno\b", re.IGNORECASE)
_FINE = re.compile(r"\s*fine\.?\s*", re.IGNORECASE)
_TRIO = re.compile(r"\s*trio\b.*", re.IGNORECASE)
_CODA = re.compile(r"\s*coda\.?\s*", re.IGNORECASE)
_CHARACTERS = 60  # of words that may tell of a jump


def offset(item: Element, divisions: Fraction) -> float:
    """Return how much later than its place something is meant (ticks)."""
    told = hint(item.findtext("offset"), -1e6, 1e6)
    return 0 if told is None else told * TICKS / float(divisions)


def taken(item: Element, now: Time, divisions: Fraction, bar: Bar) -> list[tuple[Time, str]]:
    """Take in a direction or a sound element; return the signs that are places to jump to."""
    labels: list[tuple[Time, str]] = []
    at = max(0, round(now + offset(item, divisions)))
    tempo = tempo_of(item)
    if tempo is not None:
        if tempo[1] and bar.tempos and bar.tempos[-1][0] == at:
            bar.tempos.pop()  # how it sounds goes before what is written
        if not bar.tempos or bar.tempos[-1][0] != at:
            bar.tempos.append((at, tempo[0]))
    sound = item if item.tag == "sound" else item.find("sound")
    told = _sounded(sound, bar) if sound is not None else set[str]()
    labels += [(now, name) for name in ("segno", "coda") if name in told]
    for kind in item.findall("direction-type"):
        for each in kind:
            if each.tag == "words":
                label = _words(" ".join((each.text or "").split()), told, bar)
                labels += [(now, label)] if label else []
            elif each.tag == "segno" and "dalsegno" not in told and "segno" not in told:
                labels.append((now, "segno"))
            elif each.tag == "coda" and not told & {"coda", "tocoda"} and not bar.to_coda:
                labels.append((now, "coda"))
            elif each.tag == "dynamics":
                marks = [_DYNAMICS[e.tag] for e in each if e.tag in _DYNAMICS]
                bar.dynamics += [(at, mark) for mark in marks[:1]]
            elif each.tag == "wedge" and each.get("type") in _WEDGES:
                bar.dynamics.append((at, _WEDGES[each.get("type", "")]))
            elif each.tag == "pedal" and each.get("type") in ("start", "stop", "change"):
                bar.pedals.append((at, each.get("type", "")))
    return labels


def _sounded(sound: Element, bar: Bar) -> set[str]:
    """Take in the jumps of a sound element; return what it tells."""
    told = {n for n in ("segno", "coda", "tocoda", "fine", "dacapo", "dalsegno") if sound.get(n)}
    told -= {n for n in told if sound.get(n) == "no"}
    bar.to_coda = bar.to_coda or "tocoda" in told
    bar.fine = bar.fine or "fine" in told
    bar.jump = next((n for n in ("dacapo", "dalsegno") if n in told), bar.jump)
    return told


def _words(text: str, told: set[str], bar: Bar) -> str:
    """Take in a jump that is written in words, where no sound element tells it."""
    if len(text) > _CHARACTERS:
        return ""
    if _DACAPO.search(text):
        bar.jump = bar.jump or "dacapo"
    elif _DALSEGNO.search(text):
        bar.jump = bar.jump or "dalsegno"
    elif _FINE.fullmatch(text):
        bar.fine = True
    elif _TRIO.fullmatch(text):
        bar.trio = True
    elif _TO_CODA.search(text):
        bar.to_coda = True
    elif _CODA.fullmatch(text) and not told & {"coda", "tocoda"}:
        return "coda"
    return ""

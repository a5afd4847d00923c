"""Qualities of chords as they are written after a root: "m7b5", "7alt", "maj7#11", "6/9"."""

import re
from functools import cache

Steps = tuple[int, ...]
"""Semitones above the root, the root first."""

_SIGNS = str.maketrans("♭♯−–△∆ºØ", "b#--ΔΔ°ø")
_BASE = re.compile(r"major|maj|ma(?!j|dd)|M|minor|min|mi(?!n)|m(?!aj)|-|dim|°|o(?!m)|aug|\+|ø|Δ")
_MAJOR = re.compile(r"major|maj|ma|M|Δ")
_NUMBER = re.compile(r"13|11|9|7|69|6|5|4|2")
_CHANGE = re.compile(
    r"(?P<sus>sus(?:24|2|4)?)|add(?P<added>[b#]?(?:2|4|6|9|11|13))|(?P<alt>alt)|"
    r"(?:no|omit)(?P<without>[35])|(?P<sign>[b#+-])(?P<degree>5|6|9|11|13)|(?P<raised>\+|aug)|"
    r"(?P<seventh>maj7|M7|Δ7?)"
)
_DEGREES = {2: 2, 4: 5, 5: 7, 6: 9, 9: 14, 11: 17, 13: 21}
_QUARTAL = (0, 5, 10, 15)


@cache
def steps(text: str) -> Steps | None:
    """Return the semitones of a quality; None when it can't be read.

    A chord of the eleventh leaves out its major third and one of the thirteenth its fifth and
    eleventh, as players do; an altered dominant has raised ninth and lowered thirteenth.
    """
    rest = re.sub(r"[()\[\]\s,]", "", text.translate(_SIGNS)).replace("6/9", "69")
    if rest.lower() in ("quartal", "q"):
        return _QUARTAL
    if rest in ("5", "+5", "-5"):
        return {"5": (0, 7), "+5": (0, 4, 8), "-5": (0, 4, 6)}[rest]
    rest = re.sub(r"(?i)maj", "maj", re.sub(r"^dom(?=\d)", "", rest))
    match = _BASE.match(rest)
    base = match[0] if match else ""
    rest = rest[len(base) :]
    third, fifth = 4, 7
    major = base in ("major", "maj", "ma", "M", "Δ")
    if base in ("minor", "min", "mi", "m", "-"):
        third = 3
        if match := _MAJOR.match(rest):
            major, rest = True, rest[match.end() :]
            rest = rest if rest[:1].isdigit() else f"7{rest}"
    elif base in ("dim", "°", "o", "ø"):
        third, fifth = 3, 6
    elif base in ("aug", "+"):
        fifth = 8
        if match := _MAJOR.match(rest):
            major, rest = True, rest[match.end() :]
    if base in ("ø", "Δ") and not rest[:1].isdigit():
        rest = f"7{rest}"
    return _built(rest, third, fifth, 11 if major else 9 if base in ("dim", "°", "o") else 10)


def _built(rest: str, third: int, fifth: int, seventh: int) -> Steps | None:
    """Return the semitones of a triad with the number and the changes that stand after it."""
    low: dict[str, int | None] = {"third": third, "fifth": fifth, "seventh": None}
    upper: list[int] = []
    match = _NUMBER.match(rest)
    if match:
        number, rest = match[0], rest[match.end() :]
        if number in ("7", "9", "11", "13"):
            low["seventh"] = seventh
            upper += [14] * (number != "7") + [17] * (number == "11") + [21] * (number == "13")
            if number == "11" and third == 4:
                low["third"] = None
            if number == "13" and fifth == 7:
                low["fifth"] = None
        elif number == "5":
            return None
        else:
            upper += {"6": [9], "69": [9, 14], "2": [2], "4": [5]}[number]
    while rest:
        match = _CHANGE.match(rest)
        if not match:
            return None
        rest = rest[match.end() :]
        _change(match, low, upper)
    made = [0, *(s for s in (low["third"], low["fifth"], low["seventh"]) if s is not None), *upper]
    return tuple(sorted(set(made)))


def _change(match: re.Match[str], low: dict[str, int | None], upper: list[int]) -> None:
    """Change a chord by what stands after its number: sus4, add9, b5, #11, no3, alt."""
    if match["sus"]:
        low["third"] = None
        upper += {"sus2": [2], "sus24": [2, 5]}.get(match["sus"], [5])
        if 17 in upper:
            upper.remove(17)
    elif match["alt"]:
        low |= {"third": 4, "fifth": None, "seventh": 10}
        upper[:] = [15, 20]
    elif match["without"]:
        low["third" if match["without"] == "3" else "fifth"] = None
    elif match["raised"]:
        low["fifth"] = 8
    elif match["seventh"]:
        low["seventh"] = 11
    else:
        text = match["added"] or match["sign"] + match["degree"]
        sign = {"b": -1, "-": -1, "#": 1, "+": 1}.get(text[0], 0)
        degree = int(text.lstrip("b#+-"))
        step = _DEGREES[degree] + sign
        if degree == 5:
            low["fifth"] = step
        elif match["added"]:
            upper.append(step)
        else:
            plain = _DEGREES[degree]
            if plain in upper:
                upper.remove(plain)
            upper.append(step)


NAMES = (
    *("", "m", "5", "6", "m6", "6/9", "m6/9", "7", "m7", "maj7", "m(maj7)", "dim", "dim7", "m7b5"),
    *("aug", "7#5", "maj7#5", "9", "m9", "maj9", "m(maj9)", "11", "m11", "maj11", "13", "m13"),
    *("maj13", "add9", "madd9", "add2", "madd2", "add4", "madd4", "add11", "madd11", "sus2"),
    *("sus4", "7sus4", "9sus4", "13sus4", "7sus2", "7b5", "7b9", "7#9", "7#11", "7b13", "7alt"),
    *("9#5", "9b5", "9#11", "13b9", "13#9", "13#11", "maj7#11", "maj9#11", "maj13#11", "maj7b5"),
    *("7b5b9", "7#5b9", "7#5#9", "7b5#9", "7b9#11", "7b9b13", "7#9#11", "7b9sus4", "m7add11"),
    *("m7add4", "m9b5", "m11b5", "mb6", "m#5", "quartal", "sus24"),
)
"""Qualities that have a name of their own, as they are printed."""


@cache
def name(tones: Steps) -> str:
    """Return the name of a quality by its pitch classes above the root (0 first), in order."""
    ordered, sets = _known()
    found = ordered.get(tones)
    if found is None:
        found = sets.get(frozenset(tones))
    return _spelt(frozenset(tones)) if found is None else found


@cache
def _known() -> tuple[dict[Steps, str], dict[frozenset[int], str]]:
    ordered: dict[Steps, str] = {}
    sets: dict[frozenset[int], str] = {}
    for known in NAMES:
        classes = tuple(dict.fromkeys(step % 12 for step in steps(known) or ()))
        ordered.setdefault(classes, known)
        sets.setdefault(frozenset(classes), known)
    return ordered, sets


def _spelt(tones: frozenset[int]) -> str:
    """Return a name for tones that have none of their own; `steps` reads the same tones in it."""
    left = tones - {0}
    third = next((t for t in (4, 3) if t in left), None)
    fifth = next((t for t in (7, 6, 8) if t in left), None)
    seventh = next((t for t in (10, 11) if t in left), None)
    left -= {third, fifth, seventh}
    text = "m" if third == 3 else ""
    text += {10: "7", 11: "(maj7)" if third == 3 else "maj7", None: ""}[seventh]
    text += {6: "b5", 8: "#5", 7: "", None: "no5"}[fifth]
    text += "no3" if third is None else ""
    added = {1: "b9", 2: "9", 3: "#9", 5: "11", 6: "#11", 8: "b13", 9: "13"}
    return text + "".join(f"add{added[t]}" for t in sorted(left) if t in added)


def letters(tones: frozenset[int]) -> dict[int, int]:
    """Return for each tone above a root how many letters above the root it is written."""
    third = 4 in tones or 3 in tones
    written = {0: 0, 1: 1, 2: 1, 4: 2, 5: 3, 7: 4, 10: 6, 11: 6}
    written[3] = 1 if 4 in tones else 2
    written[6] = 3 if 7 in tones or (4 in tones and 11 in tones) else 4
    altered = 4 in tones and (7 in tones or {3, 10} <= tones)
    written[8] = 5 if altered or (third and 7 in tones) else 4
    written[9] = 6 if {3, 6} <= tones and 10 not in tones else 5
    return {tone: written[tone] for tone in tones}

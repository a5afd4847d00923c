"""Make nouns.txt.xz and verbs.txt.xz of WordNet's files: python build.py /usr/share/wordnet."""

import lzma
import re
import sys
from pathlib import Path

from ..concepts import CLASSES, concepts

_FILES = {
    **{4: "deed", 5: "animal", 6: "thing", 7: "idea", 8: "body", 9: "idea", 10: "idea"},
    **{11: "event", 12: "feeling", 13: "food", 14: "thing", 15: "place", 16: "feeling"},
    **{17: "nature", 18: "person", 19: "nature", 20: "plant", 21: "treasure", 22: "event"},
    **{23: "idea", 24: "idea", 25: "thing", 26: "idea", 27: "thing", 28: "time"},
}
"""What nouns of a lexicographer's file are."""
_ABOVE = {
    **dict.fromkeys(("vehicle", "craft", "conveyance"), "vehicle"),
    **dict.fromkeys(("clothing", "footwear", "headdress", "jewelry"), "clothes"),
    **dict.fromkeys(("musical instrument",), "instrument"),
    **dict.fromkeys(("tool", "weapon", "cutlery", "kitchen utensil", "implement"), "tool"),
    **dict.fromkeys(("machine", "computer", "electronic equipment", "engine"), "machine"),
    **dict.fromkeys(("plaything", "toy"), "toy"),
    **dict.fromkeys(("furniture", "furnishing"), "furniture"),
    **dict.fromkeys(("structure", "building", "facility", "way", "room", "area"), "place"),
    **dict.fromkeys(("gem", "jewel", "precious metal", "treasure"), "treasure"),
    **dict.fromkeys(("document", "piece of writing", "publication", "written document"), "paper"),
    **dict.fromkeys(("letter", "missive", "card", "book"), "paper"),
    **dict.fromkeys(("imaginary being", "spiritual being", "mythical being"), "creature"),
    **dict.fromkeys(("mythical monster", "spirit", "deity"), "creature"),
    **dict.fromkeys(("child", "juvenile", "baby"), "child"),
    **dict.fromkeys(("season", "time of year"), "season"),
    **dict.fromkeys(("atmospheric phenomenon", "weather", "weather condition"), "weather"),
    **dict.fromkeys(("knowledge domain", "discipline", "science", "occupation"), "work"),
    **dict.fromkeys(("ceremony", "contest", "celebration", "party", "social event"), "event"),
    **dict.fromkeys(("emotion", "emotional state"), "feeling"),
    **dict.fromkeys(("time period", "calendar month", "calendar day"), "time"),
    **dict.fromkeys(("person", "organism"), "person"),
}
"""What nouns are that stand under one of these, whatever their file is; the nearest counts."""
_NEAR = 5
"""How many steps up a more general noun may be."""


def main(folder: Path) -> None:
    """Write both files beside this one."""
    here = Path(__file__).parent
    synsets = _synsets(folder / "data.noun")
    ours = {word: each.kind for each in concepts("en").values() for word in each.words}
    common = _common(folder / "cntlist.rev")
    found: dict[str, tuple[str, str]] = {}
    for line in (folder / "index.noun").read_text().splitlines():
        if line.startswith(" "):
            continue
        word, offset = (parts := line.split())[0].replace("_", " "), _offset(parts)
        if not re.fullmatch(r"[a-z][a-z'-]{1,24}(?: [a-z'-]{2,20})?", word) or _proper(
            word, synsets[offset]
        ):
            continue
        found[word] = _told(synsets, offset, word, ours)
    kept = {
        word: told
        for word, told in found.items()
        if " " not in word or (word in common and told != found.get(word.split()[-1], ("", "")))
    }
    plain = {word.replace(" ", "_"): told for word, told in sorted(kept.items())}
    lines = [" ".join(f"{w}:{up.replace(' ', '_')}" for w, (_, up) in plain.items() if up)]
    for kind in CLASSES:
        lines.append(" ".join([kind, *(w for w, told in plain.items() if told[0] == kind)]))
    _pack(here / "nouns.txt.xz", lines)
    verbs = sorted(
        word
        for line in (folder / "index.verb").read_text().splitlines()
        if re.fullmatch(r"[a-z]{2,}", word := line.split(" ")[0])
    )
    exceptions = [_exceptions(folder / name) for name in ("verb.exc", "noun.exc")]
    _pack(here / "verbs.txt.xz", [" ".join(verbs), *exceptions])


def _synsets(path: Path) -> dict[str, tuple[int, list[str], list[str]]]:
    found = {}
    for line in path.read_text().splitlines():
        if line.startswith(" "):
            continue
        parts = line.partition("|")[0].split()
        count = int(parts[3], 16)
        words = [word.replace("_", " ") for word in parts[4 : 4 + 2 * count : 2]]
        up = [parts[k + 1] for k, part in enumerate(parts) if part in ("@", "@i") and k > 4]
        found[parts[0]] = (int(parts[1]), words, up)
    return found


def _offset(parts: list[str]) -> str:
    return parts[6 + int(parts[3])]


def _proper(word: str, synset: tuple[int, list[str], list[str]]) -> bool:
    return all(w[:1].isupper() for w in synset[1] if w.lower() == word)


def _common(path: Path) -> set[str]:
    return {
        line.partition("%1:")[0].replace("_", " ")
        for line in path.read_text().splitlines()
        if "%1:" in line
    }


def _told(
    synsets: dict[str, tuple[int, list[str], list[str]]],
    offset: str,
    word: str,
    ours: dict[str, str],
) -> tuple[str, str]:
    """Return the class of a synset, and the next word above it that is a concept of ours."""
    kind, above = "", []
    number, at = synsets[offset][0], offset
    step = 0
    while True:
        words, up = synsets[at][1:]
        kind = kind or next((_ABOVE[w] for w in words if w in _ABOVE), "")
        if step <= _NEAR:
            above += [w for w in words if w != word and w in ours]
        if not up:
            break
        at, step = up[0], step + 1
    if number in (5, 8, 13, 20) or not kind or (number == 18 and kind not in ("child", "creature")):
        kind = _FILES.get(number, kind or "thing")
    if number == 18 and any("imaginary" in w or "spirit" in w for w in synsets[offset][1]):
        kind = "creature"
    return kind, next((w for w in above if ours[w] == kind), "")


def _exceptions(path: Path) -> str:
    pairs: dict[str, str] = {}
    for line in path.read_text().splitlines():
        form, base = line.split()[:2]
        if form.isalpha() and base.isalpha():
            pairs.setdefault(form, base)
    return " ".join(f"{form}:{base}" for form, base in sorted(pairs.items()))


def _pack(path: Path, lines: list[str]) -> None:
    packed = lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)
    path.write_bytes(packed)
    print(path.name, len(lines), "lines,", len(packed), "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What a song is, measured on its lines: one tune for the sections of a name, rhymes, a refrain."""

from collections.abc import Sequence
from typing import Any

from . import phones, tones


def size(line: str, language: str) -> int:
    """Count the syllables of an English line, or the characters of a Chinese one."""
    return phones.count(line) if language == "en" else len(tones.characters(line))


def measure(sections: Sequence[tuple[str, Sequence[str]]], language: str) -> dict[str, Any]:
    """Return what a song is: sections, syllables per line of each, refrain, rhymes, one tune.

    `sections` are headings with their lines. `one tune` says that all sections of a name have the
    same syllables (characters) line by line.
    """
    unit = "syllables per line" if language == "en" else "characters per line"
    names = [heading.rstrip("0123456789 一二三四五") for heading, _ in sections]
    sizes = [[size(line, language) for line in lines] for _, lines in sections]
    shapes: dict[str, set[tuple[int, ...]]] = {}
    texts: dict[str, list[str]] = {}
    for name, counts, (_, lines) in zip(names, sizes, sections, strict=True):
        shapes.setdefault(name, set()).add(tuple(counts))
        texts.setdefault(name, []).append("\n".join(lines))
    refrain = next((n for n in names if n in ("Chorus", "副歌")), "")
    measured: dict[str, Any] = {
        "sections": [heading for heading, _ in sections],
        unit: {name: list(next(iter(shape))) for name, shape in shapes.items()},
        "one tune": all(len(shape) == 1 for shape in shapes.values()),
        "refrain": len(texts[refrain]) if refrain and len(set(texts[refrain])) == 1 else 0,
    }
    pairs = _rhyming_pairs(sections, language)
    measured["rhymed"] = f"{sum(pairs)} of {len(pairs)} pairs"
    if language == "zh":
        measured["rhyme"] = tones.group(sections[0][1][1])
    return measured


def _rhyming_pairs(sections: Sequence[tuple[str, Sequence[str]]], language: str) -> list[bool]:
    """Return for each pair of lines that should rhyme whether it does."""
    found = []
    for _, lines in sections:
        ends = list(lines[1::2])
        if language == "zh":
            found += [tones.group(end) == tones.group(sections[0][1][1]) for end in ends]
            continue
        bridge = [size(line, "en") for line in lines] == [6, 6, 6, 6]
        pairs = [lines] if len(lines) == 2 else [lines[:2], lines[2:]] if bridge else [ends]
        found += [phones.rhyme(phones.last(pair[0]), phones.last(pair[1])) for pair in pairs]
    return found

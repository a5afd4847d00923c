"""What is a script: scenes, who speaks, and how; and its elements as screenwriting programs say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .document import Block, Document, Line, Run, words

SCENE = re.compile(
    r"\b(INT|EXT|EST|I/E)\b\.?|^(scene|act)\b|第\s*[\d零〇一二三四五六七八九十百]+\s*[场幕場]|[内外內]景",
    re.I,
)
"""What a heading of a scene has."""

_SLUG = re.compile(r"^(?:scene\s+(\d+)\W+)?((?:INT|EXT|EST|I/E)\b.*)$", re.I)
_NAMED = re.compile(r"\s*([^:：]{1,40}?)\s*[:：]\s*(.*)", re.S)
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff·]{1,6}")
_ASIDE = re.compile(r"\s*[(（]([^()（）]{1,200})[)）][ \t]*")
_TRANSITION = re.compile(r"(?:[A-Z ]+ TO|FADE (?:IN|OUT)|CUT TO BLACK)[:.]?")

Type = Literal[
    "Scene Heading", "Action", "Character", "Parenthetical", "Dialogue", "Transition", "Note"
]


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph of a screenplay, by the type that screenwriting programs give it."""

    type: Type
    text: str
    number: str = ""
    runs: tuple[Line, ...] = ()


def is_script(blocks: Sequence[Block]) -> bool:
    """Whether blocks are a script: somebody speaks, in scenes or again and again."""
    said = [name for block in blocks if (name := _speaker(block)[0])]
    if any(block.kind == "heading" and SCENE.search(block.text) for block in blocks):
        return len(said) > 0
    told = sum(block.kind in ("paragraph", "stanza") for block in blocks)
    often = len(said) >= 4 and len(said) >= 2 * len(set(said)) and len(said) > told / 3
    return often and all(name == name.upper() for name in said)


def speech(block: Block) -> Block:
    """Return a paragraph in which somebody speaks as a speech; any other block as it is."""
    name, lines = _speaker(block)
    if not name:
        return block
    aside = ""
    if lines and lines[0] and (found := _ASIDE.match(words(lines[0]))):
        rest = _without(lines[0], found.end())
        aside, lines = found[1].strip(), (rest, *lines[1:]) if rest else lines[1:]
    return Block("speech", tuple(lines), name=name, aside=aside)


def elements(document: Document) -> list[Element]:
    """Return a script's elements in order; what is neither scene nor speech is action."""
    made: list[Element] = []
    for block in document.blocks:
        text = block.text.strip()
        if block.kind == "speech":
            made.append(Element("Character", block.name))
            if block.aside:
                made.append(Element("Parenthetical", f"({block.aside})"))
            if text:
                made.append(Element("Dialogue", text, runs=block.lines))
        elif block.kind == "heading":
            slug = _SLUG.match(text)
            if slug:
                made.append(Element("Scene Heading", slug[2], number=slug[1] or ""))
            else:
                made.append(Element("Scene Heading", text))
        elif block.kind == "note":
            made.append(Element("Note", text, runs=block.lines))
        elif text and _TRANSITION.fullmatch(text):
            made.append(Element("Transition", text))
        elif text:
            before = f"{block.mark} " if block.mark else ""
            first = (Run(before), *block.lines[0]) if before else block.lines[0]
            lines = (first, *block.lines[1:])
            made.append(Element("Action", before + text, runs=lines))
    return made


def _speaker(block: Block) -> tuple[str, tuple[Line, ...]]:
    """Return who speaks in a block and what is said; "" where nobody does."""
    if block.kind not in ("paragraph", "stanza") or not block.lines or not block.lines[0]:
        return "", ()
    first, *rest = block.lines
    opening = first[0]
    if opening.bold:
        name, after = opening.text.strip(), words(first[1:])
        if name[-1:] in (":", "："):
            return name[:-1].strip()[:60], (_without(first, len(opening.text)), *rest)
        if after.lstrip()[:1] in (":", "："):
            cut = len(opening.text) + after.index(after.lstrip()[0]) + 1
            return name[:60], (_without(first, cut), *rest)
        if not after.strip() and rest and (_shouted(name) or _CHINESE_NAME.fullmatch(name)):
            return name, tuple(rest)
        return "", ()
    line = words(first)
    if _TRANSITION.fullmatch(line.strip()):
        return "", ()
    named = _NAMED.match(line)
    if named and (_shouted(named[1]) or _CHINESE_NAME.fullmatch(named[1])):
        return named[1], (_without(first, named.start(2)), *rest)
    if rest and _shouted(line.strip()) and not SCENE.search(line):
        return line.strip(), tuple(rest)
    return "", ()


def _shouted(name: str) -> bool:
    """Whether words are a name in capitals, as scripts have them; `BRAN (O.S.)` is one."""
    upper = name == name.upper() != name.lower()
    return upper and len(name) <= 40 and name[-1] not in ".!?,;"


def _without(line: Line, count: int) -> Line:
    """Return a line without its first characters, and without the space that follows them."""
    runs: list[Run] = []
    for run in line:
        text = run.text[count:] if count < len(run.text) else ""
        count = max(0, count - len(run.text))
        if text and not runs:
            text = text.lstrip()
        if text:
            runs.append(replace(run, text=text))
    return tuple(runs)

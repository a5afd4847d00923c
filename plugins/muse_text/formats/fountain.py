"""A script as Fountain, the plain text that screenwriting programs read (fountain.io, 1.1)."""

import re
from collections.abc import Iterable

from .document import Line, Run, han
from .reading import read
from .scripts import Element, elements

_SLUG = re.compile(r"(?:INT|EXT|EST|I/E|INT/EXT|INT\./EXT)[. ]", re.I)
_TAKEN = re.compile(r"[*_\\]")
_FIRST = ".@!>~=#"
"""Signs that mean something at the head of a line."""


def fountain(data: bytes) -> bytes:
    """Return Markdown as Fountain; what is no script becomes action."""
    document = read(data)
    parts = [f"Title: {' '.join(document.title.split())}"] if document.title else []
    spoken = False
    for element in elements(document):
        told = _told(element)
        # Who speaks, how and what stand together; all else is set apart.
        if spoken and element.type in ("Parenthetical", "Dialogue"):
            parts[-1] += f"\n{told}"
        elif told:
            parts.append(told)
        spoken = element.type in ("Character", "Parenthetical")
    return ("\n\n".join(parts) + "\n").encode()


def _told(element: Element) -> str:
    text = " ".join(element.text.split())
    match element.type:
        case "Scene Heading":
            number = f" #{element.number}#" if element.number else ""
            return f"{'' if _SLUG.match(text) else '.'}{text.replace('#', '')}{number}"
        case "Character":
            plain = not han(text) and text == text.upper() and text != text.lower()
            return text if plain else f"@{text}"
        case "Parenthetical":
            return text
        case "Note":
            return f"= {text}"
        case "Transition":
            return f"> {text}"
        case "Dialogue":
            return "\n".join(map(_words, element.runs))
    return "\n".join(_action(line) for line in map(_words, element.runs) if line.strip())


def _action(line: str) -> str:
    """Return a line of action, forced to be one where it looks like something else."""
    alike = line == line.upper() != line.lower() or _SLUG.match(line)
    return f"!{line}" if alike or line[0] in _FIRST or line.startswith("[[") else line


def _words(runs: Iterable[Run] | Line) -> str:
    """Return runs with Fountain's own marks for what is bold or italic."""
    made = []
    for run in runs:
        text = _TAKEN.sub(r"\\\g<0>", run.text)
        bare = text.strip()
        mark = "*" * (run.italic + 2 * run.bold)
        made.append(text.replace(bare, f"{mark}{bare}{mark}", 1) if bare and mark else text)
    return "".join(made)

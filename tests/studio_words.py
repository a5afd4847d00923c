"""The studio's catalogues, and which of their keys its modules use."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import muse_studio

WORDS = muse_studio.PAGES / "words"
LANGUAGES = ("en", "zh")
CODE = sorted(path for path in muse_studio.PAGES.rglob("*.js") if path.parent != WORDS)
_ENTRY = re.compile(r'^\s*("(?:[^"\\]|\\.)*"):\s*("(?:[^"\\]|\\.)*"),$')


@cache
def catalogue(name: str) -> dict[str, str]:
    """Return a catalogue such as `fields.zh`, whose file holds one key a line."""
    text = WORDS.joinpath(f"{name}.js").read_text(encoding="utf-8")
    body = text[text.index("export default {") :].splitlines()[1:-1]
    found: dict[str, str] = {}
    for line in body:
        if not line.strip() or line.strip().startswith("//"):
            continue
        entry = _ENTRY.match(line)
        assert entry, f"{name}.js: not one key and its string: {line}"
        key = json.loads(entry[1])
        assert key not in found, f"{name}.js has {key} twice"
        found[key] = json.loads(entry[2])
    return found


def calls(name: str) -> Iterator[tuple[Path, str, str]]:
    """Give the calls of a function of the catalogue, `t` or `known`: file, first argument, rest."""
    for path in CODE:
        code = path.read_text(encoding="utf-8")
        for found in re.finditer(rf"(?<![\w.]){name}\(", code):
            if code[: found.start()].endswith("function "):
                continue
            arguments = _inside(code, found.end())
            first = _first(arguments)
            yield path, first, arguments[len(first) + 1 :]


def literals(code: str) -> list[str]:
    """Return the strings of a piece of code, those between backticks with `*` for what is put in.

    A call in there has strings that are no keys: what is in its parentheses is left out.
    """
    found = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code)
    return [re.sub(r"\$\{[^}]*\}", "*", plain or filled) for plain, filled in found]


def keys(code: str) -> list[str]:
    """Return the keys that a piece of code names, `*` where they are put together."""
    named = re.sub(r"[!=]==\s*(?:\"[^\"]*\"|`[^`]*`)", "", code)
    shape = re.compile(r"[a-z][\w-]*(?:\.[\w*+-]+)+")
    return [each for each in literals(named) if shape.fullmatch(each)]


def _inside(code: str, start: int) -> str:
    depth, at = 1, start
    while depth and at < len(code):
        if code[at] in "\"'`":
            at = _end_of_string(code, at)
            continue
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(code[at], 0)
        at += 1
    return code[start : at - 1]


def _first(arguments: str) -> str:
    depth, at = 0, 0
    while at < len(arguments):
        if arguments[at] in "\"'`":
            at = _end_of_string(arguments, at)
            continue
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(arguments[at], 0)
        if arguments[at] == "," and depth == 0:
            return arguments[:at]
        at += 1
    return arguments


def _end_of_string(code: str, at: int) -> int:
    mark, at = code[at], at + 1
    while at < len(code) and code[at] != mark:
        if mark == "`" and code.startswith("${", at):
            at = at + 2 + len(_inside(code, at + 2)) + 1
            continue
        at += 2 if code[at] == "\\" else 1
    return at + 1

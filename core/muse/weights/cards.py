"""What models say of themselves: the head of a card (YAML that comes from anybody), a LICENSE."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muse.weights import licences, selection
from muse.weights.gguf import SUFFIX, check_gguf

_LONGEST = 2**19
"""Bytes of a card in which its header is looked for: tables of results stand in it, too."""

_WANTED = frozenset(("license", "license_name", "pipeline_tag"))
_EXCERPT = 1_000
"""Characters of what is wanted."""

_KEY = re.compile(r"([A-Za-z_-]+):")

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'')

_MOST = 4
"""Files with texts of licences that are read."""

_LICENSE = re.compile(r"licen[sc]e([-_.][\w.-]*)?", re.IGNORECASE)

_METADATA = ("license", "licence", "modelspec.license")
"""Where headers of safetensors give a licence, in the order of their weight."""

_LONGEST_HEADER = 2**24
"""Bytes of a header of safetensors that are read: those of trained weights have some thousands."""


def header(path: Path) -> dict[str, Any]:
    """Return licence and task that a card gives at its head, as `license` and `pipeline_tag`.

    A value is a text, or a list of texts; what YAML has beside these isn't read. Empty for no card.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST).decode("utf-8-sig", "replace")
    except OSError:
        return {}
    found: dict[str, Any] = {}
    name = ""
    for line in "\n".join(_lines(text))[:_EXCERPT].splitlines():
        key = _KEY.match(line)
        if key is not None:
            name, value = key[1], _value(line[key.end() :])
            if value:
                found[name] = value
        elif line.lstrip().startswith("- ") and isinstance(found.get(name, []), list):
            each = _value(line.lstrip()[2:])
            if isinstance(each, str) and each:
                found[name] = [*found.get(name, []), each]
    return found


def _value(text: str) -> str | list[str]:
    """Return a value in YAML: a text, or what stands between brackets; empty for other kinds."""
    quoted = _QUOTED.match(text.strip())
    if quoted is not None:
        return _unquoted(quoted[0])
    text = re.sub(r"(?:^|\s)#.*", "", text).strip()
    if text.startswith("[") and text.endswith("]"):
        parts = (_value(part) for part in text[1:-1].split(","))
        return [part for part in parts if isinstance(part, str) and part]
    return "" if text[:1] in tuple("|>&*!{[%@`") else text


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    try:
        return str(json.loads(text))
    except ValueError:  # YAML has more escapes than JSON
        return text[1:-1]


def licence(path: Path) -> str:
    """Return the licence of a model in a folder, or of a file of weights; `-` where none is given.

    A folder's is in its README.md, else in its LICENSE; that of a file in its header, else in a
    card of its own (`x.safetensors.md`, `x.md`), else in the README.md beside it.
    """
    if path.is_dir():
        told = selection.licence(header(path / "README.md"))
        return told if told not in (licences.UNKNOWN, "other") else _of_text(path) or told
    own = _of_header(path)
    beside = (Path(f"{path}.md"), path.with_suffix(".md"), path.with_name("README.md"))
    given = (selection.licence(header(card)) for card in beside)
    return own or next((each for each in given if each != licences.UNKNOWN), licences.UNKNOWN)


def metadata(path: Path) -> dict[str, str]:
    """Return the texts that the header of a .safetensors file holds, by name; none for others."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            read = json.loads(file.read(length)) if length <= _LONGEST_HEADER else {}
        found = read["__metadata__"]
        return {str(name): value for name, value in found.items() if isinstance(value, str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _of_header(path: Path) -> str:
    """Return the licence in the header of a file of weights; empty where it has none."""
    if path.suffix.lower() == ".safetensors":
        found = metadata(path)
        return next((found[name][:_EXCERPT] for name in _METADATA if found.get(name)), "")
    if path.suffix.lower() == SUFFIX:
        try:
            return str(check_gguf(path).facts.get("general.license", ""))[:_EXCERPT]
        except Exception:  # what is wrong with it is told where it is loaded
            return ""
    return ""


def _of_text(folder: Path) -> str:
    """Return the licence whose text lies in a folder as LICENSE; empty for none that is known."""
    try:
        names = sorted(each.name for each in folder.iterdir() if _LICENSE.fullmatch(each.name))
        found = []
        for name in names[:_MOST]:
            with (folder / name).open("rb") as file:
                found.append(licences.of_text(file.read(_LONGEST).decode("utf-8-sig", "replace")))
    except OSError:
        return ""
    return ", ".join(dict.fromkeys(each for each in found if each != licences.UNKNOWN))


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of the header that give what is wanted."""
    lines = iter(text.splitlines())
    if next(lines, "").rstrip() != "---":
        return
    wanted = False
    for line in lines:
        if line.rstrip() == "---":
            return
        key = _KEY.match(line)
        wanted = key[1] in _WANTED if key else wanted and line[:1] in (" ", "-", "")
        if wanted:
            yield line

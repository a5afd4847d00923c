"""Whether a table of a pack has the shape of ours, and can be filled."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .own import Broken, own, own_names

_SLOT = re.compile(r"\{([^{}]*)\}")
_LINES = {
    "lexicon": "is words adj has does done at sense opp like made who wish".split(),
    "names": "places periods she he they surnames order".split(),
}
"""Folders whose tables hold lines of these keys, each a text."""
_OPEN = ("rules", "worlds", "images")
"""Folders in which a pack may add tables of its own."""


def check(language: str, name: str, table: dict[str, Any], where: str) -> None:
    """Raise Broken unless a table has the shape of ours and frames that can be filled."""
    folder = name.partition("/")[0] if "/" in name else ""
    if folder in _LINES:
        _check_lines(table, _LINES[folder], where)
        return
    if folder in _OPEN:
        model = _model(language, folder)
        if folder != "rules":
            needed = set() if own(language, name) else _needed(language, folder)
            if missing := sorted(needed - set(table)):
                raise Broken(f"{where} lacks {', '.join(missing)}")
    elif found := own(language, name):
        model = found
    else:
        raise Broken(f"{where}: there is no table of that name; see docs/grammar.md")
    _same_shape(table, model, where)
    for text in _strings(table):
        if any(text.count(a) != text.count(b) for a, b in ("[]", "{}", "<>")):
            raise Broken(f"{where}: unbalanced brackets in {text[:40]!r}")
    known = _slots(language) | {_bare(slot) for slot in _found(table) if slot[:1] == "+"}
    known |= {slot.partition("=@")[0] for slot in _found(table) if "=@" in slot}
    rules = _rules(language) | _named(table, "world." if folder == "worlds" else "")
    for slot in _found(table):
        name_of, at, rule = slot.partition("@")
        if at and _bare(rule) not in rules:
            raise Broken(f"{where}: there is no rule {{@{rule}}}")
        if not at and _bare(name_of) not in known:
            raise Broken(f"{where}: there is no slot {{{slot}}}")


def _check_lines(table: dict[str, Any], keys: list[str], where: str) -> None:
    """Raise Broken unless a table holds lines of texts by known keys."""
    for line, values in table.items():
        if not isinstance(values, dict):
            raise Broken(f"{where}: {line} is not a line of {', '.join(keys)}")
        for key, value in values.items():
            if key not in keys:
                raise Broken(f"{where}: {line}: there is no key {key}; known: {', '.join(keys)}")
            if not isinstance(value, str):
                raise Broken(f"{where}: {line}: {key} is not a text")


@cache
def _model(language: str, folder: str) -> dict[str, Any]:
    """Return all tables of ours in a folder as one."""
    joined: dict[str, Any] = {}
    for name in own_names(language, folder):
        joined |= own(language, f"{folder}/{name}")
    return joined


@cache
def _needed(language: str, folder: str) -> frozenset[str]:
    """Return what all worlds or images of ours have, so that a new one needs it too."""
    tables = [own(language, f"{folder}/{name}") for name in own_names(language, folder)]
    own_any = own(language, f"{folder}/any")
    keys = set.intersection(*(set(t) for t in tables if t is not own_any))
    return frozenset(keys - {"default"})


def _same_shape(table: Any, model: Any, where: str) -> None:
    """Raise Broken where a value is of another type than the one it joins."""
    if isinstance(table, dict) and isinstance(model, dict):
        for key, value in table.items():
            if key in model:
                _same_shape(value, model[key], f"{where}: {key}")
    elif isinstance(table, list) and isinstance(model, list):
        if table and model and type(table[0]) is not type(model[0]):
            raise Broken(f"{where} holds {type(table[0]).__name__}, not {type(model[0]).__name__}")
    elif type(table) is not type(model):
        raise Broken(f"{where} is a {type(table).__name__}, not a {type(model).__name__}")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _found(table: Any) -> list[str]:
    return [slot for text in _strings(table) for slot in _SLOT.findall(text)]


def _bare(slot: str) -> str:
    bare = slot.removeprefix("+")
    return bare[:1].lower() + bare[1:]


def _named(table: Any, prefix: str) -> set[str]:
    """Return the dotted names of the lists in a table."""
    found = set()
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _named(value, f"{prefix}{key}.")
        else:
            found.add(f"{prefix}{key}")
    return found


@cache
def _rules(language: str) -> frozenset[str]:
    """Return the names of all rules of ours."""
    worlds = _named(_model(language, "worlds"), "world.")
    names = [own(language, f"rules/{name}") for name in own_names(language, "rules")]
    return frozenset(worlds.union(*(_named(table, "") for table in names)))


@cache
def _slots(language: str) -> frozenset[str]:
    """Return every slot that frames of ours name."""
    tables = [own(language, name) for name in own_names(language)]
    for folder in _OPEN:
        tables += [own(language, f"{folder}/{name}") for name in own_names(language, folder)]
    slots = [slot for table in tables for slot in _found(table)]
    names = {slot.partition("=@")[0] for slot in slots if "=@" in slot}
    return frozenset(names | {_bare(slot) for slot in slots if "@" not in slot})

"""Where packs come from: Muse's own data, and packages of others (entry points `muse.grammar`).

A pack is a package whose folders `en/` and `zh/` hold TOML files of the same names and shapes as
ours. It is found without importing it, its files are data and nothing in them is run, and what is
wrong with it is told: a broken pack is left out whole and never takes a run down.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, distributions
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import allowed

GROUP = "muse.grammar"
LANGUAGES = ("en", "zh")
LARGEST = 2**20
"""Bytes of a file of a pack that are read at most."""
_SLOT = re.compile(r"\{([^{}]*)\}")
_OPTIONAL = {"genres": {"default", "no_plots"}, "plots": set()}
_LINES = {
    "lexicon": "is words adj has does done at sense opp like made who wish".split(),
    "names": "places periods she he they surnames order".split(),
}
"""Folders whose tables hold lines of these keys, each a text."""


@dataclass(frozen=True)
class Pack:
    """A pack of somebody: its tables by language and name ("en", "genres/tavern"), or a fault."""

    name: str
    distribution: str
    tables: Mapping[tuple[str, str], dict[str, Any]]
    fault: str = ""


class _Broken(ValueError):
    """What is wrong with a pack, in words."""


@cache
def own(language: str, name: str) -> dict[str, Any]:
    """Return a TOML file of Muse's own, such as ("en", "plots/love"); empty when there is none."""
    path = files(__package__).joinpath("data", language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def own_names(language: str, folder: str = "") -> tuple[str, ...]:
    """Return the names of Muse's own files in a folder of a language, sorted."""
    place = files(__package__).joinpath("data", language, *([folder] if folder else []))
    found = (entry.name for entry in place.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def packs() -> tuple[Pack, ...]:
    """Return the packs of others by name, the broken ones with what is wrong with them."""
    points = sorted(_points(), key=lambda p: (p.name, p.value))
    return tuple(_read(p) for p in points if p.dist is None or allowed(p.dist.name))


def _points() -> Iterator[EntryPoint]:
    """Yield the entry points of packs; a distribution that can't be read has none."""
    seen: set[str] = set()
    for each in distributions():
        try:
            name = (each.metadata["Name"] or "").lower().replace("_", "-")
            points = [] if name in seen else [p for p in each.entry_points if p.group == GROUP]
        except Exception:  # whatever is wrong with its files is its own matter
            continue
        seen.add(name)
        yield from points


def _read(point: EntryPoint) -> Pack:
    who = point.dist
    distribution = f"{who.name} {who.version}" if who else point.value
    try:
        return Pack(point.name, distribution, _tables(point))
    except _Broken as error:
        return Pack(point.name, distribution, {}, str(error))
    except Exception as error:  # somebody else's files: whatever is wrong is theirs, and told
        return Pack(point.name, distribution, {}, f"{type(error).__name__}: {error}")


def _tables(point: EntryPoint) -> dict[tuple[str, str], dict[str, Any]]:
    spec = find_spec(point.value)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise _Broken(f"the package {point.value} can't be found")
    root = Path(places[0])
    tables: dict[tuple[str, str], dict[str, Any]] = {}
    for language in LANGUAGES:
        for path in sorted(root.joinpath(language).rglob("*.toml")):
            name = path.relative_to(root / language).with_suffix("").as_posix()
            where = f"{language}/{name}.toml"
            if path.stat().st_size > LARGEST:
                raise _Broken(f"{where} is larger than {LARGEST >> 20} MiB")
            try:
                table = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise _Broken(f"{where}: {error}") from error
            _check(language, name, table, where)
            tables[language, name] = table
    if not tables:
        raise _Broken(f"{point.value} has no TOML files in en/ or zh/")
    return tables


def _check(language: str, name: str, table: dict[str, Any], where: str) -> None:
    """Raise _Broken unless a table has the shape of ours, and templates that can be filled."""
    folder = name.partition("/")[0] if "/" in name else ""
    if folder in _LINES:
        _check_lines(table, _LINES[folder], where)
        return
    if folder in _OPTIONAL:
        model = own(language, f"{folder}/{own_names(language, folder)[0]}")
        needed = set(model) - _OPTIONAL[folder] if not own(language, name) else set()
        # What a genre or plot of ours has in all of them, a new one needs.
        for other in own_names(language, folder):
            needed &= set(own(language, f"{folder}/{other}"))
    elif model := own(language, name):
        needed = set()
        if name == "faults":
            shape = set(next(iter(model.values())))
            for fault, values in table.items():
                if missing := sorted(shape - set(values)) if fault not in model else []:
                    raise _Broken(f"{where}: [{fault}] lacks {', '.join(missing)}")
    else:
        raise _Broken(f"{where}: there is no table of that name; see docs/grammar.md")
    if missing := sorted(needed - set(table)):
        raise _Broken(f"{where} lacks {', '.join(missing)}")
    _same_shape(table, model, where)
    for text in _strings(table):
        if text.count("[") != text.count("]") or text.count("{") != text.count("}"):
            raise _Broken(f"{where}: unbalanced brackets in {text[:40]!r}")
    known = _slots(language) | {s[1:] for s in _found(table) if s[:1] == "+"}
    for slot in _found(table):
        if _bare(slot) not in known:
            raise _Broken(f"{where}: there is no slot {{{slot}}}")


def _check_lines(table: dict[str, Any], keys: list[str], where: str) -> None:
    """Raise _Broken unless a table holds lines of texts by known keys."""
    for line, values in table.items():
        if not isinstance(values, dict):
            raise _Broken(f"{where}: {line} is not a line of {', '.join(keys)}")
        for key, value in values.items():
            if key not in keys:
                raise _Broken(f"{where}: {line}: there is no key {key}; known: {', '.join(keys)}")
            if not isinstance(value, str):
                raise _Broken(f"{where}: {line}: {key} is not a text")


def _same_shape(table: Any, model: Any, where: str) -> None:
    """Raise _Broken where a value is of another type than the one it joins."""
    if isinstance(table, dict) and isinstance(model, dict):
        for key, value in table.items():
            if key in model:
                _same_shape(value, model[key], f"{where}: {key}")
    elif isinstance(table, list) and isinstance(model, list):
        if table and model and type(table[0]) is not type(model[0]):
            raise _Broken(f"{where} holds {type(table[0]).__name__}, not {type(model[0]).__name__}")
    elif type(table) is not type(model):
        raise _Broken(f"{where} is a {type(table).__name__}, not a {type(model).__name__}")


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
    bare = slot.lstrip("+?!")
    return bare[:1].lower() + bare[1:]


@cache
def _slots(language: str) -> frozenset[str]:
    """Return every slot that Muse's own templates name."""
    names = [*own_names(language)]
    for folder in _OPTIONAL:
        names += [f"{folder}/{name}" for name in own_names(language, folder)]
    return frozenset(_bare(slot) for name in names for slot in _found(own(language, name)))


def merged(base: Any, more: Any) -> Any:
    """Return a table with another one's entries: tables join, lists grow, single values stay."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {**more, **{k: merged(v, more[k]) if k in more else v for k, v in base.items()}}
    if isinstance(base, list) and isinstance(more, list):
        return [*base, *(each for each in more if each not in base)]
    return base

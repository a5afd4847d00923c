"""Where packs come from: Muse's own data, and packages of others (entry points `muse.grammar`).

A pack is a package whose folders `en/` and `zh/` hold TOML files of the same names and shapes as
ours. It is found without importing it, its files are data and nothing in them is run, and what is
wrong with it is told: a broken pack is left out whole and never takes a run down.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import allowed

from .checks import check
from .own import Broken

GROUP = "muse.grammar"
LANGUAGES = ("en", "zh")
LARGEST = 2**20
"""Bytes of a file of a pack that are read at most."""


@dataclass(frozen=True)
class Pack:
    """A pack of somebody: its tables by language and name ("en", "worlds/tavern"), or a fault."""

    name: str
    distribution: str
    tables: Mapping[tuple[str, str], dict[str, Any]]
    fault: str = ""


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
    except Broken as error:
        return Pack(point.name, distribution, {}, str(error))
    except Exception as error:  # somebody else's files: whatever is wrong is theirs, and told
        return Pack(point.name, distribution, {}, f"{type(error).__name__}: {error}")


def _tables(point: EntryPoint) -> dict[tuple[str, str], dict[str, Any]]:
    spec = find_spec(point.value)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise Broken(f"the package {point.value} can't be found")
    root = Path(places[0])
    tables: dict[tuple[str, str], dict[str, Any]] = {}
    for language in LANGUAGES:
        for path in sorted(root.joinpath(language).rglob("*.toml")):
            name = path.relative_to(root / language).with_suffix("").as_posix()
            where = f"{language}/{name}.toml"
            if path.stat().st_size > LARGEST:
                raise Broken(f"{where} is larger than {LARGEST >> 20} MiB")
            try:
                table = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise Broken(f"{where}: {error}") from error
            check(language, name, table, where)
            tables[language, name] = table
    if not tables:
        raise Broken(f"{point.value} has no TOML files in en/ or zh/")
    return tables


def merged(base: Any, more: Any) -> Any:
    """Return a table with another one's entries: tables join, lists grow, single values stay."""
    if isinstance(base, dict) and isinstance(more, dict):
        return {**more, **{k: merged(v, more[k]) if k in more else v for k, v in base.items()}}
    if isinstance(base, list) and isinstance(more, list):
        return [*base, *(each for each in more if each not in base)]
    return base

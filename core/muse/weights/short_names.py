"""Short names of well-known models: `sd-turbo` for `stabilityai/sd-turbo`.

A plugin brings them as data: an entry point of the group `muse.models` names a package, whose
`models.toml` has a table for each name. It is found without importing the package, and nothing in
it is run. A name stands for a model of the hub (`repo`), which is pulled, or for a folder of the
package itself (`folder`), which is there at once and needs no network.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import entry_points

FILE = "models.toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")
_LARGEST = 2**20  # bytes of a models.toml that are read at most
_GB = 10**9


@dataclass(frozen=True)
class Alias:
    """A model under a short name, and what it takes to run it (GB: 10^9 bytes).

    `card` is what it needs of a card's memory whole, `part` with one of its parts on the card at a
    time, `memory` what it needs of the machine's on the processor, and `processor` says in words
    how long it takes there. `download` is about what a pull fetches; a folder has none. `usual` are
    fields of the generator with the numbers that the model is usually asked.
    """

    name: str
    generator: str
    about: str
    licence: str
    memory: float
    processor: str
    card: float = 0.0
    part: float = 0.0
    download: float = 0.0
    repo: str = ""
    variant: str | None = None
    folder: Path | None = None
    usual: Mapping[str, float] = field(default_factory=dict, hash=False)
    distribution: str = ""

    def fits(self, cards: Sequence[tuple[str, int]], memory: int | None) -> tuple[bool, str]:
        """Return whether it runs on cards (name, bytes) or in memory (bytes), and how, in words."""
        for need, how in ((self.card, ""), (self.part or self.card, ", a part at a time")):
            roomy = [name for name, size in cards if need and size >= need * _GB]
            if roomy:
                return True, f"fits {roomy[0]}{how}"
        if memory is None or memory >= self.memory * _GB:
            return True, f"on the processor: {self.processor}"
        needs = [f"{self.card:g} GB of a card"] if self.card else []
        if self.part and self.part < self.card:
            needs.append(f"{self.part:g} a part at a time")
        return False, f"too large: needs {', '.join([*needs, f'or {self.memory:g} GB of memory'])}"


def find(source: str) -> Alias | None:
    """Return what a name stands for; None when it is none.

    A name goes before a file or folder called so: `./name` means those.
    """
    return known().get(source) if _NAME.fullmatch(source) else None


def known() -> dict[str, Alias]:
    """Return all names, in the order in which plugins bring them; the first to claim one has it."""
    found: dict[str, Alias] = {}
    for entry in entry_points.load().models.values():
        for name, alias in _read(entry)[0].items():
            found.setdefault(name, alias)
    return found


def faults() -> list[str]:
    """Return what is wrong with what plugins bring, a line each: it is left out."""
    lines: list[str] = []
    holders: dict[str, str] = {}
    for entry in entry_points.load().models.values():
        found, wrong = _read(entry)
        lines += [f"the models of {entry.distribution}: {each}" for each in wrong]
        for name in found:
            holder = holders.setdefault(name, entry.distribution)
            if holder != entry.distribution:
                lines.append(
                    f"the model {name} of {entry.distribution} is refused: {holder} has that name"
                )
    return lines


def usual(source: str) -> Mapping[str, float]:
    """Return what a model is usually asked, by its short name or by its name on the hub."""
    alias = find(source) or next((a for a in known().values() if a.repo == source), None)
    return alias.usual if alias else {}


def repo(source: str) -> str:
    """Return the model of the hub that a name stands for; anything else as it is."""
    alias = find(source)
    return alias.repo if alias and alias.repo else source


@cache
def _read(entry: entry_points.Entry) -> tuple[Mapping[str, Alias], tuple[str, ...]]:
    """Return the names that a distribution brings, and what is wrong with the others."""
    try:
        spec = find_spec(entry.value)
        root = Path(next(iter((spec and spec.submodule_search_locations) or ())))
        data = (root / FILE).read_bytes()
        if len(data) > _LARGEST:
            raise ValueError(f"{FILE} has more than {_LARGEST // 2**20} MiB")
        tables = tomllib.loads(data.decode())
    except StopIteration:
        return {}, (f"{entry.value} is no package that can be found",)
    except Exception as error:  # somebody else's file: whatever is wrong is theirs, and told
        return {}, (f"{type(error).__name__}: {error}",)
    found: dict[str, Alias] = {}
    wrong: list[str] = []
    for name, table in tables.items():
        try:
            found[name] = _alias(name, table, root, entry.distribution)
        except (TypeError, ValueError) as error:
            wrong.append(f"{name}: {str(error).replace('Alias.__init__() ', '')}")
    return found, tuple(wrong)


def _alias(name: str, table: Any, root: Path, distribution: str) -> Alias:
    if not _NAME.fullmatch(name) or not isinstance(table, dict):
        raise ValueError("a name is lower-case letters, digits, dots and hyphens, with a table")
    made = Alias(name=name, distribution=distribution, **table)
    texts = (made.generator, made.about, made.licence, made.processor, made.repo)
    sizes = (made.memory, made.card, made.part, made.download)
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("generator, about, licence, processor and repo are texts")
    if not isinstance(made.usual, dict) or not all(
        isinstance(value, int | float) for value in made.usual.values()
    ):
        raise ValueError("usual is a table of numbers")
    if not all(isinstance(size, int | float) and 0 <= size < 10_000 for size in sizes):
        raise ValueError("memory, card, part and download are GB")
    if bool(made.repo) == bool(made.folder):
        raise ValueError("it stands for a repo or for a folder")
    if made.folder is None:
        return made
    folder = (root / made.folder).resolve()
    if not folder.is_relative_to(root.resolve()) or not folder.is_dir():
        raise ValueError(f"{made.folder} is no folder of its package")
    return Alias(**{**vars(made), "folder": folder})

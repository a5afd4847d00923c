"""Short names of well-known models: `sd-turbo` for `stabilityai/sd-turbo`.

A plugin brings them as data, a table for each name in its `models.toml` (`brought`). A name stands
for a model of the hub (`repo`), which is pulled, for a folder of the package itself (`folder`),
which is there at once and needs no network, or for a file of another package (`package`, `file`),
which is there once that one is installed (`install` is the command).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from muse.weights import licences, media
from muse.weights.brought import Brought, all_brought

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")
_GB = 10**9


@dataclass(frozen=True)
class ShortName:
    """A model under a short name, and what it takes to run it (GB: 10^9 bytes).

    `vram` is what it needs of a card's memory whole, `vram_sequential` with one of its components
    on the card at a time, `memory` what it needs of the machine's on the processor, and
    `cpu_speed` says in words how long it takes there. `download` is about what a pull fetches; a
    folder has none. `defaults` are fields of the generator with the numbers that suit the model.
    """

    name: str
    generator: str
    about: str
    licence: str
    memory: float
    cpu_speed: str
    vram: float = 0.0
    vram_sequential: float = 0.0
    download: float = 0.0
    repo: str = ""
    variant: str | None = None
    folder: Path | None = None
    defaults: Mapping[str, float] = field(default_factory=dict, hash=False)
    distribution: str = ""
    package: str = ""
    file: str = ""
    install: str = ""

    @property
    def place(self) -> Path | None:
        """Where its folder is, or its file; None for a model of the hub, or no such package."""
        if not self.package:
            return self.folder
        spec = find_spec(self.package)
        roots = (spec and spec.submodule_search_locations) or ()
        files = (Path(root, self.file) for root in roots)
        return next((file for file in files if file.is_file()), None)

    def fits(self, cards: Sequence[tuple[str, int]], memory: int | None) -> tuple[bool, str]:
        """Return whether it runs on cards (name, bytes) or in memory (bytes), and how, in words."""
        for need, how in (
            (self.vram, ""),
            (self.vram_sequential or self.vram, ", a component at a time"),
        ):
            roomy = [name for name, size in cards if need and size >= need * _GB]
            if roomy:
                return True, f"fits {roomy[0]}{how}"
        if memory is None or memory >= self.memory * _GB:
            return True, f"on the processor: {self.cpu_speed}"
        needs = [f"{self.vram:g} GB of a card"] if self.vram else []
        if self.vram_sequential and self.vram_sequential < self.vram:
            needs.append(f"{self.vram_sequential:g} a component at a time")
        return False, f"too large: needs {', '.join([*needs, f'or {self.memory:g} GB of memory'])}"


def find(source: str) -> ShortName | None:
    """Return what a name stands for; None when it is none.

    A short name takes precedence over a file or folder of that name: `./name` means those.
    """
    return known().get(source) if _NAME.fullmatch(source) else None


def known() -> dict[str, ShortName]:
    """Return all names, in the order in which plugins bring them; the first to claim one has it."""
    found: dict[str, ShortName] = {}
    for each in all_brought():
        for name, made in _read(each)[0].items():
            found.setdefault(name, made)
    return found


def faults() -> list[str]:
    """Return what is wrong with what plugins bring, a line each: it is left out."""
    lines: list[str] = []
    holders: dict[str, str] = {}
    for each in all_brought():
        found, wrong = _read(each)
        lines += [f"the models of {each.distribution}: {one}" for one in wrong]
        for name in found:
            holder = holders.setdefault(name, each.distribution)
            if holder != each.distribution:
                lines.append(
                    f"the model {name} of {each.distribution} is refused: {holder} has that name"
                )
    return lines


def defaults(source: str) -> Mapping[str, float]:
    """Return the defaults of a model, by its short name or by its name on the hub."""
    named = find(source) or next((a for a in known().values() if a.repo == source), None)
    return named.defaults if named else {}


def licence(source: str) -> str:
    """Return the licence that a `models.toml` gives a model, by its short name or the hub's."""
    named = find(source) or next((a for a in known().values() if a.repo == source), None)
    return named.licence if named else ""


def freer(source: str) -> list[str]:
    """Return the names that stand for models which may be used commercially where one may not.

    They are those of the same generator, what is ready without a pull first.
    """
    named = find(source) or next((a for a in known().values() if a.repo == source), None)
    if named is None:
        return []
    rest = (each for each in known().values() if each.generator == named.generator)
    able = [each for each in rest if licences.of(each.licence).use == "yes"]
    return [each.name for each in sorted(able, key=lambda each: not (each.folder or each.package))]


def repo(source: str) -> str:
    """Return the model of the hub that a name stands for; anything else as it is."""
    alias = find(source)
    return alias.repo if alias and alias.repo else source


def _read(brought: Brought) -> tuple[dict[str, ShortName], list[str]]:
    """Return the names that a distribution brings, and what is wrong with the rest."""
    found: dict[str, ShortName] = {}
    wrong = [brought.wrong] if brought.wrong else []
    for name, table in brought.tables.items():
        if name == media.TABLE:
            tables = table if isinstance(table, dict) else {"": table}
            wrong += filter(None, (media.problem(*each) for each in tables.items()))
            continue
        try:
            found[name] = _short_name(name, table, brought.root, brought.distribution)
        except (TypeError, ValueError) as error:
            wrong.append(f"{name}: {str(error).replace('ShortName.__init__() ', '')}")
    return found, wrong


def _short_name(name: str, table: Any, root: Path, distribution: str) -> ShortName:
    if not _NAME.fullmatch(name) or not isinstance(table, dict):
        raise ValueError("a name is lower-case letters, digits, dots and hyphens, with a table")
    made = ShortName(name=name, distribution=distribution, **table)
    texts = (made.generator, made.about, made.licence, made.cpu_speed, made.repo, made.package)
    sizes = (made.memory, made.vram, made.vram_sequential, made.download)
    if not all(isinstance(text, str) for text in (*texts, made.file, made.install)):
        raise ValueError(
            "generator, about, licence, cpu_speed, repo, package, file and install are texts"
        )
    if not isinstance(made.defaults, dict) or not all(
        isinstance(value, (int, float)) for value in made.defaults.values()
    ):
        raise ValueError("defaults is a table of numbers")
    if not all(isinstance(size, (int, float)) and 0 <= size < 10_000 for size in sizes):
        raise ValueError("memory, vram, vram_sequential and download are GB")
    if sum(map(bool, (made.repo, made.folder, made.package))) != 1:
        raise ValueError("it stands for a repo, for a folder, or for a file of a package")
    if made.package:
        inside = PurePosixPath(made.file)
        if not made.package.isidentifier() or inside.is_absolute() or ".." in inside.parts:
            raise ValueError("package is the name of a module, and file a file in it")
        if not made.file or not made.install:
            raise ValueError("a package has a file, and the command that installs it")
    if made.folder is None:
        return made
    folder = (root / made.folder).resolve()
    if not folder.is_relative_to(root.resolve()) or not folder.is_dir():
        raise ValueError(f"{made.folder} is no folder of its package")
    return ShortName(**{**vars(made), "folder": folder})

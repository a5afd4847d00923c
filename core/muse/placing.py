"""Putting finished files in their places, so that whatever stops it, the work can be completed.

Each file, and the recipe beside it, is written whole under a hidden name, and then gets its own in
one step. A journal is told before the first hidden file is made and after the last one has its
name; who finds it unfinished completes it (`Left`).
"""

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from muse import files, processes
from muse.errors import NameTaken


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be written: where, its bytes, and those of the recipe beside it, if it has one.

    What is there is replaced if `replace` says so; the next free name is taken if `free` does;
    otherwise a name that is taken is an error. Of a `shared` one others may place the same bytes
    there meanwhile: once placed it stays, whatever fails; the journal sees to it.
    """

    path: Path
    data: bytes
    beside: bytes | None = None
    replace: bool = False
    free: bool = False
    suffix: str = ""
    shared: bool = False


@dataclass(slots=True)
class Step:
    """A part on its way: the name it is to get, the hidden one it has, and what it may replace.

    `before` identifies the file that is to be replaced: empty where there was none, None where
    nothing may be replaced.
    """

    part: Part
    path: Path
    hidden: Path
    before: str | None
    placed: tuple[int, int] | None = None


class Journal(Protocol):
    """What is told of the steps: `begin` may refuse, and then nothing is written."""

    def begin(self, steps: Sequence[Step]) -> None: ...
    def moved(self, step: Step) -> None: ...
    def done(self, steps: Sequence[Step]) -> None: ...
    def drop(self, steps: Sequence[Step]) -> None: ...


class NoJournal:
    """For files that nobody keeps a record of."""

    def begin(self, steps: Sequence[Step]) -> None:
        """Refuse nothing."""

    def moved(self, step: Step) -> None:
        """Keep nothing."""

    def done(self, steps: Sequence[Step]) -> None:
        """Keep nothing."""

    def drop(self, steps: Sequence[Step]) -> None:
        """Keep nothing."""


def put(parts: Sequence[Part], journal: Journal | None = None) -> list[Path]:
    """Write files, all of them or none; return where they are.

    OutputError when a name is taken (NameTaken) or a place can't be written to: then there is
    nothing that wasn't there before.
    """
    journal = journal or NoJournal()
    steps: list[Step] = []
    for part in parts:
        steps.append(_plan(part, {step.path for step in steps}))
    journal.begin(steps)
    try:
        for step in steps:
            with files.told(step.path.parent):
                _stage(step)
        for step in steps:
            with files.told(step.path.parent):
                _place(step, journal)
    except BaseException:
        for step in steps:
            _undo(step)
        journal.drop(steps)
        raise
    journal.done(steps)
    return [step.path for step in steps]


def _plan(part: Part, taken: set[Path]) -> Step:
    path = part.path
    with files.told(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        if part.replace:
            _check_replaceable(part)
        elif part.free:
            path = _free(part, taken)
        elif _is_taken(path, part):
            raise files.taken(path)
    before = identity(path) if part.replace else None
    return Step(part, path, processes.hidden(path), before)


def _names(path: Path, part: Part) -> list[Path]:
    return [path] if part.beside is None else [path, files.beside(path)]


def _check_replaceable(part: Part) -> None:
    for name in _names(part.path, part):
        if name.is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{name.name} is a folder")


def _is_taken(path: Path, part: Part) -> bool:
    """Whether a name is taken; OSError when it, or that of the recipe beside it, can't be one."""
    taken = False
    for name in _names(path, part):
        try:
            found = os.lstat(name)
        except FileNotFoundError:
            continue
        taken = taken or name == path or stat.S_ISDIR(found.st_mode)
    return taken


def _free(part: Part, others: Collection[Path] = ()) -> Path:
    for path in files.numbered(part.path):
        if path not in others and not _is_taken(path, part):
            return path
    raise NameTaken(f"{part.path.parent} has no free name left", hint="choose another folder")


def _stage(step: Step) -> None:
    if step.part.beside is not None:
        files.fill(files.beside(step.hidden), step.part.beside)
    files.fill(step.hidden, step.part.data)


def _place(step: Step, journal: Journal) -> None:
    """Give a file its name, then the recipe beside it: only who has the one may write the other."""
    found = os.lstat(step.hidden)
    if step.part.replace:
        os.replace(step.hidden, step.path)
    else:
        _link(step, journal)
    step.placed = (found.st_ino, found.st_mtime_ns)
    if step.part.beside is not None:
        os.replace(files.beside(step.hidden), files.beside(step.path))


def _link(step: Step, journal: Journal) -> None:
    """Take the name without replacing anything: another process may have taken it meanwhile."""
    while True:
        try:
            files.link(step.hidden, step.path)
            return
        except FileExistsError:
            if not step.part.free:
                raise files.taken(step.path) from None
        step.path = _free(step.part)
        journal.moved(step)


def _undo(step: Step) -> None:
    """Remove what isn't whole, and what was placed where nothing had been."""
    for path in (step.hidden, files.beside(step.hidden)):
        with suppress(OSError):
            path.unlink()
    if step.placed is None or step.before or step.part.shared:
        return
    with suppress(OSError):
        found = os.lstat(step.path)
        if (found.st_ino, found.st_mtime_ns) == step.placed:
            step.path.unlink()
            if step.part.beside is not None:
                files.beside(step.path).unlink(missing_ok=True)


def identity(path: Path) -> str:
    """Return what tells a file from another at the same place; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"


@dataclass(slots=True)
class Left:
    """A file that a process which is gone was about to place; hashes are SHA-256."""

    suffix: str
    path: Path
    hidden: Path
    sha256: str
    beside: str | None
    before: str | None

    @property
    def is_placed(self) -> bool:
        """Whether the file has its name already."""
        return _is(self.path, self.sha256)

    @property
    def is_ready(self) -> bool:
        """Whether the file is whole, and the recipe that goes beside it."""
        return _is(self.hidden, self.sha256) and (
            self.beside is None or _is(files.beside(self.hidden), self.beside)
        )

    @property
    def is_away(self) -> bool:
        """Whether its folder isn't there now: a disk that is unplugged, say."""
        return not self.path.parent.is_dir()

    def complete(self) -> None:
        """Give the file its name, or the next free one where another file has it by now."""
        part = Part(self.path, b"", b"" if self.beside is not None else None, free=True)
        if not self.is_placed:
            same = self.before is not None and identity(self.path) in ("", self.before)
            step = Step(part, self.path, self.hidden, self.before)
            if same:
                os.replace(self.hidden, self.path)
            else:
                _link(step, NoJournal())
            self.path = step.path
        if self.beside is not None and _is(files.beside(self.hidden), self.beside):
            os.replace(files.beside(self.hidden), files.beside(self.path))
        self.clear()

    def clear(self) -> None:
        """Remove the hidden files."""
        for path in (self.hidden, files.beside(self.hidden)):
            with suppress(OSError):
                path.unlink()


def _is(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False

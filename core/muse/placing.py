"""Putting finished files in their places, so that whatever stops it, the work can be completed.

Each file, and what goes beside it, is written whole under a hidden name, and then gets its own in
one step. A journal is told before the first hidden file is made and after the last one has its
name; who finds it unfinished completes it (`Left`).
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path
from typing import Protocol

from muse import files, processes
from muse.compat import dataclass
from muse.errors import NameTaken
from muse.media import content
from muse.media.content import Content


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be written: where, its content, and what goes beside it (ending -> bytes).

    What is there is replaced if `replace` says so; the next free name is taken if `free` does;
    otherwise a name that is taken is an error. Files of one folder whose keys (`suffix`) say that
    it is named as they are get the next folder that isn't there. Of a `shared` one others may place
    the same bytes there meanwhile: once placed it stays, whatever fails; the journal sees to it.
    A `passing` file is copied only where it can't be given another name; `sha256` is known already.
    """

    path: Path
    data: Content
    beside: Mapping[str, bytes] = field(default_factory=dict)
    replace: bool = False
    free: bool = False
    suffix: str = ""
    shared: bool = False
    passing: bool = False
    sha256: str = ""


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
    folders: list[Path] = []
    try:
        for part in _claimed(parts, folders):
            steps.append(_plan(part, {step.path for step in steps}))
        journal.begin(steps)
    except BaseException:
        _remove_empty(folders)
        raise
    try:
        linked: set[Content] = set()
        for step in steps:
            with files.told(step.path.parent):
                _stage(step, linked)
        for step in steps:
            with files.told(step.path.parent):
                _place(step, journal)
    except BaseException:
        for step in steps:
            _undo(step)
        _remove_empty(folders)
        journal.drop(steps)
        raise
    journal.done(steps)
    return [step.path for step in steps]


def _claimed(parts: Sequence[Part], made: list[Path]) -> Iterator[Part]:
    """Yield parts, those of a folder that is named as a file in one that nobody else has.

    The folders that weren't there are added to `made`.
    """
    claimed: dict[Path, Path] = {}
    for part in parts:
        folder = part.path.parent
        if part.suffix.startswith("/"):
            if folder not in claimed:
                with files.told(folder.parent):
                    folder.parent.mkdir(parents=True, exist_ok=True)
                    claimed[folder] = _claim(folder, made, part.free)
            part = replace(part, path=claimed[folder] / part.path.name, free=False)
        yield part


def _claim(folder: Path, made: list[Path], free: bool) -> Path:
    """Return a folder that is there now: this one, or of those that are `free` the next."""
    for each in files.numbered(folder, ""):
        try:
            each.mkdir()
        except FileExistsError:
            if free:
                continue
            return each
        made.append(each)
        return each
    raise NameTaken(f"{folder.parent} has no free name left", hint="choose another folder")


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


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
    return [path, *(files.beside(path, ending) for ending in part.beside)]


def _check_replaceable(part: Part) -> None:
    for name in _names(part.path, part):
        if name.is_dir():
            raise IsADirectoryError(errno.EISDIR, f"{name.name} is a folder")


def _is_taken(path: Path, part: Part) -> bool:
    """Whether a name is taken; OSError when it, or one beside it, can't be one."""
    taken = False
    for name in _names(path, part):
        try:
            found = os.lstat(name)
        except FileNotFoundError:
            continue
        taken = taken or name == path or stat.S_ISDIR(found.st_mode)
    return taken


def _free(part: Part, others: Collection[Path] = ()) -> Path:
    named = part.suffix if part.suffix and part.path.name.lower().endswith(part.suffix) else None
    for path in files.numbered(part.path, named):
        if path not in others and not _is_taken(path, part):
            return path
    raise NameTaken(f"{part.path.parent} has no free name left", hint="choose another folder")


def _stage(step: Step, linked: set[Content]) -> None:
    """Make the hidden file whole; a passing one becomes it at its first place, without a copy."""
    part = step.part
    for ending, data in part.beside.items():
        files.fill(files.beside(step.hidden, ending), data)
    if part.passing and isinstance(part.data, Path) and part.data not in linked:
        linked.add(part.data)
        with suppress(OSError):  # another disk, or one without links
            os.link(part.data, step.hidden)
            _flush(step.hidden)
            return
    with suppress(FileNotFoundError):
        step.hidden.unlink()
    files.fill(step.hidden, part.data)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _place(step: Step, journal: Journal) -> None:
    """Give a file its name, then what goes beside it: only who has the one may write the other."""
    found = os.lstat(step.hidden)
    if step.part.replace:
        os.replace(step.hidden, step.path)
    else:
        _link(step, journal)
    step.placed = (found.st_ino, found.st_mtime_ns)
    for ending in step.part.beside:
        os.replace(files.beside(step.hidden, ending), files.beside(step.path, ending))


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
    for path in _names(step.hidden, step.part):
        with suppress(OSError):
            path.unlink()
    if step.placed is None or step.before or step.part.shared:
        return
    with suppress(OSError):
        found = os.lstat(step.path)
        if (found.st_ino, found.st_mtime_ns) == step.placed:
            for path in _names(step.path, step.part):
                path.unlink(missing_ok=True)


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
    beside: Mapping[str, str]
    before: str | None

    @property
    def is_placed(self) -> bool:
        """Whether the file has its name already."""
        return _is(self.path, self.sha256)

    @property
    def is_ready(self) -> bool:
        """Whether the file is whole, and what goes beside it."""
        return _is(self.hidden, self.sha256) and all(
            _is(files.beside(self.hidden, ending), hashed) for ending, hashed in self.beside.items()
        )

    @property
    def is_away(self) -> bool:
        """Whether its folder isn't there now: a disk that is unplugged, say."""
        return not self.path.parent.is_dir()

    def complete(self) -> None:
        """Give the file its name, or the next free one where another file has it by now."""
        beside = dict.fromkeys(self.beside, b"")
        part = Part(self.path, b"", beside, free=True, suffix=self.suffix)
        if not self.is_placed:
            same = self.before is not None and identity(self.path) in ("", self.before)
            step = Step(part, self.path, self.hidden, self.before)
            if same:
                os.replace(self.hidden, self.path)
            else:
                _link(step, NoJournal())
            self.path = step.path
        for ending, hashed in self.beside.items():
            if _is(files.beside(self.hidden, ending), hashed):
                os.replace(files.beside(self.hidden, ending), files.beside(self.path, ending))
        self.clear()

    def clear(self) -> None:
        """Remove the hidden files."""
        for path in (self.hidden, *(files.beside(self.hidden, each) for each in self.beside)):
            with suppress(OSError):
                path.unlink()
        if self.suffix.startswith("/"):
            _remove_empty([self.path.parent])


def _is(path: Path, sha256: str) -> bool:
    try:
        return content.sha256(path) == sha256
    except OSError:
        return False

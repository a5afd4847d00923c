"""Environments on the disk: built beside and renamed, who uses one, and what is left behind."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from muse import files, processes
from muse.errors import MuseError
from muse.leftovers import Leftover, of_file
from muse.plugins.isolated import registry
from muse.plugins.isolated.commands import together

T = TypeVar("T")

WHEEL = "wheel"
"""The folder of an environment in which the plugin's own wheel lies."""

LOCK = "lock.toml"

_USE = ".use"
_SCRIPT = 2**20  # bytes of a file in bin/ that may be a script


def build(final: Path, fill: Callable[[Path], None], test: Callable[[Path], T]) -> T:
    """Make an environment beside its place, test it, and put it there; return what the test gave.

    `fill` makes it in a folder, `test` gets that folder when it is whole. Whatever either raises,
    nothing is left of it, and what was in its place stays.
    """
    with files.told(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
    hidden = processes.hidden(final)
    try:
        fill(hidden)
        _compile(hidden, final)
        found = test(hidden)
        _settle(hidden, final)
        _swap(hidden, final)
    except OSError as error:
        raise files.unwritable(final.parent, error) from None
    finally:
        discard(hidden)
    return found


def _compile(hidden: Path, final: Path) -> None:
    """Compile what is in it, since workers can't write there; names in tracebacks are final."""
    libraries = [path for path in (*hidden.glob("lib/python3*"), hidden / "Lib") if path.is_dir()]
    sources = sorted(str(path) for folder in libraries for path in folder.rglob("*.py"))
    commands: list[list[str | Path]] = []
    for number in range(os.cpu_count() or 1):
        part = sources[number :: os.cpu_count() or 1]
        if part:
            listed = hidden / f"compiled-{number}.txt"
            listed.write_text("".join(f"{path}\n" for path in part), encoding="utf-8")
            words: list[str | Path] = [
                registry.interpreter(hidden),
                "-I",
                "-X",
                "utf8",
                "-m",
                "compileall",
                "-q",
            ]
            commands.append([*words, "-q", "-s", hidden, "-p", final, "-i", listed])
    together(commands)  # some packages bring files of other Pythons, which fail
    for listed in hidden.glob("compiled-*.txt"):
        listed.unlink()


def _settle(hidden: Path, final: Path) -> None:
    """Let scripts name the place where the environment will be."""
    here, there = os.fsencode(hidden), os.fsencode(final)
    scripts = registry.interpreter(hidden).parent
    for path in [hidden / "pyvenv.cfg", *scripts.iterdir()]:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _SCRIPT:
            continue
        data = path.read_bytes()
        if here not in data or b"\0" in data:
            continue
        made = path.with_name(f".{path.name}.part")  # the file itself may be a link of uv's cache
        made.write_bytes(data.replace(here, there))
        shutil.copymode(path, made)
        os.replace(made, path)


def _swap(hidden: Path, final: Path) -> None:
    """Put a whole environment in its place; a broken one that was there goes."""
    old = processes.hidden(final)
    if os.path.lexists(final):
        os.rename(final, old)
    try:
        os.rename(hidden, final)
    except BaseException:
        if os.path.lexists(old):
            os.rename(old, final)
        raise
    discard(old)


def of(name: str) -> list[Path]:
    """Return the environments of a distribution, those that its record doesn't name too."""
    digits = "[0-9a-f]" * 12
    return sorted(registry.environments().glob(f"{name}-{digits}"))


def discard(folder: Path) -> None:
    """Remove a hidden folder; what can't be removed now is found by `strays` later."""
    if os.path.lexists(folder):
        shutil.rmtree(folder, ignore_errors=True)


def remove(environment: Path) -> None:
    """Remove an environment, never half of it; MuseError where it can't be."""
    hidden = processes.hidden(environment)
    try:
        os.rename(environment, hidden)
    except FileNotFoundError:
        return
    except OSError as error:
        raise MuseError(
            f"{environment} can't be removed ({error.strerror})", hint="check its folder"
        ) from None
    discard(hidden)


def size(environment: Path) -> int:
    """Return the bytes that an environment takes, each file once, those that others share too."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for folder, _, names in os.walk(environment):
        for name in names:
            with suppress(OSError):
                found = os.lstat(os.path.join(folder, name))
                if (found.st_dev, found.st_ino) not in seen:
                    seen.add((found.st_dev, found.st_ino))
                    total += found.st_size
    return total


@contextmanager
def using(environment: Path) -> Iterator[None]:
    """Keep an environment from being removed while the block runs; for who has a worker of it."""
    name = f".{environment.name}.{processes.mark()}.{secrets.token_hex(4)}{_USE}"
    mark = environment.with_name(name)
    with suppress(OSError):
        mark.touch()
    try:
        yield
    finally:
        with suppress(OSError):
            mark.unlink()


def is_used(environment: Path) -> bool:
    """Whether a process that runs has said that it uses an environment."""
    return any(name == environment.name and not gone for _, name, gone in _uses())


def _uses() -> Iterator[tuple[Path, str, bool]]:
    """Yield the marks of use: where they are, of which environment, whether their process ended."""
    for path in _inside():
        if path.name.endswith(_USE):
            name, *mark, _, _ = path.name[1:].rsplit(".", 6)
            with suppress(OSError):
                yield path, name, processes.is_gone(".".join(mark), path.stat().st_mtime)


def strays() -> list[Leftover]:
    """Return what nobody needs: environments and states without a record, parts of builds."""
    found: list[Leftover] = []
    named = {plugin.environment.name for plugin in registry.installed()}
    whole = not registry.damaged()  # a record that can't be read may name any of them
    for path in _inside():
        if not path.is_dir() or path.is_symlink() or path.name in named:
            continue
        if path.name.startswith(".muse-"):
            mark = path.name.removeprefix(".muse-").rpartition("-")[0]
            if processes.is_gone(mark, path.stat().st_mtime):
                found.append(of_file(path, "environment of a plugin, begun and not finished"))
        elif whole and not path.name.startswith(".") and not is_used(path):
            found.append(of_file(path, "environment that no plugin uses any more"))
    return [*found, *_states()]


def _states() -> Iterator[Leftover]:
    """Yield what workers kept of plugins that aren't installed."""
    with suppress(OSError):
        for path in sorted((registry.folder() / "state").iterdir()):
            ours = registry.NAME.fullmatch(path.name) is not None and path.is_dir()
            used = any(map(is_used, of(path.name)))  # by a worker, which may write there
            if ours and not (used or registry.path_of(path.name).exists() or _is_locked(path.name)):
                yield of_file(path, "what a plugin kept that isn't installed")


def _is_locked(name: str) -> bool:
    """Whether somebody installs or removes a plugin just now."""
    try:
        with files.locked(registry.path_of(name), patience=0.0):
            return False
    except MuseError:
        return True


def unlock(record: Path) -> None:
    """Remove the lock of a record; for who holds it, where there is no record any more."""
    for end in ("lock", "lock-journal"):
        with suppress(OSError):
            record.with_name(f".{record.name}.{end}").unlink()


def sweep() -> None:
    """Remove marks of processes that ended, and locks of records that aren't there."""
    for path, _, gone in list(_uses()):
        if gone:
            with suppress(OSError):
                path.unlink()
    for lock in registry.folder().glob(".*.json.lock"):
        record = lock.with_name(lock.name[1 : -len(".lock")])
        if not record.exists():
            with suppress(MuseError), files.locked(record, patience=0.0):
                if not record.exists():
                    unlock(record)


def _inside() -> list[Path]:
    try:
        return sorted(registry.environments().iterdir())
    except OSError:
        return []

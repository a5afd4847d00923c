"""Which process began something, whether it still runs, and the hidden files of those that don't.

A mark names a process for good: its number, its start, and the boot of the machine that it ran on.
A number alone is given to other processes later.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

DAY = 86_400.0
"""Seconds after which the work of a process that can't be looked at counts as abandoned."""


_LEFTOVERS = (".part", ".part.muse.json", ".stop")


def mark() -> str:
    """Return the mark of this process: `number.start.machine.boot`."""
    return _mark(os.getpid())  # by number, since a fork is another process


def is_gone(mark: str, since: float) -> bool:
    """Whether the process of a mark has ended; `since` is when it was seen (seconds since 1970).

    One on another machine (a shared folder) or in another container can't be looked at: it counts
    as gone a day later.
    """
    try:
        number, start, machine, boot = mark.split(".")
        there = _start(int(number))
    except ValueError:
        return _is_old(since)
    if machine != _machine() or os.name == "nt":
        return _is_old(since)
    return boot != _boot() or there is None or there != start


def is_here(mark: str) -> bool:
    """Whether the process of a mark is one of this machine, and this container, so can be seen."""
    parts = mark.split(".")
    return os.name != "nt" and len(parts) == 4 and parts[2] == _machine()


def is_alive(number: int) -> bool:
    """Whether a process of this number runs now; on Windows, where that can't be seen, always."""
    return os.name == "nt" or _start(number) is not None


def hidden(path: Path) -> Path:
    """Return a hidden name beside a path, for what isn't whole yet; `sweep` removes leftovers."""
    return path.with_name(f".muse-{mark()}-{secrets.token_hex(4)}.part")


def sweep(folders: Iterable[Path]) -> None:
    """Remove the hidden files (`hidden`) of processes that are gone from folders of Muse's own.

    With them go the files that bear a number alone: `NAME.NUMBER.part`, and those of `loaded/`.
    """
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found = [e for e in entries if e.name.endswith(_LEFTOVERS)]
            for entry in found:
                if _is_left(entry.name, entry.stat(follow_symlinks=False).st_mtime):
                    os.unlink(entry.path)
        except OSError:  # no such folder, or one that can't be written to
            continue


def _is_left(name: str, changed: float) -> bool:
    if name.startswith(".muse-"):
        return is_gone(name.removeprefix(".muse-").rpartition("-")[0], changed)
    number = name.rpartition(".")[0].rpartition(".")[2]
    if number.isascii() and number.isdigit():
        return not is_alive(int(number))
    return _is_old(changed)


def _is_old(since: float) -> bool:
    return time.time() - since > DAY


@cache
def _mark(number: int) -> str:
    return f"{number}.{_start(number) or 0}.{_machine()}.{_boot()}"


def _start(number: int) -> str | None:
    """Return when a process started, as its system counts it (0 where it doesn't say); None: gone.

    A zombie, which only waits to be counted, is gone.
    """
    if number <= 0:
        return None
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8", errors="replace") as file:
            state, *fields = file.read().rpartition(")")[2].split()
        return None if state in "ZX" else fields[18]
    except (OSError, LookupError, ValueError):
        if os.path.exists("/proc/self/stat"):
            return None
    if os.name == "nt":  # there, signal 0 is Ctrl-C
        return "0"
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except OSError:
        return "0"
    return "0"


@cache
def _machine() -> str:
    """Return the machine, and the container on it, in eight digits."""
    parts = [socket.gethostname(), _read("/etc/machine-id")]
    try:
        parts.append(os.readlink("/proc/self/ns/pid"))
    except (OSError, AttributeError):
        parts.append("")
    return f"{zlib.crc32(' '.join(parts).encode('utf-8', 'replace')):08x}"


@cache
def _boot() -> str:
    return f"{zlib.crc32(_read('/proc/sys/kernel/random/boot_id').encode()):08x}"


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(200).strip()
    except (OSError, ValueError):
        return ""

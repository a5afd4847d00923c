"""Reading the small files that Muse keeps: a damaged one is put aside, told of and made anew."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from muse.errors import described, printable

T = TypeVar("T")
LIMIT = 2**26
"""Bytes that are read at most: none of these files is ever so large."""

_ASIDE = 9
"""How many damaged files of one name are kept."""

_told: set[str] = set()


def read(path: Path, parse: Callable[[bytes], T], *, limit: int = LIMIT) -> T | None:
    """Return what a file holds; None when there is none, or when it is damaged.

    `parse` raises whatever it likes for what can't be. A damaged file is moved to
    `NAME.damaged-1` (or -2...), so that nothing stands in the way of a new one, and told of once.
    """
    try:
        found, wrong = _read(path, parse, limit)
    except OSError as error:
        tell(f"{path} can't be read ({error.strerror or error}) and is passed over")
        return None
    if wrong is None:
        return found
    try:
        aside = _put_aside(path)
    except OSError:
        tell(f"{path} can't be read ({wrong}) and is passed over")
        return None
    try:
        found, still = _read(aside, parse, limit)
    except OSError:
        found, still = None, wrong
    if still is None and found is not None:  # another process had made it anew since we looked
        with suppress(OSError):
            os.link(aside, path)
        with suppress(OSError):
            os.unlink(aside)
        return found
    tell(f"{path} can't be read ({wrong}): it is kept as {aside.name}, and begun anew")
    return None


def read_json(path: Path, parse: Callable[[Any], T]) -> T | None:
    """Return what a file of JSON holds; as for `read`."""
    return read(path, lambda data: parse(json.loads(data)))


def folder(path: Path) -> Path:
    """Make a folder and return it; what is in its place, and is none, is put aside."""
    if os.path.lexists(path) and not path.is_dir():
        with suppress(OSError):
            tell(f"{path} is no folder: it is kept as {_put_aside(path).name}")
    path.mkdir(parents=True, exist_ok=True)
    return path


def tell(line: str) -> None:
    """Tell the user something in one line on stderr, once."""
    if sys.stderr is not None and line not in _told:
        _told.add(line)
        with suppress(OSError, ValueError):  # a terminal that was closed
            print(f"muse: {printable(line)}", file=sys.stderr)


def _read(path: Path, parse: Callable[[bytes], T], limit: int) -> tuple[T | None, str | None]:
    """Return what a file holds, and what is wrong with it."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # no pipe may block
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None, "it is no file"
        with open(handle, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        return None, None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR, errno.ENXIO, errno.ENOTDIR):
            return None, error.strerror
        raise  # the system's trouble, or the user's choice; not the file's
    if len(data) > limit:
        return None, f"it has more than {limit} bytes"
    try:
        return parse(data), None
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        return None, str(error) if type(error) is ValueError else described(error)
    except RecursionError:
        return None, "it is nested too deep"


def _put_aside(path: Path) -> Path:
    names = [path.with_name(f"{path.name}.damaged-{number}") for number in range(1, _ASIDE + 1)]
    free = next((name for name in names if not os.path.lexists(name)), names[-1])
    with suppress(OSError):
        os.unlink(free)
    os.rename(path, free)
    return free

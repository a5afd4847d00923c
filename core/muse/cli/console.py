"""What the commands print: plain text that is safe on any terminal."""

import errno
import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from io import TextIOWrapper
from typing import Any, TextIO

import click

from muse.errors import MuseError, escaped, printable


def safe(text: object, limit: int | None = None) -> str:
    """Return a text without control characters, cut to `limit` columns with an ellipsis."""
    plain = printable(text)
    if limit is None:
        return plain
    plain = " ".join(plain.split())
    if width(plain) <= limit:
        return plain
    cut, used = "", 1
    for char in plain:
        used += width(char)
        if used > limit:
            break
        cut += char
    return cut + "…"


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


_reserved: list[TextIO] = []


@contextmanager
def reserved() -> Iterator[None]:
    """Keep stdout for the result: what a plugin prints to it meanwhile goes to stderr.

    So does what its libraries and child processes write there.
    """
    if sys.stdout is None or sys.stderr is None:
        yield
        return
    with _moved(sys.stdout) as result:
        _reserved.append(result)
        try:
            with redirect_stdout(sys.stderr):
                yield
        finally:
            _reserved.pop()


@contextmanager
def _moved(stdout: TextIO) -> Iterator[TextIO]:
    """Give stdout's place in the process to stderr, and yield a stream to where it was.

    A stream of Python's own (a test's) has no such place, and is yielded as it is.
    """
    try:
        places = (stdout.fileno(), sys.stderr.fileno())
    except (OSError, ValueError, AttributeError):
        places = None
    if places != (1, 2) or not isinstance(stdout, TextIOWrapper):
        yield stdout
        return
    stdout.flush()
    kept = os.dup(1)
    result = open(kept, "w", encoding=stdout.encoding, errors=stdout.errors)
    os.dup2(2, 1)
    try:
        yield result
    finally:
        try:
            with suppress(OSError):
                result.flush()
        finally:
            os.dup2(kept, 1)
            with suppress(OSError):
                result.close()


def stdout() -> TextIO | None:
    """Return where the result goes, if there is such a place."""
    return _reserved[-1] if _reserved else sys.stdout


def on_terminal() -> bool:
    """Whether the result goes to a terminal."""
    place = stdout()
    try:
        return place is not None and place.isatty()
    except ValueError:  # it is closed
        return False


def silence() -> None:
    """Point a broken stdout at nowhere, so that nobody stumbles over it again."""
    place = stdout()
    if place is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), place.fileno())


def say(text: str = "") -> None:
    """Print a line to stderr, where everything goes that isn't the result itself."""
    if sys.stderr is not None:
        with suppress(OSError):  # a terminal that was closed: the work goes on
            click.echo(printable(text), err=True)


def out(text: str = "", *, end: str = "\n") -> None:
    """Print to stdout, if there is one, without what a terminal would obey."""
    place = stdout()
    if place is None:
        return
    try:
        click.echo(printable(text + end), file=place, nl=False)
    except BrokenPipeError:  # whoever read it has enough; the work goes on
        silence()
    except OSError as error:
        raise MuseError(f"standard output can't be written ({error.strerror})") from None


def deliver(data: bytes | Iterable[bytes], *, text: bool = False) -> None:
    """Write the result itself to stdout, whole or in pieces; MuseError when nobody takes all of it.

    A text goes to a terminal without what that would obey, everything else as it is.
    """
    place = stdout()
    try:
        if place is None:
            raise BrokenPipeError(errno.EPIPE, "it is closed")
        if text and place.isatty():
            whole = data if isinstance(data, bytes) else b"".join(data)
            place.write(printable(whole.decode(errors="replace")))
        else:
            place.flush()
            for piece in [data] if isinstance(data, bytes) else data:
                place.buffer.write(piece)
        place.flush()
    except OSError as error:
        silence()
        raise MuseError(f"standard output can't be written ({error.strerror})") from None


def to_json(value: Any) -> str:
    """Return a value as a line-ended JSON text, in ASCII where stdout isn't UTF-8."""
    encoding = getattr(stdout(), "encoding", None) or "utf-8"
    plain = encoding.lower().replace("-", "") != "utf8"
    return escaped(json.dumps(value, ensure_ascii=plain, indent=2, default=str)) + "\n"


def out_json(value: Any) -> None:
    """Print one JSON value to stdout."""
    out(to_json(value), end="")


def table(rows: Iterable[Sequence[object]], *, limits: Sequence[int | None] = ()) -> None:
    """Print rows in columns to stdout; `limits` are the widest a column may be."""
    cut = [
        [safe(cell, limits[i] if i < len(limits) else None) for i, cell in enumerate(row)]
        for row in rows
    ]
    if not cut:
        return
    widths = [max(width(row[i]) for row in cut) for i in range(len(cut[0]))]
    for row in cut:
        cells = [cell + " " * (widths[i] - width(cell)) for i, cell in enumerate(row)]
        out("  ".join(cells).rstrip())


def when(seconds: float) -> str:
    """Return a time (seconds since 1970) as local date and minute."""
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
    except (ValueError, TypeError, OverflowError, OSError):  # a damaged record
        return "unknown         "


def size(count: float) -> str:
    """Return a number of bytes for people."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"

"""Telling of file after file what it is, as `muse verify` does."""

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from muse import Host, MuseError, NotReady, Progress, RequestError
from muse.cli.console import out, safe, say
from muse.cli.progress import ProgressBar
from muse.files import expanded
from muse_provenance import apart, besides, wording
from muse_provenance.verdict import EXIT

BESIDE = (".c2pa", ".muse.json")
"""Endings of files that belong to others: credentials and recipes beside them."""

STREAM = 2**30
"""Bytes of standard input that are read at most."""

WIDE = 1000
"""Columns of a name or a sentence: on one line, so that none looks like another file's."""

MOST = 100_000
MOST_COMPARED = 100
"""Files that a certificate is compared with."""

_WORST = (1, 2, 3, 6, 5, 4, 0)
"""Exit codes, the worst first."""

ARTIFACT = "muse:"
_ID = re.compile(r"[0-9a-z]+-[0-9]+", re.ASCII)


@dataclass(frozen=True)
class _Named:
    """A file as it was named; what is wrong with it, if something is."""

    name: str
    path: Path | None = None
    wrong: MuseError | None = None


def tell(
    given: Sequence[str], *, recursive: bool = False, found: list[dict[str, Any]] | None = None
) -> int:
    """Tell of each file what it is, and return the exit code; NotReady where packages lack.

    With `found` verdicts are added to it, and nothing is printed.
    """
    codes = []
    with ExitStack() as stack:
        checker = stack.enter_context(apart.Apart())
        bar = stack.enter_context(ProgressBar("verify"))
        each = list(islice(_all(given, recursive, stack), MOST + 1))
        if len(each) > MOST:
            raise RequestError(
                f"these are more than {MOST:,} files", hint="take a folder at a time"
            )
        for number, named in enumerate(each):
            bar.show(Progress(number, len(each), note=named.name if number else ""))
            try:
                told = _verdict(checker, named)
            except NotReady:
                raise
            except MuseError as error:
                codes.append(error.exit_code)
                bar.hide()
                if found is None:
                    say(f"{safe(named.name, WIDE)}: {safe(error, WIDE)}")
                else:
                    hint = {"hint": error.hint} if error.hint else {}
                    found.append({"file": named.name, "error": error.message, **hint})
                continue
            if told.get("work"):
                besides.compared(told, _others(each, named))
            codes.append(EXIT[told["kind"]])
            bar.hide()
            if found is None:
                _print(told)
            else:
                found.append(told)
    return next(code for code in _WORST if code in codes) if codes else 0


def _others(each: Sequence[_Named], certificate: _Named) -> list[Path]:
    """Return the other files that a certificate may be of."""
    paths = [named.path for named in each if named is not certificate and named.path is not None]
    return paths[:MOST_COMPARED]


def _print(told: dict[str, Any]) -> None:
    out(f"{safe(told['file'], WIDE)}: {safe(wording.headline(told), WIDE)}")
    for line in wording.lines(told):
        out(f"  {safe(line)}")


def _verdict(checker: apart.Apart, named: _Named) -> dict[str, Any]:
    if named.wrong is not None:
        raise named.wrong
    assert named.path is not None
    said = checker.check(named.path, named.name)
    if "verdict" in said:
        return dict(said["verdict"])
    if said["lacks"]:
        raise NotReady(said["error"], hint=said["hint"])
    kind = RequestError if said["code"] == 2 else MuseError
    raise kind(said["error"], hint=said["hint"])


def _all(given: Sequence[str], recursive: bool, stack: ExitStack) -> Iterator[_Named]:
    """Yield the files that are meant, those of folders by name."""
    for text in given:
        try:
            if text == "-":
                yield _Named("stdin", _stream(sys.stdin.buffer, stack))
            elif text.startswith(ARTIFACT) or (_ID.fullmatch(text) and not Path(text).exists()):
                yield from _artifact(text)
            elif (path := expanded(text)).is_dir():
                if not recursive:
                    raise RequestError("it is a folder", hint="-r looks into folders")
                found = _below(path)
                first = next(found, None)
                if first is None:
                    raise RequestError("it holds no files to look at")
                yield first
                yield from found
            else:
                yield _Named(text, _file(path))
        except MuseError as error:
            yield _Named(text, wrong=error)


def _file(path: Path) -> Path:
    """Return a path of a file that can be read whole; nothing is opened that could wait."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise RequestError("there is no such file") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise RequestError(f"it can't be read ({why})") from None
    if not stat.S_ISREG(mode):
        raise RequestError("it is no file", hint="a stream is taken as -")
    if not os.access(path, os.R_OK):
        raise MuseError("it can't be read (Permission denied)")
    return path


def _below(folder: Path) -> Iterator[_Named]:
    """Yield the files below a folder, without hidden ones and what lies beside others."""
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(above, name)
            if name.startswith(".") or name.endswith(BESIDE):
                continue
            try:
                yield _Named(str(path), _file(path))
            except MuseError as error:
                yield _Named(str(path), wrong=error)


def _artifact(text: str) -> Iterator[_Named]:
    """Yield the files of an artifact of the library."""
    with Host() as host:
        _, artifact = host.library.lookup(text.removeprefix(ARTIFACT))
        places = [(file.suffix, host.library.path_of(file)) for file in artifact.files]
    for suffix, path in places:
        name = f"{ARTIFACT}{artifact.id}{suffix}"
        gone = MuseError("the file is gone", hint=f"muse reproduce {artifact.id} makes it again")
        yield _Named(name, path, None if path is not None else gone)


def _stream(stream: BinaryIO, stack: ExitStack) -> Path:
    """Return a passing file of what comes in; its ending says what it is."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="muse-verify-")))
    path = folder / "stdin"
    left = STREAM + 1
    with path.open("wb") as file:
        while left and (piece := stream.read(min(left, 2**20))):
            file.write(piece)
            left -= len(piece)
    if not left:
        raise RequestError(f"standard input holds more than {STREAM // 2**30} GiB")
    if not path.stat().st_size:
        raise RequestError("standard input is empty", hint="give a file, or a file to it")
    return path

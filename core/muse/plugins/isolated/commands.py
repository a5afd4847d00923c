"""Running the programs that build environments, so that they end with us and tell what failed."""

import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from muse.errors import MuseError, printable

Tell = Callable[[str], None]
"""Takes what is being done now, in a few words; a line of a program begins with a space."""

Ask = Callable[[str], None]
"""Asks whether to go on, and raises where the answer is no."""

GRACE = 3.0
"""Seconds that a program has to end in, once it was asked to."""

_LINES = 400
_GIST = 420
_OURS = (
    "PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONWARNINGS VIRTUAL_ENV CONDA_PREFIX UV_PYTHON".split()
)
_ELSEWHERE = "PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_PYTHON PIP_REQUIRE_VIRTUALENV".split()

_TIED = (
    "import ctypes, os, sys\n"
    "above = int(sys.argv[1])\n"
    "ctypes.CDLL(None).prctl(1, 9)\n"
    "os.getppid() == above or sys.exit(1)\n"
    "try:\n"
    "    os.execvp(sys.argv[2], sys.argv[2:])\n"
    "except OSError as error:\n"
    "    sys.exit(f'error: {sys.argv[2]} can\\'t be started ({error.strerror})')\n"
)
"""Starts a program that the system kills when we are killed (Linux)."""

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_STARTS = re.compile(r"^(error|ERROR|fatal|×|  ×|Because|╰─▶)", re.IGNORECASE)
_NOISE = re.compile(r"^(\[notice\]|hint: See above|note: This (error|is an issue)|WARNING)|^\W*$")
_COMPILER = re.compile(
    r"(:\d+: )?(fatal )?error: (?!Failed|Command|subprocess|metadata)\S.*\.h\b|: error: "
)
_MARKS = re.compile(r"[│╰─▶├×]+")
_FULL = r"No space left on device|os error 28|Disk quota exceeded"
_HINTS = (
    (
        r"dns error|Name or service not known|name resolution|Connection refused|"
        r"Network is unreachable|Could not connect|NewConnectionError|connection timed out|"
        r"error sending request",
        "check the network, or the index that pip is set up with (pip config list)",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SSLError",
        "the index's certificate isn't known: pip config set global.cert FILE",
    ),
    (
        r"No matching distribution|not found in the package registry|no versions of",
        "check the name and the version",
    ),
)


class Failed(MuseError):
    """A program failed; `output` has the last lines of what it printed."""

    def __init__(
        self, message: str, *, hint: str | None = None, output: Sequence[str] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.output = tuple(output)


class Ended(Exception):
    """A program ended with a code that isn't 0; the lines are the last ones of its output."""

    def __init__(self, code: int, lines: Sequence[str]) -> None:
        super().__init__(code)
        self.lines = tuple(lines)
        self.text = "\n".join(lines)

    def failed(self, what: str, hint: str | None = None) -> Failed:
        """Return the error to show: `what` failed, and why."""
        if re.search(_FULL, self.text):
            return Failed(f"{what}: no space is left on the disk", hint="free some space")
        known = next((told for words, told in _HINTS if re.search(words, self.text)), None)
        return Failed(f"{what}: {gist(self.lines)}", hint=known or hint, output=self.lines)


def environment(**others: str) -> dict[str, str]:
    """Return the variables for a program: ours, without what points at our own packages."""
    kept = {k: v for k, v in os.environ.items() if k not in (*_OURS, *_ELSEWHERE)}
    told = {"PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}
    told |= {"PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COLOR": "1"}
    return {**kept, **told, **others}


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    variables: Mapping[str, str] | None = None,
    tell: Tell | None = None,
) -> list[str]:
    """Run a program to its end and return the last lines that it printed; Ended if it failed.

    It has no standard input. Ctrl-C, and whatever else ends this call, ends it and its children.
    """
    words = _tied(command)
    try:
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env=environment(**(variables or {})),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise Ended(127, [f"error: {command[0]} can't be started ({error.strerror})"]) from None
    lines: deque[str] = deque(maxlen=_LINES)
    with process:
        try:
            for line in process.stdout or ():
                plain = printable(_ANSI.sub("", line.rpartition("\r")[2] or line)).rstrip()
                lines.append(plain)
                if tell is not None and plain.strip():
                    tell(f" {plain.strip()}")
            code = process.wait()
        except BaseException:
            _end(process)
            raise
    if code:
        raise Ended(code, list(lines))
    return list(lines)


def together(commands: Sequence[Sequence[str | Path]]) -> None:
    """Run programs at the same time, whatever they print or end with."""
    running: list[subprocess.Popen[str]] = []
    nothing = subprocess.DEVNULL
    try:
        for command in commands:
            running.append(
                subprocess.Popen(
                    _tied(command), env=environment(), stdin=nothing, stdout=nothing,
                    stderr=nothing, start_new_session=True, text=True,
                )
            )  # fmt: skip
        for process in running:
            process.wait()
    except BaseException:
        for process in running:
            _end(process)
        raise


def _tied(command: Sequence[str | Path]) -> list[str]:
    """Return a command that ends when we do, however that is, where the system can do it."""
    words = [str(word) for word in command]
    if sys.platform == "linux":
        return [sys.executable, "-I", "-S", "-c", _TIED, str(os.getpid()), *words]
    return words


def gist(lines: Sequence[str]) -> str:
    """Return what a program's output says went wrong, in one line of some 400 characters."""
    told = [line.strip() for line in lines if not _NOISE.search(line.strip())]
    compiler = [line for line in told if _COMPILER.search(line)]
    first = next((n for n, line in enumerate(told) if _STARTS.match(line)), max(0, len(told) - 4))
    chosen = compiler[:2] or told[first:]
    text = " ".join(_MARKS.sub(" ", " ".join(chosen)).split())
    text = re.sub(r"^(error|ERROR): ", "", text).replace(" cause: ", ": ").replace(" ERROR: ", ", ")
    if len(text) <= _GIST:
        return text.rstrip(".:") or "it said nothing"
    return f"{text[: _GIST // 2]} ... {text[-_GIST // 2 :]}".rstrip(".")


def _end(process: "subprocess.Popen[str]") -> None:
    """End a program and its children: by a signal, then by force."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
        try:
            process.wait(GRACE)
            break
        except subprocess.TimeoutExpired:
            continue
    if process.stdout is not None:
        process.stdout.close()

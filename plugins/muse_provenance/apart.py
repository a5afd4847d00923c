"""Checking files in a process of its own: what strangers' files do there harms nothing else.

The process is asked in lines of JSON, one file at a time. One that takes too long is killed, and
so is one that crashed; the next file gets another process.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from muse import MuseError

SECONDS = 60.0
"""How long a file may take, and a second more for each `SPEED` bytes of it."""

SPEED = 20 * 2**20
MEMORY = 8 * 2**30
"""Bytes of address space that the process may have, where the system can say so."""

_START = 60.0
"""Seconds in which the process begins with a file: it may have to be started."""

_COMMAND = (sys.executable, "-P", "-m", "muse_provenance.apart")


class Apart:
    """A process that checks files; use it as a context manager, or close it."""

    def __init__(self, command: Sequence[str] = _COMMAND, seconds: float = SECONDS) -> None:
        self._command = list(command)
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()

    def __enter__(self) -> "Apart":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def check(self, path: Path, name: str) -> dict[str, Any]:
        """Return `{"verdict": ...}`, or `{"error", "hint", "code", "lacks"}` for what is wrong.

        MuseError where the file is gone, and where the process took too long or ended.
        """
        try:
            limit = self._seconds + path.stat().st_size / SPEED
        except OSError as error:  # it is gone meanwhile
            raise MuseError(f"it can't be read ({error.strerror})") from None
        child = self._started()
        try:
            assert child.stdin is not None
            child.stdin.write(json.dumps({"path": str(path.absolute()), "name": name}) + "\n")
            child.stdin.flush()
            said = self._said.get(timeout=_START)
            if said is not None and "begun" in said:
                said = self._said.get(timeout=limit)
        except queue.Empty:
            self.close()
            raise MuseError(f"it took longer than {limit:.0f} s, and was left") from None
        except OSError:
            said = None
        if said is None:
            code = child.wait()
            self.close()
            how = f"by signal {-code}" if code < 0 else f"with {code}"
            raise MuseError(f"the process that was to look at it ended {how}")
        return said

    def close(self) -> None:
        """End the process, whatever it does."""
        child, self._child = self._child, None
        if child is not None:
            with suppress(OSError):
                child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    assert pipe is not None
                    pipe.close()

    def _started(self) -> "subprocess.Popen[str]":
        if self._child is None:
            self._said = queue.SimpleQueue()
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                errors="surrogateescape",
            )
            listen = (self._child, self._said)
            threading.Thread(target=_listen, args=listen, name="apart", daemon=True).start()
        return self._child


def _listen(
    child: "subprocess.Popen[str]", said: "queue.SimpleQueue[dict[str, Any] | None]"
) -> None:
    assert child.stdout is not None
    with suppress(OSError, ValueError):
        for line in child.stdout:
            said.put(json.loads(line))
    said.put(None)


def _serve() -> None:
    """Check what lines of standard input name, until it ends; answers go to standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches the whole group
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no answer
    _bound()
    from muse.running.host import Host

    with Host() as host:
        for line in sys.stdin:
            asked = json.loads(line)
            answers.write(json.dumps({"begun": True}) + "\n")
            answers.flush()
            answers.write(json.dumps(checked(host, asked)) + "\n")
            answers.flush()


def checked(host: Any, asked: dict[str, str]) -> dict[str, Any]:
    """Check the file at a `path`, called `name`; return what `Apart.check` gives."""
    from muse.errors import NotReady, described
    from muse.running import checking

    try:
        return {"verdict": checking.check(host, Path(asked["path"]), asked["name"])}
    except MuseError as error:
        lacks = isinstance(error, NotReady)
        told = {"error": error.message, "hint": error.hint}
        return {**told, "code": error.exit_code, "lacks": lacks}
    except OSError as error:
        wrong = f"it can't be read ({error.strerror or described(error)})"
        return {"error": wrong, "hint": None, "code": 1, "lacks": False}
    except MemoryError:
        wrong = "it takes more memory than may be had for a file"
        return {"error": wrong, "hint": None, "code": 1, "lacks": False}


def _bound() -> None:
    """Limit the memory of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    _serve()

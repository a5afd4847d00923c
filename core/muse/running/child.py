"""A process of Muse's own that is told what to do, and tells what comes of it, by lines of JSON."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

PATIENCE = 3.0
"""Seconds in which a process that is told to end has to."""

Line: TypeAlias = dict[str, Any]


class Child:
    """A module of Muse at work beside this process; each line that it writes is heard.

    `hear` takes a line, in a thread of its own, and None once the process has ended. Ctrl-C is for
    this process, which stops it; `pass_fds` are files that it is to have open, too.
    """

    def __init__(
        self,
        module: str,
        *arguments: str,
        hear: Callable[[Line | None], None],
        pass_fds: Sequence[int] = (),
    ) -> None:
        paths = [each for each in sys.path if each]
        self._hear = hear
        self._ended = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,
            pass_fds=pass_fds,
        )
        self._reader = threading.Thread(target=self._read, name=module, daemon=True)
        self._reader.start()

    @property
    def is_alive(self) -> bool:
        """Whether it can still be told something."""
        return self._process.poll() is None and not self._ended.is_set()

    def tell(self, line: Line) -> None:
        """Write a line; of one that has ended the reader hears."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(json.dumps(line).encode() + b"\n")
            self._process.stdin.flush()

    def wait(self, seconds: float) -> None:
        """Give it so long to end by itself."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)

    def kill(self) -> None:
        """End it where it stands."""
        self._process.kill()

    def close(self) -> None:
        """End it: it does so itself once nobody writes to it any more, or is killed."""
        assert self._process.stdin is not None and self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(PATIENCE)
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._hear(json.loads(line))
        self._ended.set()
        self._hear(None)

"""An aside process as the server sees it: asked one thing at a time, killed when it hangs."""

import itertools
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from muse_server.problems import Problem

PATIENCE = 2.0
"""Seconds in which a process that was told to stop a task does, before it is killed."""

_START = 60.0
"""Seconds in which a process begins a task: it may have to be started."""

_numbers = itertools.count(1)


class Gone(Exception):
    """The process ended before it took the task: another may do it."""


class Stopped(Exception):
    """The task was cancelled."""


class Task:
    """Something to be done; `progress` is called with (done, total) from another thread."""

    def __init__(
        self,
        call: str,
        given: dict[str, Any],
        *,
        seconds: float,
        progress: Callable[[float, float], None] = lambda done, total: None,
    ) -> None:
        self.call = call
        self.given = given
        self.seconds = seconds
        self.progress = progress
        self._cancelled = threading.Event()
        self._wake: Callable[[], None] = lambda: None

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants it any more."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Stop it, or never start it; from any thread."""
        self._cancelled.set()
        self._wake()

    def watched(self, wake: Callable[[], None]) -> None:
        """Call `wake` once it is cancelled."""
        self._wake = wake
        if self.cancelled:
            wake()


class Process:
    """A child process; one thread at a time may ask it."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "muse_server.aside.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._said: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="aside", daemon=True).start()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._child.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._child.poll() is None

    def do(self, task: Task) -> dict[str, Any]:
        """Return what a task gave; Problem for what went wrong, and Gone or Stopped."""
        number = next(_numbers)
        if not self._tell({"task": number, "call": task.call, "with": task.given}):
            raise Gone
        end = time.monotonic() + _START
        task.watched(lambda: self._said.put({"task": number, "cancel": True}))
        while True:
            try:
                said = self._said.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                self.kill()
                if task.cancelled:
                    raise Stopped from None
                raise _late(task) from None
            if said is None:
                raise self._died(task)
            if said.get("task") != number:  # of a task before, which was cancelled
                continue
            if "cancel" in said:
                self._tell({"cancel": number})
                end = time.monotonic() + PATIENCE
            elif "begun" in said:
                end = time.monotonic() + task.seconds
            elif "progress" in said:
                task.progress(*said["progress"])
            elif "done" in said:
                return dict(said["done"])
            elif "failed" in said:
                raise Problem(**said["failed"])
            elif "stopped" in said:
                raise Stopped

    def warm(self, modules: list[str]) -> None:
        """Have it import what it is going to need, before it is asked; nobody waits for that."""
        self._tell({"task": next(_numbers), "call": "warm", "with": {"modules": modules}})

    def kill(self) -> None:
        """End it at once."""
        with suppress(OSError):
            self._child.kill()
        self._child.wait()

    def _died(self, task: Task) -> Exception:
        code = self._child.wait()
        if task.cancelled:
            return Stopped()
        if code == 0:  # idle for long, it left as the task came
            return Gone()
        how = f"by signal {-code}" if code < 0 else f"with {code}"
        return Problem(500, "crashed", f"the process that was to {task.call} ended {how}")

    def _tell(self, line: dict[str, Any]) -> bool:
        try:
            assert self._child.stdin is not None
            self._child.stdin.write(json.dumps(line) + "\n")
            self._child.stdin.flush()
        except (OSError, ValueError):  # it is gone
            return False
        return True

    def _listen(self) -> None:
        assert self._child.stdout is not None
        with suppress(OSError, ValueError):
            for line in self._child.stdout:
                self._said.put(json.loads(line))
        self._child.wait()
        self._said.put(None)
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()


def _late(task: Task) -> Problem:
    told = f"it took longer than {task.seconds:g} s, and was stopped"
    return Problem(504, "too_slow", told, "ask for something smaller")

"""The aside process: does what lines of JSON on standard input ask, one thing at a time.

It leaves when nothing was asked for a minute, and when whoever started it is gone. What a plugin
prints goes to stderr: standard output is for answers alone.
"""

import _thread
import json
import os
import queue
import signal
import sys
import threading
from typing import Any

IDLE = 60.0
"""Seconds without a task after which it leaves."""


class _Stop(BaseException):
    """The task at work isn't wanted any more."""


class _Child:
    def __init__(self) -> None:
        self._answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._tasks: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._at_work: int | None = None
        self._stopping: int | None = None
        self._me = threading.get_ident()

    def work(self) -> None:
        """Do tasks until there are none for a while, or nobody is there."""
        signal.signal(signal.SIGINT, self._interrupted)
        for name in ("SIGTERM", "SIGHUP"):  # the end of a service reaches the whole group
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        threading.Thread(target=self._listen, daemon=True).start()
        from muse.running.host import Host

        with Host() as host:
            while True:
                try:
                    task = self._tasks.get(timeout=IDLE)
                except queue.Empty:
                    return
                if task is None:
                    return
                self._do(host, task)

    def _do(self, host: Any, task: dict[str, Any]) -> None:
        from muse import MuseError
        from muse_server import problems
        from muse_server.aside import tasks

        number, said = task["task"], dict[str, Any]()

        def progress(done: float, total: float) -> None:
            self._say({"task": number, "progress": [done, total]})

        try:
            try:
                with self._lock:
                    self._at_work = number
                self._say({"task": number, "begun": True})
                said = {"done": tasks.do(host, task["call"], task["with"], progress)}
            finally:
                with self._lock:
                    self._at_work = None
        except _Stop:
            said = {"stopped": True}
        except problems.Problem as problem:
            said = {"failed": _told(problem)}
        except MuseError as error:
            said = {"failed": _told(problems.of(error))}
        except (KeyboardInterrupt, MemoryError):
            raise
        except BaseException as error:
            sys.excepthook(type(error), error, error.__traceback__)
            wrong = problems.Problem(
                500, "internal_error", f"{type(error).__name__}: {error!s:.200}"
            )
            said = {"failed": _told(wrong)}
        self._say({"task": number, **said})

    def _listen(self) -> None:
        for line in sys.stdin:
            asked = json.loads(line)
            if "cancel" not in asked:
                self._tasks.put(asked)
                continue
            with self._lock:
                if self._at_work != asked["cancel"]:
                    continue
                self._stopping = self._at_work
                if hasattr(signal, "pthread_kill"):
                    signal.pthread_kill(self._me, signal.SIGINT)
                else:
                    _thread.interrupt_main(signal.SIGINT)
        self._tasks.put(None)
        if self._at_work is not None:  # nobody is there for what comes of it
            os._exit(1)

    def _interrupted(self, number: int, frame: object) -> None:
        if self._stopping is not None and self._stopping == self._at_work:
            self._stopping = None
            raise _Stop

    def _say(self, said: dict[str, Any]) -> None:
        try:
            self._answers.write(json.dumps(said) + "\n")
            self._answers.flush()
        except OSError:
            os._exit(1)


def _told(problem: Any) -> dict[str, Any]:
    return {
        name: getattr(problem, name) for name in ("status", "code", "message", "hint", "headers")
    }


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches the whole group
    _Child().work()

"""The host's side of one worker: it is started, asked one thing at a time, and ended.

Whatever a worker does costs the call at work one error, a GenerationError that says what happened
and what the worker last said, and nothing else.
"""

import os
import secrets
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias

from muse.errors import Cancelled, GenerationError, MuseError, printable
from muse.leftovers import new_scratch
from muse.plugins.isolated import environments
from muse.plugins.isolated.offspring import MARK, below, marked
from muse.plugins.isolated.waiting import Waiting
from muse.plugins.isolated.worker import WINDOW, Blob, Channel, Garbled, Part, weight

Wrap: TypeAlias = Callable[[Sequence[str], Path], Sequence[str]]
"""Puts a command into a sandbox; it is given the folder that only this worker writes to."""

Heard: TypeAlias = tuple[dict[str, Any], list[Blob]]

_LOOK = 0.05
"""Seconds between two looks at whether a call was cancelled."""

_LINES = 50
"""Lines of a worker's stderr that are kept."""

_LINE = 2000
"""Characters of a line that are kept."""

_GREETING = struct.pack("ll", 20, 0)  # a timeval: seconds in which what is sent has to be taken

_starts: SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = SimpleQueue()


@cache
def _spawner() -> threading.Thread:
    """Return the thread that starts workers: Linux ends them with the thread that started them."""

    def start() -> None:
        while True:
            begin, made = _starts.get()
            try:
                made.set_result(begin())
            except BaseException as error:
                made.set_exception(error)

    thread = threading.Thread(target=start, name="starting workers", daemon=True)
    thread.start()
    return thread


def _started(begin: Callable[[], "subprocess.Popen[bytes]"]) -> "subprocess.Popen[bytes]":
    """Return what a function starts, from the thread that stays."""
    _spawner()
    made: Future[subprocess.Popen[bytes]] = Future()
    _starts.put((begin, made))
    return made.result()


@dataclass(frozen=True)
class Patience:
    """How long a worker may take, in seconds, before it is ended.

    `start` until it is ready, `silence` between signs of life, `stop` when it is asked to stop,
    `chore` to move weights or let go of them, `question` to answer what isn't a run. It is asked
    for a sign of life every `ping`.
    """

    start: float = 120.0
    silence: float = 120.0
    stop: float = 3.0
    chore: float = 60.0
    question: float = 300.0
    ping: float = 5.0


@dataclass(frozen=True)
class Launch:
    """How a worker is started: its name for people, its command without the socket, and where."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    wrap: Wrap = lambda command, scratch: command
    patience: Patience = Patience()
    sees: Callable[[Path], bool] | None = None
    """Whether it sees a file where it is here; None where it isn't in a sandbox."""

    folder: Path | None = None
    """The environment, which isn't removed as long as it is used."""


class Worker:
    """A process in an isolated plugin's environment; one call at a time."""

    def __init__(self, launch: Launch) -> None:
        self.name = launch.name
        self.patience = launch.patience
        self.sees = launch.sees
        self.scratch = new_scratch()
        self.idle_since = time.monotonic()
        self.started = time.time()
        self.held = 0
        """How many components it has loaded."""
        self.hello: dict[str, Any] = {}
        self.wrong: str | None = None
        self._heard: SimpleQueue[Heard | None] = SimpleQueue()
        self._waiting = Waiting()
        self._last = time.monotonic()
        self._pinged = 0.0
        self._call = 0
        self._cancelled: Callable[[], bool] = lambda: False
        self._taken = 0
        self._chores: dict[int, SimpleQueue[dict[str, Any] | None]] = {}
        self._next_chore = 0
        self._lock = threading.Lock()
        self._said: deque[str] = deque(maxlen=_LINES)
        self._ended = threading.Event()
        self._mark = secrets.token_hex(8)
        self._use = ExitStack()
        ours, theirs = socket.socketpair()
        try:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _GREETING)
            command = [*launch.command, str(theirs.fileno())]
            self._process = _started(
                lambda: subprocess.Popen(
                    launch.wrap(command, self.scratch),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    env={**launch.environment, MARK: self._mark},
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,  # Ctrl-C is for the host, which stops it
                    cwd="/",
                )
            )
            if launch.folder is not None:
                self._use.enter_context(environments.using(launch.folder))
        except BaseException as error:
            ours.close()
            shutil.rmtree(self.scratch, ignore_errors=True)
            if isinstance(error, OSError):
                raise GenerationError(
                    f"the worker of {self.name} can't be started ({error})"
                ) from None
            raise
        finally:
            theirs.close()
        self._channel = Channel(ours)
        self._threads = [
            threading.Thread(target=each, name=f"muse worker {self.name}", daemon=True)
            for each in (self._listen, self._read_stderr)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The number of its process (of what it is wrapped in, if it is)."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked something."""
        return self.wrong is None and not self._ended.is_set()

    def folder(self) -> Path:
        """Return a new folder for one run, which worker and host may both write to."""
        self._taken += 1
        folder = self.scratch / f"run-{self._taken}"
        folder.mkdir()
        return folder

    # -- calls

    def greet(self) -> None:
        """Wait until it is ready; GenerationError when it isn't in time."""
        end = time.monotonic() + self.patience.start
        while not self.hello:
            heard = self._next(end, lambda: False)
            if heard is not None:
                self.hello = heard[0]
            elif time.monotonic() > end:
                self.kill()
                raise self._death(f"wasn't ready in {self.patience.start:.0f} s")

    def converse(
        self,
        do: str,
        message: Mapping[str, Any],
        parts: Sequence[Part] = (),
        cancelled: Callable[[], bool] = lambda: False,
        limit: float | None = None,
    ) -> Iterator[Heard]:
        """Ask something and yield what is told of it; the last has "done" or "error".

        After `limit` seconds without an end it is ended, with a GenerationError.

        Once `cancelled` says so the worker is told; if it goes on for longer than it has patience
        for, it is ended, and Cancelled raised.
        """
        self._call += 1
        self._cancelled = cancelled
        self._last = time.monotonic()
        self.send({**message, "do": do, "call": self._call}, parts)
        end: float | None = None
        last = None if limit is None else time.monotonic() + limit
        events = 0
        while True:
            if last is not None and time.monotonic() > last:
                self._break(f"didn't answer in {limit:.0f} s")
                raise self._death()
            if end is None and cancelled():
                self.send({"do": "cancel", "call": self._call})
                end = time.monotonic() + self.patience.stop
            if end is not None and time.monotonic() >= end:
                self.kill()
                raise Cancelled
            heard = self._next(end, cancelled)
            if heard is None or self._is_late(heard[0]):
                continue
            if heard[0].get("call") != self._call:
                self._break("was ended: it answers what nobody asked")
                raise self._death()
            if "event" in heard[0] and "ask" not in heard[0]:
                events += weight(any(blob.fd >= 0 for blob in heard[1]))
                if events >= WINDOW // 4:
                    self.send({"do": "took", "count": events})
                    events = 0
            yield heard
            if "done" in heard[0] or "error" in heard[0]:
                self.idle_since = time.monotonic()
                return

    def _is_late(self, message: Mapping[str, Any]) -> bool:
        """Whether something is told of a call that is over: that is none of this one's business."""
        call = message.get("call")
        return isinstance(call, int) and 0 < call < self._call

    def stop(self) -> None:
        """Have the call at work stop, throwing away what is told of it; end it if it doesn't."""
        end = time.monotonic() + self.patience.stop
        with suppress(MuseError):
            self.send({"do": "cancel", "call": self._call})
            while (left := end - time.monotonic()) > 0:
                heard = self._next(time.monotonic() + left, lambda: True)
                if heard is None:
                    continue
                for blob in heard[1]:
                    blob.close()
                if "ask" in heard[0]:
                    self.send({"ask": heard[0]["ask"], "error": "cancelled", "cancelled": True})
                if heard[0].get("call") == self._call and (
                    "done" in heard[0] or "error" in heard[0]
                ):
                    self.idle_since = time.monotonic()
                    return
        self.kill()

    def send(self, message: Mapping[str, Any], parts: Sequence[Part] = ()) -> None:
        """Send a message; GenerationError where it can't be taken any more."""
        try:
            self._channel.send(dict(message), parts)
        except ValueError as error:
            raise GenerationError(f"{self.name} can't be told all that: {error}") from None
        except OSError:
            if self.is_alive and not self._ended.wait(1.0):
                self._break("was ended: it takes no messages")
            raise self._death() from None

    def chore(self, message: Mapping[str, Any], *, ask: int | None = None) -> dict[str, Any]:
        """Have it do something with a component, in the thread that asked for it if any did.

        GenerationError where it doesn't in time: then it is ended. So it is where the call at work
        is cancelled and it goes on for longer than there is patience for: Cancelled.
        """
        answers: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        with self._lock:
            self._next_chore += 1
            number = self._next_chore
            self._chores[number] = answers
        told = {**message, "do": "chore", "chore": number}
        patience = self.patience.start * 10 if message["what"] == "load" else self.patience.chore
        try:
            self.send(told if ask is None else {**told, "ask": ask})
            if self._ended.is_set():
                raise self._death()
            answer = self._answer(answers, patience, ask is not None)
        finally:
            del self._chores[number]
        if answer is None:
            raise self._death()
        return answer

    def _answer(
        self, answers: "SimpleQueue[dict[str, Any] | None]", patience: float, in_call: bool
    ) -> dict[str, Any] | None:
        begun = time.monotonic()
        cancelled: float | None = None
        while True:
            with suppress(Empty):
                return answers.get(timeout=_LOOK)
            self._look()
            now = time.monotonic()
            if cancelled is None and in_call and self._cancelled():
                cancelled = now
            if cancelled is not None and now - cancelled > self.patience.stop:
                self.kill()
                raise Cancelled
            if now - begun > patience:
                self._break("was ended: it doesn't get done with weights")

    def _look(self) -> None:
        """Look whether it still lives: it is asked for a sign of life after a while without one."""
        if self._has_ended():  # others may have its socket still
            self._channel.hang_up()
        now = time.monotonic()
        if self._pinged > self._last:  # nothing was heard since
            if now - self._pinged > self.patience.silence:
                self._break(f"gave no sign of life for {now - self._last:.0f} s")
        elif now - self._last > self.patience.ping:
            self._pinged = now
            self.send({"do": "ping"})

    def _next(self, end: float | None, cancelled: Callable[[], bool]) -> Heard | None:
        """Return what is heard next, None after a moment without; GenerationError at its end."""
        left = _LOOK if end is None else max(0.0, min(_LOOK, end - time.monotonic()))
        try:
            heard = self._heard.get(timeout=left)
        except Empty:
            self._look()
            return None
        if heard is None:
            self._heard.put(None)
            raise self._death()
        self._waiting.taken()
        return heard

    # -- what it says

    def _listen(self) -> None:
        try:
            while True:
                message, blobs = self._channel.receive()
                self._last = time.monotonic()
                if "chore" in message and "do" not in message:
                    waiting = self._chores.get(message["chore"])
                    if waiting is not None:
                        waiting.put(message)
                elif "pong" not in message:
                    self._waiting.comes(blobs, self._channel.length)
                    self._heard.put((message, blobs))
        except Garbled as error:
            self._break(f"was ended: {error}")
        except (EOFError, OSError):
            pass  # it ended, or was ended
        except Exception as error:
            self._break(f"was ended: it sends what can't be understood ({type(error).__name__})")
        self._ended.set()
        self._heard.put(None)
        for waiting in list(self._chores.values()):
            waiting.put(None)

    def _read_stderr(self) -> None:
        assert self._process.stderr is not None
        rest = b""
        with suppress(OSError, ValueError):
            while piece := os.read(self._process.stderr.fileno(), 2**16):
                *lines, rest = (rest + piece).split(b"\n")
                for line in lines[-_LINES:]:
                    self._said.append(line[:_LINE].decode("utf-8", "replace"))
                rest = rest[:_LINE]
        if rest:
            self._said.append(rest.decode("utf-8", "replace"))

    def said(self) -> list[str]:
        """Return the last lines of its stderr, fit for a terminal."""
        lines = [printable(line).rstrip() for line in list(self._said)]
        return [line for line in lines if line]

    # -- its end

    def _break(self, why: str) -> None:
        """Take note of what is wrong with it, and end it."""
        if self.wrong is None:
            self.wrong = why
        self.kill()

    def kill(self) -> None:
        """End it where it stands, with all that it started."""
        if self.wrong is None:
            self.wrong = "was ended"
        for number in (*below(self._process.pid), self._process.pid):
            with suppress(OSError):
                os.kill(number, signal.SIGKILL)
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._channel.hang_up()

    def close(self) -> None:
        """End it, and remove what it worked with."""
        self.kill()
        if self.sees is None:  # outside of a sandbox what it started may go on without it
            for number in marked(self._mark):
                with suppress(OSError):
                    os.kill(number, signal.SIGKILL)
        self._process.wait()
        self._ended.set()
        for thread in self._threads:
            thread.join(1.0)
        self._channel.close()
        if self._process.stderr is not None and not self._threads[1].is_alive():
            self._process.stderr.close()
        while True:
            try:
                left = self._heard.get_nowait()
            except Empty:
                break
            for blob in left[1] if left else ():
                blob.close()
        shutil.rmtree(self.scratch, ignore_errors=True)
        self._use.close()

    def _has_ended(self) -> bool:
        """Whether the process has ended; where that can be seen, its number stays its own."""
        if not hasattr(os, "waitid"):  # macOS before Python 3.13
            return self._process.poll() is not None
        flags = os.WEXITED | os.WNOWAIT | os.WNOHANG
        try:
            return os.waitid(os.P_PID, self._process.pid, flags) is not None
        except ChildProcessError:
            return True

    def _death(self, why: str | None = None) -> GenerationError:
        """Return the error that tells what became of it, with what it last said."""
        wrong, hint = why or self.wrong, None
        if wrong is None or wrong == "was ended":
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(2.0)
            self._threads[1].join(0.5)
            wrong = _how(self._process.returncode)
            hint = "is memory short?" if self._process.returncode in (-9, 137) else None
        said = self.said()
        last = f"; it last said: {said[-1][:300]}" if said else ""
        error = GenerationError(f"the worker of {self.name} {wrong}{last}", hint=hint)
        if said:
            error.add_note("the end of its stderr:\n" + "\n".join(said))
        return error


def _how(code: int | None) -> str:
    if code is None:
        return "stopped talking"
    signalled = -code if code < 0 else code - 128 if code > 128 else 0
    if signalled:
        with suppress(ValueError):
            return f"was killed by {signal.Signals(signalled).name}"
    return f"ended with exit code {code}"

"""Where Python is, looked at a few hundred times a second: a timeline of calls, and their shares.

Looking costs a run next to nothing and changes nothing in it; a profiler that is told of each call
makes small calls twice as long, and hears of one thread alone.
"""

import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

_DEPTH = 80
"""Calls of a stack that are kept, from the outermost."""

_MOST = 200_000
"""Calls of the timeline; of more, the shortest go."""

_PACES = ((10.0, 0.002), (60.0, 0.005), (600.0, 0.02), (float("inf"), 0.1))
"""Until so many seconds, a look every so many seconds."""

_WAITING = ("threading", "queue", "selectors", "muse.contract.driving", "socket", "subprocess")
"""Modules whose functions wait, where they are the innermost: for another thread, mostly."""

_IDLE = 0.05
"""The part of a processor below which all threads together count as waiting."""

_OF_THREAD = 6
"""What makes the number of a thread the one of its processor's clock, on Linux."""

_LIBRARIES = ("site-packages", "dist-packages", "lib/python")


@dataclass(slots=True)
class Call:
    """A call on the timeline: times in us since 1970."""

    code: CodeType
    thread: int
    start: float
    end: float


class Sampler:
    """Looks at all threads but its own, from `start` to `stop`."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.threads: dict[int, tuple[str, int]] = {}
        """Thread -> its name, and its number on the system."""
        self.looks = 0
        self._open: dict[int, list[Call]] = {}
        self._within: dict[tuple[str, CodeType], float] = {}
        self._clocks: dict[int, float] = {}
        self._over = threading.Event()
        self._shortest = 0.0
        self._thread = threading.Thread(target=self._work, name="muse profile", daemon=True)

    def start(self) -> None:
        """Look from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()
        now = time.time() * 1e6
        for calls in self._open.values():
            self._close(calls, 0, now)

    def shares(self) -> list[tuple[str, CodeType, float]]:
        """Return (module, function, seconds) of whose code was at work, the longest first.

        It is the innermost of a plugin's or of Muse's own: time in a library is its caller's.
        """
        modules: dict[str, dict[CodeType, float]] = {}
        for (module, code), seconds in self._within.items():
            modules.setdefault(module, {})[code] = seconds
        found = [
            (module, max(codes, key=codes.__getitem__), sum(codes.values()))
            for module, codes in modules.items()
        ]
        return sorted(found, key=lambda each: -each[2])

    def _work(self) -> None:
        begun = before = time.monotonic()
        mine = threading.get_ident()
        while True:
            pace = next(pace for until, pace in _PACES if before - begun < until)
            if self._over.wait(pace):
                return
            now = time.monotonic()
            self._look(mine, now - before)
            before = now

    def _look(self, mine: int, passed: float) -> None:
        now = time.time() * 1e6
        self.looks += 1
        frames = sys._current_frames()
        known = {each.ident: (each.name, each.native_id) for each in threading.enumerate()}
        for thread in self._open.keys() - frames.keys():
            self._close(self._open.pop(thread), 0, now)
        stacks: dict[int, list[FrameType]] = {}
        for thread, frame in frames.items():
            if thread == mine:
                continue
            if thread not in self.threads:
                name, number = known.get(thread, (f"thread {thread}", None))
                self.threads[thread] = (name, number or thread % 2**31)
            stack = list(_stack(frame))
            stacks[thread] = [] if not stack or _waits(stack[0]) else stack
            codes = [each.f_code for each in reversed(stacks[thread])]
            self._extend(thread, codes[:_DEPTH], now)
        self._count(stacks, passed)

    def _count(self, stacks: dict[int, list[FrameType]], passed: float) -> None:
        """Count the time since the last look for whose code was at work.

        That is each thread's time on a processor; where none had any, all wait for something else,
        and the time is that of the main thread, or of the one that works for it.
        """
        spent = {thread: self._spent(thread, passed) for thread in stacks}
        if sum(spent.values()) < _IDLE * passed:
            at_work = [t for t, stack in stacks.items() if stack and self._is_ours(t)]
            spent = dict.fromkeys(at_work[-1:], passed)
        for thread, seconds in spent.items():
            stack = stacks[thread]
            if not stack or seconds <= 0:
                continue
            own = next((each for each in stack if not _is_library(each.f_code)), stack[-1])
            key = (str(own.f_globals.get("__name__")), own.f_code)
            self._within[key] = self._within.get(key, 0.0) + seconds

    def _spent(self, thread: int, passed: float) -> float:
        """Return the seconds that a thread had a processor since the last look."""
        if sys.platform != "linux":
            return passed
        number = self.threads[thread][1]
        try:
            now = time.clock_gettime((~number << 3) | _OF_THREAD)
        except (OSError, OverflowError):  # it has just ended
            return 0.0
        before, self._clocks[thread] = self._clocks.get(thread, now), now
        return max(0.0, now - before)

    def _is_ours(self, thread: int) -> bool:
        """Whether a thread is the main one, or one that works for a run (`run.drive`)."""
        name = self.threads[thread][0]
        return name == "MainThread" or name.startswith("muse ")

    def _extend(self, thread: int, codes: list[CodeType], now: float) -> None:
        """Go on with the calls that are still there; end the others, begin the new."""
        calls = self._open.setdefault(thread, [])
        same = 0
        while same < min(len(calls), len(codes)) and calls[same].code is codes[same]:
            same += 1
        self._close(calls, same, now)
        calls += [Call(code, thread, now, now) for code in codes[same:]]

    def _close(self, calls: list[Call], since: int, now: float) -> None:
        for call in calls[since:]:
            call.end = now
            if call.end - call.start > self._shortest:
                self.calls.append(call)
        del calls[since:]
        if len(self.calls) > _MOST:
            lengths = sorted(call.end - call.start for call in self.calls)
            self._shortest = lengths[len(lengths) // 2]
            self.calls = [c for c in self.calls if c.end - c.start > self._shortest]


def _stack(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _waits(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).startswith(_WAITING)


def _is_library(code: CodeType) -> bool:
    name = code.co_filename
    return name.startswith("<") or any(part in name for part in _LIBRARIES)


def called(code: CodeType) -> str:
    """Return the name of a function on the timeline."""
    return code.co_qualname


def place(code: CodeType) -> dict[str, Any]:
    """Return where a function is; the name of its file alone, as paths hold names of people."""
    return {"file": Path(code.co_filename).name, "line": code.co_firstlineno}

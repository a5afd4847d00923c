"""`--profile FILE`: where the time of a run goes, as a Chrome trace (ui.perfetto.dev) and in words.

Python is looked at (`sampling`); where torch runs, its own profiler records its operations beside.
"""

import gzip
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from muse import files, processes
from muse.contract.events import Event, Progress
from muse.device.torch_profile import TorchProfile, is_loaded
from muse.errors import RequestError
from muse.running.sampling import Sampler, called, place
from muse.running.stream import Stream

MOST = 250_000
"""Events of a trace; of torch's, the shortest are left out beyond it."""

_NOTES = 5_000
_LINES = 3
_TORCH = 0.3
"""The part of the time from which on torch's operations say more than Python's calls."""


class Profile:
    """Profiles this process while it is entered; `torch` says that torch will be needed.

    `write` makes the trace, `lines` says in words where the time went.
    """

    def __init__(self, *, torch: bool = False) -> None:
        self._sampler = Sampler()
        self._torch = TorchProfile()
        self._wanted = torch
        self._notes: list[tuple[float, str]] = []
        self._main = threading.get_ident()
        self._seconds = 0.0

    def __enter__(self) -> "Profile":
        self._begun = time.monotonic()
        if self._wanted or is_loaded():
            self._torch.start()
        self._sampler.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._torch.stop()
        self._sampler.stop()
        self._seconds = time.monotonic() - self._begun

    def look(self, event: Event) -> None:
        """Note what a run tells, and begin with torch once it is imported; from one thread."""
        if isinstance(event, Progress) and event.note and len(self._notes) < _NOTES:
            if not self._notes or self._notes[-1][1] != event.note:
                self._notes.append((time.time() * 1e6, event.note))
        if not self._torch.began and is_loaded() and threading.get_ident() == self._main:
            self._torch.start()
        self._torch.look()

    def write(self, path: Path) -> None:
        """Write the trace at once or not at all; `.gz` is packed."""
        write(path, list(self.events()), self.shares())

    def shares(self) -> dict[str, float]:
        """Return where the time went -> seconds: whose code was at work, or torch's operations."""
        operations = self._torch.shares()
        whole = sum(seconds for _, seconds in operations)
        if operations and whole > _TORCH * min(self._seconds, self._torch.seconds):
            return {f"{name} (torch)": seconds for name, seconds in operations}
        return {
            f"{_words(module)}{module}.{called(code)}": seconds
            for module, code, seconds in self._sampler.shares()
        }

    def lines(self) -> list[str]:
        """Return three lines that say where the time went."""
        return lines(self.shares())

    def events(self) -> Iterator[dict[str, Any]]:
        """Yield the events of the trace, times in us since 1970."""
        me = os.getpid()
        yield _named("process_name", me, 0, "muse")
        numbers = {ident: number for ident, (_, number) in self._sampler.threads.items()}
        for name, number in self._sampler.threads.values():
            yield _named("thread_name", me, number, name)
        for call in self._sampler.calls:
            yield {
                **{"ph": "X", "cat": "python", "name": called(call.code), "pid": me},
                **{"tid": numbers[call.thread], "ts": call.start, "dur": call.end - call.start},
                "args": place(call.code),
            }
        for at, note in self._notes:
            yield {
                **{"ph": "i", "cat": "progress", "name": note[:200], "pid": me, "s": "p"},
                **{"tid": numbers.get(self._main, 0), "ts": at},
            }
        room = max(0, MOST - len(self._sampler.calls))
        torch = list(self._torch.events())
        if len(torch) > room:
            torch = sorted(torch, key=lambda each: -each.get("dur", 0))[:room]
        yield from torch


@contextmanager
def profiled(stream: Stream, path: str | Path, *, force: bool = False) -> Iterator[list[str]]:
    """Profile a run within the block; the trace is written after it, and the lines are filled in.

    A run that fails is profiled too: it may be asked why it took so long.
    """
    target = place_for(path, force=force)
    told: list[str] = []
    profile = Profile(torch=needs_torch(stream.request.generator))
    stream.look = profile.look
    try:
        with profile:
            yield told
    finally:
        stream.look = None
        told += profile.lines()
        profile.write(target)
        logs = getattr(stream.request.condition, "logs", None)
        if logs:
            from muse.running import profile_logs

            profile_logs.tell(files.expanded(str(logs)), told, target)


def lines(shares: Mapping[str, float]) -> list[str]:
    """Return the three largest of shares, each with its part of all of them."""
    if not shares:
        return ["it was over before anything could be seen"]
    whole = sum(shares.values()) or 1.0
    largest = sorted(shares, key=lambda each: -shares[each])[:_LINES]
    return [f"{100 * shares[each] / whole:.0f} % {each}" for each in largest]


def write(path: Path, events: Iterable[Mapping[str, Any]], shares: Mapping[str, float]) -> None:
    """Write a trace at once or not at all, its times from the first event on."""
    events = list(events)
    first = min((e["ts"] for e in events if "ts" in e), default=0)
    told = [{**e, "ts": round(e["ts"] - first, 3)} if "ts" in e else e for e in events]
    whole = {
        "traceEvents": told,
        "displayTimeUnit": "ms",
        "otherData": {"made by": "muse", "began": first, "seconds": dict(shares)},
    }
    hidden = processes.hidden(path)
    with files.told(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
            with opened(hidden, "wt", encoding="utf-8") as file:
                json.dump(whole, file, ensure_ascii=False, default=str)
            os.replace(hidden, path)
        finally:
            with suppress(OSError):
                hidden.unlink()


def join(parts: Iterable[Path], path: Path) -> list[str]:
    """Write one trace of those that several processes wrote; return where their time went.

    One of a process that was killed isn't there, and is left out.
    """
    events: list[dict[str, Any]] = []
    shares: dict[str, float] = {}
    for part in parts:
        with suppress(OSError, ValueError, KeyError):
            whole = json.loads(part.read_bytes())
            first = whole["otherData"]["began"]
            events += [
                {**each, "ts": each["ts"] + first} if "ts" in each else each
                for each in whole["traceEvents"]
            ]
            for name, seconds in whole["otherData"]["seconds"].items():
                shares[name] = shares.get(name, 0.0) + seconds
    write(path, events, shares)
    return lines(shares)


def place_for(path: str | Path, *, force: bool = False) -> Path:
    """Return where a trace goes; RequestError or OutputError, before any work, where it can't."""
    whole = files.expanded(path)
    if whole.is_dir() or not whole.name:
        raise RequestError(f"profile: {whole} is a folder", hint="give a file: trace.json")
    files.check_folder(whole.parent)
    if files.exists(whole) and not force:
        raise files.taken(whole)
    return whole


def needs_torch(generator: Any) -> bool:
    """Whether a generator works with torch, as far as it declares that."""
    return bool(generator.components) or "torch" in generator.requires


def _named(kind: str, process: int, thread: int, name: str) -> dict[str, Any]:
    return {"ph": "M", "name": kind, "pid": process, "tid": thread, "args": {"name": name}}


def _words(module: str) -> str:
    """Return what a module says it does, as words before its name."""
    doc = (getattr(sys.modules.get(module), "__doc__", None) or "").strip().partition("\n")[0]
    plain = " ".join(doc.split()).rstrip(".")
    cut = plain.partition(":")[0].partition(";")[0][:60].strip()
    return f"{cut[:1].lower()}{cut[1:]}: " if cut else ""

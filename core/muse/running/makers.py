"""Processes that make the parts of a work side by side, and what goes between them and the host.

A line of JSON each way: what is to be made, and what happens to it. A maker records what it makes
in the same library, so an id is all that comes back.
"""

import os
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias

from muse import errors
from muse.contract.events import Preview, Progress
from muse.errors import Cancelled, GenerationError, MuseError
from muse.running.child import PATIENCE, Child, Line
from muse.running.stream import Stream

_MOST = 4
"""Makers at most, however many cores there are: each has memory of its own."""

_LOOK = 0.05
"""Seconds between two looks at whether the work was cancelled."""

Told: TypeAlias = Progress | Preview | str | BaseException
"""An event of a part, the id of its artifact, or why there is none."""


class Makers:
    """The makers of one host; `folder` is that of its library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: list[_Maker] = []
        self._lock = threading.Lock()

    def make(
        self, streams: Sequence[Stream], check: Callable[[], None]
    ) -> Iterator[tuple[int, Told]]:
        """Make parts, and yield what is told of each by its index; `check` raises to stop.

        The first that fails stops the others, as does closing.
        """
        heard: SimpleQueue[tuple[_Maker, Line | None]] = SimpleQueue()
        waiting = list(range(len(streams)))[::-1]
        busy: dict[_Maker, int] = {}
        try:
            for _ in range(min(len(streams), os.cpu_count() or 1, _MOST)):
                maker = self._taken()
                busy[maker] = waiting.pop()
                maker.begin(streams[busy[maker]], heard)
            while busy:
                check()
                try:
                    maker, told = heard.get(timeout=_LOOK)
                except Empty:
                    continue
                if maker not in busy:  # its end is told by its reader, and by who found it ended
                    continue
                index = busy[maker]
                if told is None and maker.was_idle:  # it ended as it was asked
                    maker.close()
                    del busy[maker]
                    maker = _Maker(self._folder)
                    busy[maker] = index
                    maker.begin(streams[index], heard)
                    continue
                result = _read(told)
                if isinstance(result, Progress | Preview):
                    yield index, result
                    continue
                del busy[maker]
                if told is None:
                    maker.close()
                elif waiting and isinstance(result, str):
                    busy[maker] = waiting.pop()
                    maker.begin(streams[busy[maker]], heard)
                else:
                    self._put_back(maker)
                yield index, result
        finally:
            self._stop(set(busy), heard)

    def _stop(self, busy: "set[_Maker]", heard: "SimpleQueue[tuple[_Maker, Line | None]]") -> None:
        """Have makers stop what they make, and end those that don't in time."""
        for maker in busy:
            maker.stop()
        end = time.monotonic() + PATIENCE
        while busy and (left := end - time.monotonic()) > 0:
            with suppress(Empty):
                maker, told = heard.get(timeout=left)
                if isinstance(_read(told), Progress | Preview):
                    continue
                busy.discard(maker)
                if told is None:
                    maker.close()
                else:
                    self._put_back(maker)
        for maker in busy:
            maker.kill()
            maker.close()

    def close(self) -> None:
        """End the makers."""
        with self._lock:
            idle, self._idle = self._idle, []
        for maker in idle:
            maker.close()

    def _taken(self) -> "_Maker":
        with self._lock:
            while self._idle:
                maker = self._idle.pop()
                if maker.is_alive:
                    return maker
                maker.close()
        return _Maker(self._folder)

    def _put_back(self, maker: "_Maker") -> None:
        with self._lock:
            self._idle.append(maker)


class _Maker:
    """One process."""

    def __init__(self, folder: Path) -> None:
        self._heard: SimpleQueue[tuple[_Maker, Line | None]] | None = None
        self._used = self._told = False
        self._child = Child("muse.running.maker", str(folder), hear=self._hear)

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    @property
    def was_idle(self) -> bool:
        """Whether it waited for long, and has told nothing of what it was asked for since."""
        return self._used and not self._told

    def begin(self, stream: Stream, heard: "SimpleQueue[tuple[_Maker, Line | None]]") -> None:
        """Have a part made; what is told of it comes by `heard`, None when the process ends."""
        self._heard = heard
        self._told = False
        self._child.tell(order(stream))
        if not self.is_alive:
            heard.put((self, None))

    def stop(self) -> None:
        """Have it stop what it makes."""
        self._child.tell({"stop": True})

    def kill(self) -> None:
        """End the process where it stands."""
        self._child.kill()

    def close(self) -> None:
        """End the process."""
        self._heard = None
        self._child.close()

    def _hear(self, line: Line | None) -> None:
        heard = self._heard
        if heard is None:
            return
        if line is not None:
            self._told = self._used = True
        heard.put((self, line))


def order(stream: Stream) -> dict[str, Any]:
    """Return as JSON all that another process needs to make a part."""
    from muse.running.passing import whole

    request = stream.request
    part = request.part
    assert part is not None
    place = part.place
    return {
        "generator": request.name,
        "fields": whole(request),
        "seed": request.condition.seed,
        "formats": list(request.output.wanted),
        "key": stream.recording.key,
        "device": request.device,
        "keep_alive": request.keep_alive,
        "foreign": sorted(stream.run.foreign),
        "part": [part.depth, part.work, part.anew, part.then],
        "pinned": request.pinned,
        "commercial": request.licensing.commercial,
        "place": [place.parent, place.item, place.called] if place else None,
    }


def _read(told: Line | None) -> Told:
    """Return what a line of a maker says."""
    if told is None:
        return GenerationError("the process that made it ended", hint="is memory short?")
    if "progress" in told:
        return Progress(*told["progress"])
    if "preview" in told:
        media_type, data = told["preview"]
        return Preview(media_type, b64decode(data))
    if "made" in told:
        return str(told["made"])
    if told.get("kind") == "Cancelled":
        return Cancelled()
    kind = getattr(errors, str(told.get("kind")), GenerationError)
    problem: MuseError = kind(str(told["message"]), hint=told.get("hint"))
    problem.exit_code = told["exit_code"]
    return problem

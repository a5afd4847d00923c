"""What a generator is handed while it works."""

import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Generator as Steps
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from muse.condition import SEEDS
from muse.errors import Cancelled, PluginError
from muse.events import Event, Preview, Progress, Text
from muse.report import Report

if TYPE_CHECKING:
    import numpy
    import torch

    from muse.components import Component, Rung
    from muse.leases import Lease
    from muse.weights import Weights

T = TypeVar("T")

PACE = 20
"""Progress events that work inside `Run.drive` passes on in a second, at most."""
Leases: TypeAlias = Callable[
    ["Run", "Sequence[str | Component]", int, float, "Sequence[Rung]"],
    AbstractContextManager["Lease"],
]
"""How the host gives a run its leases: run, components, working memory, size, ladder."""


@dataclass(frozen=True)
class Item:
    """One of the `count` things that a run makes, with randomness of its own.

    The same seed gives the same draws, whichever item of whichever run it is.
    """

    index: int
    seed: int

    @cached_property
    def rng(self) -> "numpy.random.Generator":
        """A numpy generator (PCG64) seeded for this item."""
        import numpy

        return numpy.random.Generator(numpy.random.PCG64(self.seed))

    @cached_property
    def random(self) -> random.Random:
        """A generator of the standard library seeded for this item, to choose and shuffle with."""
        return random.Random(self.seed)

    @cached_property
    def torch(self) -> "torch.Generator":
        """A torch generator on the CPU seeded for this item."""
        from muse.device import torch_generator

        return torch_generator(self.seed)


def items(seed: int, count: int) -> tuple[Item, ...]:
    """Return `count` items; the k-th has seed + k, which wraps at 2**32."""
    return tuple(Item(index, (seed + index) % SEEDS) for index in range(count))


class Run:
    """One call of a generator: items, formats, the report, cancelling and a scratch folder."""

    def __init__(
        self,
        *,
        id: str,
        generator: str,
        items: tuple[Item, ...],
        formats: tuple[str, ...],
        leases: "Leases | None" = None,
        pinned: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.id = id
        self.pins: dict[str, dict[str, Any]] = {}
        self._pinned = dict(pinned or {})
        self._leases = leases
        self.generator = generator
        self.items = items
        self.formats = formats
        self.report = Report()
        self._cancel = threading.Event()
        self._scratch: Path | None = None
        self._kept: list[Path] = []

    @property
    def cancelled(self) -> bool:
        """Whether the run was cancelled."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the run to stop at its next step; from any thread."""
        self._cancel.set()

    def check(self) -> None:
        """Raise Cancelled once the run is cancelled; for long loops that yield nothing."""
        if self._cancel.is_set():
            raise Cancelled

    @property
    def scratch(self) -> Path:
        """A folder for passing files, removed when the run ends."""
        if self._scratch is None:
            self._scratch = Path(tempfile.mkdtemp(prefix="muse-"))
        return self._scratch

    def kept(self, *marks: object) -> Path:
        """Return a folder that outlives the run: the same for the same generator and marks.

        For work that takes hours and goes on where it was stopped; it is in Muse's cache, where
        everything may be thrown away, and the generator removes it once the work is done.
        """
        from hashlib import sha256

        from muse.folders import cache_folder

        mark = sha256("\n".join(map(str, marks)).encode()).hexdigest()[:16]
        folder = cache_folder() / "kept" / f"{self.generator.replace(':', '-')}-{mark}"
        folder.mkdir(parents=True, exist_ok=True)
        self._kept.append(folder)
        return folder

    @property
    def goes_on(self) -> bool:
        """Whether a folder that it keeps has something, so that the same request goes on."""
        return any(folder.is_dir() and any(folder.iterdir()) for folder in self._kept)

    def global_seed(self, item: Item) -> AbstractContextManager[None]:
        """Seed torch's global generators for an item, for libraries that draw from nothing else.

        One run at a time holds them; afterwards they are as they were before.
        """
        from muse.device import global_seed

        return global_seed(item.seed)

    def weights(self, source: str, revision: str | None = None, *, bare: bool = False) -> "Weights":
        """Find weights on this machine, and pin them in the recipe: revision and hashes.

        `source` is a repository of the hub (`owner/name`), a folder or a .safetensors file. Nothing
        is downloaded: the error says `muse pull`. A recipe that is run again gets the revision that
        it pinned. `bare` asks for a model without its weights: configuration and tokenizers alone.
        """
        from muse.weights import find, pin

        kept = self._pinned.get(source, {})
        found = find(source, revision or kept.get("revision"), bare=bare)
        self.pins[found.name] = pin(found)
        return found

    def lease(
        self,
        *components: "str | Component",
        working: int = 0,
        size: float = 1.0,
        ladder: "Sequence[Rung]" = ("full",),
    ) -> "AbstractContextManager[Lease]":
        """Hold components while they are used: `with run.lease("unet", "vae") as (unet, vae):`.

        A name is one of the generator's `components`. `working` is a first guess of the bytes that
        the work needs beside the weights; from then on the measured peak of runs of this `size`
        (pixels times count, say) is reserved. `ladder` are the ways it can run, the quickest first;
        `lease.rung` says which it is. All or nothing, and one lease at a time.
        """
        if self._leases is None:
            raise PluginError(f"{self.generator} runs without a host, which owns the devices")
        return self._leases(self, components, working, size, ladder)

    def drive(self, work: Callable[["Emit"], T]) -> Steps[Event, None, T]:
        """Run blocking work that calls back, yielding what it emits: `x = yield from run.drive(f)`.

        `work` gets an Emit and runs in one worker thread; its return value is that of the
        `yield from`, and what it raises is raised here. Once the run is cancelled, or the stream
        is closed, the next emit raises Cancelled inside `work`.
        """
        events: SimpleQueue[Event | _Done] = SimpleQueue()
        emit = Emit(self, events)

        def body() -> None:
            try:
                events.put(_Done(value=work(emit)))
            except BaseException as error:
                events.put(_Done(error=error))

        worker = threading.Thread(target=body, name=f"muse {self.generator}", daemon=True)
        worker.start()
        try:
            while not isinstance(event := events.get(), _Done):
                yield event
        except BaseException:
            self.cancel()
            raise
        finally:
            worker.join()
        if event.error is not None:
            raise event.error
        return event.value  # type: ignore[no-any-return]

    def close(self) -> None:
        """Remove the scratch folder."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None


@dataclass(frozen=True, slots=True)
class _Done:
    value: Any = None
    error: BaseException | None = None


class Emit:
    """How work inside `run.drive` tells what happens; each call raises Cancelled after a cancel."""

    def __init__(self, run: Run, events: "SimpleQueue[Any]") -> None:
        self._run = run
        self._events = events
        self._next = 0.0

    def progress(self, done: float, total: float, note: str = "") -> None:
        """Tell that `done` of `total` steps are done.

        At most PACE of these are passed on a second, and always the last: waking another thread
        for each costs small models a tenth of their time.
        """
        now = time.monotonic()
        if now < self._next and done < total:
            self._run.check()
            return
        self._next = now + 1 / PACE
        self._put(Progress(done, total, note))

    def preview(self, media_type: str, data: bytes, item: int = 0) -> None:
        """Show an item as it looks so far."""
        self._put(Preview(media_type, data, item))

    def text(self, piece: str, item: int = 0) -> None:
        """Add a piece to the text of an item."""
        self._put(Text(piece, item))

    def _put(self, event: Event) -> None:
        self._run.check()
        self._events.put(event)


def steps(events: Iterator[Event], run: Run) -> Iterator[Event]:
    """Pass events on; between two of them, stop once the run is cancelled."""
    for event in events:
        yield event
        run.check()

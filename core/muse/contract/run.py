"""What a generator is handed while it works."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Generator as Steps
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from muse.compat import TypeAlias
from muse.contract.driving import driven
from muse.contract.emit import Emit
from muse.contract.events import Draft, Event, Progress, Text
from muse.contract.item import Item
from muse.contract.licensing import Licensing
from muse.contract.order import Order
from muse.contract.report import Report
from muse.errors import Cancelled, PluginError

if TYPE_CHECKING:
    from muse.contract.artifact import Artifact
    from muse.device.component import Component, Strategy
    from muse.device.lease import Lease
    from muse.weights.find import Weights

T = TypeVar("T")

Take: TypeAlias = Callable[..., AbstractContextManager["Lease"]]
"""`take(components, working=..., size=..., strategies=...)`: how the host gives a run a lease."""


class Composer(Protocol):
    """How the host has a run's parts made."""

    def make_all(self, orders: Sequence[Order]) -> Steps[Event, None, list[Artifact]]: ...
    def takes(self, medium: str, field: str, generator: str | None) -> bool: ...
    def makers(self, medium: str, fields: Sequence[str], writes: str) -> list[str]: ...
    def looked_for(self, order: Order) -> tuple[Any, bool]: ...
    def cancel(self) -> None: ...
    def restart(self) -> None: ...

    @property
    def shielded(self) -> bool: ...


@dataclass
class Leasing:
    """A run's way to its leases, and which of the ways to work were tried already.

    `strategies` are those that the last lease was asked with, `skipped` how many of them ran out of
    memory and aren't tried again.
    """

    take: Take
    strategies: tuple[Strategy, ...] = ()
    skipped: int = 0


class Run:
    """One call of a generator: items, formats, the report, cancelling and a scratch folder."""

    def __init__(
        self,
        *,
        id: str,
        generator: str,
        items: tuple[Item, ...],
        formats: tuple[str, ...],
        components: Mapping[str, Component] | None = None,
        leasing: Leasing | None = None,
        pinned: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.id = id
        self.pins: dict[str, dict[str, Any]] = {}
        self._pinned = dict(pinned or {})
        self._components = components or {}
        self._leasing = leasing
        self.generator = generator
        self.items = items
        self.formats = formats
        self.wanted = formats
        """The suffixes that were asked for; `formats` are those of them that it makes itself."""
        self.report = Report()
        self.resolved: dict[str, Any] = {}
        self.foreign: frozenset[str] = frozenset()
        """Fields whose values come from a recipe: no secret may go where they point."""
        self.drafts: dict[int, str] = {}
        """Index of an item -> the text of its Draft, where an attempt before this one left one."""
        self.late: list[Text | Draft] = []
        """Words that were told while the run was being stopped; the host keeps them."""
        self.parts: dict[int, dict[str, Mapping[str, Any]]] = {}
        """Index of an item -> what its parts are called -> their recipes."""
        self.composer: Composer | None = None
        self.settings: Mapping[str, Mapping[str, Any]] = {}
        """Plugin -> its settings, `[plugins.NAME]` in config.toml (contract 1.4)."""
        self.licensing = Licensing()
        """Whether the run is for commercial use, and what the user says of licences."""
        self.identify: Callable[[Item], str] | None = None
        self.total = 0.0
        self.finished = 0.0
        self._expected = 0
        self._furthest = 0.0
        self._cancel = threading.Event()
        self._scratch: Path | None = None
        self._resume_dirs: list[Path] = []
        self._resumes_elsewhere = False

    @property
    def cancelled(self) -> bool:
        """Whether the run was cancelled."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the run to stop at its next step, with all its parts; from any thread."""
        self._cancel.set()
        if self.composer is not None:
            self.composer.cancel()

    def check(self) -> None:
        """Raise Cancelled once the run is cancelled; for long loops that yield nothing."""
        if self._cancel.is_set():
            raise Cancelled

    def resolve(self, **fields: Any) -> None:
        """Say which values were settled for fields of the condition, which itself stays as it is.

        The recipe holds them as resolved, so that making it again needs no deciding. What became
        of a field is said apart from that: `run.report.choose` or `adjust`.
        """
        self.resolved.update(fields)

    def fingerprint(self, item: Item) -> str:
        """Return what an item is found again by: the SHA-256 of its generator and condition.

        64 hexadecimal digits, of the condition as it is resolved until now; `muse.fingerprint`
        gives the same of its recipe, whatever version makes it (contract 1.4).
        """
        if self.identify is None:
            raise PluginError(f"{self.generator} runs without a host, which knows its recipes")
        return self.identify(item)

    @property
    def scratch(self) -> Path:
        """A folder for passing files, removed when the run ends."""
        if self._scratch is None:
            from muse.leftovers import new_scratch, sweep_scratch

            sweep_scratch()
            self._scratch = new_scratch()
        return self._scratch

    def buffer(self, size: int) -> memoryview:
        """Return `size` bytes of memory for the content of one of an artifact's files.

        Where the generator works in a process of its own the host sees it too: what is written
        there, a gigabyte of samples, is handed over without being copied (contract 1.3).
        """
        return memoryview(bytearray(size))

    def resume_dir(self, *marks: object) -> Path:
        """Return a folder that outlives the run: the same for the same generator and marks.

        For work that takes hours and is resumed where it was stopped; it is in Muse's cache, where
        everything may be thrown away, and the generator removes it once the work is done.
        """
        from hashlib import sha256

        from muse import kept, processes
        from muse.leftovers import kept_folder, mark_of

        mark = sha256("\n".join(map(str, marks)).encode()).hexdigest()[:16]
        above = kept.folder(kept_folder())
        folder = above / f"{self.generator.replace(':', '-')}-{mark}"
        if folder not in self._resume_dirs:
            mark_of(folder).write_text(processes.mark(), encoding="ascii")  # for `muse gc`
            self._resume_dirs.append(folder)
        return kept.folder(folder)

    @property
    def resumes(self) -> bool:
        """Whether there is something to resume from, so that the same request goes on."""
        begun = (folder.is_dir() and any(folder.iterdir()) for folder in self._resume_dirs)
        return self._resumes_elsewhere or any(begun)

    def global_seed(self, item: Item) -> AbstractContextManager[None]:
        """Seed torch's global generators for an item, for libraries that draw from nothing else.

        One run at a time holds them; afterwards they are as they were before.
        """
        from muse.randomness import global_seed

        return global_seed(item.seed)

    def weights(
        self,
        source: str,
        revision: str | None = None,
        *,
        config_only: bool = False,
        gguf: bool = False,
        onnx: bool = False,
        state_dicts: bool = False,
    ) -> Weights:
        """Find weights on this machine, and pin them in the recipe: revision and hashes.

        `source` is a repository of the hub (`owner/name`), a folder or a .safetensors file. Nothing
        is downloaded: the error says `muse pull`. A recipe that is run again gets the revision that
        it pinned. `config_only` asks for configuration and tokenizers alone. `gguf` and `onnx`
        (contract 1.3) say that the generator reads such files too, `state_dicts` that it reads
        state dicts of torch as tensors alone (`torch.load(weights_only=True)`; contract 1.3):
        those that somebody pulled by `muse pull --state-dicts`, or has in a folder.
        """
        from muse.weights.find import find, pin

        pinned = self._pinned.get(source, {})
        revision = revision or pinned.get("revision")
        found = find(
            source, revision, config_only=config_only, gguf=gguf, onnx=onnx, state_dicts=state_dicts
        )
        self.licensed(found.name, found.licence)
        self.pins[found.name] = pin(found)
        return found

    def licensed(self, name: str, licence: str) -> None:
        """Say under which licence something of others is that the run uses: a voice, a font.

        For what `weights` doesn't find, which says it itself; `licence` is empty where it isn't
        known. The report has it, and a run for commercial use is refused here (RequestError) where
        it isn't allowed, or nobody knows: call it before anything is loaded (contract 1.4).
        """
        self.licensing.tell(name, licence, self.report)

    def lease(
        self,
        *components: str | Component,
        working: int = 0,
        size: float = 1.0,
        strategies: Sequence[Strategy] = ("full",),
    ) -> AbstractContextManager[Lease]:
        """Hold components while they are used: `with run.lease("unet", "vae") as (unet, vae):`.

        A name is one of the generator's `components`. `working` is a first guess of the bytes that
        the work needs beside the weights; from then on the measured peak of runs of this `size`
        (pixels times count, say) is reserved. `strategies` are the ways it can run, the quickest
        first; `lease.strategy` says which it is. All or nothing, and one lease at a time.
        """
        if self._leasing is None:
            raise PluginError(f"{self.generator} runs without a host, which owns the devices")
        self._leasing.strategies = tuple(strategies)
        return self._leasing.take(
            [self._component(each) for each in components],
            working=working,
            size=size,
            strategies=self._leasing.strategies[self._leasing.skipped :],
        )

    def _component(self, wanted: str | Component) -> Component:
        if not isinstance(wanted, str):
            return wanted
        if wanted not in self._components:
            known = ", ".join(self._components) or "none"
            raise PluginError(f"{self.generator} leases {wanted!r}, but its components are {known}")
        return self._components[wanted]

    # -- parts, made by other generators

    def expect(self, steps: float) -> None:
        """Say how many steps an item has: each part is one, and each `step`.

        The items after it are taken to have as many, until they say.
        """
        left = max(1, len(self.items) - self._expected)
        self._expected += 1
        self.total = self.finished + steps * left

    def step(self, note: str = "", steps: float = 1) -> Progress:
        """Return the event that tells of a step of the run's own: `yield run.step("page 3")`."""
        self.finished += steps
        return self.progress(note)

    def progress(self, note: str = "", begun: float = 0.0) -> Progress:
        """Return the event that tells how far the run is; `begun` are steps of parts at work.

        It never goes back.
        """
        self.total = max(self.total, self.finished)
        done = max(min(self.finished + begun, self.total), self._furthest * self.total)
        self._furthest = done / self.total if self.total else 0.0
        return Progress(done, self.total, note)

    def order(
        self,
        medium: str,
        /,
        *,
        item: Item,
        called: str,
        generator: str | None = None,
        formats: Sequence[str] = (),
        **fields: Any,
    ) -> Order:
        """Return an order for a part of an item; see `Order`."""
        return Order(medium, called, generator, tuple(formats), fields, item)

    def make(
        self,
        medium: str,
        /,
        *,
        item: Item,
        called: str,
        generator: str | None = None,
        formats: Sequence[str] = (),
        **fields: Any,
    ) -> Steps[Event, None, Artifact]:
        """Have a part made: `picture = yield from run.make("image", item=item, called="cover")`.

        It is a run like any other, recorded as a part of this one, its progress a part of this
        one's, and cancelled with it. What the library has of the same generator, version and
        condition is taken instead. An error names the part. PluginError under a lease, and where
        works stand more than four deep.
        """
        order = self.order(
            medium, item=item, called=called, generator=generator, formats=formats, **fields
        )
        return (yield from self.make_all([order]))[0]

    def make_all(self, orders: Sequence[Order]) -> Steps[Event, None, list[Artifact]]:
        """Have parts made that don't need each other, side by side, and return them in order.

        Their bytes are those that they have when they are made one after another.
        """
        if self.composer is None:
            raise PluginError(f"{self.generator} runs without a host, which makes its parts")
        return (yield from self.composer.make_all(orders))

    def takes(self, medium: str, field: str, generator: str | None = None) -> bool:
        """Whether the generator that `make` would use has a field."""
        if self.composer is None:
            raise PluginError(f"{self.generator} runs without a host, which makes its parts")
        return self.composer.takes(medium, field, generator)

    def makers(self, medium: str, *fields: str, writes: str = "") -> list[str]:
        """Return who could make a part: generators of a medium that have fields and write a suffix.

        Those alone that can run here, the medium's default first (contract 1.3).
        """
        if self.composer is None:
            raise PluginError(f"{self.generator} runs without a host, which makes its parts")
        return self.composer.makers(medium, fields, writes)

    def drive(self, work: Callable[[Emit], T]) -> Steps[Event, None, T]:
        """Run blocking work that calls back, yielding what it emits: `x = yield from run.drive(f)`.

        `work` gets an Emit and runs in one worker thread; its return value is that of the
        `yield from`, and what it raises is raised here. Once the run is cancelled, or the stream
        is closed, the next emit raises Cancelled inside `work`.
        """
        return (yield from driven(self, work))

    def close(self) -> None:
        """Remove the scratch folder, and the marks of folders that it resumes from."""
        if self._resume_dirs:
            from muse.leftovers import mark_of

            for folder in self._resume_dirs:
                mark_of(folder).unlink(missing_ok=True)
        self._remove_scratch()

    def _remove_scratch(self) -> None:
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

"""What stands in the host for a generator of an isolated plugin."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, ClassVar

from muse.contract.condition import Condition
from muse.contract.events import Event
from muse.contract.generator import Generator, Likeness
from muse.contract.item import Item
from muse.contract.order import Order
from muse.contract.report import Found, Reading
from muse.contract.run import Run
from muse.errors import Cancelled, MuseError, NotReady
from muse.plugins.isolated import handing, packing, raising, registry, schema
from muse.plugins.isolated.launching import launch
from muse.plugins.isolated.pool import Workers
from muse.plugins.isolated.registry import Installed
from muse.plugins.isolated.visit import Visit, order
from muse.plugins.isolated.wall import Worker
from muse.plugins.isolated.worker import Blob, Opened, Part, Shared


class Isolated(Generator[Any]):
    """A generator of a plugin in an environment of its own: a worker does its work."""

    isolated: ClassVar[Installed]
    workers: ClassVar[Workers]
    address: ClassVar[Mapping[str, str]] = {}
    """How the worker is told which generator is meant."""

    own: ClassVar[frozenset[str]] = frozenset()
    """The methods that the plugin brings; the others are as the contract has them."""

    locked: ClassVar[Mapping[str, str]] = {}
    """What a recipe records of its environment."""

    @classmethod
    def unready(cls) -> NotReady | None:
        """Return why its environment can't be used as it is, and the command that mends it."""
        why = registry.stale(cls.isolated)
        if why is None:
            return None
        sentence, _, hint = why.rpartition("; ")
        return NotReady(sentence, hint=hint or None)

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        """Have a worker make it."""
        with self._worker() as worker:
            visit = Visit(worker, run, self.address)
            yield from visit.events(condition)

    def _check(self) -> None:
        problem = self.unready()
        if problem is not None:
            raise problem

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        self._check()
        start = partial(launch, self.isolated, self.workers.bounds)
        with self.workers.worker(self.isolated.distribution, start) as worker:
            yield worker

    def _ask(
        self, do: str, message: Mapping[str, Any], parts: Sequence[Part] = ()
    ) -> tuple[Any, list[Blob]]:
        with self._worker() as worker:
            return self._asked(worker, do, message, parts)

    def _asked(
        self, worker: Worker, do: str, message: Mapping[str, Any], parts: Sequence[Part]
    ) -> tuple[Any, list[Blob]]:
        asked = {**self.address, **message}
        for heard, blobs in worker.converse(do, asked, parts, limit=worker.patience.question):
            if "error" in heard:
                raise raising.again(heard["error"])
            if "done" in heard:
                return packing.answer(heard["done"], blobs), blobs
        raise AssertionError("a conversation ends with an answer")

    def _of(self, do: str, condition: Any, **more: Any) -> tuple[Any, list[Blob]]:
        """Ask the plugin something of a condition."""
        parts: list[Part] = []
        values = {name: getattr(condition, name) for name in condition.model_fields_set}
        with self._worker() as worker:
            folder = worker.folder()
            try:
                told = packing.packed(values, parts, handing.giver(worker.sees, folder))
                return self._asked(worker, do, {**more, "condition": told}, parts)
            finally:
                for part in parts:
                    if isinstance(part, Shared | Opened):
                        part.close()
                shutil.rmtree(folder, ignore_errors=True)

    # -- what the plugin may have of its own; see `built`

    def _own_read(self, prompt: str) -> Reading:
        told, _ = self._ask("read", {"prompt": prompt})
        fields = {str(k): Found(value, str(words)) for k, (value, words) in told["fields"].items()}
        return Reading(fields, tuple(map(str, told["not_understood"])))

    def _own_calls(self, condition: Any) -> str | None:
        told, _ = self._of("calls", condition)
        return None if told is None else str(told)

    def _own_choices(self, condition: Any) -> Mapping[str, Sequence[str]]:
        if not condition.model_fields_set:
            return dict(type(self).told_choices)  # type: ignore[attr-defined]
        told, _ = self._of("choices", condition)
        return {str(field): [str(value) for value in values] for field, values in told.items()}

    def _own_refuse_unknown(self, condition: Any) -> None:
        self._of("refuse_unknown", condition)

    def _own_lacks(self, condition: Any) -> NotReady | None:
        told, _ = self._of("lacks", condition)
        if told is None:
            return None
        return NotReady(str(told["message"]), hint=told.get("hint"))

    def _own_seconds(self, condition: Any) -> float | None:
        told, _ = self._of("seconds", condition)
        return None if told is None else float(told)

    def _own_orders(
        self, condition: Any, item: Item, wanted: Collection[str] = ()
    ) -> Iterable[Order]:
        told, blobs = self._of(
            "orders", condition, item=[item.index, item.seed], wanted=list(wanted)
        )
        return [order(each, blobs, [item]) for each in told]

    def _own_compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        told, _ = self._ask("compare", {"media_type": media_type}, [ours, theirs])
        return Likeness(*told) if told else None


def built(
    installed: Installed, name: str, value: str, exported: Mapping[str, Any], workers: Workers
) -> type[Isolated]:
    """Return the class that stands for a generator; ValueError or LookupError for odd exports."""
    address = {"generator": name, "value": value}

    def judge(condition: Condition) -> Mapping[str, Any]:
        with suppress(Cancelled):
            try:
                told, _ = made()._of("validate", condition)
            except MuseError as error:
                raise ValueError(error.message) from None
            return _settled(condition, told)
        return {}

    own = frozenset(exported["own"])
    trainer = exported["trainer"]
    made: type[Isolated] = type(
        str(exported["name"]),
        (Isolated,),
        {
            "__doc__": exported["doc"] or None,
            "__module__": __name__,
            "condition": schema.condition(exported, judge),
            **{k: exported[k] for k in ("formats", "repeatable", "needs_network", "install")},
            **{k: exported[k] for k in ("example", "quick_choices", "inert")},
            "optional_formats": frozenset(exported["optional_formats"]),
            "costly": tuple(exported["costly"]),
            "environment": tuple(exported["environment"]),
            "requires": (),
            "weighs": bool(exported["weighs"]),
            "told_choices": exported["choices"],
            "trainer": trainer and built(installed, f"{name}:train", value, trainer, workers),
            "small": classmethod(lambda cls: packing.from_plain(exported["small"])),
            "probes": classmethod(lambda cls: packing.from_plain(exported["probes"])),
            "isolated": installed,
            "workers": workers,
            "address": address,
            "own": own,
            "locked": {
                **exported["environment"],
                "python": installed.python,
                "lock": installed.lock[:16],
            },
            **{each: getattr(Isolated, f"_own_{each}") for each in own},
        },
    )
    return made


def _settled(condition: Condition, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields to which the plugin's own rules gave another value."""
    ours = condition.model_dump(mode="json")
    return {name: value for name, value in told.items() if name in ours and ours[name] != value}

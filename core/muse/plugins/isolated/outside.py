"""A run as a generator in a worker has it: what it can't do itself it asks of the host."""

from __future__ import annotations

from collections.abc import Generator as Steps
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from muse.contract.artifact import Artifact
from muse.contract.events import Event
from muse.contract.file import File
from muse.contract.item import Item
from muse.contract.order import Order
from muse.contract.report import Report
from muse.contract.run import Leasing, Run
from muse.errors import Cancelled, MuseError, RequestError
from muse.plugins.isolated import packing
from muse.plugins.isolated.worker import Blob, Port, Shared
from muse.weights.find import WeightFile, Weights


class WalledRun(Run):
    """One call of a generator behind the wall."""

    def __init__(
        self,
        port: Port,
        message: Mapping[str, Any],
        components: Mapping[str, Any],
        leasing: Leasing,
    ) -> None:
        super().__init__(
            id=message["id"],
            generator=message["generator"],
            items=tuple(Item(*each) for each in message["items"]),
            formats=tuple(message["formats"]),
            components=components,
            leasing=leasing,
        )
        self._port = port
        self.wanted = tuple(message["wanted_formats"])
        self.report = Report.from_json(message["report"])
        self.foreign = frozenset(message["foreign"])
        self.drafts = {int(index): text for index, text in message["drafts"].items()}
        self._scratch = Path(message["scratch"])
        self.buffers: list[Shared] = []
        self.composer = _Composer(self, port)

    def state(self) -> dict[str, Any]:
        """Return what the host has to know of the run so far."""
        parts: list[Any] = []
        report = packing.packed(self.report.to_json(), parts)
        resolved = packing.packed(self.resolved, parts)
        return {"report": report, "resolved": resolved, "resumes": self.resumes}

    def buffer(self, size: int) -> memoryview:
        """Return memory that the host sees too; see `Run.buffer`."""
        made = Shared(size)
        self.buffers.append(made)
        return made.view

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
        """Have the host find weights on this machine, and pin them; see `Run.weights`."""
        asked = {
            "source": str.__str__(source),
            "revision": revision,
            "config_only": config_only,
            "gguf": gguf,
            "onnx": onnx,
            "state_dicts": state_dicts,
        }
        answer, _ = self._port.ask("weights", asked)
        _raise(answer)
        found = dict(answer["weights"])
        found["path"] = Path(found["path"])
        if not found["path"].exists():  # the host sees it
            raise RequestError(
                f"{found['path']} isn't seen by a plugin in a sandbox",
                hint="have the model elsewhere than in /tmp, or install it with --no-sandbox",
            )
        found["files"] = tuple(WeightFile(*each) for each in found["files"])
        return Weights(**found)


class _Composer:
    """Has parts made by the host."""

    shielded = False

    def __init__(self, run: WalledRun, port: Port) -> None:
        self._run = run
        self._port = port

    def cancel(self) -> None:
        """Do nothing: the host cancels the part at work itself."""

    def restart(self) -> None:
        """Do nothing: the host begins anew."""

    def takes(self, medium: str, field: str, generator: str | None) -> bool:
        """Whether the generator that makes a part of a medium has a field."""
        asked = {"medium": medium, "field": field, "generator": generator}
        answer, _ = self._port.ask("takes", asked)
        _raise(answer)
        return bool(answer["takes"])

    def makers(self, medium: str, fields: Sequence[str], writes: str) -> list[str]:
        """Return the generators of a medium that can run, have fields and write a suffix."""
        asked = {"medium": medium, "fields": list(fields), "writes": writes}
        answer, _ = self._port.ask("makers", asked)
        _raise(answer)
        return [str(name) for name in answer["makers"]]

    def looked_for(self, order: Order) -> tuple[Any, bool]:
        """Raise MuseError: what a part would be is the host's to know."""
        raise MuseError("a worker can't look for parts")

    def make_all(self, orders: Sequence[Order]) -> Steps[Event, None, list[Artifact]]:
        """Have parts made, and return them in order; their events are told by the host itself."""
        run, parts = self._run, []  # type: ignore[var-annotated]
        told = [packing.packed(ordered(order), parts) for order in orders]
        pace = [run.total, run.finished, run._furthest]
        answer, blobs = self._port.ask("make", {"orders": told, "pace": pace, **run.state()}, parts)
        try:
            _raise(answer)
            run.total, run.finished, run._furthest = answer["pace"]
            return [self._artifact(each, blobs) for each in answer["made"]]
        finally:
            for blob in blobs:
                blob.close()
        yield  # a generator, as the host's is

    def _artifact(self, told: Mapping[str, Any], blobs: Sequence[Blob]) -> Artifact:
        made = Artifact({}, Item(*told["item"]), told["measured"], told["title"], id=told["id"])
        for number, (key, media_type, given) in enumerate(told["files"]):
            if isinstance(given, str):
                made.files[key] = File(media_type, Path(given))
                continue
            blob = blobs[given]
            if blob.size <= 2**26:
                made.files[key] = File(media_type, blob.read())
                continue
            path = self._run.scratch / f"part-{told['id']}-{number}{Path(key).suffix}"
            with path.open("wb") as file:
                file.write(blob.view())
            made.files[key] = File(media_type, path)
        made.report = Report.from_json(told["report"])
        made.recipe = told["recipe"]
        return made


def ordered(order: Order) -> dict[str, Any]:
    """Return an order as values that can be packed."""
    item = order.item
    return {
        "medium": order.medium,
        "called": order.called,
        "generator": order.generator,
        "formats": list(order.formats),
        "fields": dict(order.fields),
        "item": None if item is None else [item.index, item.seed],
    }


def _raise(answer: Mapping[str, Any]) -> None:
    """Raise what the host answers instead of what was asked for."""
    if answer.get("cancelled"):
        raise Cancelled
    if "error" in answer:
        from muse import errors

        kind = getattr(errors, str(answer.get("kind")), MuseError)
        error: MuseError = kind(answer["error"], hint=answer.get("hint"))
        raise error

"""One run of a generator that is behind the wall: its events here, and what it asks of the host."""

import shutil
from collections.abc import Generator as Steps
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from muse.contract.artifact import Artifact
from muse.contract.events import Draft, Event, Preview, Progress, Text
from muse.contract.item import Item
from muse.contract.order import Order
from muse.contract.report import Report
from muse.contract.run import Run
from muse.errors import Cancelled, GenerationError, MuseError, PluginError, printable
from muse.plugins.isolated import handing, packing, raising, remote
from muse.plugins.isolated.wall import Heard, Worker
from muse.plugins.isolated.worker import Blob, Garbled, Opened, Part, Shared

_ODD = (
    *(AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError, RecursionError),
    Garbled,
)
"""What reading a message raises that no worker of ours sends."""

_FIELDS: Mapping[str, tuple[type[Any], tuple[tuple[type, ...], ...]]] = {
    "progress": (Progress, ((int, float), (int, float), (str,))),
    "preview": (Preview, ((str,), (bytes,), (int,), (bool,))),
    "text": (Text, ((str,), (int,))),
    "draft": (Draft, ((str,), (int,), (str,))),
}
"""Kinds of events, and the types of their fields."""

_WEIGHTS = ("config_only", "gguf", "onnx", "state_dicts")
"""What `Run.weights` is told of the files that a generator reads."""


class Visit:
    """A run in a worker."""

    def __init__(self, worker: Worker, run: Run, asked: Mapping[str, Any]) -> None:
        self._worker = worker
        self._run = run
        self._asked = asked
        self._folder = worker.folder()
        self._give = handing.giver(worker.sees, self._folder)
        self._leases = remote.Leases(worker, run)

    def events(self, condition: Any) -> Steps[Event, None, None]:
        """Have it made, and yield what happens; errors are those that the plugin raised."""
        parts: list[Part] = []
        values = {name: getattr(condition, name) for name in condition.model_fields_set}
        message = {
            **self._asked,
            **self._told(),
            "condition": packing.packed(values, parts, self._give),
        }
        conversation = self._worker.converse(
            "generate", message, parts, lambda: self._run.cancelled
        )
        over = False
        try:
            for heard in conversation:
                _close(parts)
                if "done" in heard[0]:
                    over = True
                elif "error" in heard[0] and "ask" not in heard[0]:
                    over = True
                    raise self._raised(heard[0]["error"])
                else:
                    try:
                        yield from self._heard(heard)
                    finally:
                        for blob in heard[1]:
                            blob.close()
        except _ODD as error:
            self._worker.kill()
            raise GenerationError(
                f"the worker of {self._worker.name} sent what can't be understood"
                f" ({type(error).__name__})"
            ) from error
        finally:
            _close(parts)
            if not over and self._worker.is_alive:
                self._worker.stop()
            self._leases.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _told(self) -> dict[str, Any]:
        run = self._run
        parts: list[Part] = []
        return {
            "id": run.id,
            "items": [[item.index, item.seed] for item in run.items],
            "formats": list(run.formats),
            "wanted_formats": list(run.wanted),
            "report": packing.packed(run.report.to_json(), parts),
            "foreign": sorted(run.foreign),
            "drafts": {str(index): text for index, text in run.drafts.items()},
            "scratch": str(self._folder),
            "cancelled": run.cancelled,
        }

    def _raised(self, told: Mapping[str, Any]) -> BaseException:
        number = told.get("again")
        if number in self._leases.raised:
            return self._leases.raised[number]
        return raising.again(told)

    # -- what it tells

    def _heard(self, heard: Heard) -> Steps[Event, None, None]:
        message, blobs = heard
        if "state" in message:
            self._take_state(message["state"])
        if message.get("asks") == "take":
            yield from self._take(message, blobs)
        elif "asks" in message:
            yield from self._asked_for(message, blobs)
        elif "event" in message:
            event = self._event(message, blobs)
            if message.get("late"):
                if isinstance(event, Text | Draft):
                    self._run.late.append(event)
            else:
                yield event
        elif "state" not in message:
            raise ValueError("nothing is told")

    def _take(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Steps[Event, None, None]:
        """Pass an event on that the worker waits for the host to have dealt with."""
        try:
            yield self._event(message, blobs)
        except BaseException:
            with suppress(MuseError):
                self._worker.send({"ask": message["ask"], "error": "nobody takes it"})
            raise
        self._worker.send({"ask": message["ask"]})

    def _take_state(self, state: Mapping[str, Any]) -> None:
        """Take over what the run says of itself; what the host noted meanwhile stays."""
        told, report = Report.from_json(state["report"]), self._run.report
        told.notes += [note for note in report.notes if note not in told.notes]
        licences, told.licences = told.licences, report.licences
        for name in Report.__slots__:
            setattr(report, name, getattr(told, name))
        for name, each in licences.items():  # what is refused is refused by the host
            if name not in report.licences:
                self._run.licensed(name, str(each.get("licence", "")))
        self._run._resumes_elsewhere = state["resumes"] is True
        resolved = packing.unpacked(state["resolved"], (), packing.nowhere)
        self._run.resolved.update(resolved)

    def _event(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Event:
        kind = message["event"]
        if kind == "artifact":
            return self._artifact(message, blobs)
        if kind == "odd":
            raise PluginError(
                f"{self._run.generator} yielded {printable(str(message['what']))[:400]}"
            )
        of = packing.unpacked(message["of"], blobs, packing.nowhere)
        made, types = _FIELDS[kind]
        for value, allowed in zip(of, types, strict=True):
            if not isinstance(value, allowed) or isinstance(value, bool) > (bool in allowed):
                raise TypeError(f"{kind} has {type(value).__name__}")
        event: Event = made(*of)
        return event

    def _artifact(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Artifact:
        run, item = self._run, _item(message["item"])
        item = next((each for each in run.items if each == item), item)
        contents: dict[str, Any] = {}
        made: dict[str, Path] = {}
        for key, how, what in message["contents"]:
            if how == "odd":
                raise PluginError(
                    f"{self._run.generator} yielded an artifact whose {key} is"
                    f" {printable(str(what))[:60]}, not bytes or a Path"
                )
            try:
                if how == "scratch" and what not in made:
                    made[what] = handing.taken(self._folder, what, run.scratch)
                contents[str(key)] = (
                    made[what] if how == "scratch" else handing.held(blobs[what], run.scratch)
                )
            except handing.Refused as error:
                raise PluginError(
                    f"{run.generator} yielded an artifact whose {printable(str(key))[:60]} {error}"
                ) from None
        measured, title = message["measured"], message["title"]
        if not isinstance(measured, dict) or not isinstance(title, str | None):
            raise TypeError("artifact")
        return Artifact(contents, item, measured, title, unfinished=message["unfinished"] is True)

    # -- what it asks

    def _asked_for(
        self, message: Mapping[str, Any], blobs: Sequence[Blob]
    ) -> Steps[Event, None, None]:
        what, parts = message["asks"], []  # type: ignore[var-annotated]
        try:
            if what in ("lease", "release", "on", "off"):
                answer = self._leases.answer(what, message)
            elif what == "make":
                answer = yield from self._made(message, blobs, parts)
            elif what == "takes":
                answer = {"takes": self._run.takes(*self._taker(message))}
            elif what == "makers":
                fields = map(str, message["fields"])
                made = self._run.makers(
                    str(message["medium"]), *fields, writes=str(message["writes"])
                )
                answer = {"makers": made}
            elif what == "weights":
                answer = self._weights(message)
            else:
                raise ValueError(what)
        except Cancelled:
            if not self._worker.is_alive:  # it was ended for it
                raise
            answer, parts = {"cancelled": True, "error": "cancelled"}, []
        except MuseError as error:
            kind = type(error).__name__
            answer = {"error": error.message, "hint": error.hint, "kind": kind}
            parts = []
        try:
            self._worker.send({**answer, "ask": message["ask"]}, parts)
        finally:
            _close(parts)

    def _taker(self, message: Mapping[str, Any]) -> tuple[str, str, str | None]:
        generator = message["generator"]
        return str(message["medium"]), str(message["field"]), generator and str(generator)

    def _weights(self, message: Mapping[str, Any]) -> dict[str, Any]:
        found = self._run.weights(
            str(message["source"]),
            message["revision"],
            **{name: bool(message[name]) for name in _WEIGHTS},
        )
        told = {**asdict(found), "path": str(found.path)}
        return {"weights": packing.packed(told, [])}

    def _made(
        self, message: Mapping[str, Any], blobs: Sequence[Blob], parts: list[Part]
    ) -> Steps[Event, None, dict[str, Any]]:
        """Have parts made by others, and return them."""
        run = self._run
        run.total, run.finished, run._furthest = map(float, message["pace"])
        self._take_state(message)
        orders = [self._order(each, blobs) for each in message["orders"]]
        made = yield from run.make_all(orders)
        told = [self._told_of(each, parts) for each in made]
        return {"made": told, "pace": [run.total, run.finished, run._furthest]}

    def _order(self, told: Mapping[str, Any], blobs: Sequence[Blob]) -> Order:
        return order(told, blobs, self._run.items, self._placed)

    def _placed(self, blob: Blob, name: str) -> Path:
        return handing.placed(blob, name, self._run.scratch)

    def _told_of(self, artifact: Artifact, parts: list[Part]) -> dict[str, Any]:
        listed: list[list[Any]] = []
        for key, file in artifact.files.items():
            if file.path is not None:
                listed.append([key, file.media_type, self._give(file.path)])
                continue
            parts.append(file.data)
            listed.append([key, file.media_type, len(parts) - 1])
        return {
            "id": artifact.id,
            "item": [artifact.item.index, artifact.item.seed],
            "title": artifact.title,
            "measured": packing.packed(artifact.measured, parts),
            "report": packing.packed(artifact.report.to_json(), parts),
            "recipe": artifact.recipe,
            "files": listed,
        }


def _item(told: Any) -> Item:
    index, seed = told
    if type(index) is not int or type(seed) is not int:
        raise TypeError("item")
    return Item(index, seed)


def order(
    told: Mapping[str, Any],
    blobs: Sequence[Blob],
    items: Sequence[Item],
    place: packing.Files = packing.nowhere,
) -> Order:
    """Return an order that a worker tells of; what it hands in comes as files, never by a path."""
    item = None if told["item"] is None else _item(told["item"])
    return Order(
        str(told["medium"]),
        told["called"],
        told["generator"] and str(told["generator"]),
        tuple(map(str, told["formats"])),
        packing.unpacked(told["fields"], blobs, place),
        next((each for each in items if each == item), item),
    )


def _close(parts: list[Part]) -> None:
    for part in parts:
        if isinstance(part, Shared | Opened):
            part.close()
    parts.clear()

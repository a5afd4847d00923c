"""What a worker does with a plugin: imports it, asks it, and runs it, as the host says."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from muse.contract.artifact import Artifact
from muse.contract.condition import Condition, build
from muse.contract.events import Draft, Preview, Progress, Text
from muse.contract.generator import Generator
from muse.contract.item import Item
from muse.contract.run import Leasing
from muse.errors import Cancelled, MuseError, described, shown
from muse.plugins.isolated import exporting, packing
from muse.plugins.isolated.components import Components
from muse.plugins.isolated.exporting import found
from muse.plugins.isolated.failing import failure
from muse.plugins.isolated.outside import WalledRun, ordered
from muse.plugins.isolated.worker import Blob, Port


class Inside:
    """The plugin in a worker: its generators by name, and the call at work."""

    def __init__(self, port: Port) -> None:
        self.port = port
        self.components = Components(port)
        self._made: dict[str, Generator[Any]] = {}
        self._answers: dict[str, Callable[..., Any]] = {
            "export": self._export,
            "validate": self._validate,
            "generate": self._generate,
            "read": self._read,
            "orders": self._orders,
            "compare": self._compare,
            **dict.fromkeys(
                ("calls", "choices", "lacks", "seconds", "refuse_unknown"), self._asked
            ),
        }

    def answer(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> None:
        """Answer a call: its value, or the error that it ended with."""
        self.port.begin(message["call"])
        parts: list[Any] = []
        try:
            value = self._answers[message["do"]](message, blobs)
            told: dict[str, Any] = {"done": packing.packed(value, parts)}
        except BaseException as error:
            parts = []
            told = {"error": {**failure(error), "again": self.components.number_of(error)}}
        finally:
            self.port.cancel = lambda: None
            self.components.forget_errors()
            for blob in blobs:
                blob.close()
        self.port.tell(told, parts)

    def generator(self, message: Mapping[str, Any]) -> Generator[Any]:
        """Return the instance of a generator, made when it is first asked for."""
        name = message["generator"]
        if name not in self._made:
            cls = found(message["value"])
            if name.endswith(":train"):
                cls = cls.trainer
            self._made[name] = cls()
        return self._made[name]

    # -- answers

    def _export(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        return exporting.exported(message["generators"])

    def _condition(
        self, message: Mapping[str, Any], blobs: Sequence[Blob], scratch: Path | None = None
    ) -> Any:
        """Return the condition that the host has, as the plugin's own model makes it."""

        def place(blob: Blob, name: str) -> Path:
            if scratch is None:
                return Path(blob.path())
            link = scratch / f"input-{blob.fd}{Path(name).suffix[:20]}"
            if not link.is_symlink():
                link.symlink_to(blob.path())
            return link

        values = packing.unpacked(message["condition"], blobs, place, paths=True)
        return build(self.generator(message).condition, values)

    def _validate(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        made: Condition = self._condition(message, blobs)
        return made.model_dump(mode="json")

    def _asked(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        """Ask a generator something of a condition that it answers with JSON or an error."""
        method = getattr(self.generator(message), message["do"])
        value = method(self._condition(message, blobs))
        if isinstance(value, MuseError):
            return failure(value)
        return value

    def _read(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        reading = self.generator(message).read(message["prompt"])
        fields = {name: [each.value, each.words] for name, each in reading.fields.items()}
        return {"fields": fields, "not_understood": list(reading.not_understood)}

    def _orders(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        item = Item(*message["item"])
        made = self.generator(message).orders(
            self._condition(message, blobs), item, tuple(message["wanted"])
        )
        return [ordered(each) for each in made]

    def _compare(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        ours, theirs = (blob.read() for blob in blobs)
        found = self.generator(message).compare(ours, theirs, message["media_type"])
        return found and [found.measure, found.value, found.unit, found.near]

    def _generate(self, message: Mapping[str, Any], blobs: Sequence[Blob]) -> Any:
        generator = self.generator(message)
        scratch = Path(message["scratch"])
        condition = self._condition(message, blobs, scratch)
        run = WalledRun(
            self.port, message, generator.components, Leasing(cast(Any, self.components.lease))
        )
        self.port.cancel = run.cancel
        teller = Teller(self.port, run, scratch)
        if message.get("cancelled"):
            run.cancel()
        events = generator.generate(condition, run)
        try:
            for event in events:
                teller.tell(event)
                run.check()
        finally:
            try:
                if hasattr(events, "close"):
                    events.close()
            finally:
                for late in run.late:
                    teller.tell(late, late=True)
                self.port.tell({"state": run.state()})
        return None


class Teller:
    """Tells the host what a generator yields.

    What it has to have dealt with before the generator goes on, an artifact, a draft, is waited
    for; of the rest the host may be some events behind.
    """

    def __init__(self, port: Port, run: WalledRun, scratch: Path) -> None:
        self._port = port
        self._run = run
        self._scratch = scratch

    def tell(self, event: Any, *, late: bool = False) -> None:
        """Tell of one event; of what is none the host says so."""
        parts: list[Any] = []
        try:
            told = self._told(event, parts)
        except (TypeError, ValueError) as error:
            what = f"{shown(event)}, which can't be told of ({described(error)[:200]})"
            told = {"event": "odd", "what": what}
        if late:
            self._port.tell({**told, "late": True}, parts)
        elif told["event"] in ("artifact", "draft"):
            told["state"] = self._run.state()
            answer, _ = self._port.ask("take", told, parts)
            for part in parts:
                if hasattr(part, "close"):
                    part.close()
            if "error" in answer:
                raise Cancelled
        else:
            self._port.tell(told, parts, ahead=True)

    def _told(self, event: Any, parts: list[Any]) -> dict[str, Any]:
        if isinstance(event, Progress):
            return {
                "event": "progress",
                "of": packing.packed([event.done, event.total, event.note], parts),
            }
        if isinstance(event, Preview):
            append = getattr(event, "append", False)
            return {
                "event": "preview",
                "of": packing.packed([event.media_type, event.data, event.item, append], parts),
            }
        if isinstance(event, Text):
            return {"event": "text", "of": packing.packed([event.piece, event.item], parts)}
        if isinstance(event, Draft):
            return {
                "event": "draft",
                "of": packing.packed([event.text, event.item, event.title], parts),
            }
        if isinstance(event, Artifact):
            odd = _odd(event)
            if odd is not None:
                return {"event": "odd", "what": odd}
            held = packing.contents(event.contents, self._scratch, self._run.buffers, parts)
            return {
                "event": "artifact",
                "item": [event.item.index, event.item.seed],
                "contents": held,
                "measured": dict(event.measured),
                "title": packing.packed(event.title, parts),
                "unfinished": bool(event.unfinished),
            }
        return {"event": "odd", "what": f"{shown(event)}, which is no event"}


def _odd(artifact: Artifact) -> str | None:
    """Say what of an artifact can't be told to the host; None where all can."""
    if not isinstance(artifact.contents, Mapping):
        return "an artifact without contents"
    if not isinstance(artifact.measured, Mapping):
        return f"an artifact whose measures are {type(artifact.measured).__name__}, not by name"
    try:
        json.dumps(dict(artifact.measured))
    except (TypeError, ValueError, RecursionError) as error:
        return f"an artifact whose measures are no JSON ({described(error)[:100]})"
    return None


def answer_all(port: Port) -> None:
    """Answer calls one after the other, in the process's first thread, for ever."""
    inside = Inside(port)
    threading.Thread(target=inside.components.serve, name="muse components", daemon=True).start()
    port.channel.send({"hello": True, "pid": os.getpid(), "python": exporting.python()})
    while True:
        message, blobs = port.calls.get()
        inside.answer(message, blobs)

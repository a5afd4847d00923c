"""Generators that work elsewhere: the same artifacts, events, records and errors as if they didn't.

The worker is a thread of this process here, with a host and a library of its own.
"""

import pickle
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any, ClassVar

import pytest

import muse
from muse import (
    Artifact,
    Condition,
    Draft,
    Event,
    Field,
    Generator,
    Host,
    InputFile,
    Progress,
    Run,
    Text,
)
from muse.device.component import GIB, OutOfMemory
from muse.device.devices import Devices
from muse.entry_points import Index
from muse.errors import Cancelled, GenerationError, NotReady, RequestError
from muse.library.jobs import Jobs
from muse.running import away
from muse.running.away import Away, HelperLost
from muse.running.errand import Errand, Said
from muse.running.helping import Helping
from muse.running.submitting import submit
from muse.running.working import Working
from muse.testing.card import Card, OutOfMemoryError, component


class Beside:
    """A helper whose worker is a thread; all that goes between is pickled, as over a network."""

    def __init__(self, host: Host) -> None:
        self.helping = Helping(host, "the other machine")
        self.errands: list[Errand] = []
        self.sent: list[str] = []
        self.ended = 0
        self.lose = -1
        """How many times it is listened to before it is lost; never if negative."""
        self._said: Queue[tuple[str, bytes]] = Queue()

    def is_up(self) -> bool:
        return True

    def lacks(self, generator: str) -> NotReady | None:
        return NotReady("it lacks it", hint="install it") if generator == "zoo.lacking" else None

    def begin(self, errand: Errand, inputs: Mapping[str, bytes]) -> None:
        told: Errand = pickle.loads(pickle.dumps(errand))
        self.errands.append(told)
        self.sent += inputs

        def tell(said: Said) -> None:
            self._said.put((told.id, pickle.dumps(said)))

        threading.Thread(target=self.helping.work, args=[told, inputs, tell], daemon=True).start()

    def heard(self, id: str, *, stop: bool = False) -> Sequence[Said]:
        if self.lose == 0:
            self.lose = -1
            raise HelperLost
        self.lose -= self.lose > 0
        if stop:
            self.helping.stop(id)
        try:
            of, said = self._said.get(timeout=0.05)
        except Empty:
            return []
        return [pickle.loads(said)] if of == id else []

    def end(self) -> None:
        self.ended += 1

    def close(self) -> None:
        self.end()


class ThingCondition(Condition):
    prompt: str | None = Field(None, description="What.")
    size: int = Field(4, ge=1, description="How large.")
    photo: InputFile | None = Field(None, description="Something to begin with.")
    how: str = Field("", description="What happens.")


class Thing(Generator[ThingCondition]):
    """Bytes, words and a file, and whatever can be told of a run."""

    condition = ThingCondition
    formats = {".bin": "application/octet-stream", ".txt": "text/plain"}
    environment = ("numpy",)
    threads: ClassVar[list[str]] = []

    def read(self, prompt: str) -> muse.Reading:
        return muse.Reading({"size": muse.Found(9, "nine")} if "nine" in prompt else {})

    def generate(self, condition: ThingCondition, run: Run) -> Iterator[Event]:
        self.threads.append(threading.current_thread().name)
        begun = list(run.report.notes)
        run.report.adjust("size", condition.size, condition.size + 1, "one more is better")
        run.resolve(size=condition.size + 1)
        run.licensed("paper", "cc-by-nc-4.0")
        for item in run.items:
            run.report.notes = [*begun, f"It was thought about {item.index}."]
            yield Progress(item.index, len(run.items), "half")
            if condition.how == "fail":
                raise GenerationError("no ink is left", hint="buy some")
            if condition.how == "break":
                raise ValueError("odd")
            if condition.how == "model":
                run.weights("nobody/has-this")
            if condition.how == "wait":
                yield Text("some words ", item.index)
                while not run.cancelled:
                    time.sleep(0.005)
                yield Text("more", item.index)
            if condition.how == "deaf":
                time.sleep(1.5)
            yield Text("words ", item.index)
            yield Draft("words of a draft", item.index)
            path = run.scratch / f"file-{item.index}"
            path.write_bytes(item.rng.bytes(condition.size))
            data = condition.photo.data if condition.photo else b"none"
            contents = {".txt": memoryview(data + run.fingerprint(item).encode()), ".bin": path}
            yield Artifact(contents, item, {"length": condition.size}, "A thing")


class Pair(Generator[Condition]):
    """Two things, without saying before that it has others make them."""

    formats = {".txt": "text/plain"}

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items:
            made = []
            for called in ("left", "right"):
                made.append((yield from run.make("zoo.thing", item=item, called=called)))
            yield Artifact({".txt": b" ".join(each.data.hex().encode() for each in made)}, item)


class Lacking(Generator[Condition]):
    """Something that the other machine lacks."""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        yield Progress(0, 1)


class Painter(Generator[Condition]):
    """Paints with a pretended model, out of memory a few times."""

    components = {"unet": component("sd/unet", 3)}
    problems: ClassVar[list[BaseException]] = []
    used: ClassVar[list[str]] = []

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items:
            with run.lease("unet", working=GIB, strategies=("full", "sequential", "cpu")) as lease:
                self.used.append(f"{item.index} {lease.strategy}")
                yield Text("a piece ", item.index)
                if self.problems and item.index:
                    raise self.problems.pop(0)
            yield Artifact({".bin": bytes([item.index])}, item)


OFFERS = {"zoo.thing": Thing, "zoo.pair": Pair, "zoo.lacking": Lacking, "zoo.painter": Painter}


def opened(folder: Path) -> Host:
    return Host(library=folder, config=folder / "c.toml", index=Index([]), offers=OFFERS)


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Host]:
    """A host in which all generators work."""
    Thing.threads.clear()
    with opened(tmp_path / "near") as made:
        yield made


@pytest.fixture
def helper(tmp_path: Path) -> Iterator[Beside]:
    """A worker, with a host of its own."""
    with opened(tmp_path / "there") as made:
        yield Beside(made)


@pytest.fixture
def far(tmp_path: Path, helper: Beside) -> Iterator[Host]:
    """A host whose generators work elsewhere."""
    with opened(tmp_path / "far") as made:
        made.away = Away(helper)
        yield made


def told(host: Host, **fields: Any) -> tuple[list[Any], Any, Any]:
    """Return the events of a run, its artifacts and what the library has of it."""
    formats = [".bin", ".txt"]
    with host.stream("zoo.thing", formats=formats, **fields) as stream:
        events = [
            event if isinstance(event, Progress | Text | Draft) else "made" for event in stream
        ]
    made = [
        ({key: file.data for key, file in each.files.items()}, each.report, each.recipe, each.title)
        for each in stream.result
    ]
    found = host.library.run(stream.result.id)
    assert found is not None
    record = replace(found, id="", created=0, seconds=0)
    artifacts = [
        replace(each, id="", files=[replace(file, path=None) for file in each.files])
        for each in record.artifacts
    ]
    return events, made, replace(record, artifacts=artifacts)


def test_all_is_as_if_it_worked_here(near: Host, far: Host, helper: Beside) -> None:
    photo = InputFile(b"light" * 9, "photo.png")
    fields = {"prompt": "nine things", "seed": 5, "count": 3, "photo": photo}
    assert told(far, **fields) == told(near, **fields)
    there, here = Thing.threads
    assert there != here == threading.current_thread().name
    assert helper.sent == [photo.sha256]
    assert helper.errands[0].fields["size"] == 9, "the prompt is read once, here"
    assert helper.helping._host.library.database.rows("SELECT 1 FROM runs") == []


def test_errors_are_those_that_were_raised(near: Host, far: Host) -> None:
    for how, kind in (("fail", GenerationError), ("break", GenerationError), ("model", NotReady)):
        raised = []
        for host in (near, far):
            with pytest.raises(kind) as caught:
                host.run("zoo.thing", how=how)
            raised.append((caught.value.message, caught.value.hint, caught.value.exit_code))
        on = " (on the other machine)" if how == "model" else ""
        assert raised[1] == (raised[0][0] + on, *raised[0][1:])
    with pytest.raises(NotReady, match="it lacks it; install it"):
        far.run("zoo.lacking")


def test_what_may_not_be_used_commercially_is_refused_there(far: Host) -> None:
    with pytest.raises(RequestError, match="paper may not be used commercially"):
        far.run("zoo.thing", commercial=True)


def test_a_cancelled_run_stops_there_and_its_last_words_are_kept(far: Host, helper: Beside) -> None:
    with pytest.raises(Cancelled), far.stream("zoo.thing", how="wait") as stream:
        for event in stream:
            if isinstance(event, Text):
                stream.cancel()
    assert [each.data for each in stream.unfinished] == [b"some words more"]
    assert helper.ended == 0
    assert far.run("zoo.thing", seed=1).data, "the same worker goes on"


def test_who_drops_a_run_stops_it(far: Host, helper: Beside) -> None:
    with far.stream("zoo.thing", how="wait") as stream:
        next(stream)
    assert helper.helping._at_work is None and helper.ended == 0


def test_a_worker_that_does_not_stop_is_ended(
    far: Host, helper: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(away._PATIENCE, "light", 0.1)
    with far.stream("zoo.thing", how="deaf") as stream:
        next(stream)
    assert helper.ended == 1
    with pytest.raises(Cancelled), far.stream("zoo.thing", how="deaf") as stream:
        next(stream)
        threading.Timer(0.1, stream.cancel).start()
        next(stream)
    assert helper.ended == 2


def test_a_work_stays_here_and_its_parts_go(far: Host, near: Host, helper: Beside) -> None:
    pair, same = (host.run("zoo.pair", seed=3)[0] for host in (far, near))
    assert pair.data == same.data
    assert [each.generator for each in helper.errands] == ["zoo.pair", "zoo.thing", "zoo.thing"]
    assert len(far.library.parts.of(pair.id)) == 2
    far.run("zoo.pair", seed=4)
    assert [each.generator for each in helper.errands[3:]] == ["zoo.thing", "zoo.thing"], (
        "known now"
    )


def test_a_job_whose_worker_is_lost_is_queued_again(far: Host, helper: Beside) -> None:
    jobs = Jobs(far.library.database)
    for target in ("zoo.thing", "zoo.pair"):
        job = submit(far, target, {"count": 2, "seed": 1})
        states = []
        for lose in (1, 8, -1):
            helper.lose = lose
            claimed = jobs.claim(("light",))
            assert claimed is not None and claimed.id == job.id
            states.append(Working(far, claimed).work())
        assert states == ["queued", "queued", "done"]
        kinds = [event.kind for event in jobs.events(jobs.find(job.id), limit=1000)]
        assert kinds.count("requeued") == 2 and kinds.count("artifact") == 2
        run = far.library.run(job.id)
        assert run is not None and [each.item for each in run.artifacts] == [0, 1]


def test_a_job_that_loses_its_workers_three_times_has_failed(far: Host, helper: Beside) -> None:
    jobs = Jobs(far.library.database)
    job = submit(far, "zoo.thing", {})
    for state in ("queued", "queued", "failed"):
        helper.lose = 0
        claimed = jobs.claim(("light",))
        assert claimed is not None
        assert Working(far, claimed).work() == state
    assert jobs.find(job.id).error == "its worker died 3 times"


def test_out_of_memory_there_is_tried_again_there(
    far: Host, helper: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muse.device.devices.pick", lambda wanted, **how: "cuda:0")
    monkeypatch.setattr("muse.device.devices.choose_dtype", lambda device: ("float16", "pretended"))
    helper.helping._host.devices = Devices(backend=lambda: Card())  # type: ignore[misc]
    monkeypatch.setattr(Painter, "problems", [OutOfMemoryError("CUDA out of memory")] * 2)
    monkeypatch.setattr(Painter, "used", [])
    made = far.run("zoo.painter", count=3)
    assert [each.data for each in made] == [b"\0", b"\1", b"\2"]
    assert Painter.used == ["0 full", "1 full", "1 full", "1 sequential", "2 sequential"]
    assert len(helper.errands) == 1
    Painter.problems += [OutOfMemoryError("CUDA out of memory")] * 9
    with pytest.raises(OutOfMemory, match=r"painter ran out of memory on cuda:0, even cpu"):
        far.run("zoo.painter", count=2)


def test_a_file_that_is_too_large_is_told(far: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse.running.errand.INPUT_CAP", 3)
    with pytest.raises(RequestError, match=r"photo: big.png has more than 0 MiB, too many to send"):
        far.run("zoo.thing", photo=InputFile(b"1234", "big.png"))

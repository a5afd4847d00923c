"""A generator behind the wall is what it is without one: events, files, reports, errors."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isolated_plugins import isolate
from muse import (
    Artifact,
    Cancelled,
    GenerationError,
    Host,
    InvalidField,
    NotReady,
    Progress,
    RequestError,
)

CODE = '''
    """A plugin that does all that the contract knows."""

    import datetime
    from pathlib import Path
    from typing import Literal

    from pydantic import field_validator

    from muse import (
        Artifact, Component, Condition, Draft, Field, Found, Generator, InputFile, InputPath,
        Likeness, ModelSource, NotReady, Order, Preview, Progress, Reading, RequestError, Text,
    )


    Kind = Literal[
        "plain", "files", "heavy", "fails", "asks", "parts", "leases", "long", "odd"
    ]


    class AllCondition(Condition):
        prompt: str = Field("", max_length=500, description="What to say.", examples=["a lake"])
        size: int = Field(4, ge=1, le=100, description="How much.")
        share: float | None = Field(None, gt=0, lt=1, description="A part of it.")
        kind: Kind = Field("plain", description="What is done.")
        words: list[str] = Field(default_factory=list, max_length=5, description="Words.")
        day: datetime.date | None = Field(None, description="A day.")
        loud: bool = Field(False, description="Whether it is loud.")
        given: InputFile | None = Field(None, description="A file.")
        large: InputPath | None = Field(None, description="A large file.")
        model: ModelSource | None = Field(None, description="A model.")

        @field_validator("prompt")
        @classmethod
        def _fair(cls, value):
            if "spam" in value:
                raise ValueError("nobody wants spam")
            return value.strip()


    class Numbers:
        def __init__(self, device):
            self.device = device

        def numel(self):
            return 250

        def element_size(self):
            return 4


    class Loaded:
        def __init__(self, placement):
            self.to(placement.device)

        def to(self, device):
            self.where = device

        def parameters(self):
            yield Numbers(self.where)

        def buffers(self):
            return iter(())


    def load(placement):
        if placement.component.source == "broken":
            raise ValueError("these weights are broken")
        return Loaded(placement)


    class All(Generator[AllCondition]):
        """Does all that a generator can do."""

        condition = AllCondition
        formats = {".txt": "text/plain", ".bin": "application/octet-stream"}
        optional_formats = frozenset({".bin"})
        costly = ("count", "size")
        environment = ("pydantic",)
        example = "muse run text -g all"
        components = {"net": Component("net", load, 1000), "broken": Component("broken", load, 1)}

        def read(self, prompt):
            number = [int(w) for w in prompt.split() if w.isdigit()]
            fields = {"size": Found(number[0], str(number[0]))} if number else {}
            return Reading(fields, tuple(w for w in prompt.split() if w == "xyzzy"))

        def seconds(self, condition):
            return condition.size / 10

        def lacks(self, condition):
            if condition.model is not None:
                return NotReady("it has no models", hint="leave model out")
            return None

        def orders(self, condition, item, wanted=()):
            yield Order("text.small", "part-1", fields={"letters": condition.size}, item=item)

        def compare(self, ours, theirs, media_type):
            return Likeness("length", float(len(ours) - len(theirs)), "B", len(ours) == len(theirs))

        @classmethod
        def small(cls):
            return {"size": 2, "given": b"sample"}

        def generate(self, condition, run):
            print("this goes nowhere near the frames")
            yield from getattr(self, condition.kind)(condition, run)

        def plain(self, condition, run):
            run.report.choose("loud", False)
            run.report.note(f"It is said {condition.size} times.")
            run.licensed("a voice", "cc-by-nc-4.0")
            for item in run.items:
                said = []
                for n in range(condition.size):
                    said.append(f"{n}: {condition.prompt} {item.random.randrange(100)}")
                    yield Progress(n + 1, condition.size, "saying")
                    yield Text(said[-1] + "\\n", item.index)
                yield Draft("\\n".join(said), item.index, "a draft")
                yield Preview("text/plain", b"so far", item.index)
                run.report.adjust("size", condition.size, 1, "it is enough")
                day = condition.day and condition.day.isoformat()
                measured = {"size": len(said), "day": day, "words": condition.words}
                yield Artifact.text("\\n".join(said), item=item, suffix=".txt", measured=measured,
                                    title="what was said")

        def files(self, condition, run):
            data = condition.given.data if condition.given else b""
            path = condition.large.path if condition.large else None
            ending = path.suffix if path else ""
            size = path.stat().st_size if path else 0
            for item in run.items:
                where = run.scratch / f"{item.index}.bin"
                where.write_bytes(data * 2)
                view = run.buffer(3)
                view[:] = b"abc"
                contents = {".txt": f"{len(data)} {ending} {size}".encode(), ".a.bin": where,
                            ".b.bin": bytes(300_000), ".c.bin": view}
                yield Artifact(contents, item, {"named": condition.given and condition.given.name})

        def heavy(self, condition, run):
            for item in run.items:
                view = run.buffer(70 * 2**20)
                view[-3:] = b"end"
                contents = {".txt": b"x", ".bin": view}
                yield Artifact(contents, item)

        def fails(self, condition, run):
            yield Progress(1, 2)
            if condition.prompt == "request":
                raise RequestError("prompt: it can't be done", hint="ask for something else")
            if condition.prompt == "exit":
                raise SystemExit(3)
            raise KeyError("no such thing")

        def odd(self, condition, run):
            for item in run.items:
                if condition.prompt == "number":
                    yield 7
                if condition.prompt == "artifact":
                    yield Artifact({".txt": 12}, item)
                if condition.prompt == "measures":
                    yield Artifact({".txt": b""}, item, {"a": object()})
                yield Artifact({".txt": b"", "bad": b""}, item)

        def asks(self, condition, run):
            kept = run.resume_dir("a", condition.size)
            before = sorted(p.name for p in kept.iterdir())
            (kept / "here").write_text("x")
            run.resolve(size=7)
            resumed = {"before": before, "resumes": run.resumes}
            for item in run.items:
                yield Artifact.text(condition.prompt, item=item, suffix=".txt", measured=resumed)

        def parts(self, condition, run):
            for item in run.items:
                run.expect(2)
                takes = [run.takes("text.small", "letters"), run.takes("text.small", "nothing")]
                orders = [
                    run.order("text.small", item=item, called=f"part-{n}", letters=n, tale=b"x")
                    for n in (1, 2)
                ]
                made = yield from run.make_all(orders)
                yield run.step("joined")
                text = " ".join(each.data.decode() for each in made)
                yield Artifact.text(text, item=item, suffix=".txt",
                                    measured={"takes": takes, "seeds": [a.seed for a in made]})

        def leases(self, condition, run):
            names = condition.words or ["net"]
            for item in run.items:
                with run.lease(*names, working=10, size=condition.size) as lease:
                    device, held = lease.device, [each.where for each in lease]
                    def work(emit):
                        for n in range(3):
                            emit.progress(n + 1, 3)
                            emit.text("x", item.index)
                        return "done"
                    with lease.on(lease[0]):
                        told = yield from run.drive(work)
                yield Artifact.text(f"{told} {device} {held}", item=item, suffix=".txt")

        def long(self, condition, run):
            import time
            yield Text("begun", 0)
            for n in range(600):
                time.sleep(0.05)
                yield Progress(n, 600)


    class SmallCondition(Condition):
        letters: int = Field(1, ge=0, le=9, description="How many letters.")
        tale: InputFile | None = Field(None, description="A tale.")


    class Small(Generator[SmallCondition]):
        """A few letters."""

        condition = SmallCondition
        formats = {".txt": "text/plain"}

        def generate(self, condition, run):
            for item in run.items:
                letters = "".join(item.random.choice("abc") for _ in range(condition.letters))
                yield Progress(1, 1, "writing")
                yield Artifact.text(letters, item=item, suffix=".txt")
'''
NAMES = {"text.all": "All", "text.small": "Small"}


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Host, Host]]:
    """A host with the plugin behind the wall, and one that imports it."""
    folder = tmp_path_factory.mktemp("walled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        made = isolate("all-of-it", CODE, NAMES, folder / "code")
        spec = importlib.util.spec_from_file_location("all_of_it", folder / "code/all_of_it.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["all_of_it"] = module
        spec.loader.exec_module(module)
        offers = {name: getattr(module, cls) for name, cls in NAMES.items()}
        assert made.generators.keys() == NAMES.keys()
        with (
            Host(library=folder / "a", config=folder / "a.toml") as walled,
            Host(library=folder / "b", config=folder / "b.toml", offers=offers) as plain,
        ):
            del plain.plugins.index.generators["text.all"]
            del plain.plugins.index.generators["text.small"]
            for name, cls in offers.items():
                plain.plugins.offer(name, cls)
            yield walled, plain
        del sys.modules["all_of_it"]


def told(host: Host, **fields: Any) -> dict[str, Any]:
    """Return all that can be seen of a run but its id: events, files, report, recipe, errors."""
    events: list[Any] = []
    found: dict[str, Any] = {"events": events}
    stream = None
    try:
        stream = host.stream("text.all", seed=5, **fields)
        with stream:
            for event in stream:
                events.append(event if not isinstance(event, Artifact) else event.item)
    except Exception as error:
        found["error"] = (type(error), str(error).replace("(all-of-it 1.0) ", ""))
    if stream is not None:
        found["report"] = stream.report.to_json()
        for artifact in stream.result:
            recipe = {**artifact.recipe}
            for odd in ("environment", "distribution", "version", "parts"):
                recipe.pop(odd, None)
            parts = artifact.recipe.get("parts", {})
            found[artifact.item.index] = (
                artifact.title,
                artifact.report.to_json(),
                {key: file.data for key, file in artifact.files.items()},
                recipe,
                {called: part["payload"] for called, part in parts.items()},
            )
    return found


def test_the_stand_in_has_the_same_schema_and_help(hosts: tuple[Host, Host]) -> None:
    walled, plain = hosts
    ours, theirs = (host.plugins.generator("text.all") for host in hosts)
    assert ours.__module__ != theirs.__module__
    assert walled.schema("text.all") == plain.schema("text.all")
    from muse.contract.fields import bounds, choices, default_of, describe, is_list

    for name, info in theirs.condition.model_fields.items():
        copy = ours.condition.model_fields[name]
        for look in (describe, bounds, choices, default_of, is_list):
            assert look(copy) == look(info), (name, look)
        assert copy.description == info.description and copy.examples == info.examples
    for name in ("formats", "optional_formats", "costly", "repeatable", "example", "__doc__"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.small() == theirs.small()


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt": "a lake", "size": 3, "count": 2, "words": ["a", "b"], "day": "2026-11-30"},
        {"prompt": " 4 xyzzy ", "share": 0.5},
        {"kind": "files", "given": b"handed in", "formats": [".txt", ".bin"], "count": 2},
        {"kind": "parts", "size": 2, "count": 2},
        {"kind": "leases", "size": 2},
        {"kind": "leases", "words": ["net", "net"]},
        {"kind": "leases", "words": ["broken"]},
        {"kind": "leases", "words": ["nothing"]},
        {"kind": "fails", "prompt": "request"},
        {"kind": "fails", "prompt": "exit"},
        {"kind": "fails"},
        {"kind": "odd", "prompt": "number"},
        {"kind": "odd", "prompt": "artifact"},
        {"kind": "odd", "prompt": "measures"},
        {"kind": "odd"},
        {"size": 0},
        {"size": "many"},
        {"kind": "plan"},
        {"prompt": "spam"},
        {"prompt": "x" * 501},
        {"share": 1},
        {"day": "never"},
        {"words": ["a"] * 6},
        {"sise": 3},
    ],
    ids=str,
)
def test_a_run_is_what_it_is_without_a_wall(
    hosts: tuple[Host, Host], fields: dict[str, Any]
) -> None:
    ours, theirs = (told(host, **fields) for host in hosts)
    assert ours == theirs


def test_files_are_handed_over(hosts: tuple[Host, Host], tmp_path: Path) -> None:
    large = tmp_path / "large.wav"
    with large.open("wb") as file:
        file.truncate(200 * 2**20)
    fields = {"kind": "files", "given": b"x" * 10**6, "large": large, "formats": [".txt", ".bin"]}
    ours, theirs = (told(host, **fields) for host in hosts)
    assert ours == theirs
    assert ours[0][2][".txt"] == b"1000000 .wav 209715200"
    assert ours[0][2].keys() == {".txt", ".a.bin", ".b.bin", ".c.bin"}


def test_what_is_too_large_to_be_read_whole_is_on_the_disk(hosts: tuple[Host, Host]) -> None:
    walled, _ = hosts
    (artifact,) = walled.run("text.all", kind="heavy", formats=[".txt", ".bin"])
    file = artifact.files[".bin"]
    assert file.path is not None and file.size == 70 * 2**20
    with file.path.open("rb") as opened:
        opened.seek(-3, 2)
        assert opened.read() == b"end"


def test_what_it_asks_of_the_host(hosts: tuple[Host, Host]) -> None:
    for host in hosts:
        first = host.run("text.all", kind="asks", prompt="x", size=3)[0]
        again = host.run("text.all", kind="asks", prompt="x", size=3)[0]
        assert first.measured == {"before": [], "resumes": True}
        assert again.measured == {"before": ["here"], "resumes": True}
        assert first.recipe["condition"]["size"] == 7


def test_what_it_is_licensed_for_is_told_and_refused(hosts: tuple[Host, Host]) -> None:
    for host in hosts:
        made = host.run("text.all", prompt="x")[0]
        told = {"licence": "cc-by-nc-4.0", "commercial": "no"}
        assert made.report.licences == {"a voice": told}
        with pytest.raises(RequestError, match="a voice may not be used commercially"):
            host.run("text.all", prompt="x", commercial=True)


def test_it_is_asked_about_a_condition(hosts: tuple[Host, Host]) -> None:
    for host in hosts:
        generator = host.plugins.generator("text.all")()
        condition = generator.condition(size=6, model="a/b")
        assert generator.seconds(condition) == 0.6
        lack = generator.lacks(condition)
        assert isinstance(lack, NotReady) and lack.hint == "leave model out"
        assert generator.compare(b"ab", b"cd", "text/plain").near
        item = host.stream("text.all", seed=1).run.items[0]
        (order,) = generator.orders(condition, item)
        assert (order.medium, order.called) == ("text.small", "part-1")
        assert order.fields == {"letters": 6}


def test_a_wrong_request_is_one_before_anything_is_made(hosts: tuple[Host, Host]) -> None:
    walled, _ = hosts
    with pytest.raises(InvalidField, match="nobody wants spam") as caught:
        walled.stream("text.all", prompt="spam")
    assert caught.value.exit_code == 2
    with pytest.raises(RequestError) as request:
        walled.run("text.all", kind="fails", prompt="request")
    assert request.value.exit_code == 2 and request.value.hint == "ask for something else"


def test_a_failure_tells_where_in_the_worker_it_was(hosts: tuple[Host, Host]) -> None:
    walled, _ = hosts
    with pytest.raises(GenerationError, match="KeyError: 'no such thing'") as caught:
        walled.run("text.all", kind="fails")
    cause = caught.value.__cause__
    assert cause is not None and type(cause).__name__ == "KeyError"
    assert "all_of_it.py" in "".join(cause.__notes__)


def test_cancelling_stops_the_worker_at_its_next_step(hosts: tuple[Host, Host]) -> None:
    walled, _ = hosts
    walled.run("text.all", prompt="x")
    before = {row["worker"] for row in walled.workers.rows()}
    stream = walled.stream("text.all", kind="long")
    with pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Progress):
                stream.cancel()
    there = {row["worker"] for row in walled.workers.rows() if not row["leased"]}
    assert there == before, "none was ended for it"
    assert walled.run("text.all", prompt="and on")[0].title == "what was said"
    assert {row["worker"] for row in walled.workers.rows()} == before


def test_what_is_left_early_is_stopped_too(hosts: tuple[Host, Host]) -> None:
    walled, _ = hosts
    with walled.stream("text.all", kind="long") as stream:
        next(stream)
    assert not any(row["leased"] for row in walled.workers.rows())


def test_recipes_pin_the_environment(hosts: tuple[Host, Host]) -> None:
    walled, _ = hosts
    made = walled.run("text.all", prompt="x")[0]
    environment = made.recipe["environment"]
    assert environment["lock"] == "0" * 16 and "pydantic" in environment
    again = walled.again(made.recipe).finish()[0]
    assert again.recipe["payload"] == made.recipe["payload"]


def test_a_stale_environment_is_told_in_a_line(
    hosts: tuple[Host, Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    walled, _ = hosts
    from muse.plugins.isolated import registry

    monkeypatch.setattr(registry, "own_version", lambda: "9.9")
    with pytest.raises(NotReady, match=r"was prepared by Muse .*, and this is 9\.9") as caught:
        walled.run("text.all")
    assert caught.value.hint == "muse plugins upgrade all-of-it"

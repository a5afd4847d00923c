"""The conformance kit: what is right passes, and each way of going wrong is found and named."""

import io
import json
import socket
import struct
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, ClassVar

import pytest

from conftest import Muse
from muse import (
    Artifact,
    Component,
    Condition,
    Event,
    Field,
    Format,
    Generator,
    Host,
    InputFile,
    InputPath,
    Lexicon,
    Likeness,
    Preview,
    Progress,
    Reading,
    Run,
    hookimpl,
)
from muse.entry_points import Index
from muse.plugins.scaffold import untrained
from muse.testing import CHECKS, Card, Subject, conformance, kinds
from muse.testing.kit import look


class PaintCondition(Condition):
    prompt: str = Field("", description="What to paint.", examples=["red"])
    width: int = Field(32, ge=8, le=64, description="Width in px.")
    shade: float = Field(0.5, ge=0, le=1, description="How light.")
    photo: InputFile | None = Field(None, description="To start from.")
    film: InputPath | None = Field(None, description="To start from.")
    brush: str = Field("broad", description="What it is painted with.")


class Paint(Generator[PaintCondition]):
    """Paints a plain picture, and keeps every promise."""

    condition = PaintCondition
    formats: ClassVar[Any] = {".png": "image/png"}
    inert: ClassVar[Any] = {"prompt": "it only names the file"}
    quick_choices: ClassVar[bool] = True

    @classmethod
    def small(cls) -> dict[str, Any]:
        return {"width": 16}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        return {"photo": {"photo": b"abc"}, "film": {"film": b"abc"}}

    def choices(self, condition: Any) -> dict[str, Any]:
        return {"brush": ["broad", "fine"]}

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        for item in run.items:
            yield Progress(item.index, len(run.items))
            for number in range(3):
                yield Preview("audio/wav", b"abc", item.index, append=number > 0)
            made = self.painted(condition, item, run)
            again = run.scratch / f"again-{item.index}"
            again.write_bytes(made.data)
            made.contents = {**made.contents, "/01.png": again}
            yield made

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        from PIL import Image

        picture = Image.new("RGB", (odd.get("width", condition.width), 8))
        level = int(200 * condition.shade) + 7 * (condition.brush == "fine")
        level += sum(file.size for file in (condition.photo, condition.film) if file)
        picture.putpixel((0, 0), (item.random.randrange(256), item.random.randrange(256), level))
        return Artifact.image(picture, item=item, measured=odd.get("measured"))


class Again(Paint):
    """Draws from what it drew before."""

    import random

    dice = random.Random(3)

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        item.__dict__["random"] = self.dice
        return super().painted(condition, item, run)


class Deaf(Paint):
    """Takes no notice of its seed."""

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        made = super().painted(condition, replace(item, seed=5), run)
        return Artifact(made.contents, item)


class Neighbours(Paint):
    """Draws for all items from one generator."""

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        for item in run.items:
            item.__dict__["random"] = run.items[0].random
            yield self.painted(condition, item, run)


class Idle(Paint):
    """Has a field that does nothing."""

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        return super().painted(condition.model_copy(update={"shade": 0.1}), item, run)


class Backwards(Paint):
    """Counts anew for each item."""

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        for item in run.items:
            yield Progress(1, 4)
            yield Progress(4, 4)
            yield self.painted(condition, item, run)


class Jumps(Paint):
    """Goes on with another kind of sound."""

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        for event in super().generate(condition, run):
            if isinstance(event, Preview) and event.append:
                event = replace(event, media_type="audio/flac")
            yield event


class Slow(Paint):
    """Has to think about what it takes."""

    def choices(self, condition: Any) -> dict[str, Any]:
        end = time.process_time() + 0.25
        while time.process_time() < end:
            pass
        return super().choices(condition)


class Invents(Paint):
    """Knows values of a field that it lacks."""

    def choices(self, condition: Any) -> dict[str, Any]:
        return {"pencil": ["soft"]}


class Lets(Paint):
    """Takes what it doesn't know."""

    def refuse_unknown(self, condition: Any) -> None:
        """Refuse nothing."""


class Boasts(Paint):
    """Says that it is wider than it is."""

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        return super().painted(condition, item, run, measured={"width": 999})


class Narrow(Paint):
    """Is always as narrow, and doesn't say so."""

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        made = super().painted(condition, item, run, width=8)
        return Artifact(made.contents, item)


class Calls(Paint):
    """Asks another machine, and goes on without an answer."""

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        try:
            socket.create_connection(("muse.invalid", 80), 1)
        except OSError:
            pass
        yield from super().generate(condition, run)


class Swallows(Paint):
    """Goes on when it is closed."""

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        try:
            yield Progress(0, 1)
        except BaseException:
            yield Progress(1, 1)
        yield from super().generate(condition, run)


class Mislabels(Paint):
    """Says PNG and writes text."""

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        return Artifact({".png": b"no picture"}, item)


class Stumbles(Paint):
    """Fails in the dark."""

    def painted(self, condition: Any, item: Any, run: Run, **odd: Any) -> Artifact:
        _ = 1 / condition.shade
        return super().painted(condition, item, run)


class Hoards(Paint):
    """Keeps what it leased."""

    class Net:
        def parameters(self) -> Iterator[Any]:
            return iter(())

        buffers = parameters

    components: ClassVar[Any] = {"net": Component("net", lambda placement: Hoards.Net(), 8)}
    kept: ClassVar[list[Any]] = []

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        with run.lease("net") as (net,):
            self.kept.append(net)
            yield from super().generate(condition, run)


class Babbles(Paint):
    """Reads fields that there aren't."""

    def read(self, prompt: str) -> Reading:
        return Lexicon({"colour": {"red": ["red"]}}).read(prompt)


class Changes(Paint):
    """Changes a field each time it is read."""

    class condition(PaintCondition):
        def __init__(self, **values: Any) -> None:
            super().__init__(**values)

        from pydantic import field_validator

        @field_validator("prompt")
        @classmethod
        def _longer(cls, value: str) -> str:
            return value + "!"


class Vague(Paint):
    """Describes nothing."""

    class condition(Condition):
        wide: int = Field(3, ge=1, examples=[0])


class Nearly(Again):
    """Repeats to a measure that is never reached."""

    repeatable = "measure"

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness:
        return Likeness("luck", 0.0, "%", False)


class Unpredictable(Again):
    """Is declared not to repeat."""

    repeatable = "no"


FAULTS = {
    "repeats": [(Again, "the same seed again gives other bytes"), (Nearly, "luck 0.0 %")],
    "seeds": [(Deaf, "give the same artifact")],
    "items": [(Neighbours, "isn't what its own seed gives alone")],
    "fields": [(Idle, "shade: nothing that was tried changes")],
    "progress": [
        (Backwards, "progress goes back, from 100% to 25%"),
        (Jumps, "a preview of audio/flac continues audio/wav"),
    ],
    "claims": [
        (Boasts, "measured width = 999, the artifact has 16"),
        (Narrow, "reported as applied"),
    ],
    "network": [(Calls, "it tried to reach muse.invalid")],
    "cancelling": [(Swallows, "generator ignored GeneratorExit")],
    "media": [(Mislabels, "can't be read as image/png")],
    "edges": [(Stumbles, "ZeroDivisionError")],
    "random": [(Stumbles, "ZeroDivisionError")],
    "memory": [(Hoards, "Net stays in memory")],
    "words": [(Babbles, "gives 'colour', which is no field")],
    "surfaces": [(Changes, "comes back from JSON as")],
    "choices": [
        (Slow, "choices() takes"),
        (Invents, "names 'pencil', which is no field"),
        (Lets, "brush = 'nobody-has-this' isn't refused"),
    ],
    "class": [(Vague, "wide has no description"), (Vague, "the example 0 is refused")],
}


@pytest.fixture
def looked(tmp_path: Path) -> Iterator[Any]:
    """A function that makes one check of a class offered at run time."""
    opened: list[Any] = []

    def one(check: str, cls: type[Generator[Any]]) -> Any:
        host = Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=Index([]))
        host.plugins.offer("zoo.made", cls)
        subject = Subject("zoo.made", host=host, seconds=1, trials=10).__enter__()
        opened.extend((subject, host))
        return look(CHECKS[check], subject)

    yield one
    for each in opened:
        each.__exit__(None, None, None)


@pytest.mark.parametrize("check", CHECKS)
def test_what_keeps_its_promises_passes(looked: Any, check: str) -> None:
    verdict = looked(check, Paint)
    assert verdict.state == ("skipped" if check == "contract" else "ok"), verdict


@pytest.mark.parametrize(
    ("check", "cls", "says"),
    [(check, *fault) for check, faults in FAULTS.items() for fault in faults],
)
def test_each_fault_is_found_and_named(looked: Any, check: str, cls: Any, says: str) -> None:
    Hoards.kept.clear()
    verdict = looked(check, cls)
    assert verdict.state == "failed", verdict
    assert says in verdict.told
    assert verdict.fix


@pytest.mark.parametrize("check", ["repeats", "items", "fields"])
def test_what_is_declared_not_to_repeat_is_not_held_to_it(looked: Any, check: str) -> None:
    assert looked(check, Unpredictable).state == "skipped"


def test_a_heavy_import_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from muse.entry_points import Entry

    tmp_path.joinpath("heavy_zoo.py").write_text("import numpy\nfrom zoo import Dots\n")
    monkeypatch.syspath_prepend(tmp_path)
    entries = [Entry("muse", "zoo.dots", "heavy_zoo:Dots", "muse-heavy", "1", "")]
    with (
        Host(library=tmp_path / "lib", index=Index(entries)) as host,
        Subject("zoo.dots", host=host) as subject,
    ):
        verdict = look(CHECKS["light"], subject)
        assert verdict.told == "importing heavy_zoo imports numpy"
        assert verdict.fix == "import numpy inside generate(), where it is used"
        verdict = look(CHECKS["contract"], subject)
        assert "muse-heavy doesn't say which contract" in verdict.told


def test_the_network_is_open_again_afterwards(looked: Any) -> None:
    looked("network", Paint)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname(), 5):
            pass  # this machine itself may be reached even while a generator is checked


def test_a_test_of_a_check_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no check 'speed'"):
        conformance("image.sketch", but={"speed": "we have no clock"})


def test_check_on_the_command_line(muse: Muse) -> None:
    code, out, _ = muse("plugin", "check", "zoo.dots", "--seconds", "0", "--dots", "9")
    assert code == 1
    assert "ok      seeds" in out
    assert "FAILED  fields" in out
    assert "fault: " in out and "fix: " in out
    assert out.splitlines()[-1].endswith("FAILED")
    code, out, _ = muse("plugin", "check", "text.grammar", "--seconds", "0", "--json")
    assert code == 0
    assert {row["state"] for row in json.loads(out)} == {"ok", "skipped"}
    code, _, errors = muse("plugin", "check", "zoo.dots", "words")
    assert (code, errors) == (2, "muse: 'words' is an unexpected argument; try --help\n")
    code, _, errors = muse("plugin", "check", "zoo.dotz")
    assert code == 2
    assert "did you mean zoo.dots?" in errors


def test_the_fixtures_are_there_and_light(tmp_path: Path) -> None:
    tmp_path.joinpath("test_it.py").write_text(
        "import os, sys\n"
        "def test_light():\n"
        "    assert not {'pydantic', 'numpy', 'torch', 'muse.running.host'} & set(sys.modules)\n"
        "def test_host(muse_host, muse_home):\n"
        "    assert 'image.sketch' in muse_host.plugins.names()\n"
        "    assert os.environ['MUSE_HOME'] == str(muse_home)\n"
        "def test_card(muse_card, muse_host):\n"
        "    assert muse_host.devices.manager().backend is muse_card\n"
        "    assert muse_host.devices.manager().device == 'cuda:0'\n"
    )
    installed = list(entry_points(group="pytest11", name="muse"))
    more = [] if installed else ["-p", "muse.testing.plugin"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *more, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 passed" in done.stdout, done.stdout


def test_a_card_is_full_at_its_limit(muse_card: Card) -> None:
    with pytest.raises(RuntimeError, match="out of memory"), muse_card.work(9 * 2**30):
        pass
    assert muse_card.allocated() == 0


def test_conformance_passes_skips_and_fails(
    muse_subjects: Any, planted_zoo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(planted_zoo)
    made = conformance("text.grammar", small=lambda factory: {"form": "poem"}, seconds=0)
    made("class", muse_subjects)
    with pytest.raises(pytest.skip.Exception, match="Muse's own"):
        made("contract", muse_subjects)
    with pytest.raises(pytest.skip.Exception, match="no time"):
        conformance("text.grammar", but={"light": "no time"})("light", muse_subjects)
    with pytest.raises(pytest.fail.Exception, match=r"photo: no value is known.*\nfix: give one"):
        conformance("zoo.dots", seconds=0)("fields", muse_subjects)


def test_a_condition_that_small_can_not_make_is_told(looked: Any) -> None:
    class Odd(Paint):
        """Gives a cheap condition that it refuses."""

        @classmethod
        def small(cls) -> dict[str, Any]:
            return {"width": 1}

    class Odder(Paint):
        """Fails while it gives one."""

        @classmethod
        def probes(cls) -> dict[str, Any]:
            raise KeyError("nothing")

    assert "small() makes no valid condition: width: invalid value 1" in looked("class", Odd).told
    assert "fails: KeyError" in looked("class", Odder).told


def riff(kind: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4) + kind


@pytest.mark.parametrize(
    ("media_type", "good", "bad"),
    [
        ("text/plain", "ä".encode(), b"\xff\xfe"),
        ("text/vnd.abc", b"X:1", b"\xff"),
        ("application/json", b"{}", b"{"),
        ("application/ld+json", b"[]", b"x"),
        ("image/svg+xml", b"<svg/>", b"<svg>"),
        ("application/xml", b"<a/>", b"a"),
        ("audio/wav", riff(b"WAVE"), riff(b"AVI ")),
        ("audio/midi", b"MThd\0\0\0\6\0\1\0\1\0\x60MTrk", b"MThd\0\0\0\7"),
        ("audio/mpeg", b"\xff\xe3H", b"RIFF"),
        ("audio/mpeg", b"ID3", b"\xff\x00"),
        ("audio/flac", b"fLaC", b"OggS"),
        ("application/pdf", b"%PDF-1.7", b"PDF"),
        ("application/vnd.safetensors", untrained({"a": (2,)}), untrained({"a": (2,)})[:-1]),
    ],
)
def test_bytes_are_what_their_media_type_says(media_type: str, good: bytes, bad: bytes) -> None:
    assert kinds.known(media_type)
    assert kinds.problem(media_type, good) is None
    assert f"can't be read as {media_type}" in str(kinds.problem(media_type, bad))
    assert kinds.problem(media_type, b"") == "there are no bytes"


def test_unknown_bytes_pass_and_sounds_are_measured() -> None:
    assert not kinds.known("application/x-thing")
    assert kinds.problem("application/x-thing", b"?") is None
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(2000))
    assert kinds.measured("audio/wav", buffer.getvalue()) == {"duration": 0.25}


class Shows:
    def __init__(self, name: str, view: Any) -> None:
        self.offer = Format(".png", "image/png", views={name: view})

    @hookimpl
    def muse_formats(self) -> list[Format]:
        return [self.offer]


def test_what_shows_a_file_is_tried(looked: Any, tmp_path: Path) -> None:
    count = iter(range(9))
    views: dict[str, Any] = {
        "page": lambda data, place: ("text/html", b"<p>\xff"),
        "notes": lambda data, place: ("application/json", b"%d" % next(count)),
        "sound": lambda data, place: 1 / 0,
    }
    says = {"page": "can't be read as text/html", "notes": "gives other bytes", "sound": "ZeroDiv"}
    for name, view in views.items():
        with Host(library=tmp_path / name, index=Index([]), hooks=[Shows(name, view)]) as host:
            host.plugins.offer("zoo.made", Paint)
            with Subject("zoo.made", host=host, seconds=1) as subject:
                verdict = look(CHECKS["media"], subject)
        assert verdict.state == "failed", verdict
        assert says[name] in verdict.told

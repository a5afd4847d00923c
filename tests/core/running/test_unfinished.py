"""Texts that aren't finished: on disk as they grow, kept whatever ends the run, lost never."""

import errno
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import muse
from muse import Artifact, Cancelled, Condition, Draft, Event, Format, Generator, Host, Run, Text
from muse import GenerationError as Failure
from muse.library.jobs import Jobs
from muse.running.working import Working

MARKDOWN = "text/markdown"


class Book(Generator[Condition]):
    """Writes three chapters, each of two words; breaks in the chapter it is told to."""

    formats = {".md": MARKDOWN, ".txt": "text/plain", ".json": "application/json"}
    breaks_in = 0
    problem: BaseException = Failure("the server is gone", hint="start it")
    seen: list[Any] = []

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items:
            text = yield from run.drive(lambda emit, item=item: self.write(run, emit, item))
            yield Artifact({suffix: text.encode() for suffix in run.formats}, item)

    def write(self, run: Run, emit: Any, item: Any) -> str:
        text = run.drafts.get(item.index, "")
        self.seen.append(text)
        for number in range(1 + text.count("."), 4):
            emit.text(f"one{number} ", item.index)
            if number == self.breaks_in:
                raise self.problem
            emit.text(f"two{number}.", item.index)
            text += f"one{number} two{number}."
            emit.draft(text, item.index, title="The Lamp")
        return text


@pytest.fixture
def book(zoo: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    zoo.plugins.offer("zoo.book", Book)
    monkeypatch.setattr(Book, "breaks_in", 3)
    monkeypatch.setattr(Book, "seen", [])
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    return zoo


def names() -> list[str]:
    """Return the files in the current folder, without the recipes beside them."""
    return sorted(p.name for p in Path().iterdir() if not p.name.endswith(".muse.json"))


KEPT = "one1 two1.one2 two2.one3 "


@pytest.mark.parametrize(
    ("output", "kept"),
    [
        ("x.md", ["x.unfinished.md"]),
        ("x.txt", ["x.unfinished.txt"]),
        (["x.md", "y.txt"], ["x.unfinished.md", "y.unfinished.txt"]),
        ("x.json", ["x.unfinished.txt"]),
        ("x.paper", ["x.unfinished.md"]),
        (["x.json", "y.txt"], ["y.unfinished.txt"]),
        ("-", ["the-lamp.unfinished.md"]),
        ("./", ["the-lamp.unfinished.md"]),
        ("sub/x.TXT", ["sub/x.unfinished.txt"]),
    ],
)
def test_a_halted_text_is_kept_whatever_was_asked(book: Host, output: Any, kept: list[str]) -> None:
    paper = Format(".paper", "application/x-paper", {MARKDOWN: bytes.upper})
    book.hooks.register(_Formats([paper]))
    stream = book.stream("zoo.book", output=output, seed=1)
    with pytest.raises(Failure, match="the server is gone; start it") as caught:
        list(stream)
    assert caught.value.exit_code == 1
    assert [str(path) for each in stream.unfinished for path in each.paths] == kept
    assert {Path(name).read_text() for name in kept} == {KEPT}
    assert not list(Path().rglob("*.part"))
    (run,) = book.library.log()
    assert run.artifacts[0].unfinished and run.status == "failed"


class _Formats:
    def __init__(self, formats: list[Format]) -> None:
        self.formats = formats

    @muse.hookimpl
    def muse_formats(self) -> list[Format]:
        return self.formats


def test_an_encoder_that_fails_doesnt_cost_the_text(
    book: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(data: bytes) -> bytes:
        raise ValueError("no such font")

    monkeypatch.setattr(Book, "breaks_in", 0)
    book.hooks.register(_Formats([Format(".paper", "application/x-paper", {MARKDOWN: broken})]))
    with pytest.raises(muse.PluginError, match="no such font"):
        book.run("zoo.book", output="x.paper", seed=1)
    assert names() == ["x.unfinished.md"]
    assert Path("x.unfinished.md").read_text() == "one1 two1.one2 two2.one3 two3."


def test_nothing_is_kept_where_nothing_came(book: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Book, "write", lambda *_: (_ for _ in ()).throw(Failure("no")))
    stream = book.stream("zoo.book", output="x.md", seed=1)
    with pytest.raises(Failure):
        list(stream)
    assert (stream.unfinished, names()) == ([], [])


def test_a_text_is_on_disk_as_it_grows_and_goes_when_it_is_finished(
    book: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Book, "breaks_in", 0)
    seen = []
    stream = book.stream("zoo.book", output="x.txt", seed=1, count=2)
    for event in stream:
        if isinstance(event, Draft):
            name = f"x-{event.item + 1}.unfinished.txt"
            seen.append(Path(name).read_text() == event.text)
    assert seen == [True] * 6
    assert names() == ["x-1.txt", "x-2.txt"]


def test_a_draft_is_on_disk_when_emit_returns(book: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    there = []
    plain = muse.Emit.draft

    def looked(self: Any, text: str, *rest: Any, **more: Any) -> None:
        plain(self, text, *rest, **more)
        there.append(Path("x.unfinished.md").read_text() == text)

    monkeypatch.setattr(muse.Emit, "draft", looked)
    with pytest.raises(Failure):
        book.run("zoo.book", output="x.md", seed=1)
    assert there == [True, True]


def test_what_somebody_wrote_meanwhile_is_left_alone(book: Host) -> None:
    Path("x.unfinished.md").write_text("of an earlier run")
    stream = book.stream("zoo.book", output="x.md", seed=1)
    with pytest.raises(Failure):
        for event in stream:
            if isinstance(event, Draft) and event.text.count(".") == 1:
                Path("x.unfinished-2.md").write_text("edited while it grew")
    assert Path("x.unfinished.md").read_text() == "of an earlier run"
    assert Path("x.unfinished-2.md").read_text() == "edited while it grew"
    assert Path("x.unfinished-3.md").read_text() == KEPT
    assert len(names()) == 3


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), Cancelled(), MemoryError("full")])
def test_the_cause_is_shown_as_it_is(
    book: Host, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    monkeypatch.setattr(Book, "problem", problem)
    stream = book.stream("zoo.book", output="x.txt", seed=1)
    with pytest.raises((Failure, Cancelled, muse.PluginError, KeyboardInterrupt)) as caught:
        list(stream)
    assert "made" not in str(caught.value)
    assert Path("x.unfinished.txt").read_text() == KEPT


def test_halves_of_a_letter_are_joined(book: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(self: Any, run: Run, emit: Any, item: Any) -> str:
        for piece in ("rain \ud83c", "\udf27", " \ud83c"):
            emit.text(piece)
        raise Failure("gone")

    monkeypatch.setattr(Book, "write", write)
    with pytest.raises(Failure, match="gone"):
        book.run("zoo.book", output="x.md", seed=1)
    assert Path("x.unfinished.md").read_text(encoding="utf-8") == "rain 🌧 \ufffd"


def test_words_that_come_while_a_run_is_stopped_are_kept(
    book: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = threading.Event()

    def write(self: Any, run: Run, emit: Any, item: Any) -> str:
        try:
            emit.text("begun, ")
            shown.wait(5)
            emit.text("told late")
        except Cancelled:
            with pytest.raises(Cancelled):
                emit.text(" and later")
            raise
        return ""

    monkeypatch.setattr(Book, "write", write)
    stream = book.stream("zoo.book", output="x.md", seed=1)
    with stream:
        next(stream)
        stream.cancel()
        shown.set()
    assert Path("x.unfinished.md").read_text() == "begun, told late and later"


# -- a disk that is full


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that can't be written to from now on."""
    from muse import files

    folders: list[Path] = []
    fill, nameless = files.fill, files._nameless

    def refuse(path: Path, data: bytes) -> None:
        if any(path.absolute().is_relative_to(each) for each in folders):
            raise OSError(errno.ENOSPC, "No space left on device")
        fill(path, data)

    monkeypatch.setattr(files, "fill", refuse)
    monkeypatch.setattr(files, "_nameless", lambda folder: None if folders else nameless(folder))
    return folders


def test_a_text_goes_elsewhere_where_the_disk_is_full(
    book: Host, full: list[Path], tmp_path: Path
) -> None:
    stream = book.stream("zoo.book", output="x.md", seed=1)
    with pytest.raises(Failure, match="the server is gone"):
        for event in stream:
            if isinstance(event, Draft):
                full[:] = [tmp_path / "out"]
    (kept,) = stream.unfinished
    assert kept.paths == [tmp_path / "lib" / "unfinished" / "the-lamp.unfinished.md"]
    assert kept.paths[0].read_text() == KEPT
    assert "No space left" in stream.early.why[0]
    assert Path("x.unfinished.md").read_text() == "one1 two1."  # the last that could be written
    assert any("No space left" in note for note in stream.report.notes)


def test_what_can_be_written_nowhere_is_handed_out(
    book: Host, full: list[Path], tmp_path: Path
) -> None:
    stream = book.stream("zoo.book", output="x.md", seed=1)
    with pytest.raises(Failure, match="the server is gone"):
        for event in stream:
            if isinstance(event, Draft) and event.text.count(".") == 2:
                full[:] = [Path("/")]
    (lost,) = stream.early.lost
    assert (lost.text, str(lost.path)) == ("one3 ", "x.unfinished.md")
    assert "No space left" in lost.why
    assert Path("x.unfinished.md").read_text() == "one1 two1.one2 two2."


def test_the_terminal_gets_what_can_be_written_nowhere(
    book: Host, full: list[Path], capsys: pytest.CaptureFixture
) -> None:
    from muse.cli.showing import show

    stream = book.stream("zoo.book", output="-", seed=1)
    full[:] = [Path("/")]
    with pytest.raises(Failure, match="the server is gone"):
        show(stream)
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("the text can't be written (") and "No space left" in told[0]
    assert told[1] == KEPT.rstrip() or told[1] == KEPT


# -- jobs


def _work(host: Host, generator: str) -> str:
    jobs = Jobs(host.library.database)
    job = jobs.claim(("light", "device"))
    assert job is not None
    return Working(host, job).work()


def test_an_attempt_goes_on_from_the_draft_of_the_one_before(
    book: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse.running.submitting import submit

    job = submit(book, "zoo.book", {"seed": 1})
    assert _work(book, "zoo.book") == "failed"
    assert book.library.drafts.of(job.id) == {0: "one1 two1.one2 two2."}
    Jobs(book.library.database).retry(job.id)
    monkeypatch.setattr(Book, "breaks_in", 0)
    assert _work(book, "zoo.book") == "done"
    assert Book.seen == ["", "one1 two1.one2 two2."]
    run = book.library.run(job.id)
    assert run is not None and not run.artifacts[0].unfinished
    path = book.library.path_of(run.artifacts[0].files[0])
    assert path is not None and path.read_text() == "one1 two1.one2 two2.one3 two3."
    assert book.library.drafts.of(job.id) == {}
    assert names() == []


def test_drafts_of_jobs_that_are_gone_are_stray(book: Host) -> None:
    drafts = book.library.drafts
    drafts.write("abc", 0, b"1")
    drafts.write("def", 2, b"2")
    assert drafts.of("def") == {2: "2"}
    assert [path.name for path in drafts.stray({"def"})] == ["abc-1.md"]


def test_a_draft_has_to_be_a_text(book: Host) -> None:
    class Odd(Generator[Condition]):
        """Yields a draft of nothing."""

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            yield Text("a")
            yield Draft(None)  # type: ignore[arg-type]

    book.plugins.offer("zoo.odd", Odd)
    with pytest.raises(muse.PluginError, match="a draft of NoneType, which is no str"):
        book.run("zoo.odd", output="x.md")
    assert names() == ["x.unfinished.md"]

"""What the commands print, where, and what they never print."""

import io
import sys

import pytest

from muse import Progress, Report
from muse.cli import call, console, main
from muse.cli.outlook import lasting
from muse.cli.progress import ProgressBar
from muse.cli.reporting import lines
from muse.cli.showing import TextPrinter
from muse.contract.artifact import Artifact
from muse.contract.events import Text
from muse.contract.item import Item


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_control_characters_never_reach_the_terminal() -> None:
    assert console.safe("a\x1b[31mb\x07\u202ec\n\td") == "a\ufffd[31mb\ufffd\ufffdc\n\td"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [("abcdef", 4, "abc…"), ("abcd", 4, "abcd"), ("森林夜景", 5, "森林…"), ("a\nb", 9, "a b")],
)
def test_texts_are_cut_by_columns(text: str, limit: int, cut: str) -> None:
    assert console.safe(text, limit) == cut
    assert console.width(cut) <= limit


def test_columns_line_up_for_wide_characters(capsys: pytest.CaptureFixture) -> None:
    console.table([["森林", "x"], ["ab", "y"]])
    console.table([])
    assert capsys.readouterr().out == "森林  x\nab    y\n"
    assert console.width("e\u0301") == 1


@pytest.mark.parametrize(
    ("count", "shown"), [(9, "9 B"), (12_345, "12.3 kB"), (2.5e9, "2.5 GB"), (7e13, "70.0 TB")]
)
def test_sizes(count: float, shown: str) -> None:
    assert console.size(count) == shown


def test_a_report_is_told_line_by_line() -> None:
    report = Report(applied={"prompt": "long", "tempo": 120, "count": 1}, not_understood=("zzz",))
    report.adjust("meter", "4/4", "3/4", "a waltz")
    report.measured.update(
        tempo=118.5,
        elements=[{"name": "tree"}, {"name": "tree"}, {"name": "moon"}],
        size=[3, 4],
        mentions={"Anna": 2},
    )
    report.note("Templates.")
    assert lines(report) == [
        "applied         tempo = 120",
        "adjusted        meter: 4/4 -> 3/4 (a waltz)",
        "measured        tempo = 118.5, elements = 2 tree, moon, size = 3, 4, mentions = Anna: 2",
        "differs         tempo: asked 120, measured 118.5",
        "not understood  zzz",
        "note            Templates.",
    ]


def test_the_bar_shows_on_a_terminal_and_can_be_retired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse.cli.progress.PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    with ProgressBar("image.sketch") as bar:
        bar.show(Progress(1, 4, "sky"))
        bar.hide()
        bar.show(Progress(3, 4))
        bar.retire()
        shown = sys.stderr.getvalue()
        bar.show(Progress(4, 4))
    assert "sky" in shown
    assert "25 %" in shown
    assert sys.stderr.getvalue() == shown


def test_the_bar_shows_after_two_seconds_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [5.0]
    monkeypatch.setattr(sys, "stderr", Terminal())
    with ProgressBar("image.sketch", clock=lambda: now[0]) as bar:
        now[0] = 6.9
        bar.show(Progress(1, 4, "sky"))
        assert sys.stderr.getvalue() == ""
        now[0] = 7.1
        bar.show(Progress(2, 4, "sea"))
    assert "sea" in sys.stderr.getvalue()


def test_no_bar_before_its_time_or_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr(sys, "stderr", stream)
        with ProgressBar("x") as bar:
            bar.show(Progress(1, 4))
        assert stream.getvalue() == ""


def told(monkeypatch: pytest.MonkeyPatch, terminal: bool, times: list[tuple[float, float]]) -> str:
    """Return what is said of a run of which so much is done (0..1) at some times (s)."""
    now = [0.0]
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with ProgressBar("image.sketch", clock=lambda: now[0]) as bar:
        for now[0], done in times:
            bar.show(Progress(100 * done, 100, f"frame {round(24 * done)}"))
    return stream.getvalue()


def test_long_work_says_how_long_it_takes_once_its_speed_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steady = [(second / 2, second / 240) for second in range(1, 241)]  # two minutes
    lines = told(monkeypatch, False, steady).splitlines()
    assert lines[0].startswith("image.sketch: 2 %, about 2 min to go: frame 1")
    assert 8 <= len(lines) <= 12
    assert "to go" in lines[-1]
    assert "2 %, about 2 min to go" in told(monkeypatch, True, steady)


def test_short_work_says_nothing_and_slow_stages_are_not_taken_for_its_speed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(monkeypatch, False, [(t, t / 15) for t in range(16)]) == ""
    slow = [(0.1, 0.0), (2.5, 0.05), (2.6, 0.4), (3.0, 0.7), (3.5, 0.9), (4.0, 1.0)]
    assert told(monkeypatch, False, slow) == ""
    loaded = [(0.0, 0.0), *((9 + step / 10, step / 20) for step in range(1, 21))]
    assert told(monkeypatch, False, loaded) == "", "loading isn't one of the steps"
    # A third of the work went by in a second, and then a step took five.
    jumped = [(1.0, 0.4), (6.0, 0.42), (11.0, 0.44), (16.0, 0.46), (26.0, 0.5)]
    first, *more = told(monkeypatch, False, jumped).splitlines()
    assert first == "image.sketch: 42 %, about 2 min to go: frame 10"
    assert len(more) == 2


def test_what_takes_long_to_begin_says_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muse.cli.progress.PATIENCE", 0.05)
    for stream in (io.StringIO(), Terminal()):
        monkeypatch.setattr(sys, "stderr", stream)
        with ProgressBar("music.musicgen", clock=lambda: 0.0) as bar:
            bar.show(Progress(0, 1, "loading [red]a/b"))
            bar._late.join(10)
        assert "loading [red]a/b" in stream.getvalue()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2, "5 s"), (38, "40 s"), (70, "1 min"), (3540, "59 min"), (3590, "1 h"), (5100, "1 h 25 min"),
     (36000, "10 h"), (40000, "11 h"), (300000, "3 days")],
)  # fmt: skip
def test_lengths_of_time(seconds: float, text: str) -> None:
    assert lasting(seconds) == text


def finished(index: int, text: str, kind: str = "text/markdown") -> Artifact:
    from muse.contract.file import File

    return Artifact({}, Item(index, 0), files={".md": File(kind, text.encode())})


def test_texts_of_a_batch_are_printed_one_after_the_other(capsys: pytest.CaptureFixture) -> None:
    printer = TextPrinter()
    for event in [Text("a1", 0), Text("b1", 1), Text("a2", 0), Text("b2", 1)]:
        printer.piece(event)
    printer.artifact(finished(0, "a1a2"))
    printer.artifact(finished(1, "b1b2"))
    printer.artifact(finished(2, "whole"))
    printer.artifact(finished(3, "x", "image/png"))
    assert capsys.readouterr().out == "a1a2\nb1b2\nwhole\n"


def test_a_text_that_breaks_off_leaves_its_line(capsys: pytest.CaptureFixture) -> None:
    printer = TextPrinter()
    printer.end_line()
    printer.piece(Text("It rains", 0))
    printer.end_line()
    printer.end_line()
    assert capsys.readouterr().out == "It rains\n"


def test_texts_of_which_documents_are_made_are_printed_too(capsys: pytest.CaptureFixture) -> None:
    printer = TextPrinter()
    for event in [Text("a", 0), Text("b", 1)]:
        printer.piece(event)
    printer.artifact(finished(0, "PK", "application/zip"))
    printer.artifact(finished(1, "PK", "application/zip"))
    assert capsys.readouterr().out == "a\nb\n"


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["rum"])
    assert stop.value.code == 2
    monkeypatch.setattr(sys, "argv", ["muse", "--version"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 0


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (KeyboardInterrupt(), 130, "muse: cancelled\n"),
        (
            RuntimeError("oh\nno"),
            1,
            "muse: internal error: RuntimeError: oh no; please report it, --debug",
        ),
        (SystemExit(3), 3, ""),
        (SystemExit("x"), 1, ""),
    ],
)
def test_what_ends_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys, error: BaseException, code: int, says: str
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("muse.cli.muse.main", fail)
    assert call(["log"]) == code
    assert capsys.readouterr().err.startswith(says)


def test_closed_streams_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.out("x")
    console.say("x")
    assert call(["rum"]) == 2
    assert call(["--version"]) == 0

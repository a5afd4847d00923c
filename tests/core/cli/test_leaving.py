"""The process of the command line: its descriptors, its signals, and how it ends."""

import json
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from muse import interrupts
from muse.cli import call, console, process


def test_a_reserved_stdout_gets_the_result_alone(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(sys, "stdout", open(1, "w", encoding="utf-8", closefd=False))
    monkeypatch.setattr(sys, "stderr", open(2, "w", encoding="utf-8", closefd=False))
    with console.reserved():
        print("python")
        os.write(1, b"descriptor\n")
        console.out("result")
        console.deliver(b"bytes\n")
        sys.stderr.flush()
    print("after")
    sys.stdout.flush()
    told = capfd.readouterr()
    assert told.out == "result\nbytes\nafter\n"
    assert "python" in told.err and "descriptor" in told.err


def test_where_there_is_no_stdout_nothing_is_reserved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with console.reserved():
        console.out("nobody")
        assert console.stdout() is None
    with pytest.raises(Exception, match="it is closed"):
        console.deliver(b"x")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["generators"]])
def test_a_full_device_has_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, arguments: list[str]
) -> None:
    full = open("/dev/full", "w", encoding="utf-8", buffering=1)
    monkeypatch.setattr(sys, "stdout", full)
    assert call(arguments) == 1
    with suppress(OSError):
        full.close()
    assert "standard output can't be written" in capsys.readouterr().err


def test_what_does_not_end_is_left_and_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    left: list[int] = []
    monkeypatch.setattr(process, "PATIENCE", 0.0)
    monkeypatch.setattr(threading.main_thread(), "join", lambda: None)
    monkeypatch.setattr(os, "_exit", left.append)
    forever = threading.Event()
    other = threading.Thread(target=forever.wait, name="for\x1bever")
    other.start()
    process._leave(3)
    forever.set()
    other.join()
    process._leave(4)
    assert left == [3, 4]
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "muse: threads that don't end (for\ufffdever) were left at exit"
    assert told[-1].endswith("were left at exit")


def test_signals_are_noted_and_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: dict[int, object] = {}
    monkeypatch.setattr(
        signal, "signal", lambda number, handler: handlers.update({number: handler})
    )
    monkeypatch.setattr(threading, "Thread", lambda **options: threading.Timer(0, lambda: None))
    monkeypatch.setattr(interrupts, "_watching", False)
    monkeypatch.setattr(interrupts, "_seen", [])
    monkeypatch.setattr(process, "_ended", [])
    for standing in (signal.default_int_handler, signal.SIG_IGN):
        monkeypatch.setattr(signal, "getsignal", lambda number, s=standing: s)
        interrupts.watch()
        assert not interrupts.by_user()
    assert handlers[signal.SIGINT] is interrupts._interrupt
    with pytest.raises(KeyboardInterrupt):
        interrupts._interrupt(signal.SIGINT, None)
    assert interrupts.by_user()
    assert process.done(130) == 130
    monkeypatch.setattr(signal, "getsignal", lambda number: signal.SIG_IGN)
    with pytest.raises(KeyboardInterrupt):
        process._end(signal.SIGTERM, None)
    assert process.done(130) == 143
    assert process.done(2) == 2


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
@pytest.mark.parametrize("asked", [["-o", "-"], ["--json"]])
def test_a_result_that_a_full_device_does_not_take_is_kept(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    tmp_path: Path,
    asked: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    full = open("/dev/full", "w", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", full)
    small = ["--width", "64", "--height", "64", "--seed", "1"]
    assert call(["run", "image", *small, *asked]) == 1
    with suppress(OSError):
        full.close()
    assert "standard output can't be written (No space left" in capsys.readouterr().err
    assert len(list(tmp_path.glob("*.png"))) == 1


def test_a_strangers_file_that_was_changed_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(["run", "text", "--seed", "1", "-o", "a.md"]) == 0
    beside = tmp_path / "a.md.muse.json"
    recipe = json.loads(beside.read_text(encoding="utf-8"))
    recipe["weights"] = {"a/b": {"revision": "abc", "files": {}}}
    beside.write_text(json.dumps(recipe), encoding="utf-8")
    (tmp_path / "a.md").write_text("another text", encoding="utf-8")
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "elsewhere"))
    capsys.readouterr()
    assert call(["show", "a.md"]) == 0
    told = capsys.readouterr().out
    assert "weights   a/b abc" in told
    assert "the file was changed after it was made" in told
    assert call(["show", "a.md", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] is True

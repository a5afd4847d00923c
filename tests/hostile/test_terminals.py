"""Output goes to any terminal and any pipe, whatever letters it has."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from muse.cli import call

PROMPT = "一首关于月亮的诗 \U0001f319 é"


def muse(encoding: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "muse", *arguments],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=60,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "latin-1", "ascii", "utf-8"])
def test_every_listing_and_text_can_be_written(tmp_path: Path, encoding: str) -> None:
    made = muse(
        encoding, "run", "text", "-g", "text.grammar", "--prompt", PROMPT, "-o", f"{tmp_path}/"
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout
    for arguments in (["log"], ["show", "1"], ["generators"], ["config"], ["--help"]):
        done = muse(encoding, *arguments)
        assert b"Traceback" not in done.stderr
        assert b"internal error" not in done.stderr
        assert done.returncode in (0, 2), (arguments, done.stderr)
    listed = json.loads(muse(encoding, "log", "--json").stdout)
    assert PROMPT in json.dumps(listed, ensure_ascii=False)


def test_an_error_that_cannot_be_spelt_is_escaped() -> None:
    done = muse("cp1252", "run", "image", "-g", "画")
    assert done.returncode == 2
    assert b"\\u753b" in done.stderr


SMALL = ("--width", "64", "--height", "64", "--seed", "1")
EVIL = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202egnp\u2066 \r\x08\x7f"


@pytest.mark.parametrize("asked", [("-o", "-"), ("--json",)], ids=["raw", "json"])
@pytest.mark.parametrize("where", [">/dev/full", ">&-", "| true"])
def test_a_result_that_nobody_takes_is_told_and_kept(
    tmp_path: Path, asked: tuple[str, ...], where: str
) -> None:
    if where == ">/dev/full" and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full on this system")
    command = shlex.join([sys.executable, "-m", "muse", "run", "image", *SMALL, *asked])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} {where}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("muse: standard output can't be written (")
    assert done.stderr.count("\n") == 1
    assert len(list(tmp_path.glob("*.png"))) == 1


def _obeyed(text: str) -> list[str]:
    """Return the characters that a terminal would obey."""
    bad = {*map(chr, [*range(9), *range(11, 32), *range(127, 160), 0x202E, 0x2066])}
    return sorted(bad & set(text))


def test_what_comes_from_outside_reaches_no_terminal_as_control(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "evil\x1b[2J"
    folder.mkdir()
    made = f"{folder}/made\x9b.png"
    assert call(["run", "image", "--prompt", f"a lake {EVIL}", *SMALL, "-o", made]) == 0
    told = capsys.readouterr()
    (id,) = (line.split("[")[-1].split("]")[0] for line in told.err.splitlines()[:1])
    assert call(["rate", id, "5", "--note", EVIL]) == 0
    for arguments in (
        ["log"],
        ["log", "--json"],
        ["log", "-q", EVIL],
        ["show", id],
        ["show", id, "--json"],
        ["show", made],
        ["show", f"nothing {EVIL}"],
        ["open", id, "--print"] if sys.stdout.isatty() else ["log"],
        ["reproduce", made],
        ["reproduce", f"nothing {EVIL}"],
        ["run", EVIL],
        ["run", "image", "-g", EVIL],
        ["run", "image", f"--{EVIL}", "x"],
        ["run", "image", "--style", EVIL],
        ["run", "image", "--palette", EVIL],
        ["run", "image", "--init", f"/nowhere/{EVIL}"],
        ["run", "image", "--condition", f"/nowhere/{EVIL}"],
        ["run", "image", "-o", f"/proc/{EVIL}/x.png"],
        ["run", "image", *SMALL, "-o", f"a.{EVIL}"],
        ["run", "music", "--chords", EVIL],
        ["run", "text", "--prompt", EVIL, "--seed", "1"],
        ["pull", EVIL],
        ["rm", EVIL],
        ["use", EVIL],
        ["config", EVIL, EVIL],
        ["plugins", "disable", EVIL],
        ["plugins", "restore", f"nowhere {EVIL}"],
        ["plugin", "new", EVIL],
        ["schema", EVIL],
        ["stop", EVIL],
        ["train", "image", "-g", EVIL],
        [EVIL],
    ):
        call(arguments)
        told = capsys.readouterr()
        assert _obeyed(told.out + told.err) == [], arguments
        assert "internal error" not in told.err, arguments


def test_a_hostile_recipe_is_shown_without_control(
    tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(["run", "text", "--seed", "1", "-o", "a.md"]) == 0
    beside = tmp_path / "a.md.muse.json"
    recipe = json.loads(beside.read_text(encoding="utf-8"))
    for name in ("environment", "condition", "asked", "weights"):
        hostile = {**recipe, name: {**recipe.get(name, {}), f"x{EVIL}": EVIL}}
        if name == "weights":
            hostile[name] = {EVIL: {"revision": EVIL, "files": {EVIL: EVIL}}}
        beside.write_text(json.dumps(hostile), encoding="utf-8")
        for arguments in (["show", "a.md"], ["reproduce", "a.md"]):
            call(arguments)
            told = capsys.readouterr()
            assert _obeyed(told.out + told.err) == [], (name, arguments)
            assert "internal error" not in told.err

"""Metadata of other people's packages, and a damaged index: no command stops."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from muse import entry_points
from muse.cli import call


@pytest.fixture
def broken(plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that installs a package, one file of which isn't UTF-8."""

    def put(file: str) -> None:
        site = plant("muse-odd", "[muse]\nzoo.odd = odd:Odd\n")
        site.joinpath("muse_odd-1.0.dist-info", file).write_bytes(b"Name: \xff\xfe\n[mu\xffse]\n")
        monkeypatch.syspath_prepend(site)

    return put


COMMANDS = (["--help"], ["--safe", "--help"], ["generators"], ["plugins"], ["run", "--help"])


@pytest.mark.parametrize("file", ["METADATA", "entry_points.txt"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_stops(broken: Callable[[str], None], file: str, command: list[str]) -> None:
    broken(file)
    assert call(command) == 0


@pytest.mark.parametrize("file", ["METADATA", "entry_points.txt"])
def test_doctor_names_it(
    broken: Callable[[str], None], file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken(file)
    assert call(["doctor"]) == 1
    assert "the metadata of muse_odd-1.0.dist-info can't be read" in capsys.readouterr().out


def test_metadata_reach_no_terminal_with_control_characters(
    plant: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = plant("muse-odd", "[muse]\nzoo.\x1b[31mred = odd:Odd\n")
    info = site / "muse_odd-1.0.dist-info" / "METADATA"
    info.write_text("Metadata-Version: 2.1\nName: muse-odd\nVersion: 1\nSummary: \x1b]0;x\x07\n")
    monkeypatch.syspath_prepend(site)
    found = [entry for entry in entry_points.scan() if entry.distribution == "muse-odd"]
    assert found and all(part.isprintable() for entry in found for part in entry)


DAMAGE: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "cut": lambda text: text[: len(text) // 2],
    "null": lambda text: "null",
    "a list": lambda text: "[]",
    "a number": lambda text: "3",
    "no key": lambda text: json.dumps({"entries": []}),
    "no entries": lambda text: json.dumps({"key": json.loads(text)["key"]}),
    "entries of another type": lambda text: _with(text, 3),
    "entries that are short": lambda text: _with(text, [["muse", "a"]]),
    "entries that are long": lambda text: _with(text, [["muse"] * 9]),
    "entries that are texts": lambda text: _with(text, ["musezoo"]),
    "entries of numbers": lambda text: _with(text, [[1, 2, 3, 4, 5, 6]]),
    "entries of nothing": lambda text: _with(text, [[None] * 6]),
    "nested": lambda text: "[" * 100_000,
    "NaN": lambda text: "NaN",
}


def _with(text: str, entries: object) -> str:
    return json.dumps({**json.loads(text), "entries": entries})


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_index_is_made_anew(name: str) -> None:
    entry_points.load()
    path = Path(entry_points.cache_path(entry_points.cache_key()))
    whole = path.read_text(encoding="utf-8")
    path.write_text(DAMAGE[name](whole), encoding="utf-8")
    assert "image.sketch" in entry_points.load().generators
    assert path.read_text(encoding="utf-8") == whole
    assert not list(path.parent.glob("*.part"))


def test_an_index_that_is_no_text_is_made_anew() -> None:
    entry_points.load()
    path = Path(entry_points.cache_path(entry_points.cache_key()))
    path.write_bytes(b"\xff\xfe")
    assert "image.sketch" in entry_points.load().generators


@pytest.mark.parametrize("kind", ["no pair", "latin-1", "a loop"])
def test_broken_entry_points_of_a_stranger_stop_no_command(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "site" / "other-1.0.dist-info"
    folder.mkdir(parents=True)
    folder.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    points = folder / "entry_points.txt"
    if kind == "a loop":
        points.symlink_to("entry_points.txt")
    else:
        points.write_bytes(
            b"[console_scripts]\nfoo\n"
            if kind == "no pair"
            else b"[console_scripts]\ncaf\xe9 = a:b\n"
        )
    for arguments in (
        ["--help"],
        ["plugins"],
        ["run", "image", "--width", "64", "--height", "64", "--seed", "1"],
        ["--safe", "run", "text", "--seed", "1"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "muse", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder.parent), *sys.path])},
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 0, (arguments, done.stderr)

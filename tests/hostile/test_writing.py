"""Writing that fails in the middle: nothing half-written, nothing twice, and the cause is told."""

import errno
import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from muse import Host, OutputError
from muse.errors import NameTaken
from muse.files import RECIPE, beside, fill
from muse.placing import Part, put


def fails(monkeypatch: pytest.MonkeyPatch, suffix: str, code: int) -> None:
    """Have each write of a hidden file with an ending fail, as a disk would."""
    real = fill

    def refuse(path: Path, data: bytes) -> None:
        if path.name.endswith(suffix):
            raise OSError(code, os.strerror(code))
        real(path, data)

    monkeypatch.setattr("muse.files.fill", refuse)


@pytest.mark.parametrize("suffix", [".muse.json", ".part"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.ENAMETOOLONG])
def test_an_error_is_never_taken_for_a_name_that_is_taken(
    zoo: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, code: int
) -> None:
    fails(monkeypatch, suffix, code)
    out = tmp_path / "out"
    with pytest.raises(OutputError, match=os.strerror(code)):
        zoo.run("zoo", generator="letters", seed=4, output=f"{out}/")
    assert list(out.iterdir()) == []


def test_a_name_too_long_for_the_recipe_beside_it_leaves_nothing(zoo: Host, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(OutputError):
        zoo.run("zoo", generator="letters", seed=4, output=out / f"{'a' * 248}.md")
    assert list(out.iterdir()) == []


def test_a_taken_name_is_passed_over_with_its_recipe_untouched(zoo: Host, tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = []
    for seed in (1, 2):
        (path,) = zoo.run("zoo.letters", seed=seed, output=f"{out}/").paths
        names.append(path)
    assert len(set(names)) == 2
    assert [beside(path).exists() for path in names] == [True, True]


def test_a_pair_is_both_or_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    put([Part(path, b"one", {RECIPE: b"recipe one"})])
    with pytest.raises(NameTaken):
        put([Part(path, b"two", {RECIPE: b"recipe two"})])
    fails(monkeypatch, ".part", errno.ENOSPC)
    with pytest.raises(OutputError):
        put([Part(path, b"two", {RECIPE: b"recipe two"}, replace=True)])
    assert sorted(os.listdir(tmp_path)) == ["a.md", "a.md.muse.json"]
    assert (path.read_bytes(), beside(path).read_bytes()) == (b"one", b"recipe one")


@pytest.mark.parametrize("when", ["add", "end"])
def test_a_library_that_fails_costs_the_record_and_not_the_work(
    zoo: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    calls = []
    real = zoo.library.database.write

    def full() -> object:
        calls.append(1)
        if len(calls) >= {"add": 2, "end": 5}[when]:
            raise_full = sqlite3.OperationalError("database or disk is full")
            return _Failing(raise_full)
        return real()

    monkeypatch.setattr(zoo.library.database, "write", full)
    made = zoo.run("zoo.letters", seed=1, count=3, output=tmp_path / "a.md")
    assert sorted(path.name for path in made.paths) == ["a-1.md", "a-2.md", "a-3.md"]
    assert not list(tmp_path.glob("*unfinished*"))
    if when == "add":
        assert "isn't recorded" in made.report.notes[0]


class _Failing:
    """A transaction that can't be begun."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __enter__(self) -> None:
        from muse import LibraryError

        raise LibraryError(f"the library can't be written ({self.error})")

    def __exit__(self, *problem: object) -> None:
        return


def test_a_folder_whose_name_is_no_text_costs_nothing(zoo: Host, tmp_path: Path) -> None:
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/\xff")
    os.mkdir(folder)
    made = zoo.run("zoo.letters", seed=1, output=f"{folder}/a.md")
    assert made.paths[0].exists()
    assert made.report.notes == []
    assert zoo.library.find(made.id)[1].files[0].path == f"{folder}/a.md"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
def test_a_name_that_is_no_text_is_written_recorded_and_found(muse) -> None:
    name = os.fsdecode(b"caf\xe9.png")
    assert muse("run", "zoo", "--seed", "1", "-o", name)[0] == 0
    code, out, err = muse("show", name)
    assert code == 0, err
    assert "not saved" not in out and "(gone)" not in out
    assert muse("reproduce", name)[1] == "identical\n"
    assert json.loads(muse("log", "--json")[1])[-1]["artifacts"][0]["files"][0]["path"]

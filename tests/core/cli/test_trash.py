"""`muse trash`, and what other commands do with stored files, tags and the trash."""

import json
import tempfile
import time
from pathlib import Path

import pytest

from conftest import Muse
from muse import Host, processes
from muse.library.jobs import Jobs
from muse.running.submitting import submit
from muse.running.working import Working


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary folder of the system of its own: muse gc looks into it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)


def work(seed: int = 1, **fields: object) -> str:
    """Queue a run of dots and do it, as a worker does; return its artifact's id."""
    with Host() as host:
        made = submit(host, "zoo.dots", {"seed": seed, **fields})
        job = Jobs(host.library.database).claim(["light"])
        assert job is not None
        assert Working(host, job).work() == "done"
    return f"{made.id}-1"


def stored(home: Path) -> list[Path]:
    return sorted((home / "data" / "files").glob("??/*"))


def age(days: float) -> None:
    """Let everything in the trash have been there for some days."""
    with Host() as host, host.library.database.write() as db:
        since = time.time() - days * processes.DAY
        db.execute("UPDATE artifacts SET trashed = ? WHERE trashed IS NOT NULL", (since,))


def test_artifacts_go_into_the_trash_and_come_out(muse: Muse) -> None:
    assert "the trash is empty" in muse("trash")[2]
    one, other = work(1, prompt="a dark lake"), work(2, prompt="a bright hill")
    code, out, err = muse("trash", one)
    assert (code, out) == (0, "")
    assert f"{one} is in the trash; muse trash --restore {one} takes it out" in err
    code, out, err = muse("trash")
    assert code == 0
    assert out.startswith(one)
    assert "a dark lake" in out
    assert "muse trash --empty forgets them and frees" in err
    (row,) = json.loads(muse("trash", "--json")[1])["trash"]
    assert (row["id"], row["generator"], row["title"]) == (one, "zoo.dots", "a dark lake")
    assert row["until"] - row["trashed"] == 30 * processes.DAY
    assert muse("log")[1].split()[0] == other
    assert [run["id"] for run in json.loads(muse("log", "--json")[1])] == [other[:-2]]
    assert "nothing matches" in muse("log", "-q", "dark")[2]
    assert f"in the trash since {time.strftime('%Y')}" in muse("show", one)[1]
    assert json.loads(muse("show", one, "--json")[1])["trashed"] == row["trashed"]
    assert "is out of the trash" in muse("trash", "--restore", one)[2]
    assert muse("log", "-q", "dark")[1].split()[0] == one
    assert "state" not in muse("show", one)[1]


def test_of_a_run_the_log_lists_what_is_not_in_the_trash(muse: Muse) -> None:
    id = work(1, count=3)
    muse("trash", f"{id[:-1]}2")
    assert [line.split()[0][-1] for line in muse("log")[1].splitlines()] == ["1", "3"]


def test_the_trash_is_emptied_when_somebody_agrees(
    muse: Muse, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "the trash is empty" in muse("trash", "--empty")[2]
    one, other = work(1), work(2)
    muse("trash", one)
    code, _, err = muse("trash", "--empty")
    assert (code, "forget 1 artifacts and free" in err, "--yes" in err) == (2, True, True)
    assert len(stored(home)) == 2
    code, _, err = muse("trash", "--empty", "--yes")
    assert (code, "1 artifacts are forgotten" in err) == (0, True)
    assert [path.is_file() for path in stored(home)] == [True]
    assert muse("show", one)[0] == 2
    assert "emptied" in muse("show", one[:-2])[1]
    assert muse("log")[1].split()[0] == other
    assert len(muse("log")[1].splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--empty", "x"], "--empty takes no artifacts"),
        (["--empty", "--restore"], "--empty takes no artifacts"),
        (["--restore"], "--restore takes artifacts"),
        (["nobody"], "no artifact 'nobody'"),
    ],
)
def test_what_the_trash_cannot_take(muse: Muse, arguments: list[str], told: str) -> None:
    code, _, err = muse("trash", *arguments)
    assert (code, told in err) == (2, True)


def test_all_are_there_or_nothing_is_moved(muse: Muse) -> None:
    one = work()
    assert muse("trash", one, "nobody")[0] == 2
    assert "the trash is empty" in muse("trash")[2]


def test_stored_files_are_shown_opened_and_exported(
    muse: Muse, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    id = work(3, prompt="a lake")
    (path,) = stored(home)
    assert muse("open", "--print", id)[1].strip() == str(path)
    assert f"file      {path}  image/png" in muse("show", id)[1]
    assert ".png in the library" in muse("log")[1]
    assert muse("export", id)[0] == 0
    assert Path("a-lake.png").read_bytes() == path.read_bytes()
    assert muse("reproduce", "a-lake.png")[1] == "identical\n"
    path.unlink()
    assert f"{path} (gone)" in muse("show", id)[1]
    for command in ("open", "export"):
        code, _, err = muse(command, id)
        assert (code, f"muse reproduce {id} makes it again" in err) == (1, True)
    code, out, err = muse("library", "check")
    assert code == 1
    assert f"stored files of 1 artifacts are gone or damaged: {id}" in out
    assert "is sound" in out, "the record is; it goes on being written to"
    assert f"muse reproduce {id}" in err
    assert json.loads(muse("library", "check", "--json")[1])["lost"] == [id]
    assert muse("run", "zoo", "--seed", "9", "-o", "b.png")[2].count("isn't recorded") == 0


def test_tags_notes_and_ratings(muse: Muse) -> None:
    id = work()
    assert (
        f"{id} tagged for Anna, wall" in muse("rate", id, "--tag", "wall", "--tag", "for Anna")[2]
    )
    assert "tags      for Anna, wall" in muse("show", id)[1]
    code, _, err = muse("rate", id, "4", "--note", "good sky", "--tag", "x")
    assert (code, f"{id} rated 4/5, noted, tagged x" in err) == (0, True)
    assert "rating    4/5  good sky" in muse("show", id)[1]
    assert json.loads(muse("show", id, "--json")[1])["tags"] == ["x"]
    assert "without a note, without tags" in muse("rate", id, "--note", "", "--tag", "")[2]
    assert "good sky" not in muse("show", id)[1]
    other = work(2)
    muse("rate", other, "--note", "for later")
    assert "note      for later" in muse("show", other)[1]
    assert "nothing to keep" in muse("rate", id)[2]
    assert muse("rate", id, "6")[0] == 2


def test_gc_lists_the_trash_and_stray_files_and_removes_what_is_old(muse: Muse, home: Path) -> None:
    old, young = work(1), work(2)
    muse("trash", old)
    code, out, err = muse("gc")
    assert code == 0
    assert "1 artifacts in the trash, the first until " in out
    assert "muse gc --yes" not in err
    assert "0 removed; 0 B are free again" in muse("gc", "--yes")[2]
    assert len(stored(home)) == 2
    age(31)
    muse("trash", young)
    stray = home / "data" / "files" / "ab" / f"ab{'0' * 62}.png"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(bytes(1000))
    rows = json.loads(muse("gc", "--json")[1])
    assert [row["what"].partition(", the")[0] for row in rows] == [
        "stored file that no artifact has",
        "1 artifacts in the trash for over 30 days",
        "1 artifacts in the trash",
    ]
    assert rows[0] == {
        "path": str(stray), "what": rows[0]["what"], "size": 1000,
        "changed": rows[0]["changed"], "removed": False,
    }  # fmt: skip
    freed = 1000 + rows[1]["size"]
    assert rows[1]["size"] + rows[2]["size"] == sum(p.stat().st_size for p in stored(home)) - 1000
    assert f"{freed / 1000:.1f} kB in all; muse gc --yes removes them" in muse("gc")[2]
    code, out, err = muse("gc", "--yes")
    assert (code, f"2 removed; {freed / 1000:.1f} kB are free again" in err) == (0, True)
    assert "--empty forgets it now" in err
    assert not stray.exists()
    assert len(stored(home)) == 1
    assert muse("show", old)[0] == 2
    assert "in the trash since" in muse("show", young)[1]


def test_gc_works_beside_a_library_of_a_newer_muse(muse: Muse, home: Path) -> None:
    work()
    with Host() as host, host.library.database.write() as db:
        db.execute("PRAGMA user_version = 99")
    left = home / "cache" / f"a.{2**22 - 3}.part"
    left.write_text("x")
    code, out, err = muse("gc", "--yes")
    assert (code, "newer Muse" in err, str(left) in out) == (0, True, True)
    assert not left.exists()


def test_what_muse_run_makes_is_stored_too_where_the_settings_say_so(
    muse: Muse, home: Path
) -> None:
    muse("run", "zoo", "--seed", "1", "-o", "a.png")
    assert stored(home) == []
    settings = home / "config" / "config.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("keep = true\n")
    code, _, err = muse("run", "zoo", "--seed", "2", "-o", "b.png")
    assert (code, err.startswith("b.png  [")) == (0, True)
    (path,) = stored(home)
    assert path.read_bytes() == Path("b.png").read_bytes()
    id = muse("log")[1].split()[0]
    assert muse("open", "--print", id)[1].strip() == str(Path("b.png").resolve())
    Path("b.png").unlink()
    assert muse("open", "--print", id)[1].strip() == str(path)
    assert f"file      {path}" in muse("show", id)[1]
    assert muse("export", id, "-o", "c.png")[0] == 0
    assert Path("c.png").read_bytes() == path.read_bytes()
    assert muse("run", "zoo", "-g", "letters", "--seed", "1", "-o", "-")[0] == 0
    assert len(stored(home)) == 2
    assert "keep = true" in muse("config")[1]
    assert json.loads(muse("config", "--json")[1])["keep"] is True
    with Host() as host:
        run = host.library.log()[0]
        assert host.library.thumbnail(id) is not None
        assert host.library.find(run.id)[1].excerpt.startswith("abc")


def test_an_older_library_that_is_only_read_has_no_trash(
    muse: Muse, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    from muse.library import opening, schema

    path = home / "data" / "library.sqlite3"
    path.parent.mkdir(parents=True)
    db = sqlite3.connect(path, isolation_level=None)
    for each in schema.UPGRADES[:2]:
        for statement in each.split(";\n"):
            db.execute(statement)
    db.execute(
        "INSERT INTO runs VALUES (1, 'aaaaaaaaaa', 1.0, 'zoo', 'zoo.dots', '1', 'a lake', '{}',"
        " 'done', 1.0, NULL, '{}')"
    )
    db.execute(
        "INSERT INTO artifacts VALUES"
        " ('aaaaaaaaaa-1', 1, 0, 7, 'a lake', '{}', '{}', 0, '', NULL, NULL, NULL)"
    )
    db.execute("PRAGMA user_version = 2")
    db.close()

    def refuse(path: Path) -> opening.Connection:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(opening, "to_write", refuse)
    assert muse("log")[1].split()[0] == "aaaaaaaaaa-1"
    assert muse("show", "aaaaaaaaaa")[0] == 0
    assert "the trash is empty" in muse("trash")[2]
    assert muse("gc")[0] == 0

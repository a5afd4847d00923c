"""The library: recording, searching, several processes at once, and sudden death."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from conftest import muse_process
from muse import Host, LibraryError, MuseError, RequestError
from muse.library import schema
from muse.library.database import Database
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord


def record(library: Library, prompt: str = "a lake", generator: str = "image.sketch") -> str:
    number, run = library.begin(generator=generator, version="1", prompt=prompt, asked={})
    file = FileRecord(".png", "image/png", 3, f"hash-{run}", "/tmp/a.png")
    artifact = ArtifactRecord(
        f"{run}-1", 0, 7, prompt, {}, {"generator": generator}, False, "", None, None, [file]
    )
    library.add(number, artifact, b"thumb")
    library.end(number, "done", 1.5)
    return run


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "lib")


def test_an_empty_library_answers_and_makes_no_file(library: Library) -> None:
    assert library.log() == []
    assert library.by_hash("00") is None
    assert library.thumbnail("x-1") is None
    assert library.input("00") is None
    with pytest.raises(RequestError, match="muse log"):
        library.find("abc")
    assert not library.folder.exists()


def test_runs_are_listed_newest_first_and_filtered(library: Library) -> None:
    first = record(library, "a lake at dawn")
    second = record(library, "一首欢快的歌", "music.midi")
    third = record(library, "lakes and music", "image.other")
    assert [run.id for run in library.log()] == [third, second, first]
    assert [run.id for run in library.log(limit=1)] == [third]
    assert [run.id for run in library.log(medium="image")] == [third, first]
    assert [run.id for run in library.log(generator="image.sketch")] == [first]
    for query, expected in [
        ("lake", [third, first]),
        ("lake dawn", [first]),
        ("DAW", [first]),
        ("欢快", [second]),
        ("快的歌", [second]),
        ("悲", []),
        ('"* OR NEAR(', []),
        ("  ", [third, second, first]),
    ]:
        assert [run.id for run in library.log(query=query)] == expected, query
    assert [run.id for run in library.log(query="music", medium="image")] == [third]
    assert [run.id for run in library.log(query="lake", generator="image.sketch")] == [first]


def test_a_record_keeps_all_that_is_known(library: Library) -> None:
    run = record(library, "a lake")
    found, artifact = library.find(run)
    assert (found.status, found.seconds, found.prompt) == ("done", 1.5, "a lake")
    assert found.created == pytest.approx(time.time(), abs=60)
    assert (artifact.seed, artifact.files[0].sha256) == (7, f"hash-{run}")
    assert library.thumbnail(artifact.id) == b"thumb"
    assert library.by_hash(f"hash-{run}") == (found, artifact)


def test_an_artifact_is_found_by_the_start_of_its_id(library: Library) -> None:
    run = record(library)
    for id in (run, f"{run}-1", run[:6], run.upper()):
        assert library.find(id)[1].id == f"{run}-1"
    for id in ("", "nobody", "a'b", "../x"):
        with pytest.raises(RequestError):
            library.find(id)


def test_an_ambiguous_id_wants_more(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = iter(["aaaa000001", "aaaa000002"])
    monkeypatch.setattr("muse.library.library.new_id", lambda: next(ids))
    record(library)
    record(library)
    with pytest.raises(RequestError, match="2 runs start with 'aaaa'; give more of the id"):
        library.find("aaaa")


def test_ratings(library: Library) -> None:
    run = record(library)
    library.rate(f"{run}-1", 4, "good sky")
    library.rate(f"{run}-1", 5)
    artifact = library.find(run)[1]
    assert (artifact.rating, artifact.note) == (5, "good sky")
    for rating in (0, 6):
        with pytest.raises(RequestError, match=f"rating: invalid value {rating}; expected 1 to 5"):
            library.rate(f"{run}-1", rating)


def test_threads_share_a_library(library: Library) -> None:
    threads = [
        threading.Thread(target=lambda: [record(library) for _ in range(5)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.log(limit=100)) == 20
    library.close()


def test_a_look_while_another_makes_the_tables_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    looking, making = (sqlite3.connect(path, isolation_level=None) for _ in range(2))
    looking.execute("PRAGMA journal_mode = WAL")

    def make_them(statement: str) -> None:
        if "sqlite_master" in statement:
            looking.set_trace_callback(None)
            schema.upgrade(making, path)

    looking.set_trace_callback(make_them)
    assert schema.version(looking) == 0
    assert schema.version(looking) == schema.version(making) == schema.SCHEMA


def test_processes_that_start_at_once_share_a_new_library(
    planted_zoo: Path, tmp_path: Path
) -> None:
    out = f"{tmp_path}/out/"
    started = [
        muse_process("run", "zoo", "--prompt", "lake", "-o", out, path=planted_zoo)
        for _ in range(6)
    ]
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        assert "isn't recorded" not in errors
    with Host() as host:
        runs = host.library.log(limit=100)
    paths = [artifact.files[0].path for run in runs for artifact in run.artifacts]
    assert len(set(paths)) == 6
    assert all(path and Path(path).exists() for path in paths)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_kill_leaves_whole_files_and_a_sound_library(planted_zoo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for stop, wanted in enumerate((1, 1, 2, 5, 20)):  # files, then whatever comes is cut short
        folder = out / str(stop)  # its own: recovery fills that of the round before
        process = muse_process(
            "run", "zoo", "--count", "500", "--seed", "1", "-o", f"{folder}/", path=planted_zoo
        )
        end = time.monotonic() + 30
        while len(list(folder.glob("*.png"))) < wanted and time.monotonic() < end:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    with Host() as host:
        assert host.library.database.rows("PRAGMA integrity_check")[0][0] == "ok"
        runs = host.library.log(limit=100)
    recorded = [file.path for run in runs for a in run.artifacts for file in a.files]
    written = list(out.glob("*/*.png"))
    assert len(runs) == 5
    assert len(written) >= len(recorded) > 0
    for path in written:
        with Image.open(path) as picture:
            picture.load()
    assert all(path and Path(path).exists() for path in recorded)
    assert not list(out.glob("*/.*"))


def test_a_broken_database_is_told_and_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    tmp_path.joinpath("library.sqlite3").write_bytes(b"this is no database" * 100)
    library = Library(tmp_path)
    assert library.log() == []
    told = capsys.readouterr().err
    assert "is damaged (file is not a database): 0 runs of it can be read; muse library" in told
    with pytest.raises(LibraryError, match=r"is damaged.*muse library check"):
        record(library)
    assert tmp_path.joinpath("library.sqlite3").read_bytes().startswith(b"this is no")


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library.sqlite3") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(MuseError, match="newer Muse"):
        Library(tmp_path).log()


def test_a_failed_transaction_keeps_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path)
    record(library)
    with pytest.raises(ZeroDivisionError), library.database.write() as db:
        db.execute("DELETE FROM runs")
        _ = 1 / 0
    assert len(library.log()) == 1
    with pytest.raises(LibraryError, match="can't be read"):
        library.database.rows("SELECT nonsense")
    with pytest.raises(LibraryError, match="can't be written"), library.database.write() as db:
        db.execute("nonsense")


def test_a_writer_waits_for_another_process(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.sqlite3")
    with database.write():
        pass
    code = (
        "import sqlite3, time; db = sqlite3.connect('library.sqlite3', isolation_level=None);"
        "db.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(0.5);"
        "db.execute('CREATE TABLE waited_for (x)'); db.execute('COMMIT')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, env=dict(os.environ)
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with database.write() as db:
            assert db.execute("SELECT count(*) FROM waited_for").fetchone()[0] == 0
    database.close()


def test_notes_are_searched_with_the_prompt(library: Library) -> None:
    first = record(library, "a lake at dawn")
    second = record(library, "a mountain", "image.other")
    library.rate(f"{first}-1", 5, "For Anna's wall, 很喜欢")
    library.rate(f"{second}-1", 2, "too dark for anybody")
    for query, expected in [
        ("anna", [first]),
        ("ANNA wal", [first]),
        ("lake anna", [first]),
        ("mountain anna", []),
        ("喜欢", [first]),
        ("for", [second, first]),
        ("nna", []),
    ]:
        assert [run.id for run in library.log(query=query)] == expected, query
    assert [run.id for run in library.log(query="for", medium="image", limit=1)] == [second]
    assert [run.id for run in library.log(query="for", generator="image.sketch")] == [first]
    library.rate(f"{first}-1", 5, "for Berta")
    assert [run.id for run in library.log(query="anna")] == []

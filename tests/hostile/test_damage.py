"""Files of Muse's own that are damaged: put aside and told of once, and everything goes on."""

import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import Muse
from muse import Host, LibraryError, entry_points, files, kept
from muse.config import Config
from muse.device.devices import Devices, ask_to_stop, everywhere
from muse.device.peaks import Peaks
from muse.library import opening, repair, salvage, schema
from muse.library.jobs import Jobs, New
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord
from muse.weights.find import find


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    data = path.read_bytes() if path.is_file() else b'{"a": "b'
    path.write_bytes(data[: len(data) * 2 // 3])


def junk(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(5000))


def other(path: Path) -> None:
    path.write_text('[1, {"a": null}, "x"]')


def deep(path: Path) -> None:
    path.write_text("[" * 100_000)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)  # without a block on the disk


def a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    (path / "within").mkdir(parents=True)


def unreadable(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path)  # for root, too, which reads whatever the permissions are


def a_pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


DAMAGES = (empty, cut, junk, other, deep, huge, a_folder, unreadable, a_pipe)
every = pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)


@pytest.fixture(autouse=True)
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell what was told in an earlier test."""
    monkeypatch.setattr(kept, "_told", set())


def told(capsys: pytest.CaptureFixture) -> list[str]:
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("muse: ")]


def mended(
    path: Path,
    damage: Callable[[Path], None],
    use: Callable[[], object],
    capsys: pytest.CaptureFixture,
) -> object:
    """Damage a file and use it: told once, kept aside, and fine afterwards; return what came."""
    path.parent.mkdir(parents=True, exist_ok=True)
    damage(path)
    found = use()
    lines = told(capsys)
    aside = path.with_name(f"{path.name}.damaged-1")
    if not lines:  # it was none: an empty list, say
        assert not os.path.lexists(aside)
    else:
        assert len(lines) == 1
        assert f"it is kept as {aside.name}, and begun anew" in lines[0]
        assert os.path.lexists(aside)
    use()
    assert told(capsys) == []
    return found


@every
def test_settings(home: Path, damage: Callable, capsys: pytest.CaptureFixture) -> None:
    path = home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('embed = false\n[defaults]\nimage = "image.sketch"\n')

    def use() -> None:
        config = Config.load()
        config.use("music", "music.midi")
        assert Config.load().defaults["music"] == "music.midi"

    mended(path, damage, use, capsys)


@every
def test_what_is_disabled(home: Path, damage: Callable, capsys: pytest.CaptureFixture) -> None:
    from muse.plugins import origins

    path = Path(entry_points.off_path())
    path.parent.mkdir(parents=True)
    path.write_text("# none\nmuse-one\n")

    def use() -> None:
        origins.disable("muse-two")
        assert "muse-two" in entry_points.off()

    mended(path, damage, use, capsys)


@every
def test_the_lock_of_the_settings(home: Path, damage: Callable) -> None:
    path = home / "config" / "config.toml"
    lock = path.with_name(".config.toml.lock")
    lock.parent.mkdir(parents=True)
    damage(lock)
    try:
        Config.load().use("music", "music.midi")
    except files.OutputError as error:
        assert "locked" in str(error) or "can't write to" in str(error)
        assert damage in (a_folder, unreadable, a_pipe, huge)
    else:
        assert Config.load().defaults == {"music": "music.midi"}


@every
def test_the_index_of_entry_points(
    home: Path, damage: Callable, capsys: pytest.CaptureFixture
) -> None:
    whole = entry_points.load().generators
    (path,) = (home / "cache").glob("entry-points-*.json")

    def use() -> None:
        assert entry_points.load().generators == whole

    mended(path, damage, use, capsys)
    assert json.loads(path.read_text())["entries"]


@every
def test_measured_peaks(tmp_path: Path, damage: Callable, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "working-memory.json"

    def use() -> None:
        peaks = Peaks(path)
        assert peaks.guess("a.b", "cpu", 4.0, 77) in (77, 110)
        peaks.learn("a.b", "cpu", 4.0, 100)
        assert Peaks(path).guess("a.b", "cpu", 4.0, 77) == 110

    mended(path, damage, use, capsys)


@every
def test_hashes_of_files(
    home: Path, tmp_path: Path, damage: Callable, capsys: pytest.CaptureFixture
) -> None:
    weights = tmp_path / "a.safetensors"
    head = b'{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}'
    weights.write_bytes(len(head).to_bytes(8, "little") + head + b"x")
    os.utime(weights, (1e9, 1e9))

    def use() -> None:
        right = hashlib.sha256(weights.read_bytes()).hexdigest()
        assert [file.hash for file in find(str(weights)).files] == [right]

    mended(home / "cache" / "hashes.json", damage, use, capsys)


@every
@pytest.mark.parametrize("name", ["abc.json", f"{os.getpid()}.json"], ids=["stranger", "process"])
def test_what_is_loaded(
    tmp_path: Path, damage: Callable, name: str, capsys: pytest.CaptureFixture
) -> None:
    assert mended(tmp_path / name, damage, lambda: everywhere(tmp_path), capsys) == []


def test_what_another_process_has_loaded_is_shown_beside_damaged_files(
    home: Path, muse: Muse, tmp_path: Path
) -> None:
    folder = home / "cache" / "loaded"
    folder.mkdir(parents=True)
    (folder / "abc.json").write_text("{}")
    (folder / "99999999999999999999.json").write_text("[]")
    row = {"component": "a/b", "generators": ["x.y"], "size": 5, "where": "cpu", "leased": False}
    row |= {"since": 1.0, "idle_since": 1.0, "pid": os.getpid()}
    (folder / f"{os.getpid()}.json").write_text(json.dumps([row]))
    code, out, _ = muse("ps")
    assert (code, "a/b" in out) == (0, True)
    assert muse("stop")[0] == 0


@every
def test_what_is_asked_of_a_process(
    tmp_path: Path, damage: Callable, capsys: pytest.CaptureFixture
) -> None:
    devices = Devices(folder=tmp_path)
    mended(tmp_path / f"{os.getpid()}.stop", damage, devices._asked_to_stop, capsys)
    ask_to_stop(os.getpid(), ["a/b"], tmp_path)
    assert devices._asked_to_stop() == ["a/b"]


@every
def test_a_file_that_was_handed_in(
    home: Path, damage: Callable, capsys: pytest.CaptureFixture
) -> None:
    library = Library(home / "data")
    sha = hashlib.sha256(b"picture").hexdigest()
    path = home / "data" / "inputs" / sha[:2] / sha

    def use() -> None:
        assert library.input(sha) is None or library.input(sha) == b"picture"
        library.keep_input(sha, b"picture")
        assert library.input(sha) == b"picture"

    mended(path, damage, use, capsys)


@pytest.mark.parametrize("damage", [empty, junk, unreadable, a_pipe], ids=lambda d: d.__name__)
def test_a_folder_that_a_training_goes_on_in(
    home: Path, damage: Callable, capsys: pytest.CaptureFixture
) -> None:
    from muse import Run

    run = Run(id="a", generator="zoo.dots", items=(), formats=())
    path = run.resume_dir("marks")
    path.rmdir()
    damage(path)
    assert run.resume_dir("marks").is_dir()
    assert "it is kept as" in told(capsys)[0]


def test_what_cannot_be_put_aside_is_passed_over(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    path = home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("= =")
    monkeypatch.setattr(os, "rename", lambda *names: (_ for _ in ()).throw(OSError(30, "no")))
    assert Config.load() == Config(path=path)
    assert Config.load() == Config(path=path)
    (line,) = told(capsys)
    assert line.endswith("and is passed over")


def test_what_another_process_made_anew_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{}")
    looks = iter([ValueError("damaged"), None])

    def parse(data: bytes) -> dict:
        problem = next(looks)
        if problem is not None:
            raise problem
        return json.loads(data)

    assert kept.read(path, parse) == {}
    assert os.listdir(tmp_path) == ["a.json"]


def test_only_so_many_damaged_files_are_kept(tmp_path: Path) -> None:
    for number in range(15):
        (tmp_path / "a.json").write_text("{" * (number + 1))
        assert kept.read_json(tmp_path / "a.json", dict) is None
    assert len(os.listdir(tmp_path)) == 9
    assert (tmp_path / "a.json.damaged-9").read_text() == "{" * 15


# -- the library


def record(library: Library, prompt: str, noise: random.Random) -> str:
    number, run = library.begin(
        generator="zoo.dots", version="1", prompt=prompt, asked={"seed": 1}, condition={"seed": 1}
    )
    file = FileRecord(".png", "image/png", 3, f"hash-{run}", "/tmp/a.png")
    recipe = {"generator": "zoo.dots", "asked": {"seed": 1}}
    made = ArtifactRecord(f"{run}-1", 0, 7, prompt, {}, recipe, False, "", None, None, [file])
    library.add(number, made, noise.randbytes(noise.randrange(9000)))
    library.end(number, "done", 1.0)
    return run


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A library of forty runs, with rows that fill several pages."""
    library = Library(tmp_path_factory.mktemp("whole"))
    noise = random.Random(4)
    for number in range(40):
        record(library, f"a lake {number} {'x' * noise.randrange(3000)}", noise)
    library.close()
    return library.database.path.read_bytes()


@pytest.fixture
def place(home: Path) -> Path:
    path = home / "data" / "library.sqlite3"
    path.parent.mkdir(parents=True)
    return path


def zeros(start: int, size: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:start] + bytes(size) + data[start + size :]


LIBRARIES = {
    "its head": (zeros(0, 100), 40),
    "its first page": (zeros(0, 4096), 40),
    "its second half": (lambda data: data[: len(data) // 2], 10),
    "its last third, within a page": (lambda data: data[: len(data) * 2 // 3 + 777], 15),
    "the page of all tables": (zeros(4096, 4096), 20),
    "all but junk": (lambda data: random.Random(1).randbytes(9000), 0),
}


@pytest.mark.parametrize("part", LIBRARIES)
def test_a_damaged_library_is_read_and_repaired(
    muse: Muse, home: Path, place: Path, whole: bytes, part: str
) -> None:
    change, least = LIBRARIES[part]
    damaged = change(whole)
    place.write_bytes(damaged)
    code, out, err = muse("run", "zoo", "--seed", "1", "-o", "a.png")
    assert code == 0
    if "isn't recorded" not in err:  # it isn't seen by all that a run does
        muse("library", "check")
    else:
        assert "is damaged" in err
        assert "muse library check" in err
        assert place.read_bytes() == damaged
    code, out, err = muse("log", "-n", "100")
    assert code == 0
    assert len(out.splitlines()) >= least
    (line,) = [line for line in err.splitlines() if line.startswith("muse: the library")]
    assert "muse library check" in line
    code, out, err = muse("library", "check")
    assert (code, "is damaged" in out, "muse library repair" in err) == (1, True, True)
    code, _, err = muse("library", "repair")
    assert code == 0
    saved = int(err.split("saved ")[1].split()[0])
    assert saved >= least
    assert "library.sqlite3.damaged-1" in err
    assert muse("library", "check")[0] == 0
    code, out, err = muse("log", "-n", "100")
    assert (code, err.count("damaged")) == (0, 0)
    assert len(out.splitlines()) >= saved - (saved == 0)
    if saved:
        assert muse("log", "-q", "lake")[1]
        id = out.split()[0]
        assert muse("show", id)[0] == 0
    assert muse("run", "zoo", "--seed", "2", "-o", "b.png")[2].count("isn't recorded") == 0
    assert place.with_name("library.sqlite3.damaged-1").is_file()


def test_text_that_is_none_is_found_and_read(muse: Muse, place: Path, whole: bytes) -> None:
    place.write_bytes(whole.replace(b"a lake 17 ", b"a \xff\xfeke 17 "))
    assert len(muse("log", "-n", "100")[1].splitlines()) == 40
    code, out, _ = muse("library", "check")
    assert (code, "UTF-8" in out) == (1, True)
    assert "saved 40 runs" in muse("library", "repair")[2]


def test_a_damaged_index_of_words_is_found_and_made_anew(
    muse: Muse, place: Path, whole: bytes
) -> None:
    place.write_bytes(whole)
    db = sqlite3.connect(place)
    db.execute("UPDATE words_data SET block = x'0102030405' WHERE id > 10")
    db.commit()
    db.close()
    code, out, _ = muse("library", "check")
    assert (code, "the index of words" in out) == (1, True)
    assert "the library is damaged" in muse("doctor")[1]
    assert "saved 40 runs" in muse("library", "repair")[2]
    assert len(muse("log", "-q", "lake", "-n", "100")[1].splitlines()) == 40
    assert muse("library", "check")[0] == 0


def test_what_the_log_of_changes_has_is_saved_too(
    tmp_path: Path, place: Path, whole: bytes
) -> None:
    place.write_bytes(whole)
    library = Library(place.parent)
    run = record(library, "the last", random.Random(2))
    wal = place.with_name(place.name + "-wal").read_bytes()
    library.close()
    assert wal
    place.write_bytes(zeros(0, 100)(whole))
    place.with_name(place.name + "-wal").write_bytes(wal)
    counts, old = repair.repair(place)
    assert counts == salvage.Counts(41, 41, 41, 0)
    assert old.with_name(old.name + "-wal").read_bytes() == wal
    library = Library(place.parent)
    assert library.find(run)[0].prompt == "the last"
    library.close()


@pytest.mark.parametrize("damage", [empty, a_folder, unreadable, a_pipe], ids=lambda d: d.__name__)
def test_what_is_no_library_at_all_is_told_in_a_line(
    muse: Muse, place: Path, damage: Callable
) -> None:
    damage(place)
    os.utime(place, (1e9, 1e9), follow_symlinks=False)
    code, _, err = muse("run", "zoo", "--seed", "1", "-o", "a.png")
    assert code == 0
    assert "the library" in err
    for command in (["log"], ["library", "check"], ["library", "backup", "x"]):
        code, _, err = muse(*command)
        assert code in (0, 1)
        assert "internal" not in err


def test_an_orphan_gets_a_run_again(place: Path, whole: bytes) -> None:
    place.write_bytes(whole)
    db = sqlite3.connect(place)
    (id, artifact) = db.execute("SELECT run, id FROM artifacts LIMIT 1").fetchone()
    db.execute("DELETE FROM runs WHERE seq = ?", (id,))
    db.commit()
    db.close()
    assert repair.check(place).faults == ("1 artifacts have no run",)
    assert repair.repair(place)[0].runs == 40
    library = Library(place.parent)
    run, _ = library.find(artifact)
    assert (run.generator, run.asked) == ("zoo.dots", {"seed": 1})
    library.close()


@pytest.fixture
def busy(tmp_path: Path, whole: bytes) -> bytes:
    """The library of forty runs, with a trash, tags, waveforms, and jobs in every state."""
    folder = tmp_path / "busy"
    folder.mkdir()
    (folder / "library.sqlite3").write_bytes(whole)
    library = Library(folder)
    jobs = Jobs(library.database)
    ids = [run.artifacts[0].id for run in library.log(limit=100)]
    with library.database.write() as db:
        db.execute("UPDATE artifacts SET peaks = x'817f'")
    for id in ids[:10]:
        library.gallery.tag(id, ["wall", f"of {id}"])
    for id in ids[10:15]:
        library.gallery.trash(id)
    for number in range(12):
        new = New("zoo", "zoo.dots", "light", {"dots": number}, client=f"c{number % 3}")
        jobs.add(replace(new, key=f"k{number}"))
    for state in ("done", "failed", "running"):
        job = jobs.claim(["light"])
        assert job is not None
        jobs.tell(job, [("text", {"item": 0, "piece": "春" * 2000})])
        if state != "running":
            jobs.end(job, state)
    library.close()
    return library.database.path.read_bytes()


BUSY = {
    "nothing": (lambda data: data, 1.0),
    "its head": (zeros(0, 100), 1.0),
    "its first page": (zeros(0, 4096), 1.0),
    "a tenth in the middle": (lambda d: zeros(len(d) // 2 & ~4095, len(d) // 10 & ~4095)(d), 0.6),
    "its last fifth": (lambda data: data[: len(data) * 4 // 5], 0.4),
}


@pytest.mark.parametrize("part", BUSY)
def test_tags_the_trash_waveforms_and_jobs_are_saved(place: Path, busy: bytes, part: str) -> None:
    change, least = BUSY[part]
    place.write_bytes(change(busy))
    repair.repair(place)
    assert repair.check(place).faults == ()
    library = Library(place.parent)
    jobs = Jobs(library.database)
    gallery = library.gallery
    known = library.database.rows("SELECT id FROM artifacts")
    extras = {row[0]: gallery.extra(row[0]) for row in known}
    tagged = [extra for extra in extras.values() if extra.tags]
    waves = [gallery.peaks(id) for id in extras].count(b"\x81\x7f")
    saved = jobs.listed(limit=100)
    counts = [len(tagged), len(gallery.in_trash()), waves, len(saved)]
    assert all(each <= most for each, most in zip(counts, (10, 5, 40, 12), strict=True))
    assert sum(counts) >= 67 * least
    if least == 1:
        assert jobs.count() == {"queued": 9, "running": 1, "done": 1, "failed": 1}
        over = [job for job in saved if job.is_over]
        assert [len(jobs.events(job)) for job in over] == [4, 4]
        keys = "SELECT count(*) FROM keys"
        assert library.database.rows(keys)[0][0] == 12
    waiting = sum(job.state == "queued" for job in saved)
    claimed = [jobs.claim(["light"]) for _ in range(waiting + 1)]
    assert sum(job is not None for job in claimed) == waiting
    assert len({job.client for job in claimed[:3] if job}) == min(3, waiting)
    library.close()


def test_a_job_is_in_the_state_that_it_told_last(place: Path, busy: bytes) -> None:
    place.write_bytes(busy)
    db = sqlite3.connect(place)
    db.execute("UPDATE jobs SET state = 'queued', ended = NULL")  # as old copies of rows have it
    db.execute("INSERT INTO events VALUES (999, 1, 1.0, 'queued', '{}')")
    db.execute("INSERT INTO tags VALUES ('gone000000-1', 'wall')")
    db.commit()
    db.close()
    repair.repair(place)
    library = Library(place.parent)
    jobs = Jobs(library.database)
    assert jobs.count() == {"queued": 10, "done": 1, "failed": 1}
    assert all(job.ended for job in jobs.listed() if job.is_over)
    assert library.database.rows("SELECT 1 FROM events WHERE job = 999") == []
    assert library.database.rows("SELECT 1 FROM tags WHERE artifact LIKE 'gone%'") == []
    library.close()


def test_what_fits_no_table_is_passed_over() -> None:
    job = [
        1,
        "aaaaaaaaaa",
        1.0,
        "zoo",
        "zoo.dots",
        "zoo",
        "light",
        "{}",
        "",
        "queued",
        *[None] * 11,
    ]
    event, tag, key = (
        [1, 1, 1.0, "text", "{}"],
        ["aaaaaaaaaa-1", "x"],
        ["c", "k", "b", "a" * 10, 1.0],
    )
    for table, row, wrong in (
        ("jobs", job, {1: "A", 7: "[]", 9: "lost"}),
        ("events", event, {2: "now", 4: "[1]"}),
        ("tags", tag, {0: "aaaaaaaaaa", 1: 7}),
        ("keys", key, {3: "", 4: None}),
    ):
        assert salvage._fits(table, tuple(row))
        for place, value in wrong.items():
            changed = list(row)
            changed[place] = value
            assert not salvage._fits(table, tuple(changed)), (table, place)


def test_a_backup_is_whole_and_replaces_nothing(
    muse: Muse, place: Path, whole: bytes, tmp_path: Path
) -> None:
    assert muse("library", "backup", "a.sqlite3")[0] == 2  # there is none yet
    place.write_bytes(whole)
    target = tmp_path / "backups" / "a.sqlite3"
    assert muse("library", "backup", str(target))[0] == 0
    db = sqlite3.connect(target)
    assert db.execute("SELECT count(*) FROM runs").fetchone()[0] == 40
    db.close()
    before = target.read_bytes()
    code, _, err = muse("library", "backup", str(target))
    assert (code, "already exists" in err) == (2, True)
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["a.sqlite3"]


def test_a_sound_library_is_left_as_it_is(muse: Muse, place: Path, whole: bytes) -> None:
    place.write_bytes(whole)
    assert "is sound: 40 runs, 40 artifacts" in muse("library", "check")[1]
    assert json.loads(muse("library", "check", "--json")[1])["faults"] == []
    assert "nothing to repair" in muse("library", "repair")[2]
    assert "saved 40 runs, 40 artifacts and 40 files" in muse("library", "repair", "--force")[2]


RUN = "(1, 'aaaaaaaaaa', 1.0, 'zoo', 'zoo.dots', '1', 'a lake', '{}', 'running', NULL, NULL"
ARTIFACT = "('aaaaaaaaaa-1', 1, 0, 7, 'a lake', '{}', '{}', 0, '', x'01', 4, 'for Anna')"


def older(place: Path, version: int) -> None:
    """Write a library as an older Muse left it."""
    db = sqlite3.connect(place, isolation_level=None)
    for each in schema.UPGRADES[:version]:
        for statement in each.split(";\n"):
            db.execute(statement)
    db.execute(f"INSERT INTO runs VALUES {RUN}" + (")" if version == 1 else ", '{}')"))
    trash = ", NULL, NULL)" if version > 2 else ")"
    db.execute(f"INSERT INTO artifacts VALUES {ARTIFACT[:-1]}{trash}")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_library_is_upgraded_and_kept(place: Path, version: int) -> None:
    older(place, version)
    library = Library(place.parent)
    (run,) = library.log()
    assert (run.prompt, run.condition) == ("a lake", {})
    assert run.status == ("interrupted" if version == 1 else "running")
    (made,) = run.artifacts
    assert (made.rating, made.note, library.thumbnail(made.id)) == (4, "for Anna", b"\x01")
    record(library, "new", random.Random(1))
    library.gallery.tag(made.id, ["wall"])
    library.gallery.trash(made.id)
    assert len(library.log()) == 1
    Jobs(library.database).add(New("zoo", "zoo.dots", "light", {}))
    library.close()
    made_anew = sqlite3.connect(place)
    assert made_anew.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA,)
    fresh = sqlite3.connect(":memory:")
    for each in schema.UPGRADES:
        fresh.executescript(each)
    tables = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert made_anew.execute(tables).fetchall() == fresh.execute(tables).fetchall()
    made_anew.close()
    fresh.close()
    assert repair.check(place).faults == ()
    old = place.with_name(f"library.version-{version}.sqlite3")
    kept = sqlite3.connect(old)
    assert kept.execute("PRAGMA user_version").fetchone() == (version,)
    assert kept.execute("SELECT status FROM runs").fetchone() == ("running",)
    assert kept.execute("SELECT id FROM artifacts").fetchall() == [("aaaaaaaaaa-1",)]
    kept.close()
    assert sorted(os.listdir(place.parent)) == [place.name, old.name]


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_a_damaged_older_library_is_saved_as_one_of_today(place: Path, version: int) -> None:
    older(place, version)
    place.write_bytes(zeros(0, 100)(place.read_bytes()))
    saved, _ = repair.repair(place)
    assert (saved.runs, saved.artifacts) == (1, 1)
    library = Library(place.parent)
    run, made = library.find("aaaaaaaaaa-1")
    assert (run.prompt, run.condition, made.rating, made.note) == ("a lake", {}, 4, "for Anna")
    assert library.gallery.extra(made.id).trashed is None
    library.close()


def test_a_newer_library_is_refused_and_not_touched(muse: Muse, place: Path) -> None:
    db = sqlite3.connect(place)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = place.read_bytes()
    code, _, err = muse("log")
    assert (code, "written by a newer Muse" in err) == (1, True)
    code, _, err = muse("run", "zoo", "--seed", "1", "-o", "a.png")
    assert (code, "newer Muse" in err) == (0, True)
    for command in ("check", "repair"):
        code, _, err = muse("library", command)
        assert (code, "newer Muse" in err) == (1, True)
    assert place.read_bytes() == before
    place.unlink()
    assert muse("run", "zoo", "--seed", "1", "-o", "b.png")[0] == 0
    assert "zoo.dots" in muse("log")[1], "nothing is left of what was wrong"


# -- places that can't be written to


def test_a_library_that_cannot_be_written_is_read(
    zoo: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = zoo.run("zoo.dots", seed=1, output=tmp_path / "a.png")
    zoo.library.close()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    library = Library(tmp_path / "lib")
    assert library.lookup(str(tmp_path / "a.png"))[0].id == made.id
    assert len(library.log(query="dots")) == 1
    library.close()
    assert os.listdir(tmp_path / "lib") == ["library.sqlite3"]


def test_what_a_killed_process_left_unmoved_is_read_on_a_read_only_place(
    tmp_path: Path, whole: bytes
) -> None:
    place = tmp_path / "there" / "library.sqlite3"
    place.parent.mkdir()
    place.write_bytes(whole)
    library = Library(place.parent)
    run = record(library, "the last", random.Random(2))
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("library.sqlite3", "library.sqlite3-wal"):
        (copy / name).write_bytes((place.parent / name).read_bytes())
    library.close()
    db = opening._copied(copy / place.name, copy / "library.sqlite3-wal", False)
    assert db.execute("SELECT count(*) FROM runs WHERE id = ?", (run,)).fetchone()[0] == 1
    folder = Path(db.execute("PRAGMA database_list").fetchone()[2]).parent
    db.close()
    assert not folder.exists()
    assert sorted(os.listdir(copy)) == ["library.sqlite3", "library.sqlite3-wal"]


READS = """
import os, sys
from pathlib import Path
from muse.library.library import Library
Library(Path("/nowhere")).log()
os.setgroups([]); os.setgid(65534); os.setuid(65534)  # who may not read this Python's modules
library = Library(Path(sys.argv[1]))
print([run.prompt for run in library.log()][:1])
try:
    library.begin(generator="a.b", version="1", prompt="", asked={})
except Exception as error:
    print(type(error).__name__, error)
library.close()
"""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be other"
)
def test_a_library_of_somebody_else_is_read(tmp_path: Path) -> None:
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        os.chmod(name, 0o755)
        library = Library(Path(name))
        record(library, "mine", random.Random(1))
        library.close()
        before = sorted(os.listdir(name))
        done = subprocess.run(
            [sys.executable, "-c", READS, name], capture_output=True, text=True, cwd="/"
        )
        assert done.stdout.startswith("['mine']\nLibraryError"), done.stderr
        assert sorted(os.listdir(name)) == before


def test_a_library_that_was_removed_is_begun_again(zoo: Host, tmp_path: Path) -> None:
    zoo.run("zoo.dots", seed=1)
    for path in (tmp_path / "lib").glob("library.sqlite3*"):
        path.unlink()
    assert zoo.library.log() == []
    made = zoo.run("zoo.dots", seed=2)
    assert made.report.notes == []
    assert [run.id for run in zoo.library.log()] == [made.id]
    assert (tmp_path / "lib" / "library.sqlite3").exists()


def test_a_library_that_goes_while_a_run_works_is_told(zoo: Host, tmp_path: Path) -> None:
    stream = zoo.stream("zoo.dots", seed=1, count=2, output=f"{tmp_path}/out/")
    for event in stream:
        if type(event).__name__ == "Progress":
            for path in (tmp_path / "lib").glob("library.sqlite3*"):
                path.unlink()
            other = Library(tmp_path / "lib")
            record(other, "of another process", random.Random(1))
            other.close()
            break
    list(stream)
    assert len(stream.result.paths) == 2
    assert "isn't recorded: the library was replaced" in stream.report.notes[0]
    (run,) = zoo.library.log()
    assert (run.prompt, len(run.artifacts)) == ("of another process", 1)


def test_a_write_to_a_damaged_library_says_what_to_do(place: Path, whole: bytes) -> None:
    place.write_bytes(whole)
    opening.damaged(place).write_text("malformed\n")
    library = Library(place.parent)
    with pytest.raises(LibraryError, match=r"is damaged \(malformed\); muse library check"):
        record(library, "x", random.Random(1))
    assert repair.check(place).faults == ()  # it was a false alarm
    record(library, "x", random.Random(1))
    library.close()


def test_a_clock_that_goes_backwards_harms_nothing(
    zoo: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    first = zoo.run("zoo.dots", seed=1)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 1e8)
    second = zoo.run("zoo.dots", seed=2)
    zoo.library.close()
    again = Library(zoo.library.folder)
    assert [(run.id, run.status) for run in again.log()] == [
        (second.id, "done"), (first.id, "done")
    ]  # fmt: skip
    again.close()


# -- little of everything


def test_a_full_disk_is_told_as_one(
    muse: Muse, place: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write_bytes(whole)
    monkeypatch.setattr(files, "is_full", lambda folder: True)

    def fails(*arguments: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(schema, "backup", fails)
    assert muse("library", "backup", "a")[2].endswith("(disk I/O error); free some space\n")
    monkeypatch.setattr(opening, "to_write", fails)
    told = muse("run", "zoo", "--seed", "1", "-o", "a.png")[2]
    assert "can't be written (disk I/O error); free some space" in told
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: _Full())
    code, _, err = muse("use", "zoo.dots")
    assert (code, "can't be locked" in err, "free some space" in err) == (1, True, True)


class _Full:
    """A connection to a disk that is full."""

    def execute(self, statement: str) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    def close(self) -> None:
        """Close nothing."""


@pytest.mark.parametrize(
    ("limit", "value", "size", "right"),
    [
        ("RLIMIT_NOFILE", 20, 256, ""),
        ("RLIMIT_AS", 400 * 2**20, 256, ""),
        ("RLIMIT_AS", 400 * 2**20, 6000, "lower width, height, count, or close other programs"),
    ],
)
def test_little_memory_or_few_descriptors_are_enough_or_told(
    home: Path, tmp_path: Path, limit: str, value: int, size: int, right: str
) -> None:
    resource = pytest.importorskip("resource")

    def limited() -> None:
        resource.setrlimit(getattr(resource, limit), (value, value))

    command = [sys.executable, "-m", "muse", "run", "image", "-o", str(tmp_path / "a.png")]
    done = subprocess.run(
        [*command, "--width", str(size), "--height", str(size)],
        capture_output=True,
        text=True,
        preexec_fn=limited,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    if not right:
        assert (done.returncode, (tmp_path / "a.png").exists()) == (0, True), done.stderr
        return
    lines = [line for line in done.stderr.splitlines() if line.startswith("muse: ")]
    assert (done.returncode, len(lines)) == (1, 1), done.stderr
    assert lines[0].endswith(right)
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("*.png")) + list(tmp_path.glob(".muse*"))

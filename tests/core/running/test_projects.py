"""Projects: written in one home, opened in another, where everything is as it was."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import Muse, zoo_entries
from muse import Host
from muse.entry_points import Entry, Index
from muse.errors import NotFound, RequestError
from muse.library.library import Library
from muse.running import reproduce
from muse.running.projects import manifest, reading, writing


def opened(folder: Path) -> Host:
    entries = [
        *zoo_entries(),
        Entry("muse", "muse-image", "muse_image.formats", "muse-host", "0", ""),
    ]
    return Host(library=folder / "lib", config=folder / "c.toml", index=Index(entries))


@pytest.fixture
def rated(tmp_path: Path) -> Iterator[tuple[Host, list[str]]]:
    """A host with three artifacts that somebody rated, noted, tagged and collected."""
    with opened(tmp_path / "a") as host:
        run = host.run("zoo.dots", seed=7, count=2, output=f"{tmp_path}/")
        one = host.run("zoo.dots", seed=9, output=tmp_path / "last.png")
        ids = [made.id for made in (*run, *one)]
        host.library.rate(ids[0], 5)
        host.library.gallery.note(ids[0], "the best")
        host.library.gallery.tag(ids[1], ["red", "蓝"])
        shelf = host.library.collections
        shelf.put(shelf.add("Dots 点", "of May").id, add=ids)
        yield host, ids


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Host]:
    """Another host, with an empty library."""
    with opened(tmp_path / "b") as host:
        yield host


def gallery(library: Library) -> list[Any]:
    found = []
    for run in sorted(library.log(limit=99), key=lambda run: run.id):
        for each in run.artifacts:
            extra = library.gallery.extra(each.id)
            sums = [(file.suffix, file.media_type, file.size, file.sha256) for file in each.files]
            told = (each.id, each.title, each.seed, each.rating, each.note, each.recipe)
            found.append((run.created, run.asked, told, each.report, sums, extra))
    return found


def test_a_round_trip_loses_nothing(
    rated: tuple[Host, list[str]], other: Host, tmp_path: Path
) -> None:
    host, ids = rated
    target = tmp_path / "dots.zip"
    seen: list[tuple[int, int]] = []
    shelf = host.library.collections.listed()[0]
    written = writing.write(
        host.library, ids, target, collection=shelf.id, progress=lambda *at: seen.append(at)
    )
    assert (written.count, written.missing) == (3, [])
    assert seen[-1] == (3, 3)
    found = reading.read(other.library, target)
    assert (sorted(found.added), found.known, found.refused) == (sorted(ids), [], {})
    assert gallery(other.library) == gallery(host.library)
    assert other.library.collections.find(found.collection or "").name == "Dots 点"
    assert sorted(other.library.collections.artifacts(found.collection or "")) == sorted(ids)
    assert other.library.thumbnail(ids[0]) == host.library.thumbnail(ids[0])
    assert [run.id for run in other.library.log(query="dots")], "its words are found"
    for id in ids:
        source = reproduce.origin(other, id)
        again = reproduce.again(other, source, recorded=False).finish()
        assert reproduce.compare(other, source, again[0]).verdict == "identical"
    again_found = reading.read(other.library, target)
    assert (again_found.added, sorted(again_found.known)) == ([], sorted(ids))
    assert again_found.collection == found.collection, "no second one of the name"
    assert len(gallery(other.library)) == 3


def test_what_is_gone_is_left_out_and_unknown_ids_are_told(
    rated: tuple[Host, list[str]], tmp_path: Path
) -> None:
    host, ids = rated
    tmp_path.joinpath("last.png").unlink()
    written = writing.write(host.library, ids, tmp_path / "p.zip")
    assert (written.count, written.missing) == (2, [ids[2]])
    with pytest.raises(NotFound):
        writing.write(host.library, ["nothing-1"], tmp_path / "q.zip")


def test_files_that_were_handed_in_and_sheets_come_along(tmp_path: Path, other: Host) -> None:
    with opened(tmp_path / "a") as host:
        sha = "c" * 64
        made = host.run("zoo.dots", seed=1, output=tmp_path / "a.png")[0]
        data = b"handed in"
        sha = hashlib.sha256(data).hexdigest()
        host.library.keep_input(sha, data)
        with host.library.database.write() as db:
            kept = {**made.recipe, "condition": {**made.recipe["condition"]}}
            kept["condition"]["init"] = {"name": "init.txt", "sha256": sha}
            db.execute("UPDATE artifacts SET recipe = ?", (json.dumps(kept),))
            db.execute("UPDATE runs SET sheet = 'song'")
        host.library.desk.put("sheet-song", {"form": ["a"]}, 0)
        writing.write(host.library, [made.id], tmp_path / "p.zip")
    reading.read(other.library, tmp_path / "p.zip")
    assert other.library.input(sha) == data
    assert json.loads(other.library.desk.find("sheet-song").value) == {"form": ["a"]}
    assert other.library.find_exactly(made.id)[0].sheet == "song"


def changed(source: Path, target: Path, change: Any) -> Path:
    """Copy a project with another manifest; `change` may give other bytes for entries."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        whole = json.loads(old.read(manifest.NAME))
        replaced = change(whole) or {}
        for info in old.infolist():
            if info.filename == manifest.NAME:
                continue
            data = replaced.pop(info.filename, old.read(info))
            if data is not None:
                new.writestr(info.filename, data)
        for name, data in replaced.items():
            new.writestr(name, data)
        new.writestr(manifest.NAME, json.dumps(whole))
    return target


@pytest.fixture
def project(rated: tuple[Host, list[str]], tmp_path: Path) -> Path:
    """A project of three artifacts."""
    writing.write(rated[0].library, rated[1], tmp_path / "p.zip")
    return tmp_path / "p.zip"


def set_of(place: int, **values: Any) -> Any:
    return lambda whole: whole["artifacts"][place].update(values)


def swap(whole: Any) -> dict[str, bytes]:
    name = whole["artifacts"][0]["files"][0]["name"]
    size = whole["artifacts"][0]["files"][0]["size"]
    return {name: b"x" * size}


def lost(whole: Any) -> dict[str, None]:
    return {whole["artifacts"][0]["files"][0]["name"]: None}


ONE_WRONG = {
    "other bytes": (swap, "another SHA-256"),
    "no bytes": (lost, "isn't in the project"),
    "an id that is a path": (set_of(0, id="../../a-1"), "id"),
    "an id of another run": (set_of(0, run="zzzzzzzzzz"), "its run isn't in the project"),
    "no recipe": (set_of(0, recipe={"muse": 1}), "recipe"),
    "a suffix that is a path": (
        lambda whole: whole["artifacts"][0]["files"][0].update(suffix="/../x.png"),
        "suffix",
    ),
    "a type that is a header": (
        lambda whole: whole["artifacts"][0]["files"][0].update(media_type="a/b\r\nx: y"),
        "media_type",
    ),
    "half of a character": (set_of(0, title="\ud800"), "title: "),
    "half of one within": (set_of(0, report={"notes": ["\ud800"]}), ""),
    "a NUL": (set_of(0, note="a\0b"), "a NUL"),
    "a rating of 9": (set_of(0, rating=9), "rating"),
}


@pytest.mark.parametrize("kind", ONE_WRONG)
def test_what_is_wrong_with_one_costs_that_one(
    project: Path, other: Host, tmp_path: Path, kind: str
) -> None:
    change, told = ONE_WRONG[kind]
    found = reading.read(other.library, changed(project, tmp_path / "x.zip", change))
    assert len(found.added) == 2, found
    assert len(found.refused) == 1
    assert told in next(iter(found.refused.values()))
    assert len(gallery(other.library)) == 2
    stored = [path for path in (other.library.folder / "files").glob("??/*")]
    assert len(stored) == 2, "nothing is left of what was refused"
    assert not [p for p in tmp_path.rglob("*") if p.name == "x.png"]


def test_an_id_that_another_has_is_refused(
    project: Path, rated: tuple[Host, list[str]], tmp_path: Path
) -> None:
    host, ids = rated

    def theirs(whole: Any) -> dict[str, bytes]:
        file = whole["artifacts"][0]["files"][0]
        data = b"another"
        file.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())
        return {file["name"]: data}

    found = reading.read(host.library, changed(project, tmp_path / "x.zip", theirs))
    assert found.refused == {ids[0]: "another artifact of this library has this id"}

    def run(whole: Any) -> None:
        whole["runs"][0]["created"] = 5.0

    with host.library.database.write() as db:
        db.execute("DELETE FROM artifacts WHERE id = ?", (ids[0],))
    found = reading.read(host.library, changed(project, tmp_path / "y.zip", run))
    assert found.refused[ids[0]].startswith("another run of this library has the id")


def test_the_commands_write_and_open_a_project(
    muse: Muse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert muse("run", "zoo", "--seed", "3", "-o", "dots.png")[0] == 0
    id = muse("log")[1].split()[0]
    code, _, errors = muse("export", id, "--project", "p.zip")
    assert (code, errors.strip()) == (0, "p.zip")
    assert muse("export", id, "--project", "p.zip")[0] == 2, "it is there"
    assert "takes one artifact" in muse("export", id, id)[2]
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "other"))
    code, _, errors = muse("library", "import", "p.zip")
    assert (code, errors.strip()) == (0, "1 are new, 0 were here already")
    assert muse("log")[1].split()[0] == id
    tmp_path.joinpath("work", "q.zip").write_bytes(b"no zip")
    assert "no project of Muse" in muse("library", "import", "q.zip")[2]


def test_a_project_of_a_newer_muse_is_told(project: Path, other: Host, tmp_path: Path) -> None:
    def newer(whole: Any) -> None:
        whole["muse_project"] = 2

    with pytest.raises(Exception, match="newer Muse"):
        reading.read(other.library, changed(project, tmp_path / "x.zip", newer))
    with pytest.raises(RequestError, match="isn't one of Muse"):
        reading.read(
            other.library, changed(project, tmp_path / "y.zip", lambda whole: whole.clear())
        )

"""The desk of a library: documents with revisions, bounds, and the counters of what changes."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muse.errors import NotFound, RequestError
from muse.library import desk, pages, repair, salvage
from muse.library.desk import ChangedMeanwhile, Desk
from muse.library.gallery import Sought
from muse.library.jobs import Jobs, New
from muse.library.library import Library
from muse.library.records import ArtifactRecord


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "lib")
    yield made
    made.close()


def test_a_document_is_kept_read_listed_and_removed(library: Library) -> None:
    assert library.desk.listed() == []
    value = {"form": {"prompt": "湖 'lake' \u2028"}, "locks": [True, None, 0.1]}
    kept = library.desk.put("sheet-1", value)
    assert library.desk.find("sheet-1") == kept
    second = library.desk.put("sheet-1", "new", kept.revision)
    assert second.revision > kept.revision and second.value == '"new"'
    library.desk.put("studio", None)
    assert [each.name for each in library.desk.listed()] == ["studio", "sheet-1"]
    library.desk.remove("sheet-1")
    for call in (library.desk.find, library.desk.remove):
        with pytest.raises(NotFound, match="no document 'sheet-1'"):
            call("sheet-1")


def test_revisions_only_grow_so_that_none_stands_for_two_values(library: Library) -> None:
    first = library.desk.put("a", 1, 0)
    with pytest.raises(ChangedMeanwhile, match=f"revision {first.revision}, not 0"):
        library.desk.put("a", 2, 0)
    library.desk.remove("a")
    with pytest.raises(ChangedMeanwhile, match="revision 0"):
        library.desk.put("a", 2, first.revision)
    again = library.desk.put("a", 3, 0)
    assert again.revision > first.revision
    assert library.desk.put("a", 4).revision > again.revision  # whatever is there


@pytest.mark.parametrize("name", ["", "A", "a b", "a" * 65, "../a", "a\n", "图"])
def test_names_are_plain(library: Library, name: str) -> None:
    for call in (library.desk.find, library.desk.remove, lambda n: library.desk.put(n, 1)):
        with pytest.raises(RequestError, match="name: invalid value"):
            call(name)


def nested(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


def test_values_have_bounds(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.desk.put("a", nested(desk.DEEPEST))
    library.desk.put("a", "x" * (desk.LARGEST - 2))
    for wrong, told in (
        (nested(desk.DEEPEST + 1), "levels"),
        (nested(100_000), "levels"),
        ("x" * desk.LARGEST, "more than 262,144"),
        ("湖" * (desk.LARGEST // 2), "more than 262,144"),
        (float("inf"), "JSON"),
        (float("nan"), "JSON"),
        ("\ud800", "JSON"),
        (b"bytes", "JSON"),
    ):
        with pytest.raises(RequestError, match=told):
            library.desk.put("a", wrong)
    assert len(library.desk.find("a").value) == desk.LARGEST
    monkeypatch.setattr(desk, "MOST", 2)
    library.desk.put("b", 1)
    with pytest.raises(RequestError, match="2 documents already"):
        library.desk.put("c", 1)
    library.desk.put("b", 2)


def test_of_many_who_change_the_same_revision_one_wins(library: Library) -> None:
    start = library.desk.put("a", 0).revision
    won: list[tuple[int, int]] = []

    def change(number: int) -> None:
        mine = Desk(library.database)
        revision = start
        while True:
            try:
                won.append((revision, mine.put("a", number, revision).revision))
                return
            except ChangedMeanwhile:
                revision = mine.find("a").revision

    threads = [threading.Thread(target=change, args=[n]) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 20
    before, after = (sorted(each) for each in zip(*won, strict=True))
    assert before == [start, *after[:-1]], "each revision was the ground of one change"
    assert library.desk.find("a").revision == after[-1]


def test_what_changes_is_counted(library: Library) -> None:
    assert library.changes() == {"runs": 0, "artifacts": 0, "collections": 0, "desk": 0}
    library.desk.put("a", 1)
    jobs = Jobs(library.database)
    job = jobs.add(New("zoo", "zoo.dots", "light", {}, sheet="s-1"))
    seen = library.changes()
    assert (seen["desk"], seen["runs"]) == (1, 1)
    claimed = jobs.claim(("light",))
    assert claimed is not None and claimed.sheet == "s-1"
    assert library.changes()["runs"] > seen["runs"]
    seen = library.changes()
    jobs.tell(claimed, [("progress", {"done": 1})])
    jobs.beat(claimed)
    assert library.changes() == seen, "progress isn't counted"
    jobs.end(claimed, "done")
    assert library.changes()["runs"] > seen["runs"]
    assert [each.id for each in jobs.listed(sheet="s-1", states=["done"])] == [job.id]
    assert jobs.listed(sheet="s-2") == []


def test_a_run_belongs_to_the_sheet_of_its_job(library: Library) -> None:
    job = Jobs(library.database).add(New("zoo", "zoo.dots", "light", {}, sheet="s-1"))
    library.begin(generator="zoo.dots", version="1", prompt="", asked={}, id=job.id)
    library.begin(generator="zoo.dots", version="1", prompt="", asked={})
    assert [run.sheet for run in library.log()] == [None, "s-1"]


def test_of_a_damaged_library_desk_and_collections_are_saved(tmp_path: Path) -> None:
    library = Library(tmp_path / "lib")
    job = Jobs(library.database).add(New("zoo", "zoo.dots", "light", {}, sheet="s-1"))
    number, run = library.begin(
        generator="zoo.dots", version="1", prompt="a heron", asked={}, id=job.id
    )
    made = ArtifactRecord(f"{run}-1", 0, 7, "", {}, {}, False, "", None, None, [])
    library.add(number, made, None)
    library.end(number, "done", 1.0)
    library.gallery.tag(made.id, ["wall"])
    kept = library.collections.put(library.collections.add("a").id, [made.id])
    for value in range(40):
        document = library.desk.put("sheet-1", {"value": value})
    library.database.close()
    path = library.database.path
    damaged = bytearray(path.read_bytes())
    damaged[:100] = bytes(100)  # no SQLite reads it any more
    path.write_bytes(damaged)
    saved, _ = repair.repair(path)
    assert (saved.runs, saved.artifacts) == (1, 1)
    library = Library(tmp_path / "lib")
    assert library.desk.find("sheet-1") == document
    assert library.collections.listed() == [kept]
    assert library.gallery.extra(made.id).tags == ("wall",)
    assert [id for id, _ in library.gallery.seek(Sought(query="heron wall", sheet="s-1"))] == [
        made.id
    ]
    assert Jobs(library.database).listed(sheet="s-1")[0].id == job.id
    assert library.desk.put("sheet-1", 0, document.revision).revision > document.revision
    library.close()


def test_only_what_can_be_a_row_of_the_desk_is_saved() -> None:
    document = ("sheet-1", 3, 1.5, "{}")
    collection = ("a" * 10, "name", "note", 1.5, 2)
    collected = ("a" * 10, "aaaaaaaaaa-1", 1.5)
    for table, row, wrong in (
        ("desk", document, {0: "A", 2: "now", 3: "{"}),
        ("collections", collection, {0: "a", 2: None, 3: "x", 4: None}),
        ("collected", collected, {0: "a", 1: "a"}),
    ):
        assert salvage._fits(table, row)
        assert salvage._table_of(pages.Row(False, 0, row)) == table
        for place, value in wrong.items():
            changed = list(row)
            changed[place] = value
            assert not salvage._fits(table, tuple(changed)), (table, place)

"""Collections: artifacts put together, whose trash they follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from muse.errors import NotFound, RequestError
from muse.library import collections
from muse.library.library import Library
from muse.library.records import ArtifactRecord

WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x40\x00\x20\x00"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "lib")
    yield made
    made.close()


def record(library: Library, thumbnail: bytes | None = WEBP) -> str:
    number, run = library.begin(generator="zoo.dots", version="1", prompt="a lake", asked={})
    made = ArtifactRecord(f"{run}-1", 0, 7, "a lake", {}, {}, False, "", None, None, [])
    library.add(number, made, thumbnail)
    library.end(number, "done", 1.0)
    return made.id


def test_a_collection_is_begun_named_filled_and_forgotten(library: Library) -> None:
    ids = [record(library), record(library), record(library, None)]
    seen = library.changes()["collections"]
    lakes = library.collections.add("  My   lakes ")
    assert (lakes.name, lakes.note, lakes.count, lakes.cover) == ("My lakes", "", 0, None)
    filled = library.collections.put(lakes.id, [*ids, ids[0], "aaaaaaaaaa-1"])
    assert (filled.count, filled.cover) == (3, ids[1])
    assert filled.changed >= lakes.changed
    assert library.collections.put(lakes.id, ids[:1], [ids[1], "x"]).count == 2
    named = library.collections.change(lakes.id, note="for Anna")
    assert (named.name, named.note) == ("My lakes", "for Anna")
    assert library.collections.change(lakes.id, name="湖").note == "for Anna"
    other = library.collections.add("湖", "the same name")
    assert [each.id for each in library.collections.listed()] == [other.id, lakes.id]
    assert library.changes()["collections"] > seen + 5
    library.collections.remove(lakes.id)
    assert library.collections.listed() == [other]
    for call in (
        library.collections.find,
        library.collections.remove,
        library.collections.put,
        library.collections.change,
    ):
        with pytest.raises(NotFound, match="no collection"):
            call(lakes.id)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\0b", "a\u202eb", "\x1b[31m"])
def test_a_name_is_what_can_be_read(library: Library, name: str) -> None:
    kept = library.collections.add("a")
    with pytest.raises(RequestError, match="name: invalid value"):
        library.collections.add(name)
    with pytest.raises(RequestError, match="name: invalid value"):
        library.collections.change(kept.id, name=name)
    assert library.collections.listed() == [kept]


def test_there_are_so_many_at_most(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collections, "MOST", 1)
    library.collections.add("a")
    with pytest.raises(RequestError, match="1 collections already"):
        library.collections.add("b")


def test_what_goes_with_the_trash_leaves_its_collections(library: Library) -> None:
    ids = [record(library), record(library)]
    made = library.collections.add("a")
    library.collections.put(made.id, ids)
    library.gallery.trash(ids[1])
    assert library.collections.find(made.id).count == 1
    assert library.collections.find(made.id).cover == ids[0]
    library.gallery.restore(ids[1])
    assert library.collections.find(made.id).count == 2
    library.gallery.trash(ids[1])
    library.gallery.empty()
    assert library.collections.find(made.id).count == 1
    rows = library.database.rows("SELECT artifact FROM collected")
    assert [row[0] for row in rows] == [ids[0]]

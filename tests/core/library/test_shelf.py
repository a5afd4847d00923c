"""The shelf: what artifacts are sought by, kept whoever writes; their words, sizes and colours."""

import io
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from muse import RequestError
from muse.library import colouring, shelf
from muse.library.gallery import Change, Counts, Extra, Sought
from muse.library.jobs import Jobs, New
from muse.library.library import Library
from muse.library.parts import Place
from muse.library.records import ArtifactRecord, FileRecord
from muse.media import colours, pictures


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "lib")
    yield made
    made.close()


def webp(*painted: str, size: tuple[int, int] = (48, 32)) -> bytes:
    """Return a picture with stripes of equal height."""
    drawn = Image.new("RGB", size)
    step = size[1] / len(painted)
    for number, colour in enumerate(painted):
        drawn.paste(colour, (0, round(number * step), size[0], round((number + 1) * step)))
    buffer = io.BytesIO()
    drawn.save(buffer, "WEBP", lossless=True)
    return buffer.getvalue()


def make(
    library: Library,
    prompt: str = "a lake",
    generator: str = "zoo.dots",
    *,
    report: dict[str, Any] | None = None,
    thumbnail: bytes | None = None,
    sheet: str | None = None,
    unfinished: bool = False,
    place: Place | None = None,
    excerpt: str = "",
) -> str:
    new = New("zoo", generator, "light", {}, sheet=sheet)
    id = Jobs(library.database).add(new).id if sheet else None
    number, run = library.begin(
        generator=generator, version="1", prompt=prompt, asked={}, id=id, place=place
    )
    file = FileRecord(".png", "image/png", 1, run.ljust(64, "0"), None)
    made = ArtifactRecord(
        *(f"{run}-1", 0, 7, prompt, report or {}, {}, unfinished, excerpt, None, None, [file])
    )
    library.add(number, made, thumbnail)
    library.end(number, "done", 1.0)
    return made.id


def found(library: Library, order: Any = "newest", **sought: Any) -> list[str]:
    """Return what is found, which each offset and the count agree with."""
    wanted = Sought(**sought)
    whole = [id for id, _ in library.gallery.seek(wanted, limit=1000, order=order)]
    for offset in range(len(whole) + 1):
        page = library.gallery.seek(wanted, offset=offset, limit=2, order=order)
        assert [id for id, _ in page] == whole[offset : offset + 2]
    assert library.gallery.count(wanted).total == len(whole)
    return whole


REPORT = {
    "read": {"mood": {"value": "happy", "words": "欢快"}},
    "chosen": {"seed": 424242, "style": "watercolour"},
    "adjusted": {"meter": {"asked": "7/8", "used": "waltz", "why": "the style has that one"}},
    "measured": {"key": "G major", "bpm": 97.0, "loud": True, "form": ["verse", "chorus"]},
    "notes": ["The melody is a sarabande."],
    "told": ["unspeakable"],
}


def test_words_of_the_report_are_found(library: Library) -> None:
    song = make(library, "一首歌", "music.midi", report=REPORT)
    text = make(library, "a poem", excerpt="The heron waits. 白鹭")
    make(library, "G is a letter", report={"measured": {"key": "D major"}})
    for query in ("G major", "g MAJOR 欢快", "happy", "waltz", "97", "chorus", "sarabande",
                  "watercol", "一首歌 major", "7/8"):  # fmt: skip
        assert found(library, query=query)[-1:] == [song], query
    assert found(library, query="heron 鹭") == [text]
    for query in ("unspeakable", "424242", "True", "minor", "欢快 minor", "w"):
        assert found(library, query=query) == [], query
    library.gallery.note(song, "für Anna")
    library.gallery.tag(song, ["客厅", "wall"])
    for query in ("fur anna", "客厅", "wall happy", "anna 客厅 sarabande"):
        assert found(library, query=query) == [song], query
    library.gallery.note(song, "")
    library.gallery.tag(song, [])
    for query in ("anna", "客厅", "wall"):
        assert found(library, query=query) == [], query
    assert found(library, query="G major")[-1] == song


def test_artifacts_are_sought_by_sheet_run_collection_and_id(library: Library) -> None:
    ids = [make(library, sheet="s-1"), make(library), make(library, sheet="s-2")]
    made = library.collections.add("a")
    library.collections.put(made.id, [ids[2], ids[0]])
    assert found(library, sheet="s-1") == [ids[0]]
    assert found(library, sheet="s-3") == []
    assert found(library, collection=made.id) == [ids[2], ids[0]]
    assert found(library, collection="x") == []
    assert found(library, run=ids[1][:-2]) == [ids[1]]
    assert found(library, run="nothing") == []
    assert found(library, ids=(ids[1], "x", ids[2], ids[1])) == [ids[2], ids[1]]
    assert found(library, ids=()) == []
    assert found(library, sheet="s-1", ids=(ids[1],)) == []


def test_orders_and_counts(library: Library) -> None:
    ids = [make(library), make(library, generator="zoo.lines"), make(library, generator="den.x")]
    library.rate(ids[0], 5)
    library.rate(ids[2], 3)
    assert found(library) == ids[::-1]
    assert found(library, "oldest") == ids
    assert found(library, "rating") == [ids[0], ids[2], ids[1]]
    assert found(library, "rating", rating=4) == [ids[0]]
    after = library.gallery.seek(Sought(), limit=1, order="oldest")[0][1]
    assert [id for id, _ in library.gallery.seek(Sought(), after=after, order="oldest")] == ids[1:]
    with pytest.raises(RequestError, match="offset"):
        library.gallery.seek(Sought(), after=after, order="rating")
    assert library.gallery.count(Sought()) == Counts(
        3, {"zoo": 2, "den": 1}, {"zoo.dots": 1, "zoo.lines": 1, "den.x": 1}
    )
    library.gallery.trash(ids[0])
    assert library.gallery.count(Sought()).total == 2
    assert library.gallery.count(Sought(trash=True, query="lake")).media == {"zoo": 1}


def test_parts_and_what_is_unfinished_stay_in_the_background(library: Library) -> None:
    work = make(library)
    parent = library.database.rows("SELECT run FROM artifacts WHERE id = ?", (work,))[0][0]
    part = make(library, place=Place(parent, 0, "page-1"))
    begun = make(library, unfinished=True)
    assert found(library) == [work]
    assert found(library, parts=True) == [part, work]
    assert found(library, ids=(part, begun)) == found(library, run=part[:-2]) == [part]
    other = make(library, place=Place(parent, 0, "page-1"))  # in the place of the one before
    assert found(library) == [part, work]
    with library.database.write() as db:
        db.execute("DELETE FROM parts")
    assert found(library) == [other, part, work]


def test_many_are_changed_at_once_or_none(library: Library) -> None:
    ids = [make(library) for _ in range(4)]
    seen = library.changes()["artifacts"]
    change = Change(4, ("wall", " for  Anna "), ("none",), True)
    assert library.gallery.change([*ids[:3], ids[0], "unknown-1"], change) == 3
    assert library.changes()["artifacts"] > seen
    assert found(library) == ids[3:]
    assert found(library, trash=True, query="anna", rating=4) == ids[2::-1]
    since = library.gallery.extra(ids[0]).trashed
    assert library.gallery.change(ids[:2], Change(trashed=True)) == 2
    assert library.gallery.extra(ids[0]).trashed == since
    assert library.gallery.change(ids, Change(rating=0, remove_tags=("wall",), trashed=False)) == 4
    assert found(library) == ids[::-1]
    assert found(library, rating=1) == found(library, tag="wall") == []
    assert library.gallery.extra(ids[1]).tags == ("for Anna",)
    assert library.gallery.change([], Change(rating=1)) == 0
    many = tuple(str(number) for number in range(100))
    for wrong in (Change(rating=6), Change(rating=-1), Change(add_tags=("x" * 61,)),
                  Change(rating=5, add_tags=many)):  # fmt: skip
        with pytest.raises(RequestError):
            library.gallery.change([ids[3], ids[1]], wrong)
    assert found(library, rating=1) == [] and library.gallery.extra(ids[3]).tags == ()


def test_colours_and_size_of_the_thumbnail_are_kept(library: Library) -> None:
    sea = make(library, thumbnail=webp("#1040c0", "#1040c0", "#f0d020"))
    fog = make(library, thumbnail=webp("#808080"))
    broken = make(library, thumbnail=b"thumb")
    bare = make(library)
    assert library.gallery.extra(sea) == Extra(
        (), None, True, False, (48, 32), ("1040c0", "f0d020")
    )
    assert library.gallery.extra(bare) == Extra()
    assert library.gallery.extra(broken).size is None
    assert found(library, colour="2060ff") == found(library, colour="FFE000") == [sea]
    assert found(library, colour="999999") == [fog]
    assert found(library, colour="ff0000") == []
    run, made, extra = library.briefs([fog, "x", sea, fog, bare])[1]
    assert (made.id, run.prompt, extra.colours) == (sea, "a lake", ("1040c0", "f0d020"))
    assert (made.report, made.files, run.asked) == ({}, [], {})
    assert [each[1].id for each in library.briefs([fog, "x", sea, fog, bare])] == [fog, sea, bare]


def test_thumbnails_of_an_older_library_are_looked_at_later(library: Library) -> None:
    ids = [make(library, thumbnail=webp(each)) for each in ("#ff0000", "#00ff00", "#0000ff")]
    make(library)
    with library.database.write() as db:
        shelf.renew(db)
    assert library.gallery.extra(ids[0]) == Extra((), None, True, False, (48, 32), ())
    assert colouring.colour(library.database, 0.0) == 3
    assert colouring.colour(library.database, 1.0) == 0
    assert found(library, colour="ff0000") == [ids[0]]
    assert found(library, query="lake", colour="00ff00") == [ids[1]]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("ff0000", "red"), ("800000", "red"), ("ffa500", "orange"), ("ff7f50", "orange"),
        ("ffd700", "yellow"), ("ffff00", "yellow"), ("008000", "green"), ("9acd32", "green"),
        ("008080", "teal"), ("40e0d0", "teal"), ("0000ff", "blue"), ("000080", "blue"),
        ("87ceeb", "blue"), ("800080", "purple"), ("4b0082", "purple"), ("ffc0cb", "pink"),
        ("ff69b4", "pink"), ("8b4513", "brown"), ("d2b48c", "brown"), ("000000", "black"),
        ("0a0a14", "black"), ("808080", "grey"), ("c0c0c0", "grey"), ("ffffff", "white"),
        ("f5f5dc", "white"),
    ],
)  # fmt: skip
def test_a_colour_has_the_name_that_people_give_it(colour: str, name: str) -> None:
    assert colours.name(colour) == name
    assert colours.bits(colour) & 1 << colours.NAMES.index(name)
    assert colours.bits(colour).bit_count() <= 3


def test_near_a_border_a_colour_has_both_names() -> None:
    both = colours.bits("708090")
    assert both == sum(1 << colours.NAMES.index(name) for name in ("blue", "grey"))
    assert colours.bits() == 0


def test_the_colours_of_a_picture_are_those_it_has_most_of() -> None:
    striped = webp("#d02020", "#d02020", "#d02020", "#20a040", "#20a040", "#f0f0f0",
                   size=(60, 60))  # fmt: skip
    assert colours.of_picture(striped) == colours.of_picture(striped)
    assert colours.of_picture(striped) == ("d02020", "20a040", "f0f0f0")
    many = webp(*("#d02020 #20a040 #2040d0 #d0c020 #c020d0 #20c0c0".split()), size=(60, 60))
    assert len(colours.of_picture(many)) == 3
    buffer = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(buffer, "PNG")
    for nothing in (buffer.getvalue(), b"", b"RIFF", striped[:60]):
        assert colours.of_picture(nothing) == ()
    drawn = Image.new("RGBA", (40, 40))
    for share, found in ((15, ()), (25, ("c02020",))):
        drawn.paste((192, 32, 32, 255), (0, 0, 40, share))
        buffer = io.BytesIO()
        drawn.save(buffer, "PNG")
        assert colours.of_picture(buffer.getvalue()) == found  # on a clear ground: of that behind


@pytest.mark.parametrize("size", [(1, 1), (48, 32), (256, 171), (300, 5)])
def test_the_size_of_a_thumbnail_is_in_its_first_bytes(size: tuple[int, int]) -> None:
    drawn = Image.new("RGBA", size, (255, 0, 0, 128))
    for options in ({"lossless": True}, {"quality": 50}, {"quality": 50, "exif": b"Exif\0\0"}):
        for mode in ("RGB", "RGBA"):
            buffer = io.BytesIO()
            drawn.convert(mode).save(buffer, "WEBP", **options)
            assert pictures.size(buffer.getvalue()[: pictures.HEADER]) == size
    for wrong in (b"", b"RIFF1234WEBP", b"RIFF1234WEBPVP8Y" + bytes(20), os.urandom(30)):
        assert pictures.size(wrong) is None


def test_a_damaged_row_is_shelved_as_far_as_it_can_be_read(library: Library) -> None:
    id = make(library, "a heron")
    with library.database.write() as db:
        db.execute("UPDATE artifacts SET report = '[1', recipe = 'x'")
        db.execute("UPDATE runs SET asked = '[1]'")
        shelf.renew(db)
    assert found(library, query="heron") == [id]


def test_a_place_says_which_artifact_it_is_of() -> None:
    for run, item in ((1, 0), (7, 99), (2**40, 2**20 - 1)):
        assert shelf.of_place(shelf.place(run, item)) == (run, item)
    assert shelf.place(2, 0) > shelf.place(1, 0) > shelf.place(1, 1) > shelf.place(0, 0)


def test_what_an_older_muse_recorded_is_shelved_at_the_upgrade(tmp_path: Path) -> None:
    from muse.library import schema

    path = tmp_path / "lib" / "library.sqlite3"
    path.parent.mkdir()
    db = sqlite3.connect(path, isolation_level=None)
    for each in schema.UPGRADES[:4]:
        for statement in each.split(";\n"):
            db.execute(statement)
    db.execute(
        "INSERT INTO runs VALUES (1, 'aaaaaaaaaa', 1.0, 'zoo', 'zoo.dots', '1', 'a lake', '{}',"
        " 'done', 1.0, NULL, '{}')"
    )
    db.execute(
        "INSERT INTO artifacts VALUES ('aaaaaaaaaa-1', 1, 0, 7, 'a lake',"
        """ '{"measured": {"key": "G major"}}', '{}', 0, '', ?, 4, 'for Anna', NULL, NULL)""",
        (webp("#1040c0"),),
    )
    db.execute("INSERT INTO tags VALUES ('aaaaaaaaaa-1', 'wall')")
    db.execute(
        "INSERT INTO jobs VALUES (1, 'aaaaaaaaaa', 1.0, 'zoo', 'zoo.dots', 'zoo', 'light', '{}',"
        " '', 'done', 0, 'c', '', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)"
    )
    db.execute("PRAGMA user_version = 4")
    db.close()
    library = Library(path.parent)
    for query in ("lake", "G major", "anna wall"):
        assert found(library, query=query, rating=4) == ["aaaaaaaaaa-1"], query
    assert library.gallery.extra("aaaaaaaaaa-1").size == (48, 32)
    assert Jobs(library.database).find("aaaaaaaaaa").sheet is None
    assert library.log()[0].sheet is None
    assert colouring.colour(library.database, 1.0) == 1
    assert found(library, colour="0000ff") == ["aaaaaaaaaa-1"]
    assert library.changes()["desk"] == 0
    library.close()

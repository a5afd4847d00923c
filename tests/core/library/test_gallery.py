"""The gallery: seeking, tags and notes, the trash, and stored files that none of it may lose."""

import json
import random
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from muse import LibraryError, OutputError, RequestError, placing, processes
from muse.errors import NotFound
from muse.library import search, shelf
from muse.library.gallery import EMPTIED, Extra, Gallery, Sought
from muse.library.ids import new_id
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord
from muse.library.writing import Writing
from muse.placing import Part

COUNT = 20_000


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "lib")


@pytest.fixture
def gallery(library: Library) -> Gallery:
    return library.gallery


def make(
    library: Library,
    prompt: str = "a lake",
    generator: str = "image.sketch",
    *,
    data: bytes = b"",
    count: int = 1,
    peaks: bytes | None = None,
    unfinished: bool = False,
    also: Path | None = None,
) -> str:
    """Record a run and store its files, as a job does; return the id of the first artifact."""
    number, run = library.begin(generator=generator, version="1", prompt=prompt, asked={})
    for item in range(count):
        content = data or f"{run} {item}".encode()
        file = FileRecord(".png", "image/png", len(content), sha256(content).hexdigest(), None)
        made = ArtifactRecord(
            *(f"{run}-{item + 1}", item, 7, prompt, {}, {}, unfinished, "", None, None, [file])
        )
        place = library.place(file.sha256, ".png")
        parts = [Part(place, content, replace=True, suffix=".png", shared=True)]
        parts += [Part(also, content, suffix=".png")] if also else []
        placing.put(parts, Writing(library, made.id, (number, made, b"thumb", peaks)))
    library.end(number, "done", 1.0)
    return f"{run}-1"


def stored(library: Library, artifact: str) -> bool:
    """Whether an artifact is recorded and its file is there, whole."""
    file = library.find_exactly(artifact)[1].files[0]
    path = library.path_of(file)
    return path is not None and sha256(path.read_bytes()).hexdigest() == file.sha256


def files(library: Library) -> int:
    return len(list((library.folder / "files").glob("??/*")))


def found(gallery: Gallery, **sought: object) -> list[str]:
    """Return what is found, page by page, which must be what one long page has."""
    pages: list[str] = []
    after = None
    while True:
        page = gallery.seek(Sought(**sought), after=after, limit=2)  # type: ignore[arg-type]
        pages += [id for id, _ in page]
        if len(page) < 2:
            break
        after = page[-1][1]
    whole = gallery.seek(Sought(**sought), limit=1000)  # type: ignore[arg-type]
    assert pages == [id for id, _ in whole]
    return pages


# -- seeking


def test_an_empty_library_has_nothing_and_makes_no_file(library: Library) -> None:
    gallery = library.gallery
    assert gallery.seek(Sought(query="lake")) == []
    assert gallery.extra("a-1") == Extra()
    assert (gallery.peaks("a-1"), gallery.tags(), gallery.trashed()) == (None, {}, (0, 0))
    assert (gallery.in_trash(), gallery.stray(), gallery.lost()) == ([], [], [])
    assert not library.folder.exists()


def test_each_filter_finds_its_own(library: Library, gallery: Gallery) -> None:
    first = make(library, "a lake at dawn", count=3)
    song = make(library, "一首欢快的歌", "music.midi", peaks=b"\x81\x7f")
    other = make(library, "lakes, in ink", "image.other")
    make(library, "a lake, begun", unfinished=True)
    items = [first, first[:-1] + "2", first[:-1] + "3"]
    assert found(gallery) == [other, song, *items]
    assert found(gallery, medium="image") == [other, *items]
    assert found(gallery, generator="music.midi") == [song]
    assert found(gallery, medium="image", generator="music.midi") == []
    library.rate(items[1], 5)
    library.rate(song, 3)
    assert found(gallery, rating=3) == [song, items[1]]
    assert found(gallery, rating=5) == [items[1]]
    gallery.tag(items[2], ["wall", "for Anna"])
    gallery.tag(song, ["wall"])
    assert found(gallery, tag="wall") == [song, items[2]]
    assert found(gallery, tag="wall", medium="image") == [items[2]]
    assert found(gallery, tag="wal") == []
    day = [library.find_exactly(id)[0].created for id in (first, song, other)]
    assert found(gallery, since=day[1]) == [other, song]
    assert found(gallery, until=day[1]) == items
    assert found(gallery, since=day[1], until=day[2]) == [song]
    gallery.trash(items[0])
    assert found(gallery, medium="image") == [other, *items[1:]]
    assert found(gallery, trash=True) == [items[0]]
    assert found(gallery, trash=True, medium="music") == []
    assert gallery.peaks(song) == b"\x81\x7f"
    assert gallery.extra(song) == Extra(("wall",), None, True, True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lake", "ca"),
        ("LAKE dawn", "a"),
        ("欢快", "b"),
        ("快的歌", "b"),
        ("欢乐", ""),
        ("midi", "b"),
        ("anna", "a"),
        ("lake anna", "a"),
        ("ink anna", ""),
        ("很喜", "c"),
        ("portfolio", "b"),
        ("墙", "c"),
        ("欢快 portfolio", "b"),
        ("100%", "c"),
        ("_", ""),
        ('"* OR NEAR(', ""),
        ("' OR 1=1 --", ""),
        ("   ", "cba"),
    ],
)
def test_words_are_sought_in_prompt_title_note_and_tags(
    library: Library, query: str, expected: str
) -> None:
    ids = {
        "a": make(library, "a lake at dawn"),
        "b": make(library, "一首欢快的歌", "music.midi"),
        "c": make(library, "100% lakes in ink"),
    }
    library.gallery.note(ids["a"], "for Anna")
    library.gallery.note(ids["c"], "很喜欢")
    library.gallery.tag(ids["b"], ["portfolio"])
    library.gallery.tag(ids["c"], ["客厅的墙"])
    assert found(library.gallery, query=query) == [ids[each] for each in expected]


def test_pages_have_no_gap_and_no_repeat_while_more_is_made(
    library: Library, gallery: Gallery
) -> None:
    known = [make(library, count=3) for _ in range(5)]
    every = [f"{id[:-1]}{item}" for id in reversed(known) for item in (1, 2, 3)]
    for limit in (1, 2, 4, 15, 50):
        seen: list[str] = []
        after = None
        while page := gallery.seek(Sought(), after=after, limit=limit):
            seen += [id for id, _ in page]
            after = page[-1][1]
            make(library)  # the newest: before what was seen
        assert [id for id in seen if id in every] == every
        assert len(set(seen)) == len(seen)


def fill(library: Library) -> float:
    """Record many runs, their rows as large as they are; return when the first was."""
    draw, start = random.Random(1), 1.7e9
    words = "lake mountain forest night castle river storm 森林 夜景 湖泊 高山 仙女".split()
    recipe = json.dumps({"environment": "x" * 2000})
    library.begin(generator="image.sketch", version="1", prompt="first", asked={})
    with library.database.write() as db:
        for number in range(2, COUNT + 2):
            run, prompt = new_id(), " ".join(draw.sample(words, 4))
            generator = "image.rare" if number % 5000 == 0 else ("image.a", "music.a")[number % 2]
            medium = generator.partition(".")[0]
            db.execute(
                "INSERT INTO runs VALUES"
                " (?, ?, ?, ?, ?, '1', ?, '{}', 'done', 1, NULL, '{}', NULL)",
                (number, run, start + number, medium, generator, prompt),
            )
            text = search.words(f"{prompt} {medium} {generator}")
            db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, text))
            rating = 5 if number % 4001 == 0 else number % 4 or None
            note = "for Anna" if number % 3001 == 0 else None
            trashed = start if number % 50 == 0 else None
            db.execute(
                "INSERT INTO artifacts VALUES (?, ?, 0, 7, ?, '{}', ?, 0, '', ?, ?, ?, ?, NULL)",
                (f"{run}-1", number, prompt, recipe, bytes(4000), rating, note, trashed),
            )
            tags = ["common"] * (number % 3 == 0) + ["rare"] * (number % 2003 == 0)
            db.executemany("INSERT INTO tags VALUES (?, ?)", [(f"{run}-1", tag) for tag in tags])
        shelf.renew(db)
    return start


def test_every_filter_is_quick_in_a_large_library(library: Library, gallery: Gallery) -> None:
    start = fill(library)
    early = start + COUNT // 50
    asked: list[dict[str, object]] = [
        {}, {"medium": "music"}, {"generator": "image.rare"}, {"generator": "no.such"},
        {"rating": 3}, {"rating": 5}, {"tag": "common"}, {"tag": "rare"}, {"tag": "none"},
        {"since": early}, {"until": early}, {"until": start}, {"trash": True},
        {"query": "lake"}, {"query": "森林 夜景"}, {"query": "anna"}, {"query": "rare"},
        {"query": "nothing"}, {"query": "lake", "medium": "image", "rating": 2, "until": early},
    ]  # fmt: skip
    for each in asked:
        sought = Sought(**each)  # type: ignore[arg-type]
        for after in (None, (COUNT // 40, 0)):
            spent = []
            for _ in range(3):
                before = time.perf_counter()
                gallery.seek(sought, after=after)
                spent.append(time.perf_counter() - before)
            assert min(spent) < 0.15, (each, after)  # 14 ms at most where it was measured
    assert len(found(gallery, tag="rare")) == 9
    assert len(found(gallery, generator="image.rare")) == 0  # each of them is in the trash
    assert len(found(gallery, generator="image.rare", trash=True)) == 4


# -- tags and notes


def test_tags_replace_those_that_there_were(library: Library, gallery: Gallery) -> None:
    one, other = make(library), make(library)
    gallery.tag(one, ["  for   Anna ", "wall", "墙", "wall", ""])
    gallery.tag(other, ["wall"])
    assert gallery.extra(one).tags == ("for Anna", "wall", "墙")
    assert gallery.tags() == {"for Anna": 1, "wall": 2, "墙": 1}
    gallery.trash(other)
    assert gallery.tags()["wall"] == 1
    gallery.tag(one, [])
    assert gallery.extra(one).tags == ()
    for wrong in (["x" * 61], ["a\0b"], [str(number) for number in range(101)]):
        with pytest.raises(RequestError, match="tags: "):
            gallery.tag(one, wrong)


def test_a_note_is_kept_and_taken_away(library: Library, gallery: Gallery) -> None:
    id = make(library)
    gallery.note(id, "good sky")
    assert library.find(id)[1].note == "good sky"
    gallery.note(id, "")
    assert library.find(id)[1].note is None


# -- the trash


def test_what_is_in_the_trash_comes_out_again(library: Library, gallery: Gallery) -> None:
    id, other = make(library), make(library)
    gallery.trash(id)
    since = gallery.extra(id).trashed
    assert since == pytest.approx(time.time(), abs=60)
    gallery.trash(id)
    assert gallery.extra(id).trashed == since
    assert gallery.in_trash() == [(id, since)]
    assert [run.id for run in library.log()] == [other[:-2]]
    assert library.log(query="lake", medium="image")[0].id == other[:-2]
    assert stored(library, id)
    gallery.restore(id)
    assert gallery.extra(id).trashed is None
    assert len(library.log()) == 2
    for change in (gallery.trash, gallery.restore):
        with pytest.raises(NotFound, match="no artifact 'x-1'"):
            change("x-1")


def test_one_can_be_forgotten_at_once(library: Library, gallery: Gallery) -> None:
    gone, stays = make(library), make(library)
    gallery.tag(gone, ["wall"])
    gallery.forget(gone)
    with pytest.raises(NotFound):
        library.find(gone)
    assert files(library) == 1 and stored(library, stays)
    assert library.database.rows("SELECT * FROM tags") == []
    assert gallery.trashed() == (0, 0)
    with pytest.raises(NotFound, match="no artifact"):
        gallery.forget(gone)


def test_emptying_forgets_what_has_been_there_long_enough(
    library: Library, gallery: Gallery
) -> None:
    old, young, stays = make(library), make(library), make(library)
    gallery.tag(old, ["wall"])
    for id in (old, young):
        gallery.trash(id)
    with library.database.write() as db:
        long_ago = time.time() - 31 * processes.DAY
        db.execute("UPDATE artifacts SET trashed = ? WHERE id = ?", (long_ago, old))
    size = len(f"{old[:-2]} 0")
    assert gallery.trashed() == (2, 2 * size)
    assert gallery.trashed(days=30) == (1, size)
    assert gallery.empty(days=30) == 1
    with pytest.raises(NotFound):
        library.find(old)
    assert library.database.rows("SELECT * FROM tags") == []
    assert files(library) == 2
    assert stored(library, young) and stored(library, stays)
    assert gallery.empty() == 1
    assert (files(library), gallery.empty()) == (1, 0)
    assert [run.id for run in library.log()] == [stays[:-2]]
    emptied = library.run(old[:-2])
    assert emptied is not None and emptied.status == EMPTIED


def test_a_run_is_listed_while_it_has_something_outside_the_trash(
    library: Library, gallery: Gallery
) -> None:
    id = make(library, count=2)
    gallery.trash(id)
    assert [run.id for run in library.log(query="lake")] == [id[:-2]]
    gallery.empty()
    assert [len(run.artifacts) for run in library.log()] == [1]


def test_files_outside_the_library_stay(library: Library, tmp_path: Path) -> None:
    mine = tmp_path / "mine.png"
    id = make(library, also=mine)
    assert library.find(id)[1].files[0].path == str(mine)
    library.gallery.trash(id)
    library.gallery.empty()
    assert (mine.is_file(), files(library)) == (True, 0)


# -- stored files


def test_a_file_that_two_artifacts_share_goes_with_the_last(
    library: Library, gallery: Gallery
) -> None:
    one, other = make(library, data=b"same"), make(library, data=b"same")
    assert files(library) == 1
    gallery.trash(one)
    assert gallery.trashed() == (1, 0)
    gallery.empty()
    assert stored(library, other)
    gallery.trash(other)
    assert gallery.trashed() == (1, 4)
    gallery.empty()
    assert files(library) == 0


def at_once(*works: Callable[[], None]) -> None:
    """Do several things at once; raise what one of them raised."""
    wrong: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


def test_emptying_never_takes_a_file_that_is_stored_at_that_moment(library: Library) -> None:
    over = threading.Event()
    kept: list[str] = []

    def store() -> None:
        own = Library(library.folder)  # as another process has it
        try:
            for number in range(40):
                id = make(own, data=b"same")
                if number % 2:
                    kept.append(id)
                else:
                    own.gallery.trash(id)
                if number % 2:
                    assert stored(own, id)
        finally:
            over.set()

    def empty() -> None:
        own = Library(library.folder)
        while not over.is_set():
            own.gallery.empty()
            own.gallery.sweep()

    make(library, data=b"first")
    at_once(store, empty)
    assert len(kept) == 20
    assert all(stored(library, id) for id in kept)
    for id in kept:
        library.gallery.trash(id)
    library.gallery.empty()
    library.gallery.sweep()
    assert files(library) == 1


def test_a_run_that_fails_to_write_takes_no_file_from_another(
    library: Library, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.png"
    number, run = library.begin(generator="image.a", version="1", prompt="", asked={})
    digest = sha256(b"same").hexdigest()
    place = library.place(digest, ".png")
    record = ArtifactRecord(
        *(f"{run}-1", 0, 7, "", {}, {}, False, "", None, None),
        [FileRecord(".png", "image/png", 4, digest, None)],
    )

    class Late(Writing):
        """As it is placed another run stores the same bytes, and the user's name is taken."""

        def begin(self, steps):
            super().begin(steps)
            others.append(make(library, data=b"same"))
            mine.write_bytes(b"somebody's")

    others: list[str] = []
    parts = [
        Part(place, b"same", replace=True, suffix=".png", shared=True),
        Part(mine, b"same", suffix=".png"),
    ]
    with pytest.raises(OutputError):
        placing.put(parts, Late(library, record.id, (number, record, None, None)))
    assert stored(library, others[0])
    with pytest.raises(NotFound):
        library.find(record.id)
    library.gallery.trash(others[0])
    library.gallery.empty()
    assert files(library) == 0


def test_what_a_crash_leaves_between_rows_and_files_is_swept(
    library: Library, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, stays = make(library), make(library)
    gallery.trash(id)
    with monkeypatch.context() as patched:
        patched.setattr(Gallery, "remove_unused", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            gallery.empty()
    (left,) = gallery.stray()
    hidden = left.with_name(".muse-1.2.3.4-abcd.part")
    hidden.write_bytes(b"x")
    left.with_name("notes.txt").write_text("not ours")
    assert gallery.stray() == [left]
    assert gallery.sweep() == [left]
    assert (left.exists(), hidden.exists(), files(library)) == (False, True, 3)
    assert stored(library, stays)
    assert gallery.sweep() == []


def test_a_file_that_cannot_be_removed_stays_a_stray(
    library: Library, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make(library)
    gallery.trash(id)

    def refuse(path: Path, *arguments: object) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        assert gallery.empty() == 1
    assert len(gallery.stray()) == 1
    assert gallery.remove_unused(["../x", "*", "a" * 63]) == []
    assert len(gallery.sweep()) == 1


def test_files_of_a_damaged_library_are_no_strays(library: Library, gallery: Gallery) -> None:
    make(library)
    library.database.path.with_name("library.sqlite3.damaged").write_text("cut")
    library.close()
    again = Library(library.folder)
    with pytest.raises(LibraryError, match="damaged"):
        again.gallery.empty()
    assert again.gallery.stray() == again.gallery.sweep() == []


def test_stored_files_that_are_gone_or_cut_are_found(
    library: Library, gallery: Gallery, tmp_path: Path
) -> None:
    whole, gone, cut = (make(library) for _ in range(3))
    make(library, also=tmp_path / "mine.png")
    (tmp_path / "mine.png").unlink()  # the user's own to remove
    paths = [library.path_of(library.find(id)[1].files[0]) for id in (gone, cut)]
    assert paths[0] and paths[1]
    paths[0].unlink()
    paths[1].write_bytes(b"x")
    assert gallery.lost() == [(gone, paths[0]), (cut, paths[1])]
    assert stored(library, whole)

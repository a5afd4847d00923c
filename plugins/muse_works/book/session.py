"""How a book is made: its story, its parts, what can side by side, and its forms."""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Generator as Steps
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muse import Artifact, Item, Order, RequestError, Run

from .. import texts
from . import binding, laying, outline, parts, storyboarding, telling, timing
from .board import Board, Page
from .casting import Cast, cast
from .condition import MOST, PictureBookCondition
from .sameness import hero_colours
from .volume import Made, Volume

if TYPE_CHECKING:
    from muse import Event

_DRAWN = frozenset({".pdf", ".png", ".epub", ".html", ".mp4", ".webm"})
_SPOKEN = frozenset({".epub", ".html", ".mp4", ".webm"})
_PLAYED = frozenset({".html", ".mp4", ".webm"})
_LONGEST = 24_000
"""Characters of a story: 40 pages in small type hold no more."""


class Session:
    """One run of book.picture."""

    def __init__(self, condition: PictureBookCondition, run: Run) -> None:
        self.condition, self.run = condition, run
        self.wanted = frozenset(run.formats)
        self.cast: Cast

    def item(self, item: Item) -> Iterator[Any]:
        """Make one book."""
        run, condition = self.run, self.condition
        run.expect(2 * condition.pages + 5 + len(self.wanted))
        if condition.characters is not None:  # before anything is made
            parts.cards(condition.characters.data, condition.characters.name)
            if not self.wanted & _DRAWN:
                run.report.ignore("characters", "a storyboard has no cards")
        board, told_by = yield from self._board(item)
        files: dict[str, Any] = {".md": outline.write(board).encode()}
        measured: dict[str, Any] = {"pages": len(board.pages), "language": board.language}
        if self.wanted & _DRAWN:
            book, made, more = yield from self._parts(item, board, told_by)
            measured |= more
            yield from binding.forms(book, made, condition, item, run, files)
        yield Artifact(
            {s: files[s] for s in (*run.formats, *files) if s in run.formats or s[0] == "/"},
            item,
            measured,
            board.title,
        )

    # -- the storyboard

    def _board(self, item: Item) -> "Steps[Event, None, tuple[Board, str]]":
        """Return the storyboard, and who wrote the story."""
        condition, run = self.condition, self.run
        if condition.storyboard is not None:
            board, by = outline.read(texts.of_file("storyboard", condition.storyboard)), ""
            for name in ("story", "prompt", "story_by", "pages", "language"):
                if name in condition.model_fields_set and name in run.report.applied:
                    run.report.ignore(name, "the storyboard has the story")
        else:
            if condition.story is not None:
                told = storyboarding.story(texts.of_file("story", condition.story))
                by = ""
            else:
                order = parts.story(condition, item, run.takes)
                made = (yield from run.make_all([order]))[0]
                data = made.files[".json"].data if ".json" in made.files else None
                told = storyboarding.story(made.files[".md"].data.decode(), data)
                by = str(made.recipe.get("generator", order.generator))
                for note in telling.untold(condition.prompt) if by == parts.TELLER else ():
                    run.report.note(note)
            if condition.language and condition.language != told.language:
                run.report.adjust(
                    "language", condition.language, told.language, "the story is in that language"
                )
            board = self._roomy(told)
        if len(board.pages) != condition.pages and condition.storyboard is None:
            more = len(board.pages) > condition.pages
            why = "its text needs them" if more else "the story has no more sentences"
            run.report.adjust("pages", condition.pages, len(board.pages), why)
        long = laying.overfull(board, condition.trim, pinyin=condition.pinyin)
        if long is not None:
            raise RequestError(
                f"{'storyboard' if condition.storyboard else 'story'}: page {long + 1} has no room "
                f"for {len(board.pages[long].text):,} characters",
                hint="shorten it, or part it",
            )
        changed = {
            name: value
            for name in ("title", "author", "dedication")
            if (value := getattr(condition, name))
        }
        return replace(board, **changed), by

    def _roomy(self, told: storyboarding.Story) -> Board:
        """Return a storyboard of as many pages as were asked for, or more: its texts have room."""
        condition, pages = self.condition, self.condition.pages
        if len(told.text) > _LONGEST:
            raise RequestError(
                f"story: {len(told.text):,} characters are too many for {MOST} pages",
                hint=f"give at most {_LONGEST:,}",
            )
        board = storyboarding.board(told, pages)
        while laying.overfull(board, condition.trim, pinyin=condition.pinyin) is not None:
            if told.pages or len(board.pages) < pages or pages >= MOST:
                break
            self.run.check()
            pages += 1
            board = storyboarding.board(told, pages)
        return board

    # -- pictures, voices, music

    def _parts(
        self, item: Item, board: Board, told_by: str
    ) -> "Steps[Event, None, tuple[Volume, Made, dict[str, Any]]]":
        """Return the book laid out, what was made for it, and what is measured on it."""
        condition, run = self.condition, self.run
        self.cast = yield from cast(condition, run, item, board)
        board = self.cast.board
        kinds = laying.kinds(board, condition.trim, pinyin=condition.pinyin)
        orders = self._painted(item, board, kinds)
        painted = len(orders)
        small = parts.vignette(condition, item, run.takes, board)
        orders += [small] if small else []
        spoken = bool(condition.narrate and self.wanted & _SPOKEN)
        read = [number for number, page in enumerate(board.pages) if page.text and spoken]
        at = len(orders)
        orders += [parts.voice(condition, item, run.takes, board, number) for number in read]
        made = yield from run.make_all(orders)
        by_page = dict(zip(read, made[at:], strict=True))
        voices = [by_page.get(number) for number in range(len(board.pages))]
        lengths = [
            timing.lasts(page, voice) for page, voice in zip(board.pages, voices, strict=True)
        ]
        music = None
        total = timing.COVER + sum(lengths) + timing.END
        if condition.score and self.wanted & _PLAYED:
            music = (yield from run.make_all([parts.music(condition, item, run.takes, total)]))[0]
        whole = Made(
            made[:painted], made[painted] if small else None, voices, lengths, music, told_by
        )
        book, contrast = binding.volume(board, kinds, whole, condition, run)
        measured: dict[str, Any] = {
            "heroes": [each.name for each in board.characters],
            "type": f"{book.leaves[0].laid.size:g} pt",
            "contrast": contrast,
            "heroes_by": self.cast.by,
        }
        heroes = [each.name for each in board.characters if each.card]
        if same := hero_colours([picture.measured for picture in made[:painted]], heroes):
            measured["hero_colours"] = same
        if spoken:
            measured["duration"] = round(sum(lengths) + timing.COVER + timing.END, 2)
        return book, whole, measured

    def _painted(self, item: Item, board: Board, kinds: Sequence[str]) -> list[Order]:
        """Return the orders for the cover and the pages."""
        condition = self.condition

        def order(page: Page, called: str, kind: str) -> Order:
            size = parts.picture_size(condition, kind, self.run.takes)
            return parts.picture(
                condition, item, self.run.takes, board, page, called, size, self.cast.company,
                self.cast.likeness,
            )  # fmt: skip

        made = [order(board.cover, "cover/picture", "full")]
        for number, (page, kind) in enumerate(zip(board.pages, kinds, strict=True), 1):
            made.append(order(page, f"page-{number}/picture", kind))
        return made


_SAID = "A sentence as long as those of a picture book. " * 3
"""What a page is taken to say before there is a story."""

_PAGE = 15.0
"""Seconds that a page is taken to last."""


def foreseen(
    condition: PictureBookCondition, item: Item, wanted: Collection[str] = ()
) -> Iterator[Order]:
    """Yield the orders that can be told before a story is there."""
    by, count = condition, condition.pages
    if by.storyboard is not None:
        count = len(outline.read(texts.of_file("storyboard", by.storyboard)).pages)
    if by.story is None and by.storyboard is None:
        yield Order("text", "story", by.story_by or parts.TELLER, (), {"prompt": by.prompt}, item)
    names = ["cover/picture", *(f"page-{n}/picture" for n in range(1, count + 1)), "hero"]
    width, height = parts.picture_size(condition, "full")
    for called in names:
        yield Order("image", called, by.pictures_by, (), {"width": width, "height": height}, item)
    if by.narrate:
        for number in range(1, count + 1):
            yield Order("speech", f"page-{number}/voice", by.voice_by, (), {"text": _SAID}, item)
    if by.score:
        yield Order("music", "music", by.music_by, (), {"duration": _PAGE * count}, item)
    for suffix in (".mp4", ".webm"):
        if suffix in wanted:
            yield parts.film_foreseen(item, count, _PAGE, timing.frame(condition), suffix)

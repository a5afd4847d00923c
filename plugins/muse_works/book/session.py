"""How a book is made: its parts one after another, what can side by side, and its forms."""

import io
from collections.abc import Generator as Steps
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from muse import Artifact, Item, Order, RequestError, Run

from . import cover, laying, outline, parts, storyboarding, timing
from .board import Board, Page
from .casting import Cast, cast
from .condition import PictureBookCondition
from .sameness import hero_colours
from .volume import Leaf, Volume, pinyin_of

if TYPE_CHECKING:
    from muse import Event

_DRAWN = frozenset({".pdf", ".png", ".epub", ".html", ".mp4", ".webm"})
_SPOKEN = frozenset({".epub", ".html", ".mp4", ".webm"})
_PLAYED = frozenset({".html", ".mp4", ".webm"})
_FILMS = (".mp4", ".webm")


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
        board, told_by = yield from self._board(item)
        files: dict[str, Any] = {".md": outline.write(board).encode()}
        measured: dict[str, Any] = {"pages": len(board.pages), "language": board.language}
        if self.wanted & _DRAWN:
            book, more, film = yield from self._parts(item, board, told_by)
            measured |= more
            yield from self._forms(item, book, files, film)
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
            board, by = outline.read(_decoded(condition.storyboard, "storyboard")), ""
            for name in ("story", "prompt", "story_by", "pages", "language"):
                if name in condition.model_fields_set and name in run.report.applied:
                    run.report.ignore(name, "the storyboard has the story")
        else:
            if condition.story is not None:
                told = storyboarding.story(_decoded(condition.story, "story"))
                by = ""
            else:
                order = parts.story(condition, item, run.takes)
                made = (yield from run.make_all([order]))[0]
                data = made.files[".json"].data if ".json" in made.files else None
                told = storyboarding.story(made.files[".md"].data.decode(), data)
                by = str(made.recipe.get("generator", order.generator))
            if condition.language and condition.language != told.language:
                run.report.adjust(
                    "language", condition.language, told.language, "the story is in that language"
                )
            board = storyboarding.board(told, condition.pages)
        if len(board.pages) != condition.pages and condition.storyboard is None:
            run.report.adjust(
                "pages", condition.pages, len(board.pages), "the story has no more sentences"
            )
        changed = {
            name: value
            for name in ("title", "author", "dedication")
            if (value := getattr(condition, name))
        }
        return replace(board, **changed), by

    # -- pictures, voices, music

    def _parts(
        self, item: Item, board: Board, told_by: str
    ) -> "Steps[Event, None, tuple[Volume, dict[str, Any], dict[str, Any]]]":
        condition, run = self.condition, self.run
        self.cast = yield from cast(condition, run, item, board)
        board = self.cast.board
        kinds = laying.kinds(board, condition.trim)
        orders = self._painted(item, board, kinds)
        painted = len(orders)
        small = parts.vignette(condition, item, run.takes, board)
        orders += [small] if small else []
        spoken = bool(condition.narrate and self.wanted & _SPOKEN)
        at = len(orders)
        if spoken:
            orders += [
                parts.voice(condition, item, run.takes, board, number)
                for number in range(len(board.pages))
            ]
        made = yield from run.make_all(orders)
        pictures, voices = made[:painted], made[at:]
        vignette = made[painted] if small else None
        heard: list[Artifact | None] = [*voices] or [None] * len(board.pages)
        lengths = [
            timing.lasts(page, voice) for page, voice in zip(board.pages, heard, strict=True)
        ]
        music = None
        if condition.score and self.wanted & _PLAYED:
            total = timing.COVER + sum(lengths) + timing.END
            music = (yield from run.make_all([parts.music(condition, item, run.takes, total)]))[0]
        book, contrast = self._volume(
            board, kinds, pictures, vignette, voices, lengths, music, told_by
        )
        measured: dict[str, Any] = {
            "characters": [each.name for each in board.characters],
            "type": f"{book.leaves[0].laid.size:g} pt",
            "contrast": contrast,
            "heroes_by": self.cast.by,
        }
        heroes = [each.name for each in board.characters if each.card]
        if same := hero_colours([picture.measured for picture in pictures], heroes):
            measured["hero_colours"] = same
        if spoken:
            measured["duration"] = round(sum(lengths) + timing.COVER + timing.END, 2)
        film = {"pictures": pictures, "voices": voices, "lengths": lengths, "music": music}
        return book, measured, film

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

    # -- pages

    def _volume(
        self, board: Board, kinds: Sequence[str], pictures: Sequence[Artifact],
        vignette: Artifact | None, voices: Sequence[Artifact], lengths: Sequence[float],
        music: Artifact | None, told_by: str,
    ) -> tuple[Volume, float]:  # fmt: skip
        """Return the book laid out, and the least contrast of its texts."""
        condition = self.condition
        pinyin = condition.pinyin and board.language == "zh"
        size = laying.text_size(board, kinds, condition.trim, pinyin)
        front = laying.bled(_opened(pictures[0]))
        files = {"cover.jpg": _jpeg(cover.lettered(front, board, parts.kept(pictures[0])))}
        leaves = []
        for number, (page, kind, made) in enumerate(
            zip(board.pages, kinds, pictures[1:], strict=True), 1
        ):
            self.run.check()
            picture = _opened(made)
            if kind == "full":
                picture = laying.bled(picture)
            laid, shown = laying.lay(
                page, kind, condition.trim, size, board.language, pinyin, picture,
                parts.kept(made),
            )  # fmt: skip
            files[f"page-{number}.jpg"] = _jpeg(shown)
            voice = voices[number - 1] if voices else None
            rows = timing.spoken(page.text, voice)
            sounds = [pinyin_of(row) if pinyin else [""] * len(row) for row in rows]
            sound = voice.files[".mp3"].data if voice else None
            leaves.append(
                Leaf(laid, f"page-{number}.jpg", _alt(board, page), rows, sounds, sound,
                     lengths[number - 1])
            )  # fmt: skip
        if vignette is not None:
            files["vignette.png"] = _cut(vignette.files[".png"].data)
        makers = {
            "story": board.author or told_by,
            "pictures": _by(pictures[0]),
            "voice": _by(voices[0]) if voices else "",
            "music": _by(music) if music else "",
        }
        if condition.pinyin and not pinyin:
            self.run.report.ignore("pinyin", "the book isn't in Chinese")
        book = Volume(
            board, condition.trim, leaves, files, pinyin,
            music.files[".mp3"].data if music else None, makers,
        )  # fmt: skip
        return book, min(leaf.laid.contrast for leaf in leaves)

    # -- forms

    def _forms(
        self, item: Item, book: Volume, files: dict[str, Any], film: dict[str, Any]
    ) -> Iterator[Any]:
        """Write the forms that were asked for into `files`."""
        from . import epub, paper, web

        run = self.run
        if ".pdf" in self.wanted:
            files[".pdf"] = paper.pdf(book, run.scratch / f"book-{item.index}")
            yield run.step("PDF")
        if ".png" in self.wanted:
            folder = run.scratch / f"book-{item.index}"
            shown = paper.pages(book, folder, self.condition.dpi)
            files[".png"] = paper.sheet(shown)
            files |= {f"/{number:02}.png": page for number, page in enumerate(shown)}
            yield run.step("pages")
        if ".epub" in self.wanted:
            files[".epub"] = epub.epub(book)
            yield run.step("EPUB")
        if ".html" in self.wanted:
            files[".html"] = web.html(book)
            yield run.step("HTML")
        for suffix in _FILMS:
            if suffix in self.wanted:
                order = parts.film(
                    book.board,
                    item,
                    timing.scenes(book, film),
                    timing.frame(self.condition),
                    suffix,
                )
                made = (yield from run.make_all([order]))[0]
                files[suffix] = _content(made, suffix)


def foreseen(condition: PictureBookCondition, item: Item) -> Iterator[Order]:
    """Yield the orders that can be told before a story is there."""
    by = condition
    if by.story is None and by.storyboard is None:
        yield Order("text", "story", by.story_by or parts.TELLER, (), {"prompt": by.prompt}, item)
    names = ["cover/picture", *(f"page-{n}/picture" for n in range(1, by.pages + 1)), "hero"]
    width, height = parts.picture_size(condition, "full")
    for called in names:
        yield Order("image", called, by.pictures_by, (), {"width": width, "height": height}, item)
    if by.narrate:
        for number in range(1, by.pages + 1):
            yield Order("speech", f"page-{number}/voice", by.voice_by, (), {"text": "..."}, item)
    if by.score:
        yield Order("music", "music", by.music_by, (), {"duration": 10.0 * by.pages}, item)


def _decoded(file: Any, name: str) -> str:
    try:
        return str(file.data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RequestError(f"{name}: {file.name} is no text in UTF-8", hint="save it so") from None


def _opened(artifact: Artifact) -> Image.Image:
    return Image.open(io.BytesIO(artifact.files[".png"].data), formats=("PNG",)).convert("RGB")


def _cut(data: bytes) -> bytes:
    """Return a picture without the empty border around what it shows."""
    picture = Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA")
    picture = picture.crop(picture.getchannel("A").point(lambda a: 255 * (a > 20)).getbbox())
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _jpeg(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=90, optimize=True)
    return buffer.getvalue()


def _by(artifact: Artifact) -> str:
    return str(artifact.recipe.get("generator", ""))


def _alt(board: Board, page: Page) -> str:
    from .board import prompt

    return prompt(board, page) or board.title


def _content(made: Artifact, suffix: str) -> bytes | Path:
    return made.files[suffix].data

"""From the parts of a book to its pages, and from those to its forms."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from muse import Artifact, Event, Item, Run

from . import cover, laying, parts, timing
from .board import Board, prompt
from .condition import PictureBookCondition
from .volume import Leaf, Made, Volume, pinyin_of

_FILMS = (".mp4", ".webm")


def volume(
    board: Board, kinds: Sequence[str], made: Made, condition: PictureBookCondition, run: Run
) -> tuple[Volume, float]:
    """Return the book laid out, and the least contrast of its texts."""
    pinyin = condition.pinyin and board.language == "zh"
    size = laying.text_size(board, kinds, condition.trim, pinyin)
    front = laying.bled(_opened(made.pictures[0]))
    files = {"cover.jpg": _jpeg(cover.lettered(front, board, parts.kept(made.pictures[0])))}
    leaves = []
    for number, (page, kind, painted, voice, length) in enumerate(
        zip(board.pages, kinds, made.pictures[1:], made.voices, made.lengths, strict=True), 1
    ):
        run.check()
        picture = _opened(painted)
        if kind == "full":
            picture = laying.bled(picture)
        laid, shown = laying.lay(
            page, kind, condition.trim, size, board.language, pinyin, picture,
            parts.kept(painted),
        )  # fmt: skip
        files[f"page-{number}.jpg"] = _jpeg(shown)
        rows = timing.spoken(page.text, voice)
        sounds = [pinyin_of(row) if pinyin else [""] * len(row) for row in rows]
        sound = voice.files[".mp3"].data if voice else None
        alt = prompt(board, page) or board.title
        leaves.append(Leaf(laid, f"page-{number}.jpg", alt, rows, sounds, sound, length))
    if made.vignette is not None:
        files["vignette.png"] = _cut(made.vignette.files[".png"].data)
    speaker = next(filter(None, made.voices), None)
    makers = {
        "story": board.author or made.told_by,
        "pictures": _by(made.pictures[0]),
        "voice": _by(speaker),
        "music": _by(made.music),
    }
    if condition.pinyin and not pinyin:
        run.report.ignore("pinyin", "the book isn't in Chinese")
    music = made.music.files[".mp3"].data if made.music else None
    book = Volume(board, condition.trim, leaves, files, pinyin, music, makers)
    return book, min(leaf.laid.contrast for leaf in leaves)


def forms(
    book: Volume, made: Made, condition: PictureBookCondition, item: Item, run: Run,
    files: dict[str, Any],
) -> Iterator[Event]:  # fmt: skip
    """Write the forms that were asked for into `files`."""
    from . import epub, paper, web

    folder = run.scratch / f"book-{item.index}"
    lost = paper.left_out(book) if {".pdf", ".png"} & set(run.formats) else []
    if lost:
        run.report.note(f"Left out of the pages, because no font here has them: {' '.join(lost)}")
    if ".pdf" in run.formats:
        files[".pdf"] = paper.pdf(book, folder)
        yield run.step("PDF")
    if ".png" in run.formats:
        shown = paper.pages(book, folder, condition.dpi)
        files[".png"] = paper.sheet(shown)
        files |= {f"/{number:02}.png": page for number, page in enumerate(shown)}
        yield run.step("pages")
    if ".epub" in run.formats:
        files[".epub"] = epub.epub(book)
        yield run.step("EPUB")
    if ".html" in run.formats:
        files[".html"] = web.html(book)
        yield run.step("HTML")
    for suffix in _FILMS:
        if suffix in run.formats:
            scenes, size = timing.scenes(book, made), timing.frame(condition)
            order = parts.film(book.board, item, scenes, size, suffix)
            film = (yield from run.make_all([order]))[0]
            files[suffix] = film.files[suffix].content


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


def _by(artifact: Artifact | None) -> str:
    return str(artifact.recipe.get("generator", "")) if artifact is not None else ""

"""`book.picture`: a picture book from a sentence, its parts made by other generators.

story          telling (text.picturebook), or any text generator, or a text of one's own
storyboard     splitting, seeing (seen.toml), storyboarding, board, outline (Markdown and back)
parts          parts: orders for pictures, voices, music, film
pages          laying, reading_aloud, cover, typefaces, volume
forms          paper (book.typ), epub, web (player.js, player.css), markup
"""

from collections.abc import Iterable, Iterator
from typing import Any

from muse import Generator, Item, Order, Reading, Run

from .condition import PictureBookCondition

__all__ = ["PictureBook", "PictureBookCondition"]


class PictureBook(Generator[PictureBookCondition]):
    """Picture books: story, pictures, voice and music, as PDF, EPUB, a page that plays, a film."""

    condition = PictureBookCondition
    formats = {
        ".pdf": "application/pdf",
        ".epub": "application/epub+zip",
        ".html": "text/html",
        ".mp4": "video/mp4",
        ".webm": "video/webm",
        ".md": "text/markdown",
    }
    repeatable = "bytes"
    requires = ("typst", "fontTools", "manimgx_fonts_cjk", "pylopdf_fonts_zh_cn")
    install = 'pip install "muse-host[works]"'
    environment = ("typst", "fonttools", "pillow", "soundfile", "pypinyin")
    costly = ("dpi", "pages", "count")
    example = (
        'muse run book --prompt "a bedtime story about a little fox and the stars" '
        "-o fox.pdf -o fox.epub -o fox.html"
    )

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small book."""
        return {"pages": 4, "dpi": 20, "detail": "draft", "narrate": False, "score": False}

    def read(self, prompt: str) -> Reading:
        """Return what a prompt says of the book itself."""
        from .asking import read

        return read(prompt)

    def orders(self, condition: PictureBookCondition, item: Item) -> Iterable[Order]:
        """Return what would be made."""
        from .session import foreseen

        return foreseen(condition, item)

    def seconds(self, condition: PictureBookCondition) -> float:
        """Guess how long laying out takes."""
        return 1.5 + 0.15 * condition.pages

    def generate(self, condition: PictureBookCondition, run: Run) -> Iterator[Any]:
        """Have the parts made, then lay out each item."""
        from .session import Session

        session = Session(condition, run)
        for item in run.items:
            yield from session.item(item)

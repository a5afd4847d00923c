"""`book.picture`: a picture book from a sentence, its parts made by other generators.

story          telling (text.picturebook), or any text generator, or a text of one's own
storyboard     splitting, seeing (seen.toml), storyboarding, board, outline (Markdown and back)
parts          parts: orders for pictures, voices, music, film
pages          laying, reading_aloud, cover, typefaces, volume
forms          paper (book.typ), epub, web (player.js, player.css), markup
"""

from collections.abc import Collection, Iterable, Iterator
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
        ".png": "image/png",
        ".md": "text/markdown",
    }
    optional_formats = frozenset({".mp4", ".webm"})
    repeatable = "bytes"
    requires = ("typst", "fontTools", "manimgx_fonts_cjk", "pylopdf_fonts_zh_cn")
    install = 'pip install "muse-host[works]"'
    environment = ("typst", "fonttools", "pillow", "soundfile", "pypinyin")
    costly = ("dpi", "pages", "count")
    inert = {
        name: "there may be one generator only that makes this part"
        for name in ("pictures_by", "voice_by", "music_by")
    } | {
        "voice": "there may be one voice only",
        "ip_adapter": "the default painter takes cards, and follows no picture",
        "reference": "the default painter takes cards, and follows no picture",
    }
    example = (
        'muse run book --prompt "a bedtime story about a little fox and the stars" '
        "-o fox.pdf -o fox.epub -o fox.html"
    )

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small book."""
        return {
            "pages": 4, "dpi": 20, "detail": "draft", "narrate": False, "score": False,
            "style": "gouache", "palette": "pastel", "mood": "calm",
            "story_by": "text.picturebook", "pictures_by": "image.sketch",
            "voice_by": "speech.say", "music_by": "music.midi",
        }  # fmt: skip

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return files to hand in, and the forms in which fields show."""
        story = "# 小船\n\n小狐狸看见一条小船。它坐上去。风来了。月亮也来了。".encode()
        board = b"# Boat\n\n## Page 1\n\nA boat.\n\n- where: on a lake\n"
        spoken = {"formats": [".epub"], "narrate": True, "storyboard": board}
        played = {"formats": [".html"], "score": True, "storyboard": board}
        card = b'{"kind": "muse-character", "version": 1, "species": "bear"}'
        return {
            "story": {"story": story},
            "storyboard": {"storyboard": board},
            "characters": {"prompt": "a little bear and the moon", "characters": card},
            "language": {"language": "zh"},
            "pinyin": {"story": story, "pinyin": True},
            "narrate": spoken,
            "rate": {**spoken, "rate": 1.5},
            "score": played,
            "mood": {**played, "mood": "joyful"},
            "story_by": {"story_by": "text.grammar"},
            "style": {"style": "ink"},
            "palette": {"palette": "warm"},
        }

    def read(self, prompt: str) -> Reading:
        """Return what a prompt says of the book itself."""
        from .asking import read

        return read(prompt)

    def orders(
        self, condition: PictureBookCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterable[Order]:
        """Return what would be made."""
        from .session import foreseen

        return foreseen(condition, item, wanted)

    def seconds(self, condition: PictureBookCondition) -> float:
        """Guess how long laying out takes."""
        return 1.5 + 0.15 * condition.pages

    def generate(self, condition: PictureBookCondition, run: Run) -> Iterator[Any]:
        """Have the parts made, then lay out each item."""
        from .session import Session

        session = Session(condition, run)
        for item in run.items:
            yield from session.item(item)

"""`book.songbook`: songs written by others, engraved with words and chords, in one book.

reading      the prompt: how many, what about
verses       words of a song into what stands under the notes and what stands below
making       orders for words, music and pictures
engraving    MusicXML to systems, by verovio
setting      cover, contents, songs, words, by Typst
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from muse import Artifact, Event, Generator, Item, Order, Reading, RequestError, Run

from .condition import SongbookCondition

__all__ = ["Songbook", "SongbookCondition"]


_NOBODY = {"story_by": None, "music_by": None, "pictures_by": None, "art": "gouache", "style": None}


class Songbook(Generator[SongbookCondition]):
    """Books of songs: cover, contents, each song engraved with its words and chord symbols."""

    condition = SongbookCondition
    formats = {
        ".pdf": "application/pdf",
        ".cho": "text/x-chordpro",
        ".mid": "audio/midi",
        ".wav": "audio/wav",
    }
    optional_formats = frozenset({".mid", ".wav"})
    repeatable = "bytes"
    requires = (
        "typst",
        "verovio",
        "pylopdf_fonts_zh_cn",
        "fontpkg_playfair_display",
        "manimgx_fonts_cjk",
    )
    install = 'pip install "muse-host[works]"'
    environment = ("typst", "verovio", "fontpkg-playfair-display", "pylopdf-fonts-zh-cn")
    costly = ("songs", "count")
    example = 'muse run book.songbook --prompt "five songs about the sea for children" -o songs.pdf'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a book of one song without pictures."""
        return {"prompt": "a song about the sea", "songs": 1, "pictures": "none", **_NOBODY}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        tune = b'X:1\nT:Scale\nM:4/4\nL:1/4\nK:C\n"C"CDEF|"G"GFED|"C"C4|\n'
        return {
            "songs_from": {"songs_from": [tune]},
            "style": {"style": "waltz"},
            "pictures": {"pictures": "cover"},
            "art": {"pictures": "cover", "art": "ink"},
        }

    inert = {
        "story_by": "the only writer without weights is the default",
        "music_by": "the only composer of notes is the default",
        "pictures_by": "the only painter without weights is the default",
    }

    def read(self, prompt: str) -> Reading:
        """Return number of songs, style and edition that a prompt says."""
        from .reading import read

        return read(prompt)

    def orders(
        self, condition: SongbookCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterable[Order]:
        """Yield words, music and pictures of each song, and the cover."""
        from . import making

        yield from making.ordered(condition, item)

    def seconds(self, condition: SongbookCondition) -> float:
        """Guess the time of engraving and setting: half a second, and some for each song."""
        return 0.5 + 0.3 * (len(condition.songs_from) or condition.songs)

    def generate(self, condition: SongbookCondition, run: Run) -> Iterator[Event]:
        """Have songs and pictures made, set the pages, and yield each book."""
        from . import binding, making

        if not condition.songs_from and not condition.prompt.strip():
            raise RequestError(
                "prompt: a songbook needs one, or songs",
                hint='--prompt "five songs about the sea", or --songs-from tune.abc',
            )
        run.expect(making.steps(condition) * len(run.items))
        for item in run.items:
            songs = yield from making.songs(condition, item, run)
            cover, pictures = yield from making.painted(songs, condition, item, run)
            contents, measured = binding.bound(songs, cover, pictures, condition, run)
            yield run.step("the book is set")
            yield Artifact(contents, item, measured, making.title(condition))

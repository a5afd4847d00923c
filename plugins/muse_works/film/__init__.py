"""`video.film`: scenes in, a film out; and lyric videos of songs.

prompt, script, storyboard, scenes -> scenes      language, scenes, storyboard, planning
scenes -> pictures, voices, music                 parts: made by others
voices -> when what is shown and heard            timing
pictures -> frames -> .mp4, .webm                 cards, showing, filming
storyboard -> sheet                               sheet
song -> words in time -> frames                   song, lyrics
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from muse import Generator, Item, NotReady, Order, Reading, Run

from .condition import FilmCondition

__all__ = ["FilmCondition", "FilmMaker"]


class FilmMaker(Generator[FilmCondition]):
    """A film of scenes with pictures, voice, music and subtitles; or a song with its words."""

    condition = FilmCondition
    formats = {
        ".mp4": "video/mp4",
        ".webm": "video/webm",
        ".srt": "application/x-subrip",
        ".vtt": "text/vtt",
        ".png": "image/png",
        ".md": "text/markdown",
        ".json": "application/json",
    }
    optional_formats = frozenset({".webm"})
    requires = ("av",)
    install = 'pip install "muse-host[works]"'
    repeatable = "bytes"
    environment = ("av", "numpy", "pillow")
    costly = ("width", "height", "fps", "count")
    example = 'muse run video --prompt "A keeper finds a letter. He sails out." -o film.mp4'

    inert = dict.fromkeys(
        ("story_by", "pictures_by", "voice_by", "music_by"),
        "it names who makes a part, which the default may be",
    ) | dict.fromkeys(("ip_adapter", "reference"), "the default painter follows no picture")

    @classmethod
    def small(cls) -> Mapping[str, Any]:
        """Return a film of two small scenes that nobody reads."""
        scenes = [{"say": "One.", "seconds": 1.0}, {"title": "Two", "seconds": 0.5}]
        return {
            "scenes": scenes,
            "width": 96,
            "height": 64,
            "fps": 5.0,
            "narrate": False,
            "score": False,
            "animate": 0,
        }

    @classmethod
    def probes(cls) -> Mapping[str, Mapping[str, Any]]:
        """Return files to hand in, and the company in which fields show."""
        from .probes import probes

        return probes()

    def lacks(self, condition: FilmCondition) -> NotReady | None:
        """Return what has to be installed before letters can be drawn."""
        from ..lettering import fonts

        try:
            fonts.ready()
        except NotReady as error:
            return error
        return None

    def read(self, prompt: str) -> Reading:
        """Return nothing: a prompt is the story itself, and is read when the film is planned."""
        return Reading()

    def orders(
        self, condition: FilmCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterable[Order]:
        """Yield what others would make, as far as it is known before anything is."""
        from .parts import ordered
        from .planning import Plan

        yield from ordered(Plan.outlined(condition), condition, item)

    def seconds(self, condition: FilmCondition) -> float | None:
        """Guess the seconds that drawing and encoding take."""
        from .planning import Plan

        length = Plan.outlined(condition).guessed
        pixels = condition.width * condition.height * condition.fps
        return 1.0 + length * pixels / (1280 * 720 * 60)

    def generate(self, condition: FilmCondition, run: Run) -> Iterator[Any]:
        """Yield progress and frames as they are made, and one film per item."""
        from .session import Session

        session = Session(condition, run)
        for item in run.items:
            yield from session.item(item)

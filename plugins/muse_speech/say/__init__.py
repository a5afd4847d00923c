"""`speech.say`: a text read aloud, by what there is to speak.

words -> sentences, spans of one language   script, languages
-> as they are spoken                       normal
-> sound                                    engines (choosing: which of them)
-> one loudness, times, files               session: sound, loudness, times
"""

from collections.abc import Iterator
from typing import Any

from muse import Generator, NotReady, Progress, Run

from .condition import SayCondition

__all__ = ["Say", "SayCondition"]


class Say(Generator[SayCondition]):
    """A text read aloud, in the voices that there are; with the times of sentences and words."""

    condition = SayCondition
    formats = {
        ".wav": "audio/wav",
        ".flac": "audio/flac",
        ".mp3": "audio/mpeg",
        ".ogg": "audio/ogg",
        ".srt": "application/x-subrip",
        ".vtt": "text/vtt",
        ".json": "application/json",
    }
    repeatable = "bytes"
    install = 'pip install "muse-host[speech]"'
    environment = ("hibari-tts", "onnxruntime", "torch", "transformers", "soundfile")
    costly = ("text", "count")
    example = 'muse run speech --text "The lamp is lit." -o lamp.wav -o lamp.srt'

    def lacks(self, condition: SayCondition) -> NotReady | None:
        """Return what has to be installed before anything can be said."""
        from .choosing import lacks

        return lacks(condition)

    def calls(self, condition: SayCondition) -> str | None:
        """Return the server that speaks, if one does."""
        from .choosing import called

        return called(condition)

    def choices(self, condition: SayCondition) -> dict[str, list[str]]:
        """Return the voices and languages of the engines on this machine."""
        from .choosing import choices

        return choices(condition)

    def generate(self, condition: SayCondition, run: Run) -> Iterator[Any]:
        """Yield progress by sentences, and one sound per item."""
        from .session import Session

        session = Session(condition, run)
        if not session.cast.components:
            yield from session.items()
            return
        yield Progress(0, len(run.items), f"loading {condition.model}")
        with run.lease(*session.cast.components, strategies=("full", "cpu")) as models:
            session.cast.use(list(models))
            yield from session.items()

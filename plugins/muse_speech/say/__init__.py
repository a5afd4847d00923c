"""`speech.say`: a text read aloud, by what there is to speak.

words -> sentences, spans of one language   script, languages
-> as they are spoken                       normal
-> sound                                    engines (choosing: which of them)
-> one loudness, times, files               session: sound, loudness, times
"""

from collections.abc import Iterator
from typing import Any

from muse import Generator, NotReady, Run

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

    def generate(self, condition: SayCondition, run: Run) -> Iterator[Any]:
        """Yield progress by sentences, and one sound per item."""
        from .session import Session

        session = Session(condition, run)
        for item in run.items:
            yield from session.item(item)

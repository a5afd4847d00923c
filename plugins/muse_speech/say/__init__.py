"""`speech.say`: a text read aloud, by what there is to speak.

words -> sentences, spans of one language   script, languages
-> as they are spoken                       normal
-> sound                                    engines (choosing: which of them)
-> one loudness, times, files               session: sound, loudness, times
"""

from collections.abc import Iterator
from typing import Any

from muse import Generator, NotReady, Progress, Reading, Run

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

    inert = {
        "style": "only some servers take instructions",
        "speaker": "only SpeechT5 takes a speaker",
        "timeout": "how long a server may keep silent says nothing of the sound",
        "base_url": "a server speaks instead, and needs a network",
        "model": "it needs weights, or a server",
    }

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return two words, by a voice that is here."""
        return {"text": "Hello there.", "engine": "auto", "voice": None, "language": None}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        lines = "The lamp is lit.\nThe night is near."
        return {
            "prompt": {"prompt": "Read this very slowly."},
            "script": {"script": b"# The lamp\n\nIt is lit."},
            "form": {"text": lines, "form": "poem"},
            "pause": {"text": lines, "pause": 2.0},
            "language": {"language": "fr"},
            "voice": {"voice": "en-gb"},
            "engine": {"engine": "espeak-ng"},
        }

    def read(self, prompt: str) -> Reading:
        """Return how a prompt wants it read, and the words to say after its colon."""
        from .reading import read

        return read(prompt)

    def lacks(self, condition: SayCondition) -> NotReady | None:
        """Return what has to be installed before anything can be said."""
        from .choosing import called, lacks

        here = condition.model is not None and called(condition) is None
        return lacks(condition) or (super().lacks(condition) if here else None)

    def calls(self, condition: SayCondition) -> str | None:
        """Return the server that speaks, if one does."""
        from .choosing import called

        return called(condition)

    def seconds(self, condition: SayCondition) -> float | None:
        """Guess the seconds of a reading by its letters; None for a network or a server."""
        if condition.model is not None or condition.script is not None:
            return None
        return 0.4 + 0.002 * len(condition.text or condition.prompt or "")

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

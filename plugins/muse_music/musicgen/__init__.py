"""`music.musicgen`: sound from words and melodies, by MusicGen in transformers.

prompt -> words in English   words
-> tokens, window by window  windows, sampling, melody (model: loading)
-> sound, levelled           muse_music.audio
-> what is heard in it       listen
"""

from collections.abc import Iterator
from typing import Any

from muse import Artifact, Generator, Likeness, Reading, Run

from .condition import MusicgenCondition

__all__ = ["Musicgen", "MusicgenCondition"]


class Musicgen(Generator[MusicgenCondition]):
    """Sound from words and melodies by MusicGen; meter, tempo and key measured on the result."""

    condition = MusicgenCondition
    formats = {
        ".wav": "audio/wav",
        ".flac": "audio/flac",
        ".mp3": "audio/mpeg",
        ".ogg": "audio/ogg",
    }
    repeatable = "measure"
    requires = ("torch", "transformers", "librosa", "soundfile")
    install = 'pip install "muse-host[music]"'
    environment = ("torch", "transformers", "librosa", "soundfile")
    example = 'muse run music -g musicgen --prompt "a calm piano ballad" --duration 15'

    def read(self, prompt: str) -> Reading:
        """Return style, mood, meter, key, tempo and instruments that a prompt names."""
        from .words import read

        return read(prompt)

    def generate(self, condition: MusicgenCondition, run: Run) -> Iterator[Any]:
        """Yield progress by steps of the model, and one sound per item."""
        from .session import Session

        session = Session(condition, run)
        with run.lease(
            session.component, working=session.working, size=session.size, ladder=("full", "cpu")
        ) as (model,):
            for batch in session.batches():
                sounds = yield from run.drive(lambda emit, b=batch: session.work(model, b, emit))
                for item, sound in zip(batch, sounds, strict=True):
                    yield Artifact({".wav": sound.data}, item, sound.measured)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two sounds by the difference of their levels in 50 ms, dB."""
        from .session import difference

        return difference(ours, theirs)

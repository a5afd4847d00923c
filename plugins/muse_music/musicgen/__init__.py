"""`music.musicgen`: sound from words and melodies, by MusicGen in transformers.

prompt -> words in English   words
-> tokens, window by window  windows, sampling, melody (model: loading)
-> sound, levelled           muse_music.audio
-> what is heard in it       listen
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from muse import Artifact, Generator, Likeness, Progress, Reading, Run

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
    costly = ("duration", "count")
    example = 'muse run music -g musicgen --prompt "a calm piano ballad" --duration 15'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return half a second of sound, tried once."""
        return {"prompt": "a calm tune", "duration": 0.5, "tries": 1, "fade": 0.1}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return a sound to hand in, and the company in which some fields show."""
        import numpy as np

        from muse_music.audio.sound import Sound

        time = np.arange(3 * 8000, dtype=np.float32) / 8000
        wave = (0.3 * np.sin(2 * np.pi * 330 * time)).astype(np.float32)
        sound = Sound(wave[None], 8000).wav()
        return {
            "melody": {"melody": sound},
            "extend": {"extend": sound},
            "overlap": {"extend": sound, "overlap": 1.0},
            "top_k": {"top_k": 2},
            "tries": {"tempo": 120.0, "tries": 2},
        }

    def read(self, prompt: str) -> Reading:
        """Return style, mood, meter, key, tempo and instruments that a prompt names."""
        from .words import read

        return read(prompt)

    def generate(self, condition: MusicgenCondition, run: Run) -> Iterator[Any]:
        """Yield progress by steps of the model, and one sound per item."""
        yield Progress(0, 1, f"loading {condition.model.label}")
        from .session import Session

        session = Session(condition, run)
        with run.lease(
            session.component,
            working=session.working,
            size=session.size,
            strategies=("full", "cpu"),
        ) as (model,):
            for batch in session.batches():
                sounds = yield from run.drive(partial(session.work, model, batch))
                for item, sound in zip(batch, sounds, strict=True):
                    yield Artifact({".wav": sound.data}, item, sound.measured)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two sounds by the difference of their levels in 50 ms, dB."""
        from .session import difference

        return difference(ours, theirs)

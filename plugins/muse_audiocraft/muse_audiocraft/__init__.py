"""`music.audiocraft` and `sound.audiocraft`: sound by audiocraft's own MusicGen, AudioGen, MAGNeT.

prompt -> words in English   words (vocabulary, music), asking
-> models on this machine    models, parts (packages, converted, conditioning, styling, kinds)
-> tokens, window by window  composing, drawing (library, standins: audiocraft itself)
-> sound, levelled           sound, midi, levels
-> what is heard in it       listening, verdict; all of one run in session
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from muse import Artifact, Generator, Likeness, Progress, Reading, Run

from .condition import AudiocraftCondition, SoundCondition

__all__ = ["Audiocraft", "AudiocraftCondition", "SoundCondition", "Sounds"]

ENVIRONMENT = ("audiocraft", "torch", "transformers", "librosa", "soundfile")


class _Craft(Generator[Any]):
    """Sound from words by audiocraft."""

    formats = {
        ".wav": "audio/wav",
        ".flac": "audio/flac",
        ".mp3": "audio/mpeg",
        ".ogg": "audio/ogg",
    }
    repeatable = "measure"
    requires = ("torch", "transformers", "audiocraft", "librosa", "soundfile")
    install = "muse plugins install muse-audiocraft --isolated"
    environment = ENVIRONMENT
    costly = ("duration", "count")

    def generate(self, condition: Any, run: Run) -> Iterator[Any]:
        """Yield progress by steps of the model, and one sound per item."""
        yield Progress(0, 1, f"loading {condition.model.label}")
        from .session import Session

        session = Session(condition, run)
        with run.lease(
            *session.components,
            working=session.working,
            size=session.size,
            strategies=("full", "cpu"),
        ) as lease:
            for batch in session.batches():
                sounds = yield from run.drive(partial(session.work, lease, batch))
                for item, sound in zip(batch, sounds):
                    yield Artifact({".wav": sound.data}, item, sound.measured)

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Compare two sounds by the difference of their levels in 50 ms, dB."""
        from .session import difference

        return difference(ours, theirs)


class Audiocraft(_Craft):
    """Music from words, melodies and sounds by audiocraft; tempo, meter and key measured on it."""

    condition = AudiocraftCondition
    example = 'muse run music -g audiocraft --prompt "a calm piano ballad" --duration 15'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return half a second of sound, tried once."""
        return {"prompt": "a calm tune", "duration": 0.5, "tries": 1, "fade": 0.1}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return sounds to hand in, and the company in which some fields show."""
        sound = _tone()
        return {
            "melody": {"melody": sound},
            "like": {"like": sound},
            "extend": {"extend": sound},
            "overlap": {"extend": sound, "overlap": 1.0},
            "top_k": {"top_k": 2},
            "tries": {"tempo": 120.0, "tries": 2},
        }

    def read(self, prompt: str) -> Reading:
        """Return style, mood, meter, key, tempo and instruments that a prompt names."""
        from .words import read

        return read(prompt)


class Sounds(_Craft):
    """Sound effects from words by audiocraft's AudioGen: rain, footsteps, a dog that barks."""

    condition = SoundCondition
    example = 'muse run sound --prompt "footsteps on gravel, birds in the distance"'

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return half a second of sound."""
        return {"prompt": "rain", "duration": 0.5, "fade": 0.1}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return a sound to hand in, and the company in which some fields show."""
        sound = _tone()
        return {
            "extend": {"extend": sound},
            "overlap": {"extend": sound, "overlap": 1.0},
            "top_k": {"top_k": 2},
        }


def _tone() -> bytes:
    """Return three seconds of a tone as a WAV file."""
    import io
    import math
    import wave
    from array import array

    rate, seconds = 8000, 3
    tone = [round(9800 * math.sin(2 * math.pi * 330 * at / rate)) for at in range(rate * seconds)]
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, rate, len(tone), "NONE", "not compressed"))
        file.writeframes(array("h", tone).tobytes())
    return buffer.getvalue()

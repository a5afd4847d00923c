"""`music.pitch`: the notes of a recording, by basic-pitch.

Bittner and others, "A lightweight instrument-agnostic model for polyphonic note transcription and
multipitch estimation", ICASSP 2022.
"""

import io
import math
import struct
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muse import (
    Artifact,
    Condition,
    Event,
    Field,
    Generator,
    InputFile,
    Progress,
    RequestError,
    Run,
)  # fmt: skip


class PitchCondition(Condition):
    """A recording, and which notes of it are taken."""

    audio: InputFile | None = Field(
        None,
        description="The recording: WAV, FLAC, Ogg, MP3 or AIFF of at most 20 minutes.",
        json_schema_extra={"media": ["audio/*"]},
    )
    onset: float = Field(
        0.5,
        ge=0.05,
        le=0.95,
        description="How sure it has to be that a note begins; lower finds more notes.",
        examples=[0.3],
    )
    frame: float = Field(
        0.3,
        ge=0.05,
        le=0.95,
        description="How sure it has to be that a note still sounds; lower makes longer notes.",
        examples=[0.2],
    )
    shortest: float = Field(
        0.128, ge=0.02, le=2, description="Seconds of a note at least.", examples=[0.06]
    )
    lowest: int = Field(
        21, ge=21, le=108, description="The lowest MIDI pitch that is taken; 60 is middle C.",
        examples=[60],
    )  # fmt: skip
    highest: int = Field(
        108, ge=21, le=108, description="The highest MIDI pitch that is taken.", examples=[66]
    )
    tempo: float = Field(
        120.0,
        ge=20,
        le=300,
        description="Beats a minute that the file states; notes stay where they were heard.",
        examples=[96],
    )
    bends: bool = Field(
        False, description="Write how the pitch bends too, where one note sounds alone."
    )


class Pitch(Generator[PitchCondition]):
    """The notes of a recording, of one voice or many, as MIDI."""

    condition = PitchCondition
    formats = {".mid": "audio/midi", ".json": "application/json"}
    requires = ("basic_pitch", "onnxruntime", "soundfile", "soxr")
    install = "muse plugins install muse-pitch --isolated"
    environment = ("basic-pitch", "onnxruntime", "librosa", "numpy", "soxr")
    costly = ("audio",)
    inert = {"seed": "it hears, and draws nothing"}
    example = "muse run music -g pitch --audio song.wav -o song.mid"

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return three notes, of which the last bends."""
        return {"audio": tune(((57, 0.5), (64, 0.5), (69, 0.8)))}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return another tune."""
        return {"audio": {"audio": tune(((60, 0.5), (67, 0.5)))}}

    def seconds(self, condition: PitchCondition) -> float | None:
        """Guess the seconds of a transcription by the size of the file."""
        return 1 + condition.audio.size / 5e6 if condition.audio else None

    def generate(self, condition: PitchCondition, run: Run) -> Iterator[Event | Artifact]:
        """Yield progress, and the same notes for each item."""
        from .hearing import Recording, heard, written

        if condition.audio is None:
            raise RequestError(
                "audio: there is no recording to hear", hint="give it with --audio song.wav"
            )
        if condition.lowest > condition.highest:
            raise RequestError(
                f"lowest: {condition.lowest} is above highest, {condition.highest}",
                hint="give a lower one",
            )
        recording = Recording(condition.audio)
        total = len(run.items)
        for number in recording.listen():
            run.check()
            yield Progress(0.9 * number / recording.windows, total, "listening")
        midi, notes = heard(recording, condition)
        files, measured = written(midi, notes, recording.seconds)
        for item in run.items:
            made = {suffix: files[suffix] for suffix in run.formats}
            yield Artifact(made, item, measured, Path(condition.audio.name).stem)


def tune(notes: tuple[tuple[int, float], ...], rate: int = 22_050) -> bytes:
    """Return a WAV of notes (MIDI pitch, seconds) one after the other; the last one bends."""
    made: list[int] = []
    turn = 0.0
    for place, (pitch, seconds) in enumerate(notes):
        for at in range(round(seconds * rate)):
            past = at / rate
            bent = math.sin(9 * past) if place == len(notes) - 1 else 0.0
            turn += math.tau * 440 * 2 ** ((pitch + 0.7 * bent - 69) / 12) / rate
            loud = min(1.0, past / 0.01) * math.exp(-2 * past)
            wave_ = math.sin(turn) + 0.4 * math.sin(2 * turn) + 0.2 * math.sin(3 * turn)
            made.append(round(9000 * loud * wave_))
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(made)}h", *made))
    return target.getvalue()

"""Numbers from 0 to 1 as tones of a scale."""

import io
import math
import struct
import wave
from collections.abc import Sequence

from muse import Artifact, Condition, Field, Item

FORMATS = {".wav": "audio/wav"}
RATE = 16000
SCALE = (0, 2, 4, 7, 9, 12, 14, 16, 19, 21, 24)


class Shape(Condition):
    """What a tune can be asked for."""

    tempo: float = Field(120.0, ge=30, le=600, description="Tones a minute.", examples=[240])


def made(values: Sequence[float], condition: Shape, item: Item) -> Artifact:
    """Return a WAV file with a tone for each number; its pitch is the number."""
    length = round(RATE * 60 / condition.tempo)
    samples: list[int] = []
    for value in values:
        step = SCALE[min(len(SCALE) - 1, int(value * len(SCALE)))]
        pitch = 2 * math.pi * 220 * 2 ** (step / 12) / RATE
        for place in range(length):
            fade = 1 - place / length
            samples.append(round(12000 * fade * math.sin(pitch * place)))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return Artifact({".wav": buffer.getvalue()}, item, {"parts": len(values)})

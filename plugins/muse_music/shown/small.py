"""A small picture of a piece, by which people find it among others: its notes, as a roll.

A tile is read at a glance: the first bars, the melody before the rest, no drums; the ground is
clear, so that it lies on whatever is behind it.
"""

import io

from muse_music.reading.midi import read_midi
from muse_music.reading.score import ScorePart
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS

_WIDTH, _HEIGHT = 256, 192
_EDGE = 14
_LONGEST = 32 * TICKS
"""What is shown at most, in ticks: eight bars of 4/4."""

_MELODY, _OTHERS = (126, 110, 226, 255), (150, 144, 170, 190)
_LEAST = 14
"""Semitones that the picture is high at least: a few notes are no stripes."""


def thumbnail(data: bytes) -> bytes:
    """Return a WebP picture of 256 x 192 px of the first bars; RequestError for what is no MIDI."""
    from PIL import Image, ImageDraw

    parts = [part for part in read_midi(data, "the piece").parts if part.program != DRUMS]
    parts = sorted((p for p in parts if p.notes), key=_height)
    first = min((p.notes[0].start for p in parts), default=0)
    shown = [
        [(n.start - first, n.length, n.pitch) for n in p.notes if n.start < first + _LONGEST]
        for p in parts
    ]
    notes = [note for part in shown for note in part]
    picture = Image.new("RGBA", (2 * _WIDTH, 2 * _HEIGHT), (0, 0, 0, 0))
    if notes:
        draw = ImageDraw.Draw(picture)
        low, high = min(n[2] for n in notes), max(n[2] for n in notes)
        room = max(high - low, _LEAST)
        low -= (room - (high - low)) // 2
        end = min(_LONGEST, max(start + length for start, length, _ in notes))
        step = (2 * (_HEIGHT - 2 * _EDGE)) / (room + 1)
        across = (2 * (_WIDTH - 2 * _EDGE)) / max(end, 1)
        for place, part in enumerate(shown):
            colour = _MELODY if place == len(shown) - 1 else _OTHERS
            for start, length, pitch in part:
                left = 2 * _EDGE + start * across
                right = max(left + 4, 2 * _EDGE + min(start + length, end) * across - 3)
                top = 2 * (_HEIGHT - _EDGE) - (pitch - low + 1) * step
                box = (left, top, right, top + max(3.0, step * 0.86))
                draw.rounded_rectangle(box, radius=min(step, right - left) / 2.5, fill=colour)
    buffer = io.BytesIO()
    small = picture.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
    small.save(buffer, "WEBP", lossless=True, quality=60, method=2)
    return buffer.getvalue()


def _height(part: ScorePart) -> float:
    """Return how high a part lies: who sings is drawn last, before all others."""
    return sum(note.pitch for note in part.notes) / len(part.notes)

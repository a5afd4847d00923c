"""What is known of a piece: title, tempo, key, meter, bars, and where they change."""

from itertools import groupby
from typing import Any

from muse_music.midi.tasks.settling import described
from muse_music.notation.directions import swung
from muse_music.notation.measures import numbered
from muse_music.shown.piece import Piece


def facts(shown: Piece) -> dict[str, Any]:
    """Return title, meter, key, tempo (felt beats a minute), counted bars, duration (s)."""
    song = shown.song
    meter, tempo = described(song.time)
    counted = numbered(song.time)
    return {
        "title": song.title,
        "composer": song.composer,
        "poet": song.poet,
        "meter": meter,
        "tempo": round(tempo, 1) if isinstance(tempo, float) else tempo,
        "key": str(song.key),
        "bars": sum(bar.counted for bar in counted),
        "pickup": not counted[0].counted,
        "swing": round(song.swing),
        "swings": swung(song),
        "duration": round(shown.duration, 3),
    }


def changes(shown: Piece) -> dict[str, list[list[Any]]]:
    """Return where tempo (felt beats a minute), meter and key are told, as (s, value)."""
    time = shown.song.time
    tempos: list[list[Any]] = [
        [shown.straight(t.start), round(60e6 / t.quarter / time.at(t.start).meter.felt, 2)]
        for t in time.tempos
    ]
    meters: list[list[Any]] = [
        [shown.straight(next(bars).start), f"{meter.numerator}/{meter.denominator}"]
        for meter, bars in groupby(time.measures, lambda m: m.meter)
    ]
    keys: list[list[Any]] = [
        [shown.straight(next(bars).start), str(key)]
        for key, bars in groupby(time.measures, lambda m: m.key)
    ]
    return {
        name: [[round(at, 3), value] for at, value in told]
        for name, told in (("tempos", tempos), ("meters", meters), ("keys", keys))
    }

"""The notes of a piece as data, in seconds: what a piano roll draws, and what it writes over it."""

import json
from typing import Any

from muse_music.notation.partlist import label
from muse_music.notation.roll import COLOURS
from muse_music.shown.facts import changes, facts
from muse_music.shown.piece import Piece, piece
from muse_music.theory import gm
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import DRUMS


def notes(data: bytes, place: str = "") -> tuple[str, bytes]:
    """Return the notes of a piece as JSON; KeyError for any place."""
    if place:
        raise KeyError(place)
    told = _told(piece(data))
    return "application/json", json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _told(shown: Piece) -> dict[str, Any]:
    song, time = shown.song, shown.song.time
    starts = [m.start for m in time.measures]
    return {
        **facts(shown),
        **changes(shown),
        "starts": [round(shown.straight(tick), 3) for tick in (*starts, time.length)],
        "beats": _beats(shown),
        "sections": [
            {
                "t": round(shown.straight(time.start(s.first)), 3),
                "end": round(shown.straight(time.start(s.first + s.bars)), 3),
                "label": s.label,
                "kind": s.kind,
            }
            for s in song.sections
        ],
        "chords": [
            {
                "t": round(shown.straight(span.start), 3),
                "end": round(shown.straight(span.end), 3),
                "name": chord_name(span.chord, time.at(span.start).key),
            }
            for span in song.chords
        ],
        "parts": [_part(shown, place) for place in range(len(song.parts))],
        "lyrics": _lyrics(shown),
    }


def _beats(shown: Piece) -> list[float]:
    """Return when beats are felt within bars (s)."""
    return [
        round(shown.straight(measure.start + beat.start - measure.offset), 3)
        for measure in shown.song.time.measures
        for beat in measure.meter.beats
        if measure.start < measure.start + beat.start - measure.offset < measure.end
    ]


def _part(shown: Piece, place: int) -> dict[str, Any]:
    part, track = shown.song.parts[place], shown.tracks[place]
    return {
        "name": part.name,
        "label": label(part),
        "instrument": part.instrument or gm.instrument(part.program),
        "programme": part.program,
        "drums": part.program == DRUMS,
        "role": part.role,
        "channel": track.channel,
        "colour": COLOURS[place % len(COLOURS)],
        "notes": [
            [round(n.start, 3), round(n.end - n.start, 3), n.pitch, n.velocity] for n in track.notes
        ],
    }


def _lyrics(shown: Piece) -> list[dict[str, Any]]:
    """Return the lines that are sung: when, and each with its syllables."""
    from muse_music.notation.lines import lines

    return [
        {
            "t": round(shown.seconds(line.start), 3),
            "end": round(shown.seconds(line.end), 3),
            "words": [[round(shown.seconds(note.start), 3), text] for text, note in line.pieces()],
        }
        for line in lines(shown.song)
    ]

"""A piece from a file, as its task takes it: read under caps, on a grid, in its key."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from muse import InputFile, RequestError
from muse_music.midi.condition import TASKS, MidiCondition
from muse_music.midi.plan import MOST_BARS
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tasks.players import players
from muse_music.midi.tasks.timing import timed
from muse_music.theory.keys import Key
from muse_music.theory.notes import DRUMS, Note

if TYPE_CHECKING:
    from muse_music.reading import Score

_CLEARLY = 0.12
"""By which share of its notes another key has to be nearer than the default."""


def taken(
    condition: MidiCondition,
    check: Callable[[], None] = lambda: None,
    heard: "Score | None" = None,
) -> Piece | None:
    """Return the piece that was handed in, read under caps; None when there is none.

    `heard` is what a recording holds; without it Muse's own ear hears one, and `check` is called
    meanwhile and may raise. RequestError when the file can't be
    read, has no tune, or is too long.
    """
    for task in TASKS:
        file = getattr(condition, task)
        if file is not None:
            return _read(task, file, condition, check, heard)
    return None


def _read(
    task: str,
    file: InputFile,
    condition: MidiCondition,
    check: Callable[[], None],
    heard: "Score | None",
) -> Piece:
    from muse_music.reading import read
    from muse_music.reading.grid import quantised
    from muse_music.reading.limits import SOUNDING

    name = f"{task}: {file.name}"
    # A recording tells no meter and no tempo of its own: those that are asked for are taken.
    tempo = condition.tempo if isinstance(condition.tempo, float | int) else None
    meter = None if "," in (condition.meter or "") else condition.meter
    score = heard or read(file.data, name, tempo=tempo, meter=meter, check=check)
    score = _keyed(quantised(score))
    tune = score.melody()
    if not tune:
        raise RequestError(f"{name} has no melody", hint="give a piece with notes")
    end = max(n.end for part in score.parts if part.program != DRUMS for n in part.notes)
    time = timed(score, end, MOST_BARS)
    if time is None:
        raise RequestError(
            f"{name} has over {MOST_BARS:,} bars", hint=f"give at most {MOST_BARS:,}"
        )
    parts = players(score.parts, tune)
    shortest = min(m.meter.bar for m in time.measures)
    sounding = sum(1 + n.length // shortest for part in parts for n in part.notes)
    if sounding > SOUNDING:
        raise RequestError(
            f"{name} has notes that sound through {sounding:,} bars together",
            hint=f"give a piece whose notes sound through at most {SOUNDING:,}",
        )
    for part in parts:
        part.notes = [_within(n, time.length) for n in part.notes if n.start < time.length]
    piece = Piece(task, score, time, tuple(tune), tuple(parts), tuple(score.notes))
    if task == "chorale":
        # Its tables take a while to load, and no other task needs them.
        from muse_music.midi.tasks.chorale import sung

        return sung(piece)
    return piece


def _keyed(score: "Score") -> "Score":
    """Return a MIDI file whose key is C major by default in the key that its notes suggest.

    Many programs write that signature whatever the key is.
    """
    home = Key("C", "major")
    if score.measures or {key for _, key in score.keys} != {home}:
        return score
    found = replace(score, keys=[]).key
    if _inside(score, found) < _inside(score, home) + _CLEARLY:
        return score
    told = f"Its key signature is that of {home}, as a default is; its notes are in {found}."
    return replace(score, keys=[(0, found)], notes=[*score.notes, told])


def _inside(score: "Score", key: Key) -> float:
    """Return the share of a piece's notes, by their lengths, that are in a key's scale."""
    inside = whole = 0
    for part in score.parts:
        if part.program != DRUMS:
            for note in part.notes:
                whole += note.length
                inside += note.length * (note.pitch % 12 in key.scale)
    return inside / max(1, whole)


def _within(note: Note, end: int) -> Note:
    """Return a note that doesn't sound after the end (drums may ring on)."""
    return note if note.end <= end else replace(note, length=end - note.start)

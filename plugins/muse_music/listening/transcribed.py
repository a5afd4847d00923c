"""A recording that somebody else wrote down as MIDI: its notes in beats and bars."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log10

from muse_music.listening.beats import beat_of, meter_of, placed
from muse_music.listening.leading import led
from muse_music.listening.segments import Heard
from muse_music.reading.midi import read_midi
from muse_music.reading.score import Score, ScorePart
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, Note


def transcribed(
    midi: bytes, name: str, *, by: str, tempo: float | None = None, meter: str | None = None
) -> Score:
    """Return the notes of a MIDI file, which are where they were played, in beats and bars.

    What such a file says of tempo and bars is taken for its clock alone. Where one player has all
    the notes, the tune among them becomes a part. RequestError for a file without notes.
    """
    found = read_midi(midi, name)
    seconds = _clock(found.tempos)
    pitched = [part for part in found.parts if part.program != DRUMS] or found.parts
    heard = [
        Heard(seconds(n.start), seconds(n.end), n.pitch, 20 * log10(max(n.accent, 0.01)))
        for part in pitched
        for n in part.notes
    ]
    bars = meter_of(meter)
    beat = 60 / (tempo or round(60 / beat_of(heard, bars), 1))
    spans, pickup = placed(heard, beat, bars)
    places = iter(spans)
    parts = [_part(part, [next(places) for _ in part.notes]) for part in pitched]
    if len(pitched) == 1:
        parts = _parted(pitched[0], spans, led(heard))
    told = f"{name}: {len(heard)} notes are heard by {by} at {60 / beat:g} beats a minute" + (
        "" if meter else "; bars of 4/4 are assumed (--meter sets others)"
    )
    return Score(
        parts=parts,
        meters=[(0, bars)],
        tempos=[(0, round(beat * 1e6 / float(bars.felt)))],
        pickup=pickup,
        notes=[told],
    )


def _part(part: ScorePart, spans: Sequence[tuple[int, int]]) -> ScorePart:
    """Return a part whose notes are at other places; of two that fall together the longer one."""
    made: dict[tuple[int, int], Note] = {}
    for note, (start, length) in zip(part.notes, spans, strict=True):
        known = made.get((start, note.pitch))
        if known is None or known.length < length:
            made[start, note.pitch] = replace(note, start=start, length=length)
    return replace(part, notes=sorted(made.values(), key=lambda n: (n.start, n.pitch)), pedal=[])


def _parted(part: ScorePart, spans: Sequence[tuple[int, int]], tune: set[int]) -> list[ScorePart]:
    """Return the tune that one player has, and what else it plays, as two parts."""
    made = []
    for name, wanted in (("Melody", True), ("Accompaniment", False)):
        places = [place for place in range(len(spans)) if (place in tune) == wanted]
        own = replace(part, name=name, notes=[part.notes[place] for place in places])
        made.append(_part(own, [spans[place] for place in places]))
    return [each for each in made if each.notes]


def _clock(tempos: Sequence[tuple[int, int]]) -> Callable[[int], float]:
    """Return the function from ticks to seconds, by tempos in microseconds per quarter."""
    changes = [0, *(tick for tick, _ in tempos)]
    quarters = [500_000, *(quarter for _, quarter in tempos)]
    begun = [0.0]
    for place in range(1, len(changes)):
        ticks = changes[place] - changes[place - 1]
        begun.append(begun[-1] + ticks * quarters[place - 1] / TICKS / 1e6)

    def seconds(tick: int) -> float:
        at = bisect_right(changes, tick) - 1
        return begun[at] + (tick - changes[at]) * quarters[at] / TICKS / 1e6

    return seconds

"""Walking bass: beats from each root towards the next, and the feel in two."""

from dataclasses import dataclass

from muse_music.midi.band import rows
from muse_music.midi.band.bass.lines import LOW, lines, root
from muse_music.midi.band.mixed import Mixed
from muse_music.theory.bars import Bar
from muse_music.theory.harmony import Chord
from muse_music.theory.notes import Note


@dataclass(frozen=True)
class Walk:
    """A line in beats: the root at the change, then towards the next root, last by semitone.

    `skip` are the places (beats, from the bar's first) that are split by a light note after them.
    """

    skip: tuple[int, ...] = ()

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        notes: list[Note] = []
        for slot in bar.slots:
            beats = [b for b in bar.meter.beats if slot.start <= bar.start + b.start < slot.end]
            goal = root(slot.next)
            line = _walk(bar, slot.chord, root(slot.chord), goal, len(beats))
            for place, (beat, pitch) in enumerate(zip(beats, line, strict=True)):
                accent = 0.58 if beat.strength > 1 else 0.52
                start, length = bar.start + beat.start, rows.sounded(beat.length, 0.93)
                if bar.meter.beats.index(beat) in self.skip and beat.divisions > 1:
                    late = beat.step * (beat.divisions - 1)
                    after = line[place + 1] if place + 1 < len(line) else goal
                    light = pitch if abs(after - pitch) > 2 else after
                    notes.append(Note(start, rows.sounded(late, 0.93), pitch, accent))
                    notes.append(Note(start + late, rows.sounded(beat.step, 0.8), light, 0.36))
                else:
                    notes.append(Note(start, length, pitch, accent))
        return notes


def _walk(bar: Bar, chord: Chord, start: int, goal: int, count: int) -> list[int]:
    """Return `count` pitches from a root to the brink of the next one."""
    if count <= 1:
        return [start] * count
    tones = [p for p in range(LOW, LOW + 24) if p % 12 in chord.tones]
    approach = goal + bar.random.choice((-1, 1, -1, 2 if (goal + 2) % 12 in chord.tones else 1))
    line = [start]
    for left in range(count - 2, 0, -1):
        ideal = line[-1] + (approach - line[-1]) / (left + 1)
        near = sorted(
            (p for p in tones if p not in (line[-1], approach)),
            key=lambda p: (abs(p - ideal) + 0.3 * abs(p - line[-1]) + (p in line) * 2, p),
        )
        line.append(near[0 if bar.random.random() < 0.7 else 1])
    return [*line, approach if approach >= LOW else approach + 2]


walking = Walk()
_TWO = lines("""
    R--- ---- 5--- ----
    R--- ---- 5--- --a-
    R--- ---- 5--- a---
    R--- ---- ---- a---
    R--- --R- 5--- ----
""")
_PEDAL = lines("""
    R--- --R- ---- R---
    R--- ---- --R- ----
    R-.. R-.. R-.. R---
""")
JAZZ_CALM = (
    Mixed(_TWO),
    Mixed((walking, Walk((1,)), _TWO[2], Walk((3,)))),
    Mixed((_TWO[0], _TWO[4], _TWO[1], Walk((3,)))),
)
JAZZ_FULL = (
    Mixed((walking, walking, Walk((1,)), Walk((3,)))),
    Mixed((walking, Walk((0,)), Walk((2,)), Walk((1, 3)))),
    Mixed((walking, Walk((0, 1)), Walk((3,)), _PEDAL[0])),
    Mixed((*_PEDAL, Walk((3,)))),
)
_THREE = lines("""
    R--- ---- ----
    R--- ---- 5---
    R--- ---- a---
    R--- --5- ----
    R--- ---- --a-
    R--- 5--- a---
""")
JAZZ_WALTZ_CALM = (Mixed(_THREE[:3]), Mixed(_THREE[1:5]), Mixed((_THREE[0], _THREE[3], walking)))
JAZZ_WALTZ_FULL = (
    Mixed((walking, walking, Walk((1,)), Walk((2,)))),
    Mixed((_THREE[3], walking, _THREE[1], Walk((0,)))),
    Mixed((walking, _THREE[5], Walk((2,)), _THREE[4])),
)
BLUES_WALK = Mixed((walking, Walk((1,)), Walk((3,)), Walk((1, 3))))

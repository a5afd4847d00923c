"""How players phrase: written on the song, kept in MIDI, and heard."""

import io
import random
from dataclasses import replace

import pytest

from muse_music.midi import song
from muse_music.midi.band.perform import perform
from muse_music.midi.phrasing import ornaments
from muse_music.midi.phrasing.touch import phrased
from muse_music.midi.style import Touch
from muse_music.midi.write import write
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.notes import Note, Part, Section, Song
from muse_music.theory.timeline import steady

mido = pytest.importorskip("mido")
TIME = steady(parse("4/4"), Key("C", "major"), 500_000, 2)


def line(*notes: Note, program: int = 40) -> Song:
    part = Part("Melody", "melody", program, list(notes))
    return Song("Test", TIME, [Section("theme", "theme 1", 0, 2, 0.5)], [part])


def played(made: Song) -> list[tuple[float, float, int]]:
    """Return start and end (quarters) and pitch of what the first part plays."""
    take = perform(made, random.Random(1), loud=1, legato=1)[0]
    return [(n.start / TICKS, n.end / TICKS, n.pitch) for n in take.notes]


def bends(made: Song) -> list[float]:
    """Return the bends in a file, in semitones by the range that it tells."""
    data = write(made, perform(made, random.Random(1), loud=1, legato=1))
    file = mido.MidiFile(file=io.BytesIO(data))
    span, found = 2.0, []
    for event in file.tracks[1]:
        if event.type == "control_change" and event.control == 6:
            span = event.value
        if event.type == "pitchwheel":
            found.append(event.pitch / 8192 * span)
    return found


def test_a_grace_note_sounds_before_its_note_and_takes_time_from_the_one_before():
    made = line(Note(0, TICKS, 60), Note(TICKS, 3 * TICKS, 67, graces=(69,)))
    (_, end, _), (grace, over, pitch), (start, _, _) = played(made)
    assert pitch == 69
    assert end <= 1.02
    assert grace == pytest.approx(1 - ornaments.GRACE / 0.5, abs=0.02)
    assert start == pytest.approx(1, abs=0.02)
    assert over <= start + 0.02


def test_a_trill_goes_to_the_step_above_and_a_mordent_to_that_below():
    trill = played(line(Note(0, 2 * TICKS, 64, marks=("trill-mark",))))
    assert {p for _, _, p in trill} == {64, 65}
    assert len(trill) == pytest.approx(1 / ornaments.STROKE, abs=1)
    mordent = played(line(Note(0, 2 * TICKS, 64, marks=("mordent",))))
    assert [p for _, _, p in mordent] == [64, 62, 64]


def test_what_was_handed_in_sounds_note_for_note():
    made = replace(line(Note(0, 2 * TICKS, 64, marks=("trill-mark", "bend"))), handed_in=True)
    assert [p for _, _, p in played(made)] == [64]
    assert bends(made) == []


def test_staccato_is_short_and_a_slur_reaches_its_next_note():
    short, bound, after = played(
        line(
            Note(0, TICKS, 60, marks=("staccato",)),
            Note(TICKS, TICKS, 62, marks=("slur",)),
            Note(2 * TICKS, 2 * TICKS, 64),
        )
    )
    assert short[1] - short[0] == pytest.approx(0.5, abs=0.03)
    assert bound[1] >= after[0]


def test_a_slide_comes_from_the_note_before_and_a_bend_from_two_semitones_below():
    slid = bends(line(Note(0, TICKS, 62), Note(TICKS, 2 * TICKS, 67, marks=("slide",))))
    assert slid[0] == pytest.approx(-5, abs=0.01)
    assert slid == sorted(slid)
    assert slid[-1] == 0
    bent = bends(line(Note(0, 2 * TICKS, 67, marks=("bend",))))
    assert (round(bent[0], 2), bent[-1]) == (-2, 0)


def test_a_piano_has_its_pedal_down_under_each_chord():
    made = phrased(song(style="ballad", bars=8, seed=1), Touch(pedal=True), random.Random(1))
    part = next(p for p in made.parts if p.role == "chords")
    data = write(made, perform(made, random.Random(1), loud=1, legato=1))
    track = mido.MidiFile(file=io.BytesIO(data)).tracks[made.parts.index(part) + 1]
    values = [e.value for e in track if e.type == "control_change" and e.control == 64]
    assert values == [127, 0] * len(part.pedal)
    assert part.pedal


def test_a_fade_dies_away_in_every_part():
    made = song(style="pop", bars=16, seed=1, ending="fade")
    data = write(made, perform(made, random.Random(1), loud=1, legato=1))
    for track in mido.MidiFile(file=io.BytesIO(data)).tracks[1:]:
        levels = [e.value for e in track if e.type == "control_change" and e.control == 11]
        assert levels == sorted(levels, reverse=True)
        assert levels[0] == 127
        assert levels[-1] < 8


def test_sections_get_their_dynamics_and_swell_into_louder_ones():
    made = phrased(song(style="pop", bars=32, seed=1), Touch(), random.Random(1))
    starts = {made.time.start(s.first) for s in made.sections}
    levels = [d for d in made.dynamics if not d.end]
    assert len({d.mark for d in levels}) >= 2
    assert all(d.start in starts for d in levels)
    assert all(d.end in starts for d in made.dynamics if d.end)
    assert any(d.mark == "crescendo" for d in made.dynamics)

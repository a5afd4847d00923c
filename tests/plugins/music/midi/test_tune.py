"""The languages of the styles' tunes: figures on any meter, what comes back, and who is told."""

import random
import sys
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean

import pytest

ROOT = Path(__file__).parents[4]
sys.path.insert(0, str(ROOT))

from benchmarks.music_styles import intervals, opening, returned, rhythm, shared  # noqa: E402

from muse_music.midi import song, style  # noqa: E402
from muse_music.midi.style import Melody  # noqa: E402
from muse_music.midi.tune import idiom, steps  # noqa: E402
from muse_music.midi.tune.idiom import Idiom, figure  # noqa: E402
from muse_music.midi.tune.rhythm import bar_rhythm, led  # noqa: E402
from muse_music.midi.tune.tune import Tune  # noqa: E402
from muse_music.theory.bars import Slot  # noqa: E402
from muse_music.theory.harmony import chord  # noqa: E402
from muse_music.theory.keys import Key  # noqa: E402
from muse_music.theory.meter import TICKS, parse  # noqa: E402
from muse_music.theory.notes import Section  # noqa: E402
from muse_music.theory.timeline import Tempo, timeline  # noqa: E402

METERS = (
    *("4/4", "3/4", "2/4", "6/8", "9/8", "12/8", "5/4", "7/8", "7/4", "11/8", "8/8", "3/2", "1/4"),
    *("5/16", "13/16", "7/8:3+2+2", "17/32", "1/32"),
)


def only(text: str) -> Idiom:
    """An idiom that says one thing."""
    return Idiom(opening=(text,), continuing=(text,), half=(text,), close=(text,))


def placed(text: str, meter: str) -> list[tuple[float, float]]:
    """A figure in a bar: start and length in quarters."""
    made = bar_rhythm(only(text), "opening", parse(meter), 1.0, random.Random(1))
    return [(round(s / TICKS, 4), round(n / TICKS, 4)) for s, n in made.notes]


def test_a_figure_is_laid_on_the_beats():
    assert placed("x--x --x- x-x- ....", "4/4") == [
        *((0, 0.75), (0.75, 0.75), (1.5, 0.5), (2, 0.5), (2.5, 0.5))
    ]
    assert placed("xxx x--", "2/4") == [(0, 0.3333), (0.3333, 0.3333), (0.6667, 0.3333), (1, 1)]
    assert placed("<x- x-", "2/4") == [(-0.5, 1.5), (1, 1)]
    assert placed(",x- x-", "2/4") == [(-0.25, 1.25), (1, 1)]


def test_halves_are_long_and_short_where_beats_divide_in_three():
    assert placed("x- xx", "6/8") == [(0, 1.5), (1.5, 1), (2.5, 0.5)]
    assert placed("x-xx xxxx", "6/8") == [
        *((0, 0.5), (0.5, 0.5), (1, 0.5), (1.5, 0.5), (2, 0.5), (2.5, 0.25), (2.75, 0.25))
    ]


def test_a_bar_may_begin_with_the_note_before_it():
    made = bar_rhythm(only("-x x-"), "opening", parse("2/4"), 1.0, random.Random(1))
    assert made.held == TICKS // 2
    assert made.notes[0] == (TICKS // 2, TICKS // 2)


def test_groups_of_uneven_meters_are_struck():
    made = placed("x--- ---- ----", "7/8:3+2+2")
    assert [start for start, _ in made] == [0, 1.5, 2.5]


def test_a_pickup_ends_at_the_bar_line():
    assert led(figure("..xx"), parse("4/4")) == (
        (-TICKS // 2, TICKS // 4),
        (-TICKS // 4, TICKS // 4),
    )


@pytest.mark.parametrize("text", ["", "x-x-x xx", "xy", "<.x", "x- 2"])
def test_wrong_figures_are_refused(text: str):
    with pytest.raises((ValueError, IndexError)):
        figure(text)


@pytest.mark.parametrize("name", idiom.names())
def test_every_figure_fits_every_meter(name: str):
    chance = random.Random(1)
    speech = idiom.load(name)
    for written in METERS:
        meter = parse(written)
        for place in ("opening", "continuing", "half", "close"):
            for density in (0.6, 1.0, 1.6):
                made = bar_rhythm(speech, place, meter, density, chance)
                assert all(length > 0 for _, length in made.notes)
                assert all(s + n <= t for (s, n), (t, _) in pairwise(made.notes))
                assert made.end <= meter.bar
                assert all(start >= -TICKS for start, _ in made.notes)
        assert all(s + n <= 0 for text in speech.pickups for s, n in led(figure(text), meter))


def test_every_style_has_an_idiom():
    assert {style.load(name).melody.idiom for name in style.names()} <= set(idiom.names())


def test_the_same_seed_in_another_style_is_another_rhythm():
    names = [n for n in style.names() if "4/4" in (style.load(n).only_meters or ("4/4",))]
    for seed in range(2):
        made = [song(style=name, seed=seed, meter="4/4", bars=16) for name in names]
        assert mean(shared(a, b) for a, b in combinations(made, 2)) <= 0.05


@pytest.mark.parametrize("name", ["pop", "rock", "ballad", "lofi"])
def test_the_chorus_comes_back(name: str):
    found = [returned(song(style=name, seed=seed, bars=36)) for seed in range(6)]
    assert mean(value for value in found if value is not None) >= 0.8


def test_a_tune_is_described_for_the_classifier():
    made = song(style="jazz", seed=1, bars=16)
    notes = made.parts[0].notes
    assert len(rhythm(notes, made)) == 24 + 17 + 2 + 3 + 4
    assert sum(intervals(notes)[:25]) == pytest.approx(1)
    assert len(opening(made)) == 8


def test_a_section_returns_in_the_key_it_comes_to():
    meter = parse("4/4")
    keys = [Key("C", "major")] * 8 + [Key("D", "major")] * 8
    time = timeline([(meter, key) for key in keys], [Tempo(0, 500_000)])
    slots = []
    for measure, numeral in zip(time.measures, ("I", "V", "vi", "IV") * 4, strict=True):
        sounding = chord(numeral, measure.key.pitch_class)
        slots.append([Slot(measure.start, measure.end, sounding, sounding)])
    sections = [Section("chorus", "chorus 1", 0, 8, 0.85), Section("chorus", "chorus 2", 8, 8, 0.9)]
    tune = Tune(Melody("film"), time, slots, random.Random(4), 1.0, steps.shipped())
    notes = tune.write(sections)
    half = time.start(8)
    first = [(n.start, n.pitch + 2) for n in notes if n.start < time.start(6)]
    assert len(first) > 8
    assert first == [(n.start - half, n.pitch) for n in notes if half <= n.start < time.start(14)]


def test_every_bar_has_the_rhythm_of_its_own_meter():
    meters = [parse(text) for text in ("4/4", "4/4", "7/8", "4/4", "3/4", "6/8", "7/8", "4/4")]
    time = timeline([(meter, Key("A", "minor")) for meter in meters], [Tempo(0, 500_000)])
    home = chord("i", 9)
    slots = [[Slot(m.start, m.end, home, home)] for m in time.measures]
    for name in ("pop", "folk", "jazz", "waltz"):
        tune = Tune(Melody(name), time, slots, random.Random(2), 1.0, steps.shipped())
        notes = tune.write([Section("theme", "theme", 0, 8, 0.6)])
        assert all(a.end <= b.start for a, b in pairwise(notes))
        assert notes[-1].end <= time.length
        assert notes[-1].pitch % 12 == 9


def test_chromatic_notes_of_jazz_go_on_by_a_semitone():
    strange: list[bool] = []
    for seed in range(6):
        made = song(style="jazz", seed=seed)
        notes = made.parts[0].notes
        for note, after in pairwise(notes):
            at = note.start + note.length // 2
            sounding = next(c.chord for c in made.chords if c.start <= at < c.end)
            tone = note.pitch % 12
            if tone in made.key.scale or tone in sounding.tones:
                continue
            if note.length <= TICKS // 2 and not made.time.strength(note.start):
                strange.append(abs(after.pitch - note.pitch) <= 2)
    assert len(strange) > 5
    assert mean(strange) > 0.85


def test_a_line_of_words_begins_in_its_own_bar():
    words = "[Verse]\nWalking home alone\nUnder city lights\n\n[Chorus]\nHold on\nHold on to me"
    for seed in range(6):
        made = song(style="pop", seed=seed, lyrics=words)
        sung = "".join(n.lyric for n in made.parts[0].notes)
        assert made.unsung == 0
        assert sung.replace("-", "").startswith("WalkinghomealoneUndercity")

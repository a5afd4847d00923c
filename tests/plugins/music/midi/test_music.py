"""The music itself: gates of MUSIC.md over a handful of seeds, and each field heard."""

import random
from itertools import pairwise
from statistics import mean

import pytest

from muse import Host
from muse_music.midi import Midi, style
from muse_music.theory import meter
from muse_music.theory.harmony import chord, voice
from muse_music.theory.keys import MODES, Key
from plugins.music.midi_file import File, compose
from plugins.music.tried import styles

STYLES = style.names()
SEEDS = range(4)
GATES = {"steps": (0.35, 0.70), "in key": (0.97, 1.0), "bar repetition": (0.08, 0.60)}
"""Measure -> lowest and highest mean, where a style has none of its own."""


@pytest.fixture
def songs(host: Host, request: pytest.FixtureRequest):
    return [compose(host, style=request.param, seed=seed) for seed in SEEDS]


def tune(made) -> list[tuple[int, int, int, int]]:
    file = File(made.data)
    name = next(track.name for track in file.file.tracks if track.name.startswith("Melody"))
    return [n for n in file.notes(name) if n[3] != 9]  # not of those who double it


@pytest.mark.parametrize("songs", styles(), indirect=True)
def test_gates(songs, request):
    name = request.node.callspec.params["songs"]
    steps, leaps, octaves, same, inside, repeats = [], [], [], [], [], []
    for made in songs:
        file, notes = File(made.data), tune(made)
        key = made.report.measured["key"].split()
        scale = Key(key[0], key[1]).scale
        # The end: the tonic, from the last bar line, longer than most.
        last = notes[-1]
        tonic = scale[0]
        assert last[2] % 12 == tonic
        assert abs(last[0] - (file.bars - 1) * file.bar) < 40
        assert last[1] - last[0] > 1.3 * mean(n[1] - n[0] for n in notes)
        pitches = [n[2] for n in notes]
        assert 7 <= max(pitches) - min(pitches) <= 21
        moves = [abs(b - a) for a, b in pairwise(pitches)]
        steps.append(mean(m in (1, 2) for m in moves))
        leaps.append(mean(m >= 5 for m in moves))
        octaves.append(mean(m > 12 for m in moves))
        same.append(mean(m == 0 for m in moves))
        inside.append(mean(p % 12 in scale for p in pitches))
        repeats.append(repeated(file, notes))
    gates = {**GATES, **style.load(name).gates}
    assert gates["steps"][0] <= mean(steps) <= gates["steps"][1]
    assert mean(leaps) <= gates.get("leaps", (0, 0.25))[1]
    assert mean(octaves) <= 0.01
    assert 0.03 <= mean(same) <= gates.get("repeated pitch", (0, 0.35))[1]
    assert mean(inside) >= gates["in key"][0]
    assert 0.08 <= mean(repeats) <= gates["bar repetition"][1]
    assert len({tuple(n[2] for n in tune(made)) for made in songs}) == len(songs)


def repeated(file: File, notes) -> float:
    """The share of bars that were heard before, to a sixteenth."""
    bars: dict[int, list] = {}
    for start, _, pitch, _ in notes:
        place = round(start / 120)
        bars.setdefault(place * 120 // file.bar, []).append((place * 120 % file.bar, pitch))
    seen, again = set(), 0
    for bar in bars.values():
        again += tuple(bar) in seen
        seen.add(tuple(bar))
    return again / len(bars)


@pytest.mark.parametrize("name", ["pop", "rock"])
def test_backbeat_and_kick(host: Host, name: str):
    made = compose(host, style=name, meter="4/4", bars=32)
    file = File(made.data)
    near = {}
    for start, _, pitch, channel in file.notes():
        if channel == 9:
            near.setdefault(round(start / 240), set()).add(pitch)
    # The verse and the chorus; fills come at the ends of eights.
    bars = [b for b in range(4, 31) if b % 4 != 3]
    assert mean(36 in near.get(b * 8, ()) for b in bars) >= 0.95
    snares = {37, 38}
    both = [
        snares & near.get(b * 8 + 2, set()) and snares & near.get(b * 8 + 6, set()) for b in bars
    ]
    assert mean(bool(b) for b in both) >= 0.95


def test_bass_plays_the_root_of_the_last_chord(host: Host):
    for name in STYLES:
        made = compose(host, style=name, key="E minor", bars=8)
        notes = File(made.data).notes()
        end = max(n[1] for n in notes)
        lowest = min(n[2] for n in notes if n[1] == end and n[3] != 9)
        assert lowest % 12 == 4


def test_moods_and_pace_are_heard(host: Host):
    happy = [
        compose(host, style="pop", mood="happy", bars=4, seed=s).report.measured for s in SEEDS
    ]
    sad = [compose(host, style="pop", mood="sad", bars=4, seed=s).report.measured for s in SEEDS]
    assert mean(m["tempo"] for m in happy) > 1.1 * mean(m["tempo"] for m in sad)
    assert all("major" in m["key"] for m in happy) and all("minor" in m["key"] for m in sad)
    slow = [compose(host, style="jazz", pace="slow", bars=4, seed=s).report.measured for s in SEEDS]
    fast = [compose(host, style="jazz", pace="fast", bars=4, seed=s).report.measured for s in SEEDS]
    assert max(m["tempo"] for m in slow) < min(m["tempo"] for m in fast)


def test_every_mood_changes_the_music(host: Host):
    from muse_music.midi.moods import MOODS

    made = {
        m: compose(host, style="pop", key="C minor", mood=m, bars=8, no_embed=True).data
        for m in MOODS
    }
    assert len(set(made.values())) == len(MOODS)


def test_density_is_heard(host: Host):
    form = "verse 8, chorus 8"
    counts = {
        d: mean(len(tune(compose(host, style="pop", density=d, form=form, seed=s))) for s in SEEDS)
        for d in ("sparse", "medium", "dense")
    }
    assert counts["sparse"] * 1.15 < counts["medium"]
    assert counts["medium"] * 1.15 < counts["dense"]


def test_swing_is_heard_and_ignored_where_it_can_not_be(host: Host):
    def off_beats(swing: int, place: float) -> float:
        notes = File(compose(host, style="pop", meter="4/4", swing=swing).data).notes("Drums")
        return mean(abs(n[0] % 480 - place * 480) < 20 for n in notes)

    assert off_beats(50, 0.5) > 0.2 > 0.02 > off_beats(50, 0.66)
    assert off_beats(66, 0.66) > 0.2 > 0.02 > off_beats(66, 0.5)
    assert "swing" in compose(host, meter="6/8", swing=66, bars=4).report.ignored


def test_instruments_play(host: Host):
    made = compose(host, style="pop", instruments=["violin", "cello", "guitar", "double bass"])
    played = {t["program"] for t in made.report.measured["tracks"]}
    assert {"Violin", "Cello", "Nylon Guitar", "Acoustic Bass"} <= played
    assert "Drums" in {t["program"] for t in compose(host, style="folk").report.measured["tracks"]}
    drums = compose(host, style="classical", instruments=["drums"]).report.measured["tracks"]
    assert "Drums" in {t["program"] for t in drums}


def test_markers_names_and_drum_channel(host: Host):
    form = "intro 4, verse 8, chorus 8, verse 4, chorus 8"
    file = File(compose(host, style="pop", meter="4/4", form=form).data).file
    marks = [m.text for m in file.tracks[0] if m.type == "marker"]
    assert marks == ["intro", "verse 1", "chorus 1", "verse 2", "chorus 2"]
    assert file.type == 1
    for track in file.tracks[1:]:
        assert track.name
        channels = {m.channel for m in track if not m.is_meta}
        assert channels == {9} if track.name == "Drums" else 9 not in channels


def test_estimated_key_mostly_agrees(host: Host):
    agree = [
        made.report.measured["estimated_key"] == made.report.measured["key"]
        for made in (compose(host, style=s, key="Eb major", bars=16) for s in STYLES)
    ]
    assert mean(agree) >= 0.8


def test_meter_groups_make_the_backbeat():
    quarter, eighth = meter.TICKS, meter.TICKS // 2
    seven = meter.parse("7/8").backbeat
    assert seven == ((0, 4 * eighth), (2 * eighth, 6 * eighth))
    five = meter.parse("5/4").backbeat
    assert five == ((0, 3 * quarter), (2 * quarter, 4 * quarter))
    assert meter.parse("6/8").backbeat == ((0,), (3 * eighth,))
    twelve = meter.parse("12/8").backbeat
    assert twelve == ((0, 6 * eighth), (3 * eighth, 9 * eighth))


@pytest.mark.parametrize("n", range(1, 33))
def test_every_meter_has_whole_beats(n: int):
    for d in meter.DENOMINATORS:
        beats = meter.parse(f"{n}/{d}").beats
        assert sum(b.length for b in beats) == n * 4 * meter.TICKS // d
        assert beats[0].strength == 3
        assert all(b.length % b.divisions == 0 for b in beats)


def test_every_chord_of_every_style_is_known():
    for name in STYLES:
        made = style.load(name)
        texts = [t for kinds in made.progressions.values() for ts in kinds.values() for t in ts]
        texts += [t for ts in made.cadence.values() for t in ts]
        for numeral in " ".join(texts).replace("|", " ").split():
            assert chord(numeral, 0).tones
        for mode in made.modes:
            assert mode in MODES and mode in made.progressions


def test_voices_lead():
    chance = random.Random(1)
    before: tuple[int, ...] = ()
    for numeral in chance.choices(["I", "IV", "V", "vi", "ii", "iii"], k=60):
        after = voice(chord(numeral, 0), before, 52, 68, rootless=False, open_=False)
        if before:
            assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 7
        before = after


def test_drums_can_be_left_out_or_added(host: Host):
    def drums(**fields) -> bool:
        return "Drums" in {t["name"] for t in compose(host, **fields).report.measured["tracks"]}

    assert drums(style="pop") and not drums(style="pop", drums=False)
    assert not drums(style="classical") and drums(style="classical", drums=True)
    assert not drums(prompt="a slow rock song without drums")


@pytest.mark.parametrize("name", STYLES)
def test_the_words_of_a_style_name_it_and_no_other(name: str):
    for word in style.load(name).words:
        assert Midi().read(f"a {word} piece").fields["style"].value == name


def test_blues_is_in_twelves_with_its_blue_notes(host: Host):
    made = compose(host, style="blues", key="C", bars=24)
    marks = [m for m in File(made.data).file.tracks[0] if m.type == "marker"]
    assert [m.text for m in marks] == ["blues 1", "blues 2"]
    assert {n[2] % 12 for n in tune(made)} & {3, 10}


def test_chinese_melodies_have_five_tones(host: Host):
    for key, tones in (("C major", {0, 2, 4, 7, 9}), ("A minor", {9, 0, 2, 4, 7})):
        for seed in SEEDS:
            made = compose(host, style="chinese", key=key, seed=seed)
            assert {n[2] % 12 for n in tune(made)} <= tones

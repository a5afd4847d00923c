"""Bands: patterns lie right in every meter, change and return with the sections, end together."""

import sys
from pathlib import Path

import pytest

from muse_music.midi import song, style
from muse_music.midi.band import rows
from muse_music.midi.band.bass.lines import Line
from muse_music.midi.band.comping.strokes import Strokes
from muse_music.midi.band.drums import fills, kit
from muse_music.midi.band.drums.dance import Rise
from muse_music.midi.band.mixed import Mixed
from muse_music.midi.form.form import FORMS, sections
from muse_music.midi.words import read
from muse_music.theory.meter import TICKS, parse
from muse_music.theory.notes import DRUMS, Song
from plugins.music.tried import styles

sys.path.insert(0, str(Path(__file__).parents[4]))
from benchmarks.music_variety import measured, misses

EIGHTH = TICKS // 2


def struck(text: str, meter: str) -> list[tuple[float, float]]:
    """Return start and length (eighths) of what a row strikes in its first bar."""
    events = rows.laid(text, parse(meter))[0].events
    return [(e.start / EIGHTH, (e.end - e.start) / EIGHTH) for e in events]


def test_a_row_lies_on_the_beats_of_any_meter():
    row = "x.x. ..x. x--- --x-"
    assert struck(row, "4/4") == [(0, 0.5), (1, 0.5), (3, 0.5), (4, 3), (7, 1)]
    # The bar line, the backbeat and the last beat have their cells; a beat of three its third.
    assert struck("x... .... x... ..x.", "12/8") == [(0, 0.5), (6, 0.5), (11, 0.5)]
    assert struck("x.x. .... .... ....", "6/8") == [(0, 0.5), (1, 0.5), (2, 0.5)]
    assert struck("x..x", "6/8:3+3")[1] == (2.5, 0.5)
    assert struck("xxx", "4/4")[:3] == [(0, 2 / 3), (2 / 3, 2 / 3), (4 / 3, 2 / 3)]
    assert struck("x--- ---- ---- ----", "7/8") == [(0, 7)]


def test_a_note_is_held_over_the_bar_line():
    first, second = rows.laid("x... ..n- | --.. x...", parse("4/4"))
    assert [(e.start, e.end) for e in first.events][1] == (3 * EIGHTH, 4 * EIGHTH)
    first, second = rows.laid("x... .... .... ..n- | --.. x... .... ....", parse("4/4"))
    assert first.events[-1].end == parse("4/4").bar + EIGHTH
    assert (first.tied, second.tied) == ("", "n")


@pytest.mark.parametrize(
    "meter", ["3/4", "5/4", "7/8", "6/8", "12/8", "2/4", "9/8", "7/8:3+2+2", "11/8"]
)
def test_kick_and_snare_keep_to_the_accents(meter: str):
    beat = parse(meter)
    kicks, snares = beat.backbeat
    groove = kit.grooves("BD x... .... x... .... SD .... x... .... x...", ())[0]
    (hits,) = groove.hits(beat)
    assert sorted(t for t, drum, _ in hits if drum == 36) == sorted(kicks)
    assert sorted(t for t, drum, _ in hits if drum == 38) == sorted(snares)


def patterns(name: str) -> dict[str, list[object]]:
    """Return part -> every pattern of a style."""
    found: dict[str, list[object]] = {}
    for role in style.load(name).roles:
        kind = "drums" if role.drums else "bass" if role.role == "bass" else "comping"
        found.setdefault(kind, []).extend(dict.fromkeys([*role.calm, *role.full]))
    return found


@pytest.mark.parametrize("name", [n for n in style.names() if n != "chinese"])
def test_a_style_has_patterns_forms_and_lengths(name: str):
    found = patterns(name)
    assert len(found["bass"]) >= 4
    assert len(found["comping"]) >= 4
    assert len(found.get("drums", range(6))) >= 6
    made = style.load(name)
    assert len(set(made.forms)) >= 3
    assert len(set(made.bars)) >= 3
    assert made.tempo[1] >= 1.25 * made.tempo[0]


def texts(pattern: object) -> list[str]:
    if isinstance(pattern, Mixed):
        return [text for each in pattern.patterns for text in texts(each)]
    if isinstance(pattern, Rise):
        return texts(pattern.groove)
    return [pattern.text] if isinstance(pattern, Line | Strokes | kit.Groove) else []


@pytest.mark.parametrize("name", style.names())
def test_every_pattern_is_well_written(name: str):
    signs = {"bass": set("Rrx2345678lvna.-"), "comping": set("CcxNUtmLl1234567.-")}
    for kind, found in patterns(name).items():
        for text in (text for pattern in found for text in texts(pattern)):
            lines = kit.rows_of(text).values() if kind == "drums" else [text]
            bars = [bar.split() for line in lines for bar in line.split("|")]
            assert len({len(bar) for bar in bars}) == 1
            assert {len(cell) for bar in bars for cell in bar} <= {3, 4, 6, 8}
            used = {sign for bar in bars for cell in bar for sign in cell}
            assert used <= signs.get(kind, set("Xxog.-"))


def test_fills_come_in_all_lengths():
    families = [value for name, value in vars(fills).items() if name.isupper()]
    assert len(families) >= 12
    for family in families:
        beats = {len(next(iter(kit.rows_of(fill).values())).split()) for fill in family}
        assert len(family) >= 6
        assert {1, 2, 4} <= beats


def drums_of(made: Song, bar: int) -> set[tuple[int, int]]:
    start, end = made.time.start(bar), made.time.start(bar + 1)
    part = next(p for p in made.parts if p.program == DRUMS)
    return {(n.start - start, n.pitch) for n in part.notes if start <= n.start < end}


def test_sections_change_their_pattern_and_returning_ones_return_to_it():
    changed = 0
    for seed in range(6):
        made = song(style="rock", form="verse 8, chorus 8, verse 8, chorus 8", seed=seed)
        # The third bars: no crash, no fill.
        bars = [drums_of(made, first + 2) for first in (0, 8, 16, 24)]
        assert bars[0] == bars[2]
        assert bars[1] == bars[3]
        changed += bars[0] != bars[1]
        led = drums_of(made, 7)
        assert led != bars[0]
        assert (0, kit.CRASH) in drums_of(made, 8)
    assert changed == 6


@pytest.mark.parametrize("name", styles())
def test_everybody_ends_together_on_two_chords(name: str):
    made = song(style=name, key="C", chords="C | F | G | G C", bars=4, seed=2)
    start = made.time.start(3)
    (second,) = (c.start for c in made.chords if c.start > start)
    for part in made.parts[1:]:
        if part.program != DRUMS and part.role != "double":
            assert {start, second} <= {n.start for n in part.notes}


@pytest.mark.parametrize("name", ["pop", "funk", "jazzwaltz"])
def test_a_style_has_more_than_one_idea(name: str):
    assert misses(measured(name, 10)) in ([], ["tempo"])


def test_every_form_fills_its_bars():
    for name in FORMS:
        for bars in (1, 2, 7, 8, 12, 16, 20, 23, 24, 28, 31, 32, 36, 40, 44, 48, 64, 100):
            made = sections(name, bars)
            assert sum(section.bars for section in made) == bars
            assert all(section.bars > 0 for section in made)


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("a jazz waltz for a rainy evening", "jazzwaltz"),
        ("爵士华尔兹", "jazzwaltz"),
        ("a gentle bossa nova", "bossa"),
        ("一首波萨诺瓦", "bossa"),
        ("reggae in G", "reggae"),
        ("雷鬼音乐", "reggae"),
        ("a passionate tango", "tango"),
        ("一首探戈", "tango"),
        ("a military march", "march"),
        ("雄壮的进行曲", "march"),
        ("a dark trap beat", "trap"),
        ("funky music", "funk"),
        ("放克音乐", "funk"),
        ("a country song", "country"),
        ("乡村音乐", "country"),
        ("epic film music", "film"),
        ("电影配乐", "film"),
        ("8-bit video game music", "chiptune"),
        ("游戏音乐", "chiptune"),
        ("a folk song", "folk"),
        ("a waltz", "waltz"),
        ("jazz", "jazz"),
    ],
)
def test_styles_are_read(prompt: str, name: str):
    assert read(prompt).fields["style"].value == name


@pytest.mark.parametrize("meter", ["6/8", "2/4", "3/4", "1/4", "5/8"])
def test_a_drum_on_three_alone_is_kept_in_meters_without_it(meter: str):
    drop = kit.grooves("BD .... .... x... .... SS .... .... x... .... HH x.x. x.x. x.x. x.x.", ())
    beat = parse(meter)
    (found,) = drop[0].hits(beat)
    assert {drum for _, drum, _ in found} == {36, 37, 42}
    assert all(0 <= tick < beat.bar for tick, _, _ in found)

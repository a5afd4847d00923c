"""Pieces that are handed in, and what each task keeps of them: judged by mido and music21."""

import io
import warnings
from fractions import Fraction
from statistics import median

import mido
import pytest

from muse import Host
from muse_music.midi.tasks.timing import carried_on, lasting, paced, timed
from muse_music.reading import read
from muse_music.theory.channels import channels
from muse_music.theory.notes import DRUMS, Note, Part
from plugins.music.midi_file import compose
from plugins.music.midi_made import key, line, meter, tempo, written

TASKS = ("melody", "extend", "vary", "chorale")
Q = 480
CHANGES = [meter(0, 4, 4), key(0, "F"), tempo(0, 90), meter(16 * Q, 3, 4), key(16 * Q, "Am")]
CHANGED = written([("Tune", 73, line(64, Q // 2))], [*CHANGES, tempo(16 * Q, 140)])
FINE = (
    "X:1\nM:4/4\nL:1/16\nK:G\nB/c/d/e/f/e/d/c/ B4 A4 G4|(5G2A2B2c2d2 (6GABGAB G2|"
    "(3G2A2B2 (3c4B4A4 B4|B//c//d//e//f4 A8 G3|]\n"
)
PICKED_UP = "X:1\nM:3/4\nL:1/4\nK:F\nC|FAc|dcA|G2C|FAc|dcA|G2E|F2|]\n"


def heard(data: bytes) -> dict[str, list]:
    """Return meters, keys, tempos (quarter, value) and the notes of each track, by mido."""
    file = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
    made: dict[str, list] = {"meters": [], "keys": [], "tempos": [], "tracks": []}
    for track in file.tracks:
        now, open_, notes = 0, {}, []
        for m in track:
            now += m.time
            at = Fraction(now, file.ticks_per_beat)
            if m.type == "time_signature":
                made["meters"].append((at, f"{m.numerator}/{m.denominator}"))
            elif m.type == "key_signature":
                made["keys"].append((at, m.key))
            elif m.type == "set_tempo":
                made["tempos"].append((at, round(mido.tempo2bpm(m.tempo), 1)))
            elif m.type == "note_on" and m.velocity:
                open_[m.channel, m.note] = at
            elif m.type in ("note_on", "note_off"):
                notes.append((open_.pop((m.channel, m.note)), at, m.note))
        if notes:
            made["tracks"].append(sorted(notes))
    return made


def scored(xml: bytes) -> list[tuple[Fraction, Fraction, int]]:
    """Return onset, length (quarters) and pitch of the first part of a score, by music21."""
    music21 = pytest.importorskip("music21")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score = music21.converter.parseData(xml.decode(), format="musicxml", forceSource=True)
        notes = score.parts[0].stripTies().flatten().notes
    return [
        (Fraction(n.offset), Fraction(n.quarterLength), n.pitch.midi)
        for n in notes
        if n.isNote and not n.duration.isGrace
    ]


@pytest.mark.parametrize("task", TASKS)
def test_changes_are_kept(host: Host, task: str):
    made = compose(host, **{task: CHANGED})
    found = heard(made.data)
    assert found["meters"] == [(0, "4/4"), (16, "3/4")]
    assert found["keys"] == [(0, "F"), (16, "Am")]
    assert found["tempos"] == [(0, 90.0), (16, 140.0)]
    assert made.report.disagreements() == {}
    assert made.report.chosen["meter"].startswith("4/4 x4, 3/4 x")


def test_an_exact_tune_is_kept_note_for_note(host: Host):
    given = scored_abc(FINE)
    made = compose(host, melody=FINE.encode(), formats=[".mid", ".musicxml"], humanise=False)
    assert scored(made.files[".musicxml"].data) == given
    tune = heard(made.data)["tracks"][0]
    assert [(start, end - start, pitch) for start, end, pitch in tune] == given


def scored_abc(text: str) -> list[tuple[Fraction, Fraction, int]]:
    """Return what the lengths of ABC say, counted by hand: letters, tuplets, halves."""
    music21 = pytest.importorskip("music21")
    bars = [[Fraction(1, 8)] * 8 + [Fraction(1)] * 3]
    bars += [
        [Fraction(1, 2) * Fraction(2, 5)] * 0 + _tuplet(5, 2) + _tuplet(6, 1) + [Fraction(1, 2)]
    ]
    bars += [_tuplet(3, 2) + _tuplet(3, 4) + [Fraction(1)]]
    bars += [[Fraction(1, 16)] * 4 + [Fraction(1), Fraction(2), Fraction(3, 4)]]
    names = "BcdefedcBAG GABcdGABGABG GABcBAB BcdefAG".replace(" ", "")
    at, made = Fraction(0), []
    for name, length in zip(names, [n for bar in bars for n in bar], strict=True):
        octave = 5 if name.islower() else 4
        sharp = "#" if name in "fF" else ""
        made.append((at, length, music21.pitch.Pitch(f"{name.upper()}{sharp}{octave}").midi))
        at += length
    return made


def _tuplet(count: int, units: int) -> list[Fraction]:
    """Return the notes of a tuplet in 4/4: (5 and (6 take the time of two, (3 of two."""
    return [Fraction(units, 4) * Fraction(2, count)] * count


def test_chords_follow_the_keys_of_a_tune(host: Host):
    text = "X:1\nM:3/4\nL:1/4\nK:C\nGcB|cde|d2B|c3|[K:Eb]efg|BAG|FGF|E3|]\n"
    made = compose(host, melody=text.encode())
    harmony = made.report.measured["harmony"].split()
    assert harmony[-1] == "Eb"
    assert made.report.measured["harmony_heard"] >= 0.7
    assert not {"Cb", "Gb", "Abm"} & set(harmony)


def test_a_pickup_stays_one(host: Host):
    made = compose(host, melody=PICKED_UP.encode())
    found = heard(made.data)
    assert found["meters"] == [(0, "1/4"), (1, "3/4")]
    assert made.report.measured["meter"] == "3/4"
    assert made.report.measured["bars"] == 8
    assert made.report.disagreements() == {}
    # Nobody accompanies a pickup.
    assert min(note[0] for track in found["tracks"][1:] for note in track) > 0.9
    again = read(made.data, "a.mid")
    assert again.pickup == timed(again, again.length, 100).measures[0].length


def test_a_piece_goes_on_as_it_ended(host: Host):
    slowing = [tempo(at * Q, 60 - at) for at in range(30, 32)]
    events = [meter(0, 4, 4), key(0, "C"), tempo(0, 120), key(16 * Q, "G"), *slowing]
    made = compose(host, extend=written([("Tune", 73, line(32, Q))], events), bars=8)
    found = heard(made.data)
    assert found["keys"][-1] == (16, "G")
    assert found["tempos"][-1] == (32, 120.0)
    new = [n for n in found["tracks"][0] if n[0] >= 31.9]
    assert new[-1][2] % 12 == 7
    assert new[-1][1] == 32 + 8 * 4


@pytest.mark.parametrize("name", ["1", "", "  ", "###"])
def test_any_name_of_a_part_can_be_written(host: Host, name: str):
    piece = written([(name, 0, line(16, Q)), (name, 0, line(16, Q))])
    made = compose(host, extend=piece, bars=2, formats=[".musicxml", ".svg"])
    assert b"<part-name>" in made.files[".musicxml"].data
    assert next(t["name"] for t in made.report.measured["tracks"]).strip("# 1")


@pytest.mark.parametrize("pitches", [(0, 1, 2), (127, 126, 125), range(0, 128, 9)])
@pytest.mark.parametrize("task", TASKS)
def test_the_edges_of_midi(host: Host, task: str, pitches):
    made = compose(host, **{task: written([("Tune", 0, line(16, Q, pitches))])})
    assert heard(made.data)["tracks"]


def test_a_channel_has_one_program(host: Host):
    made = compose(host, extend=written((f"P{n}", n * 6, line(16, Q)) for n in range(20)), bars=1)
    file = mido.MidiFile(file=io.BytesIO(made.data))
    programs = {}
    for track in file.tracks[1:]:
        port = next((m.port for m in track if m.type == "midi_port"), 0)
        for m in track:
            if m.type == "program_change":
                assert programs.setdefault((port, m.channel), m.program) == m.program
    assert len(programs) == 20
    assert any("second port" in note for note in made.report.notes)


def test_parts_share_the_channels_of_their_program():
    def given(*programs: int):
        return channels([Part("", "", p, [Note(0, 1, 60)]) for p in programs])

    assert given(0, DRUMS, 5) == [(0, 0), (0, 9), (0, 1)]
    assert {port for port, _ in given(*[40] * 24)} == {0}
    assert len(set(given(*range(0, 120, 4)))) == 30
    many = given(*range(100))
    assert len(set(many)) == 100 and max(port for port, _ in many) == 6


def test_a_tempo_for_a_piece_scales_its_changes(host: Host):
    found = heard(compose(host, melody=CHANGED, tempo=45).data)
    assert found["tempos"] == [(0, 45.0), (16, 70.0)]


@pytest.mark.parametrize("task", ["melody", "vary", "chorale"])
def test_asked_tempos_go_over_the_bars_of_a_piece(host: Host, task: str):
    found = compose(host, **{task: PICKED_UP.encode()}, tempo="90 -> 120", ending="ritardando")
    tempos = [value for _, value in heard(found.data)["tempos"]]
    assert tempos[0] == 90
    assert 108 < max(tempos) <= 120
    assert tempos[-1] < 90
    assert found.report.measured["tempo"].startswith("90 -> ")


@pytest.mark.parametrize("task", ["extend", "vary"])
def test_a_tune_of_five_tones_stays_one(host: Host, task: str):
    text = "X:1\nM:4/4\nL:1/4\nK:F\nAcdf|dcA2|GAcd|c4|AcAG|FGAc|GFDC|F4|]\n"
    made = compose(host, **{task: text.encode()}, instruments=["flute"], band=False)
    tune = heard(made.data)["tracks"][0]
    assert {pitch % 12 for _, _, pitch in tune} <= {5, 7, 9, 0, 2}


def test_a_tempo_beyond_what_can_be_asked_for_is_kept(host: Host):
    made = compose(host, melody=written([("Tune", 73, line(16, Q))], [tempo(0, 12), tempo(Q, 480)]))
    assert heard(made.data)["tempos"] == [(0, 12.0), (1, 480.0)]
    assert made.report.disagreements() == {}


def test_a_default_key_is_not_believed_against_the_notes(host: Host):
    higher = [(start, length, pitch + 3) for start, length, pitch in line(32, Q)]
    made = compose(host, melody=written([("Tune", 73, higher)], [key(0, "C")]))
    assert made.report.measured["key"] == "Eb major"
    assert any("as a default is" in note for note in made.report.notes)
    kept = compose(host, melody=written([("Tune", 73, higher)], [key(0, "D")]))
    assert kept.report.measured["key"] == "D major"


def test_timelines_of_scores():
    score = read(CHANGED, "a.mid")
    time = timed(score, score.length, 100)
    assert [m.meter.bar // m.meter.unit for m in time.measures] == [4] * 4 + [3] * 6
    assert timed(score, score.length, 9) is None
    more = carried_on(time, 4)
    assert (more.bars, str(more.measures[-1].meter), str(more.measures[-1].key)) == (
        *(14, "3/4"),
        "A minor",
    )
    assert lasting(time) == time.tempos[1].quarter
    assert paced(time, time.tempos[0].quarter * 2).tempos[1].quarter == 2 * time.tempos[1].quarter


def test_a_swung_piece_goes_on_swinging(host: Host):
    jazz = compose(host, style="jazz", bars=16, seed=7, swing=66).data

    def off_beats(data: bytes) -> float:
        file = mido.MidiFile(file=io.BytesIO(data))
        places = []
        for track in file.tracks:
            tick = 0
            for message in track:
                tick += message.time
                if message.type == "note_on" and message.velocity:
                    places.append(tick / file.ticks_per_beat % 1)
        return median(place for place in places if 0.4 < place < 0.8)

    for fields in (
        {"extend": jazz, "bars": 8},
        {"melody": jazz, "keep": ["drums"], "style": "pop"},
    ):
        assert off_beats(compose(host, seed=1, **fields).data) == pytest.approx(0.66, abs=0.03)
    straight = compose(host, seed=1, melody=jazz, style="pop").data
    assert off_beats(straight) == pytest.approx(0.5, abs=0.03)

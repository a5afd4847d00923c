"""MusicXML from outside: what its elements say is what is read."""

import re
from fractions import Fraction

import pytest

from muse_music.reading import Score, read
from muse_music.reading.grid import quantised
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS

STEPS = {0: ("C", 0), 2: ("D", 0), 4: ("E", 0), 5: ("F", 0), 6: ("F", 1), 7: ("G", 0), 9: ("A", 0)}


def note(pitch: int | None, duration: float = 1, more: str = "", *, before: str = "") -> str:
    """Return a note, or a rest; `before` stands before its pitch, `more` after its duration."""
    head = "<rest/>"
    if pitch is not None:
        step, alter = STEPS.get(pitch % 12, ("B", 0 if pitch % 12 == 11 else -1))
        head = (
            f"<pitch><step>{step}</step><alter>{alter}</alter><octave>{pitch // 12 - 1}</octave>"
            "</pitch>"
        )
    length = "" if "<grace" in before else f"<duration>{duration}</duration>"
    return f"<note>{before}{head}{length}{more}</note>"


def attributes(divisions: int = 1, meter: str = "4/4", fifths: int = 0, more: str = "") -> str:
    beats, _, unit = meter.partition("/")
    return (
        f"<attributes><divisions>{divisions}</divisions><key><fifths>{fifths}</fifths></key>"
        f"<time><beats>{beats}</beats><beat-type>{unit}</beat-type></time>{more}</attributes>"
    )


def score(*parts: str, listed: tuple[str, ...] = (), head: str = "") -> Score:
    """Return what is read of parts; each is its bars, with | between them."""
    named = [
        f'<score-part id="P{n}">{listed[n] if n < len(listed) else ""}</score-part>'
        for n in range(len(parts))
    ]
    body = "".join(
        f'<part id="P{n}">{"".join(f"<measure>{bar}</measure>" for bar in part.split("|"))}</part>'
        for n, part in enumerate(parts)
    )
    text = f"<score-partwise>{head}<part-list>{''.join(named)}</part-list>{body}</score-partwise>"
    return read(text.encode(), "a.musicxml")


def heard(made: Score, part: int = 0) -> list[tuple[float, float, int]]:
    """Return start and length (quarters) and pitch of a part's notes."""
    return [(n.start / TICKS, n.length / TICKS, n.pitch) for n in made.parts[part].notes]


def bars(made: Score) -> list[float]:
    return [m.length / TICKS for m in made.measures]


def test_lengths_are_exact() -> None:
    # A 128th, a quintuplet in a triplet, and 13/16.
    part = attributes(480, "13/16") + note(60, 15) + note(62, 64) + note(64, 96) + note(65, 1385)
    made = score(part)
    assert [n.length for n in made.parts[0].notes] == [
        TICKS // 32, TICKS * 2 // 15, TICKS // 5, TICKS * 1385 // 480,
    ]  # fmt: skip
    assert made.measures[0].length == TICKS * 13 // 4
    assert made.exact and quantised(made) is made


def test_a_tuplet_of_rounded_lengths_is_as_long_as_it_is_written() -> None:
    triplet = (
        "<type>eighth</type><time-modification><actual-notes>3</actual-notes>"
        "<normal-notes>2</normal-notes></time-modification>"
    )
    part = attributes(256, "2/4") + note(60, 85, triplet) + note(62, 85, triplet)
    part += note(64, 86, triplet) + note(65, 256)
    part += f"<backup><duration>256</duration></backup>{note(48, 256)}"
    made = score(part)
    third = TICKS // 3
    assert [n.start for n in made.parts[0].notes] == [0, third, 2 * third, TICKS, TICKS]


def test_graces_lead_into_the_next_note_and_cues_are_silent() -> None:
    part = attributes() + note(60) + note(62, before="<grace/>") + note(64, before="<grace/>")
    part += note(65) + note(67, before="<cue/>") + note(69)
    made = score(part)
    assert heard(made) == [(0, 1, 60), (1, 1, 65), (3, 1, 69)]
    assert [n.graces for n in made.parts[0].notes] == [(), (62, 64), ()]
    assert made.pickup == 0


def test_bars_are_as_long_as_what_is_in_any_part() -> None:
    top = attributes() + note(60, 4) + "||" + note(62, 4) + "|" + note(64, 2)
    low = attributes() + "".join(
        note(48 + 2 * n, 4) + ("" if n == 3 else "|") for n in range(4)
    ).replace("48", "48")
    made = score(top, low)
    assert bars(made) == [4, 4, 4, 4]
    assert [n[0] for n in heard(made, 1)] == [0, 4, 8, 12]
    assert [n[0] for n in heard(made, 0)] == [0, 8, 12]


def test_rests_of_the_wrong_length_make_no_bar_longer() -> None:
    made = score(attributes() + f"{note(60, 4)}|{note(62, 4)}", f"{note(None, 8)}|{note(48, 4)}")
    assert bars(made) == [4, 4]


def test_pickups_and_bars_that_are_cut_keep_their_lengths() -> None:
    made = score(attributes(meter="3/4") + f"{note(67)}|{note(60, 3)}|{note(62, 2)}|{note(64)}")
    assert bars(made) == [1, 3, 2, 1]
    assert made.pickup == TICKS


@pytest.mark.parametrize(
    ("written", "read_as", "quarters"),
    [
        ("<beats>3</beats><beat-type>4</beat-type><beats>3</beats><beat-type>8</beat-type>",
         "9/8:2+2+2+3", 4.5),
        ("<beats>3+2</beats><beat-type>8</beat-type>", "5/8", 2.5),
        ("<beats>2+3</beats><beat-type>8</beat-type>", "5/8:2+3", 2.5),
        ("<beats> 6 </beats><beat-type>8</beat-type>", "6/8", 3),
    ],
)  # fmt: skip
def test_meters_of_several_parts(written: str, read_as: str, quarters: float) -> None:
    head = f"<attributes><divisions>2</divisions><time>{written}</time></attributes>"
    made = score(head + note(60, 2 * quarters) + "|" + note(62, 2 * quarters))
    assert [str(m) for _, m in made.meters] == [read_as]
    assert bars(made) == [quarters, quarters]


def test_without_a_meter_bars_have_their_own() -> None:
    free = "<attributes><divisions>1</divisions><time><senza-misura/></time></attributes>"
    made = score(free + f"{note(60, 5)}|{note(62, 3)}")
    assert bars(made) == [5, 3]
    told = score(f"{note(60, 3)}|{note(60, 3)}|{note(60, 3)}")
    assert str(told.measures[0].meter) == "3/4"


def test_changes_of_meter_key_and_tempo_are_kept() -> None:
    first = attributes() + note(60, 4)
    second = attributes(meter="3/4", fifths=2) + '<sound tempo="90"/>' + note(62, 3)
    made = score(f"{note(48, 4)}|{note(50, 3)}", f"{first}|{second}")
    assert [(t / TICKS, str(m)) for t, m in made.meters] == [(0, "4/4"), (4, "3/4")]
    assert [(t / TICKS, str(k)) for t, k in made.keys] == [(0, "C major"), (4, "D major")]
    assert [(t / TICKS, q) for t, q in made.tempos] == [(4, round(60e6 / 90))]
    assert [(str(m.meter), str(m.key)) for m in made.measures] == [
        ("4/4", "C major"),
        ("3/4", "D major"),
    ]


@pytest.mark.parametrize(
    ("fifths", "transposition", "key"),
    [
        (1, "<diatonic>-1</diatonic><chromatic>-2</chromatic>", "F major"),
        (1, "<chromatic>-2</chromatic>", "F major"),
        (0, "<diatonic>-5</diatonic><chromatic>-9</chromatic>", "Eb major"),
        (2, "<diatonic>-1</diatonic><chromatic>-2</chromatic><octave-change>-1</octave-change>",
         "C major"),
        (6, "<diatonic>2</diatonic><chromatic>3</chromatic>", "A major"),
    ],
)  # fmt: skip
def test_transposing_instruments_are_in_the_key_that_sounds(
    fifths: int, transposition: str, key: str
) -> None:
    head = attributes(fifths=fifths, more=f"<transpose>{transposition}</transpose>")
    made = score(head + note(67, 4))
    assert [str(k) for _, k in made.keys] == [key]
    chromatic = int(re.search(r"<chromatic>(-?\d+)", transposition)[1])
    octave = -12 if "octave-change" in transposition else 0
    assert heard(made) == [(0, 4, 67 + chromatic + octave)]


def test_the_key_of_most_parts_is_the_pieces() -> None:
    drums = "<midi-instrument><midi-channel>10</midi-channel></midi-instrument>"
    made = score(
        attributes() + note(60, 4),
        attributes(fifths=-3) + note(60, 4),
        attributes(fifths=-3) + note(60, 4),
        listed=(drums,),
    )
    assert [str(k) for _, k in made.keys] == ["Eb major"]


def test_a_key_of_nine_sharps_is_written_with_three_flats() -> None:
    made = score(attributes(fifths=9) + note(63, 4))
    assert [k.sharps for _, k in made.keys] == [-3]


def test_a_part_without_a_name_and_a_player_that_is_none() -> None:
    listed = "<midi-instrument><midi-program>0</midi-program></midi-instrument>"
    made = score(attributes() + note(60, 4), listed=(listed,))
    assert (made.parts[0].name, made.parts[0].program) == ("", 0)
    assert "General MIDI" in made.notes[0]
    named = score(attributes() + note(60, 4), listed=("<part-name>Violin II</part-name>",))
    assert (named.parts[0].program, named.notes) == (40, [])


def test_words_of_the_first_verse_with_elisions() -> None:
    words = (
        '<lyric number="1"><syllabic>begin</syllabic><text>a</text><elision>‿</elision>'
        "<syllabic>begin</syllabic><text>ma</text></lyric>"
        '<lyric number="2"><syllabic>single</syllabic><text>no</text></lyric>'
    )
    last = '<lyric number="1"><syllabic>end</syllabic><text>re</text></lyric>'
    made = score(attributes() + note(60, 2, words) + note(62, 2, last))
    assert [n.lyric for n in made.parts[0].notes] == ["a‿ma-", "re"]
    assert made.notes == ["Further verses of words are left out (1)."]


def test_chord_symbols_of_many_kinds() -> None:
    def symbol(kind: str, more: str = "") -> str:
        root = "<root><root-step>D</root-step></root>"
        return f"<harmony>{root}<kind>{kind}</kind>{more}</harmony>"

    flat = (
        "<degree><degree-value>9</degree-value><degree-alter>-1</degree-alter>"
        "<degree-type>add</degree-type></degree>"
    )
    kinds = {
        symbol("minor-11th"): {2, 5, 9, 0, 4, 7},
        symbol("augmented-seventh"): {2, 6, 10, 0},
        symbol("dominant", flat): {2, 6, 9, 0, 3},
        symbol("major-sixth", "<bass><bass-step>F</bass-step><bass-alter>1</bass-alter></bass>"):
            {2, 6, 9, 11},
        symbol("none"): None,
    }  # fmt: skip
    made = score("|".join(attributes() + each + note(60, 4) for each in kinds))
    tones = {span.start // (4 * TICKS): set(span.chord.tones) for span in made.chords}
    for place, expected in enumerate(kinds.values()):
        if expected:
            assert tones[place] == expected
    bass = next(s.chord.bass for s in made.chords if s.start == 12 * TICKS)
    assert bass == 6


def test_how_notes_are_played_is_kept() -> None:
    marks = (
        "<notations><articulations><staccatissimo/><accent/></articulations>"
        '<ornaments><trill-mark/></ornaments><slur type="start" number="1"/></notations>'
    )
    stop = '<notations><slur type="stop" number="1"/><fermata/></notations>'
    made = score(attributes() + note(60, 2, marks) + note(62, 2, stop))
    assert [n.marks for n in made.parts[0].notes] == [
        ("staccato", "accent", "trill-mark", "slur"),
        ("fermata",),
    ]


def test_dynamics_pedals_and_tempos_in_words() -> None:
    def direction(inner: str) -> str:
        return f"<direction><direction-type>{inner}</direction-type></direction>"

    metronome = (
        "<metronome><beat-unit>quarter</beat-unit><beat-unit-dot/>"
        "<per-minute>ca. 80–84</per-minute></metronome>"
    )
    part = attributes() + direction("<dynamics><p/></dynamics>") + direction(metronome)
    part += direction('<wedge type="crescendo"/>') + direction('<pedal type="start"/>')
    part += note(60, 2) + direction('<wedge type="stop"/>') + direction('<pedal type="stop"/>')
    made = score(part + note(62, 2))
    assert [(d.start, d.mark, d.end) for d in made.dynamics] == [
        (0, "p", 0),
        (0, "crescendo", 2 * TICKS),
    ]
    assert made.parts[0].pedal == [(0, 2 * TICKS)]
    assert made.tempos == [(0, round(60e6 / 120))]


def test_drums_are_told_by_their_instruments() -> None:
    listed = (
        '<part-name>Kit</part-name><score-instrument id="a"><instrument-name>Bass Drum 1'
        '</instrument-name></score-instrument><score-instrument id="b"><instrument-name>x'
        '</instrument-name></score-instrument><midi-instrument id="b"><midi-unpitched>43'
        "</midi-unpitched></midi-instrument>"
    )
    drum = "<note><unpitched/><duration>1</duration>{}</note>"
    hits = [drum.format(f'<instrument id="{name}"/>') for name in "ab"]
    made = score(attributes() + "".join(hits), listed=(listed,))
    assert made.parts[0].program == DRUMS
    assert [n.pitch for n in made.parts[0].notes] == [36, 42]


def test_drums_are_told_by_where_they_are_written() -> None:
    drum = (
        "<note><unpitched><display-step>{}</display-step><display-octave>{}</display-octave>"
        "</unpitched><duration>1</duration></note>"
    )
    hits = "".join(drum.format(*place) for place in ("F4", "C5", "G5", "A5"))
    assert [n.pitch for n in score(attributes() + hits).parts[0].notes] == [36, 38, 42, 49]


def test_ties_join_notes_over_bars_and_voices() -> None:
    start, stop = '<tie type="start"/>', '<tie type="stop"/>'
    back = "<backup><duration>4</duration></backup>"
    first = note(60, 4, start) + back + note(60, 4, start)
    second = note(60, 4, stop + start) + back + note(60, 2, stop) + note(60, 2)
    made = score(attributes() + f"{first}|{second}|{note(60, 1, stop)}{note(60, 3)}")
    assert heard(made) == [(0, 9, 60), (0, 6, 60), (6, 2, 60), (9, 3, 60)]


JUMPS = {
    "<direction><direction-type><words>D.C. al Fine</words></direction-type></direction>": "D.C.",
    '<sound dacapo="yes"/>': "D.C.",
}


@pytest.mark.parametrize("jump", JUMPS)
def test_signs_in_any_part_count_for_all(jump: str) -> None:
    fine = "<direction><direction-type><words>Fine</words></direction-type></direction>"
    top = f"{attributes()}{note(60, 4)}{fine}|{note(62, 4)}"
    low = f"{attributes()}{note(48, 4)}|{note(50, 4)}{jump}"
    made = score(top, low)
    assert [n[2] for n in heard(made, 0)] == [60, 62, 60]
    assert [n[2] for n in heard(made, 1)] == [48, 50, 48]


def test_the_same_sign_leaves_for_the_coda_and_is_the_coda() -> None:
    def sign(name: str) -> str:
        return f"<direction><direction-type><{name}/></direction-type></direction>"

    jump = "<direction><direction-type><words>D.S. al Coda</words></direction-type></direction>"
    part = "|".join(
        (attributes() + note(60, 4), sign("segno") + note(62, 4), sign("coda") + note(64, 4) + jump,
         sign("coda") + note(65, 4))
    )  # fmt: skip
    assert [n[2] for n in heard(score(part))] == [60, 62, 64, 62, 65]


def test_a_minuet_comes_again_after_its_trio() -> None:
    def words(text: str) -> str:
        return f"<direction><direction-type><words>{text}</words></direction-type></direction>"

    back = '<barline location="right"><repeat direction="backward"/></barline>'
    part = "|".join((
        attributes() + note(60, 4) + back,
        note(62, 4) + back,
        words("Trio.") + note(64, 4) + back,
        note(65, 4) + words("Menuetto da capo"),
        note(67, 4) + back,
    ))  # fmt: skip
    pitches = [n[2] for n in heard(score(part))]
    assert pitches == [60, 60, 62, 62, 64, 64, 65, 67, 65, 67, 60, 62]


def test_endings_are_told_by_numbers_or_text() -> None:
    def bar(pitch: int, ending: str, text: str = "", repeat: bool = True) -> str:
        sign = '<repeat direction="backward"/>' if repeat else ""
        return (
            f'<barline location="left"><ending number="{ending}" type="start">{text}</ending>'
            f'</barline>{note(pitch, 4)}<barline location="right"><ending number="{ending}" '
            f'type="stop"/>{sign}</barline>'
        )

    part = f"{attributes()}{note(60, 4)}|{bar(62, ' ', '1.–2.')}|{bar(64, '3', repeat=False)}"
    assert [n[2] for n in heard(score(part))] == [60, 62, 60, 62, 60, 64]


def test_timewise_scores_and_utf_16() -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><score-timewise><part-list><score-part id="P1">'
        f'<part-name>笛子</part-name></score-part></part-list><measure><part id="P1">{attributes()}'
        f'{note(60, 4)}</part></measure><measure><part id="P1">{note(62, 4)}</part></measure>'
        "</score-timewise>"
    )
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        made = read(text.encode(encoding), "a.xml")
        assert heard(made) == [(0, 4, 60), (4, 4, 62)]
        assert made.parts[0].name == "笛子"


def test_pitches_beyond_midi_are_moved_by_octaves() -> None:
    high = "<note><pitch><step>A</step><octave>9</octave></pitch><duration>1</duration></note>"
    made = score(attributes() + high + note(60, 3))
    assert [n.pitch for n in made.parts[0].notes] == [117, 60]
    assert "octaves" in made.notes[0]


def test_lengths_are_those_of_music21() -> None:
    """Voices, backups, chords and nested tuplets: note for note as music21 reads them."""
    music21 = pytest.importorskip("music21")
    nested = (
        "<time-modification><actual-notes>15</actual-notes><normal-notes>4</normal-notes>"
        "</time-modification>"
    )
    part = attributes(60, "3/4") + note(60, 20) + note(64, 20, before="<chord/>") + note(62, 20)
    part += "".join(note(65, 4, f"<type>eighth</type>{nested}") for _ in range(5)) + note(67, 120)
    part += "<backup><duration>180</duration></backup><forward><duration>30</duration></forward>"
    part += note(48, 90, "<voice>2</voice>") + note(50, 60, "<voice>2</voice>")
    text = (
        '<score-partwise><part-list><score-part id="P1"><part-name>a</part-name></score-part>'
        f'</part-list><part id="P1"><measure number="1">{part}</measure></part></score-partwise>'
    )
    theirs = music21.converter.parse(text, format="musicxml").flatten().notes
    expected = sorted(
        (Fraction(n.offset).limit_denominator(99), Fraction(n.quarterLength).limit_denominator(99),
         pitch.midi)
        for n in theirs for pitch in n.pitches
    )  # fmt: skip
    ours = read(text.encode(), "a.musicxml").parts[0].notes
    assert (
        sorted((Fraction(n.start, TICKS), Fraction(n.length, TICKS), n.pitch) for n in ours)
        == expected
    )

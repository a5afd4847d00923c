"""What ABC says beside its notes: words, keys, tempos, marks, names, and what is told of it."""

import pytest

from muse import RequestError
from muse_music.reading import Score, read
from muse_music.theory.meter import TICKS
from plugins.music.abc_tunes import tune


def scored(text: str) -> Score:
    return read(text.encode(), "a.abc")


def test_a_whole_tune():
    score = scored(
        "X:1\nT:A Test\nC:N. N.\nC:Words by M. M.\nM:6/8\nL:1/8\nQ:3/8=100\nK:Ador\n"
        'e|"Am"A2B cBA|[1"G"G>AB (3ABc d:|[2 G3 e3||\n|:^c/c/=c z [Ac]2 a\'|A,3-A,3:|\nw: la la\n'
    )
    assert (score.title, str(score.meter), str(score.key)) == ("A Test", "6/8", "A dorian")
    assert (score.composer, score.poet) == ("N. N.", "M. M.")
    assert score.tempos == [(0, 400_000)]
    assert score.pickup == TICKS // 2
    notes = score.parts[0].notes
    assert [n.pitch for n in notes[:6]] == [76, 69, 71, 72, 71, 69]
    assert [s.chord.root for s in score.chords[:2]] == [9, 7]
    # The broken pair, the triplet, and the second ending after the repeat.
    assert [n.length * 4 // TICKS for n in notes[6:9]] == [3, 1, 2]
    assert [n.length for n in notes[9:12]] == [TICKS // 3] * 3
    assert notes[13].pitch == 76
    assert [n.pitch for n in notes if n.length == 3 * TICKS] == [57, 57]  # a tie, repeated
    assert [m.length * 2 // TICKS for m in score.measures] == [1, 6, 6, 1, 6, 6, 6, 6, 6, 6]


@pytest.mark.parametrize(
    ("body", "sung"),
    [
        ("CDEF|\nw:a b\nGABc|\nw:e f g h", "a b . . e f g h"),
        ("CDEF|\nw:syll-a-ble yes", "syll- a- ble yes"),
        ("CDEF|\nw:syll-a--ble", "syll- a- . ble"),
        ("CDEF|\nw:time__ x", "time . . x"),
        ("CDEF|\nw:of~the twen-ty\\-one", "of_the twen- ty‑one ."),
        ("CDEF|\nw:a * b", "a . b ."),
        ("CDEF|GABc|\nw:a b | c d", "a b . . c d . ."),
        ("CDEF|GABc|\nw:a b c d| e f", "a b c d e f . ."),
        ("CDEF|\nGABc|\nw:a b c d e f g h", "a b c d e f g h"),
        ("CDEF|\nGABc|\nw:e f g h", ". . . . e f g h"),
        ("CD\\\nEF|\nw:a b c d", "a b c d"),
        ("|:CDEF:|\nw:a b c d\nw:e f g h", "a b c d e f g h"),
        ("|:CDEF:|\nw:a b c d", "a b c d a b c d"),
        ("CDEF|\nw:1. a b\n+:c d", "a b c d"),
        ("{G}CzD EF|\nw:a b c d", "a b c d"),
        ("C4-|C2D2|\nw:a _ b", "a b"),
        ("[CE]2[DF]2|\nw:a b", "a . b ."),
        ("CDEF&G,4|GABc|\nw:a b c d e f g h", ". a b c d e f g h"),
        ("V:1\nCDEF|\nw:a b c d\nV:2\nG4|\nw:x", "a b c d x"),
    ],
)
def test_words_stand_under_their_notes(body: str, sung: str):
    score = scored(tune(body))
    words = [n.lyric.replace(" ", "_") or "." for part in score.parts for n in part.notes]
    assert " ".join(words) == sung


@pytest.mark.parametrize(
    ("told", "quarter"),
    [
        ("1/4=120", 500_000),
        ('"Allegro" 1/4=100', 600_000),
        ('1/4=100 "Slow"', 600_000),
        ("3/8=40", 1_000_000),
        ("1/4 3/8 1/4 3/8=40", 300_000),
        ("120", 500_000),
        ("C3=40", 500_000),
        ('"Andante"', 666_667),
        ("1/4=87.5", 685_714),
    ],
)
def test_tempos(told: str, quarter: int):
    assert scored(f"X:1\nL:1/4\nQ:{told}\nK:C\nCDEF|\n").tempos == [(0, quarter)]


def test_what_changes_within_a_tune():
    score = scored(tune("|:CDEF|[M:3/4][K:D][Q:1/4=60]FGA:|\nM:4/4\nK:C\nC4|", more="Q:1/4=120\n"))
    assert [(at // TICKS, str(meter)) for at, meter in score.meters] == [
        (0, "4/4"), (4, "3/4"), (7, "4/4"), (11, "3/4"), (14, "4/4"),
    ]  # fmt: skip
    assert [(at // TICKS, key.tonic) for at, key in score.keys] == [
        (0, "C"), (4, "D"), (7, "C"), (11, "D"), (14, "C"),
    ]  # fmt: skip
    assert [(at // TICKS, quarter) for at, quarter in score.tempos] == [
        (0, 500_000), (4, 1_000_000), (7, 500_000), (11, 1_000_000),
    ]  # fmt: skip
    assert [m.length // TICKS for m in score.measures] == [4, 3, 4, 3, 4]
    assert score.exact


def test_marks_and_graces():
    score = scored(tune("{gf}C .DTE!fermata!F|(GA B)c|\ns:* !accent! * *", more="U:T=!trill!\n"))
    notes = score.parts[0].notes
    assert notes[0].graces == (79, 77)
    assert [n.marks for n in notes] == [
        (), ("staccato", "accent"), ("trill-mark",), ("fermata",), ("slur",), ("slur",), (), (),
    ]  # fmt: skip


def test_transposing_voices_tell_their_key_as_it_sounds():
    score = scored(tune('V:1 transpose=-2 name="Clarinet"\nDEFG|', key="D"))
    assert (str(score.key), score.parts[0].name) == ("C major", "Clarinet")
    assert [n.pitch for n in score.parts[0].notes] == [60, 62, 64, 65]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (tune("CDEF|", key="D Klingon"), "'Klingon' is no mode"),
        (tune("CDEF|") + "\n" + tune("C|"), "several tunes"),
        (tune("CDEF|", meter="FREI4/4"), ""),
        (tune("P:A\nA|\nP:B\nB|", more="P:AXB\n"), "parts that aren't there: X"),
        (tune("CDEF|\n\nGABc|"), "an empty line ends a tune"),
    ],
)  # fmt: skip
def test_what_is_odd_is_told(text: str, told: str):
    notes = scored(text).notes
    assert any(told in note for note in notes) if told else notes == []


@pytest.mark.parametrize(
    ("title", "encoding"),
    [("Für Élise", "latin-1"), ("茉莉花 好一朵美丽的茉莉花", "gbk"), ("Für Élise", "utf-8-sig")],
)
def test_texts_of_old_files(title: str, encoding: str):
    text = tune("P:A\nCDEF|\nP:B\nGABc|").replace("T:t", f"T:{title}")
    score = read(text.encode(encoding), "a.abc")
    assert score.title == title
    assert score.markers == [(0, "A"), (4 * TICKS, "B")]


def test_a_text_after_a_tune_is_no_music():
    assert len(scored(tune("CDEF|\n\nThat was a fine tune.\n")).parts[0].notes) == 4


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("C|[K:H]D|", "its key is 'H'"),
        ("c''''''''|", "a pitch of"),
        ("Z9999|Z9999|C", "over 40,000 quarter notes"),
        ("(1C|", "a tuplet of less"),
        ("C0|", "a length of 0"),
    ],
)
def test_bad_music_has_one_line(body: str, why: str):
    with pytest.raises(RequestError, match="can't be read as music") as caught:
        scored(tune(body))
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)

"""Words: syllables in many languages, and their places in a song."""

import io

import mido
import pytest

from muse import Host
from muse_music.midi import song
from muse_music.midi.phrasing.ornaments import struck
from muse_music.midi.tune.languages import language
from muse_music.midi.tune.singing import stanzas
from muse_music.midi.tune.syllables import split, syllables
from muse_music.theory import meter
from muse_music.theory.keys import Key
from muse_music.theory.notes import Note
from muse_music.theory.timeline import steady
from plugins.music.midi_file import compose
from plugins.music.tried import styles

# Written from dictionaries, before any rule was tried on them.
WORDS = {
    "es": "ma-ri-po-sa co-ra-zo-nes via-je i-dio-ma cre-í-a hue-lla a-é-re-o gui-so cui-da-do "
    "an-ti-guo ver-güen-za tran-quí-lo a-trás ins-truc-ción po-e-sí-a miér-co-les a-ve-ri-guáis "
    "re-ír ca-í-da te-rri-ble siem-pre llu-via so-bre rí-o",
    "it": "fi-ne-stra stra-da cie-lo spe-ran-za cam-mi-no bam-bi-no fan-ciul-la o-rec-chio "
    "a-gnel-lo a-qui-la que-stio-ne gua-da-gno fi-gli sguar-do nuo-vo cuo-ri ma-e-stro "
    "me-ra-vi-glia pau-sa mu-si-ca e-ter-no chie-sa ghiac-cio za-io",
    "de": "Schmet-ter-lin-ge Re-gen-bo-gen Geis-ter Kat-ze sin-gen klin-gen Ge-dan-ken Fens-ter "
    "Stra-ße En-gel Flü-gel Freun-de tan-zen fal-len Eu-le Ei-er Bau-er Stu-di-um lau-fen "
    "ver-ges-sen Ge-heim-nis Zwei-fel O-pa Mu-se-um",
    "fr": "lu-miè-re si-len-ce vi-sa-ge ri-viè-re é-toi-les tour-ner prin-ces-se o-ran-ge bon-jour "
    "mon-ta-gne ba-teau cou-leur plai-sir a-do-rer nou-veau pou-voir feuil-le fleu-ve poi-re "
    "cré-er na-ïf mer-veil-le tri-an-gle sou-ve-nir",
    "pt": "bor-bo-le-ta ca-mi-nhos fe-li-ci-da-de o-ra-ção so-nhar bei-jo ou-ro a-zul quen-te "
    "lín-gua vi-o-lão vi-a-gem co-ra-ções hu-mil-de ca-chor-ro ba-ú céu pai-xão his-tó-ria "
    "tran-qui-lo es-que-cer gi-ras-sol mú-si-ca",
}


@pytest.mark.parametrize("code", WORDS)
def test_other_languages_have_their_syllables(code: str):
    wrong = [w for w in WORDS[code].split() if "-".join(split(w.replace("-", ""), code)) != w]
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(
    ("line", "sung"),
    [
        (
            "flying crying dying lying walking running",
            "fly- ing cry- ing dy- ing ly- ing walk- ing run- ning",
        ),
        ("Hal-le-lu-jah, a-maz-ing", "Hal- le- lu- jah, a- maz- ing"),
        ("twenty-five self-evident", "twen- ty- five self- e- vi- dent"),
        ("couldn't they're church's people's", "could- n't they're church- 's peo- ple's"),
        ("USA TV reality homework", "U- S- A T- V re- a- li- ty home- work"),
        ("L'amour est un oiseau rebelle", "L'a- mour est un oi- seau re- bel- le"),
        ("nell'anima dell'amore mio", "nell'a- ni- ma dell'a- mo- re mi- o"),
        ("きょう がっこうへ", "きょ う が っ こ う へ"),
        ("사랑해요 그대", "사 랑 해 요 그 대"),
        ("Я помню чудное", "Я пом- ню чуд- но- е"),
        ("chuang qian mingyue guang", "chuang qian ming- yue guang"),
        ("Wǒ ài Běijīng", "Wǒ ài Běi- jīng"),
    ],
)
def test_lines_are_divided(line: str, sung: str):
    assert " ".join(syllables(line)) == sung


def test_english_counts_are_those_of_the_dictionary():
    counts = {
        "family": 3, "different": 3, "interesting": 4, "memories": 3, "chocolate": 3, "queue": 1,
        "rhythm": 2, "create": 2, "naive": 2, "recipe": 3, "hideaway": 3, "lovelight": 2,
        "fiancee": 3, "radio": 3, "reality": 4, "co-op": 2, "someone's": 2, "wished": 1,
        "needed": 2, "idea": 3, "ocean": 2, "quiet": 2, "client": 2, "poems": 2, "heavenly": 3,
    }  # fmt: skip
    wrong = {word: split(word) for word, count in counts.items() if len(split(word)) != count}
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Over the hills and far away", "en"),
        ("Bajo la luna llena te quiero", "es"),
        ("Stille Nacht, heilige Nacht", "de"),
        ("Sur le pont d'Avignon", "fr"),
        ("O sole mio sta in fronte a te", "it"),
        ("Olha que coisa mais linda, minha garota", "pt"),
        ("chuang qian ming yue guang", "zh"),
        ("床前明月光", "en"),
    ],
)
def test_the_language_is_known_by_its_words(text: str, code: str):
    assert language(text) == code


def test_the_language_is_told_and_can_be_set(host: Host):
    report = compose(host, lyrics="El río canta\nsobre la lluvia", bars=8).report
    assert report.chosen["language"] == "es"
    assert report.measured["syllables"] == 10
    assert compose(host, lyrics="rose", language="fr", bars=4).report.measured["syllables"] == 2
    assert "language" in compose(host, language="fr", bars=2).report.ignored


LABELLED = "[Verse]\nWalking alone\n\n[Chorus]\nHold on to me\n\n[Verse]\nMorning is here"


@pytest.mark.parametrize("name", styles())
def test_labelled_words_find_a_place_in_every_style(name: str):
    for bars in (12, 32):
        made = song(style=name, bars=bars, lyrics=LABELLED, seed=1)
        assert made.bars == bars
        assert made.unsung == 0
        lyrics = [note.lyric for note in made.parts[0].notes if note.lyric]
        assert {"Walk-", "Hold", "Morn-"} <= set(lyrics)


def test_a_heading_begins_a_stanza_without_an_empty_line_before_it():
    text = "[Verse 1]\nI walk along\n[Chorus]\nCarry me home\n副歌：\n回家\nbridge"
    told = [(stanza.kind, len(stanza.lines)) for stanza in stanzas(text)]
    assert told == [("verse", 1), ("chorus", 1), ("chorus", 2)]


@pytest.mark.parametrize("seed", range(6))
def test_labelled_words_are_sung_in_their_order(seed: int):
    words = "[Verse]\nWalking alone in the rain\n\n[Chorus]\nHold on to me"
    made = song(style="pop", bars=32, lyrics=words, seed=seed)
    kinds = [s.kind for s in made.sections if s.kind in ("verse", "chorus")]
    assert kinds[0] == "verse" and "chorus" in kinds


def test_the_name_of_a_track_stands_before_its_words(host: Host):
    made = compose(host, lyrics="Over the hills", bars=8, seed=1)
    tracks = mido.MidiFile(file=io.BytesIO(made.data)).tracks
    track = next(t for t in tracks if any(m.type == "lyrics" for m in t))
    assert [m.type for m in track][:3] == ["track_name", "instrument_name", "program_change"]


@pytest.mark.parametrize("mark", ["trill-mark", "inverted-mordent"])
def test_ornaments_keep_to_the_five_tones_of_a_mode(mark: str):
    time = steady(meter.parse("4/4"), Key("G", "shang"), 600_000, 1)
    played = struck(Note(0, meter.TICKS * 2, 74, 0.5, marks=(mark,)), 0, time, all_=True)
    assert {note.pitch for note in played} == {74, 77}


@pytest.mark.parametrize("code", ["de", "en", "es", "fr", "it", "pt"])
def test_numbers_are_sung_in_every_language(code: str):
    assert [part.strip("-") for part in syllables("-x 3 l'u", code)] == ["x", "3", "l'u"]

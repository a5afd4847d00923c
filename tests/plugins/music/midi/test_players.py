"""Who plays: instruments that are named play alone, or in the band of a style."""

import pytest

from muse import Host
from muse_music.midi import Midi, song, style
from muse_music.theory import chinese, gm
from plugins.music.midi_file import File, compose

PIANO = "Acoustic Grand Piano"


def programs(made) -> set[str]:
    return {track["program"] for track in made.report.measured["tracks"]}


@pytest.mark.parametrize(
    ("prompt", "players"),
    [
        ("violin and piano, no drums", {"Violin", PIANO}),
        ("a sad piece for violin and piano", {"Violin", PIANO}),
        ("小提琴和钢琴", {"Violin", PIANO}),
        ("solo piano", {PIANO}),
        ("epic solo piano", {PIANO}),
        ("钢琴独奏", {PIANO}),
        ("lofi for piano", {PIANO}),
        ("a slow flute solo", {"Flute"}),
        ("一首古筝独奏", {"Koto"}),
        ("string quartet", {"Violin", "Viola", "Cello"}),
        ("piano trio", {"Violin", "Cello", PIANO}),
        ("jazz piano, bass and drums", {PIANO, "Fingered Bass", "Drums"}),
    ],
)
def test_those_named_play_alone(host: Host, prompt: str, players: set[str]):
    made = compose(host, prompt=prompt, bars=8)
    assert programs(made) == players
    assert made.report.not_understood == ()
    assert made.report.asked()["band"] is False
    if "Drums" not in players:
        assert made.report.asked()["drums"] is False
    assert made.report.disagreements() == {}


@pytest.mark.parametrize(
    ("prompt", "player"),
    [
        ("twelve bar blues with a harmonica", "Harmonica"),
        ("rock with a guitar solo", "Nylon Guitar"),
        ("jazz saxophone", "Tenor Sax"),
        ("piano with a band", PIANO),
    ],
)
def test_or_they_join_a_band(host: Host, prompt: str, player: str):
    made = compose(host, prompt=prompt, bars=8)
    assert {player, "Drums"} < programs(made)
    assert made.report.read["band"].value is True


@pytest.mark.parametrize(
    ("fields", "players"),
    [
        ({"instruments": ["violin", "piano"]}, {"Violin", PIANO}),
        ({"instruments": ["flute"]}, {"Flute"}),
        ({"instruments": ["piano", "drums"]}, {PIANO, "Drums"}),
        ({"instruments": ["piano"], "drums": True}, {PIANO, "Drums"}),
        ({"instruments": ["violin", "flute", "piano"]}, {"Violin", "Flute", PIANO, "Drums"}),
        (
            {"instruments": ["violin", "flute", "piano"], "drums": False},
            {"Violin", "Flute", PIANO},
        ),
        (
            {"instruments": ["violin", "viola", "cello"], "band": False},
            {"Violin", "Viola", "Cello"},
        ),
    ],
)
def test_instruments_that_are_set(host: Host, fields: dict, players: set[str]):
    assert programs(compose(host, style="pop", bars=8, **fields)) == players


def test_the_band_can_be_asked_for(host: Host):
    joined = programs(
        compose(host, style="pop", instruments=["violin", "piano"], band=True, bars=8)
    )
    assert {"Violin", PIANO, "Fingered Bass", "Drums"} <= joined
    drums = compose(host, style="classical", instruments=["drums"], band=False, bars=4).report
    assert drums.adjusted["band"].used is True
    assert "band" in compose(host, band=False, bars=4).report.ignored


def test_any_program_can_play_alone(host: Host):
    for number in range(0, 128, 9):
        name = style.names()[number % len(style.names())]
        kind = gm.instrument(number)
        made = compose(
            host, style=name, instruments=[kind], meter="5/4", bars=5, key="F# minor", tempo=90
        )
        assert programs(made) == {kind}
        assert made.report.disagreements() == {}
        file = File(made.data)
        low, high = gm.reach(number)
        assert all(low - 1 <= n[2] <= max(high, low + 24) for n in file.notes("Accompaniment"))
        many = any(track.name.startswith("Accompaniment") for track in file.file.tracks)
        assert many == gm.polyphonic(number)


@pytest.mark.parametrize(
    "players", [["violin", "piano"], ["koto"], ["flute"], ["violin", "violin", "viola", "cello"]]
)
def test_obedience_holds_for_few(host: Host, players: list[str]):
    for name, meter in (("pop", "4/4"), ("electronic", "7/8:3+2+2"), ("jazz", "12/8")):
        made = compose(host, style=name, meter=meter, bars=12, instruments=players, band=False)
        assert made.report.measured["meter"] == meter
        assert made.report.measured["bars"] == 12
        assert made.report.disagreements() == {}
        file = File(made.data)
        assert len({n[0] // file.bar for n in file.notes()}) >= 9, "a section is silent"


@pytest.mark.parametrize(
    "words", ["erhu", "guzheng", "dizi", "pipa", "二胡", "古筝", "笛子", "琵琶", "古琴", "二胡独奏"]
)
def test_chinese_instruments_tell_the_style(host: Host, words: str):
    report = compose(host, prompt=words, bars=4).report
    assert report.read["style"].value == "chinese"
    assert report.not_understood == ()
    other = compose(host, prompt=f"jazz, {words}", bars=2).report
    assert other.read["style"].value == "jazz"


@pytest.mark.parametrize("words", ["hip hop beat", "a Hip-Hop track", "嘻哈音乐"])
def test_hip_hop_is_the_nearest_style_and_told(host: Host, words: str):
    report = compose(host, prompt=words, bars=4).report
    assert report.read["style"].value == "trap"
    assert any("nearest" in note for note in report.notes)
    assert not compose(host, prompt="lofi hip hop", bars=4).report.notes


@pytest.mark.parametrize(
    ("words", "name", "program"),
    [
        ("笛子独奏", "笛子", "Flute"),
        ("古筝独奏", "古筝", "Koto"),
        ("a solo for erhu", "Erhu", "Fiddle"),
        ("笙和唢呐", "笙", "Reed Organ"),
        ("琵琶", "琵琶", "Shamisen"),
    ],
)
def test_chinese_instruments_keep_their_names(host: Host, words: str, name: str, program: str):
    report = compose(host, prompt=words, bars=2).report
    assert report.not_understood == ()
    track = next(t for t in report.measured["tracks"] if name in t["name"])
    assert track["program"] == program


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("a tango with bandoneon", "instruments", ["Bandoneon"]),
        ("a tune for tin whistle", "instruments", ["Whistle"]),
        ("steel guitar", "instruments", ["Steel Guitar"]),
        ("tubular bells and celesta", "instruments", ["Tubular Bells", "Celesta"]),
        ("a song about the rain", "instruments", None),
        ("dorian mode", "key", "dorian"),
        ("羽调式", "key", "yu"),
        ("in harmonic minor", "key", "harmonic minor"),
        ("a Cmaj9 chord", "key", None),
        ("pop at 180", "tempo", "180"),
        ("180bpm", "tempo", "180"),
        ("流行 68拍", "tempo", "68"),
        ("四拍子", "tempo", None),
        ("at 3 o'clock", "tempo", None),
        ('a waltz called "Evening Star"', "title", "Evening Star"),
        ("一首题为《海边》的流行歌曲", "title", "海边"),
        ("a lofi loop", "loop", True),
        ("pop over I-V-vi-IV in G", "chords", "I V vi IV"),
        ("用4536251和弦进行的流行歌曲", "chords", "4536251"),
        ("chords Am F C G, slow", "chords", "Am F C G"),
        ("I love you", "chords", None),
        ("Bach: A B C", "chords", None),
    ],
)
def test_prompts_name_them_all(words: str, field: str, value: object):
    found = Midi().read(words).fields.get(field)
    read = found.value if found else None
    assert (f"{read:g}" if type(read) in (int, float) else read) == value


def test_everybody_plays_where_the_instrument_can():
    outside = []
    for number in [
        *range(0, 128, 3),
        *range(chinese.FIRST, chinese.FIRST + len(chinese.names()), 7),
    ]:
        if number >= chinese.FIRST + 2 * len(chinese.INSTRUMENTS):
            continue
        name = style.names()[number % len(style.names())]
        made = song(
            style=name, seed=number, bars=4, instruments=[f"melody={gm.instrument(number)}"]
        )
        low, high = gm.reach(number)
        if not all(low <= note.pitch <= high for note in made.parts[0].notes):
            outside.append(gm.instrument(number))
    assert outside == []


@pytest.mark.parametrize("name", style.names())
def test_leads_of_styles_stay_in_range(name: str):
    for seed in range(6):
        part = song(style=name, seed=seed, bars=4).parts[0]
        low, high = gm.reach(gm.program(part.instrument or gm.instrument(part.program)))
        assert all(low <= note.pitch <= high for note in part.notes), seed


def test_a_bass_that_makes_way_for_the_tune_stays_in_its_range():
    made = song(style="classical", instruments=["古筝"], band=False, bars=8, seed=134)
    pitches = [n.pitch for part in made.parts for n in part.notes]
    assert min(pitches) >= 38 and max(pitches) <= 86

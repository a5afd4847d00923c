"""Who plays: instruments that are named play alone, or in the band of a style."""

import pytest

from muse import Host
from muse_music.midi import style
from muse_music.theory import gm
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

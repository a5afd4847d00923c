"""`music.midi` keeps what is asked for: read back by mido, apart from Muse's own measuring."""

import subprocess
import sys
from pathlib import Path

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import calls
from muse import Host, InvalidField
from muse_music.midi import Midi
from muse_music.theory import keys
from muse_music.theory import meter as meters
from plugins.music.midi_file import File, compose
from plugins.music.tried import styles

METERS = ("2/4", "3/4", "4/4", "5/4", "6/8", "7/8", "9/8", "12/8", "11/8", "3/8")
ODD = ("1/4", "1/32", "3/16", "2/2", "3/2", "7/8:3+2+2", "5/4:2+3", "8/8:5+3", "32/8", "1/1")
KEYS = {
    "C": "C",
    "A minor": "Am",
    "F#m": "F#m",
    "Bb major": "Bb",
    "D dorian": "Am",  # the signature without accidentals, minor third
    "G mixolydian": "C",
    "Cb": "Cb",
    "G# major": "Ab",
    "C# lydian": "Ab",
}


def felt(meter: str) -> float:
    return 1.5 if meter in ("6/8", "9/8", "12/8") else 1


@pytest.mark.parametrize("style", styles())
def test_obedience(host: Host, style: str):
    for place, meter in enumerate(METERS):
        bars = (1, 2, 5, 8, 12)[place % 5]
        made = compose(host, style=style, meter=meter, bars=bars, tempo=96.5, key="F# minor")
        file = File(made.data)
        assert f"{file.numerator}/{file.denominator}" == meter
        assert file.quarters == pytest.approx(96.5 * felt(meter), abs=0.01)
        assert file.signature == "F#m"
        assert file.bars == bars
        notes = file.notes()
        struck = [n for n in notes if abs(n[0] - (bars - 1) * file.bar) < 40]
        assert struck, "nothing sounds on the last bar line"
        assert max(n[1] for n in notes) == bars * file.bar
        assert made.report.measured["meter"] == meter
        assert made.report.measured["bars"] == bars
        assert made.report.measured["key"] == "F# minor"
        assert made.report.disagreements() == {}


@pytest.mark.parametrize("meter", ODD)
def test_odd_meters_and_groupings(host: Host, meter: str):
    made = compose(host, meter=meter, bars=5, style="rock", tempo=100)
    file = File(made.data)
    assert f"{file.numerator}/{file.denominator}" == meter.partition(":")[0]
    assert file.bars == 5
    assert made.report.measured["meter"] == meter
    assert made.report.disagreements() == {}


@pytest.mark.parametrize("key", KEYS)
def test_keys(host: Host, key: str):
    made = compose(host, key=key, bars=8)
    assert File(made.data).signature == KEYS[key]
    assert made.report.disagreements() == {}


def test_key_beyond_seven_accidentals_is_told(host: Host):
    report = compose(host, key="G# major", bars=4).report
    assert report.adjusted["key"].used == "Ab major" == report.measured["key"]


@pytest.mark.parametrize("tempo", [20, 72, 119.99, 300])
def test_tempo_is_of_the_felt_beat(host: Host, tempo: float):
    made = compose(host, tempo=tempo, meter="6/8", bars=4)
    assert File(made.data).quarters == pytest.approx(1.5 * tempo, rel=1e-5)
    assert made.report.measured["tempo"] == tempo


def test_bars_up_to_512(host: Host):
    assert File(compose(host, bars=512, style="waltz").data).bars == 512


def test_duration_gives_whole_bars(host: Host):
    made = compose(host, duration=60)
    length = max(m for m in [sum(e.time for e in t) for t in File(made.data).file.tracks])
    seconds = length / 480 * 60 / File(made.data).quarters
    assert seconds == pytest.approx(60, abs=0.01)
    assert made.report.measured["duration"] == 60
    fixed = compose(host, duration=60, tempo=100, meter="4/4")
    assert fixed.report.measured["bars"] == 25 and "duration" not in fixed.report.adjusted
    rounded = compose(host, duration=61, tempo=100, meter="4/4")
    assert rounded.report.adjusted["duration"].used == 60 == rounded.report.measured["duration"]


def test_waltz_in_four_is_settled_and_told(host: Host):
    made = compose(host, prompt="a waltz in 4/4", bars=8)
    assert File(made.data).numerator == 4
    assert "4/4" in made.report.adjusted["style"].used


@pytest.mark.parametrize(
    ("prompt", "wanted", "left"),
    [
        ("一首欢快的流行歌曲,节奏为4/4拍", {"style": "pop", "mood": "happy", "meter": "4/4"}, ()),
        (
            "a slow sad waltz in D minor, 16 bars",
            {"pace": "slow", "mood": "sad", "style": "waltz", "key": "D minor", "bars": 16},
            (),
        ),
        ("jazz at 140 bpm", {"style": "jazz", "tempo": 140}, ()),
        (
            "一首忧伤的中国风乐曲,3/4拍,每分钟72拍",
            {"mood": "sad", "style": "chinese", "meter": "3/4", "tempo": 72},
            (),
        ),
        (
            "epic orchestral piece in 12/8",
            {"mood": "epic", "style": "classical", "meter": "12/8"},
            (),
        ),
        ("降B大调的爵士乐,三十二小节", {"key": "Bb major", "style": "jazz", "bars": 32}, ()),
        ("每分钟一百二十拍的摇滚", {"tempo": 120, "style": "rock"}, ()),
        ("rock in F#m, 7/8 (2+2+3)", {"style": "rock", "key": "F# minor", "meter": "7/8"}, ()),
        ("twelve bar blues with a harmonica", {"style": "blues", "instruments": ["Harmonica"]}, ()),
        ("two minutes of lo-fi for piano", {"duration": 120, "style": "lofi"}, ()),
        ("not jazz, a calm folk song about zebras", {"style": "folk", "mood": "calm"}, ("zebras",)),
    ],
)
def test_prompts(host: Host, prompt: str, wanted: dict, left: tuple):
    made = compose(host, prompt=prompt)
    read = {name: found.value for name, found in made.report.read.items()}
    assert {name: read.get(name) for name in wanted} == wanted
    assert made.report.not_understood == left
    assert made.report.disagreements() == {}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("waltz in a minor", "A minor"),
        ("key of F#", "F# major"),
        ("jazz in D-flat major", "Db major"),
        ("rock in Em.", "E minor"),
        ("jazz in D at 120 bpm", "D major"),
        ("升F小调", "F# minor"),
        ("G大调", "G major"),
        ("not in C major, in D", "D major"),
        ("in a minor key", "minor"),
        ("in A dark mood", None),
        ("a major success", "major"),
    ],
)
def test_keys_in_prompts(words: str, key: str | None):
    found = Midi().read(words).fields.get("key")
    assert (found and found.value) == key


@given(st.text(max_size=12) | st.text("ABCDEFGabm# majorinorb♭升降调小大", max_size=12))
def test_any_text_is_a_key_or_told(text: str):
    try:
        key = keys.parse(text)
    except ValueError as error:
        assert "expected a tonic" in str(error)
    else:
        if isinstance(key, keys.Key):
            assert abs(key.legal().sharps) <= 7
            assert key.legal().pitch_class == key.pitch_class
            assert mido.MetaMessage("key_signature", key=key.legal().signature)


@given(st.text(max_size=12) | st.from_regex(r"\d{1,2}/\d{1,2}(:\d(\+\d){0,3})?", fullmatch=True))
def test_any_text_is_a_meter_or_told(text: str):
    try:
        meter = meters.parse(text)
    except ValueError:
        return
    assert meters.parse(str(meter)) == meter


def test_what_is_set_wins_over_the_prompt(host: Host):
    made = compose(host, prompt="fast jazz in 3/4", meter="5/4", tempo=60, bars=4)
    assert File(made.data).numerator == 5
    assert File(made.data).quarters == pytest.approx(60)
    assert "pace" in made.report.ignored


@pytest.mark.parametrize(
    "prompt",
    [
        *("", "🎵" * 500, "\x00\x07\x1b[2J", "jazz " * 20_000, "in a " * 20_000),
        *("#" * 100_000, "一百" * 50_000, "A minor key of " * 6_000),
    ],
)
def test_strange_prompts(host: Host, prompt: str):
    assert calls(lambda: compose(host, prompt=prompt, bars=4)) < 4_000_000
    made = compose(host, prompt=prompt, bars=4)
    assert File(made.data).bars == 4
    assert any("4,000" in note for note in made.report.notes) == (len(prompt) > 4000)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"meter": "4/5"}, "meter: invalid value '4/5'; expected n/d.*1, 2, 4, 8, 16, 32"),
        ({"meter": "0/4"}, "meter: invalid value '0/4'; expected n/d"),
        ({"meter": "waltz"}, "meter: invalid value 'waltz'; expected n/d.*such as 4/4"),
        (
            {"meter": "7/8:2+2+2"},
            "meter: invalid value '7/8:2\\+2\\+2'; expected groups that add up to 7",
        ),
        ({"key": "H major"}, "key: invalid value 'H major'; expected a tonic and a mode"),
        ({"tempo": 10}, "tempo: invalid value '10'; expected.*from 20"),
        ({"bars": 0}, "bars: invalid value 0; expected.*from 1 to 2000"),
        ({"bars": 2001}, "bars: invalid value 2001; expected.*from 1 to 2000"),
        ({"style": "polka9"}, "style.*waltz"),
        ({"mood": "hungry"}, "mood.*happy"),
        ({"swing": 90}, "swing: invalid value 90; expected"),
        ({"instruments": ["violinn"]}, "did you mean violin"),
    ],
)
def test_wrong_values_are_told_in_one_line(host: Host, fields: dict, told: str):
    with pytest.raises(InvalidField, match=told) as error:
        compose(host, **fields)
    assert "\n" not in str(error.value)


def test_same_seed_same_bytes_other_seed_other_bytes(host: Host):
    one, two, three = (compose(host, style="jazz", seed=seed) for seed in (3, 3, 4))
    assert one.data == two.data
    assert one.data != three.data


def test_an_item_alone_is_the_item_of_the_batch(host: Host):
    batch = host.run("music", generator="midi", prompt="folk", seed=40, count=3, no_embed=True)
    alone = host.run("music", generator="midi", prompt="folk", seed=42, no_embed=True)
    assert batch[2].data == alone[0].data
    assert len({made.data for made in batch}) == 3
    for made in batch:
        assert made.report.disagreements() == {}


def test_hash_randomisation_changes_nothing(tmp_path: Path):
    code = (
        "import muse, sys, hashlib\n"
        f"with muse.Host(library={str(tmp_path)!r} + sys.argv[1]) as host:\n"
        "    a = host.run('music', generator='midi', prompt='sad lofi', seed=1, no_embed=True)\n"
        "    print(hashlib.sha256(a.data).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code, seed],
            env={"PYTHONHASHSEED": seed, "MUSE_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1


def test_importing_the_plugin_is_light():
    code = (
        "import sys, muse_music.midi, muse_music.formats\n"
        "heavy = {'numpy', 'mido', 'PIL', 'torch', 'music21'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_work_grows_with_the_bars(host: Host):
    def work(bars: int) -> int:
        return calls(lambda: compose(host, bars=bars, style="rock", meter="4/4", seed=1))

    compose(host, bars=2)
    assert work(32) < 400_000
    assert work(256) < 2.3 * work(128)

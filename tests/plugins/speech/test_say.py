"""speech.say by hibari and espeak-ng: what is heard, when, and how loud."""

import io
import itertools
import json
import shutil
from typing import Any

import numpy as np
import pytest

import muse
from muse_speech.say import Say, SayCondition
from muse_speech.say.engines import espeak, hibari

pyloudnorm = pytest.importorskip("pyloudnorm")
ESPEAK = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng isn't installed")
HIBARI = pytest.mark.skipif(not hibari.installed(), reason="hibari-tts isn't installed")
BOTH = [ESPEAK, HIBARI]


def sound(result: Any, suffix: str = ".wav") -> tuple[np.ndarray, int]:
    """Return the samples of a result and their rate."""
    import soundfile

    return soundfile.read(io.BytesIO(result[0].files[suffix].data), dtype="float32")


def heard(samples: np.ndarray, rate: int, start: float, end: float) -> tuple[float, float]:
    """Return when something is first and last heard between two times: over -40 dB of the most."""
    part = samples[round(start * rate) : round(end * rate)]
    loud = np.flatnonzero(np.abs(part) > np.abs(part).max() * 0.012)
    return start + loud[0] / rate, start + loud[-1] / rate


def true_peak(samples: np.ndarray) -> float:
    """Return the peak of the sound between its samples too, dB of full scale."""
    count = 1 << (len(samples) + 512).bit_length()
    fine = np.fft.irfft(np.fft.rfft(samples, count), 4 * count) * 4
    return 20 * np.log10(np.abs(fine).max())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("The lamp is lit. The night is near; a wind goes by.", "plain", marks=HIBARI),
        pytest.param("床前明月光，疑是地上霜。\n举头望明月，低头思故乡。", "poem", marks=ESPEAK),
        pytest.param("小狐狸说：“Good night, my dear old friend!” 它睡着了。", "story", marks=BOTH),
    ],
)
def test_loudness_and_times(muse_host: muse.Host, text: str, form: str):
    formats = [".wav", ".flac", ".mp3", ".ogg"]
    result = muse_host.run("speech", text=text, form=form, seed=1, formats=formats)
    for suffix in formats:
        samples, rate = sound(result, suffix)
        meter = pyloudnorm.Meter(rate)
        assert meter.integrated_loudness(samples) == pytest.approx(-16, abs=0.2), suffix
        assert true_peak(samples) < -1, suffix
    samples, rate = sound(result)
    sentences = result.report.measured["sentences"]
    assert "".join(each["text"] for each in sentences).replace(" ", "") == "".join(text.split())
    edges = [0.0, *(each["end"] + 0.1 for each in sentences)]
    for each, before in zip(sentences, edges, strict=False):
        first, last = heard(samples, rate, before, each["end"] + 0.1)
        assert first == pytest.approx(each["start"], abs=0.01)
        assert last == pytest.approx(each["end"], abs=0.01)
    assert len(samples) / rate - sentences[-1]["end"] < 0.05  # what is silent at the end is cut
    steps = np.abs(np.diff(samples))
    for each in sentences:  # no click where a sentence begins or ends
        for at in (each["start"], each["end"]):
            near = steps[max(0, round((at - 0.02) * rate)) : round((at + 0.004) * rate)]
            assert near.max(initial=0) < 0.25


@HIBARI
def test_words_are_timed_by_the_network(muse_host: muse.Host):
    text = "One lamp, in 1999, was lit."
    measured = muse_host.run("speech", text=text, seed=1).report.measured
    assert measured["words_by"] == "engine"
    words = measured["words"]
    assert [word for *_, word in words] == ["One", "lamp,", "in", "1999,", "was", "lit."]
    starts = [start for start, _, _ in words]
    assert starts == sorted(starts)
    assert words[3][1] - words[3][0] > 2 * (words[2][1] - words[2][0])  # a year is long
    assert words[-1][1] <= measured["sentences"][0]["end"] + 1e-9


@ESPEAK
def test_pauses_by_the_form(muse_host: muse.Host):
    text = "The lamp is lit.\nThe night is near.\n\nA wind goes by."

    def gaps(**fields: Any) -> list[float]:
        made = muse_host.run("speech", text=text, engine="espeak-ng", **fields)
        times = made.report.measured["sentences"]
        return [b["start"] - a["end"] for a, b in itertools.pairwise(times)]

    assert gaps(form="poem") == pytest.approx([0.35, 0.8], abs=0.06)
    line, stanza = gaps(form="poem", pause=2.0)
    assert (line, stanza) == pytest.approx((0.7, 1.6), abs=0.06)
    assert gaps(form="news")[1] < gaps(form="story")[1]


@ESPEAK
def test_pace_pitch_and_voice_of_espeak(muse_host: muse.Host):
    def said(**fields: Any) -> tuple[float, bytes]:
        made = muse_host.run("speech", text="你好，小狐狸。", seed=1, **fields)
        return made.report.measured["duration"], made.data

    usual, data = said()
    assert said(rate=0.5)[0] > 1.6 * usual
    assert said()[1] == data
    assert len({data, said(pitch=6)[1], said(voice="female")[1]}) == 3


@HIBARI
def test_pitch_of_hibari_is_kept_exactly(muse_host: muse.Host):
    def pitch(**fields: Any) -> float:
        samples, rate = sound(muse_host.run("speech", text="Ah, no, no, no.", seed=1, **fields))
        found = []
        for start in range(0, len(samples) - 2048, 1024):
            part = samples[start : start + 2048] * np.hanning(2048)
            match = np.fft.irfft(np.abs(np.fft.rfft(part, 8192)) ** 2)
            low, high = rate // 500, rate // 90
            at = low + int(np.argmax(match[low:high]))
            if match[at] > 0.6 * match[0] > 1e-3:
                found.append(rate / at)
        return float(np.median(found))

    assert pitch(pitch=-5) / pitch() == pytest.approx(2 ** (-5 / 12), rel=0.06)


@ESPEAK
def test_subtitles_and_timings(muse_host: muse.Host):
    result = muse_host.run(
        "speech", text="Tea & cake. 好！", seed=1, formats=[".srt", ".vtt", ".json"]
    )
    srt = result[0].files[".srt"].data.decode()
    first, second = (each.splitlines() for each in srt.strip().split("\n\n"))
    assert (first[0], first[2], second[2]) == ("1", "Tea & cake.", "好！")
    assert first[1].startswith("00:00:00,0")
    assert "Tea <00:00:00." in result[0].files[".vtt"].data.decode()
    told = json.loads(result[0].files[".json"].data)
    assert [each["text"] for each in told["sentences"]] == ["Tea & cake.", "好！"]
    assert [word for *_, word in told["sentences"][0]["words"]] == ["Tea", "&", "cake."]


@ESPEAK
def test_markdown_of_a_script(muse_host: muse.Host):
    script = b"# The *lamp*\n\nIt is [lit](http://a.org). <!-- no -->\n\n- **Night** is\n  near."
    result = muse_host.run("speech", script=script, engine="espeak-ng")
    texts = [each["text"] for each in result.report.measured["sentences"]]
    assert texts == ["The lamp", "It is lit.", "Night is", "near."]


@ESPEAK
def test_long_texts_stay_off_memory(muse_host: muse.Host, monkeypatch: pytest.MonkeyPatch):
    from muse_speech.say import reel

    text = "The lamp is lit. " * 6
    whole = muse_host.run("speech", text=text, engine="espeak-ng", formats=[".wav", ".ogg"])
    monkeypatch.setattr(reel, "KEPT", 40_000)
    spilled = muse_host.run("speech", text=text, engine="espeak-ng", formats=[".wav", ".ogg"])
    assert np.array_equal(sound(whole)[0], sound(spilled)[0])
    assert np.array_equal(sound(whole, ".ogg")[0], sound(spilled, ".ogg")[0])


def test_nothing_that_speaks(muse_host: muse.Host, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hibari, "installed", lambda: False)
    monkeypatch.setattr(espeak, "program", lambda: None)
    lack = Say().lacks(SayCondition())
    assert lack is not None
    assert "apt install espeak-ng" in str(lack.hint)
    with pytest.raises(muse.NotReady, match="nothing that speaks Chinese is installed"):
        muse_host.run("speech", text="你好")
    with pytest.raises(muse.RequestError, match="there are no words to say"):
        muse_host.run("speech", text=" ... ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param({"voice": "nobody"}, "voice: .*'nobody'", marks=ESPEAK),
        pytest.param({"language": "xx"}, "no voice for xx", marks=ESPEAK),
    ],
)
def test_refusals(muse_host: muse.Host, options: dict[str, Any], said: str):
    with pytest.raises(muse.RequestError, match=said):
        muse_host.run("speech", text="Hello.", engine="espeak-ng", **options)


@ESPEAK
def test_brackets_are_no_phonemes(muse_host: muse.Host):
    plain = muse_host.run("speech", text="See h@l'oU now", engine="espeak-ng")
    tried = muse_host.run("speech", text="See [[h@l'oU]] now", engine="espeak-ng")
    assert tried.report.measured["duration"] == pytest.approx(
        plain.report.measured["duration"], abs=0.3
    )

"""Loudness and mixing, judged by pyloudnorm; subtitles."""

from itertools import pairwise

import numpy as np
import pytest

pytest.importorskip("av")
pytest.importorskip("pyloudnorm")

import pyloudnorm

from muse_works.video import cues, levels, mix
from muse_works.video.write import RATE

METER = pyloudnorm.Meter(RATE)


def noise(seconds: float, seed: int, loud: float = 0.05) -> np.ndarray:
    return (np.random.default_rng(seed).normal(size=(round(seconds * RATE), 2)) * loud).astype("f4")


def heard(samples: np.ndarray) -> float:
    return float(METER.integrated_loudness(samples.astype("f8")))


def test_loudness_is_that_of_the_standard() -> None:
    for loud in (0.004, 0.08):
        samples = noise(4, 1, loud)
        assert abs(levels.loudness(levels.powers(samples)) - heard(samples)) < 0.15
    assert levels.loudness(levels.powers(np.zeros((RATE, 2)))) == levels.SILENCE


def test_music_stays_below_a_voice_and_rises_between() -> None:
    voice, music = noise(3, 2, 0.2), noise(20, 3)
    alone = mix.mixed(20, [(3.0, voice), (12.0, voice)], np.zeros((0, 2), "f4"))
    both = mix.mixed(20, [(3.0, voice), (12.0, voice)], music)
    assert abs(heard(both.samples) - mix.TARGET) < 0.3
    assert both.voice is not None and both.music is not None
    assert abs(both.voice - both.music - mix.BELOW) < 0.01
    # What the mix has beside the voice, at the voice's level in it.
    scale = 10 ** ((both.voice - heard(alone.samples[3 * RATE : 6 * RATE])) / 20)
    rest = both.samples - alone.samples * scale
    under = heard(rest[round(3.3 * RATE) : round(5.7 * RATE)])
    between = heard(rest[8 * RATE : 11 * RATE])
    assert abs(both.voice - under - mix.BELOW) < 0.7
    assert 5 < between - under < 10
    # Smoothly: no tenth of a second is more than 3 dB from its neighbours.
    steps = 10 * np.log10(levels.powers(rest)[5:-5] + 1e-12)
    assert np.abs(np.diff(steps)).max() < 3.5


def test_a_mix_has_the_films_length_and_ends_with_it() -> None:
    made = mix.mixed(5.0, (), noise(9, 4))
    assert len(made.samples) == 5 * RATE
    assert abs(heard(made.samples) - mix.TARGET) < 0.3
    assert np.abs(made.samples[-20:]).max() < 0.01
    assert np.abs(made.samples[-RATE // 2 : -RATE // 3]).max() > 0.05
    assert np.abs(made.samples).max() <= levels.CEILING + 1e-6


def test_music_a_little_too_short_begins_later() -> None:
    tune = np.pad(noise(6, 6), ((0, RATE), (0, 0)))  # a second of silence after it
    made = mix.lasting(tune, 7.5)
    assert len(made) == 7.5 * RATE
    assert np.abs(made[:RATE]).max() == 0
    assert np.abs(made[-200:]).max() > 0.05


def test_short_music_is_repeated() -> None:
    made = mix.lasting(noise(6, 5), 20.0)
    assert len(made) >= 20 * RATE
    power = levels.powers(made[: 20 * RATE])
    assert power.min() > 0.3 * np.median(power)


@pytest.mark.parametrize(
    "text",
    [
        "The old keeper of the lighthouse climbs the long stairs every evening, and he lights the"
        " lamp before the night comes down over the sea.",
        "从前有一只小狐狸住在森林里，他每天晚上都抬头看天上的星星，想知道它们为什么会发光，又为什么总是不说话。",
        "Antidisestablishmentarianism" * 5,
    ],
)
def test_subtitles_have_two_short_lines(text: str) -> None:
    found = cues.cues(text, 2.0, 9.0)
    assert found[0].start == 2.0 and found[-1].end == 9.0
    for one, two in pairwise(found):
        assert one.end == two.start
    for cue in found:
        lines = cue.text.split("\n")
        assert len(lines) <= 2
        assert all(cues.columns(line) <= 42 for line in lines)
        assert all(line[0] not in "，。！？,.!?" for line in lines)
    assert "".join("".join(c.text.split()) for c in found) == "".join(text.split())


def test_a_long_sentence_is_parted_when_it_is_spoken() -> None:
    text = "One two three four five six seven eight nine ten, and then eleven twelve thirteen"
    text += " fourteen fifteen sixteen."
    words = [(word, 0.5 * at, 0.5 * at + 0.4) for at, word in enumerate(text.split())]
    found = cues.cues(text, 0.0, 8.5, words=words, longest=30)
    assert len(found) > 1
    for cue in found[1:]:
        first = cue.text.split()[0]
        assert any(abs(cue.start - start) < 1e-9 and word == first for word, start, _ in words)


def test_a_word_of_any_length_is_shown() -> None:
    found = cues.cues("x" * 20_000, 0.0, 9.0)
    assert "".join(cue.text.replace("\n", "") for cue in found) == "x" * 20_000
    assert max(len(line) for cue in found for line in cue.text.split("\n")) <= 42


def test_srt_and_vtt() -> None:
    made = [cues.Cue(1.5, 3661.25, "a < b\nc")]
    assert cues.srt(made) == "1\n00:00:01,500 --> 01:01:01,250\na < b\nc\n"
    assert cues.vtt(made) == "WEBVTT\n\n00:00:01.500 --> 01:01:01.250\na &lt; b\nc\n"


def test_a_long_text_without_a_pause_is_parted_soon() -> None:
    found = cues.cues("字" * 20_000, 0.0, 1000.0, longest=12)
    assert "".join(cue.text.replace("\n", "") for cue in found) == "字" * 20_000
    assert all(cues.columns(line) <= 12 for cue in found for line in cue.text.split("\n"))

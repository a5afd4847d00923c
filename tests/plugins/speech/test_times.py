"""Times of words that nobody told, and of subtitles."""

import pytest

from muse_speech.say import times


def test_words_share_time_by_syllables_and_silences():
    words = ["One", "banana,", "two."]
    made = times.estimated(words, 1.0, 3.0, [(2.0, 2.5), (1.2, 1.21)])
    assert made[1][1] == pytest.approx(2.0)
    assert made[2] == (pytest.approx(2.5), pytest.approx(3.0))
    assert made[1][1] - made[1][0] > 2 * (made[0][1] - made[0][0])
    plain = times.estimated(words, 1.0, 3.0, [])
    assert plain[0][0] == 1.0
    assert plain[-1][1] == pytest.approx(3.0)


def test_subtitles():
    words = [(3661.5, 3661.8, "A"), (3661.8, 3662.25, "<b>.")]
    timed = times.Timed("A <b>.", 3661.5, 3662.25, words)
    assert times.srt([timed]) == "1\n01:01:01,500 --> 01:01:02,250\nA <b>.\n"
    assert "A <01:01:01.800>&lt;b&gt;." in times.vtt([timed])
    assert timed.after(10).words[0] == (3671.5, 3671.8, "A")

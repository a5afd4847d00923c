"""music.pitch: what it refuses; and where basic-pitch is, the kit and what it hears."""

import io
import wave
from importlib.util import find_spec

import pytest
from muse_pitch import Pitch, PitchCondition, tune

from muse import Host, NotReady
from muse.testing import conformance

HERE = all(find_spec(name) for name in Pitch.requires)
hears = pytest.mark.skipif(not HERE, reason="basic-pitch isn't in this environment")

if HERE:
    test_pitch = conformance("music.pitch", seconds=1)


def test_the_tune_of_the_kit_lasts_as_long_as_its_notes() -> None:
    with wave.open(io.BytesIO(tune(((60, 0.5), (67, 0.25)))), "rb") as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(0.75, abs=0.001)


def test_its_time_is_guessed_by_the_size_of_the_recording() -> None:
    short, long = (PitchCondition(audio=tune(((60, seconds),))) for seconds in (0.5, 2.0))
    assert (Pitch().seconds(short) or 0) < (Pitch().seconds(long) or 0)
    assert Pitch().seconds(PitchCondition()) is None


@pytest.mark.skipif(HERE, reason="basic-pitch is in this environment")
def test_without_basic_pitch_it_says_what_to_install(muse_host: Host) -> None:
    with pytest.raises(NotReady, match=r"music\.pitch needs basic_pitch") as caught:
        muse_host.run("music.pitch", audio=tune(((60, 0.5),)))
    assert "--isolated" in (caught.value.hint or "")


@hears
def test_three_notes_are_heard(muse_host: Host) -> None:
    (made,) = muse_host.run("music.pitch", audio=tune(((57, 0.6), (64, 0.6), (69, 0.8))))
    assert made.measured["notes"] >= 3
    assert made.measured["pitches"][0] == 57

"""A recording that another plugin's generator hears: its notes are arranged, its part recorded."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mido
import pytest

from muse import (
    Artifact,
    Condition,
    Field,
    Generator,
    Host,
    InputFile,
    RequestError,
    UnknownGenerator,
)

CHORDS = ((60, 64, 67), (62, 65, 69), (59, 62, 67), (60, 64, 67))


class Hears(Condition):
    audio: InputFile | None = Field(None, description="A recording.")


class Heard(Generator[Hears]):
    """Hears four chords, whatever it is given."""

    condition = Hears
    formats = {".mid": "audio/midi"}
    calls_made: list[str] = []

    def generate(self, condition: Hears, run: Any) -> Iterator[Any]:
        assert condition.audio is not None
        self.calls_made.append(condition.audio.sha256)
        file = mido.MidiFile(ticks_per_beat=480)
        track = file.add_track()
        for chord in CHORDS:
            for kind, wait in (("note_on", 0), ("note_off", 480)):
                for place, pitch in enumerate(chord):
                    told = {"note": pitch, "velocity": 80, "time": 0 if place else wait}
                    track.append(mido.Message(kind, **told))
        target = io.BytesIO()
        file.save(file=target)
        yield Artifact({".mid": target.getvalue()}, run.items[0])


class Deaf(Generator[Condition]):
    """Takes no recording."""

    formats = {".mid": "audio/midi"}

    def generate(self, condition: Condition, run: Any) -> Iterator[Any]:
        yield from ()


@pytest.fixture
def ears(tmp_path: Path) -> Iterator[Host]:
    offers = {"music.heard": Heard, "music.deaf": Deaf}
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", offers=offers) as host:
        Heard.calls_made.clear()
        yield host


@pytest.fixture
def noise() -> bytes:
    """A recording in which Muse's own ear hears no tune."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes((7919 * n * n) % 251 for n in range(32_000)))
    return target.getvalue()


def test_another_hears_and_its_notes_are_arranged(ears: Host, noise: bytes) -> None:
    made = ears.run("music.midi", melody=noise, heard_by="heard", bars=4, count=2, seed=1)
    assert len(Heard.calls_made) == 1, "it is heard once for all items"
    for artifact in made:
        part = artifact.recipe["parts"]["recording"]
        assert part["generator"] == "music.heard"
        tune = {
            n.note for n in mido.MidiFile(file=io.BytesIO(artifact.data)) if n.type == "note_on"
        }
        assert {67, 69} <= {n % 128 for n in tune}
        assert any("12 notes are heard by heard" in note for note in artifact.report.notes)


def test_who_hears_several_voices_is_chosen(ears: Host, noise: bytes) -> None:
    pytest.importorskip("librosa")  # for Muse's own ear, which finds that there are several
    made = ears.run("music.midi", melody=noise, bars=4, seed=1)[0]
    assert made.report.chosen["heard_by"] == "music.heard"
    assert made.recipe["condition"]["heard_by"] == "music.heard"


def test_it_is_made_again_with_its_part(ears: Host, noise: bytes) -> None:
    first = ears.run("music.midi", melody=noise, heard_by="music.heard", bars=4, seed=1)[0]
    again = ears.again(first.recipe).finish()[0]
    assert again.recipe["payload"] == first.recipe["payload"]


def test_what_takes_no_recording_or_is_not_there_is_refused(ears: Host, noise: bytes) -> None:
    with pytest.raises(RequestError, match="heard_by: deaf takes no audio"):
        ears.run("music.midi", melody=noise, heard_by="deaf", seed=1)
    with pytest.raises(UnknownGenerator):
        ears.run("music.midi", melody=noise, heard_by="nobody", seed=1)


def test_without_a_recording_it_has_nothing_to_do(ears: Host) -> None:
    tune = b"X:1\nM:4/4\nL:1/4\nK:C\nCDEF|GAGE|FEDC|DECz|\n"
    made = ears.run("music.midi", melody=tune, heard_by="heard", seed=1)[0]
    assert made.report.ignored["heard_by"] == "there is no recording to hear"
    assert Heard.calls_made == [] and "parts" not in made.recipe

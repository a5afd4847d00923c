"""muse-piper and muse-pitch through the wall: the kit, real speech, and a recording arranged.

Each environment is built once, of what its metadata asks for and this environment hasn't; without
an index these tests are skipped.
"""

import io
import re
import subprocess
import sys
import tomllib
import wave
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import mido
import numpy as np
import pytest

from isolated_plugins import environment, register
from muse import Host, RequestError
from muse.plugins.isolated import registry
from muse.testing.kit import conformance

EXAMPLES = Path(__file__).parents[1] / "examples"
BESIDE = {"muse-piper": ("ml_dtypes", "protobuf"), "muse-pitch": ("mir_eval", "resampy>=0.4.3")}
"""What their packages need, beside what Muse's own extras bring."""

pytestmark = pytest.mark.skipif(
    not (find_spec("librosa") and find_spec("onnxruntime")),
    reason="the environment of these tests lacks Muse's extras music and speech",
)


@pytest.fixture(autouse=True, scope="module")
def isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Both examples, isolated."""
    folder = tmp_path_factory.mktemp("examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        for name in BESIDE:
            _install(name)
        yield


def _install(name: str) -> None:
    told = tomllib.loads((EXAMPLES / name / "pyproject.toml").read_text(encoding="utf-8"))
    place = registry.environments() / f"{name}-{'0' * 12}"
    place.parent.mkdir(parents=True, exist_ok=True)
    environment(place, EXAMPLES / name / name.replace("-", "_"))
    wanted = [*told["tool"]["muse"]["isolated"]["dependencies"], *BESIDE[name]]
    missing = [each for each in wanted if not find_spec(re.split("[<>=]", each)[0])]
    pip = [sys.executable, "-m", "pip", "--python", str(registry.interpreter(place)), "install"]
    done = subprocess.run(
        [*pip, "--quiet", "--no-deps", "--disable-pip-version-check", *missing],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"what {name} needs can't be had: {done.stderr.strip()[-300:]}")
    register(name, told["project"]["entry-points"]["muse"], place)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with Host(library=tmp_path / "lib", config=tmp_path / "config.toml") as made:
        yield made


def chords() -> bytes:
    """A recording of four chords, of three voices each."""
    rate = 22_050
    at = np.arange(round(0.8 * rate)) / rate
    shape = np.minimum(1, at / 0.01) * np.exp(-2 * at)
    played = []
    for pitches in ((60, 64, 67), (65, 69, 72), (67, 71, 74), (60, 64, 67)):
        hertz = [440 * 2 ** ((pitch - 69) / 12) for pitch in pitches]
        tones = [np.sin(2 * np.pi * hz * at * n) / n for hz in hertz for n in (1, 2)]
        played.append(sum(tones) * shape)
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((np.concatenate(played) * 5000).astype("<i2").tobytes())
    return target.getvalue()


test_piper = conformance("speech.piper", seconds=1, trials=1)
test_pitch = conformance("music.pitch", seconds=1, trials=1)


def test_a_sentence_is_said(host: Host) -> None:
    (made,) = host.run("speech.piper", text="The lamp is lit.", seed=1)
    assert 0.8 < made.measured["duration"] < 2.5
    assert made.measured["loudness"] == pytest.approx(-16, abs=0.2)
    assert made.measured["words_by"] == "engine"
    assert made.recipe["environment"]["lock"]
    starts = [word[0] for word in made.measured["words"]]
    assert len(starts) == 4 and starts == sorted(starts)
    with wave.open(io.BytesIO(made.data), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
        assert len(samples) / file.getframerate() == pytest.approx(
            made.measured["duration"], abs=0.01
        )
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / made.measured["sample_rate"])
    assert spectrum[(hertz > 80) & (hertz < 4000)].sum() > 0.8 * spectrum.sum()


def test_a_text_in_another_language_is_refused_through_the_wall(host: Host) -> None:
    with pytest.raises(RequestError, match="it is Chinese"):
        host.run("speech.piper", text="小狐狸在月亮下面数星星。")


def test_chords_are_heard_and_arranged(host: Host) -> None:
    (made,) = host.run("music.midi", melody=chords(), bars=4, seed=1)
    assert made.report.chosen["heard_by"] == "music.pitch"
    part = made.recipe["parts"]["recording"]
    assert part["generator"] == "music.pitch"
    (heard,) = host.run("music.pitch", audio=chords())  # what it heard is taken as it is
    notes = mido.MidiFile(file=io.BytesIO(heard.files[".mid"].data))
    pitches = {message.note for message in notes if message.type == "note_on"}
    assert {60, 64, 67, 65, 69, 72, 71, 74} <= pitches

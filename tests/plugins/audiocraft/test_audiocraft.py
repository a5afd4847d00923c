"""music.audiocraft in an environment of its own: its own tests there, and runs through the wall.

The light environment is built once: what audiocraft needs and this environment hasn't, in front of
what this one has, torch too. The pinned one is tried by test_pinned.py.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from isolated_plugins import environment, register
from muse import Host, NotReady
from muse.plugins.isolated import registry
from muse.testing.kit import conformance

ROOT = Path(__file__).parents[3]
PLUGIN = ROOT / "plugins" / "muse_audiocraft"
INSIDE = Path(__file__).parent / "inside"
GENERATORS = {
    "music.audiocraft": "muse_audiocraft:Audiocraft",
    "sound.audiocraft": "muse_audiocraft:Sounds",
}
NEEDS = (
    "antlr4-python3-runtime==4.9.3 audiocraft==1.3.0 colorlog demucs==4.1.0 docopt dora-search "
    "einops flashy hydra-colorlog hydra-core julius lameenc lightning-utilities num2words "
    "omegaconf retrying sentencepiece sphn submitit torchmetrics treetable"
).split()
"""What audiocraft needs beside what Muse's own extras bring."""

pytestmark = pytest.mark.neural


class Light(NamedTuple):
    """A folder with a tiny model of each kind, and what the tests inside told that made them."""

    models: Path
    told: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Light]:
    """The plugin, isolated; its own tests have run: to import audiocraft again takes 8 seconds."""
    folder = tmp_path_factory.mktemp("audiocraft")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        place = registry.environments() / f"muse-audiocraft-{'0' * 12}"
        place.parent.mkdir(parents=True)
        environment(place, PLUGIN / "muse_audiocraft")
        python = registry.interpreter(place)
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
        done = subprocess.run(
            [*pip, "--no-deps", "--disable-pip-version-check", *NEEDS],
            capture_output=True,
            text=True,
        )
        if done.returncode:
            pytest.skip(f"audiocraft can't be had: {done.stderr.strip()[-300:]}")
        told = _tests_inside(python, folder / "models")
        # A sandbox has a /tmp of its own, and doesn't see models that lie there.
        register("muse-audiocraft", GENERATORS, place, sandbox=False)
        yield Light(folder / "models", told)


def _tests_inside(python: Path, models: Path) -> subprocess.CompletedProcess[str]:
    """Run the tests inside, with Muse's contract beside them; they leave their models."""
    path = os.pathsep.join(map(str, (ROOT / "core", PLUGIN, INSIDE)))
    return subprocess.run(
        [
            *(str(python), "-m", "pytest", "-q", "-c", os.devnull, "--rootdir", "."),
            *("-p", "no:cacheprovider", "-p", "no:schemathesis"),
        ],
        cwd=INSIDE,
        env={
            **os.environ,
            "PYTEST_ADDOPTS": "",
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "1",
            "MUSE_TESTS_MODELS": str(models),
        },
        capture_output=True,
        text=True,
    )


def test_tokens_are_those_of_audiocraft_called_directly(light: Light) -> None:
    told = light.told
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-1000:]
    assert " passed" in told.stdout


def test_each_kind_is_made_through_the_wall(light: Light, tmp_path: Path) -> None:
    with Host(library=tmp_path / "lib", config=tmp_path / "config.toml") as host:
        for kind, medium, channels in (
            ("stereo", "music", 2),
            ("audiogen", "sound", 1),
        ):
            fields = {"model": str(light.models / kind), "prompt": "a calm piano", "duration": 1.0}
            (made,) = host.run(f"{medium}.audiocraft", seed=3, **fields)
            assert made.measured["duration"] == 1.0, kind
            assert made.measured["channels"] == channels, kind
            assert -24 < made.measured["loudness"] < -10, kind
            assert made.recipe["environment"]["lock"]
        fields = {"prompt": "a calm piano", "duration": 1.5, "extend": made.data}
        (longer,) = host.run(
            "music.audiocraft", seed=3, model=str(light.models / "musicgen"), **fields
        )
        assert longer.data[:4] == b"RIFF"
        assert {row["component"] for row in host.devices.loaded()}, "its weights are leased"
        with pytest.raises(NotReady, match="isn't on this machine") as caught:
            host.run("music.audiocraft", prompt="a calm piano")
        assert "muse pull" in (caught.value.hint or "")


def _small(factory: pytest.TempPathFactory) -> dict[str, str]:
    return {"model": str(max(factory.getbasetemp().glob("audiocraft*/models/musicgen")))}


@pytest.fixture(autouse=True)
def isolated(light: Light) -> None:
    """Every test here has the environment."""


test_music = conformance(
    "music.audiocraft",
    small=_small,
    seconds=0.5,
    trials=2,
    but={
        "random": "which files a model hears depends on the model",
        "fields": "a minute: muse plugin check music.audiocraft looks at it",
    },
)

"""music.audiocraft in the environment that audiocraft itself asks for, by the README's command.

It downloads gigabytes and takes minutes: `pytest -m slow tests/plugins/audiocraft/test_pinned.py`.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse import Host, MuseError
from muse.plugins.isolated import interpreters, registry

ROOT = Path(__file__).parents[3]
PLUGIN = ROOT / "plugins" / "muse_audiocraft"
INSIDE = Path(__file__).parent / "inside"
NAME = "muse-audiocraft"
LIBRARIES = [f"libav{each}" for each in ("format", "codec", "device", "util", "filter")]
BUILD = """
import sys
from pathlib import Path
from muse_audiocraft.library import audiocraft
audiocraft()
import tiny
tiny.build(Path(sys.argv[1]), "musicgen")
"""

pytestmark = pytest.mark.slow


def command() -> list[str]:
    """Return the command by which the README builds the pinned environment, in words."""
    text = (PLUGIN / "README.md").read_text(encoding="utf-8").replace("\\\n", " ")
    (line,) = (each for each in text.splitlines() if "--python 3.10" in each)
    return shlex.split(line)


@pytest.fixture(scope="module")
def pinned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[registry.Installed]:
    """The plugin, installed as its README says; taken back afterwards."""
    if not shutil.which("uv"):
        pytest.skip("uv isn't installed")
    if not shutil.which("pkg-config") or subprocess.run(["pkg-config", *LIBRARIES]).returncode:
        pytest.skip("av 11 can't be built: the Debian packages of the README aren't installed")
    try:
        interpreters.find("3.10", "", lambda _: None)
    except MuseError as error:
        pytest.skip(f"{error}")
    folder = tmp_path_factory.mktemp("pinned")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        patch.setenv("MUSE_HOME", str(folder / "home"))
        muse, *words = command()
        assert muse == "muse"
        # A sandbox has a /tmp of its own, and doesn't see models that lie there.
        _run(sys.executable, "-m", "muse", *words, "--yes", "--no-sandbox")
        installed = registry.find(NAME)
        assert installed is not None
        yield installed
        _run(sys.executable, "-m", "muse", "plugins", "remove", NAME, "--yes")
        assert not installed.environment.exists()


def _run(*words: str, **variables: str) -> str:
    done = subprocess.run(
        words,
        cwd=INSIDE if variables else ROOT,
        env={**os.environ, "PYTEST_ADDOPTS": "", **variables},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    return done.stdout


def _inside(installed: registry.Installed, *words: str, more: Path | None = None) -> str:
    """Run something in the environment, with Muse's contract beside it."""
    paths = [ROOT / "core", PLUGIN, INSIDE, *([more] if more else [])]
    return _run(
        str(installed.python_path),
        *words,
        PYTHONPATH=os.pathsep.join(map(str, paths)),
        PYTHONDONTWRITEBYTECODE="1",
    )


def test_it_has_what_audiocraft_asks_for(pinned: registry.Installed) -> None:
    asked = {"torch": "2.1.0", "torchaudio": "2.1.0", "torchtext": "0.16.0", "av": "11.0.0"}
    assert {each: pinned.packages[each].partition("+")[0] for each in asked} == asked
    assert pinned.packages["numpy"].startswith("1.")
    # Without our stand-ins: what it imports itself is whole.
    told = _inside(
        pinned, "-W", "ignore", "-c", "import audiocraft, sys; print(sys.modules.keys())"
    )
    assert "'spacy'" in told and "'xformers.ops'" in told and "'torchaudio'" in told


def test_tokens_are_those_of_audiocraft_called_directly(
    pinned: registry.Installed, tmp_path: Path
) -> None:
    python, beside = str(pinned.python_path), tmp_path / "pytest"
    _run("uv", "pip", "install", "-q", "--python", python, "--target", str(beside), "pytest")
    options = ["-q", "-c", os.devnull, "--rootdir", ".", "--confcutdir", "."]
    told = _inside(pinned, "-m", "pytest", *options, "-p", "no:cacheprovider", more=beside)
    assert " passed" in told and "skipped" not in told


def test_a_run_goes_through_the_wall(pinned: registry.Installed, tmp_path: Path) -> None:
    model = tmp_path / "musicgen"
    _inside(pinned, "-c", BUILD, str(model))
    with Host(library=tmp_path / "lib", config=tmp_path / "config.toml") as host:
        fields = {"model": str(model), "prompt": "a calm piano", "duration": 1.5}
        (made,) = host.run("music.audiocraft", seed=3, **fields)
        (again,) = host.run("music.audiocraft", seed=3, **fields)
    assert made.measured["duration"] == 1.5
    assert -24 < made.measured["loudness"] < -10
    assert made.data == again.data
    assert made.recipe["environment"]["lock"] == pinned.lock[:16]

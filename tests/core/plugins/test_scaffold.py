"""`muse plugin new`: what it writes is a plugin whose tests pass as written."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import Muse, planted
from muse.plugins.scaffold import LICENCES, untrained


def in_its_folder(root: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a project that is planted as an installed one."""
    path = os.pathsep.join((str(site), str(root)))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def passes(muse: Muse, tmp_path: Path, name: str, medium: str, *more: str) -> Path:
    """Write a project, install it, run its tests and the command it promises."""
    code, out, errors = muse("plugin", "new", name, "--medium", medium, *more)
    assert code == 0, errors
    root = tmp_path / "work" / f"muse-{name}"
    assert {path.as_posix() for path in map(Path, out.split())} == {
        path.relative_to(root.parent).as_posix() for path in root.rglob("*") if path.is_file()
    }
    assert not [p for p in root.rglob("*") if p.is_file() and b"<<" in p.read_bytes()]
    site = planted(root, tmp_path / "planted")
    warnings = ["-W", "error", "-p", "no:cacheprovider"]
    tests = in_its_folder(root, site, "-m", "pytest", "-q", *warnings)
    assert tests.returncode == 0, tests.stdout
    assert " passed" in tests.stdout
    run = ["-m", "muse", "run", medium, "-g", name, "--parts", "5", "--seed", "1", "-o", "made/"]
    done = in_its_folder(root, site, *run)
    assert done.returncode == 0, done.stderr
    assert "parts = 5" in done.stderr
    return root


def test_a_new_picture_plugin_passes_as_written(muse: Muse, tmp_path: Path) -> None:
    root = passes(muse, tmp_path, "stripes", "image", "--author", "A. Painter")
    assert "A. Painter" in root.joinpath("LICENSE").read_text()
    project = tomllib.loads(root.joinpath("pyproject.toml").read_text())["project"]
    assert project["license"] == "MIT"
    assert project["authors"] == [{"name": "A. Painter"}]
    assert "muse.defaults" not in project["entry-points"]


def test_a_new_medium_is_a_default_of_its_own(muse: Muse, tmp_path: Path) -> None:
    root = passes(muse, tmp_path, "odd-one", "smell", "--licence", "0BSD")
    project = tomllib.loads(root.joinpath("pyproject.toml").read_text())["project"]
    assert project["entry-points"]["muse.defaults"] == {"smell": "smell.odd-one"}


@pytest.mark.neural
def test_a_new_plugin_with_weights_passes_as_written(muse: Muse, tmp_path: Path) -> None:
    passes(muse, tmp_path, "lines", "text", "--weights")


@pytest.mark.parametrize("medium", ["image", "music", "text", "smell"])
def test_every_medium_makes_something(muse: Muse, tmp_path: Path, medium: str) -> None:
    assert muse("plugin", "new", "thing", "--medium", medium)[0] == 0
    root = tmp_path / "work" / "muse-thing"
    site = planted(root, tmp_path / "planted")
    done = in_its_folder(
        root, site, "-m", "muse", "run", f"{medium}.thing", "--seed", "1", "--json"
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("licence", LICENCES)
def test_each_licence_is_whole(muse: Muse, tmp_path: Path, licence: str) -> None:
    assert muse("plugin", "new", "thing", "--medium", "text", "--licence", licence)[0] == 0
    text = tmp_path.joinpath("work", "muse-thing", "LICENSE").read_text()
    assert len(text) > 500
    assert ("Apache License" in text) == (licence == "Apache-2.0")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Über", "--medium", "image"), "name: invalid value 'Über'; expected letters a-z"),
        (("thing", "--medium", "a.b"), "medium: invalid value 'a.b'"),
        (("muse-host", "--medium", "image"), "name: 'muse-host' is Muse's own"),
        (("thing", "--medium", "image", "--licence", "mine"), "'mine' is not one of"),
    ],
)
def test_what_can_not_be_written_is_told(muse: Muse, arguments: tuple[str, ...], says: str) -> None:
    code, _, errors = muse("plugin", "new", *arguments)
    assert code == 2
    assert says in errors


def test_nothing_is_overwritten(muse: Muse) -> None:
    assert muse("plugin", "new", "thing", "--medium", "image")[0] == 0
    code, _, errors = muse("plugin", "new", "muse-thing", "--medium", "text")
    assert code == 2
    assert errors == "muse: muse-thing already exists; give another name\n"


@pytest.mark.neural
def test_weights_written_without_torch_are_safetensors() -> None:
    pytest.importorskip("torch")
    from safetensors.torch import load

    found = load(untrained({"a": (2, 3), "b": (1,)}))
    assert found["a"].shape == (2, 3)
    assert found["a"].abs().max() <= 1
    assert found["a"].std() > 0.1

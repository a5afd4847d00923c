"""The plugins in `examples/`: each passes its own tests, installed alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import planted

EXAMPLES = Path(__file__).parents[1] / "examples"
PROJECTS = sorted(path.parent.name for path in EXAMPLES.glob("*/pyproject.toml"))
NEURAL = {"muse-dusk"}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.neural] if name in NEURAL else [])
        for name in PROJECTS
        if (EXAMPLES / name / "tests").is_dir()
    ],
)
def test_an_example_passes_its_own_tests(name: str, tmp_path: Path) -> None:
    root = EXAMPLES / name
    path = os.pathsep.join((str(planted(root, tmp_path / "site")), str(root)))
    command = [
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        "-p",
        "no:cacheprovider",
        "-p",
        "muse.testing.plugin",  # and no others: each of them would take a second to import
        "--rootdir",
        str(root),
    ]
    done = subprocess.run(
        [sys.executable, *command, str(root / "tests")],
        cwd=root,
        env={
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout


@pytest.mark.parametrize("name", PROJECTS)
def test_an_example_tells_what_it_is(name: str) -> None:
    readme = EXAMPLES.joinpath(name, "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {name}\n")
    assert "pip install" in readme

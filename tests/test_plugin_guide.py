"""The guide for plugin authors: what it shows works as shown, and nothing is left out."""

import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import planted
from muse.contract.hooks import Specs
from muse.entry_points import GROUPS, load
from muse.testing import CHECKS

ROOT = Path(__file__).parents[1]
GUIDE = ROOT.joinpath("docs", "plugins.md").read_text(encoding="utf-8")


def block(language: str, after: str) -> str:
    """Return the first block of code of a language after some words of the guide."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE.partition(after)[2], re.S)
    assert found, (language, after)
    return found[1]


def test_the_smallest_plugin_works_and_keeps_its_promises(tmp_path: Path) -> None:
    project, module = (block(kind, "### The smallest plugin") for kind in ("toml", "python"))
    assert len([line for line in (project + module).splitlines() if line]) <= 20
    root = tmp_path / "muse-noise"
    root.mkdir()
    root.joinpath("pyproject.toml").write_text(project)
    root.joinpath("muse_noise.py").write_text(module)
    path = os.pathsep.join((str(planted(root, tmp_path / "site")), str(root)))

    def muse(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "muse", *arguments],
            cwd=root,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )

    done = muse("run", "image", "-g", "noise", "--size", "128", "--seed", "1", "-o", "noise.png")
    assert done.returncode == 0, done.stderr
    assert "measured        width = 128, height = 128" in done.stderr
    checked = muse("plugin", "check", "image.noise", "--seconds", "1")
    assert checked.returncode == 0, checked.stdout


def test_the_commands_of_the_guide_are_commands() -> None:
    from muse.cli import COMMANDS

    known = {*COMMANDS, *load().commands}
    for line in re.findall(r"^muse (\w+)", GUIDE, re.M) + re.findall(r"`muse (\w+)", GUIDE):
        assert line in known, line


def test_every_hook_has_a_documented_example_that_implements_it() -> None:
    for hook in (name for name in vars(Specs) if name.startswith("muse_")):
        row = GUIDE.partition(f"`{hook}(")[2].partition("\n")[0]
        example = re.search(r"\]\(\.\./examples/([\w-]+)\)", row)
        assert example, hook
        module = ROOT / "examples" / example[1] / f"{example[1].replace('-', '_')}.py"
        assert f"def {hook}(" in module.read_text(encoding="utf-8")


def test_every_check_and_every_group_is_documented() -> None:
    for check in CHECKS.values():
        assert f"| `{check.name}` | {check.promise} |" in GUIDE
    for group in GROUPS:
        assert f"`{group}`" in GUIDE or f"entry-points.{group}]" in GUIDE
    for fixture in ("muse_host", "muse_home", "muse_card"):
        assert f"`{fixture}`" in GUIDE


def test_every_example_is_on_the_page_or_in_another() -> None:
    pages = GUIDE + ROOT.joinpath("docs", "grammar.md").read_text(encoding="utf-8")
    pages += ROOT.joinpath("examples", "README.md").read_text(encoding="utf-8")
    for path in ROOT.glob("examples/*/pyproject.toml"):
        assert path.parent.name in pages, path.parent.name

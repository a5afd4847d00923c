"""The examples and documents: what they show works as shown."""

import ast
import re
import runpy
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from conftest import muse_process
from muse.contract.condition import RESERVED
from muse.contract.hooks import Specs

ROOT = Path(__file__).parents[1]


def test_the_plugin_to_copy_works(plant: Callable[..., Path], tmp_path: Path) -> None:
    source = ROOT / "examples" / "muse-dots"
    project = tomllib.loads(source.joinpath("pyproject.toml").read_text())["project"]
    points = "\n".join(f"{n} = {v}" for n, v in project["entry-points"]["muse"].items())
    site = plant(
        "muse-dots", f"[muse]\n{points}\n", muse_dots=(source / "muse_dots.py").read_text()
    )
    arguments = ["run", "image", "-g", "dots", "--dots", "50", "--seed", "7", "--width", "64"]
    for name in ("a.png", "b.png"):
        process = muse_process(*arguments, "-o", str(tmp_path / name), path=site)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    assert tmp_path.joinpath("a.png").read_bytes() == tmp_path.joinpath("b.png").read_bytes()
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (64, 512)
        assert len(picture.convert("RGB").getcolors(100_000)) > 20


def test_the_quickstart_runs(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "argv", ["quickstart.py", str(tmp_path)])
    runpy.run_path(str(ROOT / "examples" / "quickstart.py"), run_name="__main__")
    assert "the same song: True" in capsys.readouterr().out
    for name in ("lake.png", "moon.md", "song.mid"):
        assert tmp_path.joinpath(name).stat().st_size > 200


def test_the_contact_sheet_runs(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "sheet.png"
    more = ["a lake", "--styles", "oil", "--seeds", "1,2", "--size", "160x120"]
    monkeypatch.setattr(sys, "argv", ["contact_sheet.py", str(target), *more])
    runpy.run_path(str(ROOT / "examples" / "contact_sheet.py"), run_name="__main__")
    with Image.open(target) as picture:
        assert picture.size == (320, 138)


def test_the_gallery_runs(tmp_path: Path, monkeypatch) -> None:
    module = runpy.run_path(str(ROOT / "examples" / "gallery.py"))
    monkeypatch.setitem(module["main"].__globals__, "PICTURES", module["PICTURES"][:5])
    monkeypatch.setitem(module["main"].__globals__, "SIZE", (64, 48))
    monkeypatch.setattr(sys, "argv", ["gallery.py", str(tmp_path / "gallery.jpg")])
    module["main"]()
    with Image.open(tmp_path / "gallery.jpg") as picture:
        assert picture.size == (64 * 4, 48 * 2)


def test_the_python_of_the_readme_is_python() -> None:
    text = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", text, re.S):
        ast.parse(block)


@pytest.mark.parametrize("page", ["README.md", "docs/plugins.md", "docs/architecture.md"])
def test_links_of_the_documents_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert path.parent.joinpath(link).exists(), link


def test_every_hook_and_reserved_name_is_documented() -> None:
    text = ROOT.joinpath("docs/plugins.md").read_text(encoding="utf-8")
    for hook in (name for name in vars(Specs) if name.startswith("muse_")):
        assert f"`{hook}(" in text
    for name in RESERVED:
        assert name in text


def test_every_room_and_module_of_core_is_on_the_architecture_page() -> None:
    text = ROOT.joinpath("docs/architecture.md").read_text(encoding="utf-8")
    root = ROOT / "core" / "muse"
    rooms = [path.parent for path in root.glob("*/__init__.py")]
    for room in rooms:
        assert f"| `{room.name}/` |" in text, room.name
    told_by_group = {root / "cli", root / "testing"}
    for folder in (root, *rooms):
        for path in folder.glob("*.py"):
            if path.stem not in ("__init__", "__main__") and folder not in told_by_group:
                assert f"`{path.stem}`" in text, path

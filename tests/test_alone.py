"""What needs nothing but what is installed with Muse: its tests aren't run again without extras."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLUGINS = ROOT / "plugins"
NAMES = {"pillow": "PIL", "markdown-it-py": "markdown_it"}
"""Packages that are imported by another name."""

LOOKS = {"muse_image/sketch/lettering/fonts.py", "muse_text/grammar/sources.py"}
"""What looks whether a package is there: fonts, and the words of other plugins."""


def base() -> set[str]:
    """Return the names of the modules that Muse itself depends on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[><=!~; \[]", each)[0] for each in project["dependencies"]]
    return {NAMES.get(name, name.replace("-", "_")) for name in needed}


def imported(file: Path) -> Iterator[str]:
    """Yield what a file imports anywhere, modules and what may be one, by whole names."""
    place = file.relative_to(PLUGINS).with_suffix("").parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = place[: len(place) - node.level] if node.level else ()
            module = ".".join((*start, *filter(None, [node.module])))
            yield module
            yield from (f"{module}.{each.name}" for each in node.names)


@pytest.mark.parametrize("package", ["muse_image/sketch", "muse_text/grammar"])
def test_a_generator_imports_what_muse_itself_depends_on(package: str) -> None:
    waiting, seen, outside, looking = list((PLUGINS / package).rglob("*.py")), set(), set(), set()
    while waiting:
        file = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        if "find_spec" in file.read_text(encoding="utf-8"):
            looking.add(file.relative_to(PLUGINS).as_posix())
        for name in imported(file):
            if name.startswith("muse_"):
                path = PLUGINS.joinpath(*name.split("."))
                found = (path.with_suffix(".py"), path / "__init__.py")
                waiting += [each for each in found if each.is_file()]
            else:
                outside.add(name.partition(".")[0])
    assert len(seen) > 50
    assert outside - base() - {"muse"} <= sys.stdlib_module_names
    assert looking <= LOOKS

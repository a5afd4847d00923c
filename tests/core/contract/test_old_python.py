"""The contract part of Muse under Python 3.9 and 3.10, where a worker may load it."""

import ast
import builtins
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import muse

FOLDER = Path(muse.__file__).parent
PROBE = Path(__file__).with_name("old_python.py")
NEEDED = "pydantic, pluggy, platformdirs"
LATER = ("contract", "media", "prompts", "weights")
"""Rooms with modules that the contract part imports when it needs them."""


def use(python: str) -> list[str]:
    """Have a Python use the contract part as a worker does; return the modules of Muse it took."""
    done = subprocess.run(
        [python, "-I", "-W", "error", str(PROBE), str(FOLDER)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()


@pytest.fixture(scope="module")
def modules() -> list[Path]:
    """The files of the contract part, and of what it imports when it needs it."""
    names = set(use(sys.executable))
    assert {"muse.contract.run", "muse.weights.find", "muse.device.lease"} <= names
    assert not {name for name in names if name.split(".")[1:2] in (["running"], ["plugins"])}
    paths = {FOLDER.joinpath(*name.split(".")[1:]) for name in names}
    found = {path / "__init__.py" if path.is_dir() else path.with_suffix(".py") for path in paths}
    for room in LATER:
        found.update((FOLDER / room).glob("*.py"))
    return sorted(found | {FOLDER / "randomness.py"})


def unions(tree: ast.Module) -> set[int]:
    """Return the lines with a union of types that 3.9 would evaluate, and can't."""
    kept = {
        id(part)
        for node in ast.walk(tree)
        for note in (getattr(node, "annotation", None), getattr(node, "returns", None))
        for part in ast.walk(note or ast.Pass())
    }
    later = any(isinstance(n, ast.ImportFrom) and n.module == "__future__" for n in tree.body)
    return {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
        if not (later and id(node) in kept)
        if any(map(_is_type, (node.left, node.right)))
    }


def _is_type(node: ast.expr) -> bool:
    if isinstance(node, ast.Subscript):
        return _is_type(node.value)
    if isinstance(node, ast.Name):
        return node.id.istitle() or isinstance(getattr(builtins, node.id, None), type)
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str))


def test_its_syntax_is_that_of_3_9(modules: list[Path]) -> None:
    assert len(modules) > 50
    for path in modules:
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=(3, 9))
        assert (path.name, unions(tree)) == (path.name, set())


@pytest.mark.parametrize(
    "code", ["def f(a: 'A' | None): ...", "isinstance(a, int | str)", "A = list[int] | Path"]
)
def test_a_union_would_be_seen(code: str) -> None:
    assert unions(ast.parse(code)) == {1}


def test_it_takes_nothing_newer_from_the_standard_library(modules: list[Path]) -> None:
    vermin = pytest.importorskip("vermin")
    found = {path.name: vermin.detect(path.read_text(encoding="utf-8"))[1] for path in modules}
    newer = {name: least for name, least in found.items() if least > (3, 9)}
    assert newer == {"compat.py": (3, 11)}


@pytest.mark.parametrize("version", ["3.9", "3.10"])
def test_an_older_python_uses_it(version: str) -> None:
    asked = os.environ.get("MUSE_TESTS_PYTHONS", "").split(os.pathsep)
    for python in filter(None, map(shutil.which, [*asked, f"python{version}"])):
        done = subprocess.run(
            [python, "-Ic", f"import sys, {NEEDED}; print(sys.version_info[:2])"],
            capture_output=True,
            text=True,
        )
        if done.stdout.strip() == f"({version.replace('.', ', ')})":
            assert "muse.contract.run" in use(python)
            return
    pytest.skip(f"no Python {version} with {NEEDED}, on the path or in MUSE_TESTS_PYTHONS")

"""Rooms and floors: imports go down, types and lazy imports counted, and none goes in a circle."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import muse

ROOT = Path(muse.__file__).parents[1]
FLOORS = (
    {
        "errors",
        "files",
        "folders",
        "interrupts",
        "compat",
        "config",
        "entry_points",
        "suggest",
        "randomness",
        "media",
        "libraries",
        "kept",
        "placing",
        "processes",
        "leftovers",
    },
    {"device", "weights", "library"},
    {"contract"},
    {"prompts", "plugins", "options"},
    {"running"},
    {"batches"},
    {"testing", "cli", "__main__"},
)
"""The rooms of core from the ground up; the first are small modules that all may use."""

FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
SAME = {("cli", "testing"), ("__main__", "cli")}
"""Rooms of one floor of which the first may import the second, beside those on the ground."""


def imports(root: Path, top: str) -> dict[str, set[str]]:
    """Return module -> the modules of the same package that it imports, anywhere in it."""
    paths = {}
    for path in (root / top).rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    found: dict[str, set[str]] = {name: set() for name in paths}
    for name, path in paths.items():
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found[name] |= {each.name for each in node.names} & paths.keys()
            if not isinstance(node, ast.ImportFrom):
                continue
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            for each in node.names:
                whole = f"{base}.{each.name}"
                found[name] |= {whole if whole in paths else base} & paths.keys()
        found[name].discard(name)
    return found


def rooms() -> dict[tuple[str, str], set[str]]:
    """Return (room, room it imports) -> the modules that do; what `muse` itself hands on isn't."""
    found: dict[tuple[str, str], set[str]] = {}
    for module, used in imports(ROOT, "muse").items():
        for other in used - {"muse"}:
            pair = (module.split(".")[1] if "." in module else "", other.split(".")[1])
            if pair[0] and pair[0] != pair[1]:
                found.setdefault(pair, set()).add(module)
    return found


def test_every_room_has_a_floor() -> None:
    here = {
        path.stem for path in Path(muse.__file__).parent.iterdir() if path.suffix in (".py", "")
    }
    assert here - {"__init__", "__pycache__", "py"} == FLOOR.keys()
    assert len(FLOORS[0]) <= 15


def test_imports_go_down() -> None:
    wrong = {
        pair: modules
        for pair, modules in rooms().items()
        if FLOOR[pair[0]] < FLOOR[pair[1]]
        or (FLOOR[pair[0]] == FLOOR[pair[1]] > 0 and pair not in SAME)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "package", ["muse", "muse_image", "muse_music", "muse_provenance", "muse_server", "muse_text"]
)
def test_no_module_imports_in_a_circle(package: str) -> None:
    root = ROOT if package == "muse" else Path(__import__(package).__file__ or "").parents[1]
    graph = {m: used - {package} for m, used in imports(root, package).items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_the_ground_has_no_circle_either() -> None:
    TopologicalSorter(
        {room: {b for a, b in rooms() if a == room and b in FLOORS[0]} for room in FLOORS[0]}
    ).prepare()


def test_a_circle_would_be_seen(tmp_path: Path) -> None:
    package = tmp_path / "ring"
    package.mkdir()
    package.joinpath("__init__.py").touch()
    package.joinpath("one.py").write_text("def f():\n    from .two import x\n")
    package.joinpath("two.py").write_text("if False:\n    from ring.one import y\n")
    assert imports(tmp_path, "ring") == {
        "ring": set(),
        "ring.one": {"ring.two"},
        "ring.two": {"ring.one"},
    }


MEDIA = re.compile(
    r"\b(image|picture|music|song|midi|speech|video|unet|diffusers|musicgen|width|height|bars|图|歌)\b"
)
KNOW_MEDIA = {
    "muse.media",  # helpers by media type
    "muse.media.display",
    "muse.contract.artifact",  # Artifact.image, by that helper
    "muse.testing.kinds",  # looks into bytes by their media type
    "muse.testing.declared",  # names heavy libraries
    "muse.device.torch_backend",
    "muse.weights.selection",  # libraries' own names of files and folders
    "muse.weights.media",
    "muse.libraries",
}
"""Modules that may: by media type, or by the names that libraries give to files."""


def test_core_knows_no_medium() -> None:
    told: dict[str, list[str]] = {}
    for module in imports(ROOT, "muse"):
        path = ROOT.joinpath(*module.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if module in KNOW_MEDIA or module.startswith("muse.cli"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if id(node) not in prose and MEDIA.search(node.value):
                told.setdefault(module, []).append(node.value)
    assert told == {}

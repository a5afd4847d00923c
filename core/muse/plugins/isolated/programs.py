"""Where uv and pip are, which build environments."""

import re
import shutil
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from muse.errors import NotReady
from muse.plugins.isolated import indexes, registry
from muse.plugins.isolated.commands import Ended, run
from muse.plugins.isolated.interpreters import Interpreter

OLDEST_UV = (0, 8)
OLDEST_PIP = (22, 3)
"""The first that works on another Python's packages, and that reports what it would install."""


@cache
def find_uv() -> str | None:
    """Return the program uv, of the path or of this Python; None where none will do."""
    places = [shutil.which("uv")]
    if find_spec("uv") is not None:
        with suppress(OSError):  # the package is there, and its program isn't
            places.append(str(import_module("uv").find_uv_bin()))
    for place in places:
        if place is None:
            continue
        try:
            told = " ".join(run([place, "--version"]))
        except Ended:
            continue
        found = re.search(r"uv (\d+)\.(\d+)", told)
        if found and (int(found[1]), int(found[2])) >= OLDEST_UV:
            return place
    return None


def pip(python: Interpreter) -> list[str]:
    """Return the command that works as pip for a Python; NotReady where there is none."""
    return _pip(str(python.path))


def pip_of(folder: Path) -> list[str]:
    """Return the command that works as pip in an environment."""
    return _pip(str(registry.interpreter(folder)))


def _pip(target: str) -> list[str]:
    """Return pip of Muse's own Python, of the target's, or uv's, as it works on a target."""
    real = str(Path(target).resolve())
    for owner in (sys.executable, real):
        command = [owner, "-m", "pip", "--python", target]
        if _works(tuple(command)):
            return command
    uv = find_uv()
    if uv is None:
        raise NotReady(
            "neither uv nor a pip of 22.3 or later is here", hint="pip install uv, or upgrade pip"
        )
    options = indexes.settings().index
    return [uv, "run", "--no-project", "--python", target, "--with", "pip", *options, "-m", "pip"]


@cache
def _works(command: tuple[str, ...]) -> bool:
    try:
        told = " ".join(run([*command, "--version"]))
    except Ended:
        return False
    found = re.search(r"pip (\d+)\.(\d+)", told)
    return bool(found and (int(found[1]), int(found[2])) >= OLDEST_PIP)

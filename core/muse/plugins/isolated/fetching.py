"""Getting the wheel of a plugin: from an index, or built of a folder or a source archive."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from muse.errors import MuseError, NotReady, RequestError
from muse.plugins.isolated import archives, builders, environments, interpreters
from muse.plugins.isolated import metadata as about_wheels
from muse.plugins.isolated.builders import NeedsBuilding
from muse.plugins.isolated.commands import Ask, Ended, Tell
from muse.plugins.isolated.interpreters import Interpreter
from muse.plugins.isolated.metadata import About
from muse.plugins.isolated.sources import Source

_TRIES = 6
"""How many Pythons an index is asked for."""


def wheel(source: Source, work: Path, ask: Ask, tell: Tell) -> tuple[Path, About, Interpreter]:
    """Return the wheel of a source, what it says of itself, and the Python that it will have.

    `ask` is called before anything is built, since that runs code of others.
    """
    into = work / "wheel"
    into.mkdir()
    text = ""
    if source.kind == "name":
        _from_index(source, into, ask, tell)
    elif source.kind == "archive" and source.path.name.endswith(".whl"):
        text = _copied(source, into)
    else:
        text = _built(source, into, ask, tell)
    path = _only(into, source.what)
    if text:
        beside(path).write_text(text, encoding="utf-8")
    with archives.wheel(path) as opened:
        about = about_wheels.read(opened, text)
    python = interpreters.find(source.python, about.wanted, about.fits, about.name)
    return path, about, python


def beside(wheel: Path) -> Path:
    """Return where the pyproject.toml lies that a wheel was built with, if its source had one."""
    return wheel.with_name(f"{wheel.name}.pyproject.toml")


def kept(environment: Path) -> Path | None:
    """Return the wheel that an environment keeps of its plugin; None where there is none."""
    found = sorted((environment / environments.WHEEL).glob("*.whl"))
    return found[0] if len(found) == 1 else None


def _from_index(source: Source, into: Path, ask: Ask, tell: Tell) -> None:
    """Get a wheel by name: for the Python asked for, or for the first that there is one for."""
    tell(f"looking for {source.what}")
    if source.python is not None:
        pythons: Iterable[Interpreter] = [interpreters.find(source.python, "", lambda found: None)]
    else:
        pythons = interpreters.each(_TRIES)
    first: Interpreter | None = None
    for python in pythons:
        first = first or python
        try:
            return builders.fetch(
                source.what, into, python, build=False, any_python=source.python is None, tell=tell
            )
        except NeedsBuilding:
            continue
        except Ended as error:
            raise error.failed(f"{source.what} can't be had") from None
    if first is None:
        raise NotReady("there is no Python of 3.9 or later here", hint="name one with --python")
    ask(
        f"there is no wheel of {source.what} for this machine; to look for its source and build "
        "it, its author's code runs on this machine. Go on?"
    )
    try:
        builders.fetch(source.what, into, first, build=True, any_python=False, tell=tell)
    except Ended as error:
        raise error.failed(f"{source.what} can't be had") from None


def _copied(source: Source, into: Path) -> str:
    """Copy a wheel; return the pyproject.toml that lies beside it, where one does."""
    try:
        shutil.copyfile(source.path, into / source.path.name)
        found = beside(source.path)
        return found.read_text(encoding="utf-8") if found.is_file() else ""
    except OSError as error:
        raise MuseError(
            f"{source.path} can't be read ({error.strerror})", hint="check the file and the disk"
        ) from None


def _built(source: Source, into: Path, ask: Ask, tell: Tell) -> str:
    """Build the wheel of a folder or source archive; return the text of its pyproject.toml."""
    text = _source_text(source)
    told = about_wheels.of_source(text, source.path.name)
    python = interpreters.find(source.python, told.python, lambda found: None, source.path.name)
    ask(
        f"{source.path.name} comes as source; to build it, its author's code runs on this "
        "machine. Go on?"
    )
    tell(f"building {source.path.name}")
    try:
        builders.choose().wheel(source.path, into, python, tell)
    except Ended as error:
        named = " ".join(told.system)
        hint = f"install what it needs of the system: apt install {named}" if named else None
        raise error.failed(f"{source.path.name} can't be built", hint) from None
    return text


def _source_text(source: Source) -> str:
    if source.kind == "archive":
        return archives.source(source.path).get("pyproject.toml", "")
    try:
        with open(source.path / "pyproject.toml", encoding="utf-8-sig") as file:
            return file.read()
    except FileNotFoundError:
        if source.path.is_dir():
            return ""  # it has a setup.py
        raise RequestError(f"{source.path} is gone") from None
    except (OSError, ValueError) as error:
        raise RequestError(f"{source.path}: pyproject.toml can't be read ({error})") from None


def _only(into: Path, what: str) -> Path:
    found = sorted(into.glob("*.whl"))
    if len(found) != 1:
        raise MuseError(f"{what} gave {len(found)} wheels", hint="it should give one")
    return found[0]

"""The Pythons of this machine, and which of them an environment can be made of."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from muse.errors import MuseError, NotReady, RequestError
from muse.plugins.isolated.commands import Ended, run

OLDEST = (3, 9)
"""The oldest Python that Muse's worker runs on."""

_NEWEST = 30
_PROBE = """
import json, os, platform, sys, sysconfig
v = sys.implementation.version
print("PROBE " + json.dumps({
    "path": getattr(sys, "_base_executable", "") or sys.executable,
    "abi": str(sysconfig.get_config_var("SOABI")) + " " + sysconfig.get_platform(),
    "markers": {
        "implementation_name": sys.implementation.name,
        "implementation_version": "%d.%d.%d" % (v.major, v.minor, v.micro),
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "platform_python_implementation": platform.python_implementation(),
        "python_full_version": platform.python_version(),
        "python_version": "%d.%d" % sys.version_info[:2],
        "sys_platform": sys.platform,
    },
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python: where it is, `3.11.7`, its ABI and platform, and its markers (PEP 508)."""

    path: Path
    version: str
    abi: str
    markers: Mapping[str, str]

    @property
    def short(self) -> tuple[int, int]:
        """The first two parts of its version."""
        major, minor = self.version.split(".")[:2]
        return int(major), int(minor)


Fits = Callable[[Interpreter], str | None]
"""Says why a Python won't do; None where it will."""


def probe(path: Path | str) -> Interpreter | None:
    """Ask an interpreter what it is; None where it can't be run, or isn't Python 3.9 at least."""
    try:
        lines = run([str(path), "-I", "-c", _PROBE])
        found = json.loads(next(line for line in lines if line.startswith("PROBE "))[6:])
        markers = found["markers"]
        made = Interpreter(
            Path(found["path"]), markers["python_full_version"], found["abi"], markers
        )
        return made if made.short >= OLDEST else None
    except (Ended, ValueError, LookupError, StopIteration):
        return None


def find(asked: str | None, wanted: str, fits: Fits, what: str = "it") -> Interpreter:
    """Return the Python for a plugin: the one that was asked for, Muse's own, or the newest.

    `asked` is a version (`3.10`), a path or a specifier, `wanted` the specifier of the plugin,
    `what` its name. NotReady says which is wanted where there is none that will do.
    """
    if asked is not None:
        return _asked(asked, fits)
    spec = SpecifierSet(wanted)
    why = None
    for path in candidates():
        short = _version_in(path.name)
        if short and not any(spec.contains(f"{short}.{n}", True) for n in range(60)):
            continue
        found = _probed(path)
        if found is None or not spec.contains(found.version, prereleases=True):
            continue
        wrong = fits(found)
        if wrong is None:
            return found
        why = why or wrong
    if why is not None:
        raise NotReady(why, hint="give another with --python")
    raise NotReady(f"{what} wants Python {spec or '>=3.9'}, and none here is one", hint=_hint(spec))


def _hint(spec: SpecifierSet) -> str:
    """Say how to get a Python that a specifier allows."""
    versions = [f"3.{minor}" for minor in (*range(13, OLDEST[1] - 1, -1), *range(14, _NEWEST))]
    good = [v for v in versions if any(spec.contains(f"{v}.{n}", True) for n in range(60))]
    how = f" (apt install python{good[0]}, or uv python install {good[0]})" if good else ""
    return f"install one{how}, or name it with --python PATH"


def check_asked(asked: str) -> None:
    """Raise RequestError for what can't be meant by `--python`."""
    if _is_path(asked) or re.fullmatch(r"(python)?\d+(\.\d+){0,2}", asked):
        return
    try:
        SpecifierSet(asked)
    except InvalidSpecifier:
        raise RequestError(
            f"--python: {asked[:60]!r} is no Python", hint="give 3.10, '>=3.9,<3.12' or a path"
        ) from None


def _asked(asked: str, fits: Fits) -> Interpreter:
    check_asked(asked)
    if _is_path(asked):
        found = probe(Path(asked).expanduser())
        if found is None:
            raise RequestError(f"--python: {asked} is no Python of 3.9 or later")
    else:
        number = asked.removeprefix("python")
        parts = number.count(".") + 1
        exact = number[:1].isdigit()
        spec = f"=={number}" + (".*" if parts < 3 else "") if exact else number
        try:
            found = find(None, spec, lambda each: None)
        except NotReady:
            raise NotReady(
                f"--python: there is no Python {number} here",
                hint=f"there are {', '.join(versions()) or 'none'}; or give a path",
            ) from None
    wrong = fits(found)
    if wrong is not None:
        raise RequestError(wrong, hint=f"--python {asked} was asked for")
    return found


def versions() -> list[str]:
    """Return the versions of the Pythons that are here, from 3.9 on, each once."""
    found = {made.version for made in map(_probed, candidates()) if made is not None}
    return sorted(found, key=lambda version: [int(p) for p in re.findall(r"\d+", version)])


def each(most: int) -> Iterator[Interpreter]:
    """Yield the Pythons that are here, one of each version (3.11), Muse's own first."""
    seen: set[tuple[int, int]] = set()
    for path in candidates():
        found = _probed(path)
        if found is not None and found.short not in seen and len(seen) < most:
            seen.add(found.short)
            yield found


def candidates() -> Iterator[Path]:
    """Yield where Pythons are: Muse's own first, then the newest of the path, of pyenv and uv."""
    yield Path(getattr(sys, "_base_executable", "") or sys.executable)
    for minor in range(_NEWEST, OLDEST[1] - 1, -1):
        name = f"python3.{minor}"
        found = shutil.which(name)
        if found:
            yield Path(found)
        for root in _roots():
            for folder in sorted(root.glob(f"*3.{minor}.*"), reverse=True):
                if (folder / "bin" / name).exists():
                    yield folder / "bin" / name


def _roots() -> list[Path]:
    """Return the folders in which other programs keep Pythons, one in a folder."""
    home = Path("~").expanduser()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return [
        Path(os.environ.get("PYENV_ROOT") or home / ".pyenv") / "versions",
        Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or data / "uv/python"),
    ]


@cache
def _probed(path: Path) -> Interpreter | None:
    return probe(path)


def _is_path(asked: str) -> bool:
    return os.sep in asked or asked.startswith("~") or Path(asked).is_file()


def _version_in(name: str) -> str | None:
    found = re.fullmatch(r"python(3\.\d+)", name)
    return found[1] if found else None


def no_fit(found: Interpreter, what: str, wanted: str) -> str | None:
    """Say that a Python isn't what a plugin's metadata wants; None where it is."""
    try:
        if SpecifierSet(wanted).contains(found.version, prereleases=True):
            return None
    except InvalidSpecifier:
        raise MuseError(f"{what} wants the Python {wanted[:60]!r}, which is none") from None
    return f"{what} wants Python {wanted}, and {found.path} is {found.version}"

"""What is installed isolated: a record for each distribution, and whether it is still true.

The records lie in `isolated/` of the data folder; the index of entry points reads them too
(`muse.entry_points`), so that `muse --help` knows what they bring without importing anything.
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from muse import entry_points, files
from muse.contract.version import CONTRACT
from muse.errors import MuseError, described

FORMAT = 1
"""The format of a record; one of another format is stale."""

NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,98}[a-z0-9])?", re.ASCII)
"""What a distribution can be called, as the index has its name."""

_LARGEST = 2**26
_PLACE = re.compile(r"[a-z0-9][a-z0-9.-]*-[0-9a-f]{12}", re.ASCII)


@dataclass(frozen=True)
class Installed:
    """A distribution in an environment of its own, as it was when it was installed.

    `source` is what was asked (what, and options), `lock` the SHA-256 that names the environment,
    `muse` and `contract` the versions of what exported `generators` (by name), `base` the Python
    that the environment is made of: its path, size and time of change (ns); `size` is in bytes.
    """

    distribution: str
    version: str
    summary: str
    source: Mapping[str, Any]
    environment: Path
    lock: str
    python: str
    base: tuple[str, int, int]
    muse: str
    contract: str
    network: bool
    size: int
    packages: Mapping[str, str]
    entries: tuple[tuple[str, str, str], ...]
    generators: Mapping[str, Any]
    made_in: int = FORMAT

    @property
    def python_path(self) -> Path:
        """The interpreter of the environment."""
        return interpreter(self.environment)

    @property
    def state(self) -> Path:
        """The folder that its workers may write to and keep."""
        return folder() / "state" / self.distribution

    @property
    def sandbox(self) -> bool:
        """Whether it was installed to work in a sandbox, where there can be one."""
        return self.source.get("sandbox") is not False

    @property
    def modules(self) -> dict[str, str]:
        """The generators by name, each as `module:attribute`."""
        return {n: value for group, n, value in self.entries if group == "muse" and "." in n}


def folder() -> Path:
    """Return the folder of the records, the environments and the states."""
    return files.expanded(entry_points.isolated_folder())


def environments() -> Path:
    """Return the folder of the environments."""
    return folder() / "environments"


def path_of(distribution: str) -> Path:
    """Return where the record of a distribution is; ValueError for what can't be a name."""
    name = entry_points.normal(distribution)
    if not NAME.fullmatch(name):
        raise ValueError(f"{distribution[:60]!r} is no name of a distribution")
    return folder() / f"{name}.json"


def interpreter(environment: Path) -> Path:
    """Return the Python of an environment."""
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def installed() -> list[Installed]:
    """Return what is installed isolated, by name; damaged records are passed over (`damaged`)."""
    found = [_read(path) for path in _records()]
    return [each for each in found if isinstance(each, Installed)]


def damaged() -> dict[str, str]:
    """Return the distributions whose record can't be read, and why."""
    found = {path.stem: _read(path) for path in _records()}
    return {name: each for name, each in found.items() if isinstance(each, str)}


def find(distribution: str) -> Installed | None:
    """Return a distribution that is installed isolated; None where it isn't."""
    try:
        found = _read(path_of(distribution))
    except ValueError:
        return None
    return found if isinstance(found, Installed) else None


def stale(plugin: Installed) -> str | None:
    """Say in a sentence why a plugin has to be upgraded first, and how; None where it needn't be.

    It looks at files alone: no process is started.
    """
    why = _stale(plugin)
    name = plugin.distribution
    if why is None:
        return None
    newer = find(name)
    if newer is not None and newer.environment != plugin.environment and _stale(newer) is None:
        return f"{name} was upgraded since this program began; start it again"
    return f"{name} {why}; muse plugins upgrade {name}"


def _stale(plugin: Installed) -> str | None:
    ours = own_version()
    if plugin.made_in != FORMAT:
        return "was installed by a Muse that kept other records"
    if not plugin.environment.is_dir():
        return "has lost its environment"
    if plugin.contract != CONTRACT:
        return f"was prepared for contract {plugin.contract}, and this Muse keeps {CONTRACT}"
    if plugin.muse != ours:
        return f"was prepared by Muse {plugin.muse}, and this is {ours}"
    now = base_of(plugin.environment)
    if now is None:
        return f"has lost its Python ({plugin.base[0]})"
    if now != plugin.base:
        return f"was built with Python {plugin.python}, which was changed since"
    return None


@cache
def own_version() -> str:
    """Return the version of this Muse."""
    try:
        return version(entry_points.OWN)
    except PackageNotFoundError:
        return "unknown"


def base_of(environment: Path) -> tuple[str, int, int] | None:
    """Return the Python that an environment is made of (`Installed.base`); None where it's gone."""
    try:
        real = os.path.realpath(interpreter(environment), strict=True)
        found = os.stat(real)
    except OSError:
        return None
    return real, found.st_size, found.st_mtime_ns


def write(plugin: Installed) -> None:
    """Keep the record of a plugin, in place of one that it had."""
    told = {f.name: getattr(plugin, f.name) for f in fields(plugin)}
    told["environment"] = plugin.environment.name
    told = {"format": told.pop("made_in"), **told}
    data = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    files.write(path_of(plugin.distribution), data, force=True)


def forget(distribution: str) -> None:
    """Remove the record of a distribution, where there is one."""
    path = path_of(distribution)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise MuseError(
            f"{path} can't be removed ({error.strerror})", hint="check its folder"
        ) from None


def _records() -> list[Path]:
    with suppress(OSError):
        return sorted(p for p in folder().iterdir() if p.suffix == ".json" and p.name[0] != ".")
    return []


def _read(path: Path) -> Installed | str | None:
    """Return what a record holds, or what is wrong with it; None where there is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            return f"it has more than {_LARGEST} bytes"
        return _parsed(json.loads(data), path.stem)
    except FileNotFoundError:
        return None
    except OSError as error:
        return error.strerror or str(error)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        return described(error)


def _parsed(kept: dict[str, Any], name: str) -> Installed:
    place = kept["environment"]
    if kept["distribution"] != name or not NAME.fullmatch(name):
        raise ValueError("it is the record of another distribution")
    if not isinstance(place, str) or not _PLACE.fullmatch(place):
        raise ValueError("it names no environment")
    text = {key: kept[key] for key in ("version", "summary", "lock", "python", "muse", "contract")}
    if not all(isinstance(value, str) for value in text.values()):
        raise ValueError("it is no record of a plugin")
    path, size, changed = kept["base"]
    entries = tuple((str(group), str(n), str(value)) for group, n, value in kept["entries"])
    return Installed(
        distribution=name,
        **text,
        source=dict(kept["source"]),
        environment=environments() / place,
        base=(str(path), int(size), int(changed)),
        network=kept["network"] is True,
        size=int(kept["size"]),
        packages={str(n): str(v) for n, v in kept["packages"].items()},
        entries=entries,
        generators=dict(kept["generators"]),
        made_in=int(kept["format"]),
    )

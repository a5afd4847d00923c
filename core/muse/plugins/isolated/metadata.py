"""What a plugin says of itself: its requirements, what it brings, and the environment it asks for.

`[tool.muse.isolated]` of its pyproject.toml is the latter. A wheel carries that file inside its
package (`muse_dots/pyproject.toml`) or beside its module (`muse_dots.pyproject.toml`).
"""

import configparser
import re
import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from email.parser import HeaderParser
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
from packaging.version import InvalidVersion, Version

from muse import entry_points
from muse.contract.version import refusal
from muse.errors import PluginError, printable
from muse.plugins.isolated import archives, registry
from muse.plugins.isolated.interpreters import OLDEST, Interpreter, no_fit
from muse.suggest import nearest

CONTRACT_NEEDS = (
    "pydantic>=2.10",
    "pluggy>=1.6",
    "platformdirs>=4",
    'eval_type_backport ; python_version < "3.10"',
    "numpy",  # of any version: item.rng
)
"""What the part of Muse needs that a worker imports."""

_SYSTEM = re.compile(r"[a-z0-9][a-z0-9.+-]{0,80}", re.ASCII)


@dataclass(frozen=True)
class Wishes:
    """The table `[tool.muse.isolated]`: Pythons that will do, requirements beside and instead."""

    python: str = ""
    dependencies: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    network: bool = False


@dataclass(frozen=True)
class About:
    """A plugin's distribution, by its wheel: `digest` stands for its bytes."""

    name: str
    version: str
    summary: str
    python: str
    requires: tuple[Requirement, ...]
    entries: tuple[tuple[str, str, str], ...]
    wishes: Wishes
    digest: str
    tags: frozenset[Tag]

    @property
    def wanted(self) -> str:
        """The Pythons that will do, as one specifier."""
        return _all(self.python, self.wishes.python)

    @property
    def generators(self) -> dict[str, str]:
        """The generators that it brings: `module:attribute` by name."""
        return {n: value for group, n, value in self.entries if group == "muse" and "." in n}

    @property
    def unused(self) -> list[str]:
        """What it brings that an isolated plugin can't: hooks, commands, pages."""
        told = {"muse": "hooks", "muse.commands": "commands"}
        kept = {"muse.contract", "muse.defaults"}
        found = {
            told.get(group, group.removeprefix("muse."))
            for group, name, _ in self.entries
            if group not in kept and not (group == "muse" and "." in name)
        }
        return sorted(found)

    def fits(self, python: Interpreter) -> str | None:
        """Say why a Python won't do for it; None where it will."""
        wrong = no_fit(python, self.name, self.wanted)
        taken = supported(python)
        if wrong is None and taken is not None and not self.tags & taken:
            shown = ", ".join(sorted(map(str, self.tags))[:3])
            return f"the wheel of {self.name} is for {shown}, and this is {python.abi}"
        return wrong

    def needs(self, extras: Set[str], python: Interpreter) -> list[str]:
        """Return the requirements of its environment there, without Muse itself.

        PluginError where it wants another Muse than this one.
        """
        found = []
        for each in self.requires:
            if not _holds(each, extras, python):
                continue
            if entry_points.normal(each.name) == entry_points.OWN:
                ours = registry.own_version()
                if ours != "unknown" and not each.specifier.contains(ours, prereleases=True):
                    raise PluginError(
                        f"{self.name} asks for {each.name}{each.specifier}, and this is {ours}",
                        hint="pip install --upgrade muse-host, or another version of the plugin",
                    )
                continue
            each = Requirement(str(each))
            each.marker = None
            found.append(str(each))
        return [*found, *self.wishes.dependencies, *CONTRACT_NEEDS]


def _holds(each: Requirement, extras: Set[str], python: Interpreter) -> bool:
    if each.marker is None:
        return True
    asked: tuple[str, ...] = ("", *extras)
    return any(each.marker.evaluate({**python.markers, "extra": extra}) for extra in asked)


def supported(python: Interpreter) -> set[Tag] | None:
    """Return the tags of the wheels that a Python of this machine takes; None if we can't say."""
    if python.markers.get("implementation_name") != "cpython":
        return None
    name = f"cp{python.short[0]}{python.short[1]}"
    return {*cpython_tags(python.short), *compatible_tags(python.short, name)}


def read(wheel: archives.Wheel, source: str = "") -> About:
    """Return what a wheel says of itself; `source` is the pyproject.toml that it was built of.

    PluginError or RequestError says what is wrong with it.
    """
    told = HeaderParser().parsestr(wheel.text(f"{wheel.info}/METADATA"))
    name = entry_points.normal(str(told["Name"] or ""))
    if not registry.NAME.fullmatch(name):
        raise PluginError(f"{wheel.path.name} can't be installed: its metadata has no name")
    try:
        stated, version, _, tags = parse_wheel_filename(wheel.path.name)
    except InvalidWheelFilename as error:
        raise PluginError(f"{wheel.path.name} can't be installed: {printable(error)}") from None
    if stated != canonicalize_name(name) or str(version) != _normal(str(told["Version"])):
        raise PluginError(
            f"{wheel.path.name} can't be installed: inside it is {name} {told['Version']}"
        )
    table = _table(wheel, name) or _isolated(source, f"{name}: pyproject.toml") or {}
    about = About(
        name,
        str(told["Version"]),
        " ".join(printable(told["Summary"] or "").split())[:300],
        _specifier(str(told["Requires-Python"] or ""), f"{name}: Requires-Python"),
        tuple(_requirement(r, name) for r in told.get_all("Requires-Dist", [])),
        _entries(wheel.text(f"{wheel.info}/entry_points.txt"), name),
        wishes(table, name),
        wheel.digest(),
        tags,
    )
    _check(about)
    return about


def _normal(version: str) -> str:
    """Return a version as the name of a wheel has it."""
    try:
        return str(Version(version))
    except InvalidVersion:
        return version


def _check(about: About) -> None:
    """Refuse what isn't a plugin that can be isolated."""
    if about.name == entry_points.OWN:
        raise PluginError(f"{about.name} is Muse itself", hint="give a plugin")
    if not about.generators:
        brings = (
            f"; it brings {', '.join(about.unused)}, which work in Muse's own environment alone"
        )
        raise PluginError(
            f"{about.name} brings no generator{brings if about.unused else ''}",
            hint=f"pip install {about.name}" if about.unused else "is it a plugin of Muse?",
        )
    for group, made_for, _ in about.entries:
        wrong = refusal(made_for) if group == "muse.contract" else None
        if wrong is not None:
            raise PluginError(f"{about.name} can't be used: {wrong}")


def _table(wheel: archives.Wheel, name: str) -> dict[str, Any] | None:
    """Return the table that a wheel carries in its package, or beside its module."""
    for path in sorted(wheel.names):
        package, _, rest = path.partition("/")
        inside = rest == "pyproject.toml" and not package.endswith((".dist-info", ".data"))
        if inside or (not rest and path.endswith(".pyproject.toml")):
            found = _isolated(wheel.text(path), f"{name}: {path}")
            if found is not None:
                return found
    return None


def _isolated(text: str, where: str) -> dict[str, Any] | None:
    try:
        tool = tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PluginError(f"{where} can't be read ({printable(error)[:120]})") from None
    muse = tool.get("muse", {}) if isinstance(tool, dict) else {}
    found = muse.get("isolated") if isinstance(muse, dict) else None
    if found is not None and not isinstance(found, dict):
        raise PluginError(f"{where}: tool.muse.isolated is no table")
    return found


def wishes(table: Mapping[str, Any], name: str) -> Wishes:
    """Return what the table `[tool.muse.isolated]` asks for; PluginError names what is wrong."""
    where = f"{name}: tool.muse.isolated"
    known = ("python", "dependencies", "overrides", "system", "network")
    for key in table:
        if key not in known:
            near = nearest(key, list(known))
            hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
            raise PluginError(f"{where}.{printable(key)[:40]} is unknown", hint=hint)
    python, network = table.get("python", ""), table.get("network", False)
    if not isinstance(python, str):
        raise PluginError(f"{where}.python is no text such as '>=3.9,<3.12'")
    if not isinstance(network, bool):
        raise PluginError(f"{where}.network is neither true nor false")
    lists = {key: _texts(table.get(key, []), f"{where}.{key}") for key in known[1:4]}
    for key in ("dependencies", "overrides"):
        for text in lists[key]:
            _requirement(text, f"{where}.{key}")
    for text in lists["system"]:
        if not _SYSTEM.fullmatch(text):
            raise PluginError(f"{where}.system: {text[:40]!r} is no name of a Debian package")
    return Wishes(_specifier(python, f"{where}.python"), network=network, **lists)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise PluginError(f"{where} is no list of texts")
    return tuple(value)


def of_source(text: str, name: str) -> Wishes:
    """Return what a source asks for before it is built, by its pyproject.toml; also the Pythons.

    `python` has what the project itself requires, too.
    """
    asked = wishes(_isolated(text, f"{name}: pyproject.toml") or {}, name)
    project = tomllib.loads(text).get("project", {})
    required = project.get("requires-python", "") if isinstance(project, dict) else ""
    _specifier(str(required), f"{name}: requires-python")
    return replace(asked, python=_all(str(required), asked.python))


def _all(*specifiers: str) -> str:
    """Return the specifier that has all of several, and what the worker needs."""
    oldest = f">={'.'.join(map(str, OLDEST))}"
    return str(SpecifierSet(",".join(each for each in (*specifiers, oldest) if each)))


def _specifier(text: str, where: str) -> str:
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        raise PluginError(f"{where}: {printable(text)[:60]!r} is no range of versions") from None
    return text


def _requirement(text: str, where: str) -> Requirement:
    try:
        return Requirement(text)
    except InvalidRequirement:
        raise PluginError(f"{where}: {printable(text)[:60]!r} is no requirement") from None


def _entries(text: str, name: str) -> tuple[tuple[str, str, str], ...]:
    """Return the entry points of Muse's groups."""
    parser = configparser.ConfigParser(
        delimiters=("=",), comment_prefixes=("#",), interpolation=None, strict=False
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise PluginError(
            f"{name}: entry_points.txt can't be read ({printable(error)[:120]})"
        ) from None
    groups = [group for group in parser.sections() if f"{group}.".startswith("muse.")]
    return tuple((g, n, value.strip()) for g in groups for n, value in parser[g].items())

"""The recipe: all that is needed to make an artifact again, and how a file carries it.

A recipe holds no time, no path and name of a file, of a host or a user, so that the same condition
and seed give the same file, and so that a file can be passed on without telling on its maker.
"""

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import PurePath
from typing import Any

from muse.contract.condition import Condition
from muse.contract.hooks import Format
from muse.contract.item import Item
from muse.contract.order import DEEPEST
from muse.errors import MuseError, RequestError
from muse.media import keys

VERSION = 1
LARGEST = 4 * 2**20
"""Bytes of a recipe that are read at most."""

_MARK = "muse"
_REQUIRED = frozenset(("generator", "condition", "payload"))
_PARTS: dict[str, type] = {
    **{name: str for name in ("generator", "distribution", "version")},
    **{name: dict for name in ("asked", "condition", "environment", "payload", "weights", "parts")},
}
_GENERATOR = re.compile(r"[a-z0-9_-]{1,60}\.[a-z0-9_-]{1,60}(:train)?")
_DISTRIBUTION = re.compile(r"[\w.-]{0,100}", re.ASCII)
_SUFFIX = re.compile(r"\.[a-z0-9.]{1,12}")
_HASH = re.compile(r"[0-9a-f]{64}")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def build(
    *,
    generator: str,
    distribution: str,
    version: str,
    environment: Mapping[str, str],
    asked: Mapping[str, Any],
    condition: Condition,
    item: Item,
    payloads: Mapping[str, str],
    weights: Mapping[str, Any] | None = None,
    parts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the recipe of one item.

    `environment` is what it is made in (`made_in`). `condition` is kept as asked and as resolved
    for this item alone: its own seed, count 1.
    `weights` are the pins of what was loaded, by name, `parts` the recipes of what other generators
    made for it, by what they are called. `payloads` are the SHA-256 of each file as
    it was before a recipe was put inside.
    """
    resolved = of_item(condition, item)
    made = {
        _MARK: VERSION,
        "generator": generator,
        "distribution": distribution,
        "version": version,
        "asked": _nameless(asked),
        "condition": resolved,
        "environment": dict(environment),
        "payload": dict(payloads),
    }
    made |= {"weights": dict(weights)} if weights else {}
    return made | {"parts": dict(parts)} if parts else made


def of_item(condition: Condition, item: Item) -> dict[str, Any]:
    """Return a resolved condition as JSON for an item alone: its own seed, count 1."""
    return _nameless(condition.model_dump(mode="json") | {"seed": item.seed, "count": 1})


def _nameless(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields whose files are named after them: what a user's files are called is theirs."""

    def named(field: str, value: Any) -> Any:
        if isinstance(value, list):
            return [named(field, each) for each in value]
        if isinstance(value, Mapping) and value.keys() == {"name", "sha256"}:
            suffix = PurePath(str(value["name"])).suffix.lower()
            return {**value, "name": field + (suffix if _SUFFIX.fullmatch(suffix) else "")}
        return value

    return {field: named(field, value) for field, value in values.items()}


@cache
def environment(packages: tuple[str, ...]) -> dict[str, str]:
    """Return the versions that decide about a result: Python, the machine's kind, distributions."""
    from importlib.metadata import PackageNotFoundError, version

    found = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}".lower(),
    }
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def made_in(generator: Any) -> dict[str, str]:
    """Return what a generator's recipes record of its environment.

    Of one in an environment of its own that is the `lock` too, which names all that is in it.
    """
    locked: Mapping[str, str] | None = getattr(generator, "locked", None)
    if locked is None:
        return environment(tuple(generator.environment))
    return {**environment(()), **locked}


def environment_differences(
    recipe: Mapping[str, Any], version: str, now: Mapping[str, str] | None = None
) -> dict[str, list[str]]:
    """Return name -> [then, now] for the generator's version and all of the environment.

    `now` is that of a new recipe; of one that was made in Muse's own environment, what it doesn't
    tell is what is installed there.
    """
    then, now = dict(recipe.get("environment", {})), dict(now or {})
    if "lock" not in then and "lock" not in now:
        names = (name for name in then if name not in ("python", "machine"))
        now = {**environment(tuple(names)), **now}
    then["generator"] = str(recipe.get("version", ""))
    now["generator"] = version
    return {
        name: [then.get(name, "-"), now.get(name, "-")]
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    }


def weights_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return name -> [then, now] for weights of another revision, or whose files are others."""
    found = {}
    before, after = then.get("weights", {}), now.get("weights", {})
    for name in sorted({*before, *after}):
        one, other = (_bytes_of(each.get(name, {})) for each in (before, after))
        if one != other:
            revisions = [str(pin.get("revision") or "-") for pin in (one, other)]
            files = sum(
                one.get("files", {}).get(f) != other.get("files", {}).get(f)
                for f in {*one.get("files", {}), *other.get("files", {})}
            )
            found[f"weights {name}"] = [revisions[0], f"{revisions[1]} ({files} other files)"]
    return found


def _bytes_of(pin: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of a pin says which bytes it means; its licence doesn't."""
    return {name: value for name, value in pin.items() if name != "licence"}


def dumps(recipe: Mapping[str, Any]) -> str:
    """Return a recipe as one line of JSON in ASCII, keys in order."""
    return json.dumps(recipe, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> dict[str, Any]:
    """Read what `dumps` gave; MuseError when it is no recipe or a newer one."""
    if len(text) > LARGEST:
        raise RequestError(f"the recipe in the file has more than {LARGEST // 2**20} MiB")
    try:
        recipe = json.loads(text)
    except (ValueError, RecursionError):
        recipe = None
    if not isinstance(recipe, dict) or not isinstance(recipe.get(_MARK), int):
        raise RequestError("the recipe in the file isn't one of Muse")
    if recipe[_MARK] > VERSION:
        raise MuseError(
            "the recipe was written by a newer Muse", hint="pip install --upgrade muse-host"
        )
    checked(recipe)
    return recipe


def checked(recipe: Mapping[str, Any], depth: int = 0) -> None:
    """Look at all of a recipe, which may come from anybody; RequestError names the odd."""
    for name, kind in _PARTS.items():
        if name not in recipe and name not in _REQUIRED:
            continue
        if not isinstance(recipe.get(name), kind):
            raise RequestError(f"the recipe has no {name} that can be used")
    if not _GENERATOR.fullmatch(recipe["generator"]):
        raise RequestError("the generator that the recipe names can't be one")
    if not _DISTRIBUTION.fullmatch(recipe.get("distribution", "")):
        raise RequestError("the distribution that the recipe names can't be one")
    sums = [(suffix, str(value)) for suffix, value in recipe["payload"].items()]
    if not sums or not all(keys.is_key(s) and _HASH.fullmatch(value) for s, value in sums):
        raise RequestError("the recipe's payload isn't suffixes with their SHA-256")
    if not all(isinstance(value, str) for value in recipe.get("environment", {}).values()):
        raise RequestError("the recipe's environment isn't versions by name")
    for pin in recipe.get("weights", {}).values():
        files = pin.get("files", {}) if isinstance(pin, dict) else None
        if not isinstance(files, dict) or not isinstance(pin.get("revision"), str | None):
            raise RequestError("the recipe's weights aren't pins by name")
    for part in recipe.get("parts", {}).values():
        if not isinstance(part, dict) or depth > DEEPEST:
            raise RequestError("the recipe's parts aren't recipes by name")
        checked(part, depth + 1)


def parts(recipe: Mapping[str, Any], above: str = "") -> dict[str, dict[str, Any]]:
    """Return the recipes of all parts and their parts: "cover", "film: scene-1/picture"."""
    found: dict[str, dict[str, Any]] = {}
    for called, part in recipe.get("parts", {}).items():
        found[f"{above}{called}"] = part
        found |= parts(part, f"{above}{called}: ")
    return found


def parts_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return called -> [then, now] for parts that have other bytes, or that one side lacks."""
    before, after = parts(then), parts(now)
    found = {}
    for called in [*before, *(name for name in after if name not in before)]:
        one, other = (each.get(called, {}).get("payload", {}) for each in (before, after))
        if one != other:
            found[f"part {called}"] = [_short(one), _short(other)]
    return found


def _short(payload: Mapping[str, Any]) -> str:
    return ", ".join(f"{suffix} {str(value)[:12]}" for suffix, value in payload.items()) or "-"


def extract(data: bytes, formats: Iterable[Format]) -> tuple[bytes, dict[str, Any]] | None:
    """Return a file's bytes without the recipe it carries, and the recipe; None if it has none."""
    for fmt in formats:
        found = fmt.extract(data) if fmt.extract else None
        if found is not None:
            return found[0], loads(found[1])
    return None

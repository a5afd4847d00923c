"""The recipe: all that is needed to make an artifact again, and how a file carries it.

A recipe holds no time, path, host or user name, so that the same condition and seed give the same
file, and so that a file can be passed on without telling on its maker.
"""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from muse.contract.condition import Condition
from muse.contract.hooks import Format
from muse.contract.item import Item
from muse.errors import MuseError

VERSION = 1
_MARK = "muse"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def build(
    *,
    generator: str,
    distribution: str,
    version: str,
    packages: Iterable[str],
    asked: Mapping[str, Any],
    condition: Condition,
    item: Item,
    payloads: Mapping[str, bytes],
    weights: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the recipe of one item.

    `condition` is kept as asked and as resolved for this item alone: its own seed, count 1.
    `weights` are the pins of what was loaded, by name. `payload` has the SHA-256 of each file as
    it was before a recipe was put inside.
    """
    resolved = condition.model_dump(mode="json") | {"seed": item.seed, "count": 1}
    made = {
        _MARK: VERSION,
        "generator": generator,
        "distribution": distribution,
        "version": version,
        "asked": dict(asked),
        "condition": resolved,
        "environment": environment(tuple(packages)),
        "payload": {suffix: sha256(data) for suffix, data in payloads.items()},
    }
    return made | {"weights": dict(weights)} if weights else made


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


def environment_differences(recipe: Mapping[str, Any], version: str) -> dict[str, list[str]]:
    """Return name -> [then, now] for the generator's version and all of the environment."""
    then = dict(recipe.get("environment", {}))
    now = environment(tuple(name for name in then if name not in ("python", "machine")))
    then["generator"] = str(recipe.get("version", ""))
    now = {**now, "generator": version}
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
        one, other = before.get(name, {}), after.get(name, {})
        if one != other:
            revisions = [str(pin.get("revision") or "-") for pin in (one, other)]
            files = sum(
                one.get("files", {}).get(f) != other.get("files", {}).get(f)
                for f in {*one.get("files", {}), *other.get("files", {})}
            )
            found[f"weights {name}"] = [revisions[0], f"{revisions[1]} ({files} other files)"]
    return found


def dumps(recipe: Mapping[str, Any]) -> str:
    """Return a recipe as one line of JSON in ASCII, keys in order."""
    return json.dumps(recipe, sort_keys=True, separators=(",", ":"))


def loads(text: str) -> dict[str, Any]:
    """Read what `dumps` gave; MuseError when it is no recipe or a newer one."""
    try:
        recipe = json.loads(text)
    except ValueError:
        recipe = None
    if not isinstance(recipe, dict) or not isinstance(recipe.get(_MARK), int):
        raise MuseError("the recipe in the file isn't one of Muse")
    if recipe[_MARK] > VERSION:
        raise MuseError(
            "the recipe was written by a newer Muse", hint="pip install --upgrade muse-host"
        )
    for name, kind in (("generator", str), ("condition", dict), ("payload", dict)):
        if not isinstance(recipe.get(name), kind):
            raise MuseError(f"the recipe has no {name}")
    return recipe


def extract(data: bytes, formats: Iterable[Format]) -> tuple[bytes, dict[str, Any]] | None:
    """Return a file's bytes without the recipe it carries, and the recipe; None if it has none."""
    for fmt in formats:
        found = fmt.extract(data) if fmt.extract else None
        if found is not None:
            return found[0], loads(found[1])
    return None

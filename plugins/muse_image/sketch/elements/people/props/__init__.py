"""Things that hands hold, by group; each module of this folder has its own `FORMS`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from ....catalogue import Form


@cache
def forms() -> dict[str, Form]:
    """Return the forms of all groups; two of one name are refused."""
    made: dict[str, Form] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        name = file.name.removesuffix(".py")
        if not file.name.endswith(".py") or name.startswith("_"):
            continue
        group: dict[str, Form] = getattr(import_module(f"{__package__}.{name}"), "FORMS", {})
        twice = made.keys() & group.keys()
        if twice:
            raise ValueError(f"props/{name}.py: defined twice: {', '.join(sorted(twice))}")
        made |= group
    return made


@cache
def holds() -> Mapping[str, Any]:
    """Return how each thing is held: a table of props.toml."""
    text = files(f"{__package__}").joinpath("../props.toml").read_text("utf-8")
    told: Mapping[str, Any] = tomllib.loads(text)
    return {name: {**told.get(rule.get("like", ""), {}), **rule} for name, rule in told.items()}

"""Things that hands hold, by group; each module of this folder has its own `FORMS`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ....catalogue import Form, gathered


@cache
def forms() -> dict[str, Form]:
    """Return the forms of all groups."""
    return gathered(__package__)


@cache
def holds() -> Mapping[str, Any]:
    """Return how each thing is held: a table of props.toml."""
    text = files(f"{__package__}").joinpath("../props.toml").read_text("utf-8")
    told: Mapping[str, Any] = tomllib.loads(text)
    return {name: {**told.get(rule.get("like", ""), {}), **rule} for name, rule in told.items()}

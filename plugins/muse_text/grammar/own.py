"""Muse's own tables: TOML files under `data/<language>/`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


class Broken(ValueError):
    """What is wrong with a pack, in words."""


@cache
def own(language: str, name: str) -> dict[str, Any]:
    """Return a TOML file of Muse's own, such as ("en", "worlds/sea"); empty when there is none."""
    path = files(__package__).joinpath("data", language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def own_names(language: str, folder: str = "") -> tuple[str, ...]:
    """Return the names of Muse's own files in a folder of a language, sorted."""
    place = files(__package__).joinpath("data", language, *([folder] if folder else []))
    found = (entry.name for entry in place.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))

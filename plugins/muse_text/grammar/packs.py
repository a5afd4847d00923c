"""Moulds and words as data: TOML files under `data/<language>/`, read when first needed.

`genres/` holds one world per file, `plots/` one chain of beats per file; each file says at its
top what it holds. A new file in either folder is a new genre or plot: nothing lists them in code.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from muse import Lexicon


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return a TOML file of a language, such as ("en", "plots/love")."""
    path = files(__package__).joinpath("data", language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def names(language: str, folder: str) -> tuple[str, ...]:
    """Return the names of the packs in a folder of a language, sorted."""
    folder_path = files(__package__).joinpath("data", language, folder)
    found = (entry.name for entry in folder_path.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def genre(language: str, name: str) -> dict[str, Any]:
    """Return a genre: the places, things, names and sentences of one kind of world."""
    return table(language, f"genres/{name}")


def plot(language: str, name: str) -> dict[str, Any]:
    """Return a plot: its beats, each with the passages that can tell it."""
    return table(language, f"plots/{name}")


@cache
def cues(language: str, field: str) -> Lexicon:
    """Return the words by which genres or themes are known in what somebody asks."""
    if field == "genre":
        values = {name: genre(language, name)["cues"] for name in names(language, "genres")}
    else:
        values = {name: theme["cues"] for name, theme in table(language, "themes").items()}
    return Lexicon({field: values})


def count_cues(language: str, field: str, text: str) -> dict[str, int]:
    """Count how often a text names each genre or theme: value -> occurrences, in order."""
    counted: dict[str, int] = {}
    for match in cues(language, field).find(text):
        if not match.negated:
            counted[match.value] = counted.get(match.value, 0) + 1
    return counted

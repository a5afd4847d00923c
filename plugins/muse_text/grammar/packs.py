"""Templates and words as data: TOML files under `data/<language>/` and in the packs of others.

`genres/` holds one world per file, `plots/` one chain of beats per file; each file says at its
top what it holds. A new file in either folder is a new genre or plot: nothing lists them in code.
"""

from functools import cache
from typing import Any

from muse import Lexicon

from . import sources


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return a table of a language, such as ("en", "plots/love"), with what packs add to it."""
    found = sources.own(language, name)
    for pack in sources.packs():
        if more := pack.tables.get((language, name)):
            found = sources.merged(found, more) if found else more
    return found


@cache
def names(language: str, folder: str) -> tuple[str, ...]:
    """Return the names of the tables in a folder of a language, sorted."""
    found = set(sources.own_names(language, folder))
    for pack in sources.packs():
        for of, name in pack.tables:
            if of == language and name.startswith(f"{folder}/"):
                found.add(name.removeprefix(f"{folder}/"))
    return tuple(sorted(found))


def notes() -> list[str]:
    """Return what is to be told of others' packs: which are used, and which can't be and why."""
    told = []
    for pack in sources.packs():
        if pack.fault:
            told.append(f"The pack “{pack.name}” ({pack.distribution}) is ignored: {pack.fault}.")
        else:
            told.append(f"With the pack “{pack.name}” ({pack.distribution}).")
    return told


def forget() -> None:
    """Forget everything read, so that packs installed since are found."""
    for cached in (table, names, cues, sources.packs):
        cached.cache_clear()


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
    elif field in ("world", "image"):
        folder = f"{field}s"
        tables = {name: table(language, f"{folder}/{name}") for name in names(language, folder)}
        values = {name: found["cues"] for name, found in tables.items() if "cues" in found}
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

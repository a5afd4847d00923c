"""Templates and words as data: TOML files under `data/<language>/` and in the packs of others.

`rules/` holds how things are said, `worlds/` one world per file; each file says at its top what it
holds. A new file in either folder adds to them: nothing lists them in code.
"""

from functools import cache
from typing import Any

from muse import Lexicon

from . import own, sources


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return a table of a language, such as ("en", "worlds/sea"), with what packs add to it."""
    found = own.own(language, name)
    for pack in sources.packs():
        if more := pack.tables.get((language, name)):
            found = sources.merged(found, more) if found else more
    return found


@cache
def names(language: str, folder: str) -> tuple[str, ...]:
    """Return the names of the tables in a folder of a language, sorted."""
    found = set(own.own_names(language, folder))
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


@cache
def cues(language: str, field: str) -> Lexicon:
    """Return the words by which worlds or images are known in what somebody asks."""
    folder = f"{field}s"
    tables = {name: table(language, f"{folder}/{name}") for name in names(language, folder)}
    values = {name: found["cues"] for name, found in tables.items() if "cues" in found}
    return Lexicon({field: values})


def count_cues(language: str, field: str, text: str) -> dict[str, int]:
    """Count how often a text names each world or subject: value -> occurrences, in order."""
    counted: dict[str, int] = {}
    for match in cues(language, field).find(text):
        if not match.negated:
            counted[match.value] = counted.get(match.value, 0) + 1
    return counted

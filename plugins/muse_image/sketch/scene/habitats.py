"""Habitats: where somebody is seen outdoors when no words give a place (data/habitats.toml)."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from .things import Thing

USUAL = "any"


@cache
def _table() -> Mapping[str, Any]:
    text = files("muse_image.sketch").joinpath("words/data/habitats.toml").read_text("utf-8")
    return tomllib.loads(text)


def _grouped(kind: str) -> bool:
    return any(kind in kinds for kinds in _table()["groups"].values())


def places(kind: str) -> Sequence[Sequence[str]]:
    """Return the places (lists of concepts) where a kind may be seen."""
    table = _table()
    for group, kinds in table["groups"].items():
        if kind in kinds:
            found: Sequence[Sequence[str]] = table["places"][group]
            return found
    usual: Sequence[Sequence[str]] = table["places"][USUAL]
    return usual


def habitat(things: Sequence[Thing], lead: int | None, absent: set[str], lot: int) -> list[str]:
    """Return the concepts of the place where the lead is seen, drawn by `lot` for its kind."""
    kind = things[lead].kind if lead is not None else ""
    if lead is not None and things[lead].element == "critter":
        kind = "story" if not _grouped(kind) else kind
    choices = [each for each in places(kind) if not absent.intersection(each)]
    if not choices:
        return []
    digest = blake2b(f"{lot}/{kind}".encode(), digest_size=4).digest()
    return list(choices[int.from_bytes(digest, "big") % len(choices)])

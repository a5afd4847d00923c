"""Kinds of animals of stories: how each is shaped, read from species.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Species:
    """How a kind of animal is shaped; species.toml says what each key means."""

    metres: float
    colours: tuple[str, str, str, str]
    animals: tuple[str, ...]
    en: str
    zh: str
    crown: float = 1.0
    cheek: float = 1.1
    chin: float = 0.5
    face: str = "muzzle"
    ears: str = "round"
    nose: str = "button"
    tail: str = "short"
    feet: str = "paws"
    arms: str = "paws"
    plump: float = 1.0
    pattern: str = ""
    limbs: str = "fur"
    socks: bool = False
    extras: tuple[str, ...] = ()


@cache
def species() -> Mapping[str, Species]:
    """Return every kind by name."""
    text = files(__package__).joinpath("species.toml").read_text("utf-8")
    made: dict[str, Species] = {}
    for name, told in tomllib.loads(text).items():
        own: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
        made[name] = Species(**own)
    return made


def species_of(kind: str) -> str | None:
    """Return the species that stands for a kind of elements/animal.py; None where none does."""
    own = kinds().get(kind) or (kind if kind in species() else None)
    if own is not None:
        return own
    words = kind.replace(" ", "_").split("_")
    parts = [part for part in words if part in kinds() or part in species()]
    return kinds().get(parts[-1], parts[-1]) if parts else None


@cache
def kinds() -> Mapping[str, str]:
    """Return kind of elements/animal.py -> the species that stands for it."""
    return {animal: name for name, told in species().items() for animal in told.animals}

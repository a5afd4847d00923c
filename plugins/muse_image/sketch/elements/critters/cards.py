"""Cards of animals as files: written as JSON, read back and checked."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from muse import RequestError

from ...paint.colour import Colour, rgb
from ..people import cards as people
from ..people.props import forms
from . import card as lists
from .card import Critter
from .species import species

COLOURS = ("fur", "belly", "marks", "eyes")
SIZES = {
    "size": (0.5, 1.6),
    "head": (0.8, 1.25),
    "ears": (0.5, 1.6),
    "tail": (0.5, 1.5),
    "plump": (0.75, 1.35),
}
CHOICES = {"pose": lists.POSES, "expression": lists.EXPRESSIONS, "gaze": lists.GAZES}
Wrong = Callable[[str, str], RequestError]


def written(critter: Critter, name: str) -> str:
    """Return a card as JSON: name, species, every colour as #rrggbb, sizes, what is worn."""
    made: dict[str, Any] = {
        "kind": people.KIND,
        "version": people.VERSION,
        "name": name,
        "species": critter.species,
    }
    made |= {field: hexed(getattr(critter, field)) for field in COLOURS}
    made |= {field: round(getattr(critter, field), 3) for field in SIZES}
    made |= {field: getattr(critter, field) for field in CHOICES}
    made["wear"] = [{"name": each, "colour": hexed(colour)} for each, colour in critter.wear]
    made["held"] = list(critter.held)
    made["palette"] = palette(critter)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def palette(critter: Critter) -> list[str]:
    """Return the colours of an animal, each once, as #rrggbb."""
    every = [*(getattr(critter, field) for field in COLOURS), *(c for _, c in critter.wear)]
    return list(dict.fromkeys(hexed(colour) for colour in every))


def read(told: Mapping[str, Any], wrong: Wrong) -> Critter:
    """Return the animal of a card; RequestError (made by `wrong`) names what can't be."""
    kind = str(told.get("species"))
    if kind not in species():
        raise wrong(f"species: {kind!r}", f"use one of {', '.join(species())}")
    own = [rgb(colour) for colour in species()[kind].colours]
    values: dict[str, Any] = {"species": kind}
    for field, usual in zip(COLOURS, own, strict=True):
        values[field] = _colour(told[field], field, wrong) if field in told else usual
    for field, (low, high) in SIZES.items():
        value = told.get(field, 1.0)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= value <= high:
            raise wrong(f"{field}: {value!r}", f"use a number from {low:g} to {high:g}")
        values[field] = float(value)
    for field, choices in CHOICES.items():
        value = told.get(field, getattr(Critter(), field))
        if value not in choices:
            raise wrong(f"{field}: {value!r}", f"use one of {', '.join(choices)}")
        values[field] = value
    wear = told.get("wear", [])
    if not isinstance(wear, list) or len(wear) > 8:
        raise wrong("wear: not a list of at most 8", "use [{name, colour}]")
    values["wear"] = tuple(_garment(each, wrong) for each in wear)
    held = told.get("held", [])
    if not isinstance(held, list) or len(held) > 1 or any(each not in forms() for each in held):
        raise wrong(f"held: {held!r}", f"use at most one of {', '.join(list(forms())[:8])} ...")
    values["held"] = tuple(held)
    return Critter(**values)


def _garment(told: Any, wrong: Wrong) -> tuple[str, Colour]:
    name = told.get("name") if isinstance(told, Mapping) else None
    if name not in lists.WEAR:
        raise wrong(f"wear: {name!r}", f"use one of {', '.join(lists.WEAR)}")
    return str(name), _colour(told.get("colour"), "wear", wrong)


def _colour(told: Any, field: str, wrong: Wrong) -> Colour:
    text = told.lstrip("#") if isinstance(told, str) else ""
    if len(text) != 6 or any(char not in "0123456789abcdefABCDEF" for char in text):
        raise wrong(f"{field}: {told!r}", "write a colour as #rrggbb")
    return rgb(text)


def hexed(colour: Colour) -> str:
    """Return a colour as #rrggbb."""
    parts = np.clip(np.round(np.asarray(colour, np.float64) * 255), 0, 255).astype(int)
    return "#" + "".join(f"{part:02x}" for part in parts)

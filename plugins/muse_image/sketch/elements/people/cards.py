"""Cards as files: a person written as JSON and read back, the same in every picture."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from muse import RequestError

from ...paint.colour import Colour, rgb
from . import card as lists
from .card import Person
from .cuts import cuts
from .headwear import HEADWEAR
from .props import forms

KIND = "muse-character"
VERSION = 1
CHOICES = {
    "age": lists.AGES, "sex": ("woman", "man"),
    "build": ("slim", "average", "strong", "plump", "tall", "short"), "hair": lists.STYLES,
    "beard": lists.BEARDS, "expression": lists.EXPRESSIONS, "gaze": lists.GAZES,
    "pose": lists.POSES,
}  # fmt: skip
COLOURS = ("skin", "hair_colour", "eyes")
Wrong: TypeAlias = Callable[[str, str], RequestError]
"""What makes an error: what is wrong, and what to try."""
LARGEST = 100_000
"""Bytes of a card that is read."""


def written(person: Person, name: str) -> str:
    """Return a card as JSON: name, parameters, and every colour as #rrggbb."""
    made: dict[str, Any] = {"kind": KIND, "version": VERSION, "name": name}
    for field in CHOICES:
        made[field] = getattr(person, field)
    for field in COLOURS:
        made[field] = _hex(getattr(person, field))
    made["heads"] = round(person.heads, 3)
    made["face"] = [round(value, 4) for value in person.face]
    made["garments"] = [
        {"name": each, "colour": _hex(colour if colour is not None else _own(each))}
        for each, colour in person.garments
    ]
    made["held"] = list(person.held)
    made["palette"] = palette(person)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def palette(person: Person) -> list[str]:
    """Return the colours of a person from the skin out, each once, as #rrggbb."""
    worn = [colour if colour is not None else _own(name) for name, colour in person.garments]
    every = [person.skin, person.hair_colour, person.eyes, *worn]
    return list(dict.fromkeys(_hex(colour) for colour in every))


def read(data: bytes, source: str) -> tuple[Person, str]:
    """Return the person and the name of a card; RequestError that names what is wrong in it."""
    told, name, wrong = parsed(data, source)
    return person(told, wrong), name


def parsed(data: bytes, source: str) -> tuple[dict[str, Any], str, Wrong]:
    """Return what a card tells, its name, and what makes the error that names it."""

    def wrong(what: str, hint: str) -> RequestError:
        return RequestError(f"{source}: {what}", hint=hint)

    made_by = "make a card with: muse run image -g image.character -o card.json"
    if len(data) > LARGEST:
        raise wrong(f"too large for a card ({len(data)} bytes)", made_by)
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise wrong("not JSON", made_by) from None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise wrong("not a card of a character", made_by)
    if told.get("version") != VERSION or isinstance(told["version"], bool):
        raise wrong(f"version {told.get('version')!r}; this Muse reads {VERSION}", made_by)
    name = told.get("name", "")
    if not isinstance(name, str) or len(name) > 80 or not (name.isprintable() or not name):
        raise wrong(f"name: {name!r}", "use at most 80 letters")
    return told, name, wrong


def person(told: Mapping[str, Any], wrong: Wrong) -> Person:
    """Return the person of a card; RequestError (made by `wrong`) names what can't be."""
    values: dict[str, Any] = {}
    for field, choices in CHOICES.items():
        value = told.get(field, getattr(Person(), field))
        if value not in choices:
            raise wrong(f"{field}: {value!r}", f"use one of {', '.join(choices)}")
        values[field] = value
    for field in COLOURS:
        values[field] = _colour(told.get(field), field, wrong)
    values["heads"] = _number(told.get("heads", 7.0), "heads", 2.5, 9.0, wrong)
    face = told.get("face", [0.5] * 6)
    if not isinstance(face, Sequence) or len(face) != 6:
        raise wrong(f"face: {face!r}", "use six numbers from 0 to 1")
    values["face"] = tuple(_number(value, "face", 0.0, 1.0, wrong) for value in face)
    garments = told.get("garments", [])
    if not isinstance(garments, list) or len(garments) > 24:
        raise wrong("garments: not a list of at most 24", "use [{name, colour}]")
    values["garments"] = tuple(_garment(each, wrong) for each in garments)
    held = told.get("held", [])
    if not isinstance(held, list) or len(held) > 2:
        raise wrong(f"held: {held!r}", "use a list of at most two names")
    for each in held:
        if not isinstance(each, str) or each not in forms():
            raise wrong(f"held: {each!r}", f"use names such as {', '.join(list(forms())[:8])}")
    values["held"] = tuple(held)
    return Person(**values)


def _garment(told: Any, wrong: Any) -> tuple[str, Colour | None]:
    name = told.get("name") if isinstance(told, Mapping) else told
    known = isinstance(name, str) and name in {*cuts(), *HEADWEAR}
    if not isinstance(told, Mapping) or not known:
        raise wrong(f"garments: {name!r}", f"use names such as {', '.join(list(cuts())[:8])}")
    colour = told.get("colour")
    return str(told["name"]), None if colour is None else _colour(colour, "garments", wrong)


def _colour(told: Any, field: str, wrong: Any) -> Colour:
    text = told.lstrip("#") if isinstance(told, str) else ""
    if len(text) != 6 or any(char not in "0123456789abcdefABCDEF" for char in text):
        raise wrong(f"{field}: {told!r}", "write a colour as #rrggbb")
    return rgb(text)


def _number(told: Any, field: str, low: float, high: float, wrong: Any) -> float:
    if not isinstance(told, int | float) or isinstance(told, bool) or not low <= told <= high:
        raise wrong(f"{field}: {told!r}", f"use a number from {low:g} to {high:g}")
    return float(told)


def _own(garment: str) -> Colour:
    """Return the colour that a garment has when none is given."""
    cut = cuts().get(garment)
    return rgb(cut.colours[0]) if cut and cut.colours else rgb("808080")


def _hex(colour: Colour) -> str:
    parts = np.clip(np.round(np.asarray(colour, np.float64) * 255), 0, 255).astype(int)
    return "#" + "".join(f"{part:02x}" for part in parts)

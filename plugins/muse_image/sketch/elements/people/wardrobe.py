"""The wardrobe: which garments a person wears, from a role, from what words say, and by lot."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ...paint.colour import Colour, rgb
from ...scene.things import Thing
from ...words.colours import hues
from .cuts import cuts

Worn = tuple[str, Colour | None]
FULL = ("suit", "tuxedo", "uniform", "pyjamas", "military", "school-uniform", "bikini")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a data file of this folder."""
    found: Mapping[str, Any] = tomllib.loads(
        files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    )
    return found


def slot(name: str) -> str:
    """Return what part of the body a garment is for: full, top, low, outer, feet, or its name."""
    cut = cuts().get(name)
    if name in FULL:
        return "full"
    if cut is None or cut.made or (cut.extra and not (cut.top or cut.skirt or cut.legs)):
        return name
    if cut.shoe:
        return "feet"
    if cut.brief:
        return "full" if cut.top > 1 else "low"
    if cut.top and (cut.legs or cut.order == 14 or (cut.skirt and cut.order < 50)):
        return "full"
    if cut.order >= 40:
        return "outer"
    if cut.top:
        return "top" if cut.order < 27 else f"over {name}"
    return "low" if cut.skirt or cut.legs else name


def parsed(text: str) -> Worn:
    """Return a garment written as "name" or "name:colour"."""
    name, _, colour = text.partition(":")
    return name, rgb(colour) if colour else None


def outfit(who: str, cold: bool, lots: Sequence[float], parts: bool) -> list[Worn]:
    """Return an outfit for somebody; `parts`: one that is no single garment."""
    fits = []
    for entry in table("outfits").values():
        full = any(slot(name) == "full" for name in entry["wear"])
        if who in entry["who"] and not (parts and full) and (cold or not entry.get("cold")):
            fits.append(entry)
    warm = [entry for entry in fits if entry.get("cold")]
    fits = warm if cold and warm else fits
    entry = fits[int(lots[0] * len(fits)) % len(fits)]
    palette = entry["colours"][int(lots[1] * len(entry["colours"])) % len(entry["colours"])]
    return [(name, rgb(colour)) for name, colour in zip(entry["wear"], palette, strict=True)]


def dressed(base: Sequence[Worn], asked: Sequence[Thing], lots: Sequence[float]) -> list[Worn]:
    """Return what is worn when some garments are asked for: these take the place of others."""
    wanted = []
    for i, thing in enumerate(asked):
        name = thing.kind or thing.name
        colour = rgb(hues()[thing.colours[0]]["paint"]) if thing.colours else None
        cut = cuts().get(name)
        if colour is None and cut is not None:
            colour = rgb(
                cut.colours[int(lots[(2 + i) % len(lots)] * len(cut.colours)) % len(cut.colours)]
            )
        wanted.append((name, colour))
    slots = {slot(name) for name, _ in wanted}
    gone = set(slots)
    if "full" in slots:
        gone |= {"top", "low", "outer"} | {slot(n) for n, _ in base if slot(n).startswith("over")}
        if any(name in ("swimsuit", "bikini") for name, _ in wanted):
            gone |= {"feet", "scarf"}
    if slots & {"top", "low"}:
        gone.add("full")
    return [each for each in base if slot(each[0]) not in gone] + wanted


def decent(worn: Sequence[Worn], sex: str) -> list[Worn]:
    """Return what is worn with what is missing of it."""
    slots = {slot(name) for name, _ in worn}
    made = list(worn)
    if not slots & {"full", "low", "outer", "mermaid-tail"}:
        made.insert(0, ("trousers", None))
    if sex == "woman" and not slots & {"full", "top", "outer"}:
        made.insert(0, ("t-shirt", None))
    return made


def main(worn: Sequence[Worn]) -> int | None:
    """Return the index of the garment that is most seen."""
    for wanted in ("outer", "full", "top", "low"):
        for i, (name, _) in enumerate(worn):
            if slot(name) == wanted:
                return i
    return None

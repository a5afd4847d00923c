"""How somebody of a card is handed on to a painter that takes no cards: in words, or a picture."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from muse import Item, ModelSource, Order, Report

from .colours import difference, lab
from .orders import Takes

SIDE = 512
"""Width and height of the portrait that a painter follows, px."""


def follows(takes: Takes, by: str | None) -> bool:
    """Whether a painter can follow a picture by an IP-Adapter."""
    return takes("image", "ip_adapter", by) and takes("image", "ip_image", by)


def asked(
    takes: Takes, by: str | None, adapter: ModelSource | None, reference: Any, report: Report
) -> bool:
    """Whether a picture is to be followed; the report says of both fields why they can't act."""
    can = follows(takes, by)
    told = {"ip_adapter": adapter, "reference": reference}
    for name, value in told.items():
        if value is not None and not can:
            report.ignore(name, "the painter follows no picture (it has no field ip_adapter)")
    if can and adapter is None and reference is not None:
        report.ignore("reference", "name the adapter that makes the painter follow it: ip_adapter")
    return can and adapter is not None


def portrait(item: Item, called: str, card: bytes, language: str = "en") -> Order:
    """Return the order for a plain picture of somebody alone, to be followed."""
    name = str(json.loads(card).get("name") or "")
    ground = "白色背景" if language == "zh" else "white background"
    fields: dict[str, Any] = {
        "prompt": f"{name}，{ground}" if language == "zh" else f"{name}, {ground}",
        "character": card, "width": SIDE, "height": SIDE, "style": "gouache",
        "time": "day", "weather": "clear",
    }  # fmt: skip
    return Order("image.sketch", called, None, (".png",), fields, item)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("likeness.toml").read_text("utf-8"))


def words(card: bytes, language: Literal["en", "zh"]) -> str:
    """Return the main colours and clothes of a card: "orange fur, cream belly and a red scarf"."""
    told = json.loads(card)
    if not isinstance(told, dict):
        return ""
    parts = []
    for name in ("fur", "belly", "hair_colour"):
        if isinstance(told.get(name), str):
            parts.append(_part(name, told[name], language))
    for worn in (*told.get("wear", ()), *told.get("garments", ())):
        if isinstance(worn, dict) and worn.get("name"):
            parts.append(_part(str(worn["name"]), worn.get("colour"), language, worn=True))
    parts = [part for part in parts if part]
    if language == "zh":
        return "、".join(parts)
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _part(name: str, colour: Any, language: str, *, worn: bool = False) -> str:
    """Return one part with its colour; nothing for what has no word in the language."""
    shade = _named(colour)[language] if isinstance(colour, str) else ""
    if language == "zh":
        noun = _table()["part"].get(name)
        between = "的" if shade else ""
        return f"{shade}{between}{noun}" if noun else ""
    noun = {"hair_colour": "hair"}.get(name, name.replace("-", " "))
    plural = noun.endswith("s") and not noun.endswith("ss")
    article = "" if not worn or plural else "an " if (shade or noun)[0] in "aeiou" else "a "
    return f"{article}{shade} {noun}" if shade else f"{article}{noun}"


@cache
def _named(colour: str) -> dict[str, str]:
    """Return the name of a colour in both languages: that of the nearest one of the table."""
    own = lab(colour)
    found: dict[str, str] = min(
        _table()["colour"], key=lambda each: difference(own, lab(each["paint"]))
    )
    return found

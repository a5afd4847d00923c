"""Casting: the card of whoever stands at a place, from a role, from words and by lot."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...draws import Rng
from ...paint.colour import rgb
from ...scene.plan import Place
from ...words.colours import hues
from .card import HAIRS, HEADS, SKINS, Person
from .holding import named
from .posing import pose
from .props import holds
from .wardrobe import Worn, decent, dressed, main, outfit, parsed, slot, table

EYES = {"black": "2b2320", "brown": "5a4028", "hazel": "7a5a30", "green": "4f7a52",
    "blue": "4a78a8", "grey": "7a8690", "red": "a82f2f", "gold": "c9962f",
    "purple": "7a58a0", "pink": "c8709a"}  # fmt: skip
_SKIN_LOTS = ("fair", "fair", "fair", "pale", "tan", "tan", "brown", "dark")
_HAIR_LOTS = {"woman": ("shoulder", "long", "wavy", "ponytail", "bun", "bob", "braid",
    "straight", "curly", "fringe"), "man": ("short", "side-part", "crop", "short",
    "messy", "slicked", "curly", "buzz"), "girl": ("pigtails", "bob", "ponytail",
    "braids", "long", "fringe"), "boy": ("short", "messy", "short", "curly"),
    "old-woman": ("bun", "bob", "short", "curly"), "old-man": ("short", "bald",
    "side-part", "short"), "baby": ("buzz", "crop")}  # fmt: skip
_FAIR_HAIR = ("red", "blonde")
_FAIR_LOTS = ("fair", "pale", "fair", "tan")
"""Skins that go with hair that was asked for as red or blonde."""
_DARK = ("brown", "dark")
GOWNS = {"gown", "dress", "sundress", "heels", "tutu"}
"""Garments of women in roles that both play."""
TALL = {"tall": 0.35, "short": -0.35}
"""Build -> how many heads taller a figure is."""


def person(place: Place, rng: Rng, *, cold: bool = False) -> Person:
    """Return the card of whoever stands at a place: what words said, the rest drawn by lot.

    `cold` dresses those of whom nothing is said for the winter.
    """
    if place.card is not None:
        return _known(place)
    lots = [float(v) for v in rng.uniform(0, 1, 24)]
    face = tuple(float(v) for v in rng.uniform(0, 1, 6))
    roles = table("roles")
    role: Mapping[str, Any] = roles.get(place.kind, {})
    said = place.traits

    def told(name: str, number: int, by_lot: str) -> str:
        """Return what words or the role say of a trait, or what was drawn."""
        return str(said.get(name) or _one(role.get(name), lots[number]) or by_lot)

    sex = told("sex", 0, ("woman", "man")[lots[0] > 0.5])
    age = told("age", 1, ("young", "adult")[lots[1] > 0.5])
    age = age if age in HEADS else "adult"
    who = _who(sex, age)
    build = told("build", 2, "average")
    fair = said.get("hair_colour") in _FAIR_HAIR
    skin = told("skin", 3, _drawn(_FAIR_LOTS if fair else _SKIN_LOTS, lots[3]))
    tints = {**SKINS, **role.get("tints", {})}
    skin = skin if skin in tints else "fair"
    colour = told("hair_colour", 5, _hair_colour(age, skin, lots[5]))
    eyes = told("eyes", 7, _eyes(skin, lots[7]))
    held = tuple(named(thing) for thing in place.held) or tuple(role.get("held", ()))
    own = str(said.get("pose") or _pose(held, bool(place.held)) or told("pose", 8, ""))
    if age == "baby" and own in ("", "sit", "stand", "walk"):
        own = "ground"
    own = _meant(own or ("stand", "walk")[lots[8] > 0.78], held, lots[8], age)
    if "read" in (own, said.get("act")) and not place.held:
        held = ("book",)
    mood = "asleep" if own == "sleep" else ("neutral", "smile")[lots[21] > 0.5]
    return Person(age=age, sex=sex, build=build, skin=rgb(tints[skin]),
        eyes=rgb(EYES.get(eyes, EYES["brown"])), hair=told("hair", 4,
        _drawn(_HAIR_LOTS[who], lots[4])), hair_colour=rgb(HAIRS.get(colour,
        HAIRS["brown"])), beard=told("beard", 6, _beard(sex, age, lots[6])),
        expression=told("expression", 21, mood), gaze=told("gaze", 21, "down"
        if own == "read" else "viewer"), pose=own, turn=_turn(place, own, lots[22]),
        heads=HEADS[age] + TALL.get(build, 0.0) + float(role.get("heads", 0)),
        garments=tuple(decent(_worn(place, role, who, cold, lots[9:]), sex)), held=held,
        face=(face[0], face[1], face[2], face[3], face[4], face[5]))  # fmt: skip


def _known(place: Place) -> Person:
    """Return somebody whose card was handed in, doing what words say, with what they hold."""
    card: Person = place.card
    said = place.traits
    own = {key: str(said[key]) for key in ("pose", "expression", "gaze") if key in said}
    held = tuple(named(thing) for thing in place.held) or card.held
    pose_ = own.pop("pose", None) or _pose(held, bool(place.held)) or card.pose
    return card.but(**own, pose=pose_, held=held, turn=_turn(place, pose_, 0.0))


def _worn(place: Place, role: Mapping[str, Any], who: str, cold: bool, lots: Sequence[float]
          ) -> list[Worn]:  # fmt: skip
    told: Any = role.get("wear")
    if told and isinstance(told[0], list):
        fits = told
        if who in ("man", "boy", "old-man"):
            fits = [each for each in told if not {parsed(text)[0] for text in each} & GOWNS] or told
        told = fits[int(lots[0] * len(fits)) % len(fits)]
    asked = {slot(thing.kind or thing.name) for thing in place.worn}
    if told:
        base = [parsed(text) for text in told]
        whole = any(slot(name) == "full" for name, _ in base)
        if whole and asked & {"top", "low"} and "full" not in asked:
            base += outfit(who, cold, lots, True)
    else:
        base = outfit(who, cold, lots, bool(asked & {"top", "low", "outer"}))
    worn = dressed(base, place.worn, lots)
    best = main(worn)
    if place.colours and best is not None:
        worn[best] = (worn[best][0], rgb(hues()[place.colours[0]]["paint"]))
    return worn


def _who(sex: str, age: str) -> str:
    if age == "baby":
        return "baby"
    if age in ("child", "teen"):
        return "girl" if sex == "woman" else "boy"
    return f"old-{sex}" if age == "old" else sex


def _one(value: Any, lot: float) -> Any:
    """Return a value, or one of a list."""
    return _drawn(value, lot) if isinstance(value, list) else value


def _drawn(values: Sequence[Any], lot: float) -> Any:
    return values[int(lot * len(values)) % len(values)]


def _hair_colour(age: str, skin: str, lot: float) -> str:
    if age == "old":
        return ("grey", "white")[lot > 0.5]
    if skin in _DARK:
        return ("black", "black", "brown")[int(lot * 3) % 3]
    return str(_drawn(("black", "brown", "brown", "black", "blonde", "red", "brown"), lot))


def _beard(sex: str, age: str, lot: float) -> str:
    if sex != "man" or age in ("baby", "child", "teen"):
        return "none"
    if age == "old":
        return ("none", "beard", "moustache")[int(lot * 3) % 3]
    return ("none", "none", "none", "stubble", "beard", "none")[int(lot * 6) % 6]


def _eyes(skin: str, lot: float) -> str:
    if skin in ("pale", "fair"):
        return str(_drawn(("brown", "hazel", "blue", "green", "grey", "brown"), lot))
    return str(_drawn(("brown", "black", "brown"), lot))


def _pose(held: Sequence[str], asked: bool) -> str | None:
    """Return the pose that suits what is held."""
    if not asked or not held:
        return None
    arms = holds().get(held[0], {}).get("pose")
    return (
        "play" if arms in ("play", "flute", "violin") else "read" if held[0] == "book" else "stand"
    )


def _meant(own: str, held: Sequence[str], lot: float, age: str) -> str:
    """Return a pose as it is meant: children who play run about, a kite flies, not its holder."""
    if own == "play" and not held and age not in ("child", "teen", "young"):
        return "stand"
    if own == "play" and not held:
        return _drawn(("run", "jump", "wave", "dance"), lot)
    if own in ("fly", "play") and "kite" in held:
        return "stand"
    return own


def _turn(place: Place, own: str, lot: float) -> str:
    told = place.traits.get("turn")
    if told:
        return str(told)
    ways = pose(own).turns
    if (
        place.size < 70
        and own in ("stand", "walk")
        and lot < 0.4
        and not place.traits.get("expression")
    ):
        return "back"
    return ways[0] if lot < 0.72 else ways[-1]

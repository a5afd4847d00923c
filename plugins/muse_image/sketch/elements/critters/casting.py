"""Casting: the card of an animal from words and by lot, and what it does at its place."""

from collections.abc import Callable, Sequence

from ...catalogue import Form, form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...scene.plan import Place
from ...scene.things import Thing
from ...words.colours import hues
from ..people.holding import named
from ..people.props import forms
from .body import Body
from .card import EXPRESSIONS, Critter
from .species import species, species_of

MOODS = {"smile": "happy", "neutral": "neutral"}
"""Expressions of people -> those of animals, where they differ."""
SKY = frozenset("stars moon sun clouds rainbow shooting_star aurora fireworks open_sky".split())
"""What one looks up at."""
GAZES = {"left": "ahead", "right": "ahead"}
WORN = {
    "scarf": ("scarf", "shawl", "围巾"),
    "bow-tie": ("bow_tie", "tie"),
    "collar": ("collar", "bell"),
    "necklace": ("necklace", "pendant", "pearl_necklace"),
    "cap": ("cap", "beanie", "wool_hat", "beret", "hat", "baseball_cap", "hood", "sailor_hat"),
    "nightcap": ("nightcap", "santa_hat"),
    "witch-hat": ("witch_hat", "wizard_hat"),
    "top-hat": ("top_hat", "bowler_hat"),
    "straw-hat": ("straw_hat", "sun_hat", "cowboy_hat", "conical_hat"),
    "crown": ("crown", "tiara"),
    "flower": ("flower_crown", "hair_flower", "flower"),
    "bow": ("bow", "hair_bow", "ribbon", "hair_ribbon"),
    "glasses": ("glasses", "sunglasses", "round_glasses", "monocle"),
    "jumper": ("sweater", "jumper", "t_shirt", "shirt", "hoodie", "pullover", "blouse"),
    "jacket": ("jacket", "coat", "raincoat", "overcoat", "suit", "robe", "down_jacket"),
    "vest": ("vest", "waistcoat", "overalls", "dungarees"),
    "dress": ("dress", "sundress", "skirt", "gown", "hanfu"),
    "apron": ("apron",),
    "pyjamas": ("pajamas", "pyjamas", "nightgown"),
    "cape": ("cape", "cloak"),
    "boots": ("boots", "rain_boots", "shoes", "wellies"),
    "bag": ("bag", "handbag", "satchel"),
    "backpack": ("backpack", "schoolbag", "rucksack"),
}
"""Garments of stories' animals -> garments and bags of people that words name."""
USUAL = {
    "scarf": "c8473f",
    "bow-tie": "c8473f",
    "collar": "3f6fb0",
    "necklace": "e8b84a",
    "cap": "3f6fb0",
    "nightcap": "5f7fc0",
    "witch-hat": "4a3a78",
    "top-hat": "33313a",
    "straw-hat": "e6c878",
    "crown": "f0c24c",
    "flower": "e87a9a",
    "bow": "e06a8a",
    "glasses": "4a3a34",
    "jumper": "c8564a",
    "jacket": "3f7f9a",
    "vest": "5a8a5a",
    "dress": "d9739a",
    "apron": "f2ead8",
    "pyjamas": "8fb4dc",
    "cape": "b8353a",
    "boots": "d9a63a",
    "bag": "9a6a3c",
    "backpack": "c8703a",
}


def garment(name: str) -> str | None:
    """Return the garment of animals that a thing's name stands for; None when there is none."""
    own = name.replace("-", "_")
    for made, names in WORN.items():
        if own in names or name == made:
            return made
    last = own.rsplit("_", 1)[-1]
    return next((made for made, names in WORN.items() if last in names), None)


def designed(thing: Thing, rng: Rng) -> Critter:
    """Return the card of an animal that words ask for; what isn't said is drawn by lot."""
    name = species_of(thing.kind) or "fox"
    kind = species()[name]
    fur, belly, marks, eyes = (rgb(colour) for colour in kind.colours)
    lots = [float(value) for value in rng.uniform(-1, 1, 5)]
    if thing.colours:
        asked = rgb(hues()[thing.colours[0]]["paint"])
        fur = fur + (asked - fur) * 0.86
    said = _said_colour(thing.name)
    if said is not None and not thing.colours:
        fur = said
    wear: list[tuple[str, Colour]] = []
    for each in (*thing.worn, *thing.held):
        own = garment(each.kind or each.name) or garment(each.name)
        if own is not None and own not in [name for name, _ in wear]:
            colour = rgb(hues()[each.colours[0]]["paint"]) if each.colours else rgb(USUAL[own])
            wear.append((own, colour))
    return Critter(
        species=name,
        fur=_shifted(fur, lots[0] * 0.03),
        belly=belly,
        marks=marks,
        eyes=eyes,
        size=round(min(1.15, max(0.92, thing.size)), 3),
        head=round(1 + 0.05 * lots[1], 3),
        ears=round(1 + 0.1 * lots[2], 3),
        tail=round(1 + 0.1 * lots[3], 3),
        plump=round(1 + 0.07 * lots[4], 3),
        wear=tuple(wear),
        held=tuple(
            n for n in (t.kind or t.name for t in thing.held) if n in forms() and garment(n) is None
        )[:1],
    )


def _said_colour(name: str) -> Colour | None:
    told = {
        "arctic_fox": "f0f0f2",
        "white": "f5f1ea",
        "black": "45424a",
        "grey": "9a9ca2",
        "orange": "e8903f",
        "brown": "8f5e3c",
    }
    return next((rgb(c) for part, c in told.items() if part in name), None)


def _shifted(colour: Colour, by: float) -> Colour:
    return (colour * (1 + by)).clip(0, 1).astype("float32")  # type: ignore[no-any-return]


def cast(place: Place) -> Critter:
    """Return the card of a place's animal in the pose and mood that words say."""
    card = place.card if isinstance(place.card, Critter) else Critter(species=place.kind)
    said = place.traits
    pose = str(said.get("pose") or card.pose)
    mood = str(said.get("expression") or card.expression)
    gaze = str(said.get("gaze") or card.gaze)
    if place.relation and place.relation[0] == "looking_at" and "gaze" not in said:
        gaze = "up" if place.relation[1] in SKY else "ahead"
    mood, gaze = MOODS.get(mood, mood), GAZES.get(gaze, gaze)
    held = tuple(named(thing) for thing in place.held) or card.held
    if held and pose in ("stand", "walk", "run"):
        pose = "hold"
    return card.but(
        pose=pose, expression=mood if mood in EXPRESSIONS else card.expression, gaze=gaze, held=held
    )


def holding(place: Place, card: Critter) -> Callable[[Body], None] | None:
    """Return what draws the things in the hands of a card; None when they are empty."""
    things = {named(thing): thing for thing in place.held}
    names: Sequence[str] = card.held[:1]
    found = [(name, forms().get(name) or _form(things.get(name))) for name in names]
    shown = [(name, made) for name, made in found if made is not None]
    if not shown:
        return None
    name, made = shown[0]
    thing = things.get(name)

    def draw(b: Body) -> None:
        (a, v), (c, w) = b.s.hand_ahead, b.s.hand_aside
        spot = (a, v) if abs(a - c) > 0.3 else ((a + c) / 2, (v + w) / 2 + 0.02)
        size = min(0.5, max(0.14, made.metres / b.kind.metres * 0.8))
        if made.metres > 0.8:
            size = min(1.0, made.metres / b.kind.metres * 0.6)
        foot = (spot[0] - made.grip[0] * size, spot[1] - (made.grip[1] or 0.3) * size)
        own = place.__class__(
            name,
            "prop",
            name,
            place.x,
            place.y,
            place.size * size,
            place.depth,
            place.order,
            place.rng,
            place.spec,
            colours=thing.colours if thing else (),
        )
        made.draw(b.m.within(foot, size), own, place.rng)

    return draw


def _form(thing: Thing | None) -> Form | None:
    return form(thing.element, thing.kind) if thing is not None else None

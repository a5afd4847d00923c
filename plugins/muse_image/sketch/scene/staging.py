"""Staging: on which stage a scene is set, who stands on it, and whom the picture is of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..catalogue import form, spec
from ..words import Words
from .swaps import KINDS as NEAR_KINDS
from .swaps import NEAR as NEAR_FORMS
from .things import Thing

SETS = {
    "room": "room", "tabletop": "table", "town_street": "street", "deep": "underwater",
    "cosmos": "space",
}  # fmt: skip
"""Elements that are a place all around -> the stage that they are."""
HOMES = {
    "room": "room", "table": "table", "street": "street", "underwater": "underwater",
    "space": "space", "outdoors": "outdoors",
}  # fmt: skip
NEAR = ("close-up", "bust", "half")
"""Views of a part of the subject."""
SITTERS = (
    "", "person", "woman", "man", "girl", "boy", "little_girl", "child", "baby", "teenager",
    "old_woman", "old_man",
)  # fmt: skip
"""Kinds of people who are nobody in particular: alone, and at rest, they sit for a portrait."""
CARRIERS = frozenset({*NEAR_FORMS.values(), *NEAR_KINDS.values()})
"""Forms of the outdoors that somebody is on."""
SKY = ("sky", "weather")
"""Roles that any open place may have, and that make no place by themselves."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A stage (a module of stages/, or "landscape"), and the indices of what stands on it."""

    stage: str = "landscape"
    cast: tuple[int, ...] = ()
    lead: int | None = None


def acts(thing: Thing) -> bool:
    """Whether a thing can stand on any stage: people, animals and things of a true size."""
    return form(thing.element, thing.kind) is not None


def flies(thing: Thing) -> bool:
    """Whether a thing is in the air: it flies, or it hangs and carries nobody."""
    found = form(thing.element, thing.kind)
    hangs = found is not None and found.hangs and found.top is None
    return thing.traits.get("pose") == "fly" or hangs


def staged(things: Sequence[Thing], words: Words, index: Mapping[int, int]) -> Setting:
    """Return where the things of a prompt are set; `index` is mention -> thing."""
    actors = [i for i, thing in enumerate(things) if acts(thing)]
    sets = [thing for thing in things if thing.element in SETS]
    lead = _lead(things, actors, words, index)
    if words.plain and things:
        cast = tuple(actors) or _standing(things)
        return Setting("plain", cast, lead if lead is not None else (cast or (None,))[0])
    if sets:
        if SETS[sets[0].element] == "street" and not actors:
            return Setting("street", _standing(things), None)
        return Setting(SETS[sets[0].element], tuple(actors), lead)
    scenery = [
        i for i, t in enumerate(things) if i not in actors and spec(t.element).role not in SKY
    ]
    if lead is None:
        return Setting()
    subject = index.get(words.subject) if words.subject is not None else None
    about_scenery = subject is not None and subject in scenery
    if scenery and (words.view == "wide" or about_scenery):
        return Setting()
    if _dives(things, lead, scenery):
        return Setting("underwater", tuple(actors), lead)
    if scenery:
        return Setting("outdoors", _with_company(things, actors), lead)
    weather = "weather" in words.fields
    return Setting(_at_home(things, actors, lead, words.view, weather), tuple(actors), lead)


def _dives(things: Sequence[Thing], lead: int, scenery: Sequence[int]) -> bool:
    """Whether what the picture is of lives under water, and nothing but water is around it."""
    first = things[lead]
    relation = first.relation[0] if first.relation else ""
    waters = ("sea", "lake", "river") if relation == "in" else ("sea",)
    above = first.traits.get("pose") in ("jump", "fly") or relation in ("on", "above")
    return (
        first.home == "underwater"
        and not above
        and bool(scenery)
        and all(things[i].element in waters for i in scenery)
    )


def _lead(
    things: Sequence[Thing], actors: Sequence[int], words: Words, index: Mapping[int, int]
) -> int | None:
    """Return whom the picture is of: the head noun, else the first person, animal or thing."""
    subject = index.get(words.subject) if words.subject is not None else None
    if subject in actors:
        return subject
    for living in ("person", "animal", None):
        for i in actors:
            if living is None or things[i].living == living:
                return i
    return None


def _standing(things: Sequence[Thing]) -> tuple[int, ...]:
    """Return what stands on land or floats, for a stage without people, animals or things."""
    roles = ("land", "afloat", "air")
    return tuple(i for i, thing in enumerate(things) if spec(thing.element).role in roles)


def _with_company(things: Sequence[Thing], actors: Sequence[int]) -> tuple[int, ...]:
    """Return the actors, and what of the scenery they stand under, on or beside."""
    near = set(actors)
    for i in actors:
        relation = things[i].relation
        if relation and spec(things[relation[1]].element).role == "land":
            near.add(relation[1])
    return tuple(sorted(near))


def _at_home(
    things: Sequence[Thing], actors: Sequence[int], lead: int, view: str | None, weather: bool
) -> str:
    """Return the stage of actors whom no words give a place; `weather` is told of by words."""
    first = things[lead]
    homes = {things[i].home for i in actors}
    if any(things[i].kind in CARRIERS for i in actors):
        return "outdoors"
    if first.living == "person":
        for home in ("street", "underwater", "space"):
            if home in homes:
                return home
        if homes & {"room", "table"}:
            return "room"
        alone = len(actors) == 1 and first.kind in SITTERS and first.home is None
        alone = alone and first.count <= 3
        still = not first.held and first.traits.get("pose", "stand") in ("stand", "think")
        if view in NEAR or (view is None and still and alone and not weather):
            return "portrait"
        return "outdoors"
    if first.living == "animal" and ("room" in homes or first.home == "table"):
        return "room" if view not in NEAR or "table" in homes else "portrait"
    if first.living == "animal":
        return HOMES.get(first.home or "", "outdoors")
    if "room" in homes and first.home in ("table", "room"):
        return "room"
    if first.home == "table" and any(things[i].living for i in actors):
        return "room"
    return HOMES.get(first.home or "", "outdoors")

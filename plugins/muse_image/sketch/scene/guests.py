"""Guests: people and animals whose cards were handed in, found in a prompt by name or by kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..elements.critters import cards as animals
from ..elements.critters.card import Critter
from ..elements.critters.casting import designed
from ..elements.critters.species import species, species_of
from ..elements.people import cards as people
from ..elements.people.card import Person
from .tales import plainly
from .things import Thing

SMALL = (
    r"(?:(?:little|small|tiny|young|baby|old|big|brave|kind|clever|sleepy|curious|shy|wise)\s+)*"
)

PARENTS = r"(?:mother|father|mom|mum|mummy|mommy|daddy|dad|mama|papa|grand(?:ma|pa|mother|father))"
OTHERS = re.compile(r"\b(?:another|second|two|three|both|other)\b|另|两只|三只|别的")
"""Words that tell of one more of a kind."""
TOWNS = ("village", "town")
"""Places that are seen from their street when animals of stories are in them."""
ANIMALS = ("animal", "swan")
"""Elements of animals."""
BEDS = ("bed", "cradle", "cat_bed", "hammock", "sofa")
SMALLER = {
    "campfire": 0.42, "cottage": 0.45, "house": 0.4, "hut": 0.45, "bridge": 0.5, "boat": 0.66,
    "castle": 0.5, "windmill": 0.5, "church": 0.4, "lighthouse": 0.5, "tent": 0.6, "tree": 0.62,
    "tower": 0.5, "farm": 0.45, "watermill": 0.5,
}  # fmt: skip
"""Elements and kinds -> how large they are drawn beside animals of stories."""
BESIDE_PEOPLE = 1.35
"""How much larger animals of stories are drawn beside people."""


@dataclass(frozen=True, slots=True, eq=False)  # two may look the same, and cards hold arrays
class Guest:
    """Somebody whose card was handed in, with the name on it."""

    card: Person | Critter
    name: str

    @property
    def nouns(self) -> tuple[str, str]:
        """What the guest is, in English and in Chinese."""
        if isinstance(self.card, Critter):
            kind = species()[self.card.species]
            return kind.en, kind.zh
        child = self.card.age in ("child", "baby", "teen")
        old = self.card.age == "old"
        if self.card.sex == "woman":
            return (
                ("girl", "小女孩")
                if child
                else ("grandmother", "老奶奶")
                if old
                else ("woman", "女人")
            )
        return ("boy", "小男孩") if child else ("grandfather", "老爷爷") if old else ("man", "男人")

    def fits(self, thing: Thing) -> bool:
        """Whether a thing of the scene may be the guest."""
        if isinstance(self.card, Critter):
            return thing.element in ANIMALS and _species(thing) == self.card.species
        return thing.living == "person" and thing.element == "person"


def _species(thing: Thing) -> str | None:
    """Return the species of animals of stories that stands for a thing; None where none does."""
    return species_of(thing.kind or thing.name) or species_of(thing.name)


def guest(data: bytes, source: str) -> Guest:
    """Return the guest of a card; RequestError that names what is wrong in it."""
    told, name, wrong = people.parsed(data, source)
    if "species" in told:
        return Guest(animals.read(told, wrong), name)
    return Guest(people.person(told, wrong), name)


def called(prompt: str, guests: Sequence[Guest]) -> str:
    """Return a prompt with what the guests are in the place of their names."""
    for one in sorted(guests, key=lambda each: -len(each.name)):
        if not one.name:
            continue
        en, zh = one.nouns
        name = re.escape(one.name)
        if re.search(r"[\u4e00-\u9fff]", one.name):
            prompt = re.sub(rf"(?:小|老|大)*(?:{zh}|{zh.lstrip('小')})?{name}", zh, prompt)
            continue
        chinese = re.search(r"[\u4e00-\u9fff]", prompt) is not None
        noun = zh if chinese else f"the {en}"
        role = rf"(?:,?\s+(?:the|a)\s+{SMALL}(?:{en}|{en.rsplit(' ', 1)[-1]})\b)?"
        before = rf"(?:\b(?:the|a)\s+)?{SMALL}(?:\b{en}\s+)?" if not chinese else ""
        prompt = re.sub(rf"{before}\b{name}\b{role}", noun, prompt, flags=re.IGNORECASE)
    if guests and all(isinstance(one.card, Critter) for one in guests):
        prompt = _family(prompt, guests[0])
    return plainly(prompt) if guests else prompt


def _family(prompt: str, one: Guest) -> str:
    """Return a prompt in which a mother, or a mother bear, is a large animal."""
    en, zh = one.nouns
    kinds = "|".join(sorted({kind.en for kind in species().values()}, key=len, reverse=True))
    names = {kind.zh.lstrip("小") for kind in species().values()}
    signs = "|".join(sorted(names, key=len, reverse=True))

    def grown(found: re.Match[str]) -> str:
        return f"another big {found.group(1) or found.group(2) or en}"

    def grown_zh(found: re.Match[str]) -> str:
        return f"和另一只大{found.group(1) or zh.lstrip('小')}"

    whose = r"(?:\b(?:his|her|its|their|the|a)\s+)?"
    rule = rf"{whose}\b(?:({kinds})['’]s\s+)?{PARENTS}\b(?:\s+({kinds})\b)?"
    prompt = re.sub(rule, grown, prompt, flags=re.IGNORECASE)
    return re.sub(rf"[和跟与]?({signs})?(?:妈妈|爸爸|爷爷|奶奶|外婆)", grown_zh, prompt)


def meet(
    things: list[Thing], guests: Sequence[Guest], prompt: str, told: str, notes: list[str]
) -> dict[int, int]:
    """Let the guests be the people and animals of the scene that they fit, in place.

    Nobody is added beside guests who were found, unless there is only one; the other animals of
    the scene are drawn as the guests are, and a guest is there once. `told` is the prompt with
    what they are in the place of their names. Tells what a card overrules.
    Returns where each thing was -> where it is now.
    """
    _let_go(things, guests)
    taken: dict[int, Guest] = {}
    waiting: list[Guest] = []
    named = [one for one in guests if one.name and one.name.lower() in prompt.lower()]
    for one in guests:
        twin = next((other for other in named if other.nouns == one.nouns), None)
        if twin is not None and one not in named:
            waiting.append(one)  # whoever is named is meant
            continue
        fit = [i for i, t in enumerate(things) if i not in taken and one.fits(t)]
        at = min(fit, key=lambda i: things[i].size > 1, default=None)  # a large one is its mother
        if at is None:
            waiting.append(one)
            continue
        taken[at] = one
        _tell(things[at], one, notes)
    moved = list(range(len(things)))
    for i, thing in enumerate(things):
        same = next((at for at, one in taken.items() if at != i and one.fits(thing)), None)
        if i not in taken and same is not None and not OTHERS.search(told) and thing.count == 1:
            moved[i] = same  # told of again
            first = things[same]
            things[same] = replace(
                first, traits={**thing.traits, **first.traits},
                relation=first.relation or thing.relation, held=first.held or thing.held,
            )  # fmt: skip
    for at, one in taken.items():
        things[at] = _as(one, things[at])
    if waiting and taken:
        names = ", ".join(one.name or one.nouns[0] for one in waiting)
        notes.append(f"Cards of whom the prompt has neither the name nor the kind: {names}.")
    kept = [i for i in range(len(things)) if moved[i] == i]
    where = {i: kept.index(moved[i]) for i in range(len(things))}
    made = [_related(things[i], i, where) for i in kept]
    if waiting and not taken:
        made += [_as(one, Thing(one.nouns[0].replace(" ", "_"), "", "")) for one in waiting]
    if any(isinstance(one.card, Critter) for one in guests):
        _bedded(made)
        _hugged(made)
        made = [_alike(thing) for thing in made]
        if any(thing.element == "person" for thing in made):
            made = [
                replace(thing, size=thing.size * BESIDE_PEOPLE)
                if thing.element == "critter"
                else thing
                for thing in made
            ]
    things[:] = [_suited(thing, made) for thing in made]
    return where


def _suited(thing: Thing, things: Sequence[Thing]) -> Thing:
    """Return what is around animals of stories as suits them: small houses, water to swim in."""
    if thing.name in TOWNS and any(t.element == "critter" for t in things):
        return replace(thing, element="town_street", kind="village", count=1)
    small = SMALLER.get(thing.element) or SMALLER.get(thing.kind)
    if small and any(t.element == "critter" for t in things):
        return replace(thing, size=thing.size * small)
    swims = any(t.element == "critter" and t.traits.get("pose") == "swim" for t in things)
    if swims and thing.element == "river":
        return replace(thing, element="lake", kind="")
    return thing


def _bedded(things: list[Thing]) -> None:
    """Put a bed under whoever sleeps in a room without one, in place."""
    rooms = [i for i, thing in enumerate(things) if thing.element == "room"]
    beds = [i for i, thing in enumerate(things) if thing.kind in BEDS]
    for i, thing in enumerate(list(things)):
        sleeps = thing.living and thing.traits.get("pose") == "sleep"
        if not (sleeps and rooms) or (thing.relation and thing.relation[1] not in rooms):
            continue
        if not beds:
            beds = [len(things)]
            things.append(Thing("bed", "thing", "bed", asked=False, home="room"))
        things[i] = replace(thing, relation=("on", beds[0]))


def _hugged(things: list[Thing]) -> None:
    """Let whoever is hugged hug too, in place."""
    living = [i for i, thing in enumerate(things) if thing.living]
    if len(living) == 2 and any(things[i].traits.get("pose") == "hug" for i in living):
        for i in living:
            things[i] = replace(things[i], traits={**things[i].traits, "pose": "hug"})


def _let_go(things: list[Thing], guests: Sequence[Guest]) -> None:
    """Let guests whom somebody holds stand by themselves: both hug each other."""
    for i, thing in enumerate(list(things)):
        held = [each for each in thing.held if any(one.fits(each) for one in guests)]
        if held:
            rest = tuple(each for each in thing.held if each not in held)
            things[i] = replace(thing, held=rest, traits={**thing.traits, "pose": "hug"})
            things += [replace(each, traits={**each.traits, "pose": "hug"}) for each in held]


def _related(thing: Thing, at: int, where: dict[int, int]) -> Thing:
    """Return a thing whose relations name the others by where they are now."""
    second = where.get(thing.second) if thing.second is not None else None
    if thing.relation is None:
        return replace(thing, second=second)
    name, other = thing.relation
    told = (name, where[other]) if where[other] != where[at] else None
    return replace(thing, relation=told, second=second)


def _alike(thing: Thing) -> Thing:
    """Return an animal without a card drawn as those who have one."""
    if thing.element not in ANIMALS or _species(thing) is None:
        return thing
    made = designed(
        replace(thing, kind=_species(thing) or thing.kind), np.random.Generator(np.random.PCG64(7))
    )
    return replace(
        thing, element="critter", kind=made.species, card=made, colours=(), worn=(),
        count=min(thing.count, 3),
    )  # fmt: skip


def _as(one: Guest, thing: Thing) -> Thing:
    """Return a thing of the scene as a guest."""
    if isinstance(one.card, Critter):
        return replace(
            thing, element="critter", kind=one.card.species, living="animal", card=one.card,
            count=1, worn=(), colours=(), size=one.card.size, called=one.name,
        )  # fmt: skip
    if thing.element != "person":
        return Thing("person", "person", "person", living="person", card=one.card, called=one.name)
    return replace(thing, card=one.card, count=1, worn=(), called=one.name)


def _tell(thing: Thing, one: Guest, notes: list[str]) -> None:
    """Note what a card overrules of what the prompt says."""
    own: set[str] = {name for name, _ in one.card.wear} if isinstance(one.card, Critter) else set()
    other = [worn.name.replace("_", " ") for worn in thing.worn if worn.name not in own]
    if other:
        notes.append(f"The card's clothes are worn, not: {', '.join(other)}.")
    if thing.count > 1:
        whom = "person" if isinstance(one.card, Person) else one.nouns[0]
        notes.append(f"The card is of one {whom}; {thing.count} were asked for.")

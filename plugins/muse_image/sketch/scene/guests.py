"""Guests: people and animals whose cards were handed in, found in a prompt by name or by kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..elements.critters import cards as animals
from ..elements.critters.card import Critter
from ..elements.critters.casting import designed
from ..elements.critters.species import kinds, species
from ..elements.people import cards as people
from ..elements.people.card import Person
from .things import Thing

SMALL = (
    r"(?:(?:little|small|tiny|young|baby|old|big|brave|kind|clever|sleepy|curious|shy|wise)\s+)*"
)


@dataclass(frozen=True, slots=True)
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
            return thing.element == "animal" and kinds().get(thing.kind) == self.card.species
        return thing.living == "person" and thing.element == "person"


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
    return prompt


def meet(things: list[Thing], guests: Sequence[Guest], prompt: str, notes: list[str]) -> None:
    """Let the guests be the people and animals of the scene that they fit, in place.

    Nobody is added beside guests who were found, unless there is only one; the other animals of
    the scene are drawn as the guests are. Tells what a card overrules.
    """
    taken: set[int] = set()
    waiting: list[Guest] = []
    for one in guests:
        at = next((i for i, t in enumerate(things) if i not in taken and one.fits(t)), None)
        if at is None:
            waiting.append(one)
            continue
        taken.add(at)
        _tell(things[at], one, notes)
        things[at] = _as(one, things[at])
    if waiting and taken:
        names = ", ".join(one.name or one.nouns[0] for one in waiting)
        notes.append(f"Cards of whom the prompt has neither the name nor the kind: {names}.")
    elif waiting:
        for one in waiting:
            things.append(_as(one, Thing(one.nouns[0].replace(" ", "_"), "", "")))
    if any(isinstance(one.card, Critter) for one in guests):
        for i, thing in enumerate(things):
            if i not in taken and thing.element == "animal" and thing.kind in kinds():
                lots = np.random.Generator(np.random.PCG64(7))
                made = designed(thing, lots)
                things[i] = replace(
                    thing, element="critter", kind=made.species, card=made, colours=(),
                    worn=(), count=min(thing.count, 3),
                )  # fmt: skip


def _as(one: Guest, thing: Thing) -> Thing:
    """Return a thing of the scene as a guest."""
    if isinstance(one.card, Critter):
        return replace(
            thing, element="critter", kind=one.card.species, living="animal", card=one.card,
            count=1, worn=(), colours=(), size=one.card.size,
        )  # fmt: skip
    if thing.element != "person":
        return Thing("person", "person", "person", living="person", card=one.card)
    return replace(thing, card=one.card, count=1, worn=())


def _tell(thing: Thing, one: Guest, notes: list[str]) -> None:
    """Note what a card overrules of what the prompt says."""
    own: set[str] = {name for name, _ in one.card.wear} if isinstance(one.card, Critter) else set()
    other = [worn.name.replace("_", " ") for worn in thing.worn if worn.name not in own]
    if other:
        notes.append(f"The card's clothes are worn, not: {', '.join(other)}.")
    if thing.count > 1:
        whom = "person" if isinstance(one.card, Person) else one.nouns[0]
        notes.append(f"The card is of one {whom}; {thing.count} were asked for.")

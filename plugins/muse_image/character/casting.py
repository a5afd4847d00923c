"""Whom a condition asks for: somebody of a card, or one made from words and by lot."""

from muse_image.sketch.draws import Rng, fork
from muse_image.sketch.elements.critters import cards as animals
from muse_image.sketch.elements.critters.card import Critter
from muse_image.sketch.elements.critters.casting import designed, garment
from muse_image.sketch.elements.critters.species import species, species_of
from muse_image.sketch.elements.people import cards as people
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.elements.people.casting import person
from muse_image.sketch.scene.guests import guest
from muse_image.sketch.scene.plan import placed
from muse_image.sketch.scene.scene import Thing, scene

from .condition import CharacterCondition


def cast(condition: CharacterCondition, rng: Rng) -> tuple[Person | Critter, str, list[str]]:
    """Return who it is, the name on the card, and sentences on what isn't drawn."""
    own = fork(rng)
    if condition.card is not None:
        made = guest(condition.card.data, condition.card.name)
        said = ["The card is drawn, not the prompt."] if condition.prompt.strip() else []
        return made.card, condition.name or made.name, said
    spoken = scene(
        condition.prompt, time="day", season="summer", weather="clear", mood="", palette=""
    )
    people_ = [thing for thing in spoken.things if thing.living == "person"]
    beasts = [thing for thing in spoken.things if thing.living == "animal" and thing.asked]
    if beasts and (not people_ or spoken.things.index(beasts[0]) < spoken.things.index(people_[0])):
        return _animal(condition, spoken.things, beasts[0], own)
    thing = people_[0] if people_ else Thing("person", "person", "person", living="person")
    place = placed(thing, 0.0, 0.0, 600.0, 0.0, 0.0, own)
    made_ = person(place, own)
    lost = [each.name for each in spoken.things if each.asked and each is not thing]
    lost += [each.name for each in thing.held if (each.kind or each.name) not in made_.held
             and each.name not in made_.held]  # fmt: skip
    return made_, condition.name, _notes(lost, thing, "person")


def _animal(
    condition: CharacterCondition, things: tuple[Thing, ...], thing: Thing, rng: Rng
) -> tuple[Critter, str, list[str]]:
    """Return the animal that words ask for, and what of them isn't drawn."""
    made = designed(thing, rng)
    worn = {name for name, _ in made.wear}
    lost = [each.name for each in things if each.asked and each is not thing]
    lost += [
        each.name
        for each in (*thing.worn, *thing.held)
        if garment(each.kind or each.name) not in worn and garment(each.name) not in worn
        and (each.kind or each.name) not in made.held
    ]  # fmt: skip
    notes = _notes(lost, thing, "animal")
    if species_of(thing.kind) is None:
        known = ", ".join(species())
        notes.append(f"{thing.name.replace('_', ' ')}: drawn as a {made.species}; known: {known}.")
    return made, condition.name, notes


def _notes(lost: list[str], thing: Thing, whom: str) -> list[str]:
    """Return sentences on what was asked for and isn't drawn."""
    notes = []
    if lost:
        names = ", ".join(name.replace("_", " ") for name in dict.fromkeys(lost))
        notes.append(f"A sheet shows one {whom}; not drawn: {names}.")
    if thing.count > 1:
        notes.append(f"A sheet shows one {whom}; {thing.count} were asked for.")
    return notes


def written(made: Person | Critter, name: str) -> str:
    """Return the card of somebody as JSON."""
    return animals.written(made, name) if isinstance(made, Critter) else people.written(made, name)


def palette(made: Person | Critter) -> list[str]:
    """Return the colours of somebody, each once, as #rrggbb."""
    return animals.palette(made) if isinstance(made, Critter) else people.palette(made)

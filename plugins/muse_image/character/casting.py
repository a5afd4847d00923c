"""Whom a condition asks for: the person of a card, or one made from words and by lot."""

from muse_image.sketch.draws import Rng, fork
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.elements.people.cards import read
from muse_image.sketch.elements.people.casting import person
from muse_image.sketch.scene.plan import placed
from muse_image.sketch.scene.scene import Thing, scene

from .condition import CharacterCondition


def cast(condition: CharacterCondition, rng: Rng) -> tuple[Person, str]:
    """Return the person and the name on the card."""
    own = fork(rng)
    if condition.card is not None:
        made, name = read(condition.card.data, condition.card.name)
        return made, condition.name or name
    spoken = scene(
        condition.prompt, time="day", season="summer", weather="clear", mood="", palette=""
    )
    people = [thing for thing in spoken.things if thing.living == "person"]
    thing = people[0] if people else Thing("person", "person", "person", living="person")
    place = placed(thing, 0.0, 0.0, 600.0, 0.0, 0.0, own)
    return person(place, own), condition.name

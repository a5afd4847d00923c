"""Whom a condition asks for: the person of a card, or one made from words and by lot."""

from muse_image.sketch.draws import Rng, fork
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.elements.people.cards import read
from muse_image.sketch.elements.people.casting import person
from muse_image.sketch.scene.plan import placed
from muse_image.sketch.scene.scene import Thing, scene

from .condition import CharacterCondition


def cast(condition: CharacterCondition, rng: Rng) -> tuple[Person, str, list[str]]:
    """Return the person, the name on the card, and sentences on what isn't drawn."""
    own = fork(rng)
    if condition.card is not None:
        made, name = read(condition.card.data, condition.card.name)
        said = ["The card is drawn, not the prompt."] if condition.prompt.strip() else []
        return made, condition.name or name, said
    spoken = scene(
        condition.prompt, time="day", season="summer", weather="clear", mood="", palette=""
    )
    people = [thing for thing in spoken.things if thing.living == "person"]
    thing = people[0] if people else Thing("person", "person", "person", living="person")
    place = placed(thing, 0.0, 0.0, 600.0, 0.0, 0.0, own)
    made = person(place, own)
    lost = [each.name for each in spoken.things if each.asked and each is not thing]
    lost += [each.name for each in thing.held if (each.kind or each.name) not in made.held
             and each.name not in made.held]  # fmt: skip
    notes = []
    if lost:
        names = ", ".join(name.replace("_", " ") for name in dict.fromkeys(lost))
        notes.append(f"A sheet shows one person; not drawn: {names}.")
    if thing.count > 1:
        notes.append(f"A sheet shows one person; {thing.count} were asked for.")
    return made, condition.name, notes

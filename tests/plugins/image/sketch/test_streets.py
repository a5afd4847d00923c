"""Streets in perspective, vehicles, the sea from below, space."""

import numpy as np
import pytest

from muse_image.sketch.catalogue import metres
from muse_image.sketch.condition import SketchCondition
from muse_image.sketch.elements.town_street import TOWNS
from muse_image.sketch.elements.vehicle import FORMS
from muse_image.sketch.scene.swaps import BOATS, SHIPS
from muse_image.sketch.studio import Studio
from muse_image.sketch.words import entries, read, understand


def painted(prompt: str, **fields: object) -> Studio:
    """Return the studio of a small picture of a prompt."""
    said = {name: found.value for name, found in read(prompt).fields.items()}
    told = {"time": "day", "weather": "clear", "style": "gouache", **said, **fields}
    condition = SketchCondition(prompt=prompt, width=192, height=144, **told)  # type: ignore[arg-type]
    made = Studio(condition, np.random.Generator(np.random.PCG64(3)))
    for _ in made.work():
        pass
    return made


@pytest.mark.parametrize(
    ("prompt", "stage"),
    [
        ("a girl in an old town street", "street"),
        ("马路上的汽车", "street"),
        ("an astronaut in space", "space"),
        ("飞船在太空", "space"),
        ("火箭", "space"),
        ("a mermaid under the sea", "underwater"),
        ("a whale in the sea", "underwater"),
        ("a vintage car", "outdoors"),
    ],
)
def test_a_prompt_is_set_where_it_belongs(prompt: str, stage: str) -> None:
    assert understand(prompt).not_understood == ()
    assert painted(prompt).canvas.scene.stage == stage


@pytest.mark.parametrize("kind", sorted(TOWNS))
def test_every_kind_of_street_has_a_word_and_is_painted_by_night(kind: str) -> None:
    word = next(
        entry["en"][0]
        for entry in entries().values()
        if entry["element"] == "town_street" and entry["kind"] == kind
    )
    canvas = painted(f"{word}, rain", time="night").canvas
    place = next(place for place in canvas.layout.places if place.element == "town_street")
    assert place.kind == kind
    assert any(layer.material == "reflection" for layer in canvas.layers)
    assert any(layer.glow >= 1 and layer.material == "light" for layer in canvas.layers)


@pytest.mark.parametrize("kind", sorted(FORMS.keys() - {*BOATS, *SHIPS.values()}))
def test_every_vehicle_is_drawn_within_what_it_says(kind: str) -> None:
    name = next(
        name
        for name, entry in entries().items()
        if entry["element"] == "vehicle" and entry["kind"] == kind
    )
    canvas = painted(entries()[name]["en"][0]).canvas
    place = next(place for place in canvas.layout.places if place.kind == kind)
    layer = next(each for each in canvas.layers if each.name == name)
    left, _, right, bottom = layer.box
    assert right - left > place.size * 0.2
    assert bottom <= place.y + place.size * 0.25 + 3
    assert metres("vehicle", kind) == FORMS[kind].metres


def test_a_train_crosses_a_viaduct_on_top_of_it() -> None:
    places = {
        place.kind: place
        for place in painted("steam train crossing a viaduct").canvas.layout.places
    }
    train, below = places["steam_train"], places["viaduct"]
    assert train.y == pytest.approx(below.y - 0.93 * below.size, abs=0.5)
    assert below.order < train.order


def test_who_is_in_a_boat_sits_in_one_on_the_water() -> None:
    canvas = painted("a man in a boat").canvas
    man, boat = (
        next(p for p in canvas.layout.places if p.element == e) for e in ("person", "vehicle")
    )
    assert boat.kind == "boat" and man.order < boat.order
    assert abs(man.x - boat.x) < boat.size * FORMS["boat"].wide
    assert canvas.layout.waterline is not None and man.traits["pose"] == "sit"


def test_people_and_cars_stand_on_the_street_in_true_proportion() -> None:
    canvas = painted("a man and a car in a city street").canvas
    street = next(p for p in canvas.layout.places if p.element == "town_street")
    eye = float(street.traits["eye"])
    man = next(p for p in canvas.layout.places if p.element == "person")
    car = next(p for p in canvas.layout.places if p.kind == "car" and p.asked)
    for place, tall in ((man, metres(man.element, man.kind)), (car, 1.45)):
        assert place.size == pytest.approx(tall * (place.y - street.y) / eye, rel=0.12)


def test_the_same_seed_gives_the_same_street() -> None:
    first, second = (np.asarray(painted("a tram in a market").finished) for _ in range(2))
    assert np.array_equal(first, second)


def test_who_is_on_a_bridge_of_a_water_town_stands_over_its_canal() -> None:
    canvas = painted("一位少女站在江南水乡的石桥上").canvas
    assert canvas.scene.stage == "street"
    assert not canvas.scene.has("lake")
    girl, bridge, canal, boat = (
        next(place for place in canvas.layout.places if name in (place.element, place.kind))
        for name in ("person", "arched_bridge", "canal", "awning")
    )
    assert bridge.y - bridge.size < girl.y < bridge.y
    assert girl.size > 0.35 * canvas.height
    assert canal.y < boat.y < girl.y


def test_who_is_on_a_ship_stands_on_its_deck_before_the_sea() -> None:
    canvas = painted("a pirate on a ship").canvas
    pirate = next(place for place in canvas.layout.places if place.element == "person")
    deck = next(place for place in canvas.layout.places if place.kind == "ship_deck")
    assert canvas.scene.has("sea")
    assert deck.y <= pirate.y < canvas.height
    assert deck.order < pirate.order

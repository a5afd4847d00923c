"""Animals of stories: cards, the same one on every page, in the words of a story."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from muse import RequestError
from muse_image.character.casting import cast, written
from muse_image.character.condition import CharacterCondition
from muse_image.sketch.condition import SketchCondition
from muse_image.sketch.elements.critters.card import EXPRESSIONS, POSES, WEAR, Critter
from muse_image.sketch.elements.critters.figure import figure
from muse_image.sketch.elements.critters.species import species, species_of
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.model import Model
from muse_image.sketch.scene.guests import Guest, called, guest
from muse_image.sketch.scene.plan import Layout
from muse_image.sketch.scene.scene import Scene, scene
from muse_image.sketch.scene.tales import plainly
from muse_image.sketch.studio import Studio

FOX = Guest(Critter(wear=(("scarf", rgb("3f6fb0")),)), "Fino")
RABBIT = Guest(Critter("rabbit", fur=rgb("cbb59c")), "小白")


def _bytes(one: Guest) -> bytes:
    return written(one.card, one.name).encode()


def _drawn(card: Critter, size: int = 30) -> np.ndarray:
    layout = Layout(90, 90, 9.0, None, None, 90.0, (0.0, 0.0), (-0.62, 0.62, 0.48), 1.0)
    nothing = Scene((), frozenset(), "day", "summer", "clear", "", "", stage="plain", plain=True)
    air = atmosphere("day", "clear", "", "", np.random.default_rng(1))
    canvas = Canvas(layout, nothing, air)
    model = Model(canvas, 45, 82, size, 1, wide=1.0, tall=1.85, deep=0.2)
    figure(model, card)
    (layer,) = model.layers("critter")
    return np.dstack([layer.albedo * layer.alpha[..., None], layer.alpha])


def _measured(prompt: str, cards: list[Guest], **fields: Any) -> dict[str, Any]:

    told = {"prompt": prompt, "style": "gouache", "width": 240, "height": 180, "time": "day"}
    asked = {**told, **fields, "character": [_bytes(one) for one in cards]}
    studio = Studio(SketchCondition.model_validate(asked), np.random.default_rng(3))
    for _ in studio.work():
        pass
    return studio.measure()


def _lab(colour: str) -> np.ndarray:
    to_lab = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    made = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), to_lab)
    assert made is not None
    light, a, b = np.frombuffer(made.tobytes(), np.uint8)
    return np.array([light / 2.55, np.int8(a), np.int8(b)], np.float64)


def test_a_card_is_read_as_it_was_written() -> None:
    card = Critter(
        "owl", fur=rgb("a07a54"), size=1.1, wear=(("top-hat", rgb("33313a")),), held=("lantern",)
    )
    text = written(card, "Oona")
    made = guest(text.encode(), "oona.json")
    assert made.name == "Oona"
    assert written(made.card, made.name) == text
    assert json.loads(text)["palette"][0] == "#a07a54"


@pytest.mark.parametrize(
    ("change", "named"),
    [({"species": "sofa"}, "species"), ({"fur": "orange"}, "fur"), ({"size": 9}, "size"),
     ({"wear": [{"name": "armour", "colour": "#000000"}]}, "wear"), ({"pose": "yoga"}, "pose")],
)  # fmt: skip
def test_what_is_wrong_in_a_card_is_named(change: dict[str, Any], named: str) -> None:
    told = json.loads(_bytes(FOX)) | change
    with pytest.raises(RequestError, match=f"^fox.json: {named}"):
        guest(json.dumps(told).encode(), "fox.json")


@pytest.mark.parametrize(
    ("prompt", "kind", "worn", "channel"),
    [("a little orange fox with a blue scarf", "fox", "scarf", 2),
     ("戴红帽子的小兔子", "rabbit", "cap", 0), ("a bear in a green jacket", "bear", "jacket", 1)],
)  # fmt: skip
def test_words_make_a_card(prompt: str, kind: str, worn: str, channel: int) -> None:
    made, _, _ = cast(CharacterCondition(prompt=prompt), np.random.default_rng(1))
    assert isinstance(made, Critter)
    assert made.species == kind
    colour = dict(made.wear)[worn]
    assert int(np.argmax(colour)) == channel


def test_every_animal_is_drawn_and_none_like_another() -> None:
    drawn = {}
    for name, kind in species().items():
        fur, belly, marks, eyes = (rgb(colour) for colour in kind.colours)
        card = Critter(name, fur, belly, marks, eyes)
        drawn[name] = _drawn(card)
        assert drawn[name][..., 3].sum() > 200, name
    shapes = {image.tobytes() for image in drawn.values()}
    assert len(shapes) == len(species()) >= 38
    assert species_of("fox_cub") == "fox"
    assert species_of("sailboat") is None


@pytest.mark.parametrize(
    "cards",
    [[Critter(pose=pose) for pose in POSES], [Critter(expression=mood) for mood in EXPRESSIONS],
     [Critter(wear=((name, rgb("3f6fb0")),)) for name in WEAR[::2]]],
)  # fmt: skip
def test_each_pose_mood_and_garment_is_seen(cards: list[Critter]) -> None:
    assert len({_drawn(card).tobytes() for card in cards}) == len(cards)


def test_a_person_and_animals_are_found_by_name_and_kind() -> None:
    person = Guest(Person(age="child"), "Mia")
    found = _measured("Fino and Mia sit on a hill with the rabbit", [FOX, person, RABBIT])
    told = {each["name"]: each for each in found["characters"]}
    assert told.keys() == {"Fino", "Mia", "小白"}
    for each in told.values():
        left, top, right, bottom = each["face"]
        box = each["box"]
        assert box[0] <= (left + right) / 2 <= box[2]
        assert box[1] <= (top + bottom) / 2 <= box[3]
        assert each["side"] == ("left" if left + right < 240 else "right")
    assert set(found["calm"]) == {"top", "bottom", "left", "right"}


def test_the_hero_has_the_same_colours_on_every_page() -> None:
    pages = [
        _measured("Fino walks in a forest", [FOX], mood="joyful"),
        _measured("Fino sits on a beach by the sea", [FOX], mood="melancholy"),
        _measured("Fino jumps in the snow", [FOX], weather="rain"),
    ]
    colours = [page["characters"][0]["colours"] for page in pages]
    for part in ("fur", "scarf"):
        seen = [_lab(each[part]) for each in colours]
        assert max(float(np.linalg.norm(one - seen[0])) for one in seen) < 6, part
    night = _measured("Fino sits on a hill", [FOX], time="night")["characters"][0]["colours"]
    for part in ("fur", "scarf"):  # the night is told by what is around
        assert float(np.linalg.norm(_lab(night[part]) - _lab(colours[0][part]))) < 6, part


def test_a_guest_is_there_once_and_the_rest_are_drawn_alike() -> None:
    made = _scene("The little fox was lonely. Fino met an owl. The fox smiled.", [FOX])
    living = [(thing.element, thing.kind) for thing in made.things if thing.living]
    assert living == [("critter", "fox"), ("critter", "owl")]
    two = _scene("Fino and his mother", [FOX])
    assert sorted(thing.size > 1 for thing in two.things if thing.living) == [False, True]


def test_two_of_a_kind_are_told_apart_by_name() -> None:
    one = Guest(Critter("rabbit", fur=rgb("cbb59c")), "Oona")
    other = Guest(Critter("rabbit"), "Tam")
    made = _scene("Tam the rabbit with a ball", [one, other])
    assert [thing.kind for thing in made.things if thing.living] == ["rabbit"]


def _scene(prompt: str, guests: list[Guest]) -> Scene:
    return scene(
        prompt, time="day", season="summer", weather="clear", mood="", palette="", cards=guests
    )


@pytest.mark.parametrize(
    ("prompt", "trait", "value"),
    [("Fino slept in his den", "pose", "sleep"), ("Fino hid behind a tree", "pose", "hide"),
     ("Fino looked up at the stars", "gaze", "up"), ("Fino cried", "expression", "cry"),
     ("Fino yawned", "expression", "sleepy"), ("Fino waved to the owl", "pose", "wave"),
     ("Fino swam in the river", "pose", "swim"), ("Fino hugged the rabbit", "pose", "hug")],
)  # fmt: skip
def test_a_story_is_understood(prompt: str, trait: str, value: str) -> None:
    hero = next(thing for thing in _scene(prompt, [FOX]).things if thing.called == "Fino")
    assert hero.traits[trait] == value


@pytest.mark.parametrize(
    ("prompt", "trait", "value"),
    [("小白睡着了", "pose", "sleep"), ("小白躲在树后", "pose", "hide"),
     ("小白哭了", "expression", "cry"),
     ("小白看星星", "gaze", "up"), ("小白打了个哈欠", "expression", "sleepy")],
)  # fmt: skip
def test_a_chinese_story_is_understood(prompt: str, trait: str, value: str) -> None:
    hero = next(thing for thing in _scene(prompt, [RABBIT]).things if thing.called == "小白")
    assert hero.traits[trait] == value


def test_names_become_kinds() -> None:
    assert called("Fino the little fox and the rabbit", [FOX]) == "the fox and the rabbit"
    assert called("小兔子小白在家", [RABBIT]).startswith("小兔子")
    assert "burrow" in plainly("she went to her den")


@pytest.mark.parametrize(
    ("room", "axis", "within"),
    [("left", 0, (0.3, 1)), ("right", 0, (0, 0.7)), ("top", 1, (0.28, 1)),
     ("bottom", 1, (0, 0.72))],
)  # fmt: skip
def test_a_text_has_room(room: str, axis: int, within: tuple[float, float]) -> None:
    found = _measured("Fino stands in a meadow", [FOX], room=room)["characters"][0]["face"]
    size = (240, 180)[axis]
    assert found[axis] >= within[0] * size
    assert found[axis + 2] <= within[1] * size


def test_framing_makes_the_hero_larger() -> None:
    tall = []
    for framing in ("wide", "medium", "close"):
        box = _measured("Fino stands in a meadow", [FOX], framing=framing)["characters"][0]["box"]
        tall.append(box[3] - box[1])
    assert tall[0] * 1.3 < tall[1] < tall[2] / 1.2


def test_a_card_changes_no_more_than_it_says() -> None:
    card = Critter(wear=(("scarf", rgb("3f6fb0")),))
    assert not np.array_equal(_drawn(card), _drawn(replace(card, fur=rgb("8899aa"))))
    assert np.array_equal(_drawn(card), _drawn(replace(card, size=1.2)))

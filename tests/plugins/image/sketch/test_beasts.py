"""Animals: each kind in each pose is drawn whole, the same again, in the colour asked for."""

from dataclasses import replace

import numpy as np
import pytest

from muse_image.sketch.catalogue import form
from muse_image.sketch.elements.animal import FORMS, paint
from muse_image.sketch.elements.beasts.poses import pose_of
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.scene.plan import Layout, Place, placed
from muse_image.sketch.scene.scene import Scene, Thing
from muse_image.sketch.words import concepts, understand
from muse_image.sketch.words.colours import hues

SIZE = 48
CELL = 256
POSES = ("", "run", "sleep", "sit", "fly", "stand", "swim")


def _rng() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(5))


def _place(kind: str, traits: dict[str, str], colours: tuple[str, ...] = ()) -> Place:
    thing = Thing(kind, "animal", kind, traits=traits, colours=colours)
    return replace(placed(thing, CELL / 2, 170.0, SIZE, 0.0, 60, _rng()), way=1)


def _drawn(place: Place) -> list[Layer]:
    thing = Thing(place.kind, "animal", place.kind)
    scene = Scene((thing,), frozenset(), "day", "summer", "cloudy", "", "")
    layout = Layout(
        CELL, CELL, CELL * 0.5, None, None, float(CELL), (200.0, 20.0), (0.8, 0.5, 0.35), -1.0
    )
    canvas = Canvas(layout, scene, atmosphere("day", "cloudy", "", "", _rng()))
    paint(canvas, place)
    return canvas.layers


@pytest.mark.parametrize("kind", FORMS)
def test_each_kind_is_drawn_whole_in_its_poses_and_the_same_again(kind: str) -> None:
    found = form("animal", kind)
    assert found is not None
    first = list(FORMS).index(kind)
    for pose in (POSES[first % len(POSES)], POSES[(first + 3) % len(POSES)]):
        place = _place(kind, {"pose": pose} if pose else {})
        layer = _drawn(place)[0]
        left, top, right, bottom = layer.box
        assert right - left > 0.2 * SIZE and bottom - top > 0.2 * SIZE
        # Inside its box, and cut off nowhere.
        reach = max(CELL / 2 - left, right - CELL / 2)
        assert reach < 1.14 * found.wide * SIZE
        assert 170 - 1.66 * SIZE < top and bottom < 170 + 0.3 * SIZE
    again = _drawn(_place(kind, {"pose": pose} if pose else {}))[0]
    assert again.alpha.tobytes() == layer.alpha.tobytes()
    assert np.asarray(again.albedo).tobytes() == np.asarray(layer.albedo).tobytes()


@pytest.mark.parametrize("kind", ["cat", "dog", "horse", "rabbit", "songbird", "goose", "dragon"])
@pytest.mark.parametrize("hue", ["red", "black", "blue"])
def test_the_coat_has_the_colour_asked_for(kind: str, hue: str) -> None:
    layer = _drawn(_place(kind, {}, (hue,)))[0]
    seen = np.asarray(layer.albedo)[layer.alpha > 0.9]
    near = np.abs(seen - rgb(hues()[hue]["paint"])).max(-1) < 0.06
    assert near.mean() > 0.2


def test_a_portrait_fills_the_box_of_the_head_and_shows_no_feet() -> None:
    for kind in ("cat", "horse", "eagle", "owl"):
        focus = FORMS[kind].focus
        assert focus is not None
        size = CELL * 0.6 / (focus[3] - focus[1])
        place = replace(
            _place(kind, {"view": "portrait"}), size=size, y=CELL * 0.1 + focus[3] * size
        )
        layer = _drawn(place)[0]
        assert layer.box[1] < CELL * 0.3
        assert layer.alpha[-2].mean() > 0.3
        assert layer.box[3] == CELL


def test_a_pose_that_an_animal_has_not_becomes_its_nearest() -> None:
    lying = _place("cat", {"pose": "sleep"})
    assert pose_of(lying, "sit", ("stand", "sit", "lie")) == "lie"
    assert pose_of(_place("cat", {}), "sit", ("stand", "sit")) == "sit"
    assert pose_of(_place("cat", {"pose": "gallop"}), "sit", ("stand", "run")) == "run"
    above = replace(_place("dragon", {}), relation=("above", "castle"))
    assert pose_of(above, "stand", ("stand", "fly")) == "fly"


@pytest.mark.parametrize(
    ("english", "chinese", "kind"),
    [
        ("a ginger cat", "大橘", "orange_cat"),
        ("a golden retriever", "一只金毛", "retriever"),
        ("a foal", "小马驹", "foal"),
        ("a snow leopard", "雪豹", "snow_leopard"),
        ("a squirrel", "松鼠", "squirrel"),
        ("a sea horse", "海马", "seahorse"),
        ("a chinese dragon", "龙", "loong"),
        ("a t-rex", "霸王龙", "tyrannosaur"),
        ("a bald eagle", "白头鹰", "eagle"),
        ("a jellyfish", "水母", "jellyfish"),
    ],
)
def test_animals_are_read_in_both_languages(english: str, chinese: str, kind: str) -> None:
    for prompt in (english, chinese):
        words = understand(prompt)
        assert [mention.concept.kind for mention in words.mentions] == [kind]
        assert words.not_understood == ()


def test_every_animal_has_a_name() -> None:
    named = {c.kind for c in concepts().values() if c.element in ("animal", "swan")}
    assert FORMS.keys() - named == {"swan"}

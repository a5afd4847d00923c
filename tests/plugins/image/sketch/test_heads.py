"""Heads: every hair, expression, turn and piece of headwear draws, and draws what it says."""

import numpy as np
import pytest

from muse_image.sketch.elements.people import card, haircuts, head, headwear
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.elements.people.skull import Skull, look
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.paint.model import Model
from muse_image.sketch.scene.plan import Layout
from muse_image.sketch.scene.scene import Scene, Thing

SIDE = 160


def model() -> Model:
    rng = np.random.Generator(np.random.PCG64(1))
    scene = Scene((Thing("x", "thing", "x"),), frozenset(), "day", "summer", "clear", "", "")
    layout = Layout(
        SIDE, SIDE, SIDE * 0.5, None, None, float(SIDE), (130.0, 16.0), (0.8, 0.5, 0.35), -1.0
    )
    canvas = Canvas(layout, scene, atmosphere("day", "clear", "", "", rng))
    return Model(canvas, SIDE / 2, SIDE, SIDE, 1, wide=0.6, tall=1.1, deep=0.0)


def drawn(person: Person, high: float = 0.45, way: int = 1) -> Layer:
    made = model()
    head.behind(made, person, (0.0, 0.3), high, 0.0, way)
    head.front(made, person, (0.0, 0.3), high, 0.0, way)
    return made.layers("head")[0]


def part(layer: Layer, skull: Skull, spot: tuple[float, float]) -> np.ndarray:
    """Return the colour at a flat spot of the head."""
    x, y = skull.m.at(skull.at(spot))
    return np.broadcast_to(layer.albedo, (*layer.alpha.shape, 3))[
        int(y) - layer.y, int(x) - layer.x
    ]


@pytest.mark.parametrize("turn", card.TURNS)
def test_every_hair_is_drawn_in_every_turn(turn: str) -> None:
    bald = drawn(Person(hair="bald", turn=turn)).alpha.sum()
    for style in card.STYLES[1:]:
        layer = drawn(Person(hair=style, turn=turn, hair_colour=rgb("30a050")))
        green = layer.albedo[..., 1] - layer.albedo[..., 0] > 0.06
        assert (layer.alpha * green).sum() > 0.08 * bald, style


def test_every_style_of_hair_has_a_cut() -> None:
    assert set(card.STYLES) == set(haircuts.CUTS)


def test_a_face_has_eyes_where_its_look_says() -> None:
    person = Person(turn="front", hair="bald", eyes=rgb("2050c0"))
    layer, skull = drawn(person), Skull(model(), person, (0.0, 0.3), 0.45, 0.0, 1)
    own = look(person)
    for side in (-1, 1):
        iris = part(layer, skull, (side * (own.apart + own.eye_wide * 0.3), own.eye - 0.004))
        assert iris[2] > iris[0], side
    red = part(layer, skull, (0.0, own.mouth - 0.015))
    cheek = part(layer, skull, (0.0, own.hairline - 0.08))
    assert red[0] - red[1] > cheek[0] - cheek[1]


@pytest.mark.parametrize("expression", [e for e in card.EXPRESSIONS if e != "neutral"])
def test_an_expression_changes_the_face_but_not_its_outline(expression: str) -> None:
    calm, moved = drawn(Person(hair="bald")), drawn(Person(hair="bald", expression=expression))
    assert abs(moved.alpha.sum() - calm.alpha.sum()) < 0.01 * calm.alpha.sum()
    assert np.abs(calm.albedo - moved.albedo).max() > 0.1


@pytest.mark.parametrize("name", headwear.HEADWEAR)
def test_headwear_shows_in_its_colour(name: str) -> None:
    blue = rgb("2040e0")
    layer = drawn(Person(hair="short", garments=((name, blue),)))
    own = layer.albedo[..., 2] - layer.albedo[..., 0] > 0.2
    assert (own * layer.alpha).sum() > 8


def test_no_two_faces_are_alike_and_one_is_always_the_same() -> None:
    first, second = Person(face=(0.1, 0.2, 0.9, 0.3, 0.8, 0.4)), Person(face=(0.9,) * 6)
    assert not np.array_equal(drawn(first).albedo, drawn(second).albedo)
    assert np.array_equal(drawn(first).albedo, drawn(first).albedo)


def test_ages_differ_in_proportion() -> None:
    eyes = [look(Person(age=age)).eye for age in ("baby", "child", "teen", "adult")]
    assert eyes == sorted(eyes)
    assert look(Person(age="baby")).eye_wide > look(Person(age="old")).eye_wide


def test_a_small_head_is_drawn_with_few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    original = Model.part

    def counted(self: Model, *args: object, **how: object) -> object:
        calls.append(1)
        return original(self, *args, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Model, "part", counted)
    drawn(Person(hair="shoulder"), high=0.12)
    small = len(calls)
    drawn(Person(hair="shoulder"), high=0.9)
    assert small < (len(calls) - small) / 2

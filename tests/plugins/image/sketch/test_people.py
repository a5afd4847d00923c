"""People: every pose, garment, role and held thing is drawn, and a card is one person."""

from functools import cache

import numpy as np
import pytest

from muse_image.sketch.catalogue import element, metres
from muse_image.sketch.elements.people.card import POSES, Person
from muse_image.sketch.elements.people.casting import person
from muse_image.sketch.elements.people.cuts import cuts
from muse_image.sketch.elements.people.figure import figure, garments
from muse_image.sketch.elements.people.holding import held
from muse_image.sketch.elements.people.posing import pose
from muse_image.sketch.elements.people.props import forms, holds
from muse_image.sketch.elements.people.skeleton import Skeleton
from muse_image.sketch.elements.people.wardrobe import slot, table
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.paint.model import Model
from muse_image.sketch.scene.plan import Layout, Place, placed
from muse_image.sketch.scene.scene import Scene, Thing
from muse_image.sketch.words import concepts, understand

SIZE = 90.0


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def _canvas(side: int = 200) -> Canvas:
    scene = Scene((), frozenset(), "day", "summer", "clear", "", "")
    layout = Layout(side, side, side * 0.5, None, None, side, (160, 20), (0.8, 0.5, 0.35), -1.0)
    return Canvas(layout, scene, atmosphere("day", "clear", "", "", _rng()))


def _place(kind: str, seed: int = 1, **said: object) -> Place:
    thing = Thing(kind, "person", kind, **said)  # type: ignore[arg-type]
    return placed(thing, 100, 170, SIZE, 0.05, 50, _rng(seed))


def _figure(p: Person) -> Layer:
    model = Model(_canvas(), 100, 170, SIZE, 1, wide=1.0, tall=1.4)
    figure(model, p, _rng())
    return model.layers("person")[0]


def _seen(layer: Layer) -> float:
    return float((layer.alpha > 0.5).sum()) / SIZE**2


@pytest.mark.parametrize("name", POSES)
def test_a_pose_holds_the_whole_figure(name: str) -> None:
    turn = pose(name).turns[0]
    seen = _seen(_figure(Person(pose=name, turn=turn, garments=(("dress", None),))))
    assert 0.07 < seen < 0.4


def test_feet_stand_on_the_ground_and_a_seat_carries_the_hips() -> None:
    for age, heads in (("child", 5.2), ("adult", 7.0)):
        card = Person(age=age, heads=heads, turn="side")
        k = Skeleton(card, pose("stand"))
        assert k.at(k.legs["near"].heel)[1] == pytest.approx(0.014, abs=0.02)
        assert Skeleton(card, pose("sit"), 0.3).at((0.0, 0.0, 0.0))[1] == pytest.approx(0.3)


def test_the_head_is_one_of_as_many_as_the_card_says() -> None:
    for heads in (4.0, 5.2, 7.0):
        k = Skeleton(Person(heads=heads), pose("stand"))
        crown = k.chin()[0][1] + k.shape.head
        assert crown == pytest.approx(1.0, abs=0.05)
        assert 1 / k.shape.head == pytest.approx(heads)


@pytest.mark.parametrize("name", sorted(cuts()))
def test_a_garment_changes_what_is_seen(name: str) -> None:
    worn = _figure(Person(age="young", garments=((name, rgb("3060c0")),)))
    assert _blue(worn) > _blue(_bare()) + 4


@cache
def _bare() -> Layer:
    return _figure(Person(age="young", garments=()))


def _blue(layer: Layer) -> int:
    blue = layer.albedo[..., 2] - layer.albedo[..., 0] > 0.12
    return int((blue & (layer.alpha > 0.5)).sum())


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_held_thing_is_in_the_picture(name: str) -> None:
    assert name in holds()
    changed = np.abs(_painted("") - _painted(name)).max(-1) > 0.2
    assert changed.sum() > 6


@cache
def _painted(held: str) -> np.ndarray:
    """Return the colours of a woman, who holds a thing if one is named."""
    canvas = _canvas()
    things = (Thing(held, "prop", held),) if held else ()
    traits = {"pose": "stand", "turn": "three-quarter"}
    element("person").paint(canvas, _place("woman", held=things, traits=traits))
    picture = np.zeros((200, 200, 3))
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        alpha = np.broadcast_to(layer.alpha, (bottom - top, right - left))[..., None]
        picture[top:bottom, left:right] *= 1 - alpha
        picture[top:bottom, left:right] += alpha * layer.albedo
    return picture


@pytest.mark.parametrize("kind", sorted(table("roles")))
def test_a_role_is_dressed_in_what_is_known(kind: str) -> None:
    for seed in range(3):
        card = person(_place(kind, seed), _rng(seed))
        assert garments(card), kind
        assert set(card.held) <= set(forms())
        assert card.pose in POSES
        slots = {slot(name) for name, _ in card.garments}
        assert slots & {"full", "low", "outer", "mermaid-tail"}
        assert card.sex == "man" or slots & {"full", "top", "outer"}
    assert 0.5 < metres("person", kind) < 1.9


def test_what_the_prompt_says_wins() -> None:
    place = _place(
        "woman", traits={"age": "old", "hair": "bun", "pose": "read"},
        worn=(Thing("dress", "garment", "dress", colours=("red",)),),
        held=(Thing("book", "prop", "book"),),
    )  # fmt: skip
    for seed in range(6):
        card = person(place, _rng(seed))
        worn = dict(card.garments)
        assert (card.sex, card.age, card.hair, card.pose) == ("woman", "old", "bun", "read")
        assert card.held == ("book",)
        dress = worn["dress"]
        assert dress is not None
        assert np.allclose(dress, rgb("c2352c"))
        assert not {"skirt", "trousers", "jeans"} & set(worn)


def test_the_same_card_is_the_same_person() -> None:
    card = person(_place("woman"), _rng(3))
    one, other = _figure(card), _figure(card)
    assert np.array_equal(one.albedo, other.albedo)
    assert np.array_equal(one.alpha, other.alpha)
    walking = Skeleton(card.but(pose="walk"), pose("walk")).shape
    assert walking == Skeleton(card, pose("sit")).shape


def test_every_word_for_people_garments_and_props_can_be_painted() -> None:
    known = [c for c in concepts().values() if c.element in ("person", "garment", "prop")]
    assert len(known) > 180
    for concept in known:
        assert concept.kind in element(concept.element).FORMS, concept.name
    for name in ("hat", "crown", "glasses", "hood", "veil", "mask"):
        assert concepts()[name].worn


@pytest.mark.parametrize(
    ("prompt", "kind", "worn", "held"),
    [
        ("a girl in a red dress holding an umbrella", "girl", ["dress"], ["umbrella"]),
        ("a knight with a sword", "knight", [], ["sword"]),
        ("an old wizard with a staff", "wizard", [], ["staff"]),
        ("剑客", "swordsman", [], []),
    ],
)
def test_words_name_roles_garments_and_things(
    prompt: str, kind: str, worn: list[str], held: list[str]
) -> None:
    found = understand(prompt).mentions[0]
    assert found.concept.kind == kind
    assert [each.concept.kind for each in found.wears] == worn
    assert [each.concept.kind for each in found.holds] == held


def test_a_woman_of_a_role_of_bare_chests_is_dressed() -> None:
    card = person(_place("boxer", traits={"sex": "woman"}), _rng())
    assert "top" in {slot(name) for name, _ in card.garments}


def test_a_man_who_sings_wears_no_gown() -> None:
    for seed in range(8):
        card = person(_place("singer", seed, traits={"sex": "man"}), _rng(seed))
        assert "gown" not in dict(card.garments)


def test_who_is_held_lies_in_both_arms() -> None:
    place = _place("woman", held=(Thing("baby", "person", "baby"),))
    (each,) = held(person(place, _rng()), place)
    assert (each.side, each.rule["pose"], each.place.held) == ("both", "hug", ())

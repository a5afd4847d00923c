"""Characters: the same card gives the same person, in every picture; sheets and animations."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from muse import Host, RequestError
from muse_image.sketch.elements.people.card import Person
from muse_image.sketch.elements.people.cards import palette, read, written
from muse_image.sketch.elements.people.cycles import ACTIONS, cycle
from muse_image.sketch.elements.people.posing import pose
from muse_image.sketch.elements.people.skeleton import Skeleton

SMALL = {"width": 240, "height": 180, "seed": 4}


def test_a_card_is_read_as_it_was_written() -> None:
    worn = (("coat", None), ("boots", None), ("wizard-hat", None))
    one = Person(hair="mohawk", garments=worn, held=("sword",))
    text = written(one, "Mira")
    again, name = read(text.encode(), "mira.json")
    assert name == "Mira"
    assert written(again, name) == text
    assert palette(again) == palette(one)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"hair": "purple"}, "hair: 'purple'"),
        ({"skin": "blue"}, "skin: 'blue'"),
        ({"heads": 70}, "heads: 70"),
        ({"face": [1, 2]}, "face: [1, 2]"),
        ({"garments": [{"name": "tail"}]}, "garments: 'tail'"),
        ({"garments": [{"name": ["coat"]}]}, "garments: ['coat']"),
        ({"held": ["banana"]}, "held: 'banana'"),
        ({"name": "\ud800"}, "name: "),
        ({"version": True}, "version True"),
        ({"kind": "recipe"}, "not a card"),
        ({"version": 9}, "version 9"),
    ],
)
def test_what_is_wrong_in_a_card_is_named(change: dict[str, object], named: str) -> None:
    told = {**json.loads(written(Person(), "")), **change}
    with pytest.raises(RequestError, match=r"card\.json: ") as caught:
        read(json.dumps(told).encode(), "card.json")
    assert named in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_card_is_refused(data: bytes) -> None:
    with pytest.raises(RequestError, match=r"card\.json"):
        read(data, "card.json")


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_ends_where_it_began(action: str) -> None:
    first, last = cycle(action, 0.0), cycle(action, 1.0)
    for side in ("near", "far"):
        assert getattr(first, side).foot == pytest.approx(getattr(last, side).foot, abs=1e-6)
        assert getattr(first, side).hand == pytest.approx(getattr(last, side).hand, abs=0.02)
    assert any(cycle(action, k / 8) != first for k in range(1, 8))


def test_walking_moves_the_feet_in_turn() -> None:
    for phase in (0.0, 0.2, 0.4):
        near, far = cycle("walk", phase).near.foot, cycle("walk", phase + 0.5).far.foot
        assert near == pytest.approx(far)


def test_a_card_written_with_a_sheet_gives_the_same_sheet(host: Host) -> None:
    first = host.run("image.character", prompt="a girl", formats=[".png", ".json"], **SMALL)
    card = first.artifacts[0].contents[".json"]
    assert read(card, "card.json")[0].sex == "woman"
    again = host.run("image.character", card=card, formats=[".png", ".json"], **SMALL)
    assert again.artifacts[0].contents == first.artifacts[0].contents


def test_sprites_are_cut_out_and_stand_in_rows(host: Host) -> None:
    made = host.run("image.character", sheet="sprites", frames=4, **SMALL).artifacts[0]
    with Image.open(io.BytesIO(made.contents[".png"])) as picture:
        alpha = np.asarray(picture.convert("RGBA"))[..., 3]
    assert alpha[0, 0] == 0
    cells = alpha.reshape(4, 45, 4, 60).max((1, 3))
    assert (cells > 200).all()


def test_an_action_is_an_animation(host: Host) -> None:
    made = host.run("image.character", sheet="walk", frames=5, **SMALL).artifacts[0]
    with Image.open(io.BytesIO(made.contents[".png"])) as picture:
        assert picture.n_frames == 5
        assert picture.info["duration"] == pytest.approx(100)


@pytest.mark.parametrize("style", ["cartoon", "watercolour"])
def test_a_character_keeps_its_colours_in_every_picture(host: Host, style: str) -> None:
    from muse_image.sketch.paint.palette import oklab

    blue = np.array([[0.1, 0.2, 0.85]], np.float32)
    coat = Person(garments=(("coat", blue[0]), ("trousers", blue[0]), ("boots", blue[0])))
    card = written(coat, "").encode()
    hues = []
    for prompt in ("a person in a meadow", "a person on a beach"):
        made = host.run(
            "image", prompt=prompt, character=card, style=style, time="day", weather="clear",
            width=256, height=192, seed=2,
        )  # fmt: skip
        box = next(e["box"] for e in made.report.measured["elements"] if e["name"] == "person")
        with Image.open(io.BytesIO(made.artifacts[0].contents[".png"])) as picture:
            part = np.asarray(picture.convert("RGB").crop(box), np.float32).reshape(-1, 3) / 255
        lab = oklab(part)
        worn = lab[lab[:, 2] < -0.12]
        assert len(worn) > 20
        hues.append(np.median(worn, 0))
    assert float(np.hypot(*(hues[0] - hues[1])[1:])) < 0.03


def test_a_character_keeps_its_proportions_in_every_scene_and_style(host: Host) -> None:
    card = written(Person(garments=(("shirt", None), ("trousers", None), ("boots", None))), "")
    shapes = []
    for prompt, style in (("a person in a desert", "gouache"), ("a person in a street", "oil")):
        made = host.run(
            "image", prompt=prompt, character=card.encode(), style=style, seed=5, width=640,
            height=640, detail="draft", time="day", weather="clear",
        )  # fmt: skip
        box = next(e["box"] for e in made.report.measured["elements"] if e["name"] == "person")
        shapes.append((box[2] - box[0]) / (box[3] - box[1]))
    assert shapes[0] == pytest.approx(shapes[1], rel=0.05)  # a px of 300 at each side
    one, other = Person(pose="walk"), Person(pose="walk", expression="laugh")
    low, high = (Skeleton(p, pose(p.pose)) for p in (one, other))
    assert low.shape.head == pytest.approx(high.shape.head, rel=0.02)

"""Stages: whom a picture is of is framed for, stands where words say, and is told of truly."""

from typing import Any

import numpy as np
import pytest

from muse import Host
from muse_image.sketch.paint.palette import oklab
from muse_image.sketch.scene.ground import Ground
from muse_image.sketch.scene.told import told
from muse_image.sketch.studio import Studio
from plugins.image.sketching import studio

Box = list[int]
SIZE = {"width": 320, "height": 240, "style": "gouache", "time": "day", "weather": "clear"}


def _elements(made: Studio) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made.measure()["elements"]
    return found


def _boxes(prompt: str, seed: int = 3, **fields: object) -> dict[str, list[Box]]:
    """Return name -> the boxes of all that are seen in a picture."""
    made: dict[str, list[Box]] = {}
    for element in _elements(studio(prompt, seed, **{**SIZE, **fields})):
        made.setdefault(element["name"], []).append(element["box"])
    return made


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2


@pytest.mark.parametrize(
    ("prompt", "stage"),
    [
        ("a lake and mountains", "landscape"),
        ("a cat", "room"),
        ("a fox", "outdoors"),
        ("a woman", "portrait"),
        ("portrait of a knight", "portrait"),
        ("a woman with an umbrella in the rain", "outdoors"),
        ("a bowl of ramen", "table"),
        ("一碗牛肉面", "table"),
        ("a chair", "room"),
        ("a cosy living room with a fireplace", "room"),
        ("a cup of coffee on a wooden table", "table"),
        ("a red apple, white background", "plain"),
        ("a street in an old town", "street"),
        ("an octopus", "underwater"),
        ("an astronaut in space", "space"),
        ("a monk praying in a temple", "room"),
        ("a horse under a cherry tree", "outdoors"),
        ("a lake with two horses, wide shot", "landscape"),
    ],
)
def test_a_picture_is_set_where_its_subject_is_at_home(prompt: str, stage: str) -> None:
    assert studio(prompt, 3, width=64, height=64, style="gouache").canvas.scene.stage == stage


@pytest.mark.parametrize(
    ("prompt", "name"),
    [("a fox", "fox"), ("a bowl of ramen", "ramen"), ("a robot", "robot"), ("a knight", "knight"),
     ("a cat", "cat"), ("一只兔子", "rabbit")],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2])
def test_a_lone_subject_fills_a_quarter_to_two_thirds_of_the_height(
    prompt: str, name: str, seed: int
) -> None:
    (box,) = _boxes(prompt, seed)[name]
    assert 0.25 <= (box[3] - box[1]) / 240 <= 0.68


def test_views_come_nearer() -> None:
    tall = {}
    for view in ("full body of", "portrait of", "close-up of"):
        (box,) = _boxes(f"{view} an old man")["old_man"]
        tall[view] = (box[2] - box[0]) / (box[3] - box[1])
    assert tall["full body of"] < 0.6 < tall["portrait of"] < 1.6


def test_who_is_on_something_is_above_it() -> None:
    found = _boxes("a cat on a chair")
    cat, chair = found["cat"][0], found["chair"][0]
    assert chair[1] < cat[3] < chair[3] and chair[0] < _middle(cat) < chair[2]


def test_who_is_under_something_stands_before_it() -> None:
    made = studio("a horse under a cherry tree", 3, **SIZE)
    names = [place.name for place in made.canvas.layout.places]
    assert names.index("horse") > max(i for i, n in enumerate(names) if "cherry" in n)
    found = _boxes("a horse under a cherry tree")
    tree = next(boxes[0] for name, boxes in found.items() if "cherry" in name)
    assert tree[0] < _middle(found["horse"][0]) < tree[2]


def test_who_rides_sits_on_the_mount() -> None:
    found = _boxes("a man riding a horse")
    rider, horse = found["man"][0], found["horse"][0]
    assert rider[1] < horse[1] and horse[0] < _middle(rider) < horse[2]
    assert rider[3] < horse[3]


def test_who_is_between_two_is_between_them() -> None:
    found = _boxes("a dog between two chairs")
    left, right = sorted(_middle(box) for box in found["chair"])
    assert left < _middle(found["dog"][0]) < right


def test_sides_are_kept() -> None:
    found = _boxes("a robot on the left and a fox on the right")
    assert _middle(found["robot"][0]) < 160 < _middle(found["fox"][0])


def test_counts_and_colours_belong_to_their_own_things() -> None:
    made = studio("a black cat and two white dogs on a red sofa", 3, **{**SIZE, "width": 480})
    elements = _elements(made)
    told_of = {e["name"]: e.get("colours") for e in elements}
    dogs = [e for e in elements if "dog" in e["name"]]
    assert len(dogs) == 2 and all(e["colours"] == ["white"] for e in dogs)
    assert told_of["sofa"] == ["red"]
    assert all(e["relation"] == ["on", "sofa"] for e in dogs)
    sofa = next(e["box"] for e in elements if e["name"] == "sofa")
    pixels = np.asarray(made.finished.convert("RGB"), np.float32) / 255
    lab = oklab(pixels[sofa[1] : sofa[3], sofa[0] : sofa[2]].reshape(-1, 3))
    assert float((lab[:, 1] > 0.08).mean()) > 0.3  # most of what is not covered is red
    for dog in dogs:
        left, top, right, bottom = dog["box"]
        part = pixels[top:bottom, left:right].reshape(-1, 3)
        assert float(oklab(part)[:, 0].max()) > 0.85


def test_what_is_worn_and_held_is_told() -> None:
    made = studio("a woman in a red dress holding an umbrella", 3, **SIZE)
    woman = next(e for e in _elements(made) if e["name"] == "woman")
    assert "dress" in woman["wears"] and "umbrella" in woman["holds"]


def test_what_is_left_out_moves_nothing_else() -> None:
    asked = studio("a fox in a meadow", 5, **SIZE).canvas.layout.places
    without = studio("a fox in a meadow, no trees", 5, **SIZE).canvas.layout.places
    fox, same = (next(p for p in places if p.name == "fox") for places in (asked, without))
    assert (fox.x, fox.y, fox.size) == (same.x, same.y, same.size)


def test_two_subjects_of_one_seed_are_composed_differently() -> None:
    prompts = ("a fox", "a wolf", "a deer", "a robot", "a knight", "a horse", "a lion", "a bear")
    seen = set()
    for prompt in prompts:
        made = studio(prompt, 7, width=64, height=64, style="gouache").canvas.layout
        lead = next(place for place in made.places if place.asked)
        seen.add((round(made.horizon / 64, 2), round(lead.x / 64, 2), lead.way))
    assert len(seen) == len(prompts)


def test_what_is_asked_for_and_not_seen_is_told() -> None:
    made = studio("a fox and a lake", 3, **SIZE)
    scene, layout = made.canvas.scene, made.canvas.layout
    every = _elements(made)
    assert not [note for note in told(scene, layout, every) if "fox" in note]
    rest = [element for element in every if element["name"] != "fox"]
    assert told(scene, layout, rest)[0] == "Asked for, and not to be seen in this picture: fox."


@pytest.mark.parametrize(
    ("prompt", "missing"),
    [
        ("a cat wearing a red hat", "hat"),
        ("portrait of a woman in boots", "boots"),
        ("an old town street with a man", ""),
        ("an astronaut in space", ""),
        ("a cup of coffee on a wooden table", ""),
    ],
)
def test_what_is_worn_and_all_around_is_told_of_truly(prompt: str, missing: str) -> None:
    made = studio(prompt, 3, **SIZE)
    notes = told(made.canvas.scene, made.canvas.layout, _elements(made))
    named = [note for note in notes if note.startswith("Asked for, and not to be seen")]
    assert (missing in named[0]) if missing else not named


def test_unasked_trees_are_told_and_can_be_left_out(host: Host) -> None:
    first = host.run("image", prompt="a lake", seed=1, width=96, height=64).report
    assert any("no trees" in note for note in first.notes)
    again = host.run("image", prompt="a lake, no trees", seed=1, width=96, height=64).report
    assert not any("no trees" in note for note in again.notes)


def test_the_ground_gives_the_level_of_a_scale() -> None:
    ground = Ground.through(100.0, 220.0, 60.0)
    assert ground.scale(220.0) == pytest.approx(60.0)
    assert ground.level(30.0) == pytest.approx(160.0)

"""Things: drawn whole in their boxes, alike for a seed, in the colour asked for; still lifes."""

import tomllib
from importlib import import_module
from importlib.resources import files

import numpy as np
import pytest

from muse_image.sketch.catalogue import Form, element, form
from muse_image.sketch.draws import fork
from muse_image.sketch.elements import things
from muse_image.sketch.elements.things import forms
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.colour import rgb
from muse_image.sketch.paint.hue import painted
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.paint.model import Model
from muse_image.sketch.scene.plan import Layout, Place, placed
from muse_image.sketch.scene.scene import Scene, Thing, scene
from muse_image.sketch.words import concepts, understand
from muse_image.sketch.words.colours import hues

SIZE = 40.0
GROUPS = (
    "bouquets", "bread", "cakes", "chinese", "crockery", "curios", "desk", "devices", "drink",
    "food", "fruit", "fruit_bowls", "fruit_tropical", "games", "jewels", "lights", "noodles",
    "oddments", "snacks", "sweets", "toys", "vegetables",
)  # fmt: skip
AIRY = ("mist", "glow", "shadow", "light")
"""Materials of what surrounds a thing."""


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def _canvas(wide: int = 420, high: int = 110) -> Canvas:
    seen = Scene((), frozenset(), "day", "summer", "clear", "", "")
    layout = Layout(wide, high, 20.0, None, None, high, (wide, 10), (0.8, 0.5, 0.35), -1.0)
    return Canvas(layout, seen, atmosphere("day", "clear", "", "", _rng()))


def _place(kind: str, *colours: str, seed: int = 1, size: float = SIZE) -> Place:
    thing = Thing(kind, "thing", kind, colours=colours)
    return placed(thing, 210, 80, size, 0.0, 50, _rng(seed))


def _drawn(kind: str, seed: int = 1) -> list[Layer]:
    canvas, place, found = _canvas(), _place(kind, seed=seed), forms()[kind]
    model = Model(canvas, place.x, place.y, SIZE, wide=5, tall=1.8, deep=0.7)
    found.draw(model, place, fork(place.rng))
    return model.layers(kind, found.material)


def small() -> dict[str, Form]:
    """Return the forms of what stands on a table."""
    modules = [import_module(f"{things.__name__}.{name}") for name in GROUPS]
    return {kind: made for module in modules for kind, made in module.FORMS.items()}


def test_every_small_thing_fills_its_box_and_stays_in_it() -> None:
    wrong = {}
    for kind, found in small().items():
        layer = _drawn(kind)[0]
        rows = np.flatnonzero(layer.alpha.max(1) > 0.5) + layer.y
        columns = np.flatnonzero(layer.alpha.max(0) > 0.5) + layer.x
        high, low = (80 - rows[0]) / SIZE, (rows[-1] - 79) / SIZE
        reach = max(210 - columns[0], columns[-1] - 210) / SIZE
        inside = high <= found.reach[0] + 0.05 and low <= found.reach[1] + 0.05
        if not (high >= 0.75 and inside and reach <= found.wide * 1.15 + 0.05):
            wrong[kind] = (round(high, 2), round(low, 2), round(reach, 2))
    assert wrong == {}


def test_a_seed_draws_a_thing_alike() -> None:
    for kind in ("popcorn", "vase of flowers", "books"):
        first, again, other = (_drawn(kind, seed)[0] for seed in (3, 3, 4))
        np.testing.assert_array_equal(first.albedo, again.albedo)
        assert first.albedo.shape != other.albedo.shape or (first.albedo != other.albedo).any()


@pytest.mark.parametrize("hue", ["blue", "red"])
@pytest.mark.parametrize(
    "kind", ["apple", "cup", "teapot", "birthday cake", "book", "gift", "single rose", "lit candle"]
)
def test_a_thing_has_the_colour_asked_for(kind: str, hue: str) -> None:
    canvas = _canvas()
    painted(canvas, _place(kind, hue))
    layer = max(
        (each for each in canvas.layers if each.material not in AIRY), key=lambda e: e.alpha.sum()
    )
    away = np.abs(layer.albedo - rgb(hues()[hue]["paint"])).max(-1)
    assert float(((away < 0.3) * layer.alpha).sum()) > 0.12 * float(layer.alpha.sum())


def test_a_shadow_falls_away_from_the_light() -> None:
    middle = []
    for side in (1, -1):
        canvas = _canvas()
        canvas.layout.light = (0.8 * side, 0.5, 0.35)
        painted(canvas, _place("bottle"))
        shade = next(each for each in canvas.layers if each.material == "shadow")
        middle.append(float(np.average(np.arange(shade.box[0], shade.box[2]),
                                       weights=shade.alpha.sum(0))))  # fmt: skip
    assert middle[0] < 207 < 213 < middle[1]


@pytest.mark.parametrize("kind", ["wood", "cloth", "marble", "picnic", "tea", "plain"])
def test_a_table_covers_the_picture_below_its_edge(kind: str) -> None:
    canvas = _canvas(120, 90)
    place = placed(Thing("table", "tabletop", kind), 60, 40, 90, 0.0, 0, _rng())
    element("tabletop").paint(canvas, place)
    covered = np.zeros((90, 120), np.float32)
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        covered[top:bottom, left:right] = np.maximum(covered[top:bottom, left:right], layer.alpha)
    assert covered.min() == 1
    names = [layer.name for layer in canvas.layers]
    assert names == ["behind"] if kind == "plain" else ["behind", "table"]


def test_words_and_company_name_forms_that_exist() -> None:
    named = [concept for concept in concepts().values() if concept.element == "thing"]
    assert len(named) > 150
    assert not [concept.name for concept in named if form("thing", concept.kind) is None]
    text = files("muse_image.sketch").joinpath("words/data/company.toml").read_text("utf-8")
    for kind, entries in tomllib.loads(text).items():
        assert kind in forms() or element("tabletop").TOPS[kind.removeprefix("table ")]
        assert all(entry["thing"] in forms() for entry in entries)


@pytest.mark.parametrize(
    ("prompt", "kind", "count", "colour"),
    [
        ("一碗热气腾腾的牛肉面", "noodles", 1, ()),
        ("月饼", "mooncakes", 1, ()),
        ("四川火锅", "hot pot", 1, ()),
        ("花瓶", "vase", 1, ()),
        ("生日", "birthday cake", 1, ()),
        ("水果", "bowl of fruit", 1, ()),
        ("a bowl of ramen", "ramen", 1, ()),
        ("two bowls of soup", "soup", 2, ()),
        ("three green apples on a white tablecloth", "apple", 3, ("green",)),
        ("roses in a vase", "vase of roses", 1, ()),
        ("a glass of wine", "wine", 1, ()),
        ("a blue teapot on a wooden table", "teapot", 1, ("blue",)),
    ],
)
def test_still_lifes_are_read_and_set_on_a_table(
    prompt: str, kind: str, count: int, colour: tuple[str, ...]
) -> None:
    made = scene(
        prompt, time="day", season="summer", weather="clear", mood="", palette=""
    )  # fmt: skip
    assert made.stage == "table"
    assert made.lead is not None
    lead = made.things[made.lead]
    assert (lead.kind, lead.count, lead.colours) == (kind, count, colour)
    assert [t.kind for t in made.things if t.element == "thing"] == [kind]


def test_containers_and_colours_are_no_things_of_their_own() -> None:
    for prompt in ("a plate of sushi", "a cup of tea", "orange cat", "一盘饺子"):
        assert len(understand(prompt).mentions) == 1

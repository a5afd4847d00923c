"""Land, water and buildings of image.sketch: each is read in both languages, and seen."""

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from muse_image.sketch import words
from muse_image.sketch.words import concepts, understand
from plugins.image.sketching import bright, paint, studio

TABLES = files(words).joinpath("data/concepts")
OWN = {
    name: entry
    for file in ("land", "water", "built")
    for name, entry in tomllib.loads(TABLES.joinpath(f"{file}.toml").read_text("utf-8")).items()
}
STYLES = ("gouache", "woodblock", "watercolour", "oil", "ink")


@pytest.mark.parametrize("name", OWN)
def test_every_word_of_a_concept_is_read_as_it(name: str) -> None:
    for word in (*OWN[name]["en"], *OWN[name]["zh"], *OWN[name].get("emoji", ())):
        read = understand(word)
        assert [mention.concept.name for mention in read.mentions] == [name], word
        assert read.not_understood == (), word
        assert understand(f"no {word}, a lake").absent >= {name} or not word.isascii()


@pytest.mark.parametrize("name", OWN)
def test_every_concept_is_painted_and_seen(name: str) -> None:
    style = STYLES[sorted(OWN).index(name) % len(STYLES)]
    made = studio(OWN[name]["en"][0], seed=3, width=256, height=192, style=style)
    boxes = [e["box"] for e in made.measure()["elements"] if e["name"] == name]
    assert boxes, "it isn't among the elements measured"
    left, top, right, bottom = max(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    assert 0 <= left < right <= 256 and 0 <= top < bottom <= 192
    assert right - left >= 6 and bottom - top >= 5
    own = np.asarray(made.finished, np.float32)[top:bottom, left:right]
    assert own.std() > 2, "it is as flat as if nothing were there"


def _part(prompt: str, name: str, seed: int = 2) -> np.ndarray:
    """Return the mean colour (3,) of a thing's own layers, before light and air."""
    made = studio(prompt, seed, style="gouache")
    layers = [x for x in made.canvas.layers if x.name == name and x.counted]
    assert layers
    total, weight = np.zeros(3), 0.0
    for layer in layers:
        albedo = np.broadcast_to(layer.albedo, (*layer.alpha.shape, 3))
        total += (albedo * layer.alpha[..., None]).sum((0, 1))
        weight += float(layer.alpha.sum())
    return total / weight


@pytest.mark.parametrize(
    ("thing", "name"), [("boat", "boat"), ("house", "house"), ("ship", "ship"), ("sea", "sea"),
                        ("hill", "hills"), ("tent", "tent"), ("castle", "castle")],
)  # fmt: skip
def test_a_colour_word_paints_its_thing(thing: str, name: str) -> None:
    red, blue = _part(f"a red {thing}", name), _part(f"a blue {thing}", name)
    assert red[0] - red[2] > blue[0] - blue[2] + 0.12
    white, black = _part(f"a white {thing}", name), _part(f"a black {thing}", name)
    assert white.mean() > black.mean() + 0.1


def test_several_colours_are_shared_out() -> None:
    made = studio("red and white boats on a lake", style="gouache")
    colours = [p.colours for p in made.canvas.layout.places if p.element == "boat"]
    assert sorted(colours) == [("red",), ("red",), ("white",)]
    made = studio("a blue house and a yellow house", style="gouache")
    houses = [p.colours for p in made.canvas.layout.places if p.element == "house"]
    assert sorted(houses) == [("blue",), ("yellow",)]


@pytest.mark.parametrize("seed", range(3))
def test_size_words_count(seed: int) -> None:
    def tall(words: str) -> float:
        places = studio(f"a {words} in a meadow", seed, style="gouache").canvas.layout.places
        return next(place.size for place in places if place.element == "tower")

    assert tall("tiny stone tower") < 0.7 * tall("stone tower") < 0.9 * tall("huge stone tower")


@pytest.mark.parametrize("seed", range(3))
def test_on_a_hill_a_thing_stands_above_the_horizon_on_land(seed: int) -> None:
    made = studio("a castle on a hill, a lake", seed, style="gouache")
    plan = made.canvas.layout
    castle = next(place for place in plan.places if place.element == "castle")
    assert castle.y < plan.horizon - 0.05 * plan.height
    knoll = next(layer for layer in made.canvas.layers if layer.name == "knoll")
    assert knoll.alpha[int(castle.y) + 3 - knoll.y, int(castle.x) - knoll.x] > 0.9


@pytest.mark.parametrize("seed", range(3))
def test_a_boat_under_a_bridge_is_under_it(seed: int) -> None:
    plan = studio("a red boat under a stone bridge", seed, style="gouache").canvas.layout
    at = {place.element: place for place in plan.places}
    assert abs(at["boat"].x - at["bridge"].x) < 0.06 * plan.width
    assert at["boat"].order > at["bridge"].order


@pytest.mark.parametrize(
    "prompt", ["a harbour at night", "a train at night", "a clock tower, night"]
)
def test_windows_are_lit_at_night_only(prompt: str) -> None:
    def glowing(time: str) -> int:
        layers = studio(prompt, 1, style="gouache", time=time).canvas.layers
        name = understand(prompt).mentions[0].concept.name
        return sum(x.glow == 1 and x.name == name for x in layers)

    assert glowing("night") > 0 == glowing("day")


def test_a_volcano_glows_at_night() -> None:
    picture = paint("a volcano at night", 2, style="gouache")
    hot = (picture[..., 0] > picture[..., 2] + 0.3) & (bright(picture) > 0.3)
    assert hot.sum() > 20
    other = paint("a mountain at night", 2, style="gouache")
    assert ((other[..., 0] > other[..., 2] + 0.3) & (bright(other) > 0.3)).sum() < 5


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_stands_is_cut_off_above(seed: int) -> None:
    for prompt in ("a huge skyscraper", "a castle on a hill", "a tall tower by a lake"):
        plan = studio(prompt, seed, style="gouache").canvas.layout
        lands = [p for p in plan.places if p.element in ("tower", "castle")]
        assert lands and all(p.y - p.size * 1.08 > 0 for p in lands)


def test_the_vocabulary_is_large_enough() -> None:
    assert len(concepts()) >= 140

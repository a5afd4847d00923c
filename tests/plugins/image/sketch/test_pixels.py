"""What the words ask for is in the pixels: night, mirrors, snow, the moon's side, palettes."""

import numpy as np
import pytest
from PIL import Image

from muse_image.sketch.catalogue import element
from muse_image.sketch.scene.staging import SETS
from muse_image.sketch.words import concepts, phrases, understand
from plugins.image.sketching import bright, paint, studio

STYLES = ("oil", "watercolour", "ink", "woodblock", "gouache")


@pytest.mark.parametrize("style", [*STYLES, "pastel", "pencil", "pointillism", "cartoon"])
@pytest.mark.parametrize("seed", [1, 2])
def test_night_is_darker_than_day(style: str, seed: int) -> None:
    scene = "a lake and mountains"
    day = bright(paint(scene, seed, time="day", weather="clear", style=style)).mean()
    night = bright(paint(scene, seed, time="night", weather="clear", style=style)).mean()
    # A pencil leaves most of the paper white.
    assert night < day - (0.03 if style == "pencil" else 0.06)


@pytest.mark.parametrize("style", ["oil", "gouache"])
@pytest.mark.parametrize("seed", [2, 4, 6])
def test_a_lake_mirrors_what_stands_above_it(style: str, seed: int) -> None:
    made = studio("a lake and mountains, no trees", seed, width=320, height=240,
                  negative_prompt="clouds", time="day", weather="clear", style=style)  # fmt: skip
    pixels = bright(np.asarray(made.finished, np.float32) / 255)
    axis = round(made.canvas.layout.waterline)
    high = 46
    above, below = pixels[axis - high - 3 : axis - 3][::-1], pixels[axis + 3 : axis + high + 3]
    columns = slice(70, 250)
    alike = np.corrcoef(above[:, columns].ravel(), below[:, columns].ravel())[0, 1]
    other = np.corrcoef(above[:, columns].ravel(), below[:, columns][:, ::-1].ravel())[0, 1]
    assert alike > 0.3
    assert alike > other


@pytest.mark.parametrize("style", ["oil", "gouache", "cartoon"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_snow_whitens_the_ground(seed: int, style: str) -> None:
    fields = {"time": "day", "style": style}
    green = paint("a meadow with a house", seed, weather="clear", season="summer", **fields)
    white = paint("a meadow with a house in the snow", seed, **fields)
    ground = slice(150, 190)
    assert bright(white[ground]).mean() > bright(green[ground]).mean() + 0.08

    def chroma(pixels: np.ndarray) -> float:
        return float((pixels.max(-1) - pixels.min(-1)).mean())

    assert chroma(white[ground]) < chroma(green[ground]) * 0.7


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("a moon on the left over the sea", 0.0, 0.45),
        ("a moon on the right over the sea", 0.55, 1.0),
        ("海上,月亮在左边", 0.0, 0.45),
        ("右边的月亮,大海", 0.55, 1.0),
    ],
)
@pytest.mark.parametrize("style", ["oil", "gouache"])
@pytest.mark.parametrize("seed", [3, 11])
def test_the_moon_is_on_the_side_asked_for(
    seed: int, style: str, words: str, low: float, high: float
) -> None:
    made = studio(words, seed, weather="clear", negative_prompt="clouds", style=style)
    sky = bright(np.asarray(made.finished, np.float32) / 255)[: int(made.canvas.layout.horizon) - 4]
    at = np.unravel_index(np.argmax(sky), sky.shape)[1] / sky.shape[1]
    assert low <= at <= high
    moon = next(e for e in made.measure()["elements"] if e["name"] == "moon")
    assert low <= (moon["box"][0] + moon["box"][2]) / 2 / sky.shape[1] <= high


@pytest.mark.parametrize(
    ("palette", "more", "less"),
    [
        ("red", 0, 2),
        ("gold", 0, 2),
        ("blue", 2, 0),
        ("green", 1, 2),
        ("violet", 2, 1),
        ("pink", 0, 1),
    ],
)
def test_a_palette_colours_the_picture(palette: str, more: int, less: int) -> None:
    plain = paint("a lake", 5, time="day", weather="clear", season="summer").mean((0, 1))
    made = paint("a lake", 5, time="day", weather="clear", season="summer", palette=palette).mean(
        (0, 1)
    )
    assert made[more] - made[less] > plain[more] - plain[less] + 0.03
    assert made[more] > made[less]


def test_monochrome_has_no_colour() -> None:
    made = paint("a lake", 5, palette="monochrome", style="gouache")
    assert (made.max(-1) - made.min(-1)).mean() < 0.02


@pytest.mark.parametrize(("mood", "way"), [("warm", 1), ("cold", -1), ("romantic", 1)])
def test_a_mood_colours_the_picture(mood: str, way: int) -> None:
    fields = {"time": "day", "weather": "clear", "season": "summer"}
    plain, made = (paint("a lake", 5, **fields, **m).mean((0, 1)) for m in ({}, {"mood": mood}))
    assert ((made[0] - made[2]) - (plain[0] - plain[2])) * way > 0.02


def test_melancholy_is_greyer_and_joyful_brighter_in_colour() -> None:
    def chroma(mood: str) -> float:
        made = paint("a meadow", 5, time="day", weather="clear", season="summer", mood=mood)
        return float((made.max(-1) - made.min(-1)).mean())

    assert chroma("melancholy") < chroma("calm") < chroma("joyful")


def _names(prompt: str, **fields: object) -> list[str]:
    made = studio(prompt, 3, style="gouache", **fields)
    return [element["name"] for element in made.measure()["elements"]]


def test_counts_are_kept() -> None:
    assert _names("three boats on the sea").count("boat") == 3
    assert _names("海上有两只船").count("boat") == 2
    assert _names("five balloons over the hills").count("balloons") == 5


def test_negation_leaves_things_out() -> None:
    for prompt in ("a sunny meadow, no clouds", "草地,没有云"):
        assert "clouds" in understand(prompt).absent
        assert "clouds" not in _names(prompt)
    assert "moon" not in _names("a lake at night without a moon")
    assert "birds" not in _names("a lake with birds", negative_prompt="birds")


QUICK = {"style": "gouache", "width": 128, "height": 96, "time": "dusk", "season": "summer"}


SCENERY = [
    name
    for name, each in concepts().items()
    if each.element not in SETS and not hasattr(element(each.element), "FORMS")
]
"""Concepts of scenery; stages, people, animals and things have tests of their own."""


@pytest.mark.parametrize("name", SCENERY)
def test_every_concept_is_painted(name: str) -> None:
    """A picture with the thing differs from one without it, and the report tells it."""
    word = phrases()["thing"][name][0]
    made = studio(word, 3, weather="clear", **QUICK)
    names = {element["name"] for element in made.measure()["elements"]}
    assert name in names
    other = studio(word, 3, weather="clear", negative_prompt=word, **QUICK)
    change = np.abs(np.asarray(made.finished, float) - np.asarray(other.finished, float)).mean()
    assert change > 1


def test_the_vocabulary_is_large_and_unambiguous() -> None:
    words = phrases()
    things = [phrase for each in words["thing"].values() for phrase in each]
    assert len(words["thing"]) >= 60
    assert len(things) == len(set(things))
    for name, each in words["thing"].items():
        assert any(p.isascii() for p in each), name
        assert any(not p.isascii() for p in each), name


@pytest.mark.parametrize("seed", range(6))
def test_no_seed_is_broken(seed: int) -> None:
    """No two seeds alike, none of one colour, none with pixels burnt out over much of it."""
    made = paint("a lake and mountains", seed * 77, style="oil")
    other = paint("a lake and mountains", seed * 77 + 1, style="oil")
    assert np.abs(made - other).mean() > 0.03
    assert made.std() > 0.06
    assert (made > 0.99).all(-1).mean() < 0.2
    assert (made < 0.01).all(-1).mean() < 0.2


def test_pictures_are_composed_alike_at_every_size() -> None:
    small = paint(
        "a lake and mountains", 4, width=256, height=192, style="gouache", weather="clear"
    )
    large = Image.fromarray(
        (
            paint(
                "a lake and mountains", 4, width=768, height=576, style="gouache", weather="clear"
            )
            * 255
        ).astype("uint8")
    ).resize((256, 192))
    alike = np.corrcoef(
        bright(small)[:80].ravel(), bright(np.asarray(large, np.float32))[:80].ravel()
    )[0, 1]
    assert alike > 0.4

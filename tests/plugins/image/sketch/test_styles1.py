"""Pastel, pencil, pointillism, cartoon and neon: each is measurably itself, and repeatable."""

from functools import cache

import numpy as np
import pytest

from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.paint.raster import soft
from muse_image.sketch.studio import Studio
from muse_image.sketch.styles import style
from muse_image.sketch.styles._flat import forms
from muse_image.sketch.styles._flow import along, roomy
from plugins.image.sketching import bright, studio

STYLES = ("pastel", "pencil", "pointillism", "cartoon", "neon")
SCENES = {
    "lake": ("a lake and mountains, a boat", {"time": "day", "weather": "clear"}),
    "city": ("a city with a full moon", {"time": "night", "weather": "clear"}),
    "meadow": ("a meadow of flowers with a house", {"time": "day", "weather": "clear"}),
    "abstract": ("jazz at midnight", {}),
}


@cache
def scene(name: str) -> Studio:
    prompt, fields = SCENES[name]
    return studio(prompt, 3, width=288, height=216, **{"style": "gouache", **fields})


def layers(name: str) -> Canvas:
    return scene(name).canvas


@cache
def painted(manner: str, name: str, seed: int = 1) -> np.ndarray:
    rng = np.random.Generator(np.random.PCG64(seed))
    return style(manner).paint(layers(name), rng)


def blurred(picture: np.ndarray, radius: float) -> np.ndarray:
    return np.stack([soft(picture[..., i], radius) for i in range(3)], -1)


def chroma(picture: np.ndarray) -> np.ndarray:
    return picture.max(-1) - picture.min(-1)


@pytest.mark.parametrize("manner", STYLES)
@pytest.mark.parametrize("name", SCENES)
def test_a_picture_is_whole_and_repeatable(manner: str, name: str) -> None:
    picture = painted(manner, name)
    assert picture.shape == (216, 288, 3)
    assert picture.dtype == np.float32
    assert np.isfinite(picture).all()
    assert 0 <= picture.min() and picture.max() <= 1
    assert picture.std() > 0.03
    again = style(manner).paint(layers(name), np.random.Generator(np.random.PCG64(1)))
    assert np.array_equal(picture, again)


@pytest.mark.parametrize("manner", ("pastel", "pencil", "pointillism"))
def test_another_seed_is_another_hand(manner: str) -> None:
    assert not np.array_equal(painted(manner, "lake"), painted(manner, "lake", 2))


@pytest.mark.parametrize("manner", STYLES)
@pytest.mark.parametrize("size", [(64, 64), (320, 64), (64, 320)])
def test_small_and_long_pictures_are_painted(manner: str, size: tuple[int, int]) -> None:
    made = studio("a house by a lake, birds, rain", 2, width=size[0], height=size[1], style=manner)
    pixels = np.asarray(made.finished, np.float32) / 255
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.std() > 0.02


@pytest.mark.parametrize("manner", STYLES)
def test_a_material_nobody_knows_is_painted(manner: str) -> None:
    known = layers("meadow")
    alpha = np.zeros((216, 288), np.float32)
    alpha[60:150, 80:200] = 1
    odd = Layer("thing", "photo", 0, 0, alpha, np.array([0.8, 0.1, 0.1], np.float32), 0.7)
    both = Canvas(known.layout, known.scene, known.air, [*known.layers, odd])
    rng = np.random.Generator(np.random.PCG64(1))
    change = np.abs(style(manner).paint(both, rng) - painted(manner, "meadow")).sum(-1)
    assert change[70:140, 90:190].mean() > 3 * change[:40].mean() + 0.02


def test_pastel_shows_the_tooth_of_the_paper() -> None:
    picture = painted("pastel", "lake")
    sky = picture[24:90, 24:264]
    seen = forms(layers("lake"))[0][24:90, 24:264]
    grain = np.abs(sky - blurred(sky, 3)).mean()
    assert grain > 2.2 * np.abs(seen - blurred(seen, 3)).mean()
    # The rim is bare paper: one tone, whatever was drawn.
    rim = np.concatenate([picture[:2].reshape(-1, 3), picture[-2:].reshape(-1, 3)])
    assert rim.std(0).max() < 0.045
    assert np.abs(blurred(picture, 8) - blurred(forms(layers("lake"))[0], 8))[30:-30].mean() < 0.08


@pytest.mark.parametrize("name", ["lake", "meadow"])
def test_pencil_is_grey_on_bright_paper(name: str) -> None:
    picture = painted("pencil", name)
    assert chroma(picture).mean() < 0.05
    assert np.quantile(bright(picture), 0.9) > 0.9
    assert np.quantile(bright(picture), 0.03) < 0.5
    # Tone is built of strokes, not of greys: even within it the paper shows.
    value = bright(picture)[40:-40, 40:-40]
    assert (value - soft(value, 3)).std() > 0.04


def test_a_palette_tints_the_pencil() -> None:
    made = studio("a lake and mountains", 1, style="pencil", palette="violet")
    picture = np.asarray(made.finished, np.float32) / 255
    dark = picture[bright(picture) < 0.55].mean(0)
    assert dark[2] > dark[1] + 0.06 and dark[0] > dark[1]


@pytest.mark.parametrize("name", ["lake", "city", "meadow", "abstract"])
def test_dots_mix_to_the_colour_that_is_meant(name: str) -> None:
    picture, seen = painted("pointillism", name), forms(layers(name))[0]
    off = np.abs(blurred(picture, 12) - blurred(seen, 12))
    assert off.mean() < 0.03
    assert np.abs(picture.mean((0, 1)) - seen.mean((0, 1))).max() < 0.03
    fine = picture - blurred(picture, 4)
    assert fine.std() > max(0.07, (seen - blurred(seen, 4)).std())


def test_dots_divide_their_colour() -> None:
    sky = painted("pointillism", "lake")[8:60, 8:-8].reshape(-1, 3)
    meant = forms(layers("lake"))[0][8:60, 8:-8].reshape(-1, 3)
    # Beside the blue of the sky stand dots that aren't blue at all.
    assert (sky[:, 0] > sky[:, 2]).mean() > (meant[:, 0] > meant[:, 2]).mean() + 0.01
    assert sky.std(0).mean() > 1.4 * meant.std(0).mean()


@pytest.mark.parametrize("name", ["lake", "abstract"])
def test_a_cartoon_has_few_colours(name: str) -> None:
    def area(picture: np.ndarray) -> float:
        codes = (np.round(picture * 31).astype(np.int64) * [1, 32, 1024]).sum(-1)
        counts = np.sort(np.unique(codes, return_counts=True)[1])[::-1]
        return float(counts[:48].sum() / counts.sum())

    assert area(painted("cartoon", name)) > 0.6
    assert area(painted("cartoon", name)) > area(painted("pastel", name)) + 0.2


def test_cartoon_shapes_are_outlined_darker_than_their_fill() -> None:
    alpha = np.zeros((216, 288), np.float32)
    alpha[60:150, 80:200] = 1
    known = layers("meadow")
    sky = known.layers[0]
    thing = Layer("thing", "built", 80, 60, alpha[60:150, 80:200],
                  np.array([0.9, 0.6, 0.2], np.float32), 0.6)  # fmt: skip
    canvas = Canvas(known.layout, known.scene, known.air, [sky, thing])
    picture = style("cartoon").paint(canvas, np.random.Generator(np.random.PCG64(1)))
    value = bright(picture)
    fill = value[80:130, 100:180]
    assert fill.std() < 0.01
    for edge in (value[61:149, 80], value[61:149, 199], value[149, 81:199]):
        assert edge.mean() < fill.mean() - 0.15


@pytest.mark.parametrize("name", ["lake", "city", "abstract"])
def test_neon_is_dark_with_a_bright_pure_minority(name: str) -> None:
    picture = painted("neon", name)
    value = picture.max(-1)
    assert np.median(value) < 0.45
    lit = value > 0.6
    assert 0.005 < lit.mean() < 0.35
    assert chroma(picture)[lit].mean() > 0.25


def test_neon_light_blooms_and_is_thrown_back() -> None:
    made = layers("lake")
    picture = painted("neon", "lake")
    level = int(made.layout.waterline or 0)
    value = picture.max(-1)
    above, below = value[level - 40 : level - 2][::-1], value[level + 2 : level + 40]
    columns = slice(10, 278)
    alike = np.corrcoef(above[:, columns].sum(0), below[:, columns].sum(0))[0, 1]
    assert alike > 0.2
    alpha = np.zeros((216, 288), np.float32)
    alpha[100:110, 140:150] = 1
    lamp = Layer("lamp", "light", 0, 0, alpha, np.array([1, 0.6, 0.1], np.float32), 1.0, glow=1.0)
    sky = made.layers[0]
    rng = np.random.Generator(np.random.PCG64(1))
    dark = style("neon").paint(Canvas(made.layout, made.scene, made.air, [sky]), rng)
    rng = np.random.Generator(np.random.PCG64(1))
    lit = style("neon").paint(Canvas(made.layout, made.scene, made.air, [sky, lamp]), rng)
    more = (lit - dark).sum(-1)
    assert more[105, 145] > more[105, 155] > more[105, 185] >= 0
    assert more[105, 155] > 0.015


def test_strokes_run_along_edges() -> None:
    value = np.zeros((90, 90), np.float32)
    value[:, 45:] = 1
    turns = along(value, np.zeros((90, 90), np.float32))
    assert abs(abs(turns[45, 45]) - np.pi / 2) < 0.1
    assert abs(turns[45, 5]) < 0.1


def test_room_is_made_within_the_picture_only() -> None:
    alpha = np.ones((10, 20), np.float32)
    layer = Layer("thing", "built", 3, 90, alpha, np.ones((10, 20, 3), np.float32), alpha * 0.5)
    made = roomy(layer, 100, 100, 5)
    assert made.box == (0, 85, 28, 100)
    assert made.alpha.shape == (15, 28) and made.albedo.shape == (15, 28, 3)
    assert made.alpha.sum() == alpha.sum()
    assert roomy(made, 28, 100, 0) is made

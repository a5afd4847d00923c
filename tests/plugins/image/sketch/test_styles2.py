"""Line art, low poly, stained glass and pixel art are measurably what they are called."""

import hashlib
import re

import numpy as np
import pytest

from muse_image.sketch.paint.svg import drawn
from muse_image.sketch.styles import style
from muse_image.sketch.styles._arcs import arcs, simple
from muse_image.sketch.styles._mesh import delaunay
from muse_image.sketch.styles._pieces import cleared, joined
from plugins.image.sketching import bright, paint, studio

STYLES = ("line-art", "low-poly", "stained-glass", "pixel-art")
PROMPTS = ("a lake and mountains", "snowy village at night with a moon", "jazz at midnight")


@pytest.mark.parametrize("name", STYLES)
def test_the_same_seed_paints_the_same_bytes(name: str) -> None:
    prompt = "a castle on a hill in the rain"
    one, same, other = (
        hashlib.sha256(paint(prompt, seed, style=name).tobytes()).hexdigest() for seed in (4, 4, 5)
    )
    assert one == same
    assert one != other


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("size", [(64, 64), (360, 96), (90, 310), (257, 191)])
def test_any_size_is_painted_and_none_is_empty(name: str, size: tuple[int, int]) -> None:
    pixels = paint("sailboats on the sea, sunset", 2, style=name, width=size[0], height=size[1])
    assert pixels.shape == (size[1], size[0], 3)
    assert pixels.std() > 0.02


@pytest.mark.parametrize("name", STYLES)
def test_night_is_darker_than_day(name: str) -> None:
    day = paint("a lake and mountains", 2, style=name, time="day", weather="clear")
    night = paint("a lake and mountains", 2, style=name, time="night", weather="clear")
    assert bright(night).mean() < bright(day).mean() - 0.03


@pytest.mark.parametrize("prompt", PROMPTS)
def test_pixel_art_has_whole_squares_and_few_colours(prompt: str) -> None:
    width, height = 530, 395
    pixels = np.round(paint(prompt, 3, style="pixel-art", width=width, height=height) * 255)
    block = 3
    squares = pixels[: height // block * block, : width // block * block]
    squares = squares.reshape(height // block, block, width // block, block, 3)
    assert (squares == squares[:, :1, :, :1]).all()
    colours = len(np.unique(pixels.reshape(-1, 3), axis=0))
    assert 8 <= colours <= 32


@pytest.mark.parametrize("prompt", PROMPTS)
def test_line_art_is_mostly_paper_with_lines_in_it(prompt: str) -> None:
    pixels = paint(prompt, 3, style="line-art", width=512, height=384)
    paper = (bright(pixels) > 0.9).mean()
    inked = (bright(pixels) < 0.5).mean()
    assert paper > 0.55
    assert 0.004 < inked < 0.3
    assert np.ptp(pixels, axis=-1).mean() < 0.06


def test_line_art_takes_its_ink_from_the_palette() -> None:
    pixels = paint("a lake and mountains", 3, style="line-art", palette="red")
    dark = pixels[bright(pixels) < 0.5]
    assert (dark[:, 0] - dark[:, 2]).mean() > 0.08


@pytest.mark.parametrize("prompt", PROMPTS)
def test_stained_glass_has_lead_and_no_splinters(prompt: str) -> None:
    made = studio(prompt, 3, style="stained-glass", width=512, height=384)
    lead = bright(np.asarray(made.finished, np.float32) / 255) < 0.13
    assert 0.06 < lead.mean() < 0.5
    glass = [
        shape for shape in drawn(made.vector()).shapes
        if shape.width == 0 and shape.name != "border" and "jewels" not in shape.name
    ]  # fmt: skip
    area = [abs(_area(shape.points)) for shape in glass]
    assert len(area) > 40
    assert min(area) > 25
    assert np.median(area) > 200


def _area(points: np.ndarray) -> float:
    x, y = points[:, 0], points[:, 1]
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


@pytest.mark.parametrize("prompt", PROMPTS)
def test_low_poly_covers_all_with_triangles_without_slivers(prompt: str) -> None:
    made = studio(prompt, 3, style="low-poly", width=400, height=300)
    drawing = drawn(made.vector())
    drawing.ground = (255, 0, 255)
    bare = np.abs(drawing.pixels() - (1.0, 0.0, 1.0)).max(-1)
    assert bare.min() > 0.05  # a gap would show the ground itself
    corners = np.array([s.points for s in drawing.shapes if len(s.points) == 3])
    assert 300 < len(corners) < 12_000
    sides = np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2)
    whole = sides.sum(1) / 2
    area = np.sqrt(np.clip(whole * np.prod(whole[:, None] - sides, 1), 0, None))
    # 4 sqrt(3) area / sum of squared sides: 1 for an equilateral triangle, 0 for a sliver.
    quality = 4 * np.sqrt(3) * area / (sides**2).sum(1)
    inside = ((corners > 8) & (corners < (392, 292))).all((1, 2))
    assert np.median(quality[inside]) > 0.7
    assert (quality[inside] < 0.2).mean() < 0.02


@pytest.mark.parametrize("name", ["line-art", "low-poly", "stained-glass"])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_svg_is_the_picture(name: str, prompt: str) -> None:
    made = studio(prompt, 3, style=name, width=320, height=240)
    again = drawn(made.vector()).pixels()
    pixels = np.asarray(made.finished, np.float32) / 255
    allowed = 0.012 if name != "stained-glass" else 0.09
    assert np.abs(again - pixels).mean() < allowed
    assert np.abs(again.mean((0, 1)) - pixels.mean((0, 1))).max() < allowed


def test_asked_colours_are_those_of_the_svg_too() -> None:
    made = studio("a lake", 3, style="low-poly", width=320, height=240, palette="#20304a,#e0a040")
    again = drawn(made.vector()).pixels()
    assert np.abs(again - np.asarray(made.finished, np.float32) / 255).mean() < 0.03


def test_delaunay_triangles_fill_the_hull_and_hold_no_point() -> None:
    rng = np.random.default_rng(5)
    outer = [(0, 0), (0, 100), (100, 0), (100, 100)]
    points = np.concatenate([rng.random((120, 2)) * 90 + 5, outer])
    corners = points[np.array(delaunay(points))]
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = (one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) / 2
    assert (area > 0).all()
    assert area.sum() == pytest.approx(100 * 100, rel=1e-9)
    for a, b, c in corners:
        centre = np.linalg.solve(2 * np.array([b - a, c - a]), [b @ b - a @ a, c @ c - a @ a])
        radius = np.linalg.norm(a - centre)
        assert (np.linalg.norm(points - centre, axis=1) > radius * (1 - 1e-9)).all()


def test_borders_are_shared_and_simple_lines_stay_near() -> None:
    areas = np.zeros((20, 30), np.int32)
    areas[:, 15:] = 1
    areas[5:12, 10:22] = 2
    found = arcs(areas)
    between = [arc for arc in found if set(arc.areas) == {0, 1}]
    assert sum(len(arc.points) - 1 for arc in between) == 13
    around = [arc for arc in found if 2 in arc.areas]
    assert sum(len(arc.points) - 1 for arc in around) == 2 * (7 + 12)
    turn = np.linspace(0, 3, 60)
    curve = np.stack([30 * np.cos(turn), 30 * np.sin(turn)], 1)
    short = simple(curve, 0.5)
    assert len(short) < 20
    assert (np.abs(np.linalg.norm((short[1:] + short[:-1]) / 2, axis=1) - 30) < 0.6).all()


def test_areas_are_numbered_by_touch_and_small_ones_go() -> None:
    areas = np.array([[1, 1, 0, 1], [0, 0, 0, 1], [2, 0, 1, 1]])
    found = joined(areas)
    assert found.max() + 1 == 4
    assert found[0, 0] != found[0, 3]
    assert found[0, 3] == found[2, 2]
    kept = cleared(areas, np.full(areas.shape, 3.0))
    assert np.bincount(kept.ravel()).min() >= 3


@pytest.mark.parametrize("name", STYLES)
def test_each_style_has_a_module_of_its_own(name: str) -> None:
    module = style(name)
    assert re.fullmatch(r"[A-Z].+", (module.__doc__ or "").strip().splitlines()[0])
    assert hasattr(module, "vector") == (name != "pixel-art")

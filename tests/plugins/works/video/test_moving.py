"""Pan and zoom, transitions, clips."""

import io

import numpy as np
import pytest

pytest.importorskip("av")

from PIL import Image

from muse_works.video.moves import MOVES, shot
from muse_works.video.planes import Planes, overlay
from muse_works.video.read import Clip
from muse_works.video.transitions import TRANSITIONS, passed

SIZE = (160, 90)


def spot(frame: Planes) -> tuple[float, float]:
    """Return the middle of what is bright, px."""
    bright = np.asarray(frame.y, float) - 16
    y, x = np.mgrid[: bright.shape[0], : bright.shape[1]]
    return float((x * bright).sum() / bright.sum()), float((y * bright).sum() / bright.sum())


def dotted() -> Image.Image:
    picture = Image.new("RGB", (640, 360))
    picture.paste("white", (300, 160, 340, 200))
    return picture


@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_smooth(move: str) -> None:
    made = shot(dotted(), SIZE, move)
    places = np.array([spot(made.at(share)) for share in np.linspace(0, 1, 41)])
    steps = np.diff(places, axis=0)
    # By parts of a pixel: no step is a jump, and neighbours are alike.
    assert np.abs(steps).max() < 1.2
    assert np.abs(np.diff(steps, axis=0)).max() < 0.12
    way = places[-1] - places[0]
    sign = {"pan_left": (1, 0), "pan_right": (-1, 0), "pan_up": (0, 1), "pan_down": (0, -1)}
    if move in sign:
        assert np.dot(way, sign[move]) > 8
    if move == "still":
        assert np.abs(steps).max() == 0


def test_zooms_are_each_other_backwards() -> None:
    into, out = shot(dotted(), SIZE, "zoom_in"), shot(dotted(), SIZE, "zoom_out")
    one, two = np.asarray(into.at(1.0).y, int), np.asarray(out.at(0.0).y, int)
    assert np.array_equal(one, two)
    assert (one > 120).sum() > 1.2 * (np.asarray(into.at(0.0).y) > 120).sum()


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_a_transition_leads_from_one_to_the_other(kind: str) -> None:
    dark, light = Planes.solid(SIZE, (60, 128, 128)), Planes.solid(SIZE, (200, 128, 128))
    means = [np.asarray(passed(kind, dark, light, s).y).mean() for s in (0.01, 0.5, 0.99)]
    assert means[2] > 185
    if kind != "cut":
        assert means[0] < 75
    if kind == "fade":
        assert means[1] < 40
    elif kind != "cut":
        assert 65 < means[1] < 195


def test_an_overlay_is_drawn_where_it_lies() -> None:
    drawn = Image.new("RGBA", SIZE)
    drawn.paste((255, 255, 255, 255), (41, 21, 61, 31))
    found = overlay(drawn)
    assert found is not None
    frame = np.asarray(Planes.solid(SIZE).with_overlay(found).y)
    rows, columns = np.nonzero(frame > 200)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (21, 30, 41, 60)
    half = found.until(51)
    assert half is not None
    assert np.nonzero(np.asarray(Planes.solid(SIZE).with_overlay(half).y) > 200)[1].max() <= 51
    assert overlay(Image.new("RGBA", SIZE)) is None


def test_a_clip_begins_again() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (32, 18), (grey,) * 3) for grey in (0, 120, 240)]
    frames[0].save(buffer, "PNG", save_all=True, append_images=frames[1:], duration=100, loop=0)
    clip = Clip(buffer.getvalue(), (32, 18))
    greys = [np.asarray(clip.at(t / 10 + 0.05).y).mean() for t in range(7)]
    assert np.allclose(greys[:3], greys[3:6], atol=1)
    assert greys[0] < greys[1] < greys[2]
    assert abs(greys[6] - greys[0]) < 1

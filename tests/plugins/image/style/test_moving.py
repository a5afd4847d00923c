"""Frames: what rests stays, what moves is followed, what comes new is the engine's own."""

import numpy as np
import pytest
from PIL import Image

from muse_image.style import moving
from muse_image.style.engine import Asked, Sample


class Quiet:
    def progress(self, done, total, note):
        pass

    def preview(self, pixels):
        pass


def ground(height: int, width: int, seed: int = 0) -> np.ndarray:
    """Return a soft texture, (h, w, 3)."""
    coarse = np.random.default_rng(seed).random((height // 6, width // 6, 3))
    picture = Image.fromarray((coarse * 255).astype(np.uint8))
    return np.asarray(picture.resize((width, height), Image.Resampling.BICUBIC), np.float32) / 255


def with_square(at: int) -> np.ndarray:
    """Return a textured square of 30 px that stands `at` px to the right on a resting ground."""
    frame = ground(90, 140)
    frame[30:60, at : at + 30] = 1 - ground(30, 30, 5) * 0.8
    return frame


class Nervous:
    """An engine that draws its own noise over the inverted content, new each time it is called."""

    def __init__(self) -> None:
        self.starts = []

    def __call__(self, content, samples, asked, watching):
        self.starts.append(asked.start)
        noise = np.random.default_rng(len(self.starts)).normal(0, 0.1, content.shape)
        return np.clip(1 - content + noise, 0, 1).astype(np.float32)


SAMPLES = [Sample(np.zeros((8, 8, 3), np.float32), 1.0)]


@pytest.mark.parametrize("step", [(0, 5), (3, -4), (-12, 9)])
def test_motion_is_found(step):
    whole = ground(160, 200)
    down, along = step
    before = whole[20:140, 20:180]
    now = whole[20 + down : 140 + down, 20 + along : 180 + along]
    moved = moving.followed(before, now)
    inner = np.s_[20:-20, 20:-20]
    assert np.abs(moved.down[inner] - down).mean() < 0.6
    assert np.abs(moved.along[inner] - along).mean() < 0.6
    assert moved.trust[inner].mean() > 0.5
    off = np.abs(moved.carry(before) - now)[inner].mean()
    assert off < np.abs(before - now)[inner].mean() / 4


def test_what_rests_has_not_moved():
    """A soft sky with the noise of 8 bits rests, and so does all around something that moves."""
    sky = np.repeat(np.linspace(0.4, 0.7, 80, dtype=np.float32)[:, None, None], 3, 2)
    sky = np.broadcast_to(sky, (80, 120, 3))
    rounded = [
        np.rint((sky + np.random.default_rng(k).uniform(-0.5, 0.5, sky.shape) / 255) * 255) / 255
        for k in (1, 2)
    ]
    moved = moving.followed(*(each.astype(np.float32) for each in rounded))
    assert not moved.down.any() and not moved.along.any() and moved.trust.min() == 1
    moved = moving.followed(with_square(40), with_square(46))
    assert not moved.along[:, 90:].any() and moved.trust[:, 90:].min() == 1
    assert np.median(moved.along[35:55, 52:70]) == pytest.approx(-6, abs=0.5)


def test_what_comes_out_from_behind_is_not_trusted():
    moved = moving.followed(with_square(40), with_square(52))
    bared = moved.trust[34:56, 43:49]  # the square stood here
    assert bared.mean() < 0.5


def test_frames_are_steady_where_the_content_rests():
    contents = [with_square(at) for at in range(30, 60, 6)]
    made = list(moving.steady(contents, Nervous(), SAMPLES, Asked(), Quiet()))
    engine = Nervous()
    alone = [engine(each, SAMPLES, Asked(), Quiet()) for each in contents]
    assert moving.flicker(contents, alone) > 0.05
    assert moving.flicker(contents, made) < moving.flicker(contents, alone) / 20
    for content, styled in zip(contents, made, strict=True):  # and yet each shows its own content
        assert np.abs(styled - (1 - content)).mean() < 0.11
        square = np.abs(content - ground(90, 140)).mean(2) > 0.1
        assert np.abs(styled - (1 - content)).mean(2)[square].mean() < 0.15


def test_a_cut_begins_anew():
    engine = Nervous()
    list(moving.steady([ground(60, 80, 1), ground(60, 80, 2)], engine, SAMPLES, Asked(), Quiet()))
    assert engine.starts == [None, None]


def test_a_slow_change_adds_up():
    """A fade of less than what tells frames apart is followed all the same."""
    frames = [ground(60, 80) * (0.9 - 0.004 * k) for k in range(60)]

    def engine(content, samples, asked, watching):
        return 1 - content

    made = list(moving.steady(frames, engine, SAMPLES, Asked(), Quiet()))
    assert moving.followed(frames[0], frames[1]).trust.min() == 1
    late = np.abs(made[-1] - (1 - frames[-1])).mean()
    assert late < 0.015 < np.abs(frames[0] - frames[-1]).mean() / 4


def test_the_same_frame_is_made_once():
    engine, frame = Nervous(), ground(60, 80)
    frames = [frame, frame.copy(), frame, with_square(40)]
    made = list(moving.steady(frames, engine, SAMPLES, Asked(), Quiet()))
    assert len(engine.starts) == 2
    assert made[0] is made[1] is made[2]
    assert made[3].shape == (90, 140, 3)


def test_flicker_is_the_change_of_what_rests():
    rest = [ground(40, 40)] * 3
    styled = [np.full((40, 40, 3), each, np.float32) for each in (0.2, 0.3, 0.3)]
    assert moving.flicker(rest, styled) == pytest.approx(0.05, abs=1e-6)
    assert moving.flicker(rest, [styled[0]] * 3) == 0
    assert moving.flicker([ground(40, 40, 1), 1 - ground(40, 40, 1)], styled[:2]) is None
    assert moving.flicker(rest[:1], styled[:1]) is None

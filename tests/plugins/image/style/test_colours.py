"""Colours by transport: they reach the style's, keep their order, and are one map of colours."""

import numpy as np

from muse_image.style import colours
from plugins.image.style.painted import house, sample, stripes


def test_colours_reach_those_of_the_style():
    content, style = house(), stripes()
    made = colours.applied(content, colours.transport(content, [sample(style)], 1, 1.0))
    before, after = (
        np.abs(each.reshape(-1, 3).mean(0) - style.reshape(-1, 3).mean(0)).max()
        for each in (content, made)
    )
    assert after < 0.6 * before


def test_what_is_lighter_stays_lighter():
    content, style = house(), stripes()
    cube = colours.transport(content, [sample(style)], 1, 0.8)
    grey = np.linspace(0.05, 0.95, 19, dtype=np.float32)[:, None].repeat(3, 1)
    light = colours.opponent(colours.applied(grey, cube))[:, 0]
    assert (np.diff(light) > -0.02).all()


def test_a_cube_gives_its_own_points_and_what_is_between():
    cube = colours.identity()
    some = np.random.default_rng(3).random((500, 3)).astype(np.float32)
    assert np.allclose(colours.applied(some, cube), some, atol=1e-5)
    corners = np.float32([[0, 0, 0], [1, 1, 1], [1, 0, 1]])
    assert np.allclose(colours.applied(corners, cube), corners, atol=1e-6)


def test_weights_decide_between_two_styles():
    red = np.full((40, 40, 3), (0.9, 0.1, 0.1), np.float32)
    blue = np.full((40, 40, 3), (0.1, 0.1, 0.9), np.float32)
    content = np.random.default_rng(1).random((60, 60, 3)).astype(np.float32)

    def redness(weight):
        samples = [sample(red, weight), sample(blue, 1 - weight)]
        made = colours.applied(content, colours.transport(content, samples, 1, 0.8))
        return float((made[..., 0] - made[..., 2]).mean())

    assert redness(0.9) > redness(0.5) + 0.1 > redness(0.1) + 0.2


def test_kept_colours_take_the_lightness_alone():
    content = house()
    dim = np.clip(content * 0.8 + 0.1, 0, 1)
    made = colours.kept(dim[..., [2, 0, 1]], content)
    inside = ((made > 0.01) & (made < 0.99)).all(-1)
    apart = (made - content)[inside]
    assert np.allclose(apart, apart[:, :1], atol=1e-5)
    wanted = colours.luma(dim[..., [2, 0, 1]])
    assert np.allclose(colours.luma(made)[inside], wanted[inside], atol=1e-3)

"""Large pictures by tiles: every pixel is made, and no seam shows."""

from itertools import pairwise

import numpy as np
import pytest

from muse_image.style import tiles
from muse_image.style.engine import Asked
from plugins.image.style.painted import Watching, house, sample, stripes


@pytest.mark.parametrize("length", [100, 1024, 1025, 1500, 4096])
def test_tiles_cover_a_side_and_overlap(length):
    found = tiles.spans(length, 1024)
    assert found[0][0] == 0 and found[-1][1] == length
    for (_, end), (begin, _) in pairwise(found):
        assert end - begin >= tiles.OVERLAP - 1
    assert all(end - begin <= 1024 for begin, end in found)


def moody(content, samples, asked, watching):
    """An engine that makes each tile of another lightness, and adds fine grain."""
    y, x = np.mgrid[: content.shape[0], : content.shape[1]]
    grain = (((x + y) % 2) * 0.1 - 0.05)[..., None]
    mood = 0.0 if asked.start is None else content.mean() - 0.5
    watching.progress(1, 1, "made")
    return (content + grain + mood).astype(np.float32)


def test_the_whole_decides_what_is_broad_and_the_tiles_what_is_fine():
    content = (house(700, 500) * 255).astype(np.uint8)
    watching = Watching()
    made = tiles.tiled(moody, 256, content, [sample(stripes())], Asked(), watching)
    assert made.shape == content.shape and made.dtype == np.uint8
    apart = made.astype(float) - content
    sky = apart[20:160, 20:680]
    assert abs(sky.mean()) < 4  # no tile's mood is left
    columns = sky.mean((0, 2))
    smooth = np.convolve(columns, np.ones(8) / 8, "valid")
    assert np.abs(np.diff(smooth)).max() < 1.5  # nor a step between two
    assert sky.std() > 5  # and the grain is
    assert watching.steps[-1][0] == watching.steps[-1][1]


def test_what_fits_is_made_at_once():
    content = (house() * 255).astype(np.uint8)
    seen = []

    def engine(content, samples, asked, watching):
        seen.append(asked.start)
        return content

    assert np.array_equal(
        tiles.tiled(engine, 128, content, [sample(stripes())], Asked(), Watching()), content
    )
    assert seen == [None]

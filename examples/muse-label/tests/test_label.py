"""Every picture has its label, in the corner alone, and can be made again."""

import io

import pytest
from PIL import Image, ImageChops

from muse import Host, Progress

SMALL = {"prompt": "a lake", "width": 160, "height": 96, "detail": "draft", "seed": 3}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_the_label_is_in_the_corner(muse_host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    with_label = opened(muse_host.run("image", **SMALL).data)
    monkeypatch.setenv("MUSE_LABEL", "")
    without = opened(muse_host.run("image", **SMALL).data)
    left, top, right, _ = ImageChops.difference(with_label, without).getbbox()
    assert left > 60
    assert top > 80
    assert right <= 160


def test_it_is_made_again_with_its_label(muse_host: Host) -> None:
    made = muse_host.run("image", **SMALL)
    assert muse_host.again(made.recipe).finish().recipe["payload"] == made.recipe["payload"]


def test_a_run_that_is_closed_is_closed(muse_host: Host) -> None:
    with muse_host.stream("image", **SMALL) as stream:
        assert isinstance(next(stream), Progress)
    assert stream.status == "cancelled"


def test_other_media_are_left_alone(muse_host: Host) -> None:
    assert muse_host.run("text", form="poem", seed=1).text


def test_another_label_is_told(muse_host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    made = muse_host.run("image", **SMALL)
    monkeypatch.setenv("MUSE_LABEL", "made by Ann")
    again = muse_host.again(made.recipe).finish()
    assert again.recipe["payload"] != made.recipe["payload"]
    assert again.recipe["environment"]["label"] != made.recipe["environment"]["label"]
    assert "Ann" not in str(again.recipe)

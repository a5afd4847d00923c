"""Animations in other formats: the same frames, each shown as long."""

import io

import pytest
from PIL import Image

from muse_image import formats


def lengths(data: bytes) -> list[int]:
    """Return how long each frame of an animation is shown, ms."""
    found = []
    with Image.open(io.BytesIO(data)) as picture:
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            found.append(round(picture.info["duration"]))
    return found


@pytest.mark.parametrize("convert", [formats.to_gif, formats.to_webp])
@pytest.mark.parametrize("asked", [[80, 40, 120, 60], [50, 50, 50, 50]])
def test_every_frame_keeps_its_time(convert, asked):
    frames = [Image.linear_gradient("L").rotate(90 * k).convert("RGB") for k in range(4)]
    png = io.BytesIO()
    frames[0].save(png, "PNG", save_all=True, append_images=frames[1:], duration=asked, loop=0)
    assert lengths(png.getvalue()) == asked
    assert lengths(convert(png.getvalue())) == asked


@pytest.mark.parametrize("convert", [formats.to_gif, formats.to_webp, formats.to_jpeg])
def test_a_still_picture_stays_one(convert):
    png = io.BytesIO()
    Image.new("RGB", (12, 9), "teal").save(png, "PNG")
    with Image.open(io.BytesIO(convert(png.getvalue()))) as picture:
        assert getattr(picture, "n_frames", 1) == 1

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


def test_a_gif_has_the_colours_of_all_its_frames():
    colours = ["red", "lime", "blue", "yellow", "black", "white", "cyan"]
    for count in (2, 3, 7):
        frames = [Image.new("RGB", (30, 20), each) for each in colours[:count]]
        made = formats.animated(frames, 10, ".gif")
        with Image.open(io.BytesIO(made)) as picture:
            for number, frame in enumerate(frames):
                picture.seek(number)
                off = picture.convert("RGB").getpixel((4, 4)), frame.getpixel((4, 4))
                assert max(abs(a - b) for a, b in zip(*off, strict=True)) < 8


@pytest.mark.parametrize("count", [1, 3])
def test_a_gif_is_transparent_where_the_picture_is(count):
    frames = []
    for number in range(count):
        frame = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        frame.paste((200, 30 + 60 * number, 60, 255), (10 * number, 0, 10 * number + 10, 40))
        frames.append(frame)
    png = io.BytesIO()
    frames[0].save(png, "PNG", save_all=count > 1, append_images=frames[1:], duration=80)
    with Image.open(io.BytesIO(formats.to_gif(png.getvalue()))) as picture:
        assert getattr(picture, "n_frames", 1) == count
        for number, frame in enumerate(frames):
            picture.seek(number)
            shown = picture.convert("RGBA")
            assert shown.getchannel("A").tobytes() == frame.getchannel("A").tobytes()
            middle = shown.getpixel((10 * number + 5, 20))
            wanted = frame.getpixel((10 * number + 5, 20))
            assert max(abs(a - b) for a, b in zip(middle, wanted, strict=True)) < 8

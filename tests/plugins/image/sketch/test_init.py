"""Repainting: somebody's own picture stays itself, and becomes a painting."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from muse import Host, InputFile, RequestError
from muse.media import png
from muse_image.sketch.paint.edges import pen_lines
from muse_image.sketch.picture.photo import layers
from plugins.image.sketching import studio


def _photo(width: int = 300, height: int = 200) -> Image.Image:
    """Return a picture like a photograph: a sky that changes, a hill, a red ball, fine grain."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    y, x = y / height, x / width
    sky = np.stack([0.45 + 0.4 * y, 0.6 + 0.25 * y, 0.95 - 0.1 * y], -1)
    hill = np.stack([0.25 + 0.1 * x, 0.42 - 0.1 * y, 0.2 + 0 * x], -1)
    made = np.where((y > 0.62 + 0.08 * np.sin(x * 7))[..., None], hill, sky)
    ball = (x - 0.7) ** 2 * 2.25 + (y - 0.55) ** 2 < 0.02
    made = np.where(ball[..., None], np.array([0.85, 0.2, 0.15]), made)
    grain = np.random.default_rng(1).normal(0, 0.02, made.shape)
    return Image.fromarray((np.clip(made + grain, 0, 1) * 255).astype(np.uint8))


def _file(picture: Image.Image | None = None, kind: str = "PNG", **how: Any) -> InputFile:
    buffer = io.BytesIO()
    (picture or _photo()).save(buffer, kind, **how)
    return InputFile(buffer.getvalue(), f"mine.{kind.lower()}")


def _run(host: Host, **fields: Any) -> Any:
    small = {"width": 180, "height": 120, "seed": 3, "no_embed": True, "init": _file()}
    return host.run("image.sketch", **{**small, **fields})


def _pixels(data: bytes, size: tuple[int, int] | None = None) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as picture:
        made = picture.convert("RGB")
    return np.asarray(made.resize(size) if size else made, np.float32) / 255


@pytest.mark.parametrize(
    "style", ["oil", "watercolour", "woodblock", "gouache", "low-poly", "pastel", "pointillism"]
)
def test_the_composition_stays_and_the_surface_doesnt(host: Host, style: str) -> None:
    made = _run(host, style=style)
    small = (24, 16)
    ours = _pixels(made.data, small)[2:-2, 2:-2]
    theirs = np.asarray(_photo().resize(small), np.float32)[2:-2, 2:-2] / 255
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.8
    fine = np.asarray(_photo().resize((180, 120)), np.float32) / 255
    assert float(np.abs(_pixels(made.data) - fine).mean()) > 0.01
    assert made.report.measured["init_distance"] < 0.16


def test_the_same_picture_and_seed_give_the_same_bytes(host: Host) -> None:
    first, second = _run(host), _run(host)
    assert first.data == second.data
    assert _run(host, seed=4).data != first.data
    kept = first.recipe["condition"]["init"]
    assert sorted(kept) == ["name", "sha256"]


def test_a_picture_keeps_its_proportions_unless_a_size_is_asked_for(host: Host) -> None:
    tall = _file(_photo(200, 400))
    made = host.run("image.sketch", init=tall, seed=1, no_embed=True, detail="draft")
    size = _pixels(made.data).shape
    assert size[0] / size[1] == pytest.approx(2, rel=0.02)
    assert made.report.adjusted["width"].used == size[1]
    resolved = made.recipe["condition"]
    assert (resolved["width"], resolved["height"]) == (size[1], size[0])
    again = host.again(made.recipe).finish()[0]
    assert again.recipe["payload"] == made.recipe["payload"]
    assert not any("cropped" in note for note in again.report.notes)
    cut = _run(host, init=tall)
    assert any("cropped" in note for note in cut.report.notes)


def test_a_size_that_is_asked_for_holds_even_if_it_is_the_usual_one(host: Host) -> None:
    tall = _file(_photo(200, 400))
    usual = {"width": 1024, "height": 768, "detail": "draft"}
    made = _run(host, init=tall, **usual)
    assert _pixels(made.data).shape[:2] == (768, 1024)
    assert made.report.adjusted == {}
    assert made.recipe["condition"]["width"] == 1024


def test_the_style_of_an_svg_is_in_the_recipe_and_the_condition_stays(host: Host) -> None:
    stream = host.stream("image.sketch", formats=[".svg"], seed=1, width=96, height=64)
    made = stream.finish()
    assert stream.request.condition.style == "oil"
    assert made.recipe["condition"]["style"] == made.report.chosen["style"] == "line-art"
    assert host.again(made.recipe).finish().recipe["payload"] == made.recipe["payload"]


def test_a_turned_photograph_is_put_upright(host: Host) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    turned = _photo().transpose(Image.Transpose.ROTATE_90)
    made = _run(host, init=_file(turned, "JPEG", exif=exif, quality=95))
    straight = _run(host, init=_file(_photo(), "JPEG", quality=95))
    apart = np.abs(_pixels(made.data, (24, 16)) - _pixels(straight.data, (24, 16))).mean()
    assert float(apart) < 0.06


def test_words_of_things_are_told_and_moods_still_tint(host: Host) -> None:
    made = _run(host, prompt="a castle, sepia")
    assert any("castle" in note for note in made.report.notes)
    pixels = _pixels(made.data)
    assert float((pixels[..., 0] - pixels[..., 2]).mean()) > 0.08


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "empty.png"), (b"\x89PNG\r\n\x1a\n" + bytes(50), "broken.png"), (b"<svg/>", "a.svg")],
)
def test_what_is_no_picture_is_refused_in_one_line(host: Host, data: bytes, name: str) -> None:
    with pytest.raises(RequestError, match=f"init: {name}"):
        _run(host, init=InputFile(data, name))


def test_a_bomb_is_refused_before_it_is_decoded(host: Host) -> None:
    head = _file(Image.new("1", (64, 64))).data
    at = head.index(b"IHDR") + 4
    import zlib

    body = (60_000).to_bytes(4, "big") * 2 + head[at + 8 : at + 13]
    crc = zlib.crc32(b"IHDR" + body).to_bytes(4, "big")
    bomb = head[:at] + body + crc + head[at + 17 :]
    with pytest.raises(RequestError, match="init"):
        _run(host, init=InputFile(bomb, "bomb.png"))


def test_regions_part_at_edges_and_not_within_a_sky() -> None:
    pixels = np.asarray(_photo(), np.float32) / 255
    made = layers(pixels)
    assert 3 <= len(made) <= 40
    at = (110, 210)  # in the ball
    of_ball = [
        layer for layer in made[1:]
        if layer.box[0] <= at[1] < layer.box[2] and layer.box[1] <= at[0] < layer.box[3]
        and layer.alpha[at[0] - layer.y, at[1] - layer.x] > 0.5
    ]  # fmt: skip
    assert of_ball
    assert of_ball[-1].alpha.sum() < 0.1 * pixels.shape[0] * pixels.shape[1]
    sky = [layer for layer in made[1:] if layer.y == 0]
    assert len(sky) <= 3


def test_grey_of_16_bits_is_as_light_as_that_of_8(host: Host) -> None:
    grey = _photo().convert("L")
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    small = {"style": "gouache", "width": 96, "height": 64}
    ours, theirs = (_run(host, init=_file(each), **small).data for each in (deep, grey))
    assert float(np.abs(_pixels(ours) - _pixels(theirs)).max()) < 0.02


def test_a_picture_keeps_its_size_up_to_four_megapixels(host: Host) -> None:
    kept = host.run("image.sketch", init=_file(_photo(150, 100)), seed=1, no_embed=True)
    assert _pixels(kept.data).shape[:2] == (100, 150)
    large = _file(Image.new("RGB", (3600, 1800), "teal"), "JPEG")
    cut = host.run("image.sketch", init=large, seed=1, no_embed=True, detail="draft").report
    assert (cut.adjusted["width"].used, cut.adjusted["height"].used) == (2828, 1414)
    half = host.run("image.sketch", init=_file(), seed=1, no_embed=True, width=120)
    assert _pixels(half.data).shape[:2] == (80, 120)


def test_a_strip_is_refused_unless_a_size_is_given(host: Host) -> None:
    strip = _file(Image.new("RGB", (8, 900)))
    with pytest.raises(RequestError, match="8 x 900 px, too long and thin"):
        host.run("image.sketch", init=strip)
    assert _pixels(_run(host, init=strip).data).shape[:2] == (120, 180)


def _moving(many: int = 4) -> InputFile:
    """Return a GIF whose frames go from black to white, four a second."""
    frames = [Image.new("L", (80, 64), 255 * n // (many - 1)) for n in range(many)]
    return _file(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=250, loop=0)


def test_frames_of_an_animation_are_repainted_one_by_one(host: Host) -> None:
    made = _run(host, init=_moving(), animate=9, style="gouache", width=80, height=64)
    assert made.report.adjusted["animate"].used == 4
    assert made.report.chosen["fps"] == 4
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.n_frames == 4
        means = []
        for number in range(4):
            picture.seek(number)
            means.append(float(np.asarray(picture.convert("L")).mean()))
    assert means == sorted(means) and means[3] - means[0] > 150
    first = _run(host, init=_moving(), width=80, height=64)
    assert any("has 4 frames; the first is repainted" in note for note in first.report.notes)


def test_transparency_is_kept_where_it_is_asked_for(host: Host) -> None:
    cut = _photo().convert("RGBA")
    cut.putalpha(Image.linear_gradient("L").resize(cut.size).point(lambda v: 255 * (v > 127)))
    made = _run(host, init=_file(cut), transparent=True)
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.mode == "RGBA"
        alpha = np.asarray(picture)[..., 3]
    assert alpha[:55].max() == 0 and alpha[65:].min() == 255
    plain = _run(host, init=_file(cut))
    assert _pixels(plain.data)[:40].mean() > 0.9  # on white
    for refused in ({"init": _file()}, {"init": None, "prompt": "a lake"}):
        with pytest.raises(RequestError, match="transparent: "):
            _run(host, transparent=True, **refused)


def test_a_single_thing_on_a_plain_ground_is_cut_out(host: Host) -> None:
    prompt = "a cat on a white background"
    made = _run(host, init=None, prompt=prompt, transparent=True, style="pixel-art")
    with Image.open(io.BytesIO(made.data)) as picture:
        pixels = np.asarray(picture)
    alpha = pixels[..., 3]
    assert set(np.unique(alpha)) == {0, 255}
    assert alpha[0, 0] == alpha[-1, -1] == 0
    assert 0.04 < float((alpha == 255).mean()) < 0.6
    assert pixels[alpha == 255][:, :3].mean() < 215  # of the white ground nothing is left


@pytest.mark.parametrize("field", [{"animate": 3}, {"transparent": True}])
def test_what_a_jpeg_cant_hold_is_refused(host: Host, field: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="jpg"):
        _run(host, init=_file(_photo().convert("RGBA")), formats=[".jpg"], **field)


def test_a_pen_finds_edges_and_no_slopes() -> None:
    y, x = np.mgrid[0:200, 0:300].astype(np.float32)
    value = 0.4 + 0.4 * x / 300
    disc = (x - 150) ** 2 + (y - 100) ** 2
    value[disc < 40**2] = 0.2
    lines = pen_lines(value)
    ring = (disc > 36**2) & (disc < 42**2)
    assert lines[ring].mean() > 0.4
    assert lines[(disc < 30**2) | (disc > 50**2)].max() < 0.05
    # Along the whole of it, with no gap.
    turns = np.linspace(0, 2 * np.pi, 60)
    near = [
        lines[int(100 + 39 * np.sin(t)) - 3 : int(100 + 39 * np.sin(t)) + 4,
              int(150 + 39 * np.cos(t)) - 3 : int(150 + 39 * np.cos(t)) + 4].max()
        for t in turns
    ]  # fmt: skip
    assert min(near) > 0.5


def test_a_prompt_that_names_somebody_is_told_of_with_a_picture_of_ones_own() -> None:
    picture = png(Image.linear_gradient("L").convert("RGB"))[0]
    made = studio("a fox", width=96, height=64, init=InputFile(picture, "own.png"))
    assert any("not added: fox" in note for note in made.notes)

"""Lettering: a text that a prompt asks for can be read in the picture, in every style."""

from typing import get_args

import numpy as np
import pytest

from muse import Host
from muse_image.sketch.condition import Style
from muse_image.sketch.lettering import fonts
from muse_image.sketch.lettering.hand import grid
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.studio import Studio
from plugins.image.sketching import paint, studio

TITLED = 'a poster titled "TEA", a lake'


def _titles(made: Studio) -> list[Layer]:
    return [layer for layer in made.canvas.layers if layer.material == "letters"]


@pytest.mark.parametrize("style", get_args(Style))
def test_a_title_stands_out_from_what_is_around_it(style: str) -> None:
    made = studio(TITLED, width=320, height=240, style=style, detail="draft")
    size = (made.canvas.width, made.canvas.height)
    pixels = np.asarray(made.finished.convert("RGB").resize(size), np.float32) / 255
    layer = _titles(made)[0]
    left, top, right, bottom = layer.box
    part = pixels[top:bottom, left:right]
    within, around = part[layer.alpha > 0.7], part[layer.alpha < 0.02]
    assert len(within) > 0.002 * size[0] * size[1]
    away = within.mean(0) - around.mean(0)
    assert np.abs(away).max() > 0.25
    # The letters are told from their ground by their colour.
    shape = np.corrcoef((part @ away).ravel(), layer.alpha.ravel())[0, 1]
    assert shape > 0.65


def test_who_asks_for_no_text_gets_the_same_picture() -> None:
    assert np.array_equal(paint("a lake"), paint('"a lake"'))
    assert not _titles(studio("a lake"))


def test_the_same_seed_writes_the_same_and_letters_move_nothing_else() -> None:
    first, second = (paint(TITLED, style="ink") for _ in range(2))
    assert np.array_equal(first, second)
    made = studio(TITLED, style="gouache")
    apart = np.abs(np.asarray(made.finished, np.float32) / 255 - paint("a lake", style="gouache"))
    left, top, right, bottom = _titles(made)[0].box
    assert apart[top:bottom, left:right].max() > 0.3
    assert apart[bottom + 60 :].max() < 0.02


def test_a_sign_carries_its_text_and_is_measured(host: Host) -> None:
    prompt = 'a sign that says "OPEN", a meadow'
    made = studio(prompt, width=640, height=480, style="gouache", detail="draft")
    board = next(layer for layer in made.canvas.layers if layer.name == "sign")
    text = _titles(made)[0]
    assert made.canvas.written == {"OPEN": True}
    assert board.box[0] <= text.box[0] < text.box[2] <= board.box[2]
    assert board.box[1] <= text.box[1] < text.box[3] <= board.box[3]
    report = host.run("image.sketch", prompt=TITLED, width=256, height=192, seed=1).report
    assert [e["box"] for e in report.measured["elements"] if e["name"] == "title"]


def test_what_is_too_long_for_a_sign_is_on_the_picture_and_told() -> None:
    said = " ".join(["walking"] * 9)
    made = studio(f'a sign that says "{said}", a meadow', width=160, height=120, style="gouache")
    assert made.canvas.written == {said: False}
    assert [layer.name for layer in _titles(made)] == ["title"]
    assert any("too long for the sign" in note for note in made.notes)


def test_pixel_letters_are_whole_squares_of_the_grid() -> None:
    made = studio(TITLED, style="pixel-art", width=320, height=240)
    layer, side = _titles(made)[0], grid(made.canvas)
    assert layer.x % side == layer.y % side == 0
    assert set(np.unique(layer.alpha)) <= {0.0, 1.0}
    small = layer.alpha[::side, ::side]
    assert np.array_equal(small.repeat(side, 0).repeat(side, 1), layer.alpha)


def test_letters_that_no_font_has_are_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_faces", lambda style: [fonts.Face()])
    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    for each in (fonts.face, fonts._held):
        each.cache_clear()
    made = studio("一张贺卡,写着“春”,湖", style="oil")
    assert not _titles(made)
    assert any("Not written" in note and fonts.EXTRA in note for note in made.notes)
    assert fonts.writable("oil", "I \U0001f682 tea") == "I tea"
    fonts.face.cache_clear()


def test_a_chinese_title_is_upright_in_ink() -> None:
    if fonts.face("ink", "江南春雨") is None:
        pytest.skip("no font here has Chinese letters")
    made = studio("一张贺卡,写着“江南春雨”,湖", style="ink")
    layer = _titles(made)[0]
    assert layer.alpha.shape[0] > 3 * layer.alpha.shape[1]


def test_an_svg_holds_its_letters_as_shapes(host: Host) -> None:
    made = host.run("image.sketch", prompt=TITLED, formats=[".svg"], style="line-art", seed=1)
    assert b'class="title"' in made.data


def test_a_person_holds_up_the_text() -> None:
    made = studio('a girl holding a sign that says "HELP"', width=400, height=300, style="cartoon")
    assert made.canvas.written == {"HELP": True}
    assert not _titles(made)  # it is a part of the figure
    assert not any("Not written" in note for note in made.notes)

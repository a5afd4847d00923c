"""Palettes of asked colours: taken, read in prompts, brought into the picture and measured."""

import numpy as np
import pytest

from muse import InvalidField
from muse.contract.condition import build
from muse_image.sketch import Sketch
from muse_image.sketch.condition import SketchCondition
from muse_image.sketch.paint.atmosphere import swatch_ramp
from muse_image.sketch.paint.palette import distance
from muse_image.sketch.paint.swatches import colours
from plugins.image.sketching import paint, studio

ASKED = "#123c5a,#3f9c6b,#8fd0c8"


@pytest.mark.parametrize("style", ["oil", "watercolour", "ink", "woodblock", "gouache", "pastel"])
@pytest.mark.parametrize("seed", [3, 8])
def test_asked_colours_bring_the_picture_near_them(style: str, seed: int) -> None:
    """The report's distance is smaller than without the palette, and is that of the pixels."""
    fields = {"time": "day", "weather": "clear", "season": "summer", "style": style}
    made = studio("a lake and mountains", seed, palette=ASKED, **fields)
    plain = studio("a lake and mountains", seed, **fields)
    told = made.measure()["palette_distance"]
    wanted = colours(ASKED)
    near, far = (
        distance((np.asarray(m.finished, np.float32) / 255).reshape(-1, 3), wanted)
        for m in (made, plain)
    )
    assert near < far - 0.02
    assert told == pytest.approx(near, abs=0.02)
    assert "palette_distance" not in plain.measure()


def test_a_palette_of_one_colour_is_of_that_hue() -> None:
    made = paint("a lake", 5, palette="#0b6b3a", style="watercolour", time="day").mean((0, 1))
    assert made[1] > made[0] + 0.05
    assert made[1] > made[2] + 0.03


def test_a_named_palette_is_measured_against_its_ramp() -> None:
    fields = {"time": "day", "weather": "clear", "style": "gouache"}
    made = studio("a meadow", 4, palette="violet", **fields)
    plain = paint("a meadow", 4, **fields).reshape(-1, 3)
    told = made.measure()["palette_distance"]
    assert 0 <= told < distance(plain, swatch_ramp("violet")) - 0.02


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Violet", "violet"),
        ("#1B2A49", "#1b2a49"),
        ("#fa0, 102030", "#ffaa00,#102030"),
        (["#102030", "#fa0"], "#102030,#ffaa00"),
        (None, None),
    ],
)
def test_a_palette_is_a_name_or_colours(given: object, kept: str | None) -> None:
    assert SketchCondition(palette=given).palette == kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("voilet", "did you mean violet?"),
        ("#12345", "#1b2a49,#e0a040"),
        ("#102030,bleu", "did you mean blue|invalid value 'bleu'"),
        ("", "palettes are warm"),
        (",".join(f"#0000{n:02x}" for n in range(9)), "expected 1 to 8 colours, not 9"),
    ],
)
def test_what_is_no_palette_is_told_in_one_line(given: str, said: str) -> None:
    with pytest.raises(InvalidField, match=said) as error:
        build(SketchCondition, {"palette": given})
    assert "\n" not in str(error.value)


def test_colours_in_the_prompt_are_read_and_no_unknown_words() -> None:
    read = Sketch().read("a lake at dusk in #1B2A49 and #e0a040")
    assert read.fields["palette"].value == "#1b2a49,#e0a040"
    assert read.fields["palette"].words == "#1B2A49, #e0a040"
    assert read.fields["time"].value == "dusk"
    assert not any("2" in word or "e0" in word for word in read.not_understood)
    made = studio("a lake at dusk in #1B2A49 and #e0a040", 2)
    assert "palette_distance" in made.measure()

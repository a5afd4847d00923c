"""What image.sketch reads in words: colours of things and of the whole, words it doesn't know."""

import pytest

from muse import Host
from muse_image.sketch.words import understand, unheeded
from plugins.image.sketching import studio


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("a house with a red roof and a blue door", ("red", "roof", "blue", "door")),
        ("a red boat", ("red",)),
        ("红色的房子", ("红色",)),
        ("blue sky over a lake", ()),
    ],
)
def test_a_colour_of_one_thing_is_no_palette(prompt: str, unread: tuple[str, ...]) -> None:
    words = understand(prompt)
    assert "palette" not in words.fields
    assert words.unread == unread


@pytest.mark.parametrize(
    ("prompt", "palette"),
    [
        ("a lake in red", "red"),
        ("a lake, red palette", "red"),
        ("a castle in red tones", "red"),
        ("湖,红色调", "red"),
        ("a lake, all in blue", "blue"),
        ("a red picture", "red"),
        ("violet", "violet"),
        ("a lake in dark blue", "blue"),
        ("golden light over a lake", "gold"),
        ("紫色的黄昏", "violet"),
        ("a pastel lake", "pastel"),
        ("a monochrome lake", "monochrome"),
    ],
)
def test_a_colour_of_the_whole_is_the_palette(prompt: str, palette: str) -> None:
    words = understand(prompt)
    assert words.fields["palette"].value == palette
    assert words.unread == ()


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("雪中的长城", ("长城",)),
        ("梵高风格的向日葵", ("梵高",)),
        ("江南水乡", ()),
        ("两只小狗和猫在湖边", ("小狗", "猫")),
        ("🐙🌊🐙", ("🐙",)),
    ],
)
def test_unknown_words_are_told_whole(prompt: str, unread: tuple[str, ...]) -> None:
    assert understand(prompt).unread == unread


def test_signs_are_words() -> None:
    words = understand("🏔️🌊🌲🐦🏠🌅")
    named = [mention.concept.name for mention in words.mentions]
    assert named == ["snowy_mountains", "waves", "pine", "birds", "house"]
    assert words.fields["time"].value == "dawn"
    assert words.unread == ()


def test_what_a_negative_prompt_cannot_leave_out_is_told(host: Host) -> None:
    assert unheeded("clouds, blurry, 云") == ("blurry",)
    report = host.run(
        "image", prompt="a lake", negative_prompt="clouds, blurry", seed=1, width=96, height=64
    ).report
    assert report.notes == ["The negative prompt's words without effect: blurry."]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("element", ["person", "deer", "tent", "campfire"])
def test_on_a_beach_things_stand_on_the_sand(element: str, seed: int) -> None:
    from muse_image.sketch.shore import edge

    made = studio(f"two {element}s on a beach at sunset", seed, style="gouache")
    plan = made._canvas.layout
    standing = [place for place in plan.places if place.element == element]
    assert len(standing) == 2
    for place in standing:
        assert edge(plan, place.x) < place.y < plan.height
        assert 0 < place.x < plan.width

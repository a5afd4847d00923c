"""What image.sketch reads in words: colours of things and of the whole, words it doesn't know."""

import runpy
from pathlib import Path

import pytest

from muse import Host
from muse_image.sketch.words import understand, unheeded
from plugins.image.sketching import studio


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("a house with a red roof and a blue door", ("red", "roof", "blue", "door")),
        ("a red boat", ()),
        ("红色的房子", ()),
        ("blue sky over a lake", ()),
    ],
)
def test_a_colour_of_one_thing_is_no_palette(prompt: str, unread: tuple[str, ...]) -> None:
    words = understand(prompt)
    assert "palette" not in words.fields
    assert words.not_understood == unread


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
    assert words.not_understood == ()


@pytest.mark.parametrize(
    ("prompt", "unread"),
    [
        ("雪中的石磨", ("石磨",)),
        ("梵高风格的向日葵", ("梵高",)),
        ("江南水乡", ()),
        ("两只刺猬和獾在湖边", ("刺猬", "獾")),
        ("🐙🌊🐙", ("🐙",)),
    ],
)
def test_unknown_words_are_told_whole(prompt: str, unread: tuple[str, ...]) -> None:
    assert understand(prompt).not_understood == unread


def test_signs_are_words() -> None:
    words = understand("🏔️🌊🌲🐦🏠🌅")
    named = [mention.concept.name for mention in words.mentions]
    assert named == ["snowy_mountains", "waves", "pine", "birds", "house"]
    assert words.fields["time"].value == "dawn"
    assert words.not_understood == ()


def test_what_a_negative_prompt_cannot_leave_out_is_told(host: Host) -> None:
    assert unheeded("clouds, blurry, 云") == ("blurry",)
    report = host.run(
        "image", prompt="a lake", negative_prompt="clouds, blurry", seed=1, width=96, height=64
    ).report
    assert report.notes == ["Words of the negative prompt without effect: blurry."]


@pytest.mark.parametrize(
    ("prompt", "name", "said"),
    [
        ("two white yurts", "yurt", {"number": 2, "colours": ("white",)}),
        ("三只黑色的鸟", "birds", {"number": 3, "colours": ("black",)}),
        ("一群鸟", "birds", {"number": None, "amount": "group"}),
        ("一对天鹅", "swan", {"number": 2}),
        ("a dozen boats", "boat", {"number": 12}),
        ("a flock of birds", "birds", {"amount": "group"}),
        ("the boat is red", "boat", {"colours": ("red",)}),
        ("red, white and green lanterns", "lanterns", {"colours": ("red", "white", "green")}),
        ("a huge tower in the distance", "tower", {"size": "huge", "distance": "far"}),
        ("a moon in the top left corner", "moon", {"side": "left", "level": "high"}),
        ("左上角的月亮", "moon", {"side": "left", "level": "high"}),
        ("a castle on a green hill", "castle", {"relation": ("on", 1), "colours": ()}),
        ("桥下的小船", "boat", {"relation": ("under", 0)}),
        ("a house behind the trees", "house", {"relation": ("behind", 1)}),
    ],
)
def test_what_is_said_of_a_thing(prompt: str, name: str, said: dict[str, object]) -> None:
    words = understand(prompt)
    mention = next(m for m in words.mentions if m.concept.name == name)
    assert {key: getattr(mention, key) for key in said} == said
    assert words.not_understood == ()


def test_nothing_is_dropped_silently(host: Host) -> None:
    assert understand("clouds, left, in white").not_understood == ("left", "white")
    report = host.run("image", prompt="a zeppelin over a lake", seed=1, width=96, height=64).report
    assert report.notes == [
        "Not painted: zeppelin. "
        "A neural generator such as image.diffusion paints any words (muse generators)."
    ]


def test_the_page_of_the_vocabulary_is_up_to_date() -> None:
    script = Path(__file__).parents[4] / "docs" / "vocabulary.py"
    names = runpy.run_path(str(script))
    assert names["PAGE"].read_text("utf-8") == names["page"](), "run python docs/vocabulary.py"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("element", ["person", "deer", "tent", "campfire"])
def test_on_a_beach_things_stand_on_the_sand(element: str, seed: int) -> None:
    from muse_image.sketch.scene.shore import edge

    made = studio(f"two {element}s on a beach at sunset", seed, style="gouache")
    plan = made.canvas.layout
    standing = [place for place in plan.places if place.element == element]
    assert len(standing) == 2
    for place in standing:
        assert edge(plan, place.x) < place.y < plan.height
        assert 0 < place.x < plan.width

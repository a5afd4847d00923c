"""The look of a hero, on all pages and for painters that take no cards."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

pytest.importorskip("typst")
pytest.importorskip("fontTools")
pytest.importorskip("manimgx_fonts_cjk")
pytest.importorskip("fontpkg_lora")

from PIL import Image

import muse
from muse import Artifact, Condition, Field, Generator, InputFile, ModelSource, Run
from muse_works import colours, likeness
from muse_works.book.sameness import hero_colours

FOX = {
    "kind": "muse-character", "version": 1, "name": "Pip", "species": "fox", "fur": "#e87a2c",
    "belly": "#fdf3e4", "wear": [{"name": "scarf", "colour": "#3a5fae"}],
}  # fmt: skip
SCENES = (
    ("in a meadow", "day", "clear", "joyful"),
    ("in a forest", "dawn", "fog", "dreamy"),
    ("on a hill", "sunset", "clear", "warm"),
    ("in a forest", "dusk", "clear", "melancholy"),
    ("by a lake", "day", "rain", "melancholy"),
    ("on a hill", "night", "clear", "mysterious"),
)
BOARD = "# Pip\n\n## Characters\n\n- Pip: a little fox\n\n## Cover\n\n- who: Pip\n\n" + "\n".join(
    f"## Page {n}\n\nPip was there.\n\n- who: Pip\n- where: {where}\n- time: {time}\n"
    f"- weather: {weather}\n- mood: {mood}\n- layout: above\n"
    for n, (where, time, weather, mood) in enumerate(SCENES, 1)
)
SMALL = {"seed": 5, "dpi": 40, "detail": "draft", "formats": [".html"], "narrate": False,
         "score": False, "storyboard": BOARD.encode()}  # fmt: skip


class Follower(Generator[Any]):
    """A painter that follows words, and a picture by an adapter."""

    class Asked(Condition):
        prompt: str = Field("", description="What.")
        width: int = Field(64, ge=1, description="Width.")
        height: int = Field(64, ge=1, description="Height.")
        ip_adapter: ModelSource | None = Field(None, description="By what.")
        ip_image: InputFile | None = Field(None, description="Whom.")

    condition = Asked
    formats = {".png": "image/png"}
    seen: ClassVar[list[Any]] = []

    def generate(self, condition: Any, run: Run) -> Iterator[Any]:
        for item in run.items:
            Follower.seen.append(condition)
            size = condition.width, condition.height
            yield Artifact.image(Image.new("RGB", size, "olive"), item=item)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[muse.Host]:
    Follower.seen.clear()
    offers = {"image.follower": Follower}
    with muse.Host(library=tmp_path / "lib", config=tmp_path / "c.toml", offers=offers) as made:
        yield made


@pytest.mark.parametrize("style", ["gouache", "cartoon"])
def test_the_hero_has_its_colours_on_every_page(host: muse.Host, style: str) -> None:
    card = json.dumps(FOX).encode()
    book = host.run("book", characters=card, style=style, **SMALL)[0]
    told = book.report.measured["hero_colours"]["Pip"]
    assert told["pictures"] >= len(SCENES)
    assert told["dE"] < 3, told


def test_a_hero_of_another_colour_is_told() -> None:
    def page(fur: str) -> dict[str, Any]:
        return {"characters": [{"name": "Pip", "colours": {"fur": fur, "belly": "#ffffff"}}]}

    pages = [page("#e87a2c"), page("#e87a2c"), {}, page("#6a4a3c"), page("#e87a2c")]
    told = hero_colours(pages, ["Pip", "Tom"])
    assert told.pop("Pip") == {"dE": pytest.approx(33.1, abs=0.1), "part": "fur", "page": 3,
                               "pictures": 4}  # fmt: skip
    assert told == {}


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [  # of the test data that Sharma, Wu and Dalal published with the formula
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.1848, -84.8006), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_published_data(one: Any, other: Any, far: float) -> None:
    assert colours.difference(one, other) == pytest.approx(far, abs=1e-4)
    assert colours.difference(other, one) == pytest.approx(far, abs=1e-4)


def test_a_card_in_words() -> None:
    card = json.dumps(FOX).encode()
    assert likeness.words(card, "en") == "orange fur, cream belly and a blue scarf"
    assert likeness.words(card, "zh") == "橙色的毛、奶白色的肚子、蓝色的围巾"


def test_a_painter_without_cards_is_told_the_card_in_words(host: muse.Host) -> None:
    card = json.dumps(FOX).encode()
    book = host.run("book", characters=card, pictures_by="image.follower", **SMALL)[0]
    assert book.report.measured["heroes_by"] == "words"
    pages = [each for each in Follower.seen if "hill" in each.prompt]
    assert pages
    for each in pages:
        assert "a little fox with orange fur, cream belly and a blue scarf" in each.prompt
        assert each.ip_image is None and each.ip_adapter is None
        assert each.width % 16 == each.height % 16 == 0


def test_a_painter_that_follows_a_picture_gets_one_of_the_hero(
    host: muse.Host, tmp_path: Path
) -> None:
    asked = {"pictures_by": "image.follower", "characters": json.dumps(FOX).encode(),
             "ip_adapter": "some/adapter", **SMALL}  # fmt: skip
    book = host.run("book", **asked)[0]
    assert book.report.measured["heroes_by"] == "words and a reference picture"
    portraits = {each.ip_image.sha256 for each in Follower.seen}
    assert len(portraits) == 1, "one picture, on every page"
    assert {each.ip_adapter for each in Follower.seen} == {"some/adapter"}
    assert "hero/reference" in book.recipe["parts"]
    picture = Image.open(io.BytesIO(Follower.seen[0].ip_image.data)).convert("RGB")
    assert any(red > 200 and 80 < green < 150 and blue < 80 for red, green, blue in _seen(picture))
    Follower.seen.clear()
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), "navy").save(buffer, "PNG")
    book = host.run("book", reference=buffer.getvalue(), **asked)[0]
    assert {each.ip_image.data for each in Follower.seen} == {buffer.getvalue()}
    assert "hero/reference" not in book.recipe["parts"]


def test_panels_and_scenes_follow_it_too(host: muse.Host) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), "navy").save(buffer, "PNG")
    by = {"pictures_by": "image.follower", "ip_adapter": "some/adapter", "seed": 3}
    script = (
        "# Pip\n\n- Pip: a little fox\n\n## Page 1\n\n### Wide\n\nPip in a meadow\n\n"
        "**Pip**: Oh!\n\n### Wide\n\na dark wood\n\n> Later.\n"
    )
    comic = host.run("book.comic", script=script.encode(), formats=[".png"], width=400, height=500,
                     **by)[0]  # fmt: skip
    assert "hero/reference" in comic.recipe["parts"]
    assert [each.ip_image is not None for each in Follower.seen] == [True, False]
    Follower.seen.clear()
    scenes = [{"picture": "a fox on a hill", "seconds": 1.0}]
    host.run("video.film", scenes=scenes, reference=buffer.getvalue(), formats=[".png"], **by)
    assert [each.ip_image.data for each in Follower.seen] == [buffer.getvalue()]


def test_a_painter_of_cards_follows_no_picture(host: muse.Host) -> None:
    book = host.run("book", ip_adapter="some/adapter", **SMALL)[0]
    assert "follows no picture" in book.report.ignored["ip_adapter"]
    assert book.report.measured["heroes_by"] == "cards"


def _seen(picture: Image.Image) -> list[Any]:
    small = picture.resize((32, 32))
    return [small.getpixel((x, y)) for x in range(32) for y in range(32)]

"""Posters say what was asked, are read, and are the same in each format."""

import io
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fontpkg_archivo")
pytest.importorskip("fontpkg_lora")
pytest.importorskip("manimgx_fonts_cjk")
pytest.importorskip("fontTools")

from PIL import Image, ImageChops, ImageDraw

from muse import Host, Item, RequestError
from muse.testing import conformance
from muse_works import texts
from muse_works.poster import Poster, PosterCondition
from muse_works.poster.colours import NAMED, contrast, from_picture, luminance
from muse_works.poster.making import laid_out, to_keep_off
from muse_works.poster.motion import Scene
from muse_works.poster.planning import Plan
from muse_works.poster.raster import drawn
from muse_works.poster.reading import read
from muse_works.poster.sheet import Texts
from muse_works.poster.styles import STYLES

test_poster_layout = conformance("poster.layout", seconds=1)

ENGLISH = Texts("See the World", "Ten journeys by train", "12 May 2026", "Ask at any station")
CHINESE = Texts("新品发布", "看见未来的一天", "2026年5月12日", "市民大厅，免费入场")


def plan(style: str = "modern", texts: Texts = ENGLISH, **changed: Any) -> Plan:
    """Return the plan of a small poster."""
    fields: dict[str, Any] = {
        "theme": "travel",
        "texts": texts,
        "style": style,
        "width": 360,
        "height": 540,
        "palette": NAMED["ocean"],
        "painted": False,
        "scene": "",
        "vertical": style == "chinese" and texts is CHINESE,
        "lettering": None,
    }
    return Plan(**{**fields, **changed})


def striped() -> Image.Image:
    """Return a picture that is busy everywhere: black and white stripes."""
    picture = Image.new("RGB", (360, 540), "white")
    pen = ImageDraw.Draw(picture)
    for x in range(0, 360, 12):
        pen.rectangle((x, 0, x + 5, 540), "black")
    return picture


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("texts", "size"), [(ENGLISH, (360, 540)), (CHINESE, (360, 540)), (CHINESE, (640, 360))]
)
def test_each_style_shows_all_texts_apart_and_readable(
    style: str, texts: Texts, size: tuple[int, int]
) -> None:
    width, height = size
    sheet, _ = laid_out(plan(style, texts, width=width, height=height), None)
    told: dict[str, float] = {}
    drawn(sheet.page, told)
    assert set(told) == {"headline", "line", "date", "small_print"}
    assert min(told.values()) >= 4.5
    boxes = [words.ink() for words in sheet.page.words()]
    for x, y, w, h in boxes:
        assert x >= 0 and y >= 0 and x + w <= width and y + h <= height
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
            down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
            assert across <= 1 or down <= 1, (style, one, other)


@pytest.mark.parametrize("style", STYLES)
def test_each_style_takes_a_picture(style: str) -> None:
    sheet, _ = laid_out(plan(style, CHINESE, palette=None), striped(), [])
    photo = sheet.page.photo()
    assert photo is not None and photo.box[2] * photo.box[3] > 0.1 * 360 * 540
    told: dict[str, float] = {}
    picture = drawn(sheet.page, told)
    assert picture.size == (360, 540) and min(told.values()) >= 4.5


@pytest.mark.parametrize("style", ["modern", "magazine", "tech"])
def test_letters_on_a_busy_picture_are_read(style: str) -> None:
    sheet, done = laid_out(plan(style, palette=None), striped())
    told: dict[str, float] = {}
    drawn(sheet.page, told)
    assert min(told.values()) >= 4.5
    assert done or style == "tech"


def test_letters_make_way_for_a_head() -> None:
    quiet = Image.new("RGB", (360, 540), "#345")
    sheet, _ = laid_out(plan("modern"), quiet, [])
    low = next(words.ink() for words in sheet.page.words() if words.role == "headline")
    moved, done = laid_out(plan("modern"), quiet, [(0.1, 0.48, 0.9, 0.85)])
    high = next(words.ink() for words in moved.page.words() if words.role == "headline")
    assert low[1] > high[1] + 100 and not done
    _, done = laid_out(plan("modern"), quiet, [(0.0, 0.0, 1.0, 1.0)])
    assert "split" in done[0]


def test_a_painters_report_names_heads() -> None:
    elements = [
        {"name": "meadow", "box": [0, 300, 400, 400]},
        {"name": "girl", "box": [100, 100, 160, 300]},
    ]
    (box,) = to_keep_off({"elements": elements}, (400, 400)) or []
    assert box == pytest.approx((0.25, 0.25, 0.4, 0.475))
    assert to_keep_off({}, (400, 400)) is None


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    palette = from_picture(Image.linear_gradient("L").convert("RGB"))
    assert contrast(palette.dark, palette.light) > 10


@pytest.mark.parametrize(
    ("prompt", "fields"),
    [
        (
            "科技发布会海报，标题“新品发布”，竖版 A3",
            {"theme": "tech", "text": "新品发布", "orientation": "portrait", "size": "A3"},
        ),
        (
            'A retro jazz concert poster, headline "Blue Hour", date "3 May", 1920x1080, fade in',
            {
                "theme": "music", "style": "retro", "text": "Blue Hour", "date": "3 May",
                "size": "1920x1080", "effects": ["fade_in"],
            },
        ),
        ("中秋节海报，2026年9月25日，红色", {"theme": "mid-autumn", "date": "2026年9月25日",
            "palette": "vermilion"}),
        ("做一张复古风格的爵士音乐会海报，标题《蓝色夜晚》，地点“老磨坊”", {"style": "retro",
            "text": "蓝色夜晚", "small_print": "老磨坊"}),
        ("极简风格的读书会海报", {"style": "minimal", "theme": "book", "text": "读书会"}),
        ("a minimal poster for the spring book fair, landscape orientation",
            {"text": "Spring Book Fair", "style": "minimal", "orientation": "landscape"}),
    ],
)  # fmt: skip
def test_prompts_are_read(prompt: str, fields: dict[str, Any]) -> None:
    found = {name: each.value for name, each in read(prompt).fields.items()}
    assert {name: found.get(name) for name in fields} == fields


@pytest.mark.parametrize("effect", ["zoom_out", "pan", "rise", "typewriter", "wipe", "pulse"])
def test_effects_move_and_end_as_the_still(effect: str) -> None:
    sheet, _ = laid_out(plan("frame"), striped(), [])
    scene = Scene(sheet.page, [effect], 4.0)
    still = drawn(sheet.page)
    assert ImageChops.difference(scene.frame(0.9).convert("RGB"), still).getbbox()
    for time in (3.6, 4.0):
        extremes = ImageChops.difference(scene.frame(time), still).getextrema()
        assert max(high for _, high in extremes) <= 2  # type: ignore[operator]


def test_paper_has_the_letters_and_the_look_of_the_picture(muse_host: Host, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    import resvg_py

    made = muse_host.run(
        "poster", theme="tech", text="新品 Launch", size="A6", dpi=60, seed=1,
        formats=[".png", ".pdf", ".svg"],
    )[0]  # fmt: skip
    page = pypdf.PdfReader(io.BytesIO(made.files[".pdf"].data)).pages[0]
    assert "Launch" in page.extract_text().title() and "新品" in page.extract_text()
    assert float(page.mediabox.width) == pytest.approx(105 / 25.4 * 72, abs=1)
    png = Image.open(io.BytesIO(made.files[".png"].data)).convert("RGB")
    text = made.files[".svg"].data.decode()
    assert "<text" not in text  # outlines: it looks the same everywhere
    svg = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=text)))).convert("RGB")
    difference = ImageChops.difference(png, svg.resize(png.size)).convert("L")
    assert sum(difference.histogram()[60:]) < 0.01 * png.width * png.height


def test_a_film_is_as_long_as_was_asked(muse_host: Host) -> None:
    av = pytest.importorskip("av")
    ask: dict[str, Any] = {
        "theme": "sale", "width": 161, "height": 120, "effects": "fade_in,zoom_out",
        "duration": 1.0, "fps": 12, "seed": 1, "formats": [".mp4"],
    }  # fmt: skip
    one, two = (muse_host.run("poster", **ask)[0] for _ in range(2))
    assert one.data == two.data
    with av.open(io.BytesIO(one.data)) as film:
        frames = list(film.decode(video=0))
    assert (frames[0].width, frames[0].height, len(frames)) == (160, 120, 12)
    assert one.report.adjusted["width"].used == 160


def test_it_tells_what_it_would_have_painted() -> None:
    condition = PosterCondition(theme="nature", width=300, height=200)
    (order,) = Poster().orders(condition, Item(0, 7))
    assert order.medium == "image" and "lake" in order.fields["prompt"]
    assert order.fields["width"] > order.fields["height"]
    drawn = condition.model_copy(update={"art": "drawn"})
    assert not list(Poster().orders(drawn, Item(0, 7)))


def test_what_cannot_be_is_told_in_a_line(muse_host: Host) -> None:
    with pytest.raises(RequestError, match="text: a poster has a headline"):
        muse_host.run("poster", width=200, height=200)
    with pytest.raises(RequestError, match="no font here has a letter of 'שלום'"):
        muse_host.run("poster", theme="art", text="שלום", width=200, height=200)
    with pytest.raises(RequestError, match="expected text of at most 200 characters"):
        muse_host.run("poster", text="word " * 200)
    with pytest.raises(RequestError, match="effects: zoom_in and zoom_out"):
        muse_host.run(
            "poster", theme="tech", effects=["zoom_in", "zoom_out"], width=100, height=100
        )
    with pytest.raises(RequestError, match="characters don't fit"):
        muse_host.run("poster", theme="art", text="word " * 40, width=64, height=64)
    still = muse_host.run("poster", theme="art", effects=["pan"], width=100, height=140)[0]
    assert "still" in still.report.ignored["effects"]


def test_typst_reads_any_text_as_data() -> None:
    assert texts.quoted('a "b" \\ #c\nd\x01\x7f') == '"a \\"b\\" \\\\ #c\\nd"'

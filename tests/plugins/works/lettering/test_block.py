"""Text is set as a typesetter would: in its box, in its order, with all its letters."""

import pytest

pytest.importorskip("fontpkg_archivo")
pytest.importorskip("manimgx_fonts_cjk")
pytest.importorskip("fontTools")

from PIL import Image

from muse import NotReady
from muse_works.lettering import fonts
from muse_works.lettering.block import Block, draw, outline, plate, set_text
from muse_works.lettering.wrapping import NO_END, NO_START

ENGLISH = (
    "The quiet fox looked up at the stars, and the stars looked down at the fox. “Good night,” "
    "said the smallest star; and a wind came over the hill."
)
CHINESE = (
    "小狐狸抬起头，望着满天的星星。“晚安！”最小的星星轻轻地说：《星星之歌》开始了……风从山那边吹来"
    "（很轻很轻），2026年带着Muse的味道，共12页。"
)


def drawn(block: Block) -> tuple[int, int, int, int]:
    """Return the box of what is drawn 100 px from the corner of an empty picture."""
    canvas = Image.new("L", (round(block.width) + 200, round(block.height) + 200), 0)
    draw(canvas, block, (100, 100), 255)  # type: ignore[arg-type]
    box = canvas.point([255 * (value > 40) for value in range(256)]).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("kind", fonts.KINDS)
def test_every_kind_has_latin_and_chinese(kind: str) -> None:
    assert fonts.missing("Zürich – 新品发布，“2026”…", kind) == ""
    parts = dict(fonts.runs("Muse新品", kind))
    assert all(face.has(char) for part, face in parts.items() for char in part)


@pytest.mark.parametrize("width", [230, 310, 444])
@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_lines_keep_the_width_and_the_words(text: str, width: int) -> None:
    block = set_text(text, "serif", width=width, size=26)
    assert "".join(block.text.split()) == "".join(text.split())
    assert all(line.length <= width + 1 for line in block.lines)
    assert all(line.text[0] not in NO_START for line in block.lines)
    assert all(line.text[-1] not in NO_END for line in block.lines)
    assert block.lines[-1].length > width / 4  # nothing stands alone under the paragraph


def test_the_ink_is_where_it_was_measured() -> None:
    for vertical in (False, True):
        block = set_text("Agjf 新品，发布", "sans", size=60, vertical=vertical)
        left, top, right, bottom = drawn(block)
        assert block.ink == pytest.approx((left - 100, top - 100, right - 100, bottom - 100), abs=3)


def test_a_fitted_text_fills_its_box_and_no_more() -> None:
    block = set_text("New Product Launch", "sans", fit=(400, 200), weight=900)
    assert not block.overflow
    assert block.ink[2] <= 401 and block.ink[3] <= 201
    larger = set_text("New Product Launch", "sans", width=400, size=block.size * 1.1, weight=900)
    assert larger.height > 200 or larger.width > 400
    assert set_text("far too long for it", fit=(20, 10), smallest=9).overflow


def test_a_title_has_lines_of_one_length() -> None:
    block = set_text("A very long headline that needs several lines", size=36, width=420)
    lengths = [line.length for line in block.lines]
    assert max(lengths) < 1.6 * min(lengths)


def test_justified_lines_end_at_the_edge() -> None:
    block = set_text(ENGLISH, "serif", width=400, size=24, align="justified")
    for line in block.lines[:-1]:
        assert max(run.box()[2] for run in line.runs) == pytest.approx(400, abs=3)
    centred = set_text("middle", size=20, width=300, align="centre").ink
    assert centred[0] == pytest.approx(300 - centred[2], abs=2)
    assert set_text("right", size=20, width=300, align="right").ink[2] == pytest.approx(300, abs=2)


def test_columns_go_from_right_to_left_with_turned_signs() -> None:
    block = set_text(CHINESE, "serif", height=400, size=28, vertical=True)
    middles = [line.baseline for line in block.lines]
    assert middles == sorted(middles, reverse=True)
    assert all(line.length <= 401 for line in block.lines)
    word = next(run for run in block.runs if "Muse" in run.text)
    assert word.turned
    comma = next(run for run in block.runs if run.text == "，")
    assert comma.upright
    left, top, _, _ = comma.box()
    assert left > comma.x + comma.size / 3 and top < comma.y - comma.size / 2  # at the upper right


def test_characters_without_a_font_are_told_and_left_out() -> None:
    block = set_text("hi \U0001f600 there", size=20)
    assert block.missing == "\U0001f600"
    assert block.text.split() == ["hi", "there"]


def test_outline_and_plate_are_around_the_letters() -> None:
    block = set_text("Edge", "comic", size=50)
    picture = Image.new("RGB", (300, 200), "white")
    box = plate(picture, block, (60, 60), "blue", pad=20)
    assert picture.getpixel((round(box[0]) + 3, round(box[1]) + 3)) == (0, 0, 255)
    assert picture.getpixel((round(box[0]) - 3, round(box[1]) - 3)) == (255, 255, 255)
    outline(picture, block, (60, 60), "red", 4)
    left = round(60 + block.ink[0])
    reds = [x for x in range(left - 8, left + 2) if picture.getpixel((x, 95)) == (255, 0, 0)]
    assert reds


def test_missing_fonts_are_told_with_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    with pytest.raises(NotReady, match="fontpkg_archivo") as told:
        fonts.ready()
    assert "muse-host[lettering]" in str(told.value.hint)

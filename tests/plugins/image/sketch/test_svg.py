"""SVG: well-formed and without script, with its recipe inside; asked of a style that has none."""

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import muse
from muse_image import formats, vector
from muse_image.sketch.condition import VECTORIAL
from muse_image.sketch.paint.svg import Drawing, drawn, framed
from muse_image.sketch.styles import style
from plugins.image.sketching import studio

SPACE = "{http://www.w3.org/2000/svg}"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
EVIL = 'a village <script>alert(1)</script> ]]> "onload=x" & \x07 \ud7ff \ufffe'


def _drawing() -> Drawing:
    made = Drawing(40, 30, (250, 240, 230))
    made.fill("hill", np.array([(0, 30), (20, 10.123), (40, 30)]), np.array([0.2, 0.5, 0.1]))
    made.line("path", np.array([(3, 3), (30.5, 20), (35, 28)]), 1.5, np.array([0, 0, 0]))
    made.line("path", np.array([(9, 9), (12, 9), (10, 12)]), 1.5, np.array([0, 0, 0]), True)
    return made


SVG = _drawing().text("hill", "hill, path").encode()
FORMAT = next(fmt for fmt in formats.muse_formats() if fmt.suffix == ".svg")


@given(text=TEXT)
@settings(max_examples=80, deadline=None)
def test_a_text_is_carried_and_the_bytes_come_back(text: str) -> None:
    carried = FORMAT.embed(SVG, text)
    ElementTree.fromstring(carried)
    assert FORMAT.extract(carried) == (SVG, text)
    twice = FORMAT.embed(carried, "second")
    assert FORMAT.extract(twice) == (carried, "second")


@given(data=st.binary(max_size=120), at=st.integers(0, 100_000), byte=st.integers(0, 255))
@settings(max_examples=80, deadline=None)
def test_damage_never_raises(data: bytes, at: int, byte: int) -> None:
    assert FORMAT.extract(data) is None
    carried = bytearray(FORMAT.embed(SVG, "recipe \x00"))
    carried[at % len(carried)] = byte
    found = FORMAT.extract(bytes(carried))
    assert found is None or isinstance(found[1], str)


def test_what_carries_nothing_gives_none() -> None:
    assert FORMAT.extract(SVG) is None
    carried = FORMAT.embed(SVG, "hello" * 20)
    assert all(FORMAT.extract(carried[:end]) is None for end in range(0, len(carried), 7))
    with pytest.raises(ValueError, match="not a complete SVG"):
        FORMAT.embed(b"\x89PNG", "hello")
    other = SVG.replace(b"</svg>", b"<metadata>mine</metadata></svg>")
    assert FORMAT.extract(other) is None


def test_a_drawing_is_read_back_as_it_was() -> None:
    made, again = _drawing(), drawn(SVG.decode())
    assert [s.name for s in again.shapes] == ["hill", "path", "path"]
    assert [s.closed for s in again.shapes] == [True, False, True]
    for one, other in zip(made.shapes, again.shapes, strict=True):
        assert one.ink == other.ink
        assert one.width == other.width
        np.testing.assert_allclose(one.points, other.points, atol=0.006)
    np.testing.assert_allclose(made.pixels(), again.pixels(), atol=0.3)
    with pytest.raises(ValueError, match="not a drawing of Muse"):
        drawn("<html/>")


@pytest.mark.parametrize("name", VECTORIAL)
def test_no_prompt_brings_script_into_an_svg(name: str) -> None:
    made = studio("a village at night", 3, width=256, height=192, style=name)
    text = framed(made.vector(), 900, 675, EVIL)
    root = ElementTree.fromstring(text)
    tags = {element.tag.removeprefix(SPACE) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "g", "path"}
    known = {"width", "height", "viewBox", "version", "id", "class", "fill", "d", "stroke",
             "stroke-width", "stroke-linecap", "stroke-linejoin"}  # fmt: skip
    assert {key for element in root.iter() for key in element.attrib} <= known
    assert "<script>alert(1)</script>" in root.findtext(f"{SPACE}title")
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == (
        "900", "675", "0 0 256 192",
    )  # fmt: skip
    ids = [group.get("id") for group in root.iter(f"{SPACE}g")]
    assert len(ids) == len(set(ids))
    assert any("village" in group.get("class") for group in root.iter(f"{SPACE}g"))


@pytest.mark.parametrize("name", VECTORIAL)
def test_svgs_stay_small(name: str) -> None:
    made = studio("meadow of flowers in a forest", 3, width=1024, height=768, style=name)
    assert len(made.vector()) < 3_000_000


def test_both_files_of_one_run_show_one_picture(tmp_path: Path) -> None:
    result = muse.run("image.sketch", prompt="a lake and mountains", seed=3, width=256, height=192,
                      formats=[".png", ".svg"])  # fmt: skip
    artifact = result[0]
    assert set(artifact.files) == {".png", ".svg"}
    assert artifact.report.chosen["style"] == "line-art"
    assert artifact.recipe["condition"]["style"] == "line-art"
    carried = artifact.files[".svg"].data
    plain, text = vector.take_svg(carried)
    assert '"generator":"image.sketch"' in text
    assert artifact.files[".svg"].beside is None
    target = artifact.save(tmp_path / "lake.svg")
    assert target.read_bytes() == carried
    assert b"<metadata" not in plain
    assert vector.thumbnail(plain)[8:12] == b"WEBP"


def test_a_style_that_was_asked_for_is_kept_or_refused() -> None:
    made = muse.run("image.sketch", prompt="a lake in stained glass", seed=3, width=256,
                    height=192, formats=[".svg"])  # fmt: skip
    assert made[0].recipe["condition"]["style"] == "stained-glass"
    assert list(made[0].files) == [".svg"]
    for fields in ({"prompt": "a lake", "style": "oil"}, {"prompt": "a lake, oil painting"}):
        with pytest.raises(muse.RequestError, match=r"'oil'.*low-poly") as refused:
            muse.run("image.sketch", seed=3, width=128, height=96, formats=[".svg"], **fields)
        assert refused.value.exit_code == 2


def test_the_styles_said_to_be_vectorial_are_those_that_are() -> None:
    from typing import get_args

    from muse_image.sketch.condition import Style

    assert {n for n in get_args(Style) if hasattr(style(n), "vector")} == set(VECTORIAL)


def test_all_formats_are_those_in_which_everything_can_be_painted(host) -> None:
    made = host.run("image.sketch", width=64, height=64, seed=1, all_formats=True)
    assert set(made[0].files) == {".png", ".jpg", ".webp", ".gif"}

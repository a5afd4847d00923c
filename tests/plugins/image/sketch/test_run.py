"""image.sketch through the host: bytes, seeds, sizes, the report."""

import io
from typing import get_args

import pytest
from PIL import Image

from muse import Host
from muse_image.sketch.condition import Style

STYLES = get_args(Style)
SMALL = {"width": 160, "height": 120}


def _run(host: Host, **fields: object) -> bytes:
    return host.run("image.sketch", no_embed=True, **{**SMALL, **fields}).data


@pytest.mark.parametrize("style", STYLES)
def test_same_seed_same_bytes_other_seed_other_bytes(host: Host, style: str) -> None:
    prompt = "a lake and mountains"
    first = _run(host, prompt=prompt, style=style, seed=5)
    assert first == _run(host, prompt=prompt, style=style, seed=5)
    assert first != _run(host, prompt=prompt, style=style, seed=6)


def test_styles_differ(host: Host) -> None:
    assert len({_run(host, prompt="a lake", style=style, seed=5) for style in STYLES}) == len(
        STYLES
    )


def test_an_item_alone_is_the_item_of_the_batch(host: Host) -> None:
    batch = host.run("image.sketch", no_embed=True, prompt="a forest", seed=9, count=3, **SMALL)
    for index, artifact in enumerate(batch):
        assert artifact.data == _run(host, prompt="a forest", seed=9 + index)


@pytest.mark.parametrize(
    ("width", "height"), [(64, 64), (1200, 400), (64, 512), (333, 97), (8192, 64), (512, 512)]
)
def test_every_size_and_shape(host: Host, width: int, height: int) -> None:
    result = host.run(
        "image.sketch", prompt="a lake, mountains, a boat, a castle, a path and flowers",
        seed=3, width=width, height=height,
    )  # fmt: skip
    with Image.open(io.BytesIO(result.data)) as picture:
        assert picture.size == (width, height)
    measured = result.report.measured
    assert (measured["width"], measured["height"]) == (width, height)
    for element in measured["elements"]:
        left, top, right, bottom = element["box"]
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


def test_the_chinese_sentence_is_read(host: Host) -> None:
    report = host.run("image", prompt="一幅充满梦幻色彩的森林夜景油画", seed=1, **SMALL).report
    assert {name: found.value for name, found in report.read.items()} == {
        "style": "oil",
        "time": "night",
        "mood": "dreamy",
    }
    assert report.not_understood == ()
    assert "forest" in [element["name"] for element in report.measured["elements"]]
    assert not report.notes


def test_the_lake_and_the_mountains_are_there(host: Host) -> None:
    prompt = "A beautiful landscape with a lake and mountains"
    report = host.run("image", prompt=prompt, seed=1, **SMALL).report
    assert report.not_understood == ()
    assert {"lake", "mountains"} <= {element["name"] for element in report.measured["elements"]}
    assert set(report.chosen) == {"time", "season", "weather"}


def test_set_fields_win_over_words(host: Host) -> None:
    night = _run(host, prompt="a lake at night", seed=4)
    day = host.run("image.sketch", prompt="a lake at night", time="day", seed=4, **SMALL)
    assert day.report.read.keys() == set()
    assert day.data != night


def test_unknown_words_are_reported(host: Host) -> None:
    report = host.run("image", prompt="a lake with a spectrometer", seed=1, **SMALL).report
    assert report.not_understood == ("spectrometer",)


@pytest.mark.parametrize(
    "prompt", ["", "jazz at midnight", "孤独", "🧬🧬", "\x00\x07", "blockchain"]
)
def test_what_is_no_scene_is_an_abstract_composition(host: Host, prompt: str) -> None:
    result = host.run("image", prompt=prompt, seed=2, **SMALL)
    assert any("abstract composition" in note for note in result.report.notes)
    with Image.open(io.BytesIO(result.data)) as picture:
        low, high = picture.convert("L").getextrema()
    assert high - low > 20


def test_a_prompt_of_100_kb_is_read_quickly(host: Host) -> None:
    result = host.run("image", prompt="a lake and mountains 湖 zzz " * 4000, seed=2, **SMALL)
    assert {"lake", "mountains"} <= {e["name"] for e in result.report.measured["elements"]}


def test_the_measured_brightness_is_that_of_the_file(host: Host) -> None:
    result = host.run("image", prompt="a meadow", seed=2, **SMALL)
    with Image.open(io.BytesIO(result.data)) as picture:
        grey = picture.convert("L")
        mean = sum(grey.tobytes()) / len(grey.tobytes()) / 255
    assert result.report.measured["brightness"] == pytest.approx(mean, abs=0.02)

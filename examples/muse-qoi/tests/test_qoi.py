"""Pictures come back from QOI pixel by pixel, as Pillow reads them."""

import io
from pathlib import Path

import pytest
from muse_qoi import picture, qoi
from PIL import Image

from muse import Host


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "drawn",
    [
        Image.new("RGBA", (70, 3), (10, 20, 30, 255)),
        Image.effect_noise((40, 30), 60).convert("RGBA"),
        Image.merge("RGBA", [Image.radial_gradient("L").resize((50, 40))] * 4),
        Image.linear_gradient("L").resize((33, 17)).convert("RGBA"),
    ],
)
def test_pixels_come_back(drawn: Image.Image) -> None:
    data = qoi(png(drawn))
    assert Image.open(io.BytesIO(data)).convert("RGBA").tobytes() == drawn.tobytes()
    kind, shown = picture(data, "")
    assert kind == "image/png"
    assert Image.open(io.BytesIO(shown)).convert("RGBA").tobytes() == drawn.tobytes()


def test_every_picture_can_be_written_as_qoi(muse_host: Host, tmp_path: Path) -> None:
    target = tmp_path / "lake.qoi"
    small = {"prompt": "a lake", "width": 96, "height": 64, "detail": "draft", "seed": 1}
    made = muse_host.run("image", output=[target, tmp_path / "lake.png"], **small)
    pictures = [Image.open(path).convert("RGB").tobytes() for path in made.paths]
    assert pictures[0] == pictures[1]
    assert target.with_name("lake.qoi.muse.json").exists(), "the recipe is beside it"

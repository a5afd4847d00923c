"""Size and finish: drafts and fine work, any shape, large pictures in little memory."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from muse_image.sketch.picture.finish import STRIP, finished
from plugins.image.sketching import bright, paint, studio


def _busy(pixels: np.ndarray) -> float:
    """Return how much neighbouring pixels differ."""
    return float(np.abs(np.diff(bright(pixels), axis=1)).mean())


@pytest.mark.parametrize("style", ["oil", "gouache", "watercolour"])
def test_detail_paints_smaller_or_larger_and_gives_the_same_scene(style: str) -> None:
    size = {"width": 320, "height": 240, "style": style, "time": "day", "weather": "clear"}
    normal, draft, fine = (
        studio("a lake and mountains", 4, detail=detail, **size)
        for detail in ("normal", "draft", "fine")
    )
    assert draft.canvas.width < normal.canvas.width == 320 < fine.canvas.width
    assert any("draft" in note for note in draft.notes)
    assert any("reduced to the requested size" in note for note in fine.notes)
    assert not any("Painted at" in note for note in normal.notes)
    seen = [bright(np.asarray(m.finished, np.float32) / 255) for m in (normal, draft, fine)]
    assert all(each.shape == (240, 320) for each in seen)
    small = [np.asarray(Image.fromarray(each).resize((40, 30)))[:12] for each in seen]
    for other in small[1:]:
        assert np.corrcoef(small[0].ravel(), other.ravel())[0, 1] > 0.5


def test_large_pictures_are_enlarged_without_blur_and_seams() -> None:
    """An enlarged picture has the grain of its ground, and no line where its strips meet."""
    picture = Image.fromarray((paint("a lake", 3, style="watercolour") * 255).astype("uint8"))
    size = (picture.width * 4, picture.height * 4)
    rng = np.random.Generator(np.random.PCG64(1))
    made = np.asarray(finished(picture, size, "watercolour", "normal", rng), np.float32) / 255
    plain = np.asarray(picture.resize(size, Image.Resampling.LANCZOS), np.float32) / 255
    assert made.shape == plain.shape
    assert _busy(made) > 1.5 * _busy(plain)
    assert np.abs(made.mean((0, 1)) - plain.mean((0, 1))).max() < 0.02
    steps = np.abs(np.diff(bright(made), axis=0)).mean(1)
    assert steps[STRIP - 1] < 1.6 * np.median(steps[STRIP - 40 : STRIP + 40])


@pytest.mark.parametrize(("width", "height"), [(64, 64), (64, 200), (600, 200), (200, 600)])
def test_any_shape_is_composed(width: int, height: int) -> None:
    """Mountains stand across the whole of a banner and of an upright, over the lake."""
    made = studio("a lake and mountains", 6, width=width, height=height, style="gouache")
    assert made.finished.size == (width, height)
    found = {e["name"]: e["box"] for e in made.measure()["elements"]}
    left, top, right, bottom = found["mountains"]
    assert right - left > 0.6 * width
    assert 0 < top < bottom <= found["lake"][1] + 0.1 * height


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's peak of memory")
def test_4096_px_stay_below_a_gigabyte() -> None:
    code = (
        "from plugins.image.sketching import studio\n"
        "studio('a forest in autumn', 3, 4096, 4096, style='gouache')\n"
        "lines = open('/proc/self/status').read().splitlines()\n"
        "print(next(line.split()[1] for line in lines if line.startswith('VmHWM')))\n"
    )
    folder = Path(__file__).parents[3]
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert int(made.stdout) * 1024 < 1e9

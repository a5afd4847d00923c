"""Masks: where a picture is restyled, and what is said of one that leaves nothing."""

import io

import numpy as np
import pytest
from PIL import Image

from muse import Host, media


def png(picture: Image.Image) -> bytes:
    return media.png(picture)[0]


PHOTO = png(Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * k) for k in range(3)]))


def restyled(host: Host, mask: Image.Image):
    fields = {"init": PHOTO, "mask": png(mask), "width": 80, "height": 80, "engine": "patches"}
    (made,) = host.run("image.style", **fields, seed=1, no_embed=True)
    content = Image.open(io.BytesIO(PHOTO)).resize((80, 80), Image.Resampling.LANCZOS)
    found = np.asarray(Image.open(io.BytesIO(made.data)), np.float32)
    return np.abs(found - np.asarray(content, np.float32)).mean(2), made.report.notes


def test_only_what_is_white_is_restyled(host: Host):
    mask = Image.new("L", (40, 40), 0)
    mask.paste(255, (20, 0, 40, 40))
    changed, notes = restyled(host, mask)
    assert changed[:, :36].max() == 0 and changed[:, 44:].mean() > 3
    assert not notes


@pytest.mark.parametrize("mode", ["L", "RGBA"])
def test_a_black_or_clear_mask_leaves_the_picture_and_is_told(host: Host, mode: str):
    changed, notes = restyled(host, Image.new(mode, (40, 40)))
    assert changed.max() == 0
    assert "nothing is restyled" in " ".join(notes)


def test_a_mask_of_another_form_is_told(host: Host):
    changed, notes = restyled(host, Image.new("L", (20, 60), 255))
    assert changed.mean() > 3
    assert "another form" in " ".join(notes)

"""Animations of image.sketch: loops that close, stills that stay, formats that keep every frame."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageSequence

from muse import Host, InvalidField, RequestError
from muse_image.containers import take_gif, take_webp
from muse_image.sketch.picture.motion import moved, stirring
from plugins.image.sketching import studio

SCENES = (
    "a lake with boats under clouds, stars, dusk",
    "snow falls on a village at night",
    "rain over the sea, waves",
    "aurora over a lake, winter night",
    "fireflies in a forest at night, a campfire",
)


def _frames(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as picture:
        made = [np.asarray(f.convert("RGB"), np.float32) for f in ImageSequence.Iterator(picture)]
    return np.stack(made)


def _run(host: Host, prompt: str = SCENES[0], **fields: Any) -> Any:
    small = {"width": 128, "height": 96, "seed": 3, "animate": 6, "no_embed": True}
    return host.run("image.sketch", prompt=prompt, **{**small, **fields})


@pytest.mark.parametrize("prompt", SCENES)
def test_a_loop_moves_and_closes(host: Host, prompt: str) -> None:
    frames = _frames(_run(host, prompt).data)
    assert frames.shape == (6, 96, 128, 3)
    steps = [float(np.abs(frames[(k + 1) % 6] - frames[k]).mean()) for k in range(6)]
    assert min(steps) > 0.05
    # The step from the last frame to the first is one like the others.
    assert steps[-1] < 2.0 * float(np.median(steps)) + 0.1


def test_the_still_is_the_first_frame_and_seeds_repeat(host: Host) -> None:
    first = _run(host)
    still = _run(host, animate=0)
    assert np.array_equal(_frames(first.data)[0], _frames(still.data)[0])
    assert _run(host).data == first.data
    assert first.report.measured["animate"] == 6


@pytest.mark.parametrize("style", ["oil", "watercolour", "ink", "woodblock", "pastel"])
def test_what_stands_still_doesnt_flicker(host: Host, style: str) -> None:
    frames = _frames(_run(host, "a castle on a hill under clouds", style=style).data)
    ground = frames[:, 80:]
    assert float(np.abs(np.diff(ground, axis=0)).mean()) < 0.6
    assert float(np.abs(np.diff(frames, axis=0)).mean()) > 0.01


def test_layers_at_a_whole_turn_are_those_at_the_start() -> None:
    canvas = studio(SCENES[0], width=160, height=120).canvas
    assert moved(canvas, 0.0) is canvas
    assert moved(canvas, 1.0) is canvas
    near = moved(canvas, 1e-4)
    for layer, other in zip(canvas.layers, near.layers, strict=True):
        both = np.zeros((2, 120 + 2, 160 + 2), np.float32)
        for sheet, each in zip(both, (layer, other), strict=True):
            left, top, right, bottom = each.box
            sheet[top:bottom, left:right] = each.alpha
        assert float(np.abs(both[0] - both[1]).mean()) < 0.01
    mask = stirring(canvas)
    assert 0.1 < float(mask.mean()) < 0.95


@pytest.mark.parametrize("suffix", [".webp", ".gif"])
def test_other_formats_keep_every_frame_and_the_recipe(host: Host, suffix: str) -> None:
    made = _run(host, formats=[suffix], no_embed=False)
    with Image.open(io.BytesIO(made.data)) as picture:
        assert getattr(picture, "n_frames", 1) == 6
        assert picture.info["loop"] == 0
    frames = _frames(made.data)
    plain = _frames(_run(host).data)
    assert float(np.abs(frames - plain).mean()) < 14
    take = {".gif": take_gif, ".webp": take_webp}[suffix]
    found = take(made.data)
    assert found is not None
    assert '"animate":6' in found[1].replace(" ", "")


def test_a_gif_of_a_still_is_one_picture(host: Host) -> None:
    made = _run(host, animate=0, formats=[".gif"])
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.format == "GIF"
        assert getattr(picture, "n_frames", 1) == 1


def test_what_cant_move_is_said_in_one_line(host: Host) -> None:
    with pytest.raises(InvalidField, match="animate"):
        _run(host, animate=1)
    with pytest.raises(RequestError, match=r"animate: \.svg"):
        _run(host, formats=[".svg"], style="line-art")
    with pytest.raises(RequestError, match="animate: 120 frames"):
        _run(host, animate=120, width=4096, height=4096)
    idle = _run(host, "a mandala", style="gouache", animate=2)
    assert any("moves" in note for note in idle.report.notes)

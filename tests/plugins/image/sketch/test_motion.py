"""Animations of image.sketch: loops that close, stills that stay, formats that keep every frame."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageSequence

from muse import Host, InvalidField, RequestError
from muse_image.containers import take_gif, take_webp
from muse_image.sketch.elements.animal import paint
from muse_image.sketch.paint.atmosphere import atmosphere
from muse_image.sketch.paint.canvas import Canvas
from muse_image.sketch.paint.layer import Layer
from muse_image.sketch.picture.motion import carried, moved, stirring
from muse_image.sketch.scene.plan import Layout, placed
from muse_image.sketch.scene.scene import Scene, Thing
from plugins.image.sketching import studio

SCENES = (
    "a lake with boats under clouds, stars, dusk",
    "snow falls on a village at night",
    "rain over the sea, waves",
    "aurora over a lake, winter night",
    "fireflies in a forest at night, a campfire",
)


def drawn(kind: str, traits: dict[str, str]) -> Layer:
    """Return an animal alone on a canvas."""
    rng = np.random.Generator(np.random.PCG64(5))
    thing = Thing(kind, "animal", kind, traits=traits)
    scene = Scene((thing,), frozenset(), "day", "summer", "cloudy", "", "")
    layout = Layout(256, 256, 128.0, None, None, 256.0, (200.0, 20.0), (0.8, 0.5, 0.35), -1.0)
    canvas = Canvas(layout, scene, atmosphere("day", "cloudy", "", "", rng))
    paint(canvas, replace(placed(thing, 128.0, 170.0, 70, 0.0, 60, rng), way=1))
    return canvas.layers[0]


def differ(one: Layer, other: Layer) -> float:
    """Return how much two layers differ in colour, as a part of what they cover."""
    sheets = np.zeros((2, 300, 300, 3), np.float32)
    for sheet, layer in zip(sheets, (one, other), strict=True):
        left, top, right, bottom = layer.box
        seen = np.asarray(layer.albedo) * layer.alpha[..., None]
        sheet[top + 20 : bottom + 20, left + 20 : right + 20] = seen
    return float(np.abs(sheets[0] - sheets[1]).sum() / sheets[1].sum())


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


def test_only_the_animal_moves_and_the_still_is_its_first_frame() -> None:
    prompt = "a dog walks in a room"
    small: dict[str, Any] = {"width": 160, "height": 120, "style": "gouache"}
    made = studio(prompt, animate=4, **small)
    frames = np.stack([np.asarray(frame, np.float32) for frame in made.frames])
    assert np.array_equal(frames[0], np.asarray(studio(prompt, **small).finished, np.float32))
    change = np.abs(frames - frames[0]).max((0, 3)) > 24
    (place,) = (p for p in made.canvas.layout.places if p.element == "animal")
    assert place.traits["pose"] == "walk"
    rows, columns = np.nonzero(change)
    # Its legs move, at its feet and right up to its trunk; nothing does away from it.
    legs = change[int(place.y - 0.4 * place.size) : int(place.y)]
    assert legs.sum() > 0.02 * place.size**2
    assert rows.min() > place.y - 1.2 * place.size and rows.max() < place.y + 0.1 * place.size
    assert np.abs(columns - place.x).max() < 1.3 * place.size


@pytest.mark.parametrize(
    ("kind", "pose"),
    [("cat", "run"), ("horse", "walk"), ("songbird", "fly"), ("koi", ""), ("jellyfish", ""),
     ("dragon", "fly"), ("elephant", "walk"), ("dog", "sit")],
)  # fmt: skip
def test_a_cycle_of_an_animal_closes_and_its_marks_stay(kind: str, pose: str) -> None:
    traits = {"pose": pose} if pose else {}
    still = drawn(kind, traits)
    for phase in ("0.000000", "1.000000"):
        again = drawn(kind, {**traits, "phase": phase})
        assert again.alpha.tobytes() == still.alpha.tobytes()
        assert np.asarray(again.albedo).tobytes() == np.asarray(still.albedo).tobytes()
    near = drawn(kind, {**traits, "phase": "0.001000"})
    far = drawn(kind, {**traits, "phase": "0.300000"})
    assert far.alpha.tobytes() == drawn(kind, {**traits, "phase": "0.300000"}).alpha.tobytes()
    # A thousandth of a turn moves nothing that is strewn at random, a third of one moves a lot.
    assert differ(near, still) < 0.012
    assert differ(far, still) > 3 * differ(near, still)


def test_who_is_in_a_boat_goes_up_and_down_with_it() -> None:
    canvas = studio("a man in a boat on a lake", width=160, height=120).canvas
    boat, man = (
        next(p for p in canvas.layout.places if p.element == element)
        for element in ("vehicle", "person")
    )
    number = canvas.layout.places.index(boat)
    hull = next(n for n, layer in enumerate(canvas.layers) if layer.owner == number)
    there = moved(canvas, 0.3).layers[hull].y - canvas.layers[hull].y
    assert there == pytest.approx(carried(canvas, man, 0.3), abs=1)
    assert carried(canvas, man, 0.3) != 0
    assert carried(canvas, boat, 0.3) == 0


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

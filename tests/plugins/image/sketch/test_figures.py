"""Figures and animals that a prompt names: read in both languages, painted, unlike each other."""

import numpy as np
import pytest

from muse_image.sketch.abstract import FIGURES
from muse_image.sketch.words import concepts, phrases, understand
from plugins.image.sketching import bright, paint, studio

SAID = {
    "mandala": "曼陀罗",
    "pattern": "图案",
    "current": "流场",
    "galaxy": "星系",
    "planet": "行星",
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_read_in_both_languages_and_painted(name: str) -> None:
    english = phrases()["rhythm"][name][0]
    assert understand(f"a {english}").rhythm == understand(SAID[name]).rhythm == name
    made = studio(f"a {english}", seed=2)
    assert made.canvas.scene.abstract
    assert any(FIGURES[name] in note for note in made.notes)
    assert np.asarray(made.finished).std() > 12
    again = studio(f"a {english}", seed=2)
    assert made.finished.tobytes() == again.finished.tobytes()
    assert made.finished.tobytes() != studio(f"a {english}", seed=3).finished.tobytes()


def test_space_is_dark_and_a_mandala_is_round() -> None:
    for prompt in ("galaxy", "a planet"):
        pixels = bright(paint(prompt, 4, style="gouache"))
        assert np.median(pixels) < 0.25
        assert pixels.max() > 0.6
    made = paint("mandala", 4, width=200, height=200, style="gouache")
    turned = np.rot90(made, 2)
    apart = np.abs(made - turned)[20:-20, 20:-20].mean()
    assert apart < 0.6 * np.abs(made - np.roll(made, 37, axis=1))[20:-20, 20:-20].mean()


def test_a_galaxy_over_a_scene_is_the_milky_way() -> None:
    made = studio("a galaxy over a lake, night", seed=1)
    assert made.canvas.scene.has("lake")
    assert any(thing.name == "milky_way" for thing in made.canvas.scene.things)
    alone = studio("a mandala and a lake", seed=1)
    assert any("painted only alone" in note for note in alone.notes)


@pytest.mark.parametrize("kind", ["horse", "wolf", "crane", "turtle"])
def test_a_beast_is_read_painted_and_stands_on_the_ground(kind: str) -> None:
    assert kind in concepts()
    english, chinese = phrases()["thing"][kind][0], None
    for word in phrases()["thing"][kind]:
        chinese = chinese or (word if "\u4e00" <= word[0] <= "\u9fff" else None)
    for prompt in (f"a {english} in a meadow", f"草地上有{chinese}"):
        assert kind in [m.concept.name for m in understand(prompt).mentions]
    made = studio(f"a {english} in a meadow", seed=3, style="gouache")
    layers = [layer for layer in made.canvas.layers if layer.name == kind]
    assert layers
    left, top, right, bottom = layers[0].box
    assert made.canvas.layout.horizon < bottom <= 192 + 2
    assert 8 < bottom - top < 192 * 0.8
    assert right > left
    bare = studio("a meadow", seed=3, style="gouache")
    assert made.finished.tobytes() != bare.finished.tobytes()

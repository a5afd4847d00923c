"""The painter's page: the concept, the element and the style it shows are ones that work."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from muse_image.sketch import words
from muse_image.sketch.catalogue import element
from muse_image.sketch.styles import style
from plugins.image.sketching import studio

PAGE = Path(__file__).parents[4] / "docs" / "painter.md"
CACHED = (
    words.concepts,
    words.phrases,
    words.vocabulary,
    words.cutter,
    words.shared,
    words.spelt,
    words.understand,
    element,
)


def _block(language: str, number: int = 0) -> str:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)[number]


def _place(name: str, source: str) -> None:
    """Make a module of the page's text, as if its file lay in its package."""
    made = ModuleType(name)
    made.__package__ = name.rpartition(".")[0]
    sys.modules[name] = made
    exec(compile(source, name, "exec"), made.__dict__)


def _forget() -> None:
    for function in CACHED:
        getattr(function, "cache_clear", lambda: None)()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page's concept, element and style, in their places."""
    known = dict(words.entries()) | tomllib.loads(_block("toml"))
    monkeypatch.setattr(words, "entries", lambda: known)
    names = ["muse_image.sketch.elements.menhir", "muse_image.sketch.styles.paper"]
    for number, name in enumerate(names):
        _place(name, _block("python", number))
    _forget()
    yield
    for name in names:
        sys.modules.pop(name)
    monkeypatch.undo()
    _forget()


def test_the_page_adds_a_concept_and_its_element(shown: None) -> None:
    made = studio("three menhirs on a hill, 巨石", width=320, height=240)
    found = [thing["name"] for thing in made.measure()["elements"]]
    assert found.count("menhir") == 3
    assert np.asarray(made.finished).std() > 8


def test_the_page_adds_a_style(shown: None) -> None:
    canvas = studio("a lake and a red house", width=320, height=240).canvas
    cut = style("paper").paint(canvas, np.random.default_rng(1))
    assert cut.shape == (240, 320, 3)
    assert 0.02 < cut.std() < 0.5
    shades = Image.fromarray((cut * 255).astype(np.uint8)).quantize(64).getcolors()
    assert shades is not None
    assert max(count for count, _ in shades) > 320 * 240 / 40

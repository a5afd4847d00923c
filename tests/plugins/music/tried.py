"""The styles that every run of the tests tries; `pytest -m slow` tries the others too."""

from typing import Any

import pytest

from muse_music.midi import style

TRIED = ("chinese", "classical", "electronic", "jazz", "pop", "waltz")
"""Five tones, no drums, patterns, swing, a backbeat, another meter."""


def styles(*more: Any) -> list[Any]:
    """Return the names of all styles as parameters (and more); those not always tried are slow."""
    return [
        pytest.param(name, *more, marks=() if name in TRIED else pytest.mark.slow)
        for name in style.names()
    ]

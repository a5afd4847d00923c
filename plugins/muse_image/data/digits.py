"""scikit-learn's digits: 1,797 of 8 x 8 px with 17 grey levels, ink bright on black."""

from collections.abc import Generator
from typing import Any

from muse import NotReady

from .collect import Collection
from .dataset import Pictures

_WORDS = (
    *(("zero", "零"), ("one", "一"), ("two", "二"), ("three", "三"), ("four", "四")),
    *(("five", "五"), ("six", "六"), ("seven", "七"), ("eight", "八"), ("nine", "九")),
)


def read(into: Collection) -> Generator[Any, None, Pictures]:
    """Add all digits; 8 px keeps their values (0..16 become 0..255, rounded)."""
    import numpy as np
    from PIL import Image

    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise NotReady(
            "data: digits requires scikit-learn", hint='pip install "muse-host[train]"'
        ) from None
    found = load_digits()
    grey = (found.images * (255 / 16)).round().astype(np.uint8)
    into.make_room(len(grey))
    for place, progress in into.told(len(grey)):
        if progress:
            yield progress
        digit = int(found.target[place])
        pixels = into.resized(Image.fromarray(grey[place]))
        into.add(pixels, (str(digit), *_WORDS[digit]), str(place), str(digit))
    return into.finished()

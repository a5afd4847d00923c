"""Putting a set of pictures together, one after the other."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from muse import Progress, RequestError

from .dataset import MOST_BYTES, Pictures
from .decode import Fit, Skip, decoded

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

_EVERY = 50
"""After how many pictures progress is told."""


class Collection:
    """Pictures of one size on their way to become `Pictures`; `make_room` before the first."""

    def __init__(
        self, source: str, size: int, channels: int, fit: Fit, check: Callable[[], None]
    ) -> None:
        self.source, self.size, self.channels, self.fit = source, size, channels, fit
        self.check = check
        self.skipped: Counter[str] = Counter()
        self._classes: list[str] = []
        self._captions: list[tuple[str, ...]] = []
        self._weights: list[float] = []
        self._groups: list[str] = []

    def make_room(self, count: int) -> None:
        """Take the memory for `count` pictures; RequestError when that is too much."""
        import numpy as np

        if count == 0:
            raise RequestError(
                f"data: there are no pictures in {self.source}",
                hint="give a folder of pictures, digits, emoji, or hub:owner/name",
            )
        shape = (count, self.channels, self.size, self.size)
        if (needed := count * self.channels * self.size**2) > MOST_BYTES:
            raise RequestError(
                f"data: {count} pictures of {self.size} px need {needed / 2**30:.1f} GiB",
                hint=f"at most {MOST_BYTES / 2**30:.0f} GiB: use a smaller size or fewer pictures",
            )
        self._pixels = np.empty(shape, np.uint8)

    def told(self, count: int, note: str = "reading pictures") -> Iterator[tuple[int, Any]]:
        """Yield (place, Progress or None) for each of `count` pictures; Cancelled when it is."""
        for place in range(count):
            self.check()
            yield place, Progress(place, count, note) if place % _EVERY == 0 else None

    def open(self, opened: Any, caption: Sequence[str], group: str, name: str = "") -> None:
        """Add a picture from a path or a file of bytes; one that is no good is counted."""
        try:
            pixels = decoded(opened, self.size, self.channels, self.fit)
        except Skip as why:
            self.skipped[str(why)] += 1
            return
        self.add(pixels, caption, group, name)

    def add(
        self,
        pixels: "np.ndarray",
        captions: Sequence[str],
        group: str,
        name: str = "",
        weight: float = 1.0,
    ) -> None:
        """Add pixels (channels, size, size) of a class by its name."""
        self._pixels[len(self._groups)] = pixels
        self._classes.append(name)
        self._captions.append(tuple(dict.fromkeys(each for each in captions if each)) or ("",))
        self._groups.append(group)
        self._weights.append(weight)

    def resized(self, picture: "Image") -> "np.ndarray":
        """Return the pixels of a Pillow picture that is upright and opaque."""
        from .decode import fitted

        return fitted(picture, self.size, self.channels, self.fit)

    def finished(self, classes: Sequence[str] | None = None) -> Pictures:
        """Return the set; `classes` gives their order, else it is that of their names.

        Names that are numbers are in the order of numbers. RequestError when nothing is left.
        """
        import numpy as np

        count = len(self._groups)
        if count == 0:
            why = ", ".join(f"{number} {reason}" for reason, number in sorted(self.skipped.items()))
            raise RequestError(
                f"data: no picture of {self.source} can be used ({why})", hint="check the files"
            )
        found = set(self._classes)
        if classes is None:
            numbers = all(name.isdecimal() and name.isascii() for name in found)
            classes = sorted(found, key=(lambda name: (int(name), name)) if numbers else None)
        place = {name: number for number, name in enumerate(classes)}
        weights = np.asarray(self._weights, np.float64)
        return Pictures(
            self._pixels[:count],
            np.asarray([place[name] for name in self._classes], np.int64),
            tuple(classes),
            tuple(self._captions),
            weights / weights.sum(),
            tuple(self._groups),
            MappingProxyType(dict(sorted((+self.skipped).items()))),
            self.source,
        )

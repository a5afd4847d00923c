"""Putting a set of pictures together, one after the other."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
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

_NAMED = 5
"""How many of the files that are left out for one reason are named."""


class Collection:
    """Pictures of one size on their way to become `Pictures`; `make_room` before the first."""

    def __init__(
        self, source: str, size: int, channels: int, fit: Fit, check: Callable[[], None]
    ) -> None:
        self.source, self.size, self.channels, self.fit = source, size, channels, fit
        self.check = check
        self.skipped: Counter[str] = Counter()
        self.left_out: dict[str, list[str]] = {}
        self._classes: list[str] = []
        self._captions: list[tuple[str, ...]] = []
        self._weights: list[float] = []
        self._groups: list[str] = []

    def make_room(self, count: int) -> None:
        """Take the memory for `count` pictures; RequestError when that is too much."""
        import numpy as np

        if count == 0 and self.left_out:
            raise RequestError(
                f"data: there are no pictures in {self.source} that can be read ({self._counts()})",
                hint=f"save {self._names()} as JPEG or PNG, and give their folder",
            )
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

    def skip(self, why: str, name: str = "") -> None:
        """Count a file that is left out, and remember the first names."""
        self.skipped[why] += 1
        names = self.left_out.setdefault(why, [])
        if name and len(names) < _NAMED:
            names.append(name)

    def _counts(self) -> str:
        return ", ".join(f"{count} {why}" for why, count in sorted(self.skipped.items()))

    def _names(self) -> str:
        names = [name for each in self.left_out.values() for name in each]
        return ", ".join(names[:_NAMED]) + (", ..." if len(names) > _NAMED else "")

    def open(self, opened: Any, caption: Sequence[str], group: str, name: str = "") -> None:
        """Add a picture from a path or a file of bytes; one that is no good is counted."""
        try:
            pixels = decoded(opened, self.size, self.channels, self.fit)
        except Skip as why:
            self.skip(str(why), group)
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
            raise RequestError(
                f"data: no picture of {self.source} can be used ({self._counts()})",
                hint=f"check {self._names() or 'the files'}",
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
            MappingProxyType({why: tuple(names) for why, names in self.left_out.items()}),
        )


def left_out(counts: Mapping[str, int], names: Mapping[str, Sequence[str]]) -> str:
    """Return why files were left out, how many, and the first of their names."""
    told = []
    for why, count in sorted(counts.items()):
        if count > 0:
            some = list(names.get(why, ()))
            more = ["..."] if some and count > len(some) else []
            told.append(f"{count} {why}" + (f" ({', '.join([*some, *more])})" if some else ""))
    return ", ".join(told)

"""A set of pictures in memory, with classes, words and weights."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MOST_BYTES = 8 * 2**30
"""The most bytes that the pixels of a set may take."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """Pictures of one size, and what is known of them; entry i of each field is picture i.

    pixels    uint8 (n, channels, size, size), 0..255
    labels    int64 (n,), places in `classes`
    classes   names; one empty name where there are none
    captions  one or more texts a picture ("" where there is nothing to say); a trainer draws one
    weights   float64 (n,), how often each is drawn; they sum to 1
    groups    what stays together when some are held out
    skipped   why pictures were left out -> how many
    source    where they come from, without a path
    left_out  why pictures were left out -> the first of their names
    """

    pixels: "np.ndarray"
    labels: "np.ndarray"
    classes: tuple[str, ...]
    captions: tuple[tuple[str, ...], ...]
    weights: "np.ndarray"
    groups: tuple[str, ...]
    skipped: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    source: str = ""
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def size(self) -> int:
        """The side of each picture in pixels."""
        return int(self.pixels.shape[-1])

    @property
    def channels(self) -> int:
        """3 (RGB) or 1 (grey)."""
        return int(self.pixels.shape[1])

    @cached_property
    def sha256(self) -> str:
        """The hash of pixels, labels, classes and captions; the same on every machine."""
        import numpy as np

        digest = hashlib.sha256(repr(self.pixels.shape).encode())
        digest.update(np.ascontiguousarray(self.pixels).data)
        digest.update(self.labels.astype("<i8").tobytes())
        digest.update(repr((self.classes, self.captions)).encode())
        return digest.hexdigest()

    def take(self, places: Sequence[int]) -> "Pictures":
        """Return some of the pictures, in the order of `places`; the classes stay as they are."""
        import numpy as np

        chosen = np.asarray(places, np.int64)
        weights = self.weights[chosen]
        return Pictures(
            np.ascontiguousarray(self.pixels[chosen]),
            self.labels[chosen],
            self.classes,
            tuple(self.captions[place] for place in places),
            weights / weights.sum() if len(places) else weights,
            tuple(self.groups[place] for place in places),
            self.skipped,
            self.source,
            self.left_out,
        )

    def split(self, share: float, seed: int = 0) -> tuple["Pictures", "Pictures"]:
        """Return (kept, held out): about `share` (0..1) of the groups are held out.

        A hash of its name and the seed decides about a group, so that more pictures move none of
        those that were there. Of two groups or more each side has at least one.
        """
        marks = {group: _mark(group, seed) for group in self.groups}
        out = {group for group, mark in marks.items() if mark < share}
        if len(marks) > 1 and 0 < share < 1:
            out = out or {min(marks, key=lambda group: marks[group])}
            if len(out) == len(marks):
                out.remove(max(marks, key=lambda group: marks[group]))
        sides: tuple[list[int], list[int]] = ([], [])
        for place, group in enumerate(self.groups):
            sides[group in out].append(place)
        return self.take(sides[0]), self.take(sides[1])


def _mark(group: str, seed: int) -> float:
    """Return a number of 0..1 that stands for a group."""
    data = hashlib.sha256(f"{seed}/{group}".encode()).digest()
    return int.from_bytes(data[:8], "big") / 2**64

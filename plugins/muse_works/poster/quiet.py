"""Where a picture is quiet enough for letters: edges, skin, and what the painter says is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .page import Box, Photo

if TYPE_CHECKING:
    from numpy.typing import NDArray

_GRID = 96
"""The longer side of the map, cells."""


@dataclass(frozen=True, eq=False)
class Quiet:
    """How busy the page is, cell by cell: 0 for a plain ground, 1 for edges and 2 for faces."""

    busy: "NDArray"
    cell: float
    """The side of a cell, px of the page."""

    @classmethod
    def of(
        cls, photo: Photo, width: int, height: int, keep_off: Sequence[Box] | None = None
    ) -> "Quiet":
        """Measure a picture where it lies on a page of a size.

        `keep_off` is where its painter says that somebody is; None: nobody says, so skin is looked
        for. What is a quarter skin or more is a warm light rather than a face.
        """
        import numpy as np
        from PIL import Image

        cell = max(width, height) / _GRID
        shape = max(1, round(height / cell)), max(1, round(width / cell))
        busy = np.zeros(shape)
        x, y, w, h = (round(each / cell) for each in photo.box)
        w, h = max(1, w), max(1, h)
        left, top, wide, tall = photo.fitted()
        fine = 4
        small = photo.image.convert("RGB").resize(
            (w * fine, h * fine), Image.Resampling.BOX, photo.seen()
        )
        pixels = np.asarray(small, float) / 255
        grey = pixels @ [0.299, 0.587, 0.114]
        down, across = np.gradient(grey)
        edges = np.hypot(down, across).reshape(h, fine, w, fine).mean((1, 3))
        own = np.clip(edges / 0.085, 0, 1)
        skin = _skin(pixels).reshape(h, fine, w, fine).mean((1, 3))
        if keep_off is None and 0 < (skin > 0.5).mean() < 0.25:
            # Skin without an edge near is a wall or sand.
            own = np.maximum(own, np.where((skin > 0.5) & (_spread(own) > 0.35), 1.5, 0))
        for box in keep_off or ():
            at = _placed(box, photo, (left, top, wide, tall))
            rows = slice(max(0, int(at[1] * h)), max(0, int(np.ceil(at[3] * h))))
            columns = slice(max(0, int(at[0] * w)), max(0, int(np.ceil(at[2] * w))))
            own[rows, columns] = 2.0
        # What runs off the page isn't on it.
        up, back = max(0, y), max(0, x)
        down, on = min(shape[0], y + h), min(shape[1], x + w)
        busy[up:down, back:on] = own[up - y : down - y, back - x : on - x]
        return cls(busy, cell)

    def inside(self, box: Box) -> "NDArray":
        """Return the cells of a box of the page."""
        x, y, w, h = box
        rows = slice(max(0, int(y / self.cell)), max(1, int((y + h) / self.cell) + 1))
        columns = slice(max(0, int(x / self.cell)), max(1, int((x + w) / self.cell) + 1))
        return self.busy[rows, columns]

    def cost(self, box: Box) -> float:
        """Return how unfit a box is for letters: the mean, and its busiest parts more."""
        import numpy as np

        cells = self.inside(box)
        if not cells.size:
            return 0.0
        worst = float(np.quantile(cells, 0.9))
        return float(cells.mean()) + worst + 3 * float((cells >= 1.5).mean())


def _skin(pixels: "NDArray") -> "NDArray":
    """Return where pixels (0 to 1) have the chroma of skin, light or dark."""
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    cb = 0.5 - 0.168736 * red - 0.331264 * green + 0.5 * blue
    cr = 0.5 + 0.5 * red - 0.418688 * green - 0.081312 * blue
    return (cb > 0.33) & (cb < 0.48) & (cr > 0.545) & (cr < 0.66) & (red > 0.2)


def _spread(cells: "NDArray") -> "NDArray":
    """Return the largest of each cell and its neighbours."""
    import numpy as np

    wide = np.pad(cells, 1, mode="edge")
    parts = [
        wide[1 + dy : 1 + dy + cells.shape[0], 1 + dx : 1 + dx + cells.shape[1]]
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
    ]
    return np.max(parts, axis=0)


def _placed(box: Box, photo: Photo, seen: Box) -> Box:
    """Return a box (parts of the picture) as parts of what is seen: left, top, right, bottom."""
    wide, tall = photo.image.size
    left, top, right, bottom = box
    return (
        (left * wide - seen[0]) / seen[2],
        (top * tall - seen[1]) / seen[3],
        (right * wide - seen[0]) / seen[2],
        (bottom * tall - seen[1]) / seen[3],
    )

"""What an engine of `image.style` is, and the table of them: a new one is one entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from muse import Run

    from .condition import StyleCondition

    Pixels: TypeAlias = NDArray[np.float32]
    """A picture (h, w, 3), sRGB in 0..1."""
else:
    Pixels: TypeAlias = Any


@dataclass(frozen=True, eq=False)
class Sample:
    """A picture to take style from: its pixels, and its weight; the weights sum to one."""

    pixels: Pixels
    weight: float


@dataclass(frozen=True, eq=False)
class Asked:
    """What an engine is told.

    - `strength`: 0 (the content as it is) .. 1 (all of the style)
    - `scale`: how large the style's strokes are in the content, 1 = in px as in the style's
      picture once its area is brought to that of the content (of a tile: of the whole picture)
    - `seed`: of all that it draws at random, 0..2**32-1
    - `start`: where to begin, of the content's shape, or None: the styled whole, enlarged, where
      the content is a tile of a large picture; the frame before it in a moving one
    - `whole`: (height, width) px of the whole picture that the content is a tile of
    - `cube`: how colours become the style's (`colours.transport`), where it is settled already
    """

    strength: float = 1.0
    scale: float = 1.0
    seed: int = 0
    start: Pixels | None = None
    whole: tuple[int, int] | None = None
    cube: NDArray[np.float32] | None = None


class Watching(Protocol):
    """Who watches an engine work; each call raises Cancelled once the run is cancelled."""

    def progress(self, done: float, total: float, note: str) -> None:
        """Say how far it is."""

    def preview(self, pixels: Pixels) -> None:
        """Show how it looks by now, at any size."""


Engine = Callable[[Pixels, Sequence[Sample], Asked, Watching], Pixels]
"""Content (h, w, 3) and samples of any sizes -> the content in their style (h, w, 3).

It is a function of its arguments alone: the same ones give the same bytes.
"""


class Built(Protocol):
    """What the module of an engine holds."""

    def lacks(self, condition: StyleCondition) -> str:
        """Return what keeps it from running here, with the command that mends it; "" if nothing."""

    def ready(self, condition: StyleCondition, run: Run) -> AbstractContextManager[Engine]:
        """Give the engine, with its network loaded or leased, while the context lasts."""


@dataclass(frozen=True)
class Kind:
    """An engine as the table has it.

    - `module`: where it is, below this package
    - `reach`: the longer side that it does at once, px; a larger picture is done in tiles
    - `by_itself`: whether "auto" may take it (it is quick wherever it is ready)
    """

    module: str
    reach: int
    by_itself: bool = True

    def load(self) -> Built:
        """Import its module."""
        return cast(Built, import_module(f"{__package__}.{self.module}"))


ENGINES: dict[str, Kind] = {
    "optimise": Kind("optimise", 4096, by_itself=False),
    "fast": Kind("fast", 1024),
    "patches": Kind("patches", 1024),
}
"""The engines by name, the best first."""

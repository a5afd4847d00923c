"""Round eyes."""

from ...paint.colour import Colour, rgb
from ...paint.model import Model, oval
from .coat import DARK, mark
from .living import closed


def eye(
    m: Model, u: float, v: float, r: float, iris: Colour | None = None, shut: bool = False
) -> None:
    """Draw a round eye with its glint."""
    if shut or closed(m):
        m.line(DARK, r * 0.35, (u - r, v), (u, v - r * 0.6), (u + r, v), taper=True)
        return
    if m.size * r < 1.5:
        mark(m, DARK, oval(u, v, r, r), on=None)
        return
    m.part(rgb("f6f1e4") if iris is None else iris, oval(u, v, r, r), light=0.72,
        line=0.9, round_=0.3)  # fmt: skip
    mark(m, rgb("100d0c"), oval(u + r * 0.12, v, r * 0.62, r * 0.66), on=None)
    m.part(rgb("fffdf6"), oval(u - r * 0.14, v + r * 0.34, r * 0.24, r * 0.24),
        round_=0, light=0.97, line=-1)  # fmt: skip

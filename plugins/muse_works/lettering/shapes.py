"""What set text is made of: runs of letters, lines, blocks; and how far letters reach."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from .fonts import Face

_EM = 256
"""The size that letters are measured at, px; their widths are in proportion to the size."""

ASCENT, DESCENT = 0.88, 0.12
"""From the baseline to the top and the bottom of a Chinese character's square, em."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font: they begin at `x` on the baseline `y`, from the block's corner, px.

    `turned` ones run down the page, a quarter turn to the right; `upright` ones are signs in the
    form that they have in vertical text.
    """

    text: str
    face: Face
    x: float
    y: float
    size: float
    turned: bool = False
    upright: bool = False

    @property
    def features(self) -> list[str]:
        """The features of OpenType that it is drawn with."""
        return ["vert"] if self.upright else []

    def box(self) -> tuple[float, float, float, float]:
        """Return the box of its ink: left, top, right, bottom."""
        box = _ink(self.text, self.face, self.upright)
        if box is None:
            return self.x, self.y, self.x, self.y
        left, top, right, bottom = (each * self.size for each in box)
        if self.turned:
            left, top, right, bottom = -bottom, left, -top, right
        more = self.face.bolder * self.size / 2
        return (
            self.x + left - more,
            self.y + top - more,
            self.x + right + more,
            (self.y + bottom + more),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line (or a column) of text: its words, its runs, and how long it is, px."""

    text: str
    runs: tuple[Run, ...]
    length: float
    baseline: float


@dataclass(frozen=True)
class Block:
    """Text that is set: its box (px), its lines, and the characters that no font has."""

    width: float
    height: float
    size: float
    lines: tuple[Line, ...]
    missing: str = ""
    overflow: bool = False
    """Whether it is larger than the box that it had to fit."""

    @property
    def runs(self) -> list[Run]:
        """All its runs."""
        return [run for line in self.lines for run in line.runs]

    @property
    def text(self) -> str:
        """Its text as it is broken, a line each."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def ink(self) -> tuple[float, float, float, float]:
        """The box of what is drawn, measured on the letters: left, top, right, bottom."""
        boxes = [run.box() for run in self.runs if run.text.strip()]
        if not boxes:
            return 0.0, 0.0, 0.0, 0.0
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


@lru_cache(20_000)
def advance(text: str, face: Face) -> float:
    """Return how far letters of a font reach, em."""
    return face.at(_EM).getlength(text) / _EM


@lru_cache(20_000)
def _ink(text: str, face: Face, upright: bool) -> tuple[float, float, float, float] | None:
    """Return the box of the ink of letters, em, from the beginning of their baseline."""
    font = face.at(_EM)
    features = ["vert"] if upright else []
    letters, offset = font.getmask2(text, "L", anchor="ls", features=features)
    box = letters.getbbox()
    if box is None:
        return None
    x, y = offset
    return (box[0] + x) / _EM, (box[1] + y) / _EM, (box[2] + x) / _EM, (box[3] + y) / _EM

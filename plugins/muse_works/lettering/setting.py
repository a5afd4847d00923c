"""How a text is set: broken into lines, and its letters placed along rows or columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from . import fonts
from .shapes import ASCENT, Block, Line, Run, advance
from .wrapping import Unit, wrap

Align = Literal["left", "centre", "right", "justified"]


@dataclass(frozen=True)
class Setting:
    kind: str
    weight: int | None
    align: Align
    leading: float | None
    tracking: float
    vertical: bool
    balanced: bool | None
    most_lines: int | None

    def measure(self, text: str) -> float:
        """Return how long a text is, em."""
        return _measured(text, self.kind, self.weight, self.tracking, self.vertical)

    def lines(self, pieces: Sequence[Unit], reach: float | None, size: float) -> list[list[Unit]]:
        """Return the pieces of each line that is at most `reach` px long."""
        limit = float("inf") if reach is None else reach / size + self.tracking + 1e-6
        length = sum(map(len, (piece.text for piece in pieces)))
        even = self.balanced
        if even is None:
            even = self.align != "justified" and length * (0.55 if not self._han(pieces) else 1) < (
                4 * limit
            )
        return wrap(pieces, limit, self.measure, balanced=even)

    def _han(self, pieces: Sequence[Unit]) -> bool:
        text = "".join(piece.text for piece in pieces)
        return sum(map(fonts.east, text)) * 2 > len(text)

    def pitch(self, pieces: Sequence[Unit], many: bool) -> float:
        """Return the distance of baselines, em."""
        if self.leading is not None:
            return self.leading
        if self.vertical:
            return 1.6 if many else 1.45
        if self._han(pieces):
            return 1.6 if many else 1.3
        return 1.45 if many else 1.12

    def block(self, pieces: Sequence[Unit], reach: float | None, size: float) -> Block:
        """Return the text set at a size in lines of at most `reach` px."""
        lines = self.lines(pieces, reach, size)
        pitch = self.pitch(pieces, len(lines) > 3) * size
        lengths = [self.length(line) * size for line in lines]
        longest = max(lengths, default=0.0)
        whole = longest if reach is None or self.align == "left" else reach
        whole = max(whole, longest)
        made = []
        for number, line in enumerate(lines):
            spare = whole - lengths[number]
            justify = self.align == "justified" and spare > 0 and not _ends(lines, number)
            begin = {"centre": spare / 2, "right": spare}.get(self.align, 0.0)
            if self.vertical:
                middle = (len(lines) - 1 - number) * pitch + size / 2
                runs = self._column(line, middle, begin, size)
                baseline = middle
            else:
                baseline = number * pitch + ASCENT * size
                runs = self._row(line, begin, baseline, size, spare if justify else 0.0)
            text = "".join(unit.text + unit.space for unit in line).rstrip()
            made.append(Line(text, tuple(runs), lengths[number], baseline))
        across = (len(lines) - 1) * pitch + size if lines else 0.0
        box = (across, whole) if self.vertical else (whole, across)
        return Block(*box, size, tuple(made))

    def length(self, line: Sequence[Unit]) -> float:
        """Return how long a line is, em, without the space after its last letter."""
        text = "".join(unit.text + unit.space for unit in line).rstrip()
        return max(0.0, self.measure(text) - self.tracking) if text else 0.0

    def _row(
        self, line: Sequence[Unit], x: float, y: float, size: float, spare: float
    ) -> list[Run]:
        """Return the runs of a line; `spare` px are shared out between its pieces."""
        text = "".join(unit.text + unit.space for unit in line).rstrip()
        if not spare and not self.tracking:
            made = []
            for part, face in fonts.runs(text, self.kind, self.weight):
                made.append(Run(part, face, x, y, size))
                x += advance(part, face) * size
            return made
        gaps = [number for number, unit in enumerate(line[:-1]) if unit.space]
        if spare and len(gaps) < 2:  # Chinese has no spaces: all its gaps grow
            gaps = list(range(len(line) - 1))
        more = min(spare / len(gaps), size * 0.9) if gaps else 0.0
        made = []
        for number, unit in enumerate(line):
            for part, face in fonts.runs(unit.text, self.kind, self.weight):
                pieces = list(part) if self.tracking else [part]
                so_far = ""
                for piece in pieces:
                    at = x + (advance(so_far + piece, face) - advance(piece, face)) * size
                    at += self.tracking * size * len(so_far)
                    made.append(Run(piece, face, at, y, size))
                    so_far += piece
                x += (advance(part, face) + self.tracking * len(part)) * size
            x += self.measure(" ") * size if unit.space else 0.0
            x += more if number in gaps else 0.0
        return made

    def _column(self, line: Sequence[Unit], x: float, y: float, size: float) -> list[Run]:
        """Return the runs of a column that begins at `y`, its middle at `x`."""
        made = []
        text = "".join(unit.text + unit.space for unit in line).rstrip()
        for part, face in fonts.runs(text, self.kind, self.weight):
            for piece, stands in _stacked(part):
                wide = advance(piece, face) * size
                if stands:
                    base = y + ASCENT * size
                    made.append(Run(piece, face, x - wide / 2, base, size, upright=east(piece)))
                    y += size * (1 + self.tracking)
                else:
                    rise = 0.36 * size  # half the height of a capital
                    made.append(Run(piece, face, x - rise, y, size, turned=True))
                    y += wide + size * self.tracking
        return made


def east(text: str) -> bool:
    """Whether a text is of signs that stand upright in a column."""
    return all(map(fonts.east, text)) or text in "…—“”‘’"


def _stacked(part: str) -> list[tuple[str, bool]]:
    """Return what stands upright in a column, a piece each, and what is turned."""
    made: list[tuple[str, bool]] = []
    word = ""
    for char in [*part, ""]:
        if char and not fonts.east(char) and char not in "…—“”‘’":
            word += char
            continue
        if word:
            short = word.strip()
            stands = short.isdigit() and len(short) < 3
            made.append((short if stands else word, stands))
            word = ""
        if char:
            made.append((char, True))
    return made


def _ends(lines: Sequence[Sequence[Unit]], number: int) -> bool:
    """Whether a line ends a paragraph."""
    return number == len(lines) - 1 or lines[number][-1].must


@lru_cache(20_000)
def _measured(text: str, kind: str, weight: int | None, tracking: float, vertical: bool) -> float:
    if text == " ":
        return advance(text, fonts.faces(kind, weight)[0]) + tracking
    reach = 0.0
    for part, face in fonts.runs(text, kind, weight):
        if not vertical:
            reach += advance(part, face) + tracking * len(part)
            continue
        for piece, stands in _stacked(part):
            reach += (1.0 if stands else advance(piece, face)) + tracking
    return reach

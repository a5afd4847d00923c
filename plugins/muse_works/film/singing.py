"""The frames of a lyric video: a line that fills with light as it is sung, the next one waiting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..lettering import block
from ..video.moves import shot
from ..video.planes import Overlay, Planes, overlay, planes
from ..video.read import Clip
from . import cards
from .showing import Moving, Shown, Still, lit
from .song import Line

if TYPE_CHECKING:
    from PIL.Image import Image

Size = tuple[int, int]

_LIT, _WAITS = "#ffdc6e", "#ffffff"
_SHADE = 0.38
"""How much darker the pictures are, so that the words are read."""

_BEFORE = 2.4
"""Seconds that a line is shown before it is sung, after a pause."""

_RISE = 0.35
"""Seconds in which a waiting line rises to the place of the one that is sung."""

_FADE = 0.4
_PASS = 2.0
"""Seconds of the way from one picture into the next."""

_MOVES = ("zoom_in", "pan_right", "zoom_out", "pan_left")


@dataclass
class Drawn:
    """A line as it is drawn: waiting, lit, and where each of its syllables begins and ends."""

    line: Line
    waits: Overlay | None
    lit: Overlay | None
    edges: Sequence[float]

    def reached(self, now: float) -> float:
        """Return to which column (px) the light has come."""
        for number, each in enumerate(self.line.syllables):
            if now < each.end:
                share = max(0.0, (now - each.start) / max(0.05, each.end - each.start))
                return self.edges[number] + share * (self.edges[number + 1] - self.edges[number])
        return self.edges[-1] + 100.0


class Singing:
    """All frames of a lyric video, in order."""

    def __init__(
        self,
        lines: Sequence[Line],
        sources: "Sequence[Image | Clip]",
        size: Size,
        fps: float,
        count: int,
        title: str,
    ) -> None:
        self._lines = list(lines)
        self._size = size
        self._fps = fps
        self._count = count
        self._drawn: dict[int, Drawn] = {}
        self._backs: dict[int, Shown] = {}
        self._sources = sources
        self._shown = self._spans()
        first = self._shown[0][0] if self._shown else count / fps
        # The title is shown while the song begins, or not at all where it begins at once.
        self._title_ends = max(0.0, min(first - _FADE, 5.0))
        self._title = cards.card(title, size) if title and self._title_ends > 1.5 else None

    def _spans(self) -> list[tuple[float, float]]:
        """Return when each line is shown as the first of the two: from, to (s)."""
        made: list[tuple[float, float]] = []
        for number, line in enumerate(self._lines):
            start = max(line.start - _BEFORE, 0.0)
            if made:
                before = self._lines[number - 1]
                gap = line.start - before.end
                # Close lines change places between them; after a pause a line comes up anew.
                start = line.start - min(gap, _RISE) if gap < 2 * _BEFORE else start
                start = max(start, before.end - 0.05, made[-1][0] + 0.1)
                end = start if gap < 2 * _BEFORE else before.end + 1.0
                made[-1] = (made[-1][0], max(made[-1][0] + 0.1, end))
            made.append((start, line.end + 1.2))
        return made

    def frames(self) -> Iterator[Planes]:
        """Yield the frames of the film."""
        for number in range(self._count):
            now = (number + 0.5) / self._fps
            frame = self._back(number)
            frame = self._words(frame, now)
            if self._title is not None and now < self._title_ends:
                soft = min(1.0, now / 1.0, (self._title_ends - now) / _FADE)
                frame = frame.with_overlay(self._title, max(0.0, soft))
            edge = lit(number, self._count, self._fps)
            yield Planes.solid(self._size).mixed(frame, edge) if edge < 1 else frame

    # -- behind the words

    def _back(self, number: int) -> Planes:
        """Return the picture behind the words of a frame."""
        each = self._count / len(self._sources)
        at = min(len(self._sources) - 1, int(number / each))
        frame = self._picture(at, number)
        way = _PASS * self._fps
        to_end = (at + 1) * each - number
        if at + 1 < len(self._sources) and to_end < way / 2:
            return frame.mixed(self._picture(at + 1, number), 0.5 - to_end / way)
        passed = number - at * each
        if at and passed < way / 2:
            return self._picture(at - 1, number).mixed(frame, 0.5 + passed / way)
        return frame

    def _picture(self, at: int, number: int) -> Planes:
        each = self._count / len(self._sources)
        way = _PASS * self._fps / 2
        start, end = at * each - way, (at + 1) * each + way
        if at not in self._backs:
            self._backs = {key: back for key, back in self._backs.items() if key >= at - 1}
            source = self._sources[at]
            self._backs[at] = (
                Moving(source)
                if isinstance(source, Clip)
                else Still(shot(_shaded(planes(source)), self._size, _MOVES[at % len(_MOVES)]))
            )
        share = (number - start) / (end - start)
        frame = self._backs[at].at(share, (number - start) / self._fps)
        return _shaded(frame) if isinstance(self._backs[at], Moving) else frame

    # -- the words

    def _words(self, frame: Planes, now: float) -> Planes:
        """Return a frame with the line that is sung and the one after it."""
        at = next((n for n, (start, end) in enumerate(self._shown) if start <= now < end), None)
        if at is None:
            return frame
        start, end = self._shown[at]
        step = self._size[1] * 0.15
        follows = at and self._shown[at - 1][1] >= start - 1e-6
        risen = min(1.0, (now - start) / _RISE)
        risen = risen * risen * (3 - 2 * risen)
        soft = 1.0 if follows else min(1.0, (now - start) / _FADE)
        if at + 1 >= len(self._shown) or self._shown[at + 1][0] > end + 1e-6:
            soft = min(soft, max(0.0, (end - now) / _FADE))
        line = self._line(at)
        down = step * (1 - risen) if follows else 0.0
        if line.waits is not None:
            frame = frame.with_overlay(line.waits.moved((0, down)), soft * (0.62 + 0.38 * risen))
        if line.lit is not None and now >= line.line.start:
            lit = line.lit.until(line.reached(now))
            if lit is not None:
                frame = frame.with_overlay(lit.moved((0, down)), soft)
        if at + 1 < len(self._lines) and self._shown[at + 1][0] <= end + 1e-6:
            after = self._line(at + 1)
            if after.waits is not None:
                frame = frame.with_overlay(after.waits.moved((0, step)), 0.55 * soft * risen)
        for past in [key for key in self._drawn if key < at]:
            del self._drawn[past]
        return frame

    def _line(self, number: int) -> Drawn:
        if number not in self._drawn:
            self._drawn[number] = drawn(self._lines[number], self._size)
        return self._drawn[number]


def drawn(line: Line, size: Size) -> Drawn:
    """Return a line as it is drawn, where lines are sung."""
    largest = min(0.085 * size[1], 0.075 * size[0])
    box = (size[0] * 0.88, largest * 1.4)
    made = block.set_text(
        line.text, "sans", fit=box, largest=largest, weight=700, most_lines=1, align="left"
    )
    left = (size[0] - made.width) / 2
    at = (left, size[1] * (0.52 if size[1] <= size[0] else 0.5))
    edges = [left]
    for number in range(1, len(line.syllables) + 1):
        part = "".join(each.text for each in line.syllables[:number])
        if number == len(line.syllables):
            edges.append(left + made.width)
            break
        prefix = block.set_text(part.rstrip(), "sans", size=made.size, weight=700)
        edges.append(left + prefix.width)
    return Drawn(line, _overlay(made, at, size, _WAITS), _overlay(made, at, size, _LIT), edges)


def _overlay(made: Any, at: tuple[float, float], size: Size, colour: str) -> Overlay | None:
    from PIL import Image

    canvas = Image.new("RGBA", size)
    block.shadow(canvas, made, at, blur=made.size / 6, opacity=0.7, wider=made.size / 20)
    block.outline(canvas, made, at, "#14141c", made.size / 14, 0.9)
    block.draw(canvas, made, at, colour)
    return overlay(canvas)


def _shaded(picture: Planes) -> Planes:
    return picture.mixed(Planes.solid(picture.size), _SHADE)

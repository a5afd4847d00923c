"""The frames of a film, one after the other, from scenes and cards in time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ..video.cues import Cue
from ..video.moves import Shot, shot
from ..video.planes import Overlay, Planes, planes
from ..video.read import Clip
from ..video.transitions import passed
from . import cards
from .timing import CLOSES, OPENS, Span, Timeline

if TYPE_CHECKING:
    from PIL.Image import Image

Size = tuple[int, int]


def lit(number: int, count: int, fps: float) -> float:
    """Return how bright a frame of a film is (0..1), which comes out of black and goes into it.

    A very short film keeps most of its time for itself.
    """
    opens = min(OPENS * fps, 0.15 * count)
    closes = min(CLOSES * fps, 0.2 * count)
    return min(number / opens, (count - 1 - number) / closes, 1.0)


class Shown(Protocol):
    """What a span shows at a share of its time and after seconds of it."""

    def at(self, share: float, seconds: float) -> Planes: ...


@dataclass
class Still:
    """A still picture over which the camera moves, perhaps with words that come up on it."""

    shot: Shot
    words: Overlay | None = None
    rise: float = 0.6

    def at(self, share: float, seconds: float) -> Planes:
        """Return the frame of a time."""
        frame = self.shot.at(share)
        if self.words is None:
            return frame
        return frame.with_overlay(self.words, min(1.0, max(0.0, seconds / self.rise)))


@dataclass
class Moving:
    """A moving picture or a film, perhaps with words on it."""

    clip: Clip
    words: Overlay | None = None

    def at(self, share: float, seconds: float) -> Planes:
        """Return the frame of a time."""
        frame = self.clip.at(max(0.0, seconds))
        return frame if self.words is None else frame.with_overlay(self.words)


class Showing:
    """All frames of a film of a size, in order."""

    def __init__(
        self, line: Timeline, size: Size, sources: Mapping[int, "Image | Clip"], burnt: bool
    ) -> None:
        """Take the sources of spans by their number: still pictures, or clips."""
        self._line = line
        self._size = size
        self._sources = sources
        self._shown: dict[int, Shown] = {}
        self._cues: Sequence[Cue] = line.cues if burnt else ()
        self._overlays: dict[int, Overlay | None] = {}
        self._next = 0

    def frames(self) -> Iterator[Planes]:
        """Yield the frames of the film."""
        fps, spans = self._line.fps, self._line.spans
        whole = self._line.frames
        at = 0
        for number in range(whole):
            while number >= spans[at].last:
                at += 1
            frame = self._frame(at, number)
            edge = lit(number, whole, fps)
            if edge < 1:
                frame = Planes.solid(self._size).mixed(frame, edge)
            yield self._with_words(frame, number / fps)
            for past in [key for key in self._shown if key < at - 1]:
                del self._shown[past]

    def _frame(self, at: int, number: int) -> Planes:
        """Return the frame of a number, which lies in the span `at`."""
        spans = self._line.spans
        span = spans[at]
        into = number - span.first + span.way / 2
        if at and span.way and into < span.way:
            one, two = self._of(at - 1, number), self._of(at, number)
            return passed(span.kind, one, two, (into + 0.5) / span.way)
        if at + 1 < len(spans):
            after = spans[at + 1]
            into = number - after.first + after.way / 2
            if after.way and into >= 0:
                one, two = self._of(at, number), self._of(at + 1, number)
                return passed(after.kind, one, two, (into + 0.5) / after.way)
        return self._of(at, number)

    def _of(self, at: int, number: int) -> Planes:
        """Return what a span shows in a frame, also a little before and after its own."""
        spans = self._line.spans
        span = spans[at]
        start = span.first - span.way / 2
        end = span.last + (spans[at + 1].way / 2 if at + 1 < len(spans) else 0)
        if at not in self._shown:
            self._shown[at] = self._source(at, span)
        share = (number - start) / max(1.0, end - start)
        return self._shown[at].at(share, (number - start) / self._line.fps)

    def _source(self, at: int, span: Span) -> Shown:
        """Return what a span shows."""
        source = self._sources[at]
        if span.card:
            assert not isinstance(source, Clip)
            back = cards.ground(source, self._size)
            return Still(shot(back, self._size, "zoom_in"), cards.card(span.card, self._size), 1.0)
        assert span.scene is not None
        words = cards.heading(span.scene.title, self._size) if span.scene.title else None
        if isinstance(source, Clip):
            return Moving(source, words)
        return Still(shot(planes(source), self._size, span.scene.move or "still"), words)

    def _with_words(self, frame: Planes, now: float) -> Planes:
        """Return a frame with the subtitle of its time; which one is told by its middle."""
        middle = now + 0.5 / self._line.fps
        while self._next < len(self._cues) and self._cues[self._next].end < middle:
            self._overlays.pop(self._next, None)
            self._next += 1
        if self._next == len(self._cues) or self._cues[self._next].start > middle:
            return frame
        if self._next not in self._overlays:
            drawn = cards.subtitle(self._cues[self._next].text, self._size)
            self._overlays[self._next] = drawn
        drawn = self._overlays[self._next]
        return frame if drawn is None else frame.with_overlay(drawn)

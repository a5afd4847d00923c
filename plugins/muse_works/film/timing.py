"""When what is shown and heard: sound decides the time, and all begins on frames."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..video.cues import Cue, cues
from ..video.write import RATE
from .language import reading_time, sentences
from .planning import CARD, SILENT, Plan
from .scenes import Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAD, GAP, TAIL = 0.45, 0.35, 0.8
"""Seconds before the first word of a scene, between its sentences, and after the last one."""

PASS = {"cut": 0.0, "crossfade": 0.7, "fade": 1.0, "page": 0.9}
"""Seconds of transitions; the others take `_PASS`."""
_PASS = 0.7

OPENS, CLOSES = 0.6, 1.0
"""Seconds in which a film comes out of black, and goes into it."""

SHORTEST = 4.0
"""Seconds of a scene with words, where none are asked for: a picture wants to be seen."""

HOLD = 0.06
"""Seconds that a subtitle stays when its sentence has been said."""


@dataclass(frozen=True)
class Said:
    """A sentence, when it is heard in a sound (s), and its words with their times."""

    text: str
    start: float
    end: float
    words: Sequence[tuple[str, float, float]] = ()


@dataclass
class Voice:
    """A sound (n x 2) and the sentences that are said in it."""

    samples: "NDArray[Any]"
    said: Sequence[Said] = ()


@dataclass
class Span:
    """A scene or a card in time, in frames, and how many of them the way into it takes."""

    first: int
    last: int
    way: int
    kind: str
    scene: Scene | None = None
    card: str = ""


@dataclass
class Timeline:
    """A film in time; sounds as (start in seconds, samples)."""

    fps: float
    spans: list[Span] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    voices: "list[tuple[float, NDArray[Any]]]" = field(default_factory=list)

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return self.spans[-1].last if self.spans else 0

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.frames / self.fps


def passing(kind: str) -> float:
    """Return how long a transition takes, s."""
    return PASS.get(kind, _PASS)


def timed(plan: Plan, voices: Sequence[Sequence[Voice]], fps: float, longest: int = 42) -> Timeline:
    """Return the film in time; `voices` are those of each scene, none where nobody speaks."""
    line = Timeline(fps)
    now = 0
    kinds = [scene.transition for scene in plan.scenes]
    if plan.title:
        now = _card(line, now, plan.title, "cut")
    for number, scene in enumerate(plan.scenes):
        kind = kinds[number] if line.spans else "cut"
        before = passing(kind) / 2 if line.spans else OPENS / 2
        follows = number + 1 < len(kinds)
        after = passing(kinds[number + 1] if follows else "fade") / 2
        at = now / fps
        end = _spoken(line, scene, voices[number], at + before + LEAD, longest)
        if end is None:
            length = scene.seconds or (SILENT if not scene.say else reading_time(scene.say) + 1)
            if scene.say and not voices[number]:
                end = _silent(line, scene, at + before + LEAD, max(length, 1.5), longest)
            else:
                end = at + length
        else:
            end = max(end + TAIL + after, at + (scene.seconds or SHORTEST))
        last = max(now + 1, round(end * fps))
        way = min(round(passing(kind) * fps), last - now)
        if line.spans:
            way = min(way, line.spans[-1].last - line.spans[-1].first)
        line.spans.append(Span(now, last, way if line.spans else 0, kind, scene))
        now = last
    if plan.ending:
        now = _card(line, now, plan.ending, "fade")
    return line


def _card(line: Timeline, now: int, words: str, kind: str) -> int:
    """Add a card and return where it ends."""
    last = now + max(1, round(CARD * line.fps))
    way = round(passing(kind) * line.fps) if line.spans else 0
    line.spans.append(Span(now, last, way, kind, card=words))
    return last


def _spoken(
    line: Timeline, scene: Scene, voices: Sequence[Voice], at: float, longest: int
) -> float | None:
    """Add what is said in a scene, from a time on, and return when it ends; None for nothing."""
    if not voices:
        return None
    for place, voice in enumerate(voices):
        if place:
            at += GAP
        line.voices.append((at, voice.samples))
        for each in voice.said:
            shifted = [(word, at + begins, at + ends) for word, begins, ends in each.words]
            line.cues += cues(
                each.text, at + each.start, at + each.end + HOLD, longest=longest, words=shifted
            )
        at += len(voice.samples) / RATE
    return at


def _silent(line: Timeline, scene: Scene, at: float, length: float, longest: int) -> float:
    """Add subtitles of words that nobody says, for as long as they take to be read."""
    told = sentences(scene.say)
    whole = sum(reading_time(each) for each in told)
    start = at
    for each in told:
        share = (length - LEAD) * reading_time(each) / whole
        line.cues += cues(each, at, at + share - 0.1, longest=longest)
        at += share
    return start + length


def told(text: str, length: float, times: Sequence[Sequence[Any]]) -> list[Said]:
    """Return a text that is read in a sound of a length (s) as sentences with their times.

    `times` are those of its words, as (start, end, word); without them each sentence has its share.
    """
    parts = sentences(text)
    if not times:
        whole = sum(map(reading_time, parts)) or 1.0
        made, at = [], 0.0
        for part in parts:
            share = length * reading_time(part) / whole
            made.append(Said(part, at, at + share))
            at += share
        return made
    words = [(str(word), float(start), float(end)) for start, end, word in times]
    made = []
    passed = 0
    for number, part in enumerate(parts):
        size = _letters(part)
        own: list[tuple[str, float, float]] = []
        heard = 0
        while passed < len(words) and (number + 1 == len(parts) or heard < size):
            # A word whose greater half belongs to the next sentence is left to that.
            if own and heard + _letters(words[passed][0]) / 2 > size and number + 1 < len(parts):
                break
            own.append(words[passed])
            heard += _letters(words[passed][0])
            passed += 1
        if own:
            made.append(Said(part, own[0][1], own[-1][2], own))
    return made


def _letters(text: str) -> int:
    return sum(sign.isalnum() for sign in text)

"""Repeats of a written piece, unfolded into the order in which its bars are played."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from muse_music.reading.limits import BARS, CHANGES, NOTES, Damaged, most

MOST_TIMES = 8
"""How often a section is played at most."""

MOST_BARS = 20_000
"""How many bars of a part are played at most."""

_STEPS = 10 * MOST_BARS  # bars that are played or passed over, at most


class Repeated(Protocol):
    """A bar with its signs of repetition.

    `forward`: a section to repeat begins with it; `backward`: how often the section that ends with
    it is played (0: no sign); `endings`: the turns in which it is played (empty: in all). `segno`
    and `coda` stand at its start; `to_coda`, `fine` and `jump` ("dacapo", "dalsegno" or "") at its
    end.
    """

    forward: bool
    backward: int
    endings: frozenset[int]
    segno: bool
    coda: bool
    to_coda: bool
    fine: bool
    jump: str


class Sounding(Repeated, Protocol):
    """A bar that also holds notes and chord names."""

    notes: list[Any]
    chords: list[Any]


@dataclass
class Signs:
    """The signs of repetition at one bar; see `Repeated`."""

    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    segno: bool = False
    coda: bool = False
    to_coda: bool = False
    fine: bool = False
    jump: str = ""

    def add(self, other: Repeated) -> None:
        """Take in the signs that another part has at the same bar."""
        self.forward = self.forward or other.forward
        self.backward = max(self.backward, other.backward)
        self.endings = self.endings or other.endings
        self.segno = self.segno or other.segno
        self.coda = self.coda or other.coda
        self.to_coda = self.to_coda or other.to_coda
        self.fine = self.fine or other.fine
        self.jump = self.jump or other.jump


@dataclass
class _Run:
    """Bars of one ending: the turns that it is for, and whether a repeat sign closes it."""

    first: int
    last: int
    turns: frozenset[int]
    closed: bool = False


@dataclass
class _Section:
    """A section that is repeated: its first bar, how often it is played, and its endings.

    `closes` are the bars after which it begins again, while turns are left.
    """

    start: int
    times: int = 1
    runs: list[_Run] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        ends = [*self.closes, *(run.last for run in self.runs)]
        return max(ends, default=self.start)


B = TypeVar("B", bound=Repeated)


def unfolded(bars: Sequence[B]) -> Iterator[B]:
    """Yield bars as they are played, repeats and endings written out; Damaged if they never end."""
    return (bars[at] for at in order(bars))


def order(bars: Sequence[Repeated]) -> list[int]:
    """Return the places of bars in the order in which they are played.

    A section of a repeat sign without a start begins after the section before, or with the piece.
    A jump (D.C., D.S.) waits until its section is played for the last time. After it, sections
    that were played aren't repeated again, their last ending is played, and the piece ends at Fine
    or goes on from To Coda to the coda. Damaged where more than MOST_BARS are played.
    """
    return _Player(bars).played()


class _Player:
    def __init__(self, bars: Sequence[Repeated]) -> None:
        self.bars = bars
        sections, whole = _sections(bars, nested=True)
        if not whole:
            sections, _ = _sections(bars, nested=False)
        self.sections = sections
        self.starts: dict[int, list[int]] = {}
        self.closes: dict[int, int] = {}
        self.within: dict[int, tuple[int, frozenset[int]]] = {}
        for place, section in enumerate(sections):
            self.starts.setdefault(section.start, []).append(place)
            self.closes.update(dict.fromkeys(section.closes, place))
            for run in section.runs:
                for at in range(run.first, run.last + 1):
                    self.within[at] = place, run.turns
        self.turns = [section.times for section in sections]
        self.seen: set[int] = set()
        self.jumped = False

    def played(self) -> list[int]:
        bars, made = self.bars, list[int]()
        taken: set[int] = set()
        at = steps = 0
        self._enter(at)
        while at < len(bars):
            steps += 1
            if len(made) >= MOST_BARS or steps > _STEPS:
                raise Damaged("its repeats never end")
            bar = bars[at]
            place, turns = self.within.get(at, (-1, frozenset()))
            if place < 0 or self.turns[place] in turns:
                made.append(at)
                again = self.closes.get(at)
                if again is not None and self.turns[again] < self.sections[again].times:
                    self.turns[again] += 1
                    at = self.sections[again].start
                    self._enter(at, again)
                    continue
                if self.jumped and bar.fine:
                    break
                if self.jumped and bar.to_coda and (coda := self._coda(at)):
                    at = self._leap(coda)
                    continue
                if bar.jump and at not in taken and not self._again(at):
                    taken.add(at)
                    self.jumped = True
                    at = self._leap(self._segno(at) if bar.jump == "dalsegno" else 0)
                    continue
            at += 1
            self._enter(at)
        return made

    def _enter(self, at: int, but: int = -1) -> None:
        """Begin the sections that start with a bar; once played they aren't repeated in a jump."""
        for place in self.starts.get(at, ()):
            if place != but:
                known = self.jumped and place in self.seen
                self.turns[place] = self.sections[place].times if known else 1
                self.seen.add(place)

    def _again(self, at: int) -> bool:
        """Return whether a section that goes on after a bar is still to be repeated."""
        return any(
            section.start <= at and self.turns[place] < section.times
            for place, section in enumerate(self.sections)
            if any(close > at for close in section.closes) and place in self.seen
        )

    def _leap(self, at: int) -> int:
        for place, section in enumerate(self.sections):
            if section.start < at <= section.last:
                self.turns[place] = section.times
        self._enter(at)
        return at

    def _segno(self, at: int) -> int:
        signs = [place for place, bar in enumerate(self.bars) if bar.segno]
        return max((s for s in signs if s <= at), default=signs[0] if signs else 0)

    def _coda(self, at: int) -> int:
        return next((p for p in range(at + 1, len(self.bars)) if self.bars[p].coda), 0)


def _sections(bars: Sequence[Repeated], *, nested: bool) -> tuple[list[_Section], bool]:
    """Return the sections that are repeated, and whether each sign met its other one.

    `nested` matches starts and ends like brackets; otherwise an end goes with the start before it.
    """
    made: list[_Section] = []
    begun: list[int] = []  # starts that no end has met
    fresh = 0  # where a section begins that no sign opens
    section: _Section | None = None
    whole = True

    def opened() -> _Section:
        nonlocal whole
        if nested and begun:
            start = begun.pop()
        elif not nested and begun and begun[-1] >= fresh:
            start = begun[-1]
        else:
            start = fresh
            whole = whole and not made
        made.append(_Section(start))
        return made[-1]

    for at, bar in enumerate(bars):
        before = bars[at - 1] if at else bar
        run = section.runs[-1] if section is not None else None
        if run is not None and (
            not bar.endings or bar.forward or (run.closed and bar.endings == run.turns)
        ):
            section, run, fresh = None, None, at
        if bar.forward:
            begun.append(at)
        if bar.endings and section is None:
            # An ending after a sign that closes the section for all other turns is its last one.
            late = before.backward > 0 and not before.endings and 1 not in bar.endings
            section = made[-1] if late and made and not bar.forward else opened()
        if section is not None and bar.endings:
            if run is not None and bar.endings == run.turns:
                run.last = at
            else:
                section.runs.append(_Run(at, at, bar.endings))
            section.runs[-1].closed = bar.backward > 0
        elif bar.backward:
            only = opened()
            only.closes.append(at)
            only.times = min(bar.backward, MOST_TIMES)
            fresh = at + 1
    for each in made:
        if each.runs:
            _numbered(each, bars)
    return made, whole and not begun


def _numbered(section: _Section, bars: Sequence[Repeated]) -> None:
    """Settle the turns of a section's endings, and after which bars it begins again."""
    runs = section.runs
    first = section.times if section.closes else 1  # in turns before, the section had no ending
    told = sorted(turn for run in runs for turn in run.turns)
    if told != list(range(first, first + len(told))):
        for place, run in enumerate(runs):
            run.turns = frozenset((first + place,))
    times = max(turn for run in runs for turn in run.turns)
    if len(runs) == 1 and runs[0].closed and not section.closes:
        times += 1
    section.times = min(times, MOST_TIMES)
    section.closes += [
        run.last for run in runs if run.closed or (run is not runs[-1] and not bars[run.last].jump)
    ]


class Played:
    """How much is played in all parts of a piece, repeats written out."""

    def __init__(self) -> None:
        self.bars = self.notes = self.chords = 0

    def add(self, bars: Sequence[Sounding]) -> None:
        """Count the bars of a part as they are played; Damaged where they are over the limits."""
        self.bars += len(bars)
        most(self.bars, BARS, "bars, repeats written out")
        self.notes += sum(len(bar.notes) for bar in bars)
        most(self.notes, NOTES, "notes, repeats written out")
        self.chords += sum(len(bar.chords) for bar in bars)
        most(self.chords, CHANGES, "chord names, repeats written out")

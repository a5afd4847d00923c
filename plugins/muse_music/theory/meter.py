"""Meters: n/d, their accent groups and beats; every pattern of the composer is a function of them.

Times are in ticks, TICKS to the quarter note: 256ths and tuplets of up to 16, one within another
too, are whole numbers of them.
"""

import re
from dataclasses import dataclass
from functools import cached_property

TICKS = 2**6 * 3**3 * 5 * 7 * 11 * 13
DENOMINATORS = (1, 2, 4, 8, 16, 32)
_WRITTEN = re.compile(r"\s*(\d{1,3})\s*/\s*(\d{1,3})\s*(?::\s*(\d+(?:\s*\+\s*\d+)*))?\s*")
_CHARACTERS = 200  # 32/32:1+1+1... has some 70
_COMPOUND = (6, 9, 12)  # numerators over 8 whose felt beat is the dotted quarter


@dataclass(frozen=True, slots=True)
class Beat:
    """A felt pulse within the bar, in ticks.

    `strength` is 3 at the bar line, 2 where an accent group begins, 1 elsewhere; `divisions` is
    how many equal parts it has (2 for a quarter of eighths, 3 for a dotted quarter).
    """

    start: int
    length: int
    strength: int
    divisions: int

    @property
    def step(self) -> int:
        """The length of one division (ticks)."""
        return self.length // self.divisions


@dataclass(frozen=True)
class Meter:
    """A time signature with its accent groups, in units of 1/denominator."""

    numerator: int
    denominator: int
    groups: tuple[int, ...]

    def __str__(self) -> str:
        text = f"{self.numerator}/{self.denominator}"
        if self.groups == usual_groups(self.numerator, self.denominator):
            return text
        return f"{text}:{'+'.join(map(str, self.groups))}"

    @property
    def unit(self) -> int:
        """Ticks of 1/denominator."""
        return TICKS * 4 // self.denominator

    @property
    def bar(self) -> int:
        """Ticks of a bar."""
        return self.numerator * self.unit

    @property
    def felt(self) -> float:
        """Quarters in the beat that a tempo counts: 1.5 in 6/8, 9/8 and 12/8, otherwise 1."""
        return 1.5 if self.denominator == 8 and self.numerator in _COMPOUND else 1.0

    @property
    def compound(self) -> bool:
        """Whether most beats divide in three."""
        return sum(beat.divisions == 3 for beat in self.beats) * 2 > len(self.beats)

    @cached_property
    def beats(self) -> tuple[Beat, ...]:
        """The beats of one bar: quarters down to n/4, groups of units below."""
        if self.denominator <= 4:
            lengths: list[int] = []
            starts: set[int] = set()
            for group in self.groups:
                starts.add(len(lengths))
                lengths += [TICKS] * (group * 4 // self.denominator)
            parts = [2] * len(lengths)
            return _beats(lengths, parts, starts | _halves(self.groups, self.denominator))
        parts = [part for group in self.groups for part in _split(group, self.denominator)]
        places = 0
        starts = set()
        for size in usual_groups(len(parts), 4):
            starts.add(places)
            places += size
        return _beats([part * self.unit for part in parts], parts, starts)

    @cached_property
    def spans(self) -> tuple[tuple[Beat, ...], ...]:
        """The beats by accent group: each starts with a beat of strength 2 or 3."""
        spans: list[list[Beat]] = []
        for beat in self.beats:
            if beat.strength >= 2:
                spans.append([])
            spans[-1].append(beat)
        return tuple(map(tuple, spans))

    @cached_property
    def backbeat(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Ticks of the kicks and of the snares in one bar.

        4/4: 1 3 and 2 4. 3/4: 1 and 2 3. 5/4: 1 4 and 3 5. 7/8: 1 5 and 3 7 (eighths).
        """
        if self.denominator <= 4:
            if len(self.beats) == 3:
                return (0,), (self.beats[1].start, self.beats[2].start)
            kicks = [span[0].start for span in self.spans]
            snares = [span[-1].start for span in self.spans if len(span) > 1]
        else:
            kicks = [beat.start for beat in self.beats[::2]]
            snares = [beat.start for beat in self.beats[1::2]]
        last = self.beats[-1]
        if last.start in kicks and last.divisions > 1:
            snares.append(last.start + last.step * (last.divisions - 1))
        return tuple(kicks), tuple(snares)

    def strength(self, tick: int) -> int:
        """Return the strength of a tick of the bar: 3 to 1 on beats, 0 between them."""
        return self._strengths.get(tick, 0)

    @cached_property
    def _strengths(self) -> dict[int, int]:
        return {beat.start: beat.strength for beat in self.beats}


def parse(text: str) -> Meter:
    """Read "4/4" or "7/8:2+2+3"; ValueError says what a meter takes."""
    match = _WRITTEN.fullmatch(text) if len(text) <= _CHARACTERS else None
    n, d = (int(match[1]), int(match[2])) if match else (0, 0)
    if not match or not 1 <= n <= 32 or d not in DENOMINATORS:
        raise ValueError(
            f"invalid value {text[:40]!r}; expected n/d with n from 1 to 32 and d one of "
            "1, 2, 4, 8, 16, 32, such as 4/4, 6/8 or 7/8:2+2+3"
        )
    if not match[3]:
        return Meter(n, d, usual_groups(n, d))
    groups = tuple(int(part) for part in match[3].split("+"))
    if sum(groups) != n or 0 in groups:
        raise ValueError(f"invalid value {text[:40]!r}; expected groups that add up to {n}")
    return Meter(n, d, groups)


def usual_groups(n: int, d: int) -> tuple[int, ...]:
    """Return how a bar of n/d is usually heard: 5/4 as 3+2, 7/8 as 2+2+3, 12/8 as 3+3+3+3."""
    if n <= 3:
        return (n,)
    if d < 4:
        return (1,) * n
    if n % 3 == 0 and (d >= 8 or n % 2 or n == 6):
        return (3,) * (n // 3)
    if d >= 16 and n % 4 == 0:
        return (4,) * (n // 4)
    if d >= 8 and n in (8, 10, 11):
        return {8: (3, 3, 2), 10: (3, 3, 2, 2), 11: (3, 3, 3, 2)}[n]
    if n == 5:
        return (3, 2)
    return (2,) * (n // 2) if n % 2 == 0 else (2,) * ((n - 3) // 2) + (3,)


def _split(group: int, d: int) -> tuple[int, ...]:
    """Split a stated group that is too long for one beat into beats of 2 and 3 units."""
    if group <= 3 or (group == 4 and d >= 16):
        return (group,)
    return (3,) * (group // 3) if group % 3 == 0 else (*_split(group - 2, d), 2)


def _halves(groups: tuple[int, ...], d: int) -> set[int]:
    """Return the beats within groups of four quarters and more where a half begins."""
    starts, place = set(), 0
    for group in groups:
        size = group * 4 // d
        if size > 3:
            starts |= {place + at for at in range(0, size - 1, 2)}
        place += size
    return starts


def _beats(lengths: list[int], parts: list[int], starts: set[int]) -> tuple[Beat, ...]:
    beats, place = [], 0
    for index, (length, divisions) in enumerate(zip(lengths, parts, strict=True)):
        strength = 3 if index == 0 else 2 if index in starts else 1
        beats.append(Beat(place, length, strength, divisions))
        place += length
    return tuple(beats)

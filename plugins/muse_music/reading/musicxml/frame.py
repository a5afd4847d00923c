"""What the parts of a MusicXML score agree on: bars, meters, keys, tempos, repeats."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from muse_music.reading.limits import CHANGES, QUARTERS, Damaged, most
from muse_music.reading.musicxml.bar import Bar
from muse_music.reading.musicxml.values import fitting
from muse_music.reading.repeats import Signs
from muse_music.reading.score import Score
from muse_music.theory import meter as meters
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.timeline import Measure

_CHANGES = "changes of meter, key and tempo"
V = TypeVar("V", Meter, Key)
Change = tuple[int, V]


class Frame:
    """What all parts agree on, bar by bar as they are written: lengths, meters, keys, signs."""

    def __init__(self, written: Sequence[Sequence[Bar]]) -> None:
        self.count = max(map(len, written), default=0)
        silent = Bar()  # stands for a part that is shorter than others
        self.rows = [
            [bars[at] if at < len(bars) else silent for bars in written] for at in range(self.count)
        ]
        self.signs = [Signs() for _ in range(self.count)]
        for signs, row in zip(self.signs, self.rows, strict=True):
            for bar in row:
                signs.add(bar)
        _settled(self.signs, [any(bar.trio for bar in row) for row in self.rows])
        self.keys = _agreed(self.rows, lambda bar: bar.keys)
        changes = _agreed(self.rows, lambda bar: bar.meters)
        told = any(changes)
        free = not told
        current = meters.parse("4/4")
        self.lengths: list[int] = []
        self.meters: list[Meter] = []
        usual = None if told else _usual(self.rows)
        current = usual or current
        for row, found in zip(self.rows, changes, strict=True):
            if found and found[0][0] == 0:
                current = found[0][1]
            if any(bar.free for bar in row):
                free = True
            elif found:
                free = False
            length = _length(row, None if free else current.bar)
            if not length or (all(bar.empty for bar in row) and length < current.bar):
                length = current.bar
            meter = current
            if length > current.bar or (free and told):
                meter = fitting(length) or current
            self.lengths.append(length)
            self.meters.append(meter)
            if found:  # one within a bar counts from the next
                current = found[-1][1]
        self.told = told

    def starts(self, places: Sequence[int]) -> list[int]:
        """Return where each bar that is played starts (ticks), and where the last one ends."""
        made = [0]
        for place in places:
            made.append(made[-1] + self.lengths[place])
            if made[-1] > QUARTERS * TICKS:
                raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")
        return made

    def tell(self, made: Score, places: Sequence[int], starts: Sequence[int]) -> None:
        """Tell a piece its bars, meters, keys and tempos."""
        tempos = _tempos(self.rows)
        keys: list[Key | None] = []
        current: Key | None = next((found[0][1] for found in self.keys if found), None)
        for found in self.keys:
            if found and found[0][0] == 0:
                current = found[0][1]
            keys.append(current)
            if found:
                current = found[-1][1]
        for place, at in zip(places, starts, strict=False):
            meter = self.meters[place]
            if self.told or meter != meters.parse("4/4"):
                _change(made.meters, at, meter)
            key = keys[place]
            if key is not None:
                _change(made.keys, at, key)
            for tick, value in self.keys[place]:
                _change(made.keys, at + tick, value)
            for tick, quarter in tempos[place]:
                if not made.tempos or made.tempos[-1][1] != quarter:
                    made.tempos.append((at + tick, quarter))
            for each in (made.meters, made.keys, made.tempos):
                most(len(each), CHANGES, _CHANGES)
        whole = made.key
        made.measures = [
            Measure(at, self.lengths[place], self.meters[place], keys[place] or whole)
            for place, at in zip(places, starts, strict=False)
        ]
        first = made.measures[0]
        if first.length < first.meter.bar and len(places) > 1:
            made.pickup = first.length


def _length(row: Sequence[Bar], whole: int | None = None) -> int:
    """Return how long a bar is: as long as its longest part.

    Rests alone count no further than a `whole` bar, and not where all that sounds is equally long.
    """
    sounding = [bar.length for bar in row if bar.notes]
    if len(sounding) > 1 and len(set(sounding)) == 1:
        return sounding[0]
    resting = max((bar.length for bar in row if not bar.notes), default=0)
    if whole is not None:
        resting = min(resting, whole)
    return max(resting, *sounding) if sounding else resting


def _change(told: list[Change[V]], at: int, value: V) -> None:
    if not told or told[-1][1] != value:
        told.append((at, value))


def _agreed(
    rows: Sequence[Sequence[Bar]], of: Callable[[Bar], list[Change[V]]]
) -> list[list[Change[V]]]:
    """Return the changes of each bar that most parts make; the first part's where none is more."""
    current: list[V | None] = [None] * max(map(len, rows), default=0)
    agreed: V | None = None
    made: list[list[Change[V]]] = []
    for row in rows:
        changes: list[Change[V]] = []
        told: dict[int, list[tuple[int, V]]] = {}
        for who, bar in enumerate(row):
            for tick, value in of(bar):
                told.setdefault(tick, []).append((who, value))
        for tick in sorted(told):
            for who, value in told[tick]:
                current[who] = value
            votes = Counter(value for value in current if value is not None)
            best = votes.most_common(1)[0]
            first = next(value for value in current if value is not None)
            value = first if votes[first] == best[1] else best[0]
            if value != agreed:
                agreed = value
                changes.append((tick, value))
        made.append(changes)
    return made


def _usual(rows: Sequence[Sequence[Bar]]) -> Meter | None:
    """Return the meter of most bars of a piece that tells none."""
    lengths = Counter(map(_length, rows))
    lengths.pop(0, None)
    return fitting(lengths.most_common(1)[0][0]) if lengths else None


def _tempos(rows: Sequence[Sequence[Bar]]) -> list[list[tuple[int, int]]]:
    """Return the tempos of each bar, told by any part: those of its start in the first place."""
    made: list[list[tuple[int, int]]] = []
    current: int | None = None
    for row in rows:
        found: dict[int, int] = {}
        for bar in row:
            for tick, quarter in bar.tempos:
                found.setdefault(tick, quarter)
        if current is not None:  # a jump to here has the tempo that is in force here
            found.setdefault(0, current)
        changes = sorted(found.items())
        current = changes[-1][1] if changes else current
        made.append(changes)
    return made


def _settled(signs: list[Signs], trios: Sequence[bool]) -> None:
    """Settle what the signs of jumps leave open."""
    jumps = [at for at, s in enumerate(signs) if s.jump]
    if not jumps:
        return
    for at in jumps:
        # Words may stand a bar before the end of the section that they are meant for.
        after = signs[at + 1] if at + 1 < len(signs) else None
        last = at + 2 == len(signs)
        if after and not signs[at].backward and (after.backward or (last and not after.coda)):
            after.jump, signs[at].jump = after.jump or signs[at].jump, ""
    codas = [at for at, s in enumerate(signs) if s.coda]
    if not any(s.to_coda for s in signs):  # both are the same sign: the first is where one leaves
        for at in codas[:-1]:
            signs[at].coda = False
            if at:
                signs[at - 1].to_coda = True
    if not codas and not any(s.fine for s in signs):
        # A minuet comes again after its trio, and ends where that began.
        closed = [
            at
            for at, s in enumerate(signs)
            if s.backward and not (at + 1 < len(signs) and signs[at + 1].endings)
        ]
        lasts = [
            at for at in range(1, len(signs)) if signs[at - 1].endings and not signs[at].endings
        ]
        ends = sorted({*closed, *(at - 1 for at in lasts)})
        trio = next((at for at, begins in enumerate(trios) if begins and at), None)
        if trio is not None and trio <= jumps[-1]:
            signs[trio - 1].fine = True
        elif len(ends) == 4 or (len(ends) == 3 and signs[-1].endings):
            signs[ends[1]].fine = True

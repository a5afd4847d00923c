"""A tree of MusicXML as a piece: its parts' bars laid one after another as they are played."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from xml.etree.ElementTree import Element

from muse_music.reading.limits import CHANGES, PARTS, QUARTERS, Damaged, most
from muse_music.reading.musicxml.bars import Bar, Left, PartReader
from muse_music.reading.musicxml.drums import program_of
from muse_music.reading.musicxml.values import fitting
from muse_music.reading.repeats import Played, Signs, order
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import meter as meters
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, ChordSpan, Dynamic, Note

_CHANGES = "changes of meter, key and tempo"
V = TypeVar("V", Meter, Key)
Change = tuple[int, V]


class Reader:
    """Reads a partwise score."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.left = Left()
        self.programs = 0  # that are told wrong

    def score(self) -> Score:
        """Return the piece; Damaged where it holds no music, or too much."""
        root = self.root
        title = root.findtext("work/work-title") or root.findtext("movement-title") or ""
        made = Score(title=" ".join(title.split())[:120], exact=True)
        self._named(made)
        listed = {p.get("id", ""): p for p in root.findall("part-list/score-part")}
        parts = root.findall("part")
        if not parts:
            raise Damaged("it has no parts")
        if len(parts) > PARTS:
            raise Damaged(f"it has {len(parts)} parts, and at most {PARTS} are read")
        told = [listed.get(part.get("id", "")) for part in parts]
        written = [list(self._part(*each)) for each in zip(parts, told, strict=True)]
        frame = Frame(written)
        places = order(frame.signs)
        played = Played()
        starts = frame.starts(places)
        for who, bars in zip(told, written, strict=True):
            played.add([bars[at] for at in places if at < len(bars)])
            self._laid(made, who, bars, places, starts)
        if not made.parts:
            raise Damaged("it has no notes")
        frame.tell(made, places, starts)
        made.chords = _spans(written, places, starts)
        made.dynamics = _dynamics(written, places, starts)
        self._report(made)
        return made

    def _named(self, made: Score) -> None:
        for creator in self.root.findall("identification/creator"):
            name = " ".join((creator.text or "").split())[:120]
            if creator.get("type") == "composer":
                made.composer = made.composer or name
            elif creator.get("type") in ("lyricist", "poet"):
                made.poet = made.poet or name

    def _part(self, part: Element, told: Element | None) -> list[Bar]:
        return list(PartReader(told, self.left).bars(part))

    def _laid(
        self,
        made: Score,
        told: Element | None,
        bars: Sequence[Bar],
        places: Sequence[int],
        starts: Sequence[int],
    ) -> None:
        """Add a part with its bars as they are played, and what of it plays the drum kit."""
        name = " ".join(((told.findtext("part-name") if told is not None else "") or "").split())
        program, right = program_of(told)
        self.programs += not right
        lines: tuple[list[Note], list[Note]] = ([], [])
        pedal: list[tuple[int, int]] = []
        down = -1
        ended: tuple[dict[tuple[int, int], int], ...] = ({}, {})
        for place, at in zip(places, starts, strict=False):
            if place >= len(bars):
                continue
            bar = bars[place]
            for which, note in enumerate(bar.notes):
                moved = replace(note, start=note.start + at)
                kind = which in bar.drums
                notes, known = lines[kind], ended[kind]
                before = known.pop((note.pitch, moved.start), None) if which in bar.ties else None
                if before is not None:
                    first = notes[before]
                    notes[before] = replace(first, length=moved.end - first.start)
                else:
                    before = len(notes)
                    notes.append(moved)
                known[note.pitch, moved.end] = before
            for tick, kind_of in bar.pedals:
                if down >= 0 and at + tick > down:
                    pedal.append((down, at + tick))
                down = -1 if kind_of == "stop" else at + tick
        for notes, player in zip(lines, (program, DRUMS), strict=True):
            if notes:
                notes.sort(key=lambda n: (n.start, n.pitch))
                made.parts.append(ScorePart(name[:80], player, notes, pedal=pedal))

    def _report(self, made: Score) -> None:
        """Tell what isn't kept as it is written."""
        left = self.left
        for count, text in (
            (
                left.moved,
                "notes that MIDI has no pitch for are moved to the nearest, or by octaves",
            ),
            (left.verses, "further verses of words are left out"),
            (left.times, "meters that can't be counted are left out"),
            (left.hints, "key signatures that can't be written are left out"),
            (self.programs, "players are told by numbers that General MIDI doesn't have"),
        ):
            if count:
                made.notes.append(f"{count:,} {text}.")


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
        _settled(self.signs)
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
            length = _length(row)
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
        from muse_music.theory.timeline import Measure

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


def _length(row: Sequence[Bar]) -> int:
    """Return how long a bar is: as its longest part, but for rests that others contradict."""
    sounding = [bar.length for bar in row if bar.notes]
    if len(sounding) > 1 and len(set(sounding)) == 1:
        return sounding[0]
    return max(bar.length for bar in row)


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


def _settled(signs: list[Signs]) -> None:
    """Tell To Coda and coda apart where both are the same sign: the first is where one leaves."""
    if any(s.to_coda for s in signs) or not any(s.jump for s in signs):
        return
    codas = [at for at, s in enumerate(signs) if s.coda]
    for at in codas[:-1]:
        signs[at].coda = False
        if at:
            signs[at - 1].to_coda = True


def _spans(
    written: Sequence[Sequence[Bar]], places: Sequence[int], starts: Sequence[int]
) -> list[ChordSpan]:
    """Return the chord symbols of the first part that has some, as they are played."""
    bars = next((bars for bars in written if any(bar.chords for bar in bars)), None)
    if bars is None:
        return []
    told = [
        (at + tick, chord)
        for place, at in zip(places, starts, strict=False)
        if place < len(bars)
        for tick, chord in bars[place].chords
    ]
    ends = [tick for tick, _ in told[1:]] + [starts[-1]]
    return [
        ChordSpan(tick, end, chord)
        for (tick, chord), end in zip(told, ends, strict=True)
        if end > tick and chord is not None
    ]


def _dynamics(
    written: Sequence[Sequence[Bar]], places: Sequence[int], starts: Sequence[int]
) -> list[Dynamic]:
    """Return the dynamics of the part that has most, as they are played."""
    bars = max(written, key=lambda part: sum(len(bar.dynamics) for bar in part))
    made: list[Dynamic] = []
    for place, at in zip(places, starts, strict=False):
        for tick, mark in bars[place].dynamics if place < len(bars) else ():
            if made and made[-1].mark in ("crescendo", "diminuendo") and not made[-1].end:
                last = made.pop()
                if at + tick > last.start:
                    made.append(replace(last, end=at + tick))
            if mark:
                made.append(Dynamic(at + tick, mark))
    if made and made[-1].mark in ("crescendo", "diminuendo") and not made[-1].end:
        made.pop()
    return made

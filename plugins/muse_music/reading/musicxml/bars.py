"""The measures of a part as bars: what sounds in them, and what they tell of the piece."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from xml.etree.ElementTree import Element

from muse_music.reading.limits import CHANGES, NOTES, most
from muse_music.reading.musicxml import directions, marks
from muse_music.reading.musicxml.bar import Bar
from muse_music.reading.musicxml.drums import Kit
from muse_music.reading.musicxml.harmony import chord_of
from muse_music.reading.musicxml.numbers import Time, divided, number, plain, ticks
from muse_music.reading.musicxml.values import (
    key_of,
    meter_of,
    moved_by,
    pitch_of,
    turns_of,
    words_of,
)
from muse_music.reading.repeats import MOST_BARS
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note

_CHANGES = "changes of meter, key and tempo"
_MOST_GRACES = 16
_TYPES: dict[str, Fraction] = {
    **{name: Fraction(2) ** n for n, name in enumerate(("quarter", "half", "whole", "breve"))},
    "eighth": Fraction(1, 2),
    **{name: Fraction(1, 2**n) for n, name in enumerate(("16th", "32nd", "64th", "128th"), 2)},
    **{"256th": Fraction(1, 64), "512th": Fraction(1, 128)},
}


@dataclass
class Left:
    """What a piece has that isn't kept as it is written: what for the report, and how often."""

    moved: int = 0
    verses: int = 0
    hints: int = 0
    times: int = 0


class PartReader:
    """Reads the measures of one part, one after another."""

    def __init__(self, told: Element | None, left: Left) -> None:
        self.left = left
        self.kit = Kit(told)
        self.divisions = Fraction(1)
        self.moved = self.fifths = 0
        self.endings: frozenset[int] = frozenset()
        self.verse: str | None = None
        self.verses: set[str] = set()
        self.graces: list[int] = []
        self.slurs: set[str] = set()
        self.whole = 4 * TICKS
        self.rough = False  # whether the file rounds the lengths of tuplets
        self.count = self.changes = 0
        self.forward = self.segno = self.coda = False
        self.bar = Bar()
        self.before = self.bar

    def bars(self, part: Element) -> Iterator[Bar]:
        """Yield the bars as they are written."""
        for place, measure in enumerate(part.findall("measure")):
            most(place, MOST_BARS, "bars")
            bar = self._bar(measure)
            self.changes += len(bar.meters) + len(bar.keys) + len(bar.tempos) + len(bar.dynamics)
            most(self.changes, CHANGES, _CHANGES)
            yield bar
        self.left.verses = max(self.left.verses, len(self.verses) - 1)

    def _bar(self, measure: Element) -> Bar:
        bar = Bar(endings=self.endings, forward=self.forward, segno=self.segno, coda=self.coda)
        self.forward = self.segno = self.coda = False
        self.before, self.bar = self.bar, bar
        self.now: Time = 0
        self.last: Time = 0  # where the note before begins
        self.longest: Time = 0
        self.places, self.known = [0], dict[int, Time]({0: 0})
        labels: list[tuple[Time, str]] = []
        for item in measure:
            tag = item.tag
            if tag == "note":
                self._note(item)
            elif tag == "attributes":
                self._attributes(item)
            elif tag in ("backup", "forward"):
                step = ticks(item.findtext("duration"), self.divisions)
                self._go(self.now - step if tag == "backup" else self.now + step)
                self.last = self.now
            elif tag == "harmony":
                chord = chord_of(item, self.moved)
                at = self.now + directions.offset(item, self.divisions)
                bar.chords.append((max(0, round(at)), chord))
            elif tag in ("direction", "sound"):
                labels += directions.taken(item, self.now, self.divisions, bar)
            elif tag == "barline":
                labels += self._barline(item)
            if self.now > self.longest:
                self.longest = self.now
        bar.length = round(self.longest)
        self._labelled(bar, labels)
        return bar

    def _labelled(self, bar: Bar, labels: list[tuple[Time, str]]) -> None:
        """Take in segno and coda: at the end of a bar they belong to the next."""
        for at, label in labels:
            late = 0 < self.longest <= at
            if label == "segno":
                self.segno, bar.segno = self.segno or late, bar.segno or not late
            else:
                self.coda, bar.coda = self.coda or late, bar.coda or not late

    def _go(self, goal: Time) -> None:
        """Go to a time; where lengths are rounded in the file, to the one that is meant."""
        to: Time = max(Fraction(0), plain(goal))
        if self.rough and round(to) not in self.known:
            place = round(to)
            at = bisect_left(self.places, place)
            near = min(self.places[max(0, at - 1) : at + 1], key=lambda t: abs(t - place))
            to = self.known[near] if abs(near - place) * float(self.divisions) < TICKS else to
        self.now = plain(to)

    def _attributes(self, item: Element) -> None:
        bar = self.bar
        self.divisions = divided(item.findtext("divisions"), self.divisions)
        shift = item.find("transpose")
        if shift is not None:
            self.moved, self.fifths = moved_by(shift)
        for each in item.findall("key")[:1]:
            key = key_of(each, self.fifths if not self.kit.drums else 0)
            if key is not None:
                bar.keys.append((round(self.now), key))
            elif each.find("fifths") is not None:
                self.left.hints += 1
        time = item.find("time")
        if time is not None:
            found = meter_of(time)
            if found is not None:
                bar.meters.append((round(self.now), found))
                self.whole = found.bar
            elif time.find("beats") is not None:
                self.left.times += 1
            bar.free = found is None

    def _note(self, item: Element) -> None:
        """Add a note, and go to where the next one starts."""
        bar = self.bar
        chord = item.find("chord") is not None
        drum = item.find("unpitched") is not None
        sounding = (self.kit.pitch(item), True) if drum else pitch_of(item, self.moved)
        if item.find("grace") is not None:
            if sounding is not None and item.find("cue") is None:
                self._counted(sounding[1])
                if len(self.graces) < _MOST_GRACES:
                    self.graces.append(sounding[0])
            return
        length = self._length(item)
        start = self.last if chord else self.now
        if not chord:
            self.now = plain(self.now + length)
            if self.rough and round(self.now) not in self.known:
                insort(self.places, round(self.now))
                self.known[round(self.now)] = self.now
        self.last = start
        bar.empty = bar.empty and not length
        if sounding is None or not length or item.find("cue") is not None:
            return
        self._counted(sounding[1])
        lyric = self._lyric(item)
        begin, end = round(start), round(start + length)
        if lyric and chord and bar.notes and bar.notes[-1].start == begin:
            if not bar.notes[-1].lyric:
                bar.notes[-1] = replace(bar.notes[-1], lyric=lyric)
            lyric = ""
        ties, made = marks.taken(item, self.slurs)
        if "stop" in ties:
            bar.ties.add(len(bar.notes))
        if "start" in ties:
            bar.binds.add(len(bar.notes))
        if drum or self.kit.drums:
            bar.drums.add(len(bar.notes))
        graces: tuple[int, ...] = ()
        if self.graces and not chord:
            graces, self.graces = tuple(self.graces), []
        note = Note(begin, max(1, end - begin), sounding[0], 0.5, lyric, made, graces)
        bar.notes.append(note)

    def _counted(self, inside: bool) -> None:
        self.count += 1
        most(self.count, NOTES, "notes")
        self.left.moved += not inside

    def _length(self, item: Element) -> Time:
        """Return how long a note lasts; a tuplet of rounded lengths as long as it is written."""
        told = item.findtext("duration")
        length = ticks(told, self.divisions)
        rest = item.find("rest")
        if rest is not None:
            if rest.get("measure") == "yes" and length > self.whole:
                return self.whole
            return length
        tuplet = item.find("time-modification")
        if tuplet is None and told is not None:
            return length
        kind = _TYPES.get((item.findtext("type") or "").strip())
        if kind is None:
            return length
        written = kind * TICKS
        written *= 2 - Fraction(1, 2 ** min(4, len(item.findall("dot"))))
        if tuplet is not None:
            actual, normal = tuplet.findtext("actual-notes"), tuplet.findtext("normal-notes")
            written *= divided(normal, Fraction(1)) / divided(actual, Fraction(1))
        if told is None or 0 < abs(written - length) < TICKS / self.divisions:
            self.rough = True
            return plain(written)
        return length

    def _lyric(self, item: Element) -> str:
        """Return the syllable of the first verse."""
        found = ""
        for lyric in item.findall("lyric"):
            verse = lyric.get("number") or lyric.get("name") or "1"
            text = words_of(lyric)
            if text and len(self.verses) < 20:
                self.verses.add(verse)
                self.verse = verse if self.verse is None else self.verse
            if verse == self.verse and not found:
                found = text
        return found

    def _barline(self, item: Element) -> list[tuple[Time, str]]:
        """Take in repeats and endings; return the signs that stand at a bar line."""
        bar = self.bar
        left = item.get("location") == "left"
        ending = item.find("ending")
        if ending is not None and ending.get("type") == "start":
            bar.endings = self.endings = turns_of(ending)
        elif ending is not None:
            self.endings = frozenset()
            if left:  # that of the bar before is over
                bar.endings = self.endings
        repeat = item.find("repeat")
        if repeat is not None and repeat.get("direction") == "forward":
            late = not left and self.longest > 0
            bar.forward, self.forward = bar.forward or not late, late
        elif repeat is not None:
            ended = self.before if left else bar
            ended.backward = round(number(repeat.get("times"), 2, 1, 8))
            self.endings = frozenset()
        at = 0 if left else self.longest
        return [(at, name) for name in ("segno", "coda") if item.find(name) is not None]

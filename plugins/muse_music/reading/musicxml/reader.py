"""A tree of MusicXML as a piece: its parts' bars laid one after another as they are played."""

from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from muse_music.reading.limits import PARTS, Damaged
from muse_music.reading.musicxml.bar import Bar
from muse_music.reading.musicxml.bars import Left, PartReader
from muse_music.reading.musicxml.drums import program_of
from muse_music.reading.musicxml.frame import Frame
from muse_music.reading.repeats import Played, order
from muse_music.reading.score import Score, ScorePart
from muse_music.theory.notes import DRUMS, ChordSpan, Dynamic, Note


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
        ended: tuple[dict[tuple[int, int], list[int]], ...] = ({}, {})
        for place, at in zip(places, starts, strict=False):
            if place >= len(bars):
                continue
            bar = bars[place]
            for which, note in enumerate(bar.notes):
                moved = replace(note, start=note.start + at)
                kind = which in bar.drums
                notes, known = lines[kind], ended[kind]
                waiting = known.get((note.pitch, moved.start)) if which in bar.ties else None
                if waiting:
                    before = waiting.pop(0)
                    first = notes[before]
                    notes[before] = replace(first, length=moved.end - first.start)
                else:
                    before = len(notes)
                    notes.append(moved)
                if which in bar.binds:
                    known.setdefault((note.pitch, moved.end), []).append(before)
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
            (left.moved, "Notes that MIDI has no pitch for are moved to the nearest or by octaves"),
            (left.verses, "Further verses of words are left out"),
            (left.times, "Meters that can't be counted are left out"),
            (left.hints, "Key signatures that can't be written are left out"),
            (self.programs, "Players are guessed where General MIDI doesn't have their number"),
        ):
            if count:
                made.notes.append(f"{text} ({count:,}).")


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

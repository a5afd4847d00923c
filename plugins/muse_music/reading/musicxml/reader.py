"""A tree of MusicXML as a piece: parts, measures, notes."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from muse_music.reading.limits import CHANGES, NOTES, PARTS, QUARTERS, Damaged, most
from muse_music.reading.musicxml.values import (
    Bar,
    attributes,
    barline,
    chord_of,
    number,
    pitch_of,
    program_of,
    same,
    tempo,
    ticks,
    unpitched,
)
from muse_music.reading.repeats import MOST_BARS, Played, unfolded
from muse_music.reading.score import Score, ScorePart
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import ChordSpan, Note

_CHANGES = "changes of meter, key and tempo"


class Reader:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.count = 0

    def score(self) -> Score:
        root = self.root
        title = root.findtext("work/work-title") or root.findtext("movement-title") or ""
        made = Score(title=" ".join(title.split())[:120])
        listed = {p.get("id", ""): p for p in root.findall("part-list/score-part")}
        parts = root.findall("part")
        if not parts:
            raise Damaged("it has no parts")
        if len(parts) > PARTS:
            raise Damaged(f"it has {len(parts)} parts, and at most {PARTS} are read")
        lengths: list[int] = []
        played = Played()
        for part in parts:
            bars = list(self._bars(part, listed.get(part.get("id", ""))))
            order = list(unfolded(bars))
            played.add(order)
            if not lengths:
                lengths = [bar.length for bar in order]
                made.pickup = _pickup(order)
            self._laid(made, part, listed.get(part.get("id", "")), order, lengths)
        if not any(p.notes for p in made.parts):
            raise Damaged("it has no notes")
        made.parts = [p for p in made.parts if p.notes]
        return made

    def _laid(
        self,
        made: Score,
        part: Element,
        told: Element | None,
        order: list[Bar],
        lengths: list[int],
    ) -> None:
        """Add a part: its bars one after another, as long as those of the first part."""
        name = " ".join(((told.findtext("part-name") if told is not None else "") or "").split())
        program = program_of(told, part)
        notes: list[Note] = []
        first = not made.parts
        at = 0
        for place, bar in enumerate(order):
            for which, note in enumerate(bar.notes):
                moved = replace(note, start=note.start + at)
                if which in bar.ties and _joined(notes, moved):
                    continue
                notes.append(moved)
            if first:
                made.meters += [(at + t, v) for t, v in bar.meters if not same(made.meters, v)]
                made.keys += [(at + t, v) for t, v in bar.keys if not same(made.keys, v)]
                made.tempos += [(at + t, v) for t, v in bar.tempos]
                for each in (made.meters, made.keys, made.tempos):
                    most(len(each), CHANGES, _CHANGES)
                made.chords += [ChordSpan(at + t, at + t, c) for t, c in bar.chords]
            at += lengths[place] if place < len(lengths) else bar.length
            if at > QUARTERS * TICKS:
                raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")
        ends = [span.start for span in made.chords[1:]] + [at]
        if first:
            made.chords = [
                replace(s, end=e) for s, e in zip(made.chords, ends, strict=False) if e > s.start
            ]
        notes.sort(key=lambda n: (n.start, n.pitch))
        made.parts.append(ScorePart(name[:80], program, notes))

    def _bars(self, part: Element, told: Element | None) -> Iterator[Bar]:
        divisions, transposed = 1.0, 0
        drums = unpitched(told)
        endings: frozenset[int] = frozenset()
        word = False
        changes = 0
        for place, measure in enumerate(part.findall("measure")):
            most(place, MOST_BARS, "bars")
            bar = Bar(implicit=measure.get("implicit") == "yes", endings=endings)
            now = last = 0
            for item in measure:
                tag = item.tag
                if tag == "attributes":
                    divisions = number(item.findtext("divisions"), divisions, 1, 100_000)
                    shift = item.find("transpose")
                    if shift is not None:
                        transposed = round(number(shift.findtext("chromatic"), 0, -60, 60))
                        octave = number(shift.findtext("octave-change"), 0, -5, 5)
                        transposed += 12 * round(octave)
                    attributes(item, now, bar)
                elif tag in ("backup", "forward"):
                    step = ticks(item.findtext("duration"), divisions)
                    now = max(0, now - step) if tag == "backup" else now + step
                    last = now
                elif tag == "note":
                    start, now, word = self._note(
                        item, bar, now, last, divisions, transposed, drums, word
                    )
                    last = start
                elif tag == "harmony":
                    chord = chord_of(item)
                    offset = number(item.findtext("offset"), 0, -1e6, 1e6) * TICKS / divisions
                    if chord is not None:
                        bar.chords.append((max(0, now + round(offset)), chord))
                elif tag in ("direction", "sound"):
                    tempo(item, now, bar)
                elif tag == "barline":
                    endings = barline(item, bar, endings)
                bar.length = max(bar.length, now)
            changes += len(bar.meters) + len(bar.keys) + len(bar.tempos)
            most(changes, CHANGES, _CHANGES)
            yield bar

    def _note(
        self,
        item: Element,
        bar: Bar,
        now: int,
        last: int,
        divisions: float,
        transposed: int,
        drums: dict[str, int],
        word: bool,
    ) -> tuple[int, int, bool]:
        """Add a note; return its start, where the next one starts, and if a word goes on."""
        if item.find("grace") is not None or item.find("cue") is not None:
            return last, now, word
        length = ticks(item.findtext("duration"), divisions)
        chord = item.find("chord") is not None
        start = last if chord else now
        after = now if chord else now + length
        pitch = pitch_of(item, transposed, drums)
        if pitch is None or not length:
            return start, after, word
        self.count += 1
        most(self.count, NOTES, "notes")
        lyric = item.find("lyric")
        text = ""
        if lyric is not None and not chord:
            text = " ".join((lyric.findtext("text") or "").split())[:40]
            if text and lyric.findtext("syllabic") in ("begin", "middle"):
                text += "-"
        if any(t.get("type") == "stop" for t in item.findall("tie")):
            bar.ties.add(len(bar.notes))
        bar.notes.append(Note(start, length, pitch, 0.5, text))
        return start, after, word


def _joined(notes: list[Note], tied: Note) -> bool:
    """Lengthen the note that a tied one goes on from; False when there is none."""
    for place in range(len(notes) - 1, max(-1, len(notes) - 24), -1):
        before = notes[place]
        if before.pitch == tied.pitch and abs(before.end - tied.start) <= 1:
            notes[place] = replace(before, length=tied.end - before.start)
            return True
    return False


def _pickup(order: list[Bar]) -> int:
    """Return the length of an incomplete first bar; 0 when it is whole."""
    if not order or not order[0].meters:
        return 0
    whole = order[0].meters[0][1].bar
    return order[0].length if order[0].length < whole and len(order) > 1 else 0

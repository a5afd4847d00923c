"""MusicXML: read by expat without entities, under caps of size, depth and count."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import isfinite
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from muse_music.reading.limits import (
    DEPTH,
    ELEMENTS,
    NOTES,
    PARTS,
    QUARTERS,
    RATIO,
    UNZIPPED,
    Damaged,
    refused,
)
from muse_music.reading.repeats import unfolded
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import keys, meter, progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, ChordSpan, Note

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_UNITS = {"whole": 4.0, "half": 2.0, "quarter": 1.0, "eighth": 0.5, "16th": 0.25}
_KINDS = {
    **{"major": "", "minor": "m", "dominant": "7", "major-seventh": "maj7", "minor-seventh": "m7"},
    **{"half-diminished": "m7b5", "diminished": "dim", "diminished-seventh": "dim7"},
    **{"augmented": "aug", "suspended-second": "sus2", "suspended-fourth": "sus4", "power": "5"},
    **{"major-sixth": "6", "minor-sixth": "m6", "dominant-ninth": "9", "major-ninth": "maj9"},
    **{"minor-ninth": "m9", "dominant-13th": "13", "major-minor": "m(maj7)"},
}


def read_mxl(data: bytes, name: str) -> Score:
    """Return the piece of a compressed MusicXML file; RequestError for a zip that is a trap."""
    try:
        return read_musicxml(_unzipped(data), name)
    except Damaged as error:
        raise refused(name, str(error)) from None
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, NotImplementedError):
        raise refused(name, "it is a damaged zip") from None


def _unzipped(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > 200:
            raise Damaged("it has too many files inside")
        wanted = ""
        if "META-INF/container.xml" in archive.namelist():
            root = _tree(_entry(archive, "META-INF/container.xml", 2**16))
            found = next((e for e in root.iter() if _plain(e.tag) == "rootfile"), None)
            wanted = found.get("full-path", "") if found is not None else ""
        names = [e.filename for e in entries]
        if wanted not in names:
            scores = [n for n in names if n.lower().endswith((".musicxml", ".xml"))]
            wanted = next((n for n in scores if not n.startswith("META-INF")), "")
        if not wanted:
            raise Damaged("there is no score inside")
        return _entry(archive, wanted, UNZIPPED)


def _entry(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Return a file of an archive, read no further than its cap whatever it states."""
    info = archive.getinfo(name)
    if info.file_size > most or info.file_size > RATIO * max(info.compress_size, 256):
        raise Damaged("it would become too large")
    with archive.open(info) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Damaged("it would become too large")
    return data


def read_musicxml(data: bytes, name: str) -> Score:
    """Return the piece of a partwise MusicXML file; RequestError when it is damaged."""
    try:
        root = _tree(data)
        if _plain(root.tag) == "score-timewise":
            raise Damaged("it is score-timewise MusicXML; save it as score-partwise")
        if _plain(root.tag) != "score-partwise":
            raise Damaged("it is XML, but not MusicXML")
        return _Reader(root).score()
    except Damaged as error:
        raise refused(name, str(error)) from None
    except expat.ExpatError as error:
        raise refused(name, f"its XML is damaged ({expat.errors.messages[error.code]})") from None
    except (LookupError, ValueError, OverflowError) as error:
        raise refused(name, f"its XML is damaged ({error!s:.60})") from None


def _tree(data: bytes) -> Element:
    """Return the tree of an XML text without entities, levels or elements beyond the caps."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    count = depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count += 1
        depth += 1
        if count > ELEMENTS or depth > DEPTH:
            raise Damaged("it has too many elements" if count > ELEMENTS else "it nests too deep")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def entity(*_: object) -> None:
        raise Damaged("it declares entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = entity
    parser.ExternalEntityRefHandler = lambda *_: 1  # a DTD is named by most scores; it isn't read
    parser.buffer_text = True
    parser.Parse(data, True)
    return builder.close()


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


@dataclass
class _Bar:
    """What a measure holds: notes from its start, and how long it is (ticks)."""

    length: int = 0
    notes: list[Note] = field(default_factory=list)
    ties: set[int] = field(default_factory=set)  # places of notes that a tie leads to
    chords: list[tuple[int, Chord]] = field(default_factory=list)
    meters: list[tuple[int, Meter]] = field(default_factory=list)
    keys: list[tuple[int, Key]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    implicit: bool = False


class _Reader:
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
        for part in parts:
            bars = list(self._bars(part, listed.get(part.get("id", ""))))
            order = list(unfolded(bars))
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
        order: list[_Bar],
        lengths: list[int],
    ) -> None:
        """Add a part: its bars one after another, as long as those of the first part."""
        name = " ".join(((told.findtext("part-name") if told is not None else "") or "").split())
        program = _program(told, part)
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
                made.meters += [(at + t, v) for t, v in bar.meters if not _same(made.meters, v)]
                made.keys += [(at + t, v) for t, v in bar.keys if not _same(made.keys, v)]
                made.tempos += [(at + t, v) for t, v in bar.tempos]
                made.chords += [ChordSpan(at + t, at + t, c) for t, c in bar.chords]
            at += lengths[place] if place < len(lengths) else bar.length
            if at > QUARTERS * TICKS:
                raise Damaged(f"it lasts over {QUARTERS} quarter notes")
        ends = [span.start for span in made.chords[1:]] + [at]
        if first:
            made.chords = [
                replace(s, end=e) for s, e in zip(made.chords, ends, strict=False) if e > s.start
            ]
        notes.sort(key=lambda n: (n.start, n.pitch))
        made.parts.append(ScorePart(name[:80], program, notes))

    def _bars(self, part: Element, told: Element | None) -> Iterator[_Bar]:
        divisions, transposed = 1.0, 0
        drums = _unpitched(told)
        endings: frozenset[int] = frozenset()
        word = False
        for measure in part.findall("measure"):
            bar = _Bar(implicit=measure.get("implicit") == "yes", endings=endings)
            now = last = 0
            for item in measure:
                tag = item.tag
                if tag == "attributes":
                    divisions = _number(item.findtext("divisions"), divisions, 1, 100_000)
                    shift = item.find("transpose")
                    if shift is not None:
                        transposed = round(_number(shift.findtext("chromatic"), 0, -60, 60))
                        octave = _number(shift.findtext("octave-change"), 0, -5, 5)
                        transposed += 12 * round(octave)
                    _attributes(item, now, bar)
                elif tag in ("backup", "forward"):
                    step = _ticks(item.findtext("duration"), divisions)
                    now = max(0, now - step) if tag == "backup" else now + step
                    last = now
                elif tag == "note":
                    start, now, word = self._note(
                        item, bar, now, last, divisions, transposed, drums, word
                    )
                    last = start
                elif tag == "harmony":
                    chord = _chord(item)
                    offset = _number(item.findtext("offset"), 0, -1e6, 1e6) * TICKS / divisions
                    if chord is not None:
                        bar.chords.append((max(0, now + round(offset)), chord))
                elif tag in ("direction", "sound"):
                    _tempo(item, now, bar)
                elif tag == "barline":
                    endings = _barline(item, bar, endings)
                bar.length = max(bar.length, now)
            yield bar

    def _note(
        self,
        item: Element,
        bar: _Bar,
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
        length = _ticks(item.findtext("duration"), divisions)
        chord = item.find("chord") is not None
        start = last if chord else now
        after = now if chord else now + length
        pitch = _pitch(item, transposed, drums)
        if pitch is None or not length:
            return start, after, word
        self.count += 1
        if self.count > NOTES:
            raise Damaged(f"it has over {NOTES} notes")
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


def _pitch(item: Element, transposed: int, drums: dict[str, int]) -> int | None:
    pitch = item.find("pitch")
    if pitch is not None:
        step = _STEPS[(pitch.findtext("step") or "").strip()]
        octave = round(_number(pitch.findtext("octave"), 4, 0, 10))
        alter = round(_number(pitch.findtext("alter"), 0, -3, 3))
        sounding = 12 * (octave + 1) + step + alter + transposed
        if not 0 <= sounding <= 127:
            raise Damaged(f"it has a pitch of {sounding}, and MIDI knows 0 to 127")
        return sounding
    if item.find("unpitched") is not None:
        instrument = item.find("instrument")
        return drums.get(instrument.get("id", "") if instrument is not None else "", 38)
    return None


def _joined(notes: list[Note], tied: Note) -> bool:
    """Lengthen the note that a tied one goes on from; False when there is none."""
    for place in range(len(notes) - 1, max(-1, len(notes) - 24), -1):
        before = notes[place]
        if before.pitch == tied.pitch and abs(before.end - tied.start) <= 1:
            notes[place] = replace(before, length=tied.end - before.start)
            return True
    return False


def _pickup(order: list[_Bar]) -> int:
    """Return the length of an incomplete first bar; 0 when it is whole."""
    if not order or not order[0].meters:
        return 0
    whole = order[0].meters[0][1].bar
    return order[0].length if order[0].length < whole and len(order) > 1 else 0


def _attributes(item: Element, now: int, bar: _Bar) -> None:
    fifths = item.findtext("key/fifths")
    if fifths is not None:
        sharps = round(_number(fifths, 0, -7, 7))
        mode = (item.findtext("key/mode") or "major").strip().lower()
        mode = mode if mode in keys.MODES else "major"
        for tonic in range(12):
            key = keys.named(sharps, tonic)
            if key is not None and key.mode == mode:
                bar.keys.append((now, key))
    beats, unit = item.findtext("time/beats"), item.findtext("time/beat-type")
    if beats and unit:
        groups = [int(b) for b in beats.split("+")]
        text = f"{sum(groups)}/{unit.strip()}"
        plain = meter.parse(text)
        if len(groups) > 1:
            plain = meter.parse(f"{text}:{'+'.join(map(str, groups))}")
        bar.meters.append((now, plain))


def _tempo(item: Element, now: int, bar: _Bar) -> None:
    sound = item if item.tag == "sound" else item.find("sound")
    if sound is not None and sound.get("tempo"):
        bar.tempos.append((now, round(60e6 / _number(sound.get("tempo"), 120, 5, 1000))))
        return
    mark = item.find("direction-type/metronome")
    if mark is not None and mark.findtext("per-minute"):
        unit = _UNITS.get(mark.findtext("beat-unit") or "quarter", 1.0)
        unit *= 1.5 if mark.find("beat-unit-dot") is not None else 1.0
        per_minute = _number(mark.findtext("per-minute"), 120, 5, 1000) * unit
        bar.tempos.append((now, round(60e6 / per_minute)))


def _barline(item: Element, bar: _Bar, endings: frozenset[int]) -> frozenset[int]:
    """Take in repeats and endings; return the endings that the next bar is in."""
    ending = item.find("ending")
    after = endings
    if ending is not None:
        numbers = frozenset(
            int(n) for n in ending.get("number", "1").replace(",", " ").split() if n.isdigit()
        )
        if ending.get("type") == "start":
            bar.endings = after = numbers
        else:
            after = frozenset()
    repeat = item.find("repeat")
    if repeat is not None and repeat.get("direction") == "forward":
        bar.forward = True
    elif repeat is not None:
        bar.backward = round(_number(repeat.get("times"), 2, 1, 8))
    return after


def _chord(item: Element) -> Chord | None:
    """Return a chord symbol as the composer knows it; None for one that it doesn't."""
    step, kind = item.findtext("root/root-step"), (item.findtext("kind") or "major").strip()
    if step not in _STEPS or kind not in _KINDS:
        return None
    name = step + _sign(item.findtext("root/root-alter")) + _KINDS[kind]
    bass = item.findtext("bass/bass-step")
    if bass in _STEPS:
        name += f"/{bass}{_sign(item.findtext('bass/bass-alter'))}"
    try:
        return progressions.read(name, Key("C", "major"))[0][0]
    except ValueError:
        return None


def _sign(alter: str | None) -> str:
    return {1: "#", -1: "b"}.get(round(_number(alter, 0, -2, 2)), "")


def _program(told: Element | None, part: Element) -> int:
    if part.find(".//unpitched") is not None:
        return DRUMS
    text = told.findtext("midi-instrument/midi-program") if told is not None else None
    return round(_number(text, 1, 1, 128)) - 1


def _unpitched(told: Element | None) -> dict[str, int]:
    """Return instrument id -> drum pitch."""
    found = {}
    for each in told.findall("midi-instrument") if told is not None else ():
        text = each.findtext("midi-unpitched")
        if text:
            found[each.get("id", "")] = round(_number(text, 39, 1, 128)) - 1
    return found


def _ticks(text: str | None, divisions: float) -> int:
    return round(_number(text, 0, 0, 10_000_000) * TICKS / divisions)


def _number(text: str | None, usual: float, low: float, high: float) -> float:
    """Return a number within bounds; what isn't given is the usual one."""
    if text is None or not text.strip():
        return usual
    value = float(text)
    if not isfinite(value) or not low <= value <= high:
        raise Damaged(f"it has a number of {text.strip()!s:.20}")
    return value


def _same(told: list[tuple[int, Key]] | list[tuple[int, Meter]], value: object) -> bool:
    return bool(told) and told[-1][1] == value

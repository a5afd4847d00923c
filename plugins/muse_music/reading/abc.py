"""ABC 2.1: http://abcnotation.com/wiki/abc:standard:v2.1 - the first tune of a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from muse_music.reading.limits import NOTES, PARTS, QUARTERS, Damaged, refused
from muse_music.reading.repeats import unfolded
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import keys, meter, progressions
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import ChordSpan, Note

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SHARPS = "FCGDAEB"
_MODES = {
    **{"": "major", "m": "minor", "min": "minor", "maj": "major", "ion": "major"},
    **{"aeo": "minor", "dor": "dorian", "phr": "phrygian", "lyd": "lydian"},
    **{"mix": "mixolydian", "loc": "locrian"},
}
_KEY = re.compile(r"([A-G])([#b]?)\s*([A-Za-z]*)")
_LENGTH = r"(\d*(?:/+\d*)?)"
_TOKEN = re.compile(
    r'(?P<quoted>"[^"]*")'
    r"|(?P<field>\[[A-Za-z]:[^\]]*\])"
    r"|(?P<bar>:*\|+\]?:*|\[\||::+|\|\])\s*(?P<ending>\[?\d+(?:[,-]\d+)*)?"
    r"|(?P<second>\[\d+(?:[,-]\d+)*)"
    r"|(?P<grace>\{[^}]*\})"
    r"|(?P<mark>![^!\n]*!|\+[^+\n]*\+)"
    r"|\((?P<tuplet>\d)(?::(?P<time>\d*))?(?::(?P<over>\d*))?"
    rf"|\[(?P<chord>(?:[\^_=]*[A-Ga-g][,']*{_LENGTH}-?\s*)+)\]{_LENGTH}(?P<ctie>-?)"
    rf"|(?P<signs>[\^_=]*)(?P<letter>[A-Ga-g])(?P<octave>[,']*){_LENGTH}(?P<tie>-?)"
    rf"|(?P<rest>[zxZX]){_LENGTH}"
    r"|(?P<broken>>+|<+)"
)
_NOTE = re.compile(rf"([\^_=]*)([A-Ga-g])([,']*){_LENGTH}(-?)")
_PROGRAM = re.compile(r"%%MIDI\s+program\s+(?:\d+\s+)?(\d+)")


@dataclass
class _Voice:
    """What is known of a voice while it is read; notes carry times as fractions of a whole."""

    name: str = ""
    program: int = 0
    bars: list["_Bar"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class _Bar:
    notes: list[tuple[Fraction, Fraction, int, bool]] = field(default_factory=list)
    length: Fraction = Fraction(0)
    chords: list[tuple[Fraction, str]] = field(default_factory=list)
    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    meter: Meter | None = None
    key: Key | None = None


def tunes(text: str) -> Iterator[str]:
    """Yield each tune of a file by itself: from its X: field to the next."""
    head, *rest = re.split(r"(?m)^(?=X:)", text)
    for block in rest or [head]:
        if "K:" in block:
            yield block


def read_abc(text: str, name: str) -> Score:
    """Return the first tune of an ABC file; RequestError when it can't be read."""
    try:
        first = next(tunes(text), "")
        if not first:
            raise Damaged("it has no tune")
        return _Reader().score(first)
    except Damaged as error:
        raise refused(name, str(error)) from None
    except (ValueError, LookupError, OverflowError, ZeroDivisionError) as error:
        raise refused(name, f"its ABC is damaged ({error!s:.60})") from None


class _Reader:
    def __init__(self) -> None:
        self.title = ""
        self.meter: Meter | None = None
        self.first: Meter | None = None
        self.key = Key("C", "major")
        self.told = True
        self.unit: Fraction | None = None
        self.tempo: int | None = None
        self.voices: dict[str, _Voice] = {}
        self.voice = "1"
        self.signs: dict[tuple[str, int], int] = {}  # accidentals that hold for the bar
        self.count = 0
        self.total = Fraction(0)

    def score(self, text: str) -> Score:
        music = False
        for line in text.splitlines():
            program = _PROGRAM.match(line)
            if program:
                self._here().program = min(127, int(program[1]))
            line = re.sub(r"(?<!\\)%.*", "", line).rstrip()
            if not line:
                continue
            if re.match(r"[A-Za-z]:", line):
                self._field(line[0], line[2:].strip())
                music = music or line[0] == "K"
            elif music:
                self._music(line)
            if music and re.match(r"w:", line):
                self._here().words += _syllables(line[2:])
        return self._made()

    def _here(self) -> _Voice:
        if self.voice not in self.voices:
            if len(self.voices) >= PARTS:
                raise Damaged(f"it has over {PARTS} voices")
            self.voices[self.voice] = _Voice(self.voice)
        return self.voices[self.voice]

    def _field(self, kind: str, value: str) -> None:
        if kind == "T" and not self.title:
            self.title = value[:120]
        elif kind == "M":
            self.meter = _meter(value)
            if self.voices:
                self._bar().meter = self.meter
            else:
                self.first = self.meter
        elif kind == "L":
            above, _, below = value.partition("/")
            self.unit = Fraction(int(above), int(below or 1))
            if not 0 < self.unit <= 4:
                raise ValueError(f"its unit length is {value[:10]}")
        elif kind == "Q":
            self.tempo = _tempo(value, self._unit())
        elif kind == "V":
            self.voice = value.split()[0][:20] if value.split() else "1"
            called = re.search(r'(?:name|nm)="([^"]*)"', value)
            if called:
                self._here().name = called[1][:80]
        elif kind == "K":
            self.key = _key(value) or self.key
            self.told = _key(value) is not None
            if self.voices:
                self._bar().key = self.key

    def _unit(self) -> Fraction:
        if self.unit is not None:
            return self.unit
        if self.meter is None:
            return Fraction(1, 8)
        return Fraction(1, 16) if self.meter.bar < 3 * TICKS else Fraction(1, 8)

    def _bar(self) -> _Bar:
        voice = self._here() if self.voices else _Voice()
        if not voice.bars:
            voice.bars.append(_Bar())
        return voice.bars[-1]

    def _music(self, line: str) -> None:
        """Take in a line of music."""
        voice = self._here()
        if not voice.bars:
            voice.bars.append(_Bar())
        unit = self._unit()
        signs = self.signs
        left, factor, broken = 0, Fraction(1), Fraction(1)
        for token in _TOKEN.finditer(line):
            bar = voice.bars[-1]
            if token["quoted"]:
                name = token["quoted"][1:-1].strip()
                if name[:1] not in ("^", "_", "<", ">", "@", ""):
                    bar.chords.append((bar.length, name))
            elif token["field"]:
                self._field(token["field"][1], token["field"][3:-1].strip())
                unit = self._unit()
            elif token["bar"] or token["second"]:
                self._line(voice, token["bar"] or "", token["ending"] or token["second"] or "")
                signs.clear()
            elif token["tuplet"]:
                count = int(token["tuplet"])
                in_time, over = token["time"], token["over"]
                if count < 2:
                    raise Damaged("it has a tuplet of less than two notes")
                factor = Fraction(int(in_time) if in_time else _usual(count, self.meter), count)
                left = int(over) if over else count
            elif token["broken"]:
                size = Fraction(1, 2 ** min(3, len(token["broken"])))
                less, more = size, 2 - size
                first, broken = (more, less) if token["broken"][0] == ">" else (less, more)
                _stretched(bar, first)
            elif token["letter"] or token["chord"] or token["rest"]:
                scale = broken * (factor if left > 0 else 1)
                self._sound(bar, token, unit * scale, signs)
                broken = Fraction(1)
                left -= 1

    def _sound(
        self,
        bar: _Bar,
        token: "re.Match[str]",
        unit: Fraction,
        signs: dict[tuple[str, int], int],
    ) -> None:
        """Add a note, a chord or a rest."""
        if token["rest"]:
            length = _times(token[token.re.groupindex["rest"] + 1]) * unit
            if token["rest"] in "ZX":  # bars
                whole = Fraction((self.meter or meter.parse("4/4")).bar, 4 * TICKS)
                length = _times(token[token.re.groupindex["rest"] + 1]) * whole
            self._grow(bar, length)
            return
        if token["letter"]:
            length = _times(token[token.re.groupindex["octave"] + 1]) * unit
            heads = [(token["signs"], token["letter"], token["octave"], Fraction(1), token["tie"])]
            whole = length
        else:
            outer = _times(token[token.re.groupindex["ctie"] - 1])
            heads = [
                (m[1], m[2], m[3], _times(m[4]), m[5] or token["ctie"])
                for m in _NOTE.finditer(token["chord"])
            ]
            whole = heads[0][3] * outer * unit
            heads = [(a, b, c, Fraction(1), e) for a, b, c, _, e in heads]
        for written, letter, octave, _, tie in heads:
            self.count += 1
            if self.count > NOTES:
                raise Damaged(f"it has over {NOTES} notes")
            pitch = self._pitch(written, letter, octave, signs)
            bar.notes.append((bar.length, whole, pitch, bool(tie)))
        self._grow(bar, whole)

    def _grow(self, bar: _Bar, length: Fraction) -> None:
        if length.denominator > 10_000:
            raise Damaged("it has a note too short to play")
        bar.length += length
        self.total += length
        if self.total > QUARTERS:
            raise Damaged(f"it lasts over {QUARTERS} quarter notes")

    def _pitch(
        self, written: str, letter: str, octave: str, signs: dict[tuple[str, int], int]
    ) -> int:
        height = (5 if letter.islower() else 4) + octave.count("'") - octave.count(",")
        name = letter.upper()
        if written:
            signs[name, height] = written.count("^") - written.count("_")
        altered = signs.get((name, height), _signature(self.key).get(name, 0))
        pitch = 12 * (height + 1) + _STEPS[name] + altered
        if not 0 <= pitch <= 127:
            raise Damaged(f"it has a pitch of {pitch}, and MIDI knows 0 to 127")
        return pitch

    def _line(self, voice: _Voice, line: str, ending: str) -> None:
        """End a bar at a bar line, and begin the next."""
        bar = voice.bars[-1]
        if line.startswith(":") or "::" in line:
            bar.backward = 2
        if bar.length:
            voice.bars.append(_Bar())
        elif line.startswith(":") and len(voice.bars) > 1:
            bar.backward = 0
            voice.bars[-2].backward = 2
        after = voice.bars[-1]
        after.forward = after.forward or line.endswith(":")
        numbers = ending.strip("[ ")
        if numbers:
            after.endings = frozenset(_numbers(numbers))
        if len(voice.bars) > 20_000:
            raise Damaged("it has too many bars")

    def _made(self) -> Score:
        made = Score(title=self.title)
        if self.first is not None:
            made.meters.append((0, self.first))
        if self.told:
            made.keys.append((0, self.key))
        if self.tempo:
            made.tempos.append((0, self.tempo))
        for voice in self.voices.values():
            order = list(unfolded(_spread(voice.bars)))
            if not made.parts and order and self.first is not None and len(order) > 1:
                first = round(order[0].length * 4 * TICKS)
                made.pickup = first if first < self.first.bar else 0
            notes, chords, length = _laid(order)
            if not made.parts:
                made.meters += _changes(order, self.first)
                made.chords = _spans(chords, length)
            if notes:
                words = voice.words if len(voice.words) else []
                made.parts.append(ScorePart(voice.name, voice.program, _sung(notes, words)))
        if not made.parts:
            raise Damaged("it has no notes")
        return made


def _laid(order: list[_Bar]) -> tuple[list[Note], list[tuple[int, str]], int]:
    """Return the notes and chord names of bars one after another, ties joined, in ticks."""
    notes: list[Note] = []
    chords: list[tuple[int, str]] = []
    waiting: dict[int, int] = {}
    at = Fraction(0)
    for bar in order:
        for place, length, pitch, tied in bar.notes:
            start = round((at + place) * 4 * TICKS)
            stop = round((at + place + length) * 4 * TICKS)
            before = waiting.pop(pitch, None)
            if before is not None and abs(notes[before].end - start) <= 1:
                notes[before] = replace(notes[before], length=stop - notes[before].start)
                index = before
            else:
                index = len(notes)
                notes.append(Note(start, max(1, stop - start), pitch))
            if tied:
                waiting[pitch] = index
        chords += [(round((at + place) * 4 * TICKS), text) for place, text in bar.chords]
        at += bar.length
    return notes, chords, round(at * 4 * TICKS)


def _changes(order: list[_Bar], meter: Meter | None) -> list[tuple[int, Meter]]:
    """Return where the meter changes (ticks), and to which."""
    found: list[tuple[int, Meter]] = []
    at = Fraction(0)
    for bar in order:
        if bar.meter is not None and bar.meter != meter:
            meter = bar.meter
            found.append((round(at * 4 * TICKS), meter))
        at += bar.length
    return found


def _spans(named: list[tuple[int, str]], length: int) -> list[ChordSpan]:
    home = Key("C", "major")
    found: list[ChordSpan] = []
    for (tick, text), end in zip(named, [*(t for t, _ in named[1:]), length], strict=False):
        try:
            chord = progressions.read(text, home)[0][0]
        except (ValueError, IndexError):
            continue
        if end > tick:
            found.append(ChordSpan(tick, end, chord))
    return found


def _spread(bars: list[_Bar]) -> list[_Bar]:
    """Return the bars that sound, each within the ending that was opened before it."""
    made: list[_Bar] = []
    current: frozenset[int] = frozenset()
    for bar in bars:
        if bar.endings:
            current = bar.endings
        elif bar.forward or (made and made[-1].backward and current):
            current = frozenset()
        if bar.length:
            made.append(replace(bar, endings=current))
    return made


def _stretched(bar: _Bar, factor: Fraction) -> None:
    """Lengthen or shorten the last note of a bar, for the dot that follows it."""
    if not bar.notes:
        return
    start = bar.notes[-1][0]
    length = bar.notes[-1][1]
    bar.notes = [
        (s, length * factor, p, t) if s == start else (s, n, p, t) for s, n, p, t in bar.notes
    ]
    bar.length += length * (factor - 1)


def _times(text: str | None) -> Fraction:
    """Return a length of ABC as a factor: "" 1, "3" 3, "/" 1/2, "//" 1/4, "3/2"."""
    if not text:
        return Fraction(1)
    above, slash, below = text.partition("/")
    value = Fraction(int(above) if above else 1)
    if slash:
        deeper = below.count("/")
        digits = below.replace("/", "")
        value /= int(digits) if digits else 2 ** (deeper + 1)
    if value <= 0 or value > 10_000:
        raise Damaged(f"it has a length of {text[:12]}")
    return value


def _usual(count: int, beat: Meter | None) -> int:
    """Return in the time of how many notes a tuplet of `count` is played."""
    compound = beat is not None and beat.compound
    return {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(count, 3 if compound else 2)


def _meter(value: str) -> Meter | None:
    plain = value.replace("C|", "2/2").replace("C", "4/4").strip()
    if plain in ("", "none"):
        return None
    if "(" in plain or "+" in plain:  # (2+2+3)/8
        groups = re.findall(r"\d+", plain.partition("/")[0])
        below = plain.partition("/")[2]
        return meter.parse(f"{sum(map(int, groups))}/{below}:{'+'.join(groups)}")
    return meter.parse(plain.split()[0])


def _tempo(value: str, unit: Fraction) -> int | None:
    value = re.sub(r'"[^"]*"', "", value).strip()
    match = re.fullmatch(r"(?:(\d+)/(\d+)\s*=\s*)?(\d+(?:\.\d+)?)", value)
    if not match:
        return None
    beat = Fraction(int(match[1]), int(match[2])) if match[1] else unit
    per_minute = float(match[3]) * float(beat) * 4
    return round(60e6 / per_minute) if 5 <= per_minute <= 1000 else None


def _key(value: str) -> Key | None:
    if value.strip() in ("", "none"):
        return None
    if value.startswith(("HP", "Hp")):
        return Key("A", "mixolydian")
    match = _KEY.match(value.strip())
    if not match:
        raise Damaged(f"its key is {value[:20]!r}")
    word = match[3].lower()
    # What isn't a mode is the first word of something else (clef=...).
    mode = _MODES.get("m" if word == "m" else word[:3], "major")
    key = Key(match[1] + match[2], mode)
    if abs(key.sharps) > 7:
        raise Damaged(f"its key is {value[:20]!r}")
    assert isinstance(keys.parse(str(key)), Key)
    return key


def _signature(key: Key) -> dict[str, int]:
    count = key.sharps
    if count >= 0:
        return dict.fromkeys(_SHARPS[:count], 1)
    return dict.fromkeys(_SHARPS[::-1][:-count], -1)


def _numbers(text: str) -> Iterator[int]:
    for piece in text.split(","):
        low, _, high = piece.partition("-")
        yield from range(int(low), min(int(high or low), int(low) + 8) + 1)


def _syllables(line: str) -> list[str]:
    """Return the syllables of a w: line, an empty one for each note that sings none."""
    found: list[str] = []
    for word in re.findall(r"[^\s|-]+-?|-|\*", line.replace("\\-", "‑")):
        if word in ("*", "_", "-"):
            found.append("")
        else:
            found.append(word.replace("~", " ")[:40])
    return found


def _sung(notes: list[Note], words: list[str]) -> list[Note]:
    made = list(notes)
    for place, word in enumerate(words[: len(made)]):
        made[place] = replace(made[place], lyric=word)
    return made

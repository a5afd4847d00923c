"""A tune in ABC, line by line and token by token."""

import re
from collections.abc import Iterator
from fractions import Fraction

from muse_music.reading.abc.bars import Bar, Voice, changes, laid, spans, spread, stretched, sung
from muse_music.reading.abc.values import (
    key_of,
    meter_of,
    numbers,
    signature,
    syllables,
    tempo_of,
    times,
    usual,
)
from muse_music.reading.limits import (
    CHANGES,
    LINES,
    MEASURE,
    NAME,
    NOTES,
    PARTS,
    QUARTERS,
    TOKENS,
    TUNE,
    Damaged,
    most,
    refused,
)
from muse_music.reading.repeats import MOST_BARS, Played, unfolded
from muse_music.reading.score import Score, ScorePart
from muse_music.theory import meter
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_LENGTH = r"(\d*(?:/+\d*)?)"
_TOKEN = re.compile(
    r'(?P<quoted>"[^"]*")'
    r"|(?P<field>\[[A-Za-z]:[^\]]*\])"
    r"|(?P<bar>:*\|+\]?:*|\[\||::+|\|\])\s*(?P<ending>\[?\d+(?:[,-]\d+)*)?"
    r"|(?P<second>\[\d+(?:[,-]\d+)*)"
    r"|(?P<grace>\{[^}]*\})"
    r"|(?P<mark>![^!\n]*!|\+[^+\n]*\+)"
    r"|\((?P<tuplet>\d)(?::(?P<time>\d*))?(?::(?P<over>\d*))?"
    rf"|\[(?P<chord>(?:[\^_=]{{0,8}}[A-Ga-g][,']*{_LENGTH}-?\s*){{1,64}})\]{_LENGTH}(?P<ctie>-?)"
    rf"|(?P<signs>[\^_=]{{0,8}})(?P<letter>[A-Ga-g])(?P<octave>[,']*){_LENGTH}(?P<tie>-?)"
    rf"|(?P<rest>[zxZX]){_LENGTH}"
    r"|(?P<broken>>+|<+)"
)
_NOTE = re.compile(rf"([\^_=]{{0,8}})([A-Ga-g])([,']*){_LENGTH}(-?)")
_PROGRAM = re.compile(r"%%MIDI\s+program\s+(?:\d+\s+)?(\d+)")


def tunes(text: str) -> Iterator[str]:
    """Yield each tune of a file by itself: from its X: field to the next."""
    begin = 0
    for number, match in enumerate(re.finditer(r"(?m)^X:", text)):
        block = text[begin : match.start()]
        if number and "K:" in block:
            yield block
        begin = match.start()
    block = text[begin:]
    if "K:" in block:
        yield block


def read_abc(text: str, name: str) -> Score:
    """Return the first tune of an ABC file; RequestError when it can't be read."""
    try:
        first = next(tunes(text), "")
        if not first:
            raise Damaged("it has no tune")
        most(len(first), TUNE, "characters in a tune")
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
        self.voices: dict[str, Voice] = {}
        self.voice = "1"
        self.signs: dict[tuple[str, int], int] = {}  # accidentals that hold for the bar
        self.count = 0
        self.total = 0.0  # whole notes
        self.tokens = self.fields = 0

    def score(self, text: str) -> Score:
        music = False
        for number, line in enumerate(text.splitlines()):
            most(number, LINES, "lines")
            if "%" in line:
                program = _PROGRAM.match(line)
                if program:
                    self._here().program = min(127, int(program[1]))
                line = re.sub(r"(?<!\\)%.*", "", line)
            line = line.rstrip()
            if not line:
                continue
            if re.match(r"[A-Za-z]:", line):
                self._field(line[0], line[2:].strip())
                music = music or line[0] == "K"
            elif music:
                self._music(line)
            if music and re.match(r"w:", line):
                self._here().words += syllables(line[2:])
                most(len(self._here().words), NOTES, "syllables")
        return self._made()

    def _here(self) -> Voice:
        if self.voice not in self.voices:
            if len(self.voices) >= PARTS:
                raise Damaged(f"it has over {PARTS} voices")
            self.voices[self.voice] = Voice(self.voice)
        return self.voices[self.voice]

    def _field(self, kind: str, value: str) -> None:
        if kind in "MLQVK":
            self.fields += 1
            most(self.fields, CHANGES, "fields")
        if kind == "T" and not self.title:
            self.title = value[:120]
        elif kind == "M":
            self.meter = meter_of(value)
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
            self.tempo = tempo_of(value, self._unit())
        elif kind == "V":
            self.voice = value.split()[0][:20] if value.split() else "1"
            called = re.search(r'(?:name|nm)="([^"]*)"', value)
            if called:
                self._here().name = called[1][:80]
        elif kind == "K":
            self.key = key_of(value) or self.key
            self.told = key_of(value) is not None
            if self.voices:
                self._bar().key = self.key

    def _unit(self) -> Fraction:
        if self.unit is not None:
            return self.unit
        if self.meter is None:
            return Fraction(1, 8)
        return Fraction(1, 16) if self.meter.bar < 3 * TICKS else Fraction(1, 8)

    def _bar(self) -> Bar:
        voice = self._here() if self.voices else Voice()
        if not voice.bars:
            voice.bars.append(Bar())
        return voice.bars[-1]

    def _music(self, line: str) -> None:
        """Take in a line of music."""
        voice = self._here()
        if not voice.bars:
            voice.bars.append(Bar())
        unit = self._unit()
        signs = self.signs
        left, factor, broken = 0, Fraction(1), Fraction(1)
        for token in _TOKEN.finditer(_closed(line)):
            self.tokens += 1
            most(self.tokens, TOKENS, "signs")
            bar = voice.bars[-1]
            if token["quoted"]:
                name = token["quoted"][1:-1].strip()
                if len(name) <= NAME and name[:1] not in ("^", "_", "<", ">", "@", ""):
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
                factor = Fraction(int(in_time) if in_time else usual(count, self.meter), count)
                left = int(over) if over else count
            elif token["broken"]:
                size = Fraction(1, 2 ** min(3, len(token["broken"])))
                less, more = size, 2 - size
                first, broken = (more, less) if token["broken"][0] == ">" else (less, more)
                stretched(bar, first)
            elif token["letter"] or token["chord"] or token["rest"]:
                scale = broken * (factor if left > 0 else 1)
                self._sound(bar, token, unit * scale, signs)
                broken = Fraction(1)
                left -= 1

    def _sound(
        self,
        bar: Bar,
        token: "re.Match[str]",
        unit: Fraction,
        signs: dict[tuple[str, int], int],
    ) -> None:
        """Add a note, a chord or a rest."""
        if token["rest"]:
            length = times(token[token.re.groupindex["rest"] + 1]) * unit
            if token["rest"] in "ZX":  # bars
                whole = Fraction((self.meter or meter.parse("4/4")).bar, 4 * TICKS)
                length = times(token[token.re.groupindex["rest"] + 1]) * whole
            self._grow(bar, length)
            return
        if token["letter"]:
            length = times(token[token.re.groupindex["octave"] + 1]) * unit
            heads = [(token["signs"], token["letter"], token["octave"], Fraction(1), token["tie"])]
            whole = length
        else:
            outer = times(token[token.re.groupindex["ctie"] - 1])
            heads = [
                (m[1], m[2], m[3], times(m[4]), m[5] or token["ctie"])
                for m in _NOTE.finditer(token["chord"])
            ]
            whole = heads[0][3] * outer * unit
            heads = [(a, b, c, Fraction(1), e) for a, b, c, _, e in heads]
        for written, letter, octave, _, tie in heads:
            self.count += 1
            most(self.count, NOTES, "notes")
            pitch = self._pitch(written, letter, octave, signs)
            bar.notes.append((bar.length, whole, pitch, bool(tie)))
        self._grow(bar, whole)

    def _grow(self, bar: Bar, length: Fraction) -> None:
        if length.denominator > 10_000:
            raise Damaged("it has a note too short to play")
        bar.length += length
        if bar.length.denominator > MEASURE:
            raise Damaged("it has lengths without a common measure")
        self.total += float(length)
        if self.total > QUARTERS:
            raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")

    def _pitch(
        self, written: str, letter: str, octave: str, signs: dict[tuple[str, int], int]
    ) -> int:
        height = (5 if letter.islower() else 4) + octave.count("'") - octave.count(",")
        name = letter.upper()
        if written:
            signs[name, height] = written.count("^") - written.count("_")
        altered = signs.get((name, height), signature(self.key).get(name, 0))
        pitch = 12 * (height + 1) + _STEPS[name] + altered
        if not 0 <= pitch <= 127:
            raise Damaged(f"it has a pitch of {pitch}, and MIDI knows 0 to 127")
        return pitch

    def _line(self, voice: Voice, line: str, ending: str) -> None:
        """End a bar at a bar line, and begin the next."""
        bar = voice.bars[-1]
        if line.startswith(":") or "::" in line:
            bar.backward = 2
        if bar.length:
            voice.bars.append(Bar())
        elif line.startswith(":") and len(voice.bars) > 1:
            bar.backward = 0
            voice.bars[-2].backward = 2
        after = voice.bars[-1]
        after.forward = after.forward or line.endswith(":")
        told = ending.strip("[ ")
        if told:
            after.endings = frozenset(numbers(told))
        most(len(voice.bars), MOST_BARS, "bars")

    def _made(self) -> Score:
        made = Score(title=self.title, exact=True)
        if self.first is not None:
            made.meters.append((0, self.first))
        if self.told:
            made.keys.append((0, self.key))
        if self.tempo:
            made.tempos.append((0, self.tempo))
        played = Played()
        for voice in self.voices.values():
            order = list(unfolded(spread(voice.bars)))
            played.add(order)
            if not made.parts and order and self.first is not None and len(order) > 1:
                first = round(order[0].length * 4 * TICKS)
                made.pickup = first if first < self.first.bar else 0
            notes, chords, length = laid(order)
            if not made.parts:
                made.meters += changes(order, self.first)
                made.chords = spans(chords, length)
            if notes:
                words = voice.words if len(voice.words) else []
                made.parts.append(ScorePart(voice.name, voice.program, sung(notes, words)))
        if not made.parts:
            raise Damaged("it has no notes")
        return made


def _closed(line: str) -> str:
    """Return a line without brackets that nothing closes: for each, all that follows is searched.

    They are replaced by "$", which no token has.
    """
    after = line.rfind("}") + 1
    line = line[:after] + line[after:].replace("{", "$")
    after = line.rfind("]") + 1
    return line[:after] + re.sub(r"\[(?=[A-Za-z]:)", "$", line[after:])

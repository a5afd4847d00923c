"""A tune in ABC: its fields and directives, and whose voice each line of music is."""

import re
from fractions import Fraction

from muse_music.reading.abc.keys import clef_of, key_of
from muse_music.reading.abc.lines import DIRECTIVE, EMPTY, MUSIC, Line, Macros, lines, plain
from muse_music.reading.abc.marks import Symbols
from muse_music.reading.abc.midi import Sounds
from muse_music.reading.abc.music import Writer
from muse_music.reading.abc.values import meter_of, tempo_of, unit_of, usual_unit
from muse_music.reading.abc.voices import Voice
from muse_music.reading.abc.words import BAR, aligned, sing, syllables
from muse_music.reading.limits import CHANGES, NOTES, PARTS, TOKENS, Damaged, most

_NAME = re.compile(r'(?<!\w)(?:name|nm)\s*=\s*(?:"([^"]*)"|(\S+))')
_WORDS_BY = re.compile(r"(?:words|lyrics)(?: by\b|:)\s*", re.IGNORECASE)
_SYMBOLS = re.compile(r'![^!\s]{1,30}!|"[^"]*"|\*|\||_')
_TEXT = 120
"""Characters of a title or a name at most."""


class Tune:
    """A tune as it is read: its head, its voices, and what must be told of it."""

    def __init__(self) -> None:
        self.title = self.composer = self.poet = self.order = ""
        self.voices: dict[str, Voice] = {}
        self.joined: dict[str, str] = {}  # voices that share the staff of another
        self.tempo: int | None = None
        self.notes: list[str] = []
        self.usual = Voice("")  # what a voice has that says nothing else
        self._unit: Fraction | None = None
        self._body = self._gap = self._ended = self._joined = False
        self._open = True  # what is said now is said of all voices
        self._current = ""
        self._symbols, self._sounds, self._macros = Symbols(), Sounds(), Macros()
        self._writer = Writer(self._sounds, self._symbols.said, self._inline)
        self._fields = self._sung = self._line = 0
        self._words = self._label = ""

    def read(self, text: str, *, head: bool = False) -> None:
        """Take in the lines of a tune; of the `head` of its file, what holds for all its tunes."""
        for line in lines(text):
            if self._ended:
                return
            if line.kind == EMPTY:
                self._gap = not self._open
            elif line.kind == DIRECTIVE:
                self._directive(line.value)
            elif line.kind == MUSIC:
                if self._body and not self._ends(line):
                    self._music(line)
            elif not head or line.kind in "LMUm":
                self._field(line.kind, line.value)
        if not head:
            self._settle()

    def tell(self, note: str) -> None:
        """Keep what must be told of the tune, once."""
        if note not in self.notes and len(self.notes) < 8:
            self.notes.append(note)

    def _ends(self, line: Line) -> bool:
        """Whether an empty line has ended the tune, and this is a text after it."""
        if self._gap:
            self._ended = "|" not in line.value
            if not self._ended:
                self.tell("an empty line ends a tune of ABC; the music after it is read too")
        self._gap = False
        return self._ended

    def _music(self, line: Line) -> None:
        self._settle()
        self._open = False
        if not self._joined:
            self._line += 1
        self._joined = line.joined
        voice = self._here()
        voice.begin_line(self._line)
        self._writer.write(voice, self._macros.written(line.value))

    def _settle(self) -> None:
        """Give the voices their unit length, where the tune tells none."""
        if self._unit is None:
            self._unit = usual_unit(self.usual.meter)
            for voice in (self.usual, *self.voices.values()):
                voice.unit = self._unit

    def _here(self) -> Voice:
        """Return the voice that is written."""
        if not self._current:
            self._current = next(iter(self.voices), "1")
        return self._voice(self._current)

    def _voice(self, name: str) -> Voice:
        if name not in self.voices:
            if len(self.voices) >= PARTS:
                raise Damaged(f"it has over {PARTS} voices")
            usual = self.usual
            self.voices[name] = Voice(
                name,
                program=usual.program,
                drums=usual.drums,
                unit=usual.unit,
                meter=usual.meter,
                key=usual.key,
                clef=usual.clef,
                moved=usual.moved,
            )
            self.voices[name].bar.label = self._label
        return self.voices[name]

    def _meant(self) -> list[Voice]:
        """Return the voices that a field speaks of."""
        return [self.usual, *self.voices.values()] if self._open else [self._here()]

    def _inline(self, kind: str, value: str) -> Voice:
        """Take in a field within a line of music; the voice that is written after it."""
        self._field(kind, value)
        voice = self._here()
        voice.begin_line(self._line)
        return voice

    def _field(self, kind: str, value: str) -> None:
        if kind != "w":
            self._words = ""
        self._fields += 1
        most(self._fields, CHANGES, "fields")
        if kind == "T" and self._gap:
            self._ended = True
        elif kind == "T":
            self.title = self.title or plain(value)[:_TEXT]
        elif kind == "C":
            self._by(plain(value)[:_TEXT])
        elif kind == "M":
            self._meter(value)
        elif kind == "L":
            self._unit = unit_of(value)
            for voice in self._meant():
                voice.unit = self._unit
        elif kind == "Q":
            self._tempo(value)
        elif kind == "V":
            self._turn(value)
        elif kind == "K":
            self._key(value)
        elif kind == "P":
            self._part(plain(value))
        elif kind == "U":
            self._symbols.learn(value)
        elif kind == "m":
            self._macros.learn(value)
        elif kind == "w" and self._body:
            self._sing(value)
        elif kind == "s" and self._body:
            self._mark(value)
        elif kind == "I":
            self._directive(value)

    def _by(self, name: str) -> None:
        words = _WORDS_BY.match(name)
        if words:
            self.poet = self.poet or name[words.end() :]
        else:
            self.composer = self.composer or name

    def _meter(self, value: str) -> None:
        try:
            meter = meter_of(value)
        except ValueError:
            self.tell(f"the meter {value[:20]!r} isn't known; its bars are as long as their notes")
            meter = None
        for voice in self._meant():
            voice.meter = meter
            if not self._open:
                voice.bar.meter = meter

    def _tempo(self, value: str) -> None:
        tempo = tempo_of(value, self._unit or Fraction(1, 8))
        if tempo is None:
            return
        if self._open:
            self.tempo = tempo
        else:
            voice = self._here()
            voice.bar.tempos.append((voice.at, tempo))

    def _turn(self, value: str) -> None:
        """Turn to a voice, and take in what is said of it."""
        name = value.split()[0][:20] if value.split() else "1"
        if name == "*":
            voice = self.usual
        else:
            voice = self._voice(name)
            self._current = name
            if self._body:
                self._settle()
                self._open = False
        called = _NAME.search(value[:400])
        if called:
            voice.title = plain((called[1] or called[2] or "").split("\\n")[0])[:80]
        voice.clef = clef_of(value[len(name) :] if value.startswith(name) else value, voice.clef)

    def _key(self, value: str) -> None:
        signature = key_of(value)
        if signature is not None and signature.unknown:
            self.tell(
                f"{signature.unknown!r} is no mode of ABC; {signature.key} is read for {value[:30]}"
            )
        for voice in self._meant():
            voice.clef = clef_of(value, voice.clef)
            if signature is not None:
                voice.key = signature
                if not self._open:
                    voice.bar.key = signature
        if not self._body:
            self._body, self._current = True, ""

    def _part(self, value: str) -> None:
        if not self._body:
            self.order = value[:400]
            return
        self._label = value[:20]
        self._here()
        for voice in self.voices.values():
            if voice.bar.length:
                voice.end_bar(whole=False)
            voice.bar.label = self._label

    def _directive(self, value: str) -> None:
        self._fields += 1
        most(self._fields, CHANGES, "fields")
        if value.startswith(("score ", "staves ")):
            groups = re.findall(r"\{([^{}]*)\}|\(([^()]*)\)", value[:2000])
            for group in groups:
                names = re.findall(r"[^\s(){}|\[\]*]+", group[0] or group[1])
                self.joined |= dict.fromkeys(names[1:], names[0] if names else "")
            return
        if self._open and not self._current:
            for voice in self._meant():
                self._sounds.learn(value, voice)
        else:
            self._sounds.learn(value, self._here())

    def _sing(self, value: str) -> None:
        """Put a line of words under the music before it."""
        joined = value.endswith("\\")
        self._words += value.rstrip("\\") + " "
        if joined:
            most(len(self._words), TOKENS, "characters in a line of words")
            return
        voice = self._here()
        said = syllables(self._words)
        self._words = ""
        self._sung += len(said)
        most(self._sung, NOTES, "syllables")
        sing(said, voice.lined(sum(word != BAR for word in said)), voice.verse)
        voice.verse += 1
        voice.aligned = True

    def _mark(self, value: str) -> None:
        """Put a line of symbols under the music before it."""
        voice = self._here()
        said = _SYMBOLS.findall(value)
        for (bar, sounds), symbol in aligned(said, voice.lined(sum(s != BAR for s in said))):
            self._writer.mark(bar, sounds, symbol)
        voice.aligned = True

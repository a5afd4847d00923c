"""Voices of ABC while they are read: bars of notes, with times as fractions of a whole note."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from muse_music.reading.abc.keys import Clef, Signature
from muse_music.reading.limits import MEASURE, QUARTERS, Damaged
from muse_music.reading.repeats import MOST_BARS
from muse_music.theory.meter import TICKS, Meter

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_DEEPEST = 10_000
"""Into how many parts of a whole note one note may be divided."""


@dataclass(slots=True)
class Sound:
    """A note or a rest (no pitch), from its bar's start; what is sung on it in each verse."""

    start: Fraction
    length: Fraction
    pitch: int | None
    tied: bool = False
    marks: list[str] = field(default_factory=list)
    graces: tuple[int, ...] = ()
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Bar:
    """A bar, or a part of one where an ending or a repeat begins within it (`whole` is False).

    `double` is whether its bar line ends an ending: "||", "|]" and so on; `late_coda` whether the
    coda sign stands within it, and not where it begins.
    """

    notes: list[Sound] = field(default_factory=list)
    length: Fraction = Fraction(0)
    chords: list[tuple[Fraction, str]] = field(default_factory=list)
    tempos: list[tuple[Fraction, int]] = field(default_factory=list)
    meter: Meter | None = None
    key: Signature | None = None
    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    segno: bool = False
    coda: bool = False
    late_coda: bool = False
    to_coda: bool = False
    fine: bool = False
    jump: str = ""
    whole: bool = True
    double: bool = False
    label: str = ""


Under = tuple[Bar, list[Sound]]
"""What a syllable may stand under: a note or a chord, and its bar."""


@dataclass
class Tuplet:
    """How much faster the next notes are."""

    factor: Fraction
    left: int


@dataclass
class Voice:
    """A voice: its settings, its bars, and what waits for its next note."""

    name: str
    title: str = ""
    program: int = 0
    drums: bool = False
    unit: Fraction = Fraction(1, 8)
    meter: Meter | None = None
    key: Signature = field(default_factory=Signature)
    clef: Clef = field(default_factory=Clef)
    moved: int = 0
    bars: list[Bar] = field(default_factory=lambda: [Bar()])
    at: Fraction = Fraction(0)
    last: list[Sound] = field(default_factory=list)
    line: list[Under] = field(default_factory=list)
    bar_ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.signs: dict[tuple[str, int], int] = {}
        self.held: dict[tuple[str, int], int] = {}
        self.spelt: list[tuple[str, int, int]] = []
        self.before: list[tuple[str, int, int]] = []
        self.broken = Fraction(1)
        self.tuplets: list[Tuplet] = []
        self.marks: list[str] = []
        self.graces: tuple[int, ...] = ()
        self.slurs: list[int] = []
        self.struck: list[list[Sound]] = []
        self.text_line = -1  # on which line of the text it was written last
        self.line_start = 0
        self.verse = 0
        self.overlaid = False
        self.said: list[str] = []  # instructions that wait for a note or a bar line
        self.aligned = False
        self.total = 0.0  # quarters

    @property
    def bar(self) -> Bar:
        """The bar that is being written."""
        return self.bars[-1]

    def pitch(self, signs: str, letter: str, octave: str, spread: str) -> int:
        """Return the MIDI pitch of a note, and keep its accidental as the tune's rule asks.

        `spread` is how far an accidental reaches in its bar: "not", "octave" or "pitch".
        """
        height = (5 if letter.islower() else 4) + octave.count("'") - octave.count(",")
        name = letter.upper()
        reach = height if spread == "octave" else 0
        usual = dict(self.key.altered).get(name, 0)
        if signs:
            altered = signs.count("^") - signs.count("_")
            if spread != "not":
                self.signs[name, reach] = altered
        elif (name, height) in self.held:  # tied over the bar line
            altered = self.held[name, height]
        else:
            altered = self.signs.get((name, reach), usual)
        self.spelt.append((name, height, altered))
        pitch = 12 * (height + 1) + _STEPS[name] + altered
        if not self.drums:
            pitch += self.clef.moved + self.moved
        if not 0 <= pitch <= 127:
            raise Damaged(f"it has a pitch of {pitch}, and MIDI knows 0 to 127")
        return pitch

    def scale(self) -> Fraction:
        """Return how a length is changed by what stands before it: broken rhythm and tuplets."""
        factor = self.broken
        self.broken = Fraction(1)
        for tuplet in self.tuplets:
            factor *= tuplet.factor
            tuplet.left -= 1
        if self.tuplets:
            self.tuplets = [t for t in self.tuplets if t.left > 0]
        return factor

    def add(self, sounds: list[Sound], length: Fraction) -> None:
        """Add what sounds together, or a rest; time goes on by `length`."""
        self.bar.notes += sounds
        self.last = sounds
        self.held = {}
        self.before, self.spelt = self.spelt, []
        if sounds[0].pitch is not None:
            if not self.overlaid:
                self.line.append((self.bar, sounds))
            self.struck.append(sounds)
            sounds[0].graces, self.graces = self.graces, ()
            for sound in sounds:
                sound.marks += self.marks
            self.marks = []
        self.grow(length)

    def tie(self) -> None:
        """Bind what came last to the next notes of its pitches."""
        for sound in self.last:
            sound.tied = True
        self.hold([True] * len(self.before))

    def hold(self, tied: Sequence[bool]) -> None:
        """Keep the accidentals of those notes of the last chord that are tied."""
        self.held = {
            (name, height): altered
            for (name, height, altered), bound in zip(self.before, tied, strict=True)
            if bound
        }

    def grow(self, length: Fraction) -> None:
        """Let time go on; Damaged where it can't be measured."""
        if length.denominator > _DEEPEST:
            raise Damaged("it has a note too short to play")
        self.at += length
        if self.at.denominator > MEASURE:
            raise Damaged("it has lengths without a common measure")
        if self.at > self.bar.length:
            self.bar.length = self.at
        self.total += 4 * float(length)
        if self.total > QUARTERS:
            raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")

    def stretch(self, factor: Fraction) -> None:
        """Change the length of what came last, for the dot that follows it."""
        if not self.last:
            return
        more = self.last[0].length * (factor - 1)
        for sound in self.last:
            sound.length *= factor
        if self.bar.length == self.at:
            self.bar.length += more
        self.grow(Fraction(0))
        self.at += more

    def end_bar(self, *, whole: bool = True) -> Bar:
        """End the bar, if it has begun, and return the one that follows."""
        if self.bar.length:
            self.bar.whole = whole
            self.bars.append(Bar())
            if len(self.bars) > MOST_BARS:
                raise Damaged(f"it has over {MOST_BARS:,} bars")
        self.at = Fraction(0)
        self.overlaid = False
        if whole:
            self.signs.clear()
            self.bar_ends.append(len(self.line))
        return self.bar

    def begin_line(self, number: int) -> None:
        """Begin a line of music; the words that follow stand under it."""
        if self.text_line == number:
            return
        self.text_line = number
        if self.aligned:
            self.line, self.bar_ends, self.verse, self.aligned = [], [], 0, False
        self.line_start = len(self.line)

    def lined(self, signs: int) -> list[list[Under]]:
        """Return the notes, bar by bar, that a line of so many signs stands under.

        They are those of the last line; where these are too few, of all since the last such line.
        """
        start = self.line_start if signs <= len(self.line) - self.line_start else 0
        edges = [start, *(end for end in self.bar_ends if end > start), len(self.line)]
        return [self.line[a:b] for a, b in pairwise(edges)]

    def overlay(self) -> None:
        """Begin the bar once more, for another line of notes over it."""
        self.at = Fraction(0)
        self.last = []
        self.signs.clear()
        self.tuplets = []
        self.overlaid = True

    def rest(self, count: Fraction) -> None:
        """Add whole bars of rest."""
        bar = Fraction((self.meter.bar if self.meter else 4 * TICKS), 4 * TICKS)
        if self.total + 4 * float(count * bar) > QUARTERS:
            raise Damaged(f"it lasts over {QUARTERS:,} quarter notes")
        for place in range(max(1, int(count))):
            if place:
                self.end_bar()
            self.add([Sound(self.at, bar, None)], bar)

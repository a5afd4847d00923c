"""The idiom of a style's tunes: rhythmic figures by their place in a phrase, and how lines move.

A figure is written beat by beat, a word for each beat and a sign for each part of it: `x` a note
begins, `-` it sounds on, `.` silence. "x- xx" is a quarter and two eighths, "xxx x--" a triplet and
a quarter, "x--x --x-" three notes of 3, 3 and 2 sixteenths. One that begins with `-` is tied to
the bar before; `<` brings its first note half a beat early, over the bar line, `,` a quarter. `*3`
after it makes it three times as usual.

Where a beat divides in three, halves become long and short: "x- xx" is a dotted quarter, a quarter
and an eighth in 6/8. A figure of four beats serves meters of other sizes by its parts where a
idiom has none of that size.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path

Beat = str
"""The signs of one beat."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its beats, how much of a beat its first note is early, and how usual it is."""

    beats: tuple[Beat, ...]
    early: float = 0.0
    weight: float = 1.0

    @property
    def notes(self) -> int:
        """How many notes begin in it."""
        return sum(beat.count("x") for beat in self.beats)


@dataclass(frozen=True)
class Idiom:
    """How the tunes of a style speak.

    Figures by place: `opening` a phrase, `continuing` it, `half` where it pauses, `close` where a
    section ends, and `pickups` that lead into one with the chance `lead`. `triple` has figures for
    beats that divide in three, by the same names, where those of the others don't do.

    `plans` say which bars of a section are alike: "abaC" has the same figure in bars 1 and 3;
    capitals come to rest. `hooks` are the plans of choruses and drops. A figure that returns
    within a section has its pitches too, as they were with the chance `again`, moved along the
    scale to the chord otherwise; `returns` is the chance that a section which isn't a chorus comes
    back as it was.

    `gestures` are moves in steps of the scale, one of which opens a new figure with the chance
    `gestural`. `broken` is the chance that a figure moves in its chord, `chromatic` that a note
    before a chord's tone comes a semitone from it. A `riff` stays as it is when chords change.
    """

    opening: tuple[str, ...]
    continuing: tuple[str, ...]
    half: tuple[str, ...]
    close: tuple[str, ...]
    pickups: tuple[str, ...] = ("xx",)
    triple: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plans: tuple[str, ...] = ("abaCabaD", "abcDabcE", "aabCaabD")
    hooks: tuple[str, ...] = ()
    lead: float = 0.4
    again: float = 0.5
    returns: float = 0.8
    gestures: tuple[tuple[int, ...], ...] = ()
    gestural: float = 0.6
    broken: float = 0.0
    chromatic: float = 0.0
    riff: bool = False

    def figures(self, place: str, size: int, *, triple: bool) -> Sequence[Figure]:
        """Return the figures of `size` beats (1 to 4) for a place in the phrase, at least one."""
        key = place, size, triple
        if key not in self._found:
            self._found[key] = self._sized(*key)
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[str, int, bool], Sequence[Figure]]:
        return {}

    def _sized(self, place: str, size: int, triple: bool) -> Sequence[Figure]:
        texts = self.triple.get(place, ()) if triple else ()
        every = [figure(text) for text in texts or getattr(self, place)]
        own = [each for each in every if len(each.beats) == size]
        if own:
            return own
        pairs = [each for each in every if len(each.beats) == 2]
        if pairs and size > 2:  # two of two beats, or a beat and one of them
            return [Figure(a.beats[: size - 2] + b.beats, a.early) for a in pairs for b in pairs]
        larger = [each for each in every if len(each.beats) > size]
        least = min((len(each.beats) for each in larger), default=0)
        cut = [_shortened(each, size) for each in larger if len(each.beats) == least]
        if cut:
            return cut
        # A place that has only smaller ones, as in 4/4 a style of 3/4: the last beat sounds on.
        most = max(len(each.beats) for each in every)
        return [
            Figure(each.beats + ("-",) * (size - most), each.early, each.weight)
            for each in every
            if len(each.beats) == most
        ]


def _shortened(full: Figure, size: int) -> Figure:
    """Return the first beats of a figure; what rests at its end goes first."""
    beats = list(full.beats)
    while len(beats) > size:
        idle = [i for i in range(1, len(beats)) if "x" not in beats[i]]
        del beats[idle[0] if idle else -1]
    return Figure(tuple(beats), full.early, full.weight)


@cache
def figure(text: str) -> Figure:
    """Read a figure; ValueError tells what one takes."""
    written, _, weight = text.partition("*")
    early = {"<": 0.5, ",": 0.25}.get(written[0], 0.0)
    beats = tuple(written.lstrip("<,").split())
    if not beats or any(
        set(beat) - set("x-.") or len(beat) not in (1, 2, 3, 4, 6) for beat in beats
    ):
        raise ValueError(f"invalid figure {text!r}; expected beats of x, - and ., as in x-x- xx")
    if early and not beats[0].startswith("x"):
        raise ValueError(f"invalid figure {text!r}; what comes early begins with x")
    return Figure(beats, early, float(weight or 1))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all idioms: the files of the folder `rhythms`."""
    folder = Path(__file__).with_name("rhythms")
    return tuple(sorted(p.stem for p in folder.glob("*.py") if not p.stem.startswith("_")))


@cache
def load(name: str) -> Idiom:
    """Return an idiom by its name."""
    idiom = import_module(f"muse_music.midi.tune.rhythms.{name}").IDIOM
    assert isinstance(idiom, Idiom)
    return idiom

"""Checks of `music_requests`: each yields what is wrong with the files that were made.

Those of time and key are here, the others in `music_checks_heard` and `music_checks_files`.
"""

from collections.abc import Callable, Iterator

from benchmarks.music_files_made import (
    MODES,
    Made,
    Midi,
    fifths,
    names,
    pitch_class,
    spelled,
)

Again = Callable[[str, str], Midi]
"""Makes the request again with some words replaced."""
Check = Callable[[Made, str, Again], Iterator[str]]
CHECKS: dict[str, Check] = {}
FLAT = 0.05
"""Share of notes that may be otherwise: ornaments, chromatic ones."""


def check(function: Check) -> Check:
    """Let requests use a check by its name."""
    CHECKS[function.__name__.strip("_")] = function
    return function


def always(made: Made, scored: bool) -> Iterator[str]:
    """Yield what is wrong with any piece: notes that hang, bars that aren't whole."""
    midi = made.midi
    if midi.hanging:
        yield f"{midi.hanging} notes hang"
    if abs(midi.bars[-1][1] - midi.length) > 0.01:
        yield f"the last bar ends at {midi.bars[-1][1]:g}, the file at {midi.length:g}"
    if not midi.of("melody", "lead") and not midi.pitched:
        yield "nobody plays"
    if scored:
        yield from _sums(made)


def _sums(made: Made) -> Iterator[str]:
    """Yield the bars of the score that aren't as long as their meter, or other bars than MIDI's."""
    lengths = [end - start for start, end, _ in made.midi.bars]
    for part in made.score.parts:
        bars = list(part.getElementsByClass("Measure"))
        if len(bars) != len(lengths):
            yield f"score: {len(bars)} bars in {part.partName}, {len(lengths)} in MIDI"
        for bar, length in zip(bars, lengths, strict=False):
            voices = list(bar.voices) or [bar]
            held = float(voices[0].duration.quarterLength)
            if abs(held - length) > 1e-3:
                yield f"score: bar {bar.number} of {part.partName} has {held:g}, not {length:g}"
                return


@check
def _meter(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Meters of the bars: "7/8", or "4/4*8 7/8*4" in turn."""
    wanted = []
    for word in rest.split():
        meter, _, count = word.partition("*")
        wanted += [meter] * int(count or 1)
    found = [meter for _, _, meter in made.midi.bars]
    right = [wanted[i % len(wanted)] for i in range(len(found))]
    if found != right:
        yield f"found {sorted(set(found))}, first at bar {_first(found, right)}"


def _first(one: list[str], other: list[str]) -> int:
    return next(i for i, (a, b) in enumerate(zip(one, other, strict=True), 1) if a != b)


@check
def _tempo(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Felt beats a minute, for most of it: a number, or two that it is between."""
    low, high = (float(word) for word in (rest.split() * 2)[:2])
    tempos = made.midi.tempos
    ends = [*(at for at, _ in tempos[1:]), made.midi.length]
    felt = max((end - at, tempo) for (at, tempo), end in zip(tempos, ends, strict=True))[1]
    felt /= made.midi.felt
    if not low - 0.02 <= felt <= high + 0.02:
        yield f"it is {felt:.2f}"


@check
def _goes(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Felt tempos at the start and at the end."""
    first, last = (float(word) for word in rest.split())
    midi = made.midi
    told = [tempo / midi.felt for _, tempo in midi.tempos]
    if abs(told[0] - first) > 2 or abs(told[-1] - last) > 3:
        yield f"{told[0]:.1f} to {told[-1]:.1f} in {len(told)} steps"


@check
def _key(made: Made, rest: str, again: Again) -> Iterator[str]:
    """The key signature, and a bass or tune that comes to rest on the tonic."""
    tonic, mode = rest.split()
    wanted = fifths(tonic) + MODES[mode]
    told = made.midi.keys[0][1]
    tone, minor = spelled(told)
    found = fifths(tone) - 3 * (minor == "m")
    if (found - wanted) % 12 or abs(found) > 7:
        yield f"the signature is {told}"
    if (minor == "m") != (mode == "minor") and mode in ("major", "minor"):
        yield f"the signature is {told}"
    end = max(n.end for n in made.midi.pitched)
    last = [n for n in made.midi.pitched if n.end > end - 1.2]
    lowest = min(last, key=lambda n: n.pitch)
    if pitch_class(tonic) not in {n.pitch % 12 for n in last}:
        yield f"it ends on {lowest.pitch % 12}, without {tonic}"


@check
def _tones(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Tones that hold the tune."""
    tune = made.midi.of("melody")
    inside = sum(n.pitch % 12 in names(rest.split()) for n in tune) / len(tune)
    if inside < 1 - FLAT:
        yield f"{inside:.0%} of the tune"


@check
def _has(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Tones that are heard somewhere."""
    lost = names(rest.split()) - {n.pitch % 12 for n in made.midi.pitched}
    if lost:
        yield f"{sorted(lost)} isn't heard"


@check
def _bars(made: Made, rest: str, again: Again) -> Iterator[str]:
    if len(made.midi.bars) != int(rest):
        yield f"it has {len(made.midi.bars)}"


@check
def _seconds(made: Made, rest: str, again: Again) -> Iterator[str]:
    """How long it lasts: within half of its last bar."""
    start, end, _ = made.midi.bars[-1]
    bar = (end - start) * 60 / made.midi.tempos[-1][1]
    if abs(made.midi.seconds - float(rest)) > bar / 2 + 0.01:
        yield f"it lasts {made.midi.seconds:.2f}"


@check
def _sections(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Sections by marker, and their bars where they are told: "intro:4 verse:8"."""
    midi = made.midi
    marks = midi.markers
    wanted = [word.partition(":") for word in rest.split()]
    if len(marks) != len(wanted):
        yield f"{[text for _, text in marks]}"
        return
    ends = [*(at for at, _ in marks[1:]), midi.length]
    for (at, text), end, (name, _, bars) in zip(marks, ends, wanted, strict=True):
        held = sum(at - 1e-3 <= start < end - 1e-3 for start, _, _ in midi.bars)
        if not text.lower().startswith(name.lower()) or (bars and held != int(bars)):
            yield f"{text} has {held} bars, not {name} {bars}"

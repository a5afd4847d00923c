"""Checks of `music_requests`: what is heard, who plays, what is sung, what changes."""

import statistics
from collections.abc import Iterator

from benchmarks.music_checks import FLAT, Again, check
from benchmarks.music_files_made import DRUMS, Made, Midi, Note, classes, pitch_class, spelled

HEARD = 0.8
"""Share of the accompaniment's sound that has to be tones of the chord."""
LED = 0.13
"""Share of chords that a run of the bass into the next section may hide."""


@check
def _chords(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Chords of the bars in turn ("C Am | F G7"), heard in what accompanies the tune."""
    given = [bar.split() for bar in rest.split("|")]
    midi = made.midi
    band = [n for n in midi.pitched if not n.track.lower().startswith(("melody", "harmony"))]
    bad, count = [], 0
    for place, (start, end, _) in enumerate(midi.bars):
        bar = given[place % len(given)]
        step = (end - start) / len(bar)
        for at, name in enumerate(bar):
            count += 1
            heard = _sounding(band, start + at * step, start + (at + 1) * step)
            if name in ("N.C.", "."):
                continue
            wanted = classes(name)
            total = sum(heard.values())
            inside = sum(held for pitch, held in heard.items() if pitch in wanted)
            root = pitch_class(spelled(name)[0])
            third = {(root + k) % 12 for k in (3, 4)} & wanted
            lost = third and not third & set(heard) and root not in heard
            if not total or inside < HEARD * total or lost:
                bad.append(f"bar {place + 1} {name}: {sorted(heard)}")
    if len(bad) > LED * count:
        yield f"{len(bad)} of {count}: {'; '.join(bad[:4])}"


def _sounding(notes: list[Note], start: float, end: float) -> dict[int, float]:
    """Return how long each pitch class sounds, notes that begin just before counted too."""
    found: dict[int, float] = {}
    slack = 0.12 * (end - start)
    for note in notes:
        if not start - slack <= note.start < end - slack:
            continue
        held = min(note.end, end) - max(note.start, start)
        if held > 0.02:
            found[note.pitch % 12] = found.get(note.pitch % 12, 0.0) + held
    return found


@check
def _silent(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Bars (counted from 1, of so many in turn: "4/4") where nobody plays chords."""
    which, of = (int(word) for word in rest.split("/"))
    for place, (start, end, _) in enumerate(made.midi.bars, 1):
        if (place - 1) % of + 1 == which:
            band = [n for n in made.midi.of("chords", "strings", "bass", "guitar", "piano")]
            heard = [n for n in band if start + 0.1 <= n.start < end - 0.3]
            if heard:
                yield f"bar {place}: {len(heard)} notes"


@check
def _plays(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Programs that play."""
    programs = {n.program for n in made.midi.pitched}
    lost = {int(word) for word in rest.split()} - programs
    if lost:
        yield f"{sorted(lost)} isn't in {sorted(programs)}"


@check
def _only(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Programs that play, and no others."""
    programs = {n.program for n in made.midi.pitched}
    if programs != {int(word) for word in rest.split()}:
        yield f"{sorted(programs)} play"


@check
def _part(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A part and its program: "melody 40"."""
    name, program = rest.split()
    found = {n.program for n in made.midi.of(name)}
    if found != {int(program)}:
        yield f"it is {sorted(found)}"


@check
def _range(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Program, lowest and highest pitch."""
    program, low, high = (int(word) for word in rest.split())
    found = [n.pitch for n in made.midi.pitched if n.program == program]
    if not found or min(found) < low or max(found) > high:
        yield f"{min(found, default=0)} to {max(found, default=0)}"


@check
def _drums(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Whether drums play: "yes", "no"."""
    found = sum(n.channel == DRUMS for n in made.midi.notes)
    if bool(found) != (rest == "yes"):
        yield f"{found} strokes"


@check
def _syllables(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Syllables that are sung, each on a note of the tune."""
    lyrics = [(at, text) for at, text in made.midi.lyrics if text.strip("\r\n /\\")]
    if len(lyrics) != int(rest):
        yield f"{len(lyrics)}: {' '.join(text.strip() for _, text in lyrics)}"
    starts = [n.start for n in made.midi.of("melody", "voice", "choir")]
    lost = [text for at, text in lyrics if min(abs(at - s) for s in starts) > 0.2]
    if lost:
        yield f"no note under {lost[:5]}"


@check
def _sung(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Letters that are sung, somewhere; after "chorus:", in every section of that name."""
    name, _, words = rest.rpartition(":")
    midi = made.midi
    ends = [*(at for at, _ in midi.markers[1:]), midi.length]
    spans = [(0.0, midi.length + 1)]
    if name:
        marks = zip(midi.markers, ends, strict=True)
        spans = [(at, end) for (at, text), end in marks if text.lower().startswith(name)]
    if not spans:
        yield f"there is no {name}"
    for start, end in spans:
        sung = "".join(t for at, t in midi.lyrics if start - 0.2 <= at < end - 0.2)
        if _letters(words) not in _letters(sung):
            yield f"{sung!r}"


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalpha())


def _changed(rest: str, again: Again) -> Midi:
    """Return the request made again: "--density dense > --density sparse"."""
    old, _, new = rest.partition(">")
    return again(old.strip(), new.strip())


@check
def _more(made: Made, rest: str, again: Again) -> Iterator[str]:
    """More notes in a bar of the tune than with other words."""
    rates = [len(m.of("melody")) / len(m.bars) for m in (made.midi, _changed(rest, again))]
    if rates[0] <= rates[1]:
        yield f"{rates[0]:.2f} notes a bar, {rates[1]:.2f} otherwise"


@check
def _faster(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Faster than with other words."""
    tempi = [m.tempos[0][1] for m in (made.midi, _changed(rest, again))]
    if tempi[0] <= tempi[1]:
        yield f"{tempi[0]:.0f}, {tempi[1]:.0f} otherwise"


@check
def _slower(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Slower than with other words."""
    tempi = [m.tempos[0][1] for m in (made.midi, _changed(rest, again))]
    if tempi[0] >= tempi[1]:
        yield f"{tempi[0]:.0f}, {tempi[1]:.0f} otherwise"


@check
def _like(made: Made, rest: str, again: Again) -> Iterator[str]:
    """The same notes as options make."""
    other = again("", rest)
    if made.midi.notes != other.notes:
        yield "other notes"


@check
def _bass(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Tones that the bass begins bars with, in turn."""
    wanted = rest.split()
    bass = made.midi.of("bass")
    for place, (start, _, _) in enumerate(made.midi.bars[:-1]):
        first = [n.pitch % 12 for n in bass if abs(n.start - start) < 0.1]
        tone = wanted[place % len(wanted)]
        if first and pitch_class(tone) not in first:
            yield f"bar {place + 1} {tone}: {first}"


@check
def _louder(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Louder than with other words."""
    loud = [
        statistics.mean(n.velocity for n in m.notes) for m in (made.midi, _changed(rest, again))
    ]
    if loud[0] <= loud[1]:
        yield f"{loud[0]:.0f}, {loud[1]:.0f} otherwise"


@check
def _same(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Parts that are the same with other words: "melody drums: --x > --y"."""
    parts, _, change = rest.partition(":")
    other = _changed(change, again)
    for part in parts.split():
        if _played(made.midi, part) != _played(other, part):
            yield f"{part} differs"


@check
def _differ(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Parts that are others with other words."""
    parts, _, change = rest.partition(":")
    other = _changed(change, again)
    for part in parts.split():
        if _played(made.midi, part) == _played(other, part):
            yield f"{part} is the same"


def _played(midi: Midi, part: str) -> list[tuple[float, int]]:
    """Return the notes of a part on a fine grid, so that hands don't count."""
    return [(round(n.start * 6), n.pitch) for n in sorted(midi.of(part), key=lambda n: n.start)]


@check
def _moved(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Every pitched note is so many semitones above what other words make."""
    steps, _, change = rest.partition(":")
    other = _changed(change, again)
    one, two = ([n.pitch for n in m.pitched] for m in (made.midi, other))
    tune = [[n.pitch for n in m.of("melody")] for m in (made.midi, other)]
    if len(one) != len(two):
        yield f"{len(one)} notes for {len(two)}"
    steps_found = {(a - b) for a, b in zip(*tune, strict=False)}
    if {s % 12 for s in steps_found} != {int(steps) % 12}:
        yield f"the tune moved by {sorted(steps_found)}"


@check
def _swing(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Where off-beats fall, in % of a quarter."""
    parts = [n.start % 1 for n in made.midi.of("melody", "chords", "drums", "bass")]
    off = [place for place in parts if 0.4 < place < 0.8]
    if not off or abs(statistics.median(off) * 100 - float(rest)) > 4:
        yield f"{100 * statistics.median(off) if off else 0:.0f} of {len(off)}"


@check
def _grid(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Notes begin on the grid of so many to the quarter, but for those of ornaments."""
    off = [
        n for n in made.midi.notes if abs(n.start * int(rest) - round(n.start * int(rest))) > 0.01
    ]
    if len(off) > FLAT * len(made.midi.notes):
        yield f"{len(off)} of {len(made.midi.notes)} don't, first {off[0]}"


@check
def _modulates(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Semitones from the first signature to the last."""
    tones = [pitch_class(spelled(key)[0]) for _, key in made.midi.keys]
    if (tones[-1] - tones[0] - int(rest)) % 12:
        yield f"signatures {made.midi.keys}"


@check
def _slows(made: Made, rest: str, again: Again) -> Iterator[str]:
    told = [tempo for _, tempo in made.midi.tempos]
    if told[-1] > 0.93 * told[0]:
        yield f"from {told[0]:.0f} to {told[-1]:.0f}"


@check
def _steady(made: Made, rest: str, again: Again) -> Iterator[str]:
    if len(made.midi.tempos) > 1:
        yield f"{len(made.midi.tempos)} tempos"


@check
def _fades(made: Made, rest: str, again: Again) -> Iterator[str]:
    """The last bar is less than half as loud as the middle."""
    start = made.midi.bars[-1][0]
    last = [level for at, level in made.midi.levels if at >= start]
    if not last or min(last) > 60:
        yield f"levels {last[:8]}"

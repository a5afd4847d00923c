"""The checks of `music_requests`: each yields what is wrong with the files that were made."""

import statistics
from collections.abc import Callable, Iterator
from zipfile import ZipFile

from benchmarks.music_files_made import (
    DRUMS,
    MODES,
    Made,
    Midi,
    Note,
    classes,
    fifths,
    names,
    pitch_class,
    spelled,
)

Again = Callable[[str, str], Midi]
"""Makes the request again with some words replaced."""
Check = Callable[[Made, str, Again], Iterator[str]]
CHECKS: dict[str, Check] = {}
HEARD = 0.8
"""Share of the accompaniment's sound that has to be tones of the chord."""
LED = 0.13
"""Share of chords that a run of the bass into the next section may hide."""
_FLAT = 0.05


def _check(function: Check) -> Check:
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


@_check
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


@_check
def _tempo(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Felt beats a minute, for most of it: a number, or two that it is between."""
    low, high = (float(word) for word in (rest.split() * 2)[:2])
    tempos = made.midi.tempos
    ends = [*(at for at, _ in tempos[1:]), made.midi.length]
    felt = max((end - at, tempo) for (at, tempo), end in zip(tempos, ends, strict=True))[1]
    felt /= made.midi.felt
    if not low - 0.02 <= felt <= high + 0.02:
        yield f"it is {felt:.2f}"


@_check
def _goes(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Felt tempos at the start and at the end."""
    first, last = (float(word) for word in rest.split())
    midi = made.midi
    told = [tempo / midi.felt for _, tempo in midi.tempos]
    if abs(told[0] - first) > 2 or abs(told[-1] - last) > 3:
        yield f"{told[0]:.1f} to {told[-1]:.1f} in {len(told)} steps"


@_check
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


@_check
def _tones(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Tones that hold the tune."""
    tune = made.midi.of("melody")
    inside = sum(n.pitch % 12 in names(rest.split()) for n in tune) / len(tune)
    if inside < 1 - _FLAT:
        yield f"{inside:.0%} of the tune"


@_check
def _has(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Tones that are heard somewhere."""
    lost = names(rest.split()) - {n.pitch % 12 for n in made.midi.pitched}
    if lost:
        yield f"{sorted(lost)} isn't heard"


@_check
def _bars(made: Made, rest: str, again: Again) -> Iterator[str]:
    if len(made.midi.bars) != int(rest):
        yield f"it has {len(made.midi.bars)}"


@_check
def _seconds(made: Made, rest: str, again: Again) -> Iterator[str]:
    """How long it lasts: within half of its last bar."""
    start, end, _ = made.midi.bars[-1]
    bar = (end - start) * 60 / made.midi.tempos[-1][1]
    if abs(made.midi.seconds - float(rest)) > bar / 2 + 0.01:
        yield f"it lasts {made.midi.seconds:.2f}"


@_check
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


@_check
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


@_check
def _silent(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Bars (counted from 1, of so many in turn: "4/4") where nobody plays chords."""
    which, of = (int(word) for word in rest.split("/"))
    for place, (start, end, _) in enumerate(made.midi.bars, 1):
        if (place - 1) % of + 1 == which:
            band = [n for n in made.midi.of("chords", "strings", "bass", "guitar", "piano")]
            heard = [n for n in band if start + 0.1 <= n.start < end - 0.3]
            if heard:
                yield f"bar {place}: {len(heard)} notes"


@_check
def _plays(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Programs that play."""
    programs = {n.program for n in made.midi.pitched}
    lost = {int(word) for word in rest.split()} - programs
    if lost:
        yield f"{sorted(lost)} isn't in {sorted(programs)}"


@_check
def _only(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Programs that play, and no others."""
    programs = {n.program for n in made.midi.pitched}
    if programs != {int(word) for word in rest.split()}:
        yield f"{sorted(programs)} play"


@_check
def _part(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A part and its program: "melody 40"."""
    name, program = rest.split()
    found = {n.program for n in made.midi.of(name)}
    if found != {int(program)}:
        yield f"it is {sorted(found)}"


@_check
def _range(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Program, lowest and highest pitch."""
    program, low, high = (int(word) for word in rest.split())
    found = [n.pitch for n in made.midi.pitched if n.program == program]
    if not found or min(found) < low or max(found) > high:
        yield f"{min(found, default=0)} to {max(found, default=0)}"


@_check
def _drums(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Whether drums play: "yes", "no"."""
    found = sum(n.channel == DRUMS for n in made.midi.notes)
    if bool(found) != (rest == "yes"):
        yield f"{found} strokes"


@_check
def _syllables(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Syllables that are sung, each on a note of the tune."""
    lyrics = [(at, text) for at, text in made.midi.lyrics if text.strip("\r\n /\\")]
    if len(lyrics) != int(rest):
        yield f"{len(lyrics)}: {' '.join(text.strip() for _, text in lyrics)}"
    starts = [n.start for n in made.midi.of("melody", "voice", "choir")]
    lost = [text for at, text in lyrics if min(abs(at - s) for s in starts) > 0.2]
    if lost:
        yield f"no note under {lost[:5]}"


@_check
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


@_check
def _more(made: Made, rest: str, again: Again) -> Iterator[str]:
    """More notes in a bar of the tune than with other words."""
    rates = [len(m.of("melody")) / len(m.bars) for m in (made.midi, _changed(rest, again))]
    if rates[0] <= rates[1]:
        yield f"{rates[0]:.2f} notes a bar, {rates[1]:.2f} otherwise"


@_check
def _faster(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Faster than with other words."""
    tempi = [m.tempos[0][1] for m in (made.midi, _changed(rest, again))]
    if tempi[0] <= tempi[1]:
        yield f"{tempi[0]:.0f}, {tempi[1]:.0f} otherwise"


@_check
def _slower(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Slower than with other words."""
    tempi = [m.tempos[0][1] for m in (made.midi, _changed(rest, again))]
    if tempi[0] >= tempi[1]:
        yield f"{tempi[0]:.0f}, {tempi[1]:.0f} otherwise"


@_check
def _like(made: Made, rest: str, again: Again) -> Iterator[str]:
    """The same notes as options make."""
    other = again("", rest)
    if made.midi.notes != other.notes:
        yield "other notes"


@_check
def _bass(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Tones that the bass begins bars with, in turn."""
    wanted = rest.split()
    bass = made.midi.of("bass")
    for place, (start, _, _) in enumerate(made.midi.bars[:-1]):
        first = [n.pitch % 12 for n in bass if abs(n.start - start) < 0.1]
        tone = wanted[place % len(wanted)]
        if first and pitch_class(tone) not in first:
            yield f"bar {place + 1} {tone}: {first}"


@_check
def _louder(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Louder than with other words."""
    loud = [
        statistics.mean(n.velocity for n in m.notes) for m in (made.midi, _changed(rest, again))
    ]
    if loud[0] <= loud[1]:
        yield f"{loud[0]:.0f}, {loud[1]:.0f} otherwise"


@_check
def _same(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Parts that are the same with other words: "melody drums: --x > --y"."""
    parts, _, change = rest.partition(":")
    other = _changed(change, again)
    for part in parts.split():
        if _played(made.midi, part) != _played(other, part):
            yield f"{part} differs"


@_check
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


@_check
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


@_check
def _swing(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Where off-beats fall, in % of a quarter."""
    parts = [n.start % 1 for n in made.midi.of("melody", "chords", "drums", "bass")]
    off = [place for place in parts if 0.4 < place < 0.8]
    if not off or abs(statistics.median(off) * 100 - float(rest)) > 4:
        yield f"{100 * statistics.median(off) if off else 0:.0f} of {len(off)}"


@_check
def _grid(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Notes begin on the grid of so many to the quarter, but for those of ornaments."""
    off = [
        n for n in made.midi.notes if abs(n.start * int(rest) - round(n.start * int(rest))) > 0.01
    ]
    if len(off) > _FLAT * len(made.midi.notes):
        yield f"{len(off)} of {len(made.midi.notes)} don't, first {off[0]}"


@_check
def _modulates(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Semitones from the first signature to the last."""
    tones = [pitch_class(spelled(key)[0]) for _, key in made.midi.keys]
    if (tones[-1] - tones[0] - int(rest)) % 12:
        yield f"signatures {made.midi.keys}"


@_check
def _slows(made: Made, rest: str, again: Again) -> Iterator[str]:
    told = [tempo for _, tempo in made.midi.tempos]
    if told[-1] > 0.93 * told[0]:
        yield f"from {told[0]:.0f} to {told[-1]:.0f}"


@_check
def _steady(made: Made, rest: str, again: Again) -> Iterator[str]:
    if len(made.midi.tempos) > 1:
        yield f"{len(made.midi.tempos)} tempos"


@_check
def _fades(made: Made, rest: str, again: Again) -> Iterator[str]:
    """The last bar is less than half as loud as the middle."""
    start = made.midi.bars[-1][0]
    last = [level for at, level in made.midi.levels if at >= start]
    if not last or min(last) > 60:
        yield f"levels {last[:8]}"


@_check
def _title(made: Made, rest: str, again: Again) -> Iterator[str]:
    if made.midi.title != rest:
        yield f"it is {made.midi.title!r}"


@_check
def _score(made: Made, rest: str, again: Again) -> Iterator[str]:
    """What music21 finds in the score: "title X", "composer X", "parts N", "lyricist X"."""
    what, _, wanted = rest.partition(" ")
    told = made.score.metadata
    texts = {
        "title": told.title or told.movementName,
        "composer": told.composer,
        "lyricist": told.lyricist,
        "parts": str(len(made.score.parts)),
        "harmony": str(len(list(made.score.recurse().getElementsByClass("Harmony")))),
    }
    if what and str(texts[what]) != wanted:
        yield f"it is {texts[what]!r}"


@_check
def _xml(made: Made, rest: str, again: Again) -> Iterator[str]:
    """Text that stands in the MusicXML file."""
    if rest not in made.path(".musicxml").read_text("utf-8"):
        yield "isn't in the file"


@_check
def _file(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A file of a suffix that its own reader opens, and words in it: ".lrc [00:"."""
    suffix, _, words = rest.partition(" ")
    path = made.path(suffix)
    if suffix == ".png":
        from PIL import Image

        size = Image.open(path).size
        if min(size) < 300:
            yield f"{size}"
    elif suffix == ".kar":
        Midi(path)
    elif words not in path.read_bytes().decode("utf-8", "replace"):
        yield f"{words} isn't in {path.read_text('utf-8')[:120]!r}"


@_check
def _stems(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A zip that has the whole and each part as MIDI, score and sound."""
    with ZipFile(made.path(".zip")) as file:
        found = [n for n in file.namelist() if not n.endswith("/")]
    kinds = {name.rpartition(".")[2] for name in found}
    mids = [name for name in found if name.endswith(".mid")]
    parts = {n.track for n in made.midi.notes}
    if not {"mid", "musicxml", "wav"} <= kinds or len(mids) < len(parts) + 1:
        yield f"{found}"


@_check
def _wave(made: Made, rest: str, again: Again) -> Iterator[str]:
    """A sound that lasts exactly as long as the bars, where it runs into its start."""
    import wave

    with wave.open(str(made.path(".wav"))) as file:
        seconds = file.getnframes() / file.getframerate()
    if abs(seconds - made.midi.seconds) > 0.01:
        yield f"{seconds:.3f} s for {made.midi.seconds:.3f} of bars"

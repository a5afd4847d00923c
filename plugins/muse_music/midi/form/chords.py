"""The harmony of a whole song: a progression per kind of section, cadences, chords in time."""

import random
from collections.abc import Sequence

from muse_music.midi.style import Role, Style
from muse_music.theory.bars import Slot
from muse_music.theory.harmony import Chord, chord, progression, voice
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import Section
from muse_music.theory.timeline import Timeline

# Progressions for modes that a style has nothing of its own for; they show the mode's colour.
_MODAL = {
    "dorian": ("i | IV | i | IV", "i | bVII | IV | i", "i | ii | bIII | IV"),
    "phrygian": ("i | bII | i | bvii", "i | bVI | bII | i"),
    "lydian": ("I | II | I | II", "I | II | vi | V"),
    "mixolydian": ("I | bVII | IV | I", "I | v | bVII | IV"),
    "locrian": ("io | bII | bV | io", "io | biii | bII | io"),
    "harmonic minor": ("i | iv | V7 | i", "i | bVI | iv | V7", "i | iio | V7 | i"),
    "melodic minor": ("i | IV | V7 | i", "i | ii | V7 | i", "i | IV | ii | V7"),
    "phrygian dominant": ("I | bII | I | bvii", "I | iv | bII | I", "I | bII | iv | I"),
    "whole tone": ("I+ | II+ | I+ | bVII+", "I+ | bVI+ | II+ | I+"),
    "blues": ("I7 | IV7 | I7 | V7", "I7 | I7 | IV7 | I7 | V7 | IV7 | I7 | V7"),
    "shang": ("i | IVsus2 | bVII | i", "i | bVII | v7 | i"),
    "jue": ("i | bVI | bIII | i", "i | bvii | bIII | i"),
    "zhi": ("I | IV | ii | I", "I | v | IV | I"),
}
_MODAL_CADENCE = {
    "dorian": ("IV | i", "bVII | i"),
    "phrygian": ("bII | i",),
    "lydian": ("II | I",),
    "mixolydian": ("bVII | I", "bVII IV | I"),
    "locrian": ("bII | io",),
    "harmonic minor": ("iv | V7 | i", "iio | V7 | i"),
    "melodic minor": ("IV | V7 | i", "ii | V7 | i"),
    "phrygian dominant": ("bII | I", "bvii | I"),
    "whole tone": ("bVII+ | I+", "II+ | I+"),
    "blues": ("V7 IV7 | I7",),
    "shang": ("bVII | i", "v7 | i"),
    "jue": ("bIII | i", "bvii | i"),
    "zhi": ("IV | I", "v | I"),
    "yu": ("bVII | i", "iv | i"),
    "minor pentatonic": ("bVII | i", "iv | i"),
}
# Modes with the plain chords of another.
_LIKE = {
    **{"major pentatonic": "major", "gong": "major", "minor pentatonic": "minor", "yu": "minor"},
}
_LEADING = (1, 2, 5, 7, 10, 11)
"""Semitones above the tonic of the chords from which a song comes home."""
_SPARE = {"intro": "verse", "outro": "verse", "tag": "blues", "answer": "theme", "return": "theme"}
_SPARE |= {"pre": "verse", "climax": "contrast", "solo": "theme", "head": "theme"}


def harmony(
    style: Style,
    key: Key,
    sections: Sequence[Section],
    chance: random.Random,
    colour: Sequence[str] = (),
) -> list[list[Chord]]:
    """Return the chords of every bar; a mood's `colour` is taken before the style's."""
    chosen: dict[str, list[list[Chord]]] = {}
    bars: list[list[Chord]] = []
    for section in sections:
        kind = section.kind
        if kind not in chosen:
            texts = _offered(style, key, kind, section.bars, colour)
            text = chance.choice(list(texts))
            spare = _SPARE.get(kind, kind)
            if texts == _offered(style, key, spare, section.bars, colour) and spare in chosen:
                chosen[kind] = chosen[spare]
            else:
                chosen[kind] = progression(text, key)
        loop = chosen[kind]
        bars += [loop[i % len(loop)] for i in range(section.bars)]
    mode = _known(style, key)
    plain = ("V | i",) if key.minor else ("V | I",)
    own = style.cadence.get(key.mode) or _MODAL_CADENCE.get(key.mode)
    cadences = own or style.cadence.get(mode) or plain
    ending = _ending(bars, [progression(text, key) for text in cadences], key, chance)
    bars[-len(ending) :] = ending
    return bars


def _known(style: Style, key: Key) -> str:
    """Return the mode by whose name a style, or Muse, has progressions for a key."""
    plain = _LIKE.get(key.mode, key.mode)
    near = {"major": "gong", "minor": "yu"}.get(plain, plain)
    return next((m for m in (key.mode, plain, near) if m in style.progressions), plain)


def _ending(
    bars: Sequence[list[Chord]],
    cadences: Sequence[list[list[Chord]]],
    key: Key,
    chance: random.Random,
) -> list[list[Chord]]:
    """Return the last bars of one of some cadences: of those that change least of what was there.

    So a chorus that ends the song has its chords, and its tune, up to the last bars.
    """
    found: list[tuple[float, list[list[Chord]]]] = []
    for cadence in cadences:
        for size in range(1, min(len(cadence), len(bars)) + 1):
            ending = cadence[-size:]
            before = ending[-2][-1] if size > 1 else bars[-2][-1] if len(bars) > 1 else None
            if before and (before.root - key.pitch_class) % 12 not in _LEADING:
                continue
            was = bars[-size:-1]
            changed = sum(
                1.0 - 0.3 * len(set(old[0].tones) & set(new[0].tones))
                for old, new in zip(was, ending, strict=False)
                if old != new
            )
            found.append((changed + 0.4 * chance.random(), ending))
    if not found:
        return chance.choice(list(cadences))[-len(bars) :]
    return min(found, key=lambda pair: pair[0])[1]


def _offered(
    style: Style, key: Key, kind: str, length: int, colour: Sequence[str]
) -> Sequence[str]:
    """Return the progressions for a kind of section."""
    mode = _known(style, key)
    if mode in _MODAL and mode not in style.progressions:
        return _MODAL[mode]
    kinds = style.progressions.get(mode) or next(iter(style.progressions.values()))
    if kind == "blues" and length < 12 and "short" in kinds:
        return kinds["short"]
    if colour and kind not in ("blues", "bridge", "contrast"):
        return colour
    first = next(iter(kinds.values()))
    sung = kinds.get("contrast") if kind == "chorus" and "verse" not in kinds else None
    return kinds.get(kind) or sung or kinds.get(_SPARE.get(kind, "verse")) or first


def all_progressions(style: Style, key: Key) -> list[str]:
    """Return every progression that a style has for a key's mode, cadences at the end."""
    mode = _known(style, key)
    if mode in _MODAL and mode not in style.progressions:
        return [*_MODAL[mode], *_MODAL_CADENCE[mode]]
    kinds = style.progressions.get(mode)
    if kinds is None:  # a style of major keys alone borrows the plain chords of minor
        return ["i | iv | V | i", "i | bVI | bIII | bVII"] if key.minor else ["I | IV | V | I"]
    return [t for texts in kinds.values() for t in texts] + list(style.cadence.get(mode, ()))


def slots(bars: Sequence[Sequence[Chord]], time: Timeline) -> list[list[Slot]]:
    """Return the chords of each bar in time; a second chord starts on an accent near the middle.

    An incomplete bar has its first chord alone.
    """
    found: list[list[Slot]] = []
    key = time.measures[-1].key
    home = chord("i" if key.minor else "I", key.pitch_class)
    since = 0
    for index, (chords, measure) in enumerate(zip(bars, time.measures, strict=True)):
        start = measure.start
        whole = measure.length == measure.meter.bar
        starts = _starts(measure.meter, chords) if whole else [0]
        following = bars[index + 1][0] if index + 1 < len(bars) else home
        line = []
        for i, tick in enumerate(starts):
            end = starts[i + 1] if i + 1 < len(starts) else measure.length
            after = chords[i + 1] if i + 1 < len(starts) else following
            same = i == 0 and found and found[-1][-1].chord == chords[0]
            since = since + 1 if same else 0
            line.append(Slot(start + tick, start + end, chords[i], after, since=since))
        found.append(line)
    return found


def voiced(bars: Sequence[Sequence[Slot]], role: Role) -> list[list[Slot]]:
    """Return the slots with voicings for a role, each led from the one before."""
    before: tuple[int, ...] = ()
    found = []
    for line in bars:
        made = []
        for slot in line:
            before = voice(
                slot.chord,
                before,
                role.low,
                role.high,
                rootless=role.rootless,
                open_=role.open_,
            )
            made.append(Slot(slot.start, slot.end, slot.chord, slot.next, before, slot.since))
        found.append(made)
    return found


def fits(meter: Meter, chords: Sequence[Chord]) -> bool:
    """Whether a bar has a place for each of its chords, and for the beats that they were told."""
    told = sum(chord.beats for chord in chords)
    free = sum(not chord.beats for chord in chords)
    sizes = (len(meter.beats), meter.numerator)
    room = any(told == size or (free and told < size) for size in sizes)
    return len(chords) <= max(1, meter.bar // (TICKS // 4)) and (not told or room)


def _starts(meter: Meter, chords: Sequence[Chord]) -> list[int]:
    """Return where the chords of a bar start (ticks); fewer than they are where none finds room.

    They start on beats near equal shares of the bar, accents first, or on divisions and sixteenths
    where they are more than beats; those that were told their beats, after so many.
    """
    if any(chord.beats for chord in chords):
        return _counted(meter, chords)
    count = len(chords)
    beats = [beat.start for beat in meter.beats]
    if count <= len(beats):
        return _spread(meter, count, beats)
    divisions = [b.start + i * b.step for b in meter.beats for i in range(b.divisions)]
    if count <= len(divisions):
        return _spread(meter, count, divisions)
    return _spread(meter, count, list(range(0, meter.bar, TICKS // 4)))


def _spread(meter: Meter, count: int, places: Sequence[int]) -> list[int]:
    """Return `count` of the places that divide a bar most evenly, or all; accents are preferred."""
    chosen = [0]
    for i in range(1, count):
        ideal = meter.bar * i / count
        rest = places[: len(places) - (count - i) + 1] if count <= len(places) else places
        later = [p for p in rest if p > chosen[-1]]
        if not later:
            break
        gap = meter.bar / len(places)
        bonus = {3: 0.9, 2: 0.9, 1: 0.35, 0: 0.0}
        chosen.append(
            min(later, key=lambda p: (abs(p - ideal) - bonus[meter.strength(p)] * gap, -p))
        )
    return chosen


def _counted(meter: Meter, chords: Sequence[Chord]) -> list[int]:
    """Return where chords start that were told their beats; what doesn't fit is scaled to do so."""
    told = sum(chord.beats for chord in chords)
    free = sum(not chord.beats for chord in chords)
    size = next((s for s in (len(meter.beats), meter.numerator) if told + (free > 0) * 0.5 <= s), 0)
    share = (size - told) / free if free and size else 1.0
    lengths = [chord.beats or share for chord in chords]
    whole = size if free and size else sum(lengths)
    starts: list[int] = []
    now = 0.0
    for length in lengths:
        starts.append(_tick(meter, now, whole))
        now += length
    grid = TICKS // 4
    snapped = [start // grid * grid for start in starts]
    return [s for i, s in enumerate(snapped) if i == 0 or s > snapped[i - 1]]


def _tick(meter: Meter, beats: float, whole: float) -> int:
    """Return the tick of so many beats of a bar that counts `whole` of them."""
    if whole == len(meter.beats):
        beat = meter.beats[min(int(beats), len(meter.beats) - 1)]
        return beat.start + round((beats - int(beats)) * beat.length)
    return round(meter.bar * beats / whole)

"""The harmony of a whole song: a progression per kind of section, cadences, chords in time."""

import random
from collections.abc import Sequence

from muse_music.midi.style import Role, Style
from muse_music.theory.bars import Slot
from muse_music.theory.harmony import Chord, chord, progression, voice
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Section
from muse_music.theory.timeline import Timeline

# Progressions for modes that a style has nothing of its own for; they show the mode's colour.
_MODAL = {
    "dorian": ("i | IV | i | IV", "i | bVII | IV | i", "i | ii | bIII | IV"),
    "phrygian": ("i | bII | i | bvii", "i | bVI | bII | i"),
    "lydian": ("I | II | I | II", "I | II | vi | V"),
    "mixolydian": ("I | bVII | IV | I", "I | v | bVII | IV"),
    "locrian": ("io | bII | bV | io", "io | biii | bII | io"),
}
_MODAL_CADENCE = {
    "dorian": ("IV | i", "bVII | i"),
    "phrygian": ("bII | i",),
    "lydian": ("II | I",),
    "mixolydian": ("bVII | I", "bVII IV | I"),
    "locrian": ("bII | io",),
}
_SPARE = {"intro": "verse", "outro": "verse", "tag": "blues", "answer": "theme", "return": "theme"}


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
    cadences = style.cadence.get(key.mode) or _MODAL_CADENCE.get(key.mode) or ("V | I",)
    ending = progression(chance.choice(list(cadences)), key)[-len(bars) :]
    if len(bars) < 3:
        ending = ending[-1:] if len(bars) == 1 else ending
    bars[-len(ending) :] = ending
    return bars


def _offered(
    style: Style, key: Key, kind: str, length: int, colour: Sequence[str]
) -> Sequence[str]:
    """Return the progressions for a kind of section."""
    if key.mode in _MODAL and key.mode not in style.progressions:
        return _MODAL[key.mode]
    kinds = style.progressions.get(key.mode) or next(iter(style.progressions.values()))
    if kind == "blues" and length < 12 and "short" in kinds:
        return kinds["short"]
    if colour and kind not in ("blues", "bridge", "contrast"):
        return colour
    first = next(iter(kinds.values()))
    return kinds.get(kind) or kinds.get(_SPARE.get(kind, "verse")) or first


def all_progressions(style: Style, key: Key) -> list[str]:
    """Return every progression that a style has for a key's mode, cadences at the end."""
    if key.mode in _MODAL and key.mode not in style.progressions:
        return [*_MODAL[key.mode], *_MODAL_CADENCE[key.mode]]
    kinds = style.progressions.get(key.mode)
    if kinds is None:  # a style of major keys alone borrows the plain chords of minor
        return ["i | iv | V | i", "i | bVI | bIII | bVII"] if key.minor else ["I | IV | V | I"]
    return [t for texts in kinds.values() for t in texts] + list(style.cadence.get(key.mode, ()))


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
        starts = _starts(measure.meter, len(chords)) if whole else [0]
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


def _starts(meter: Meter, count: int) -> list[int]:
    """Return where `count` chords of a bar start (ticks); fewer when the bar has too few beats."""
    beats = meter.beats
    count = min(count, len(beats))
    places = [0]
    for i in range(1, count):
        ideal = meter.bar * i / count
        later = [b for b in beats if b.start > places[-1]]
        if not later:
            break
        best = min(
            later, key=lambda b: (abs(b.start - ideal) - (b.strength > 1) * b.length, -b.start)
        )
        places.append(best.start)
    return places

"""Comping written as text: which tones of the voicing are struck when."""

from dataclasses import dataclass

from muse_music.midi.band import rows
from muse_music.theory.bars import Bar, Slot
from muse_music.theory.notes import Note

_ACCENTS = {"C": 0.0, "c": -0.1, "N": 0.0, "U": -0.1, "x": -0.3, "m": -0.06, "L": 0.02, "l": -0.04}
_WEIGHT = {3: 0.6, 2: 0.55, 1: 0.5, 0: 0.46}


def tones(sign: str, slot: Slot, after: Slot | None) -> tuple[int, ...]:
    """Return the pitches of a sign.

    C and c strike the voicing, U its upper tones, N that of the next chord (early), x chokes it;
    1 to 6 are its tones from below (over its top by octaves), t its top, L and l root and fifth
    below it.
    """
    voicing = slot.voicing
    if not voicing:
        return ()
    if sign in "Ccx":
        return voicing
    if sign == "N":
        early = after.voicing if after is not None else ()
        return early or voicing
    if sign == "U":
        return voicing[1:] or voicing
    if sign == "t":
        return voicing[-1:]
    if sign in "Ll":
        return (_below(slot, sign == "l"),)
    place = int(sign) - 1
    return (voicing[place % len(voicing)] + 12 * (place // len(voicing)),)


def powers(sign: str, slot: Slot, after: Slot | None) -> tuple[int, ...]:
    """Return the pitches of an electric guitar: C root, fifth and octave, m the muted root."""
    if sign == "N" and after is not None:
        slot = after
    chord = slot.chord
    root = 40 + (chord.bass - 40) % 12
    fifth = root + (7 if (chord.root + 7) % 12 in chord.tones else 12)
    if sign == "m":
        return (root,)
    if sign == "l":
        return tuple(dict.fromkeys((root, fifth)))
    if sign == "6":  # the rock and roll shuffle: the fifth moves up
        return (root, root + 9)
    if sign == "7":
        return (root, root + 10)
    return tuple(dict.fromkeys((root, fifth, root + 12)))


def _below(slot: Slot, is_fifth: bool) -> int:
    """Return the root or fifth below a voicing, for the left hand or a thumb."""
    chord = slot.chord
    tone = chord.bass
    if is_fifth:
        tone = next((t % 12 for s in (7, 6, 8) if (t := chord.root + s) % 12 in chord.tones), tone)
    low = slot.voicing[0] if slot.voicing else 52
    pitch = low - 1 - (low - 1 - tone) % 12
    return pitch if pitch >= 40 or pitch + 12 > low else pitch + 12


@dataclass(frozen=True)
class Strokes:
    """Comping in signs of `tones`; `gate` is the share of its length that a stroke sounds.

    `ring` lets single tones sound on for that many times their length; every chord is struck.
    """

    text: str
    gate: float = 0.92
    loud: float = 0.0
    ring: float = 1.0
    power: bool = False

    def laid(self, bar: Bar) -> rows.Laid:
        """Return the pattern's bar as it lies in the bar's meter."""
        found = rows.laid(self.text, bar.meter, spread=True)
        return found[bar.place % len(found)]

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar."""
        made = self.laid(bar)
        held = made.tied == "N" and bar.carried
        events = _with_chords(bar, made.events, skip=int(held))
        notes = []
        find = powers if self.power else tones
        for event in events:
            slot, after = bar.slot(event.start), bar.following(event.start)
            end = event.end
            if event.sign != "N":
                end = min(end, slot.end - bar.start)
            elif bar.last:
                end = min(end, bar.meter.bar)
            length = end - event.start
            if event.sign in "123456t":
                length = min(round(length * self.ring), slot.end - bar.start - event.start)
            else:
                length = rows.sounded(length, 0.35 if event.sign in "xm" else self.gate)
            accent = _WEIGHT[bar.meter.strength(event.start)] + _ACCENTS.get(event.sign, -0.06)
            for pitch in find(event.sign, slot, after):
                notes.append(Note(bar.start + event.start, length, pitch, accent + self.loud))
        return notes


def _with_chords(bar: Bar, events: tuple[rows.Event, ...], skip: int = 0) -> tuple[rows.Event, ...]:
    """Return the events with a stroke for every chord that has none; the first `skip` have one."""
    if len(bar.slots) == 1 and events and not skip:
        return events
    made = list(events)
    for slot in bar.slots[skip:]:
        first, end = slot.start - bar.start, slot.end - bar.start
        if any(first <= e.start < end and e.sign != "N" for e in events):
            continue
        if any(e.sign == "N" and e.start < first < e.end for e in events):
            continue
        made = [rows.Event(e.start, first, e.sign) if e.start < first < e.end else e for e in made]
        made.append(rows.Event(first, end, "C"))
    return tuple(made)


def strokes(
    text: str, gate: float = 0.92, *, ring: float = 1.0, power: bool = False
) -> tuple[Strokes, ...]:
    """Return the patterns of a text, one a line."""
    return tuple(
        Strokes(" ".join(line.split()), gate, ring=ring, power=power)
        for line in text.splitlines()
        if line.strip()
    )

"""Elements of MusicXML as values: pitches, times, keys, tempos, chords, barlines."""

from dataclasses import dataclass, field
from functools import lru_cache
from math import isfinite
from xml.etree.ElementTree import Element

from muse_music.reading.limits import Damaged
from muse_music.theory import keys, meter, progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import DRUMS, Note

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_UNITS = {"whole": 4.0, "half": 2.0, "quarter": 1.0, "eighth": 0.5, "16th": 0.25}
_KINDS = {
    **{"major": "", "minor": "m", "dominant": "7", "major-seventh": "maj7", "minor-seventh": "m7"},
    **{"half-diminished": "m7b5", "diminished": "dim", "diminished-seventh": "dim7"},
    **{"augmented": "aug", "suspended-second": "sus2", "suspended-fourth": "sus4", "power": "5"},
    **{"major-sixth": "6", "minor-sixth": "m6", "dominant-ninth": "9", "major-ninth": "maj9"},
    **{"minor-ninth": "m9", "dominant-13th": "13", "major-minor": "m(maj7)"},
}


@dataclass
class Bar:
    """What a measure holds: notes from its start, and how long it is (ticks)."""

    length: int = 0
    notes: list[Note] = field(default_factory=list)
    ties: set[int] = field(default_factory=set)  # places of notes that a tie leads to
    chords: list[tuple[int, Chord]] = field(default_factory=list)
    meters: list[tuple[int, Meter]] = field(default_factory=list)
    keys: list[tuple[int, Key]] = field(default_factory=list)
    tempos: list[tuple[int, int]] = field(default_factory=list)
    forward: bool = False
    backward: int = 0
    endings: frozenset[int] = frozenset()
    segno: bool = False
    coda: bool = False
    to_coda: bool = False
    fine: bool = False
    jump: str = ""
    implicit: bool = False


def pitch_of(item: Element, transposed: int, drums: dict[str, int]) -> int | None:
    pitch = item.find("pitch")
    if pitch is not None:
        step = _STEPS[(pitch.findtext("step") or "").strip()]
        octave = round(number(pitch.findtext("octave"), 4, 0, 10))
        alter = round(number(pitch.findtext("alter"), 0, -3, 3))
        sounding = 12 * (octave + 1) + step + alter + transposed
        if not 0 <= sounding <= 127:
            raise Damaged(f"it has a pitch of {sounding}, and MIDI knows 0 to 127")
        return sounding
    if item.find("unpitched") is not None:
        instrument = item.find("instrument")
        return drums.get(instrument.get("id", "") if instrument is not None else "", 38)
    return None


def attributes(item: Element, now: int, bar: Bar) -> None:
    fifths = item.findtext("key/fifths")
    if fifths is not None:
        sharps = round(number(fifths, 0, -7, 7))
        mode = (item.findtext("key/mode") or "major").strip().lower()
        mode = mode if mode in keys.MODES else "major"
        bar.keys += [(now, key) for key in _keys(sharps, mode)]
    beats, unit = item.findtext("time/beats"), item.findtext("time/beat-type")
    if beats and unit:
        groups = [int(b) for b in beats.split("+")]
        text = f"{sum(groups)}/{unit.strip()}"
        plain = meter.parse(text)
        if len(groups) > 1:
            plain = meter.parse(f"{text}:{'+'.join(map(str, groups))}")
        bar.meters.append((now, plain))


@lru_cache(maxsize=256)
def _keys(sharps: int, mode: str) -> tuple[Key, ...]:
    """Return the keys of a mode that have a signature."""
    every = (keys.named(sharps, tonic) for tonic in range(12))
    return tuple(key for key in every if key is not None and key.mode == mode)


def tempo(item: Element, now: int, bar: Bar) -> None:
    sound = item if item.tag == "sound" else item.find("sound")
    if sound is not None and sound.get("tempo"):
        bar.tempos.append((now, round(60e6 / number(sound.get("tempo"), 120, 5, 1000))))
        return
    mark = item.find("direction-type/metronome")
    if mark is not None and mark.findtext("per-minute"):
        unit = _UNITS.get(mark.findtext("beat-unit") or "quarter", 1.0)
        unit *= 1.5 if mark.find("beat-unit-dot") is not None else 1.0
        per_minute = number(mark.findtext("per-minute"), 120, 5, 1000) * unit
        bar.tempos.append((now, round(60e6 / per_minute)))


def barline(item: Element, bar: Bar, endings: frozenset[int]) -> frozenset[int]:
    """Take in repeats and endings; return the endings that the next bar is in."""
    ending = item.find("ending")
    after = endings
    if ending is not None:
        numbers = frozenset(
            int(n) for n in ending.get("number", "1").replace(",", " ").split() if n.isdigit()
        )
        if ending.get("type") == "start":
            bar.endings = after = numbers
        else:
            after = frozenset()
    repeat = item.find("repeat")
    if repeat is not None and repeat.get("direction") == "forward":
        bar.forward = True
    elif repeat is not None:
        bar.backward = round(number(repeat.get("times"), 2, 1, 8))
    return after


def chord_of(item: Element) -> Chord | None:
    """Return a chord symbol as the composer knows it; None for one that it doesn't."""
    step, kind = item.findtext("root/root-step"), (item.findtext("kind") or "major").strip()
    if step not in _STEPS or kind not in _KINDS:
        return None
    name = step + _sign(item.findtext("root/root-alter")) + _KINDS[kind]
    bass = item.findtext("bass/bass-step")
    if bass in _STEPS:
        name += f"/{bass}{_sign(item.findtext('bass/bass-alter'))}"
    return _named(name)


@lru_cache(maxsize=1024)
def _named(name: str) -> Chord | None:
    try:
        return progressions.read(name, Key("C", "major"))[0][0]
    except ValueError:
        return None


def _sign(alter: str | None) -> str:
    return {1: "#", -1: "b"}.get(round(number(alter, 0, -2, 2)), "")


def program_of(told: Element | None, part: Element) -> int:
    if part.find(".//unpitched") is not None:
        return DRUMS
    text = told.findtext("midi-instrument/midi-program") if told is not None else None
    return round(number(text, 1, 1, 128)) - 1


def unpitched(told: Element | None) -> dict[str, int]:
    """Return instrument id -> drum pitch."""
    found = {}
    for each in told.findall("midi-instrument") if told is not None else ():
        text = each.findtext("midi-unpitched")
        if text:
            found[each.get("id", "")] = round(number(text, 39, 1, 128)) - 1
    return found


def ticks(text: str | None, divisions: float) -> int:
    return round(number(text, 0, 0, 10_000_000) * TICKS / divisions)


def number(text: str | None, usual: float, low: float, high: float) -> float:
    """Return a number within bounds; what isn't given is the usual one."""
    if text is None or not text.strip():
        return usual
    value = float(text)
    if not isfinite(value) or not low <= value <= high:
        raise Damaged(f"it has a number of {text.strip()!s:.20}")
    return value


def same(told: list[tuple[int, Key]] | list[tuple[int, Meter]], value: object) -> bool:
    return bool(told) and told[-1][1] == value

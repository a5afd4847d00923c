"""Elements of MusicXML as values: pitches, keys, meters, tempos, words."""

import re
from functools import lru_cache
from xml.etree.ElementTree import Element

from muse_music.reading.limits import Damaged
from muse_music.reading.musicxml.numbers import hint, number
from muse_music.theory import keys, meter
from muse_music.theory.keys import Key
from muse_music.theory.meter import TICKS, Meter

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_UNITS = {
    **{"maxima": 32.0, "long": 16.0, "breve": 8.0, "whole": 4.0, "half": 2.0, "quarter": 1.0},
    **{"eighth": 0.5, "16th": 0.25, "32nd": 0.125, "64th": 0.0625},
}
_MODES = {"aeolian": "minor", "ionian": "major"}
_FIFTHS = "FCGDAEB"
_MOST_FIFTHS = 30


def pitch_of(item: Element, moved: int) -> tuple[int, bool] | None:
    """Return the MIDI pitch of a note, and whether the file has it there; None for a rest.

    What lies beyond MIDI's pitches is moved into them by octaves, and what lies between two is the
    nearer one.
    """
    pitch = item.find("pitch")
    if pitch is None:
        return None
    step = _STEPS[(pitch.findtext("step") or "").strip().upper()]
    octave = round(number(pitch.findtext("octave"), 4, -1, 12))
    alter = number(pitch.findtext("alter"), 0, -6, 6)
    sounding = 12 * (octave + 1) + step + round(alter) + moved
    inside = sounding % 12 if sounding < 0 else sounding
    while inside > 127:
        inside -= 12
    return inside, inside == sounding and alter == round(alter)


def moved_by(item: Element) -> tuple[int, int]:
    """Return by how much an instrument sounds higher: in semitones, and in fifths for its key."""
    chromatic = round(number(item.findtext("chromatic"), 0, -60, 60))
    octaves = round(number(item.findtext("octave-change"), 0, -5, 5))
    if item.find("double") is not None:
        octaves -= 1
    diatonic = hint(item.findtext("diatonic"), -60, 60)
    fifths = 7 * chromatic - 12 * round(diatonic) if diatonic is not None else 99
    if abs(fifths) > 7:  # the steps aren't told, or make no sense
        fifths = (7 * chromatic + 5) % 12 - 5
    return chromatic + 12 * octaves, fifths


def key_of(item: Element, fifths: int) -> Key | None:
    """Return the key of a key element, moved by fifths; None for none that has a signature."""
    mode = (item.findtext("mode") or "major").strip().lower()
    mode = _MODES.get(mode, mode if mode in keys.MODES else "major")
    told = hint(item.findtext("fifths"), -_MOST_FIFTHS, _MOST_FIFTHS)
    if told is None:
        told = _altered(item)
    return None if told is None else _key(round(told) + fifths, mode)


def _altered(item: Element) -> int | None:
    """Return the fifths of a signature that is written sign by sign, where it is a usual one."""
    steps = [(e.text or "").strip() for e in item.findall("key-step")]
    alters = [hint(e.text, -1, 1) for e in item.findall("key-alter")]
    if not steps or len(set(alters)) != 1 or len(steps) > 7 or len(alters) != len(steps):
        return None
    count = len(steps)
    if alters[0] == 1 and set(steps) == set(_FIFTHS[:count]):
        return count
    return -count if alters[0] == -1 and set(steps) == set(_FIFTHS[-count:]) else None


@lru_cache(maxsize=256)
def _key(sharps: int, mode: str) -> Key | None:
    """Return the key of a mode with so many sharps; with more than seven, as it sounds."""
    while abs(sharps) > 7:
        sharps -= 12 if sharps > 0 else -12
    every = (keys.named(sharps, tonic) for tonic in range(12))
    found = [key for key in every if key is not None]
    return next((k for k in found if k.mode == mode), next(iter(found), None))


def meter_of(item: Element) -> Meter | None:
    """Return the meter of a time element: 3/4 + 3/8 is one of nine eighths; None for none."""
    beats = [e.text or "" for e in item.findall("beats")]
    units = [e.text or "" for e in item.findall("beat-type")]
    return _meter(tuple(beats[:8]), tuple(units[:8])) if beats else None


@lru_cache(maxsize=256)
def _meter(beats: tuple[str, ...], units: tuple[str, ...]) -> Meter | None:
    try:
        parts = [
            ([int(b) for b in counts.split("+")], int(unit))
            for counts, unit in zip(beats, units, strict=True)
        ]
        finest = max(unit for _, unit in parts)
        if any(unit not in meter.DENOMINATORS for _, unit in parts):
            return None
        groups: list[int] = []
        for counts, unit in parts:
            told = counts
            if len(counts) == 1 and len(parts) > 1:  # 3/4 beside eighths has three groups of two
                told = [1] * counts[0] if unit != finest else [*meter.usual_groups(counts[0], unit)]
            groups += [count * finest // unit for count in told]
        text = f"{sum(groups)}/{finest}"
        return meter.parse(f"{text}:{'+'.join(map(str, groups))}" if len(groups) > 1 else text)
    except ValueError:
        return None


@lru_cache(maxsize=256)
def fitting(length: int) -> Meter | None:
    """Return the plainest meter whose bar is so long (ticks); None where there is none."""
    for unit in meter.DENOMINATORS[2:]:
        count, rest = divmod(length * unit, 4 * TICKS)
        if not rest and 1 <= count <= 32:
            return meter.parse(f"{count}/{unit}")
    return None


def tempo_of(item: Element) -> tuple[int, bool] | None:
    """Return the microseconds per quarter that a direction or sound tells, if any.

    And whether it is how fast it sounds, and not only what is written.
    """
    sound = item if item.tag == "sound" else item.find("sound")
    told = hint(sound.get("tempo"), 5, 1000) if sound is not None else None
    if told is not None:
        return round(60e6 / told), True
    for mark in item.findall("direction-type/metronome"):
        text = mark.findtext("per-minute") or ""
        found = re.search(r"\d{1,4}(?:\.\d{1,4})?", text[:40])
        unit = _UNITS.get((mark.findtext("beat-unit") or "quarter").strip())
        if found is None or unit is None:
            continue
        dots = len(mark.findall("beat-unit-dot"))
        quarters = float(found[0]) * unit * (2 - 0.5**dots)
        if 5 <= quarters <= 1000:
            return round(60e6 / quarters), False
    return None


def words_of(item: Element) -> str:
    """Return the syllable of a lyric, elisions kept; one within a word ends in "-"."""
    text = ""
    syllabic = ""
    for each in item:
        if each.tag == "text":
            text += " ".join((each.text or "").split())
        elif each.tag == "syllabic":
            syllabic = (each.text or "").strip()
        elif each.tag == "elision":
            text += "‿"
    text = text[:40].strip("‿ ")
    return f"{text}-" if text and syllabic in ("begin", "middle") else text


def turns_of(item: Element) -> frozenset[int]:
    """Return the turns that an ending is for: "1, 2", "1-3", "1."; its text where that is plain."""
    for told in (item.get("number") or "", item.text or ""):
        found = re.findall(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", told[:40])
        turns = [n for low, high in found for n in range(int(low), int(high or low) + 1)]
        if turns:
            if max(turns) > 64:
                raise Damaged(f"it has an ending of {told.strip()[:20]}")
            return frozenset(turns)
    return frozenset({1})

"""Progressions that somebody gives: roman numerals or chord names, a bar each or divided by |."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from muse_music.theory.harmony import Chord, chord
from muse_music.theory.keys import Key, usual
from muse_music.theory.meter import Meter
from muse_music.theory.numerals import NUMERAL, figured, numeral
from muse_music.theory.qualities import steps
from muse_music.theory.scales import MODES

LONGEST = 128
"""Bars of a progression at most."""
CHARACTERS = 2000
"""Characters of a progression at most."""

MOST = 32
"""Chords of a bar at most."""

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_NAME = re.compile(r"([A-G])([#b♯♭]?)([^/]*)(?:/([A-G])([#b♯♭]?))?")
_NUMERAL = re.compile(r"[b#♭♯]?[IViv]")
# A dash between two chords, and not the minus of C-7.
_DASH = re.compile(r"\s*[-–—,,、]+\s*(?=[#b♯♭]?[A-GIViv%]|N\.?C)|\s[-–—]\s")
_NUMBERS = re.compile(r"\s*(?:[1-7]{3,}|[b#♭♯]?[1-7](?:\s*[-–—,→]\s*[b#♭♯]?[1-7])+)\s*")
_NUMBER = re.compile(r"([b#♭♯]?)([1-7])((?:-|m|sus|dim|°|o|\+|add|7|9|6|1[13]).*)?")
_SILENT = re.compile(r"N\.?\s?C\.?", re.IGNORECASE)
_ONWARD = (".", "/", "·")
_TOLD = re.compile(r"(.+?)\*(\d{1,2}(?:\.5)?)")


def read(text: str, key: Key, meter: Meter | None = None) -> list[list[Chord]]:
    """Return the chords of each bar of a progression in a key.

    "I V vi IV" and "C-G-Am-F" are four bars; "C | Dm G | C" has two chords in its second; % is the
    bar before once more, N.C. no chord. "C . G ." and "C*2 G*2" tell beats; without bar lines they
    fill bars of `meter`, or one. ValueError names what can't be read.
    """
    if len(text) > CHARACTERS:
        raise ValueError(f"expected at most {CHARACTERS:,} characters of chords")
    text = re.sub(r"\|\s*\n\s*\|", "|", text)
    text = re.sub(r"\|:(.*?):\|", r"|\1|\1|", text, flags=re.DOTALL).replace("||", "|")
    text = re.sub(r"\([^()]*\)", lambda m: re.sub(r"[\s,]", "", m[0]), text.replace("\n", " "))
    text = re.sub(r"N\.? ?C\.?(?![a-z])", "N.C.", text)
    parts = text.strip().strip("|").split("|") if "|" in text else None
    bars = [_DASH.sub(" ", part).split() for part in parts or [text]]
    if parts is None and _NUMBERS.fullmatch(text):  # 4536251, 1-5-6-4
        bars = [re.findall("[b#♭♯]?[1-7]", text)]
    timed = any(name in _ONWARD or _TOLD.fullmatch(name) for bar in bars for name in bar)
    if parts is None and not timed:
        bars = [[name] for name in bars[0]]
    if not bars or not all(bars):
        raise ValueError("a bar has no chord; expected chords such as I V vi IV, or C | G | Am F")
    if len(bars) > LONGEST or (max(map(len, bars)) > MOST and (parts or meter)):
        raise ValueError(f"expected at most {LONGEST} bars of at most {MOST} chords")
    sixths = figured(name for bar in bars for name in bar)
    made: list[list[Chord]] = []
    for bar in bars:
        if bar == ["%"]:
            if not made:
                raise ValueError("% repeats the previous bar, and there is none")
            made.append(made[-1])
        else:
            before = made[-1][-1] if made else None
            made.append(list(_bar(bar, key, before, sixths)))
    if timed and parts is None and meter is not None:
        made = _flowing(made[0], len(meter.beats))
    return made


def _bar(names: Sequence[str], key: Key, before: Chord | None, sixths: bool) -> Iterator[Chord]:
    """Yield the chords of a bar, each with the beats that it was told to last."""
    dotted = any(name in _ONWARD for name in names)
    now: Chord | None = None
    for name in names:
        if name in _ONWARD:
            now = now or (replace(before, beats=0) if before else None)
            if now is None:
                raise ValueError(f"{name} lets a chord sound on, and there is none before it")
            now = replace(now, beats=now.beats + 1)
            continue
        if now is not None:
            yield now
        told = _TOLD.fullmatch(name)
        beats = float(told[2]) if told else float(dotted)
        now = replace(_chord(told[1] if told else name, key, sixths), beats=beats)
    if now is not None:
        yield now


def _flowing(chords: Sequence[Chord], size: int) -> list[list[Chord]]:
    """Return chords that tell beats in bars of `size` beats; one that doesn't ends its bar."""
    made: list[list[Chord]] = [[]]
    room = float(size)
    for one in chords:
        left = one.beats or room or size
        while left > 0:
            if not room:
                made.append([])
                room = float(size)
            taken = min(room, left)
            made[-1].append(replace(one, beats=taken))
            room, left = room - taken, left - taken
    return made[:LONGEST]


def sixths(text: str) -> bool | None:
    """Whether a 6 after a numeral was read as first inversion; None where there is none."""
    names = re.split(r"[\s|]+", _DASH.sub(" ", text))
    if not any(re.fullmatch(r"[b#♭♯]?[IViv]+6(?:/(?![459]$).+)?", name) for name in names):
        return None
    return figured(names)


def _chord(text: str, key: Key, sixths: bool) -> Chord:
    """Return one chord by its numeral or its name."""
    if _SILENT.fullmatch(text):
        tones = tuple(key.scale)
        return Chord("N.C.", key.pitch_class, key.pitch_class, tones, silent=True)
    if NUMERAL.match(text):
        return numeral(text, key, sixths=sixths)
    if match := _NUMBER.fullmatch(text):
        return _numbered(match, key)
    plain = text.replace("6/9", "69")
    match = _NAME.fullmatch(plain)
    made = steps(match[3]) if match else None
    if not match or made is None:
        raise ValueError(
            f"invalid chord {text[:20]!r}; expected chords such as C, Am7, F#m7b5, Bbmaj7 or C/E"
        )
    root = _pitch(match[1], match[2])
    bass = _pitch(match[4], match[5]) if match[4] else root
    return Chord(text, root, bass, tuple((root + step) % 12 for step in made))


def _numbered(match: re.Match[str], key: Key) -> Chord:
    """Return the chord of a step by its number: the scale's triad, 6-7 and 5sus as they say."""
    sign, step, quality = match.groups()
    scale = MODES[key.family]
    place = int(step) - 1
    above = {(scale[(place + i) % 7] - scale[place]) % 12 for i in (2, 4)}
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII")
    degree = numerals[place]
    minor = 3 in above and not sign and (not quality or quality[0].isdigit())
    flat = scale[place] - MODES["major"][place]
    mark = sign or {-1: "b", 1: "#"}.get(flat, "")
    suffix = quality or ("o" if 6 in above and 3 in above and not sign else "")
    name = f"{mark}{degree.lower() if minor else degree}{suffix}"
    return replace(chord(name, key.pitch_class), numeral=match[0])


def _pitch(letter: str, sign: str) -> int:
    return (_LETTERS[letter] + {"#": 1, "♯": 1, "b": -1, "♭": -1}.get(sign, 0)) % 12


def home(text: str) -> Key | None:
    """Return the key that a progression of chord names is in; None for numerals.

    It is the key whose scale holds most of the tones, and whose chord ends or opens it.
    """
    try:
        bars = read(text, Key("C", "major"))
    except ValueError:
        return None
    line = [chord for bar in bars for chord in bar if not chord.silent]
    if not line or any(NUMERAL.match(c.numeral) or c.numeral[0].isdigit() for c in line):
        return None

    def fits(key: Key) -> float:
        scale = {*key.scale, *({(key.pitch_class + 11) % 12} if key.minor else ())}
        inside = sum(tone in scale for chord in line for tone in chord.tones)
        third = (key.pitch_class + (3 if key.minor else 4)) % 12
        ends = [0.12 * (line[-1].root == key.pitch_class and third in line[-1].tones)]
        ends.append(0.08 * (line[0].root == key.pitch_class and third in line[0].tones))
        signs = 0.001 * abs(key.sharps) + 0.002 * key.minor
        return inside / sum(len(chord.tones) for chord in line) + sum(ends) - signs

    return max((usual(t, mode) for t in range(12) for mode in ("major", "minor")), key=fits)


def repeated(loop: Sequence[Sequence[Chord]], bars: int) -> list[list[Chord]]:
    """Return `bars` bars of a progression that begins anew whenever it is over."""
    return [list(loop[at % len(loop)]) for at in range(bars)]

"""Chinese instruments: their names, where they play, and the General MIDI program nearest to each.

They have numbers beyond those of General MIDI, one for each name in characters and in letters, so
that a part keeps the name that it was asked for by. Ranges are sounding: a D4 erhu, a guzheng of 21
strings, a dizi in D (qudi), a xiao in G, a keyed sheng.
"""

from dataclasses import dataclass

FIRST = 128
"""The number of the first of them."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A Chinese instrument: names in characters (the usual one first) and letters, its nearest
    program, lowest and highest pitch (MIDI), and whether it can play chords below its own tune.
    """

    characters: tuple[str, ...]
    letters: tuple[str, ...]
    program: int
    low: int
    high: int
    chordal: bool = False


INSTRUMENTS = (
    Instrument(("笛子", "竹笛", "曲笛"), ("dizi", "bamboo flute"), 73, 69, 95),
    Instrument(("梆笛",), ("bangdi",), 72, 74, 100),
    Instrument(("箫", "洞箫"), ("xiao",), 77, 62, 88),
    Instrument(("二胡",), ("erhu",), 110, 62, 93),
    Instrument(("高胡",), ("gaohu",), 110, 67, 98),
    Instrument(("中胡",), ("zhonghu",), 110, 55, 84),
    Instrument(("古筝",), ("guzheng",), 107, 38, 86, chordal=True),
    Instrument(("古琴",), ("guqin",), 107, 36, 79, chordal=True),
    Instrument(("琵琶",), ("pipa",), 106, 45, 88, chordal=True),
    Instrument(("柳琴",), ("liuqin",), 106, 55, 91, chordal=True),
    Instrument(("中阮", "阮"), ("zhongruan", "ruan"), 24, 43, 79, chordal=True),
    Instrument(("扬琴",), ("yangqin",), 15, 43, 91, chordal=True),
    Instrument(("笙",), ("sheng",), 20, 55, 90, chordal=True),
    Instrument(("唢呐",), ("suona",), 111, 69, 88),
    Instrument(("葫芦丝",), ("hulusi",), 71, 64, 81),
    Instrument(("埙",), ("xun",), 79, 57, 77),
    Instrument(("编钟",), ("bianzhong",), 14, 48, 84),
)


def instrument(number: int) -> Instrument:
    """Return the instrument of a number from FIRST on."""
    return INSTRUMENTS[(number - FIRST) // 2]


def name(number: int) -> str:
    """Return how an instrument is called in the language of its number: 二胡, Erhu."""
    found = instrument(number)
    return found.letters[0].capitalize() if (number - FIRST) % 2 else found.characters[0]


def names() -> dict[str, int]:
    """Return every name, in lower case, and its number."""
    found: dict[str, int] = {}
    for place, one in enumerate(INSTRUMENTS):
        found |= dict.fromkeys(one.characters, FIRST + 2 * place)
        found |= dict.fromkeys(one.letters, FIRST + 2 * place + 1)
    return found

"""Pieces that are hard to take in, for `music_files.py`: MIDI written by mido, and ABC.

Each has what real files have and a plain exercise hasn't: changes within the piece, extremes of
range and number, odd names, incomplete bars, notes that are finer than a sixteenth.
"""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

TESTS = str(Path(__file__).resolve().parents[1] / "tests")
if TESTS not in sys.path:
    sys.path.append(TESTS)

from plugins.music.midi_made import (  # noqa: E402
    QUARTER,
    SCALE,
    MetaMessage,
    Note,
    key,
    line,
    meter,
    tempo,
    written,
)


def _solo(notes: list[Note], *events: tuple[int, MetaMessage], name: str = "Tune") -> bytes:
    return written([(name, 73, notes)], events)


def _meters() -> Iterator[tuple[str, bytes]]:
    q = QUARTER
    yield "4/4 then 3/4", _solo(line(64, q // 2), meter(0, 4, 4), meter(16 * q, 3, 4))
    yield "a pickup as a bar of its own", _solo(line(33, q), meter(0, 1, 4), meter(q, 4, 4))
    changes = [meter(at * 5 * q, 2 + at % 2, 4) for at in range(12)]
    yield "a meter that alternates", _solo(line(120, q // 2), *changes)
    yield "7/8 and 5/8", _solo(line(70, q // 2), meter(0, 7, 8), meter(14 * q, 5, 8))
    yield "a change within a bar", _solo(line(40, q), meter(0, 4, 4), meter(10 * q, 3, 4))
    yield "13/16", _solo(line(104, q // 4), meter(0, 13, 16))
    yield "32 eighths a bar", _solo(line(64, q // 2), meter(0, 32, 8))
    yield (
        "a bar of 3/2 among 4/4",
        _solo(line(40, q), meter(0, 4, 4), meter(16 * q, 3, 2), meter(22 * q, 4, 4)),
    )


def _paces() -> Iterator[tuple[str, bytes]]:
    q = QUARTER
    slower = [tempo(at * q, 120 - 3 * at) for at in range(20)]
    yield "a long ritardando", _solo(line(32, q), *slower)
    yield "many tempos", _solo(line(64, q), *(tempo(at * 60, 90 + at % 40) for at in range(512)))
    yield "very slow, very fast", _solo(line(32, q), tempo(0, 12), tempo(8 * q, 480))
    yield "no tempo, no meter, no key", written([("", 0, line(48, q // 2))])
    modulating = [key(0, "C"), key(8 * q, "G"), key(16 * q, "Ebm"), key(24 * q, "C#")]
    yield "four keys", _solo(line(32, q), meter(0, 4, 4), *modulating)
    everything = [meter(0, 4, 4), key(0, "F"), tempo(0, 90), meter(16 * q, 6, 8), key(16 * q, "Am")]
    yield "all change", _solo(line(64, q // 2), *everything, tempo(16 * q, 140))
    yield "a late start", _solo([(s + 30 * q, n, p) for s, n, p in line(32, q)], meter(0, 4, 4))


def _notes() -> Iterator[tuple[str, bytes]]:
    q = QUARTER
    chance = random.Random(5)
    yield "near 0", _solo(line(32, q, (0, 1, 2, 3, 5)))
    yield "near 127", _solo(line(32, q, (127, 126, 124, 120)))
    yield "over ten octaves", _solo(line(64, q, range(0, 128, 9)))
    yield "one note", _solo([(0, q, 60)])
    yield "a note of a tick", _solo([(at * q, 1, 60 + at) for at in range(16)])
    yield "128ths", _solo(line(256, q // 32))
    yield (
        "quintuplets and sextuplets",
        _solo([*line(20, q // 5), *((s + 4 * q, n, p) for s, n, p in line(24, q // 6))]),
    )
    yield (
        "septuplets at 1,024 to the quarter",
        written(
            [("Tune", 0, [(round(at * 4096 / 7), 500, 60 + at % 12) for at in range(56)])],
            division=1024,
        ),
    )
    wild = [
        (chance.randrange(60 * q), chance.randrange(1, 3 * q), 60 + chance.randrange(24))
        for _ in range(300)
    ]
    yield "a cloud of notes", _solo(sorted(wild))
    yield "a chromatic line", _solo(line(48, q, range(48, 84)))
    yield "one pitch", _solo(line(32, q, (64,)))
    yield "held through", written([("Organ", 19, [(0, 400 * q, 36)]), ("Tune", 73, line(64, q))])
    yield (
        "swing",
        _solo([(at // 2 * q + (320 if at % 2 else 0), 150, SCALE[at % 8]) for at in range(64)]),
    )
    loose = [(max(0, s + round(chance.gauss(0, 12))), n, p) for s, n, p in line(64, q // 2, gap=40)]
    yield "played by hand", _solo(sorted(loose), meter(0, 4, 4), tempo(0, 96))
    yield "drums alone", written([("Drums", -1, line(64, q // 2, (36, 42, 38, 42)))])


def _parts() -> Iterator[tuple[str, bytes]]:
    q = QUARTER
    yield "20 instruments", written((f"P{n}", n * 6, line(32, q)) for n in range(20))
    yield "24 strings", written((f"Violin {n}", 40, line(32, q)) for n in range(24))
    yield "parts called by numbers", written((str(n), 0, line(32, q)) for n in range(4))
    yield "parts without names", written(("", n, line(32, q)) for n in range(4))
    yield (
        "names of blanks and signs",
        written((name, 1, line(32, q)) for name in ("  ", "###", ": :", "-", "1: 2", "<&>")),
    )
    yield "a Chinese name in GBK", written([("笛子", 73, line(32, q))], charset="gbk")
    yield (
        "Voice, piano, bass, drums",
        written(
            [
                ("Vocal", 52, line(64, q)),
                ("Piano", 0, [(at * 4 * q, 4 * q, p) for at in range(16) for p in (60, 64, 67)]),
                ("Bass", 33, line(32, 2 * q, (36, 43))),
                ("Kit", -1, line(128, q // 2, (36, 42, 38, 42))),
            ],
            [meter(0, 4, 4), key(0, "C"), tempo(0, 100)],
        ),
    )


_ABC = {
    "numbered voices": "M:4/4\nL:1/4\nK:C\nV:1\nCDEF|GABc|cBAG|FEDC|\nV:2\nC,4|G,4|F,4|C,4|",
    "a wide tune": "M:4/4\nL:1/4\nK:C\nC,DEF|GABc|defg|c'bag|",
    "tuplets": "M:4/4\nL:1/16\nK:G\nB/c/d/e/f/e/d/c/ B4 A4 G4|(5G2A2B2c2d2 (6GABGAB G8|]",
    "graces and rolls": "M:6/8\nL:1/8\nK:D\n{g}A2d ~f2e|{cd}d3 TA3|.f.e.d !fermata!A3|d6|]",
    "meter and key change": "M:4/4\nL:1/4\nK:C\nCDEF|GABc|[M:3/4]cBA|GFE|[K:D]DEF|A2d|]",
    "a pickup and repeats": "M:3/4\nL:1/8\nK:F\nC2|F2A2c2|d2c2A2|1 G4C2:|2 F4|]",
    "an empty voice": "M:4/4\nL:1/4\nK:C\nV:1\nz4|z4|\nV:2\nCDEF|G2C2|",
    "rests alone": "M:4/4\nL:1/4\nK:C\nz4|z4|",
    "no key that is known": "M:none\nL:1/8\nK:none\nCDE FGA B3 c6",
    "hymn with words": "M:4/4\nL:1/4\nK:G\nG|GFED|GAB2|BBBA|GcBA|]\nw:All peo-ple that on earth do",
}


def pieces() -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each piece."""
    kinds: tuple[Callable[[], Iterator[tuple[str, bytes]]], ...] = (_meters, _paces, _notes, _parts)
    made = [(f"made: {name}.mid", data) for kind in kinds for name, data in kind()]
    return [
        *made,
        *(
            (f"made: {name}.abc", f"X:1\nT:{name}\n{text}\n".encode())
            for name, text in _ABC.items()
        ),
    ]

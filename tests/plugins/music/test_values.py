"""Values write what they stand for, exactly: plain, dotted, tied and in tuplets."""

import itertools
import random
from fractions import Fraction

import pytest

from muse_music.notation.values import written
from muse_music.theory.meter import TICKS, parse

_SHORT = {"eighth": "e", "quarter": "q", "half": "h", "whole": "w", "breve": "b"}


def values(meter: str, lengths: str, offset: int = 0, rest: bool = False):
    """The values of notes whose lengths are told in quarters, one after another."""
    edges = [0, *itertools.accumulate(int(Fraction(n) * TICKS) for n in lengths.split())]
    rests = (rest,) * (len(edges) - 1)
    return edges, written(tuple(edges), rests, parse(meter), offset)


def told(meter: str, lengths: str, offset: int = 0) -> str:
    """Values in short: "q." a dotted quarter, "e(3:2)" in a triplet, "q~" tied to the next."""
    _, found = values(meter, lengths, offset)
    out = []
    for at, each in enumerate(found):
        value = each.value
        kind = _SHORT.get(value.type, value.type.removesuffix("th").removesuffix("nd"))
        tuplets = "".join(f"({t.actual}:{t.normal})" for t in value.tuplets)
        tied = at + 1 < len(found) and found[at + 1].of == each.of
        out.append(kind + "." * value.dots + tuplets + "~" * tied)
    return " ".join(out)


@pytest.mark.parametrize(
    ("meter", "lengths", "expected"),
    [
        ("4/4", "7/2 1/2", "h.. e"),
        ("4/4", "7/4 1/4 2", "q.. 16 h"),
        ("4/4", "1/64 1/64 1/32 1/16 1/8 3/4 3", "256 256 128 64 32 e. q~ h"),
        ("4/4", "1/2 1/2 3/2 1/2 1", "e e q~ e e q"),
        ("4/4", "1/3 1/3 1/3 3", "e(3:2) e(3:2) e(3:2) q~ h"),
        ("4/4", "2/3 2/3 2/3 2", "q(3:2) q(3:2) q(3:2) h"),
        ("4/4", "4/3 4/3 4/3", "h(3:2) h(3:2) h(3:2)"),
        ("4/4", "2/3 1/3 1 2", "q(3:2) e(3:2) q h"),
        ("4/4", "1/2 1/3 1/3 1/3 1/2 2", "e e(3:2) e(3:2) e(3:2) e h"),
        ("4/4", "2/5 2/5 2/5 2/5 2/5 2", "e(5:4) e(5:4) e(5:4) e(5:4) e(5:4) h"),
        ("2/4", " ".join(["1/6"] * 6 + ["1"]), " ".join(["16(6:4)"] * 6 + ["q"])),
        ("2/4", " ".join(["1/7"] * 7 + ["1"]), " ".join(["16(7:4)"] * 7 + ["q"])),
        ("2/4", " ".join(["1/9"] * 9 + ["1"]), " ".join(["32(9:8)"] * 9 + ["q"])),
        ("2/4", " ".join(["1/11"] * 11 + ["1"]), " ".join(["32(11:8)"] * 11 + ["q"])),
        ("2/4", " ".join(["1/13"] * 13 + ["1"]), " ".join(["32(13:8)"] * 13 + ["q"])),
        (
            "2/4",
            "1/3 1/9 1/9 1/9 1/3 1",
            "e(3:2) 16(3:2)(3:2) 16(3:2)(3:2) 16(3:2)(3:2) e(3:2) q",
        ),
        ("2/4", "2/3 " + "1/15 " * 5 + "1", "q(3:2) " + "32(3:2)(5:4) " * 5 + "q"),
        ("6/8", "3/4 3/4 3/2", "e. e. q."),
        ("13/16", "13/4", "q.~ 16~ q."),
        ("13/16", "3/4 1/2 1/2 1/2 1/2 1/2", "e. e 16~ 16 e e e"),
        ("7/16", "3/4 1/2 1/2", "e. e e"),
    ],
)
def test_values_are_those_a_musician_writes(meter: str, lengths: str, expected: str):
    assert told(meter, lengths) == expected.strip()


def test_a_pickup_shows_the_beats_at_the_end_of_its_bar():
    assert told("6/8", "1 1/2 1/2", TICKS) == "e~ e e e"
    assert told("6/8", "1 1/2 1/2 1", 0) == "q e e q"


@pytest.mark.parametrize("meter", ["4/4", "6/8", "13/16"])
def test_nothing_is_lost_whatever_the_rhythm(meter: str):
    chance = random.Random(meter)
    bar = parse(meter).bar
    for _ in range(12):
        sizes = chance.choices([1, 3, 5, 7, 9], k=12)
        edges = {0, bar}
        for size in sizes:
            edges.add(TICKS // chance.choice([1, 2, 4]) * chance.randrange(1, 12) // size)
        inside = tuple(sorted(e for e in edges if e <= bar))
        rests = tuple(chance.random() < 0.3 for _ in inside[1:])
        found = written(inside, rests, parse(meter), 0)
        for place, (start, end) in enumerate(itertools.pairwise(inside)):
            own = [each for each in found if each.of == place]
            assert own[0].start == start
            assert own[-1].end == end
            assert all(a.end == b.start for a, b in itertools.pairwise(own))
            for each in own:  # and the sign says how long it is
                dots = 2 - Fraction(1, 2**each.value.dots)
                sign = 4 * dots / _PART[each.value.type]
                for tuplet in each.value.tuplets:
                    sign *= Fraction(tuplet.normal, tuplet.actual)
                plain = each.value.tuplets or each.value.ticks % (TICKS // 64) == 0
                if plain and each.value.type != "256th":  # nested ones may need a finer sign
                    assert sign * TICKS == each.value.ticks


_PART = {
    **{"breve": Fraction(1, 2), "whole": 1, "half": 2, "quarter": 4, "eighth": 8, "16th": 16},
    **{"32nd": 32, "64th": 64, "128th": 128, "256th": 256},
}


def test_beams_join_a_beat_and_a_tuplet_that_is_one_group_has_no_bracket():
    _, found = values("4/4", "1/2 1/4 1/4 1/3 1/3 1/3 2")
    assert [each.joints for each in found[:3]] == [
        ("begin",),
        ("continue", "begin"),
        ("end", "end"),
    ]
    assert [each.bare for each in found] == [False] * 3 + [True] * 3 + [False]

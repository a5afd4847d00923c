"""Repeats, endings and jumps: bars in the order in which they are played."""

import re

import pytest

from muse_music.reading.limits import Damaged
from muse_music.reading.repeats import Signs, order

# A bar is a letter. Before it: ( opens a repeat, 1, endings, % the segno, @ the coda.
# After it: ) closes a repeat ()x3 plays it three times), | ends an ending, & To Coda, ! Fine,
# C D.C., D D.S.
_BAR = re.compile(r"(\()?(?:([\d,]+)\.)?(%)?(@)?([a-z])(&)?(!)?(?:(\))(?:x(\d))?)?([CD])?")


def bars(text: str) -> tuple[list[Signs], str]:
    """Return the bars of a short text, and their names."""
    made, names, turns = [], "", frozenset[int]()
    for found in _BAR.finditer(text):
        opened, told, segno, coda, name, to_coda, fine, closed, times, jump = found.groups()
        if told:
            turns = frozenset(map(int, told.split(",")))
        signs = Signs(bool(opened), int(times or 2) if closed else 0, turns)
        signs.segno, signs.coda, signs.to_coda = bool(segno), bool(coda), bool(to_coda)
        signs.fine, signs.jump = bool(fine), {"C": "dacapo", "D": "dalsegno"}.get(jump or "", "")
        made.append(signs)
        names += name
        rest = text[found.end() :]
        if closed or rest.startswith("|"):  # what follows isn't in an ending
            turns = frozenset()
    return made, names


@pytest.mark.parametrize(
    ("written", "played"),
    [
        ("abc", "abc"),
        ("(ab)c", "ababc"),
        ("ab)c", "ababc"),
        ("ab)cd)e", "ababcdcde"),
        ("(a)(b)c", "aabbc"),
        ("(ab)x3c", "abababc"),
        ("(a b", "ab"),
        ("(a(b)c", "abbc"),
        # Nested, when each start has its end.
        ("(a(b)c)d", "abbcabbcd"),
        ("(a(b)(c)d)", "abbccdabbccd"),
        ("(a (b 1.c) 2.d|e) f", "abcbdeabcbdef"),
        # Endings.
        ("(a 1.b) 2.c|d", "abacd"),
        ("(a 1.b) 2.c) d", "abacd"),
        ("(a 1.b) c", "abac"),
        ("(a) 2.b|c", "aabc"),
        ("(a 1,2.b) 3.c|d", "ababacd"),
        ("(a 1,2,3.b) 4.c|d", "abababacd"),
        ("(a 1.b) 2.c) 3.d|e", "abacade"),
        ("(a 1.bc) 2.de|f", "abcadef"),
        ("a 1.b) 2.c| d 1.e) 2.f|g", "abacdedfg"),
        ("a 1.b 2.c|d", "abacd"),  # a sign that was forgotten
        ("(a 1,2,3.b 2.c)|d", "abacd"),  # numbers that make no sense
        # Jumps.
        ("ab!cC", "abcab"),
        ("abcC", "abcabc"),
        ("a%bc!dD", "abcdbc"),
        ("a%bc&dD@e", "abcdbce"),
        ("ab!c)dC", "abcabcdab"),
        ("(ab)c!(de)C", "ababcdedeabc"),
        ("(a 1.b) 2.c!|dC", "abacdac"),
        ("(a 1.bC 2.c!|d", "abac"),
        ("(a)(%b)c&dD(@e)f", "aabbcdbceef"),
        ("ab&cC@d", "abcabd"),
        ("a&bcC", "abcabc"),
        ("(a)(b!)(cCd)", "aabbcdcab"),  # the jump waits for its section's last turn
        ("ab!c", "abc"),
        ("abD", "abab"),
    ],
)
def test_bars_are_played_in_order(written: str, played: str) -> None:
    signs, names = bars(written.replace(" ", ""))
    assert "".join(names[at] for at in order(signs)) == played


def test_repeats_within_repeats_end() -> None:
    deep = [Signs(forward=True) for _ in range(9)] + [Signs(backward=8) for _ in range(9)]
    with pytest.raises(Damaged, match="never end"):
        order(deep)
    skipped = [Signs(endings=frozenset({2})) for _ in range(10_000)]
    skipped[0] = Signs(endings=frozenset({1}), backward=8)
    assert len(order([Signs(forward=True), *skipped])) == 10_002

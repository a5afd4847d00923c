"""Where a text may be broken into lines, and where it is best broken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .fonts import east

NO_START = frozenset("、。，．：；！？）》」』】〕〉］｝”’…—～·‧々ー％℃‰!),.:;?]}%°»›")
"""Characters that no line begins with."""

NO_END = frozenset("（《「『【〔〈［｛“‘([{$￥¥£€#@«‹")
"""Characters that no line ends with."""

_LITTLE = frozenset("a an the of to in on at by for and or nor but with from as is 的".split())
"""Words that a line of a title had better not end with."""

_CLINGING = frozenset("会节展周季夜馆店院赛班营部家者性化们的了吗呢吧着过")
"""Characters that mostly end a word: a line of a title had better not begin with them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece that is never broken, and the space after it."""

    text: str
    space: str = ""
    must: bool = False
    """Whether the line ends here whatever comes."""


def units(text: str) -> list[Unit]:
    """Return a text as pieces between which lines may be broken.

    A Latin word is a piece, and so is each Chinese character with the signs that belong to it:
    closing ones stay with what comes before, opening ones with what comes after.
    """
    found: list[Unit] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines):
        made = _of_line(line)
        if number < len(lines) - 1:
            last = made.pop() if made else Unit("")
            made.append(Unit(last.text, "", must=True))
        found += made
    return found


def _of_line(line: str) -> list[Unit]:
    made: list[Unit] = []
    piece = ""
    for place, char in enumerate(line):
        if char.isspace() and char != "\u00a0":
            if piece:
                made.append(Unit(piece, " "))
                piece = ""
            elif made and not made[-1].space:
                made[-1] = Unit(made[-1].text, " ")
            continue
        if piece and _parts(piece, char, line[place:]):
            made.append(Unit(piece))
            piece = ""
        piece += char
    if piece:
        made.append(Unit(piece))
    return made


def _parts(before: str, char: str, rest: str) -> bool:
    """Whether a line may end after a piece and go on with a character."""
    last = before[-1]
    if last in NO_END or char in NO_START:
        return False
    if last in "…—" and char == last:
        return False
    if east(last) or east(char):
        return True
    if last in NO_START and last in "”’…—～·":  # after a sign that both sides use
        return east(rest[0])
    return last in "-/" and len(before) > 2 and char.isalpha()


def wrap(
    pieces: Sequence[Unit],
    width: float,
    measure: Callable[[str], float],
    *,
    balanced: bool = False,
) -> list[list[Unit]]:
    """Return lines of pieces no wider than `width`, broken where the lines are most even.

    Lines are filled as a paragraph is, and the last isn't a single short word where that can be
    helped; `balanced` ones are all about as wide, as a title's. A piece that is wider than a line
    has a line of its own.
    """
    lines: list[list[Unit]] = []
    begin = 0
    for place, piece in enumerate(pieces):
        if piece.must or place == len(pieces) - 1:
            lines += _paragraph(pieces[begin : place + 1], width, measure, balanced)
            begin = place + 1
    return lines


def _paragraph(
    pieces: Sequence[Unit], width: float, measure: Callable[[str], float], balanced: bool
) -> list[list[Unit]]:
    count = len(pieces)
    wide = [measure(piece.text) for piece in pieces]
    space = [measure(" ") if piece.space else 0.0 for piece in pieces]
    if sum(wide) + sum(space[:-1]) <= width:
        return [list(pieces)]
    aim = width
    if balanced:  # as few lines as there can be, and these as even as can be
        least = len(_filled(wide, space, width))
        aim = min(width, (sum(wide) + sum(space[:-1])) / least * 1.04)
    best = [0.0] + [float("inf")] * count
    back = [0] * (count + 1)
    for end in range(1, count + 1):
        reach = 0.0
        for begin in range(end - 1, -1, -1):
            reach += wide[begin] + (space[begin] if begin < end - 1 else 0.0)
            if reach > width and begin < end - 1:
                break
            cost = best[begin] + _cost(pieces, begin, end, reach, width, aim, balanced)
            if cost < best[end]:
                best[end], back[end] = cost, begin
    lines: list[list[Unit]] = []
    end = count
    while end:
        lines.insert(0, list(pieces[back[end] : end]))
        end = back[end]
    return lines


def _filled(wide: Sequence[float], space: Sequence[float], width: float) -> list[int]:
    """Return the first pieces of lines that are filled one after the other."""
    starts, reach = [0], 0.0
    for place, each in enumerate(wide):
        if reach and reach + each > width:
            starts.append(place)
            reach = 0.0
        reach += each + space[place]
    return starts


def _cost(
    pieces: Sequence[Unit],
    begin: int,
    end: int,
    reach: float,
    width: float,
    aim: float,
    balanced: bool,
) -> float:
    """Return how bad a line is: 1 for each line, and more for slack, widows and little words."""
    last = end == len(pieces)
    cost = 1.0
    if reach > width:
        cost += 100 * (reach / width - 1)
    elif balanced or not last:
        cost += 4 * ((aim - reach) / width) ** 2 if balanced else 3 * (1 - reach / width) ** 2
    if last and begin and not balanced and reach < width / 4:
        cost += 1.0  # a word or a character alone under a paragraph
    if last and begin and end - begin == 1 and (len(pieces[begin].text) < 3 or not balanced):
        cost += 1.0
    if not last:
        final = pieces[end - 1].text
        if balanced and badly_broken(pieces, end):
            cost += 0.35
        if final[-1:] in "，。：；、！？,:;!?" and balanced:
            cost -= 0.25
    return cost


def badly_broken(pieces: Sequence[Unit], place: int) -> bool:
    """Whether a line of a title had better not end before a piece.

    After "the" or "of", before a character that ends a word, and within what is likely a Chinese
    word: most have two characters, so after an odd number of them.
    """
    if place >= len(pieces) or pieces[place - 1].must:
        return False
    if pieces[place - 1].text.lower() in _LITTLE or pieces[place].text[0] in _CLINGING:
        return True
    begin = place
    while begin and _single(pieces[begin - 1]):
        begin -= 1
    return (place - begin) % 2 == 1 and _single(pieces[place]) and place - begin < 8


def _single(piece: Unit) -> bool:
    return len(piece.text) == 1 and east(piece.text) and not piece.space

"""English poems of composed lines: quatrains, sonnets, couplets, haiku."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from . import phones
from .composing import Ends, Filler
from .due import Due
from .english_lines import Lines, NoLine
from .meter import free, iambic, last, rhyme, rhyming

TRIES, STRICT = 140, 110
"""How often a stanza is composed anew, and from when on without its meter."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is wanted of a line: kinds to choose from, syllables, a letter for its rhyme.

    `same`: it goes on with the sentence of the line before. `given`: it is this. `free`: without
    meter. `pools`: what its slots take.
    """

    kinds: tuple[str, ...]
    size: int
    rhyme: str = "x"
    same: bool = False
    given: str = ""
    free: bool = False
    pools: Mapping[str, Sequence[Filler]] = field(default_factory=dict)


def stanza(lines: Lines, wanted: Sequence[Line], before: Sequence[str] = ()) -> list[str]:
    """Compose the lines of a stanza, those of one letter rhyming; NoLine when none is found.

    No line rhymes with those of other letters, nor with lines `before`. In a long poem that has
    used up what it could say, all of it may be said again.
    """
    try:
        return _stanza(lines, wanted, before)
    except NoLine:
        lines.renew()
        return _stanza(lines, wanted, before)


def _stanza(lines: Lines, wanted: Sequence[Line], before: Sequence[str]) -> list[str]:
    letters = [line.rhyme for line in wanted]
    for attempt in range(TRIES):
        state = lines.state()
        made: list[str] = []
        if attempt == STRICT:  # a topic of odd stresses
            wanted = [replace(line, free=True) for line in wanted]
        if attempt == STRICT + 20:  # one that no line has room for
            wanted = [
                line if line.pools else replace(line, kinds=(*line.kinds, "see", "more", "end"))
                for line in wanted
            ]
        try:
            for line in wanted:
                made.append(line.given or _line(lines, line, letters, made, before))
            return made
        except NoLine:
            lines.back(state)
    raise NoLine("stanza")


def _line(
    lines: Lines, line: Line, letters: Sequence[str], made: Sequence[str], before: Sequence[str]
) -> str:
    pairs = list(zip(made, letters, strict=False))
    same = [text for text, letter in pairs if letter == line.rhyme and line.rhyme != "x"]
    others = [text for text, letter in pairs if letter not in (line.rhyme, "x")]
    ends: Ends | None = None
    if same:
        ends = rhyming(*same)
    elif line.rhyme != "x":
        taken = {last(text) for text in (*others, *before)}
        known: dict[str, bool] = {}

        def ends(each: Filler) -> bool:
            word = last(each.text)
            if word not in known:
                clash = any(rhyme(word, other) for other in taken)
                known[word] = lines.rhymable(word) and not clash
            return known[word]

    for kind in lines.random.sample(line.kinds, len(line.kinds)):
        try:
            fits = free if line.free else iambic
            return lines.line(kind, line.size, ends, fits, same=line.same, pools=line.pools)
        except NoLine:
            continue
    raise NoLine(line.kinds[0])


_SEE: tuple[str, ...] = ("see", "sense", "person", "address")
_TO: tuple[str, ...] = ("address", "you", "you", "we")
_SAY: tuple[str, ...] = ("speak", "see", "person", "address")
_GO: tuple[str, ...] = ("more",)
_END: tuple[str, ...] = ("end", "more")


def _open(lines: Lines, kinds: tuple[str, ...], size: int, rhyme: str = "x") -> Line:
    """Return a line that begins a sentence: what the request is still owed, or of some kinds."""
    if lines.due and "theme" not in kinds:
        due = lines.due.pop(0)
        return Line((due.kind,), size, rhyme, pools=due.pools)
    return Line(kinds, size, rhyme)


def _say(lines: Lines) -> tuple[str, ...]:
    """Return how the speaker speaks: to somebody, where the poem is for them."""
    return _TO if lines.pools["dear"] else _SAY


def _about(lines: Lines) -> tuple[str, ...]:
    """Return how a poem speaks of what it is about."""
    return ("itself", "see") if lines.images.itself else _SEE


def quatrains(lines: Lines, count: int, told: Sequence[str] = ()) -> list[list[str]]:
    """Return stanzas of 8, 6, 8 and 6 syllables, a b c b: seen, spoken of, turned, closed.

    `told` are lines that are given, of any size: they open stanzas, in their order.
    """
    stanzas = []
    count = max(count, len(told))
    given = {place * count // len(told): line for place, line in enumerate(told)}
    for number in range(count):
        first, ending = number == 0, number == count - 1
        opens = _SEE
        if first and lines.pools["theme"]:
            opens = ("theme",)
        elif ending:
            opens = ("turn", "theme") if lines.pools["theme"] else ("turn",)
        elif lines.images.itself and number % 2 == 0:
            opens = ("itself",)
        wanted = [
            Line((), 8, given=given[number]) if number in given else _open(lines, opens, 8),
            Line(_GO, 6, "a", same=number not in given),
            _open(lines, _about(lines) if number % 2 and not ending else _say(lines), 8),
            Line(("close",) if ending else _END, 6, "a", same=True),
        ]
        stanzas.append(_stopped(stanza(lines, wanted), (1, 3)))
    return stanzas


def sonnet(lines: Lines) -> list[list[str]]:
    """Return fourteen lines of ten syllables, abab cdcd efef gg."""
    themed = bool(lines.pools["theme"])
    found: list[list[str]] = []
    for number in range(3):
        opens: tuple[str, ...] = ("theme",) if themed and not number else ("turn",)
        if number == 1:
            opens = _about(lines)
        wanted = [
            _open(lines, opens, 10, "a"),
            Line(_GO, 10, "b", same=True),
            _open(lines, _say(lines), 10, "a"),
            Line(("more", "end"), 10, "b", same=True),
        ]
        found.append(_stopped(stanza(lines, wanted, [*chain(*found)]), (1, 3)))
    ending = ("theme",) if themed else ("turn", "see")
    wanted = [Line(ending, 10, "a"), Line(("close", "end"), 10, "a", same=True)]
    found.append(_stopped(stanza(lines, wanted, [*chain(*found)]), (1,)))
    return found


def couplets(lines: Lines, count: int) -> list[list[str]]:
    """Return one stanza of so many couplets of ten syllables."""
    made: list[str] = []
    for number in range(count):
        ending = number == count - 1
        opens: tuple[str, ...] = ("see", "speak", "sense")
        if lines.pools["theme"] and (number == 0 or ending):
            opens = ("theme",)
        elif ending:
            opens = ("turn",)
        elif number % 3 == 1:
            opens = _about(lines)
        wanted = [
            _open(lines, opens, 10, "a"),
            Line(("close", "end") if ending else _END, 10, "a", same=True),
        ]
        made += _stopped(stanza(lines, wanted), (1,))
    return [made]


def haiku(lines: Lines) -> list[str]:
    """Return three lines of 5, 7 and 5 syllables: where or when, who does what, what is left."""
    for _ in range(TRIES):
        state = lines.state()
        try:
            itself = bool(lines.images.itself)
            named = bool(lines.pools["theme"]) and (not itself or lines.random.random() < 0.3)
            first = lines.line("haiku_theme" if named else "haiku_first", 5, fits=free)
            own = itself and not named
            due = lines.due[0] if lines.due else Due("haiku_itself" if own else "haiku_middle")
            middle = lines.line(due.kind, 7, fits=free, pools=due.pools)
            third = lines.line("haiku_last", 5, fits=free, same=True)
        except NoLine:
            lines.back(state)
            continue
        lines.due[:1] = []
        dash = lines.random.random() < 0.6
        marks = ("—", ".", ".") if dash else (",", "—", ".")
        told = [_capital(line) for line in (first, middle, third)]
        return [line + mark for line, mark in zip(told, marks, strict=True)]
    raise NoLine("haiku")


_JOINED = frozenset("and like with while as just much quite half".split())
"""Words by which a line goes on with a sentence after a comma."""
_BOUND = frozenset(
    (
        "by on in along at behind across over under down beside above beyond round out near for of"
        " between below against around through up before after until since when to as here"
    ).split()
)
"""Words by which it goes on without one."""


def _stopped(lines: Sequence[str], ends: Sequence[int]) -> list[str]:
    """Return lines with capitals, a stop where a sentence ends, else what the next one wants."""
    made = []
    for place, line in enumerate(lines):
        if place in ends:
            mark = "." if place == ends[-1] else ";"
        else:
            following = phones.words(lines[place + 1])[0] if place + 1 < len(lines) else ""
            mark = "," if following in _JOINED else "" if following in _BOUND else ";"
        made.append(_capital(line) + mark)
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

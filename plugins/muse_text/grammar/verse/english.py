"""English verse: quatrains, haiku, limericks, sonnets and couplets, from lines that fit.

Rhymes, syllables and stress come from `phones.py`; nothing in the data marks them. Each writer
draws until `forms.py` finds that the form holds.
"""

from collections.abc import Mapping, Sequence
from random import Random

from .. import packs
from ..cast import Character
from ..plan import Plan
from ..templates import NoTemplate, Templates
from . import forms, phones

STANZAS = {"short": 2, "medium": 4, "long": 7}
LIMERICKS = {"short": 1, "medium": 2, "long": 5}
COUPLETS = {"short": 3, "medium": 7, "long": 12}
_FRAME = {"theme": "opening", "who": "people", "asked place": "place"}
DRAWS = 60
"""How often a form is drawn anew before it is given up."""


def quatrains(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return stanzas a b c b: two half-stanzas each, whose second lines rhyme.

    What was asked for takes the first halves, and the theme comes back in the last stanza, changed.
    """
    words = packs.table("en", "verse")
    frames, pools = words["frames"], words["pairs"]
    ours = [pair for topic in topics for pair in pools.get(topic, ())] or pools["any"]
    count = STANZAS[length]
    halves = [ours, [*ours, *pools["any"]]] * count
    halves.pop()
    gap = 2 if len(asked) < count else 1
    for place, name in enumerate(asked):
        halves[place * gap] = frames[_FRAME[name]]
    # What is asked of a theme without lines of its own is asked again before the end.
    if "theme" in asked and not plan.themes and count > 2:
        halves[-1] = [*frames["again"], *frames.get(f"again_{plan.kind}", ())]
    halves.append(frames[f"close_{plan.mood}"])
    used: set[str] = set()
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return [_stanza(first, second, pools["any"], used, templates) for first, second in pairs]


def _stanza(
    first: Sequence[str],
    second: Sequence[str],
    more: Sequence[str],
    used: set[str],
    templates: Templates,
) -> list[str]:
    """Draw two half-stanzas that rhyme and end in different words that no stanza has used."""
    for left_pool, right_pool in ((first, second), (first, more), (more, second), (more, more)):
        lefts = [p for p in left_pool if templates.fits(p) and phones.last(p) not in used]
        templates.random.shuffle(lefts)
        for left in lefts:
            end = phones.last(left)
            rights = [
                p
                for p in right_pool
                if phones.rhyme(phones.last(p), end) and phones.last(p) not in used
            ]
            rights = [p for p in rights if p != left and templates.fits(p)]
            if rights:
                right = templates.random.choice(rights)
                used |= {end, phones.last(right)}
                return _stopped([templates.draw([left]), templates.draw([right])])
    raise NoTemplate


def _stopped(halves: Sequence[str]) -> list[str]:
    """Return half-stanzas as lines with a capital each, and a stop after each half."""
    lines: list[str] = []
    for half, mark in zip(halves, ";.", strict=True):
        one, two = (line.strip() for line in half.split(" / "))
        lines += [one, two + ("" if two.endswith((".", "!", "?", ";", ":")) else mark)]
    return [line[:1].upper() + line[1:] for line in lines]


def haiku(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return one haiku of 5, 7 and 5 syllables; a haiku has one length."""
    words = packs.table("en", "haiku")
    known = [topic for topic in topics if topic in words["five"]] or ["any"]
    middles = [*words["seven"][templates.random.choice(known)], *words["seven"]["any"]]
    for _ in range(DRAWS):
        draw = Templates(templates.random, {})
        first, middle = draw.draw(words["five"][known[0]]), draw.draw(middles)
        lines = [f"{first}—", f"{middle}.", f"{draw.draw(words['five'][known[-1]])}."]
        told = [word for line in lines for word in phones.words(line) if len(word) > 3]
        if forms.haiku([lines]) and len(set(told)) == len(told):
            return [lines]
    raise NoTemplate


def limericks(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return limericks, each on a sound of its own; the first of the cast are in them."""
    words = packs.table("en", "limerick")
    sets = templates.random.sample(words["sets"], len(words["sets"]))
    stanzas: list[list[str]] = []
    for number in range(LIMERICKS[length]):
        who = plan.cast[number % len(plan.cast)]
        told = {line for stanza in stanzas for line in stanza}
        for attempt in range(DRAWS):
            # A role that no line has room for gives way to somebody shorter.
            role = _short(who) if attempt < DRAWS // 2 else who.head or "stranger"
            role = role if attempt < DRAWS - 10 else "stranger"
            lines = _limerick(plan, who, role, sets[number % len(sets)], words, templates.random)
            if forms.limerick([lines]) and lines[2] not in told and lines[3] not in told:
                break
        else:
            raise NoTemplate
        stanzas.append(lines)
    return stanzas


def _limerick(
    plan: Plan,
    who: Character,
    role: str,
    sound: Mapping[str, Sequence[str]],
    words: Mapping[str, Sequence[str]],
    random: Random,
) -> list[str]:
    """Return the five lines of a limerick about somebody, which may yet not scan."""
    facts = {"role": role, "from": random.choice(sound["from"])}
    for name, value in plan.surface.facts("who", who, False).items():
        facts.setdefault(name.removeprefix("who."), value)
    draw = Templates(random, facts)
    short = draw.draw(words["pairs"]).split(" / ")
    lines = [draw.draw(words["first"]), draw.draw(sound["who"]), *short, draw.draw(sound["so"])]
    return [
        plan.surface.tidy(line[:1].upper() + line[1:]) + ("" if line[-1] in ",.;?!:”" else mark)
        for line, mark in zip(lines, (",", ";", "", ",", "."), strict=True)
    ]


def _short(who: Character) -> str:
    """Return the role of somebody in a word or two: a limerick has no room for more."""
    return who.role if who.role and len(who.role.split()) < 3 else who.head or "stranger"


def sonnet(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return a sonnet, abab cdcd efef gg: its stanzas of four, four, four and two lines."""
    for _ in range(DRAWS):
        ten = _Ten(plan, templates, topics)
        try:
            pairs = [ten.pair(theme=number in (0, 6)) for number in range(7)]
        except NoTemplate:
            continue
        (a, b), (c, d), (e, f), (g, h), (i, j), (k, m), (last, end) = pairs
        lines = ((a, c, b, d), (e, g, f, h), (i, k, j, m), (last, end))
        stanzas = [_marked(stanza) for stanza in lines]
        if forms.sonnet(stanzas):
            return stanzas
    raise NoTemplate


def couplets(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return couplets of ten syllables a line, two of them to a stanza."""
    for _ in range(DRAWS):
        ten = _Ten(plan, templates, topics)
        count = COUPLETS[length]
        try:
            pairs = [ten.pair(theme=number in (0, count - 1)) for number in range(count)]
        except NoTemplate:
            continue
        stanzas = [_marked(pair) for pair in pairs]
        if forms.couplets(stanzas):
            return stanzas
    raise NoTemplate


def _marked(lines: Sequence[str]) -> list[str]:
    """Return lines with capitals, a semicolon after the odd ones, a stop after the even ones."""
    return [line[:1].upper() + line[1:] + ";."[place % 2] for place, line in enumerate(lines)]


class _Ten:
    """Draws rhyming pairs of lines of ten syllables; no part and no rhyme comes twice in a poem."""

    def __init__(self, plan: Plan, templates: Templates, topics: Sequence[str]) -> None:
        words = packs.table("en", "meter")
        self.random, self.draw = templates.random, Templates(templates.random, {})
        four, ten = words["four"], words["ten"]
        ours = [topic for topic in topics if topic in four] or ["any"]
        self.heads = [line for topic in (*ours, "any") for line in four[topic]]
        self.fronts = list(words["front"])
        self.six, self.last = list(words["six"]), list(words["last"])
        self.whole = [line for topic in (*ours, "any") for line in ten[topic]]
        self.themes: list[str] = []
        if plan.theme:
            filled = (line.replace("{theme}", plan.theme) for line in words["theme"])
            self.themes = [line for line in filled if phones.count(line) == forms.PENTAMETER]
        for pool in (self.heads, self.fronts, self.six, self.last, self.whole, self.themes):
            pool[:] = dict.fromkeys(pool)
            self.random.shuffle(pool)
        self.rhymes: set[phones.Phones] = set()
        self.words: set[str] = set()

    def pair(self, *, theme: bool) -> tuple[str, str]:
        """Return two lines that rhyme; the first names the theme, where a line for it fits."""
        firsts = list(self.themes) if theme else []
        pool = self._ends()
        for one in [*firsts, *pool]:
            word = phones.last(one)
            if self.rhymes & phones.rhymes_of(word):
                continue
            for other in pool:
                if other != one and phones.rhyme(phones.last(other), word):
                    lines = self._finished(one), self._finished(other)
                    if all(lines):
                        self.rhymes |= phones.rhymes_of(word) | phones.rhymes_of(phones.last(other))
                        return lines
        raise NoTemplate

    def _ends(self) -> list[str]:
        """Return the ends of lines that are left, in a fair mixture of the three kinds."""
        kinds = (self.whole, self.six, self.last)
        ends = [end for pool in kinds for end in self.random.sample(pool, min(len(pool), 24))]
        return self.random.sample(ends, len(ends))

    def _finished(self, end: str) -> str:
        """Return the whole line that ends so, and take its parts; empty where none fits."""
        for ends, starts in ((self.six, self.heads), (self.last, self.fronts)):
            if end in ends:
                for start in starts:
                    line = f"{start}, {end}"
                    if phones.count(line) == forms.PENTAMETER and phones.iambic(line):
                        ends.remove(end)
                        starts.remove(start)
                        return line
                return ""
        if phones.count(end) != forms.PENTAMETER or not phones.iambic(end):
            return ""
        for ends in (self.whole, self.themes):
            if end in ends:
                ends.remove(end)
        return end

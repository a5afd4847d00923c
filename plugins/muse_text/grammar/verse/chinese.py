"""Chinese verse: free verse, wuyan (五言诗), and the 绝句 of five and of seven characters.

Tones and rhymes come from `tones.py`; nothing in the data marks them. Lines of 绝句 are put
together from words that go together, and only those stay that obey the pattern of the poem.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from .. import packs
from ..plan import Plan
from ..templates import NoTemplate, Templates
from . import forms, tones

STANZAS = {"short": 2, "medium": 4, "long": 7}
LINES = {"short": 4, "medium": 12, "long": 24}
"""Lines of a wuyan poem, four to a stanza."""
_FRAME = {"theme": "opening", "who": "people", "asked place": "place"}
RHYMES = ("寒", "唐", "庚", "尤", "文")
"""The rhyme groups that 绝句 are written on."""
ENOUGH = 4
"""A subject with fewer images than this borrows those of no subject."""


def free(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return stanzas of modern free verse: what was asked for first, then images, then a close."""
    words = packs.table("zh", "verse")["free"]
    drawn = [templates.draw(words[_FRAME[name]]) for name in asked]
    for number in range(STANZAS[length] - 1 - len(drawn)):
        pool = words["stanzas"].get(topics[number % len(topics)], ()) if topics else ()
        last = number == STANZAS[length] - 2 - len(drawn)
        if "theme" in asked and not plan.themes and last and STANZAS[length] > 2:
            pool = [*words["again"], *words.get(f"again_{plan.kind}", ())]
        # The first image is of the subject; the others may wander.
        first = (number == 0 or last) and templates.try_draw(pool)
        drawn.append(first or templates.draw([*pool, *words["stanzas"]["any"]]))
    drawn.append(templates.draw(words[f"close_{plan.mood}"]))
    return [text.split(" / ") for text in drawn]


def wuyan(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return stanzas of four lines of five characters; lines 2 and 4 of all of them rhyme."""
    pools = packs.table("zh", "verse")["wuyan"]
    known = [topic for topic in topics if topic in pools["scene"]] or ["any"]
    groups = sorted({tones.group(line) for line in pools["close"][plan.mood]} - {""})
    templates.random.shuffle(groups)
    for group in groups:
        try:
            stanzas = _wuyan(
                plan, LINES[length] // 4, known, group, Templates(templates.random, {})
            )
        except NoTemplate:
            continue
        if forms.wuyan(stanzas):
            return stanzas
    raise NoTemplate


def _wuyan(
    plan: Plan, count: int, topics: Sequence[str], group: str, draw: Templates
) -> list[list[str]]:
    """Draw the lines: 起 scene, 承 rhymed, 转 turn, 合 rhymed or, at the end, the close."""
    pools = packs.table("zh", "verse")["wuyan"]
    rhymed = {
        name: [line for line in lines if tones.group(line) == group]
        for name, lines in pools["rhymed"].items()
    }
    # A long poem needs more than its subject and the lines of no subject have.
    spare = [rhymed["any"], [line for lines in rhymed.values() for line in lines]]
    close = [line for line in pools["close"][plan.mood] if tones.group(line) == group]
    stanzas = []
    for number in range(count):
        ends: set[str] = set()
        topic = topics[number % len(topics)]
        ours = rhymed.get(topic, ())
        lines = [draw.try_draw(pools["scene"][topic]) or draw.draw(pools["scene"]["any"])]
        lines.append(_rhymed(draw, ours, spare, ends))
        lines.append(draw.draw([*pools["turn"].get(topic, ()), *pools["turn"]["any"]]))
        lines.append(_rhymed(draw, close if number == count - 1 else ours, spare, ends))
        stanzas.append(_marked(lines))
    return stanzas


def _rhymed(
    draw: Templates, pool: Sequence[str], spare: Sequence[Sequence[str]], ends: set[str]
) -> str:
    """Draw a rhyming line whose last character no rhyming line of the stanza has used."""
    for lines in (pool, *spare):
        if line := draw.try_draw([line for line in lines if line[-1] not in ends]):
            ends.add(line[-1])
            return line
    raise NoTemplate


def _marked(lines: Sequence[str]) -> list[str]:
    return [line + "，。"[place % 2] for place, line in enumerate(lines)]


def wujue(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return one 五言绝句 in one of the four patterns of tones."""
    return _jue(plan, templates.random, topics, five=True)


def qijue(
    plan: Plan, length: str, templates: Templates, asked: Sequence[str], topics: Sequence[str]
) -> list[list[str]]:
    """Return one 七言绝句 in one of the four patterns of tones."""
    return _jue(plan, templates.random, topics, five=False)


def _jue(plan: Plan, random: Random, topics: Sequence[str], *, five: bool) -> list[list[str]]:
    """Draw 起承 from images of the subject, 转 and 合 from their own, until a pattern holds."""
    words = packs.table("zh", "jue")
    wanted = set(topics) or {"any"}
    images = [image for image in words["images"] if wanted & set(image["subjects"])]
    if len(images) < ENOUGH:
        images += [i for i in words["images"] if "any" in i["subjects"] and i not in images]
    pre = {name: text.split() for name, text in words["pre"].items()}
    tries = [(name, rhyme) for name in tones.PATTERNS for rhyme in RHYMES]
    for attempt, (name, rhyme) in enumerate(random.sample(tries * 8, 8 * len(tries))):
        if attempt == 5 * len(tries):  # the subject has too few lines for any pattern
            images = list(words["images"])
        one, two = random.sample(images, 2)
        sources = [
            _Source((one,), pre[one["where"]]),
            _Source((two,), pre[two["where"]]),
            _Source(tuple(words["turns"]), pre["turn"]),
            _Source(tuple(words["close"][plan.mood]), pre["close"]),
        ]
        lines: list[str] = []
        for source, kind in zip(sources, tones.PATTERNS[name], strict=True):
            if line := source.draw(kind, rhyme, lines, () if five else pre["times"], random, five):
                lines.append(line)
        if len(lines) == 4 and (forms.wujue if five else forms.qijue)([lines]):
            return [_marked(lines)]
    raise NoTemplate


@dataclass(frozen=True)
class _Source:
    """Where a line comes from: words that go together, and what may stand before them."""

    images: tuple[Mapping[str, str], ...]
    fronts: Sequence[str]

    def draw(
        self,
        kind: str,
        rhyme: str,
        lines: Sequence[str],
        times: Sequence[str],
        random: Random,
        five: bool,
    ) -> str:
        """Return a line of a kind that rhymes and repeats no word of the others; else empty."""
        told = "|".join(lines)
        ends = {line[-1] for line in lines}
        fitting = [
            line
            for image in self.images
            for head in image["heads"].split()
            for tail in image["tails"].split()
            if not set(head) & set(tail)
            and tones.fits(line := head + tail, kind)
            and (kind in "AC" or (tones.group(line) == rhyme and line[-1] not in ends))
            and not any(line[k : k + 2] in told for k in range(4))
        ]
        if not fitting:
            return ""
        line = random.choice(fitting)
        if five:
            return line
        dated = any(text[:2] in times for text in lines)
        fronts = [
            front
            for front in self.fronts
            if front not in told
            and not set(front) & set(line)
            and not (dated and front in times)
            and tones.fits(front + line, kind)
        ]
        return random.choice(fronts) + line if fronts else ""

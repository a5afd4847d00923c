"""Songs: verse, pre-chorus, chorus with a refrain, bridge; singable, measured, rhymed.

Every section of one name has the same number of syllables (Chinese: characters) line by line, so
that one tune carries all of them.
"""

from collections.abc import Callable, Sequence
from typing import Any

from .. import packs
from ..document import Block
from ..plan import Plan
from ..templates import NoTemplate, Templates
from . import phones, tones
from .poem import dedication, topics_of

SECTIONS = {
    "short": ("verse", "pre", "chorus", "verse", "chorus"),
    "medium": ("verse", "pre", "chorus", "verse", "pre", "chorus", "bridge", "chorus"),
    "long": (
        *("verse", "pre", "chorus", "verse", "pre", "chorus"),
        *("bridge", "chorus", "verse", "chorus", "chorus"),
    ),
}
SHAPES = {
    "en": {"verse": (8, 6, 8, 6), "pre": (7, 7), "bridge": (6, 6, 6, 6)},
    "zh": {"verse": (7, 7, 7, 7), "pre": (5, 5), "bridge": (6, 6, 6, 6)},
}
"""Syllables (Chinese: characters) of the lines of each section; a chorus has 7 after its hook."""
ANSWER = 7
DOUBLED = 4
"""A hook of so many syllables or characters is sung twice."""
DRAWS = 60


def size(line: str, language: str) -> int:
    """Count the syllables of an English line, or the characters of a Chinese one."""
    return phones.count(line) if language == "en" else len(tones.characters(line))


def lyrics(plan: Plan, length: str, templates: Templates) -> list[Block]:
    """Write a song: its hook is the title, and every chorus is the same four lines."""
    words = packs.table(plan.language, "lyrics")
    topics = topics_of(plan, templates)
    asked = [name for name in ("theme", "who", "asked place") if templates.facts.get(name)]
    people = list(dict.fromkeys(who.group or who.asked for who in plan.cast if who.asked))
    if people:
        templates.facts["who"] = plan.surface.listed(people)
        asked.insert(1 if "theme" in asked else 0, "who")
    hook = _hook(plan, words, topics, templates)
    named = not plan.theme or plan.theme.lower() in hook.lower()
    name = hook if named else templates.draw(words["titles"])
    blocks = [Block("title", plan.surface.title(plan.surface.tidy(name)))]
    if len(asked) > ("theme" in asked):
        blocks.append(dedication(plan, templates, asked))
    write = _english if plan.language == "en" else _chinese
    order = SECTIONS[length]
    for _ in range(DRAWS):
        try:
            sections = write(plan, words, topics, order.count("verse"), hook, templates.random)
        except NoTemplate:
            continue
        break
    else:
        raise NoTemplate
    verses = iter(sections["verse"])
    number = 0
    for section in order:
        number += section == "verse"
        label = words["names"][section]
        shown = "零一二三四五"[number] if plan.language == "zh" else str(number)
        lines = next(verses) if section == "verse" else sections[section][0]
        blocks.append(Block("heading", label.format(number=shown)))
        blocks.append(Block("stanza", "\n".join(lines)))
    return blocks


def _hook(plan: Plan, words: dict[str, Any], topics: Sequence[str], templates: Templates) -> str:
    """Return the line that gives the song its name; it holds the theme where that can be sung."""
    if plan.theme:
        filled = [hook.replace("{theme}", plan.theme) for hook in words["theme"]]
        fitting = [hook for hook in filled if DOUBLED <= size(hook, plan.language) <= 8]
        if fitting:
            hook = plan.surface.tidy(templates.random.choice(fitting))
            return hook[:1].upper() + hook[1:]
    hooks = words["hooks"]
    if isinstance(hooks, list):
        return str(templates.random.choice(hooks))
    pool = [hook for topic in topics for hook in hooks.get(topic, ())] or hooks["any"]
    return str(templates.random.choice([hook for hook in pool if size(hook, "en") == DOUBLED]))


def _pair(
    pool: Sequence[str], width: int, language: str, used: set[str], draw: Templates
) -> list[str]:
    """Draw two lines of a width that rhyme, with ends that the song hasn't used."""
    fitting = [
        line
        for line in pool
        if size(line, language) == width and phones.last(line) not in used and draw.fits(line)
    ]
    for one in draw.random.sample(fitting, len(fitting)):
        for other in fitting:
            if phones.rhyme(phones.last(one), phones.last(other)):
                used |= {phones.last(one), phones.last(other)}
                first, second = (other, one) if other.startswith("If ") else (one, other)
                return [draw.draw([first]), draw.draw([second])]
    raise NoTemplate


def _english(
    plan: Plan, words: dict[str, Any], topics: Sequence[str], verses: int, hook: str, random: Any
) -> dict[str, list[list[str]]]:
    """Return the sections of an English song, each as the list of its stanzas."""
    shape = SHAPES["en"]
    draw = Templates(random, dict(plan.facts))
    used: set[str] = set()
    verse = packs.table("en", "verse")
    ours = [pair for topic in topics for pair in verse["pairs"].get(topic, ())]
    frames = verse["frames"]["opening"] if plan.theme else []

    def fits(pair: str) -> bool:
        lines = pair.replace("{theme}", plan.theme).split(" / ")
        return tuple(size(line, "en") for line in lines) == shape["verse"][:2]

    pools = [[p for p in pool if fits(p)] for pool in (frames, ours, verse["pairs"]["any"])]
    stanzas = []
    for number in range(verses):
        # The theme opens the song where a line for it can be sung; the rest is of the subject.
        first = pools if number == 0 else pools[1:]
        stanzas.append(_half_rhymed(first, [*pools[1], *pools[2]], used, draw))
    bridge = [
        *_pair(words["bridge"], 6, "en", used, draw),
        *_pair(words["bridge"], 6, "en", used, draw),
    ]
    pre = _pair(words["pre"], 7, "en", used, draw)
    named = set(phones.words(hook))
    answers = [line for line in words["answers"] if phones.last(line) not in named]
    one, two = _pair(answers, ANSWER, "en", used, draw)
    shown = f"{hook}, {hook[:1].lower()}{hook[1:]}" if size(hook, "en") == DOUBLED else hook
    chorus = [f"{shown},", f"{_capital(one)};", f"{shown},", f"{_capital(two)}."]
    return {
        "verse": stanzas,
        "pre": [[f"{pre[0]},", f"{pre[1]}."]],
        "chorus": [chorus],
        "bridge": [[f"{bridge[0]},", f"{bridge[1]};", f"{bridge[2]},", f"{bridge[3]}."]],
    }


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]


def _half_rhymed(
    first: Sequence[Sequence[str]], second: Sequence[str], used: set[str], draw: Templates
) -> list[str]:
    """Draw a verse x a x a from two half-stanzas, the first from the first pool that has one."""
    for left in (left for pool in first for left in draw.random.sample(pool, len(pool))):
        end = phones.last(left)
        if end in used or not draw.fits(left):
            continue
        rights = [
            right
            for right in second
            if phones.rhyme(phones.last(right), end)
            and phones.last(right) not in used
            and right != left
            and draw.fits(right)
        ]
        if rights:
            right = draw.random.choice(rights)
            used |= {end, phones.last(right)}
            lines = [line for half in (left, right) for line in draw.draw([half]).split(" / ")]
            lines = [_capital(line) for line in lines]
            return [lines[0], f"{lines[1].rstrip(';,.')};", lines[2], f"{lines[3].rstrip(';,.')}."]
    raise NoTemplate


def _chinese(
    plan: Plan, words: dict[str, Any], topics: Sequence[str], verses: int, hook: str, random: Any
) -> dict[str, list[list[str]]]:
    """Return the sections of a Chinese song on one rhyme, each as the list of its stanzas."""
    group = random.choice(sorted({tones.group(line) for line in words["answers"]}))
    draw = Templates(random, {})
    used: set[str] = set()

    told: list[str] = []

    def fresh(line: str) -> bool:  # no word of another line
        return not any(line[k : k + 2] in "|".join(told) for k in range(len(line) - 1))

    def rhymed(pool: Sequence[str]) -> str:
        fitting = [x for x in pool if tones.group(x) == group and x[-1] not in used and fresh(x)]
        line = draw.draw(fitting)
        used.add(line[-1])
        told.append(line)
        return line

    def single(pool: Sequence[str]) -> str:
        told.append(draw.draw([x for x in pool if tones.group(x) != group and fresh(x)]))
        return told[-1]

    ours = [line for topic in topics for line in words["ups"].get(topic, ())]
    stanzas = []
    for _ in range(verses):
        used.clear()
        pool = [x for x in ours if draw.fits(x) and tones.group(x) != group and fresh(x)]
        ups = [single(pool or words["ups"]["any"]), single([*ours, *words["ups"]["any"]])]
        stanzas.append(_sung([ups[0], rhymed(words["downs"]), ups[1], rhymed(words["downs"])]))
    used.clear()
    pre = [single(words["pre"]["ups"]), rhymed(words["pre"]["downs"])]
    shown = f"{hook}，{hook}" if len(hook) == DOUBLED else hook
    chorus = [shown, rhymed(words["answers"]), shown, rhymed(words["answers"])]
    used.clear()
    bridge = [line for _ in range(2) for line in _bridge(words, single, rhymed)]
    return {
        "verse": stanzas,
        "pre": [_sung(pre)],
        "chorus": [_sung(chorus)],
        "bridge": [_sung(bridge)],
    }


def _bridge(
    words: dict[str, Any],
    single: Callable[[Sequence[str]], str],
    rhymed: Callable[[Sequence[str]], str],
) -> tuple[str, str]:
    return single(words["bridge"]["ups"]), rhymed(words["bridge"]["downs"])


def _sung(lines: Sequence[str]) -> list[str]:
    return [line + "，。"[place % 2] for place, line in enumerate(lines)]


def measure(sections: Sequence[tuple[str, Sequence[str]]], language: str) -> dict[str, Any]:
    """Return what a song is: sections, syllables per line of each, refrain, rhymes, one tune.

    `sections` are headings with their lines. `one tune` says that all sections of a name have the
    same syllables (characters) line by line.
    """
    unit = "syllables per line" if language == "en" else "characters per line"
    names = [heading.rstrip("0123456789 一二三四五") for heading, _ in sections]
    sizes = [[size(line, language) for line in lines] for _, lines in sections]
    shapes: dict[str, set[tuple[int, ...]]] = {}
    texts: dict[str, list[str]] = {}
    for name, counts, (_, lines) in zip(names, sizes, sections, strict=True):
        shapes.setdefault(name, set()).add(tuple(counts))
        texts.setdefault(name, []).append("\n".join(lines))
    refrain = next((n for n in names if n in ("Chorus", "副歌")), "")
    measured: dict[str, Any] = {
        "sections": [heading for heading, _ in sections],
        unit: {name: list(next(iter(shape))) for name, shape in shapes.items()},
        "one tune": all(len(shape) == 1 for shape in shapes.values()),
        "refrain": len(texts[refrain]) if refrain and len(set(texts[refrain])) == 1 else 0,
    }
    pairs = _rhyming_pairs(sections, language)
    measured["rhymed"] = f"{sum(pairs)} of {len(pairs)} pairs"
    if language == "zh":
        measured["rhyme"] = tones.group(sections[0][1][1])
    return measured


def _rhyming_pairs(sections: Sequence[tuple[str, Sequence[str]]], language: str) -> list[bool]:
    """Return for each pair of lines that should rhyme whether it does."""
    found = []
    for _, lines in sections:
        ends = list(lines[1::2])
        if language == "zh":
            found += [tones.group(end) == tones.group(sections[0][1][1]) for end in ends]
            continue
        bridge = [size(line, "en") for line in lines] == [6, 6, 6, 6]
        pairs = [lines] if len(lines) == 2 else [lines[:2], lines[2:]] if bridge else [ends]
        found += [phones.rhyme(phones.last(pair[0]), phones.last(pair[1])) for pair in pairs]
    return found

"""Poems: English quatrains and haiku, Chinese wuyan and free verse.

English rhyme classes and Chinese rhyme groups (十三辙) are data in `verse.toml`; what a poem
claims is measured on it in `measure.py` by the same tables.
"""

import re
from collections.abc import Sequence
from functools import cache

from . import packs
from .document import Block
from .moulds import Moulds, NoMould
from .plan import Plan

STANZAS = {"short": 2, "medium": 4, "long": 7}
_FRAME = {"theme": "opening", "who": "people", "asked place": "place"}
LINES = {"short": 4, "medium": 12, "long": 24}
"""Lines of a wuyan poem, four to a stanza."""


def poem(plan: Plan, length: str, verse: str, moulds: Moulds) -> list[Block]:
    """Write a poem of a kind of verse; who and where have no room in are told beneath the title."""
    makers = {"quatrains": _quatrains, "haiku": _haiku, "wuyan": _wuyan, "free": _free}
    people = list(dict.fromkeys(who.group or who.asked for who in plan.cast if who.asked))
    if people:
        moulds.facts["who"] = plan.surface.listed(people)
    blocks = [Block("title", _title(plan, moulds))]
    room = {"quatrains": 3, "free": STANZAS[length] - 1}.get(verse, 0)
    asked = [name for name in ("theme", "who", "asked place") if moulds.facts.get(name)]
    if room < len(asked) and asked != ["theme"]:
        words = packs.table(plan.language, "verse")["dedication"]
        blocks.append(Block("note", plan.surface.tidy(moulds.fill(words["+".join(asked[-2:])]))))
        asked = asked[:1] if asked[0] == "theme" else []
    stanzas = makers[verse](plan, length, moulds, asked)
    return blocks + [Block("stanza", text) for text in stanzas]


def _title(plan: Plan, moulds: Moulds) -> str:
    words = packs.table(plan.language, "verse")
    names = words["titles"] if plan.theme else words["untitled"]
    return str(plan.surface.title(plan.surface.tidy(moulds.draw(names))))


def subjects(plan: Plan, known: Sequence[str]) -> list[str]:
    """Return the pools of lines that the plan's themes call for, in order; else none."""
    themes = packs.table(plan.language, "themes")
    found = [subject for name in plan.themes for subject in themes[name]["subjects"]]
    return [subject for subject in dict.fromkeys(found) if subject in known]


def _topics(plan: Plan, known: Sequence[str], moulds: Moulds) -> list[str]:
    """Return the pools to draw from; one at random where the request names no subject at all."""
    found = subjects(plan, known)
    if found or plan.theme:
        return found
    genre = [plan.genre] if plan.genre in known else []
    neutral = packs.table(plan.language, "verse")["neutral"]
    return genre or [moulds.random.choice(neutral)]


# -- English


@cache
def rhyme(word: str, language: str = "en") -> str | None:
    """Return the rhyme class of a word (English) or character (Chinese); None when not known."""
    for name, members in packs.table(language, "verse")["rhymes"].items():
        if word in (members.split() if language == "en" else members):
            return str(name)
    return None


def syllables(word: str) -> int:
    """Count the syllables of an English word: by the table, else by its groups of vowels."""
    word = re.sub(r"[^a-z']", "", word.lower())
    known = packs.table("en", "verse")["syllables"]
    if word in known:
        return int(known[word])
    groups = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$|[^aeiou]le's$|[^td]ed$|[^aeiouscxz]es$|ce's$", word) and groups > 1:
        groups -= 1
    if re.search(r"[aeiou]l?le$", word) and groups > 1 and not re.search(r"[^aeiou]le$", word):
        groups -= 1
    return max(groups, 1)


def _end(pair: str) -> str:
    """Return the last word of a half-stanza, in lower case."""
    return str(re.findall(r"[a-z']+", pair.lower())[-1])


def _quatrains(plan: Plan, length: str, moulds: Moulds, asked: Sequence[str]) -> list[str]:
    """Return stanzas a b c b: two half-stanzas each, whose second lines rhyme."""
    words = packs.table("en", "verse")
    frames, pools = words["frames"], words["pairs"]
    ours = [pair for topic in _topics(plan, sorted(pools), moulds) for pair in pools[topic]]
    ours = ours or pools["any"]
    count = STANZAS[length]
    # Every half-stanza but the last, which closes; what was asked for takes the first ones.
    halves = [ours, [*ours, *pools["any"]]] * count
    halves.pop()
    gap = 2 if len(asked) < count else 1
    for place, name in enumerate(asked):
        halves[place * gap] = frames[_FRAME[name]]
    halves.append(frames[f"close_{plan.mood}"])
    used: set[str] = set()
    stanzas = [
        _stanza(first, second, pools["any"], used, moulds)
        for first, second in zip(halves[::2], halves[1::2], strict=True)
    ]
    return [plan.surface.tidy(_lines(stanza)) for stanza in stanzas]


def _stanza(
    first: Sequence[str], second: Sequence[str], more: Sequence[str], used: set[str], moulds: Moulds
) -> tuple[str, str]:
    """Draw two half-stanzas that rhyme and end in different words that no stanza has used."""
    for left_pool, right_pool in ((first, second), (first, more), (more, second), (more, more)):
        lefts = [pair for pair in left_pool if moulds.fits(pair) and _end(pair) not in used]
        moulds.random.shuffle(lefts)
        for left in lefts:
            rights = [
                pair
                for pair in right_pool
                if moulds.fits(pair)
                and pair != left
                and _end(pair) not in used | {_end(left)}
                and rhyme(_end(pair)) == rhyme(_end(left))
            ]
            if rights:
                right = moulds.random.choice(rights)
                used |= {_end(left), _end(right)}
                return moulds.draw([left]), moulds.draw([right])
    raise NoMould


def _lines(stanza: tuple[str, str]) -> str:
    """Return a stanza as four lines with a capital each, and a full stop after each half."""
    lines = [line.strip() for half in stanza for line in half.split(" / ")]
    lines = [line[:1].upper() + line[1:] for line in lines]
    lines[1] += _stop(lines[1], ";")
    lines[3] += _stop(lines[3], ".")
    return "\n".join(lines)


def _stop(line: str, mark: str) -> str:
    return "" if line.endswith((".", "!", "?", ";", ":")) else mark


def _haiku(plan: Plan, length: str, moulds: Moulds, asked: Sequence[str]) -> list[str]:
    """Return one haiku of 5, 7 and 5 syllables; a haiku has one length."""
    words = packs.table("en", "haiku")
    topics = _topics(plan, sorted(words["five"]), moulds) or ["any"]
    last = topics[-1]
    first = moulds.draw(words["five"][topics[0]])
    middle = moulds.draw(words["seven"][moulds.random.choice(topics)])
    end = moulds.draw(words["five"][last])
    return [f"{first}—\n{middle}.\n{end}."]


# -- Chinese


def _wuyan(plan: Plan, length: str, moulds: Moulds, asked: Sequence[str]) -> list[str]:
    """Return stanzas of four lines of five characters; lines 2 and 4 of all of them rhyme."""
    words = packs.table("zh", "verse")
    pools = words["wuyan"]
    topics = _topics(plan, sorted(pools["scene"]), moulds) or ["any"]
    count = LINES[length] // 4
    groups = sorted({rhyme(line[-1], "zh") or "" for line in pools["close"][plan.mood]})
    moulds.random.shuffle(groups)
    for group in groups:
        draw = Moulds(moulds.random, {})
        rhymed = [[s for s in pools["rhymed"][t] if rhyme(s[-1], "zh") == group] for t in topics]
        spare = [s for s in pools["rhymed"]["any"] if rhyme(s[-1], "zh") == group]
        # A long poem needs more than its subject and the lines of no subject have.
        more = [s for t in pools["rhymed"].values() for s in t if rhyme(s[-1], "zh") == group]
        close = [s for s in pools["close"][plan.mood] if rhyme(s[-1], "zh") == group]
        try:
            return _wuyan_lines(plan, count, topics, rhymed, (spare, more), close, draw)
        except NoMould:
            continue
    raise NoMould


def _wuyan_lines(
    plan: Plan,
    count: int,
    topics: Sequence[str],
    rhymed: Sequence[Sequence[str]],
    spare: Sequence[Sequence[str]],
    close: Sequence[str],
    draw: Moulds,
) -> list[str]:
    """Draw the lines: 起 scene, 承 rhymed, 转 turn, 合 rhymed or, at the end, the close."""
    pools = packs.table("zh", "verse")["wuyan"]
    stanzas = []
    for number in range(count):
        ends: set[str] = set()
        topic = number % len(topics)
        lines = [draw.try_draw(pools["scene"][topics[topic]]) or draw.draw(pools["scene"]["any"])]
        lines.append(_rhymed(draw, rhymed[topic], spare, ends))
        lines.append(draw.draw([*pools["turn"].get(topics[topic], ()), *pools["turn"]["any"]]))
        last = number == count - 1
        lines.append(_rhymed(draw, close if last else rhymed[topic], spare, ends))
        stanzas.append(f"{lines[0]}，\n{lines[1]}。\n{lines[2]}，\n{lines[3]}。")
    return stanzas


def _rhymed(
    draw: Moulds, pool: Sequence[str], spare: Sequence[Sequence[str]], ends: set[str]
) -> str:
    """Draw a rhyming line whose last character no rhyming line of the stanza has used."""
    for lines in (pool, *spare):
        if line := draw.try_draw([line for line in lines if line[-1] not in ends]):
            ends.add(line[-1])
            return line
    raise NoMould


def _free(plan: Plan, length: str, moulds: Moulds, asked: Sequence[str]) -> list[str]:
    """Return stanzas of modern free verse: what was asked for first, then images, then a close."""
    words = packs.table("zh", "verse")["free"]
    topics = _topics(plan, sorted(words["stanzas"]), moulds) or ["any"]
    drawn = [moulds.draw(words[_FRAME[name]]) for name in asked]
    for number in range(STANZAS[length] - 1 - len(drawn)):
        pool = words["stanzas"][topics[number % len(topics)]]
        spare = words["stanzas"]["any"]
        # The first image is of the subject; the others may wander.
        drawn.append((number == 0 and moulds.try_draw(pool)) or moulds.draw([*pool, *spare]))
    drawn.append(moulds.draw(words[f"close_{plan.mood}"]))
    return [plan.surface.tidy(text.replace(" / ", "\n")) for text in drawn]

"""The next passage of a story or a play, or another one in the place of one that is there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from ..document import Block
from ..prose.script import played
from ..prose.surfaces import SURFACES
from ..prose.telling import Telling
from ..rules import NoFrame, parsed
from .grounding import concepts, telling
from .known import Known
from .tense import present

DRAWS = 24
"""Passages that are drawn for one place; the one that fits best is taken."""
ALONE = ("meet", "alone", "small-joy", "incident", "setback")
MIDDLE = (
    *("bond", "talk", "attempt", "incident", "small-joy", "trouble", "setback", "clue"),
    *("rumour", "odd", "quarrel", "alone", "turn"),
)
AFTER: Mapping[str, tuple[str, ...]] = {
    "meet": ("bond", "talk", "small-joy", "incident"),
    "quarrel": ("alone", "turn"),
    "alone": ("turn", "talk"),
    "setback": ("talk", "attempt", "quarrel", "alone"),
    "trouble": ("attempt", "talk", "quarrel"),
    "attempt": ("setback", "talk", "small-joy", "quarrel", "incident"),
    "turn": ("final", "talk", "small-joy", "bond"),
    "final": ("outcome", "after"),
    "outcome": ("after", "echo"),
}
"""What may follow a kind of beat; anything of the middle where nothing is said here."""
END = ("final", "outcome", "after", "echo")
LAST = ("outcome", "after", "echo", "return")
FIRST = ("open", "want", "odd", "alone", "small-joy")
_LITERAL = re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>")


@dataclass(frozen=True)
class Made:
    """Blocks that come next, the kind of beat that they tell, and who is new in them."""

    blocks: Sequence[Block]
    kind: str
    new: str = ""


def following(known: Known, random: Random, kinds: Sequence[str] = ()) -> Made:
    """Return what comes next in a text, or in the place of its passage `at`."""
    made, comer = telling(known, random)
    form = known.form
    used = _frames(made, known.others, form)
    before = [each for each in known.before if each.kind not in ("title", "heading", "note")]
    last = _kind(made, before[-1].words, form) if before else ""
    wanted = list(kinds) or _kinds(made, known, last, bool(before))
    recent = "\n".join(each.words for each in before[-2:])
    about = concepts(known.language, recent)
    old = known.passages[known.at] if known.at is not None else None
    best: tuple[float, Made] | None = None
    for number in range(DRAWS):
        kind = wanted[number % len(wanted)]
        drawn = _draw(made, form, kind, used, comer if kind == "meet" else {})
        if drawn is None:
            continue
        text = "\n".join(block.text for block in drawn)
        if _says_again(made, text, known.text):
            continue
        score = 1.5 * random.random() + 0.3 * len(about & concepts(known.language, text))
        score -= 0.6 * (number % len(wanted) > len(wanted) // 2)
        if old is not None:
            score -= abs(len(text) - len(old.words)) / max(40, len(old.words))
            score += 0.8 * (("“" in text) == ("“" in old.words))
        new = _newcomer(made, known, text)
        if best is None or score > best[0]:
            best = score, Made(drawn, kind, new)
    if best is None:
        if set(wanted) >= set(MIDDLE):
            raise NoFrame(form)
        return following(known, random, (*MIDDLE, *ALONE))
    if known.present and form == "story":
        names = {each.name for each in (*known.people, *made.plot.cast)}
        told = [replace(each, text=present(each.text, names)) for each in best[1].blocks]
        return replace(best[1], blocks=told)
    return best[1]


def _kinds(made: Telling, known: Known, last: str, begun: bool) -> list[str]:
    """Return the kinds of beat that fit the place, the likeliest first."""
    random = made.rules.random
    met = "met" in made.rules.features
    if known.at is not None:
        own = _kind(made, known.passages[known.at].words, known.form)
        if own:
            near = [each for each in (MIDDLE if met else ALONE) if each != own]
            return [own, own, *random.sample(near, 2)] if begun else [own]
        if not begun:
            return list(FIRST)
        if known.at >= len(known.passages) - 1 and known.at > 3:
            return list(LAST)
    first = [kind for kind in AFTER.get(last, ()) if met or kind in ALONE]
    rest = [kind for kind in (MIDDLE if met else ALONE) if kind not in first and kind != last]
    random.shuffle(first)
    random.shuffle(rest)
    return [*first, *rest] if not first else [*first, *rest[:2]]


def _draw(
    made: Telling, form: str, kind: str, used: set[str], comer: Mapping[str, str]
) -> list[Block] | None:
    """Draw a passage of a kind; `comer` are the facts of somebody who comes in with it."""
    rules = made.rules
    kept = dict(rules.facts), set(rules.features)
    rules.facts |= comer
    rules._used = set(used)
    rules.features |= {f"kind-{kind}", "scene-evening", "where-home"}
    try:
        text = made.say(f"{form}.{kind}")
    except NoFrame:
        return None
    finally:
        rules.facts, rules.features = kept
    if form == "script":
        speakers = set(re.findall(r"(?:^|¶)\s*@(\w+)", text))
        return list(played(made, text)) if speakers <= rules.facts.keys() else None
    parts = [made.surface.flow(part.strip(), made.plot) for part in text.split("¶")]
    return [Block("paragraph", part) for part in parts if part]


def _frames(made: Telling, text: str, form: str) -> set[str]:
    """Return the frames that a text was told by already."""
    return {
        frame
        for rule, frames in made.rules.tables.items()
        if rule.startswith(f"{form}.") and rule.count(".") == 1
        for frame in frames
        if _told_by(frame, text)
    }


def _kind(made: Telling, text: str, form: str) -> str:
    """Return the kind of beat that a passage tells, if a frame of ours told it."""
    for rule, frames in made.rules.tables.items():
        if rule.startswith(f"{form}.") and rule.count(".") == 1:
            if any(_told_by(frame, text) for frame in frames):
                return rule.partition(".")[2]
    return ""


def _told_by(frame: str, text: str) -> bool:
    """Whether most of the fixed words of a frame are in a text."""
    literals = [part.strip(" ,.;:“”，。；：") for part in _fixed(parsed(frame)[1])]
    long = [part for part in literals if len(part) > (3 if not part.isascii() else 11)]
    held = sum(part in text for part in long)
    return len(long) > 1 and held * 3 >= len(long) * 2


def _fixed(frame: str) -> list[str]:
    while _LITERAL.search(frame):
        frame = _LITERAL.sub("\n", frame)
    return [part for part in frame.split("\n") if part.strip()]


def _says_again(made: Telling, text: str, told: str) -> bool:
    """Whether a passage repeats a sentence of a text, or several words in a row."""
    words = made.surface.words
    size = 6 if made.plot.brief.language == "en" else 9
    own, theirs = list(words(text)), list(words(told))
    runs = {tuple(theirs[k : k + size]) for k in range(len(theirs) - size + 1)}
    return any(tuple(own[k : k + size]) in runs for k in range(len(own) - size + 1))


def _newcomer(made: Telling, known: Known, text: str) -> str:
    cast = made.plot.cast
    if len(known.brief.people) > 1 or len(cast) < 2:
        return ""
    name = cast[1].name
    return name if name in text else ""


__all__ = ["END", "SURFACES", "Made", "following"]

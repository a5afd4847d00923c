"""What a poem sees: the things of its subject with what they do, senses, places, the speaker.

`data/LANGUAGE/images/SUBJECT.toml` holds a subject: `cues` (words of requests), `things` ("the
geese | unfold their word | go over, out of step": somebody or something, then what it does),
`senses`, `where`, `when`, `likes` (what things are like), `deeds` (what the speaker does, base
form), `yours` (what you who are spoken to do), `adverbs`, `turns`, `closes`. Choices `[a|b]` stand
for as many texts. The file `any` has those that go with every subject; `mood_MOOD` what a poem of a
mood says (`mood_children`: one for children), most of it instead of the general. What no file
knows comes from the lexicon's relations, or from the class of its word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from .. import lexicon, packs
from ..brief import Brief, Topic

PARTS = ("senses", "where", "when", "likes", "deeds", "yours", "adverbs", "turns", "closes")
ENOUGH = 10
"""A subject with fewer things than this borrows those that go with every subject."""
SOME = {"where": 60, "senses": 90, "when": 40}
"""A part with fewer words of the subject's own than this borrows; parts not here always do."""
MOODED = {"turns": 3, "deeds": 90, "likes": 50, "adverbs": 40}
"""The same where there are words for the mood."""
PLAIN = ("mood_warm", "mood_tender", "mood_sad")
"""Moods whose poems may end as any do."""

_BAR = re.compile(r"\|(?![^\[]*\])")  # not within a choice
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


@cache
def expanded(text: str) -> tuple[str, ...]:
    """Return every text that the choices `[a|b]` of a text allow."""
    found = _CHOICE.search(text)
    if not found:
        return (" ".join(text.split()),)
    head, tail = text[: found.start()], text[found.end() :]
    return tuple(each for part in found[1].split("|") for each in expanded(head + part + tail))


@dataclass
class Images:
    """The images of one poem: things with what they do, and words for the other parts.

    The first `own` things are those of its subjects; the others go with every subject.
    """

    things: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    own: int = 0
    parts: dict[str, list[str]] = field(default_factory=lambda: {part: [] for part in PARTS})
    itself: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """What the poem is about, by its names ("the frog", "it"), with what it does."""
    kind: str = ""
    """What that is: "living", "place", "idea", "thing" or unknown."""
    several: bool = False
    """Whether it is more than one."""

    def add(self, table: Mapping[str, Sequence[str]]) -> None:
        """Add a subject's images."""
        for line in table.get("things", ()):
            name, *does = (part.strip() for part in _BAR.split(line))
            every = tuple(text for each in does for text in expanded(each))
            self.things += [(text, every) for text in expanded(name)]
        for part in PARTS:
            self.parts[part] += [text for each in table.get(part, ()) for text in expanded(each)]


def subjects(brief: Brief) -> list[str]:
    """Return the subjects that have images of their own and are named by the brief."""
    told = " ".join(
        [
            *(topic.phrase for topic in brief.topics),
            *(brief.season, brief.setting, brief.occasion, brief.dedication, brief.genre),
            *(person.role for person in brief.people),
        ]
    )
    counted = packs.count_cues(brief.language, "image", told)
    return sorted(counted, key=lambda name: -counted[name])


def gather(brief: Brief, random: Random, add: "Adds | None" = None) -> Images:
    """Return the images of what a brief asks for; of a drawn subject if it asks for none.

    `add` adds what the lexicon knows of a topic, where a language has its own way.
    """
    images = Images()
    known = subjects(brief)
    if not known and not brief.topics:
        table = packs.table(brief.language, "images/any")
        known = [random.choice(table["neutral"])]
    for name in known:
        images.add(packs.table(brief.language, f"images/{name}"))
    people = [Topic(p.role, p.head) for p in brief.people if p.role]
    for topic in brief.topics or people:
        if add:
            add(images, topic, brief)
        else:
            _add_topic(images, topic, brief.language)
    limits = dict(SOME)
    childlike = brief.children and not brief.dedication
    mood = f"mood_{'children' if childlike else brief.mood}"
    if mood in packs.names(brief.language, "images"):
        images.add(packs.table(brief.language, f"images/{mood}"))
        limits |= MOODED
        if mood not in PLAIN:
            limits["closes"] = ENOUGH
    general = packs.table(brief.language, "images/any")
    images.own = len(images.things)
    if len(images.things) < ENOUGH:
        images.add({"things": general["things"]})
    for part, own in images.parts.items():
        if len(own) < limits.get(part, 10**6):
            own += [text for each in general.get(part, ()) for text in expanded(each)]
    return images


Adds = Callable[[Images, Topic, Brief], None]


def _add_topic(images: Images, topic: Topic, language: str) -> None:
    """Add what the lexicon knows of a topic: by its concept, or by the class of its word."""
    key = topic.concept or getattr(lexicon.find(language, topic.head), "key", "")
    if not key:
        return
    each = lexicon.concept(language, key)
    assert each is not None
    word = each.words[0] if each.words else topic.head
    if each["does"]:
        images.things += [(word, each["does"])] * 2
    images.parts["senses"] += each["has"]
    images.parts["senses"] += each["sense"]
    images.parts["where"] += each["at"]
    images.parts["likes"] += each["like"]
    deeds = [text if len(text) > 1 else text + word for text in each["done"]]  # 争 -> 争自由
    images.parts["deeds"] += [text.replace(" it", f" {word}") for text in deeds]

"""What is known of a text that is there: its language, form, people, places and things."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from .. import lexicon, packs
from ..brief import Brief, Person
from ..measure import language
from . import chinese_people, english_people
from .blocks import Passage, form, passages

PEOPLE: dict[str, ModuleType] = {"en": english_people, "zh": chinese_people}
RECENT = 3
"""Passages at the end whose people count most."""
_PRESENT = re.compile(r"\b(?:is|are|has|says|asks|does|goes|knows|comes|looks|stands|sits)\b")
_PAST = re.compile(r"\b(?:was|were|had|said|asked|did|went|knew|came|looked|stood|sat)\b")
_THINGS = frozenset("thing tool treasure paper toy instrument machine clothes object".split())


@dataclass(frozen=True, slots=True)
class Known:
    """A text and what it tells of itself; `at` is the place of the passage to be written anew."""

    passages: Sequence[Passage]
    at: int | None
    language: str
    form: str
    people: tuple[Person, ...]
    first_person: bool
    present: bool
    world: str
    thing: str
    subjects: tuple[str, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join(each.words for each in self.passages)

    @property
    def before(self) -> Sequence[Passage]:
        """The passages before the place where something is written."""
        return self.passages if self.at is None else self.passages[: self.at]

    @property
    def others(self) -> str:
        """All words but those of the passage that is written anew."""
        return "\n".join(each.words for k, each in enumerate(self.passages) if k != self.at)

    @property
    def brief(self) -> Brief:
        """The request that a text like it would have been."""
        people = self.people
        if self.first_person and self.form == "story":
            people = (Person("I" if self.language == "en" else "我"), *people)
        return Brief(
            self.language,
            self.form,
            people=people,
            world=self.world,
            first_person=self.first_person and self.form == "story",
        )


def read(markdown: str, at: int | None, asked: str | None = None) -> Known:
    """Return what is known of a text; `asked` is its language, where that was set."""
    found = passages(markdown)
    text = "\n".join(each.words for each in found)
    which = asked or language(text) or ("zh" if re.search(r"[\u4e00-\u9fff]", text) else "en")
    what = form(found)
    end = len(found) if at is None else at + 1
    recent = "\n".join(each.words for each in found[max(0, end - RECENT) : end])
    telling = PEOPLE[which]
    told = "\n".join(f"{each.words}" for each in found if each.kind not in ("title", "heading"))
    people = _speakers(found) if what == "script" else telling.people(told, recent)
    if at is not None:  # nobody is named who comes in later only
        until = "\n".join(each.words for each in found[: at + 1])
        people = [who for who in people if who.name in until] or people[:1]
    narrated = telling.quoted(told)
    return Known(
        passages=found,
        at=at,
        language=which,
        form=what,
        people=tuple(people[:6]),
        first_person=telling.first_person(told),
        present=which == "en"
        and len(_PRESENT.findall(narrated)) > 2 * len(_PAST.findall(narrated)),
        world=_most(packs.count_cues(which, "world", text)),
        thing=_thing(which, told),
        subjects=_subjects(which, text),
    )


def _speakers(found: Sequence[Passage]) -> list[Person]:
    """Return who speaks in a script, who speaks most first."""
    counted = Counter(each.speaker for each in found if each.speaker)
    made = []
    for name, _ in counted.most_common():
        called = name.title() if name == name.upper() and name.isascii() else name
        zh = not name.isascii()
        telling = PEOPLE["zh" if zh else "en"]
        told = "\n".join(each.words for each in found)
        who = telling._person(called, told)
        made.append(who)
    return made


def _most(counted: dict[str, int]) -> str:
    return max(counted, key=lambda name: counted[name]) if counted else ""


def _thing(which: str, text: str) -> str:
    """Return the thing that a text turns on: one that it names again and again."""
    if which == "en":
        nouns = re.findall(r"(?i)\b(?:the|a|an|his|her|my|their|that) ((?:[a-z]+ )?[a-z]+)\b", text)
        counted = Counter(noun.lower() for noun in nouns)
        counted.update(noun.split()[-1].lower() for noun in nouns if " " in noun)
    else:
        counted = Counter(
            {
                word: text.count(word)
                for concept in lexicon.concepts("zh").values()
                if concept.kind in _THINGS
                for word in concept.words
                if len(word) > 1
            }
        )
    for noun, count in counted.most_common(60):
        if count < 2:
            return ""
        concept = lexicon.find(which, noun.split()[-1])
        vague = noun.split()[-1] in ("thing", "things", "东西", "something")
        known = concept is not None and not concept.general and not vague
        if concept is not None and known and concept.kind in _THINGS:
            return noun if " " not in noun or lexicon.find("en", noun) else noun.split()[-1]
    return ""


def _subjects(which: str, text: str) -> tuple[str, ...]:
    """Return the subjects of images that a text names, the most frequent first."""
    counted = packs.count_cues(which, "image", text)
    return tuple(sorted(counted, key=lambda name: -counted[name])[:3])

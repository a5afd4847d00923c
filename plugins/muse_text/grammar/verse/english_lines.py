"""English lines: composed of images to a number of syllables, a meter and a rhyme."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from random import Random

from .. import packs
from ..brief import Brief
from ..lexicon.english import third
from . import phones
from .composing import Ends, Filler, Fits, NoVerse, compose, slots
from .due import dues
from .english_topics import called
from .images import Images
from .meter import filler, iambic, last

TRIES = 30
"""How many frames and images are tried for one line."""
MANY, FEW = 150, 12
"""How many lines a frame has to allow at first, and then: of few, each would be seen too often."""
ROOM = 5
"""Syllables of a topic that a line has room for; of a longer one only its noun is named."""
OWN = 0.75
"""How often a thing is drawn from those of the subject."""
RHYMES = 4
"""How many endings of the pools a line's end must rhyme with, so that another line is found."""
ONCE = ("where", "when", "adverbs", "likes")
"""Parts that come once in a sentence of two lines."""


class NoLine(NoVerse):
    """No line of these images fits."""


class Lines:
    """Composes the lines of one poem; no image, deed or ending comes twice while it can."""

    def __init__(self, brief: Brief, images: Images, random: Random) -> None:
        self.brief = brief
        self.images = images
        self.random = random
        self.frames: Mapping[str, Sequence[str]] = packs.table("en", "lines")
        self.pools: dict[str, list[Filler]] = {
            part: [filler(text) for text in texts] for part, texts in images.parts.items()
        }
        # What I do to you, you don't do.
        alone = [text for text in images.parts["deeds"] if not re.search(r"\byour?\b", text)]
        for name, whose in (("yours", "your"), ("ours", "our")):
            told = [re.sub(r"\bmy\b", whose, text) for text in alone]
            self.pools[name] = [filler(text) for text in told]
        names = [person.name for person in brief.people if person.name]
        self.pools["who"] = [filler(name) for name in names]
        he, his = ("she", "her") if _she(brief) else ("he", "his")
        told = [re.sub(r"\bmy\b", his, text) for text in alone]
        self.pools["theirs"] = [filler(third(text)) for text in told]
        self.pools["he"] = [filler(he)]
        dear = re.sub(r"(?i)^(?:my|our|dear)\s+", "", brief.dedication)
        self.pools["dear"] = [filler(dear)] if dear else []
        topic = called(brief.topics[0]) if brief.topics else ""
        if phones.count(topic) > ROOM:
            topic = f"the {brief.topics[0].head}"
        self.pools["theme"] = [filler(topic)] if topic else []
        several = images.several
        self.pools["is"] = [filler("are" if several else "is")]
        comes = "come go stay wait" if several else "comes goes stays waits"
        self.pools["comes"] = [filler(word) for word in comes.split()]
        self.names = {topic, *(name for name, _ in images.itself)}
        theme = self.frames.get(f"theme_{images.kind}", ())
        self.frames = {**self.frames, "theme": [*self.frames["theme"], *theme]}
        words = {last(each.text) for pool in self.pools.values() for each in pool}
        words |= {last(text) for _, does in images.things for text in does}
        self.due = dues(brief, filler, {})
        self._ends = Counter(rhyme for word in words for rhyme in phones.rhymes_of(word))
        self._rhymable: dict[str, bool] = {}
        self._used: set[str] = set()
        self._thing: tuple[str, tuple[str, ...]] = ("", ())
        self._said: frozenset[str] = frozenset()
        self._subject = ""

    def state(self) -> object:
        """Return what was used so far, for `back`."""
        return set(self._used), self._thing, self._said, self._subject

    def back(self, state: object) -> None:
        """Forget what was composed since `state` was taken."""
        assert isinstance(state, tuple)
        self._used = set(state[0])
        self._thing, self._said, self._subject = state[1:]

    def renew(self) -> None:
        """Let everything that was used come again."""
        self._used = set()

    def line(
        self,
        kind: str,
        size: int,
        ends: Ends | None = None,
        fits: Fits = iambic,
        same: bool = False,
        pools: Mapping[str, Sequence[Filler]] = {},
    ) -> str:
        """Return a line of a kind (a key of `lines.toml`) and a size in syllables; or NoLine.

        With `same`, it goes on about the thing of the line before, in the same sentence; `pools`
        are what its slots take instead of the poem's own.
        """
        before = self._thing
        for attempt in range(TRIES):
            frame = self.random.choice(self.frames[kind])
            if "{self}" in frame or ("{theme}" in frame and "{does}" in frame):
                if not self.images.itself:
                    continue
                self._thing = self.random.choice(self.images.itself)
            else:
                goes_on = same and "{thing}" not in frame
                self._thing = before if goes_on else self._draw_thing()
            said = frozenset(part for part in ONCE if f"{{{part}}}" in frame)
            if same and (said & self._said or not self._goes_on(frame)):
                continue
            least = MANY if attempt < TRIES // 2 else FEW if attempt < TRIES * 3 // 4 else 1
            if "{thing}" in frame:  # another thing would have made other lines
                least = max(1, least // len(self.images.things))
            parts = slots(frame, {**self._pools(), **pools}, phones.count)
            made = compose(parts, size, self.random, fits, ends or _any, least) if parts else None
            if made is None:
                continue
            words = [part for part in made if part]
            weighty = [part for part in words if " " in part or len(part) > 4]
            text = re.sub(r" (?=[,:?])", "", " ".join(words))
            end = last(text)
            if end in self._used or _stammers(text):
                continue
            given = {each.text for name in pools for each in pools[name]}
            if any(part in self._used for part in weighty if part not in self.names | given):
                continue
            self._used.update(weighty)
            self._used.add(end)
            self._said = said | (self._said if same else frozenset())
            does = "{does}" in frame and not frame.startswith("and {does}")
            if does or "I {" in frame or not same:
                self._subject = "thing" if does else "I" if "I {" in frame else ""
            return text
        self._thing = before
        raise NoLine(kind)

    def _goes_on(self, frame: str) -> bool:
        """Whether a frame has a subject of its own, or goes on with that of the line before."""
        if "{does}" in frame and not ("{thing}" in frame or "{self}" in frame):
            return self._subject == "thing"
        return "{deeds}" not in frame or "I {" in frame or self._subject == "I"

    def rhymable(self, word: str) -> bool:
        """Whether enough other endings rhyme with a word."""
        if word not in self._rhymable:
            found = any(self._ends[rhyme] >= RHYMES for rhyme in phones.rhymes_of(word))
            self._rhymable[word] = found
        return self._rhymable[word]

    def _draw_thing(self) -> tuple[str, tuple[str, ...]]:
        own = self.images.things[: self.images.own]
        if not own or self.random.random() > OWN:
            own = self.images.things
        fresh = [each for each in own if each[0] in self.names or each[0] not in self._used]
        return self.random.choice(fresh or self.images.things)

    def _pools(self) -> dict[str, list[Filler]]:
        name, does = self._thing
        own = [filler(text) for text in does]
        return {**self.pools, "thing": [filler(name)], "self": [filler(name)], "does": own}


def _she(brief: Brief) -> bool:
    return bool(brief.people) and brief.people[0].pronoun == "she"


def _any(each: Filler) -> bool:
    return True


def _stammers(text: str) -> bool:
    """Whether a word of some weight comes twice, or any twice in a row."""
    words = phones.words(text)
    told = [word for word in words if len(word) > 3]
    doubled = any(one == other for one, other in pairwise(words))
    return doubled or len(set(told)) < len(told)

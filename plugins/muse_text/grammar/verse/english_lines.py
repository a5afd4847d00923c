"""English lines: composed of images to a number of syllables, a meter and a rhyme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from .. import packs
from ..brief import Brief
from . import phones
from .composing import Ends, Filler, Fits, compose, slots
from .images import Images
from .meter import filler, free, iambic, rhyming

TRIES = 40
"""How many frames and images are tried for one line."""


RHYMES = 5
"""How many endings of the pools a line's end must rhyme with, so that another line is found."""


class NoLine(LookupError):
    """No line of these images fits."""


class Lines:
    """Composes the lines of one poem; no image, deed or ending of it comes twice."""

    def __init__(self, brief: Brief, images: Images, random: Random) -> None:
        self.brief = brief
        self.images = images
        self.random = random
        self.frames: Mapping[str, Sequence[str]] = packs.table("en", "lines")
        general = packs.table("en", "images/any")
        self.pools: dict[str, list[Filler]] = {}
        for part, own in images.parts.items():
            # What the subject has of its own is drawn as often as what goes with any.
            wide = list(general.get(part, ()))
            self.pools[part] = [filler(text) for text in own + wide]
        for name in ("adverbs", "closes", "short_closes", "turns"):
            self.pools[name] = [filler(text) for text in general.get(name, ())]
        topic = brief.topics[0].phrase if brief.topics else ""
        self.pools["theme"] = [filler(topic)] if topic else []
        self._ends = Counter(
            rhyme
            for last in {phones.last(f.text) for pool in self.pools.values() for f in pool}
            for rhyme in phones.rhymes_of(last)
        )
        self._used: set[str] = set()
        self._thing: tuple[str, tuple[str, ...]] = ("", ())

    def line(
        self,
        kind: str,
        size: int,
        ends: Ends | None = None,
        fits: Fits = iambic,
        same: bool = False,
    ) -> str:
        """Return a line of a kind (a key of `lines.toml`) and a size in syllables; or NoLine.

        With `same`, it goes on about the thing of the line before.
        """
        frames = list(self.frames[kind])
        for attempt in range(TRIES):
            if not (same and self._thing[0]):
                self._draw_thing()
            elif attempt > TRIES // 2:
                raise NoLine(kind)
            frame = self.random.choice(frames)
            parts = slots(frame, self._pools(), phones.count)
            if parts is None:
                continue
            made = compose(parts, size, self.random, fits, ends or _any)
            if made is None:
                continue
            words = [part for part in made if part]
            content = [part for part in words if len(part.split()) > 1 or len(part) > 5]
            if any(part in self._used for part in content):
                continue
            text = " ".join(words)
            if phones.last(text) in self._used or _stammers(text):
                continue
            self._used.update(content)
            self._used.add(phones.last(text))
            return text
        raise NoLine(kind)

    def rhymable(self, each: Filler) -> bool:
        """Whether enough other endings rhyme with a filler's."""
        return any(
            self._ends[rhyme] >= RHYMES for rhyme in phones.rhymes_of(phones.last(each.text))
        )

    def pair(
        self, first: tuple[str, int, bool], others: Sequence[tuple[str, int, bool]]
    ) -> tuple[str, str]:
        """Return two lines that rhyme: of a kind, size and whether it goes on about its thing."""
        kind, size, same = first
        for _ in range(TRIES):
            kept, thing = set(self._used), self._thing
            one = self.line(kind, size, self.rhymable, same=same)
            for other, length, more in self.random.sample(others, len(others)):
                try:
                    return one, self.line(other, length, rhyming(one), same=more)
                except NoLine:
                    continue
            self._used, self._thing = kept, thing
        raise NoLine(kind)

    def _draw_thing(self) -> None:
        fresh = [thing for thing in self.images.things if thing[0] not in self._used]
        self._thing = self.random.choice(fresh or self.images.things)

    def _pools(self) -> dict[str, list[Filler]]:
        name, does = self._thing
        return {**self.pools, "thing": [filler(name)], "does": [filler(text) for text in does]}


def _any(each: Filler) -> bool:
    return True


def _stammers(text: str) -> bool:
    """Whether a word of some weight comes twice."""
    told = [word for word in phones.words(text) if len(word) > 3]
    return len(set(told)) < len(told)


def unmetered(lines: Lines, kind: str, size: int, ends: Ends | None = None) -> str:
    """Return a line of a size without meter, as haiku have."""
    return lines.line(kind, size, ends, fits=free)

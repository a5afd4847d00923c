"""Chinese lines of modern verse and songs: composed of images to a number of characters."""

from collections.abc import Mapping, Sequence
from random import Random

from .. import packs
from ..brief import Brief
from . import tones
from .chinese_seasons import clash, season_of
from .composing import Ends, Filler, NoVerse, compose, slots
from .due import dues
from .images import Images

TRIES = 40
"""How many frames and images are tried for one line."""
MANY, FEW = 30, 5
"""How many lines a frame has to allow at first, and then: of few, each would be seen too often."""
OWN = 0.75
"""How often a thing is drawn from those of the subject."""
ONCE = ("at", "when", "likes")
"""Parts that come once in two lines."""

OCCASIONS = {"birthday": "生日", "wedding": "婚礼", "christmas": "圣诞", "graduation": "毕业"}


class NoLine(NoVerse):
    """No line of these images fits."""


def size(text: str) -> int:
    """Count the Chinese characters of a text."""
    return len(tones.characters(text))


def filler(text: str) -> Filler:
    """Return words as a filler, with their characters."""
    return Filler(text, size(text))


def rhyming(group: str, ends: Sequence[str]) -> Ends:
    """Return whether a filler ends in a rhyme group, on another character than other lines."""
    taken = {tones.characters(end)[-1:] for end in ends}

    def fits(each: Filler) -> bool:
        last = tones.characters(each.text)[-1:]
        return bool(last) and tones.group(last) == group and last not in taken

    return fits


class Lines:
    """Composes the lines of one poem or song; no image or gesture of it comes twice."""

    def __init__(self, brief: Brief, images: Images, random: Random) -> None:
        self.images = images
        self.random = random
        self.frames: Mapping[str, Sequence[str]] = packs.table("zh", "lines")
        self.pools = {part: [filler(t) for t in texts] for part, texts in images.parts.items()}
        self.pools["at"] = self.pools.pop("where")
        topic = brief.topics[0].phrase if brief.topics else ""
        self.pools["theme"] = [filler(topic)] if topic else []
        self.pools["who"] = [filler(p.name) for p in brief.people if p.name]
        self.pools["for"] = [filler(brief.dedication)] if brief.dedication else []
        self.due = dues(brief, filler, OCCASIONS)
        self.used: set[str] = set()
        self.season = season_of(topic) or brief.season
        self.told: list[str] = []
        self._thing: tuple[str, tuple[str, ...]] = ("", ())
        self._said: frozenset[str] = frozenset()

    def line(
        self,
        kind: str,
        sizes: Sequence[int],
        ends: Ends | None = None,
        same: bool = False,
        pools: Mapping[str, Sequence[Filler]] = {},
    ) -> str:
        """Return a line of a kind (a key of `lines.toml`) and one of some sizes; or NoLine.

        With `same`, it goes on about the thing of the line before.
        """
        if not self.frames.get(kind):
            raise NoLine(kind)
        before = self._thing
        for attempt in range(TRIES):
            frame = self.random.choice(self.frames[kind])
            self._thing = before if same and "{thing}" not in frame else self._draw_thing()
            said = frozenset(part for part in ONCE if f"{{{part}}}" in frame)
            if same and said & self._said:
                continue
            least = MANY if attempt < TRIES // 2 else FEW if attempt < TRIES * 3 // 4 else 1
            if "{does}" in frame:
                least = max(1, least // max(1, len(self.images.things)))
            parts = slots(frame, {**self._pools(), **pools}, size)
            length = self.random.choice(sizes)
            made = (
                compose(parts, length, self.random, ends=ends or _any, least=least)
                if parts
                else None
            )
            if not made:
                continue
            text = "".join(made)
            named = self._named() | {each.text for pool in pools.values() for each in pool}
            weighty = [part for part in made if size(part) > 1 and part not in named]
            if any(part in self.used for part in weighty) or _stammers(text):
                continue
            if clash(text, self.told, self.season) or clash(text, (), hours=True):
                continue
            self.used.update(weighty)
            self.told.append(text)
            self._said = said | (self._said if same else frozenset())
            return text
        self._thing = before
        raise NoLine(kind)

    def _named(self) -> set[str]:
        return {each.text for name in ("theme", "who", "for") for each in self.pools[name]}

    def _draw_thing(self) -> tuple[str, tuple[str, ...]]:
        own = self.images.things[: self.images.own]
        if not own or self.random.random() > OWN:
            own = self.images.things
        fresh = [thing for thing in own if thing[0] not in self.used]
        return self.random.choice(fresh or self.images.things)

    def _pools(self) -> dict[str, list[Filler]]:
        name, does = self._thing
        return {**self.pools, "thing": [filler(name)], "does": [filler(text) for text in does]}


def _any(each: Filler) -> bool:
    return True


def _stammers(text: str) -> bool:
    """Whether two characters come twice in a line."""
    han = tones.characters(text)
    pairs = [han[k : k + 2] for k in range(len(han) - 1)]
    return len(set(pairs)) < len(pairs)

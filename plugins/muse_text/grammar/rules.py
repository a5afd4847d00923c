"""The engine that writes sentences: rules that choose, fill slots and call other rules.

A rule is a name and its frames; a frame is a string such as
`"<sea !night> [Late|Soon] {hero} came to {place}. {@weather}"`.

- `<a !b c/d>` at its beginning are conditions: the frame fits where the feature `a` holds, `b`
  doesn't, and `c` or `d` does; the more of them hold, the more often it is drawn
- `[a|b]` takes one of its parts, which may hold brackets; a part may be empty
- `[~a|b]` takes the same place in all of a frame's choices that begin so and have as many parts
- `{slot}` takes the fact of that name, `{Slot}` the same with a capital; a frame fits only where
  all its slots have facts
- `{@rule}` draws a frame of another rule, `{@Rule}` with a capital; one that this text hasn't used
  yet, as long as there is one
- `{name=@rule}` draws, and remembers what was drawn as the fact `name`
- `{+goat}` remembers a feature: from then on `<goat>` holds
- `¶` begins a new paragraph
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from random import Random

_SLOT = re.compile(r"\{([^{}]+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_CONDITIONS = re.compile(r"<([^<>]*)>\s*")
DEPTH = 12
"""How deep rules may call each other."""
_WAYS = (12, 6)
"""How many ways to say a thing are drawn where one is to be liked, by how deep the rule is."""
_PARTS = 5
"""How many parts of a choice are drawn then, of which one is taken."""
_NEAR = 24
"""Letters before and after a part that are looked at."""
_BARE = re.compile(r"[{\[][^{}\[\]]*[}\]]?|[{}\[\]|]")


class NoFrame(LookupError):
    """No frame of a rule fits."""


@lru_cache(maxsize=65536)
def parsed(frame: str) -> tuple[tuple[str, ...], str]:
    """Return the conditions of a frame, and its text."""
    found = _CONDITIONS.match(frame)
    return (tuple(found[1].split()), frame[found.end() :]) if found else ((), frame)


@lru_cache(maxsize=65536)
def _slots(text: str) -> tuple[str, ...]:
    return tuple(_SLOT.findall(text))


@lru_cache(maxsize=65536)
def _drawn(text: str) -> frozenset[str]:
    """Return the names that a frame draws facts for: `{name=@rule}`."""
    return frozenset(slot.partition("=@")[0] for slot in _slots(text) if "=@" in slot)


class Rules:
    """Draws from rules for one text.

    `facts` are what slots take, `features` what conditions ask for, `tables` the frames by rule.
    No frame of a rule comes twice while another one fits.
    """

    def __init__(
        self,
        random: Random,
        tables: Mapping[str, Sequence[str]],
        facts: Mapping[str, str] = {},
        features: Iterable[str] = (),
    ) -> None:
        self.random = random
        self.tables = tables
        self.facts = dict(facts)
        self.features = set(features)
        self.liking: Callable[[str], float] | None = None
        """Of several ways to say a thing the one is taken that it likes best; None draws one."""
        self._used: set[str] = set()
        self._depth = 0

    @property
    def state(self) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
        """What was drawn until now has left: facts, features, and the frames that were used."""
        return dict(self.facts), frozenset(self.features), frozenset(self._used)

    @state.setter
    def state(self, kept: tuple[dict[str, str], frozenset[str], frozenset[str]]) -> None:
        facts, features, used = kept
        self.facts, self.features, self._used = dict(facts), set(features), set(used)

    def has(self, rule: str) -> bool:
        """Whether a rule has a frame that fits."""
        return any(self.fits(frame) for frame in self.tables.get(rule, ()))

    def fits(self, frame: str) -> bool:
        """Whether the conditions of a frame hold and all its slots have facts."""
        conditions, text = parsed(frame)
        return all(map(self.holds, conditions)) and all(
            self._known(slot) or _lower(slot) in _drawn(text) for slot in _slots(text)
        )

    def fresh(self, rule: str) -> bool:
        """Whether a rule has a frame that fits and that this text hasn't used yet."""
        unused = (frame for frame in self.tables.get(rule, ()) if frame not in self._used)
        return any(self.fits(frame) for frame in unused)

    def holds(self, condition: str) -> bool:
        """Whether a condition holds: `a`, `!a`, `a/b`, `!a/b` (neither)."""
        names = condition.removeprefix("!").split("/")
        return any(name in self.features for name in names) != condition.startswith("!")

    def _known(self, slot: str) -> bool:
        if slot[0] == "+":
            return True
        _, at, rule = slot.partition("@")
        if at:
            return bool(self.tables.get(_lower(rule)))
        return bool(self.facts.get(_lower(slot)))

    def draw(self, rule: str) -> str:
        """Return a frame of a rule, filled: one that wasn't used while there is one; or NoFrame."""
        if self.liking is None or self._depth >= len(_WAYS):
            return self._drawn(rule)
        ways, before = [], self.state
        for _ in range(_WAYS[self._depth]):
            text = self._drawn(rule)
            ways.append((self.liking(text), text, self.state))
            self.state = before
        _, text, self.state = max(ways, key=lambda way: way[0])
        return text

    def _drawn(self, rule: str) -> str:
        if self._depth >= DEPTH:
            raise NoFrame(rule)
        fitting = [frame for frame in self.tables.get(rule, ()) if self.fits(frame)]
        fresh = [frame for frame in fitting if frame not in self._used]
        for pool in (fresh, fitting):
            for frame in self._shuffled(pool):
                kept = (dict(self.facts), set(self.features), set(self._used))
                self._used.add(frame)
                self._depth += 1
                try:
                    return self.fill(parsed(frame)[1])
                except NoFrame:
                    self.facts, self.features, self._used = kept
                finally:
                    self._depth -= 1
        raise NoFrame(rule)

    def _shuffled(self, frames: Sequence[str]) -> list[str]:
        """Return frames in a random order, those with more conditions rather sooner."""
        weighted = [
            (self.random.random() ** (1 / (1 + 2 * _positive(frame))), place)
            for place, frame in enumerate(frames)
        ]
        return [frames[place] for _, place in sorted(weighted, reverse=True)]

    def fill(self, text: str) -> str:
        """Return a text with its choices made, its slots filled and its rules drawn."""
        linked: dict[int, int] = {}
        for _ in range(DEPTH):  # a fact may hold slots of its own
            while choice := _CHOICE.search(text):
                part = self._part(choice[1], linked, text[: choice.start()], text[choice.end() :])
                text = text[: choice.start()] + part + text[choice.end() :]
            if not _SLOT.search(text):
                break
            text = _SLOT.sub(lambda slot: self._value(slot[1]), text)
        return text

    def _part(self, choice: str, linked: dict[int, int], before: str, after: str) -> str:
        """Return a part of a choice between what stands before and after it.

        `linked` holds the places of those that go together.
        """
        parts = choice.removeprefix("~").split("|")
        if not choice.startswith("~"):
            if self.liking is None:
                return self.random.choice(parts)
            liking, before, after = self.liking, _BARE.sub("", before), _BARE.sub("", after)
            ways = [self.random.choice(parts) for _ in range(_PARTS)]
            return max(ways, key=lambda part: liking(f"{before[-_NEAR:]}{part}{after[:_NEAR]}"))
        return parts[linked.setdefault(len(parts), self.random.randrange(len(parts)))]

    def _value(self, slot: str) -> str:
        if slot[0] == "+":
            self.features.add(slot[1:])
            return ""
        name, at, rule = slot.partition("@")
        if not at:
            value = self.facts.get(_lower(slot))
            if value is None:
                raise NoFrame(slot)
            return _capital(value) if slot[:1].isupper() else value
        value = self.draw(_lower(rule))
        if name:
            self.facts[name.removesuffix("=")] = value
        return _capital(value) if rule[:1].isupper() else value


_HEARD = {
    **{"children": 14, "mood-frightening": 8, "fears": 8, "mood-": 3},
    **{"genre-": 3, "pet": 3, "mate-": 5, "phone": 14, "whole": 1, "at-": 1, "matter": 1},
}
"""How much conditions count, by their beginnings: moods are to be heard, and passages written in
one piece (`whole`) sooner told than those put together; others count one."""


def _positive(frame: str) -> int:
    conditions = [each for each in parsed(frame)[0] if not each.startswith("!")]
    return sum(
        next((n for begin, n in _HEARD.items() if each.startswith(begin)), 1) for each in conditions
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

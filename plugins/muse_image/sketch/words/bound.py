"""What stands to what and belongs to whom, as it is found out word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from muse import Match

from .kinds import Concept

VERBS = ("riding", "holding", "wearing", "looking_at", "using")
"""Relations that need somebody who does it."""


@dataclass(slots=True)
class Bound:
    """What stands to what: indices of matches."""

    relations: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    wears: dict[int, list[int]] = field(default_factory=dict)
    holds: dict[int, list[int]] = field(default_factory=dict)
    owner: dict[int, int] = field(default_factory=dict)
    does: dict[int, int] = field(default_factory=dict)
    """What somebody does something with, and is where they are -> who: "playing chess"."""

    def give(self, owner: int, how: str, thing: int) -> None:
        """Let somebody wear or hold a thing; what has an owner keeps it."""
        if thing not in self.owner and owner != thing:
            getattr(self, how).setdefault(owner, []).append(thing)
            self.owner[thing] = owner

    def relate(self, one: int, how: str, other: int) -> None:
        """Say how one thing stands to another; the other then doesn't stand to it."""
        one, other = self.owner.get(one, one), self.owner.get(other, other)
        one = self.does.get(one, one)
        known = self.relations.setdefault(one, [])
        told = {thing for _, thing in known}
        back = {thing for _, thing in self.relations.get(other, ())}
        if one != other and other not in told and one not in back:
            known.append((how, other))

    def goal(self, thing: int) -> bool:
        """Whether something stands on, in, under ... this thing."""
        return any(other == thing for told in self.relations.values() for _, other in told)

    def forget(self, thing: int) -> None:
        """Take back who owns a thing and what stands to it."""
        for which in (self.wears, self.holds):
            for owned in which.values():
                if thing in owned:
                    owned.remove(thing)
        self.owner.pop(thing, None)
        for one, several in self.relations.items():
            self.relations[one] = [told for told in several if told[1] != thing]


@dataclass(frozen=True, slots=True)
class Said:
    """A text, what was found in it, and what it says of its things (index -> concept)."""

    text: str
    found: Sequence[Match]
    concept: Mapping[int, Concept]
    bound: Bound

    def say(self, one: int, how: str, other: int) -> None:
        """Say a relation of `one` or of who wears, holds or does it."""
        somebody = self.doer(one)
        worn, held = self.concept[other].worn, self.concept[other].held
        if somebody is None and how in VERBS:
            return
        if somebody is not None and worn and how in ("in", "wearing", "with", "holding"):
            self.bound.give(somebody, "holds" if how == "holding" else "wears", other)
        elif somebody is not None and held and how in ("holding", "with", "using"):
            self.bound.give(somebody, "holds", other)
        elif somebody is not None and how == "holding" and self.concept[other].cradled:
            self.bound.give(somebody, "holds", other)
        elif how == "using":
            self.do(one, other)
        else:
            doer = somebody if somebody is not None and how in VERBS else one
            self.bound.relate(doer, how, other)

    def do(self, one: int, other: int) -> None:
        """Say that somebody does something with a thing."""
        somebody = self.doer(one)
        if somebody is not None and not self.concept[other].living:
            self.bound.does[other] = somebody

    def who(self, one: int) -> int:
        """Return who wears, holds or rides a thing; else the thing."""
        one = self.bound.owner.get(one, one)
        for somebody, several in self.bound.relations.items():
            if any(how in ("holding", "riding") and other == one for how, other in several):
                return somebody
        return one

    def doer(self, one: int) -> int | None:
        """Return the last living thing up to `one`, who may own it."""
        one = self.bound.owner.get(one, one)
        if self.concept[one].living:
            return one
        before = [i for i in self.concept if i < one and self.concept[i].living]
        return max(before, default=None)

    def go_on(self, before: int, after: int) -> None:
        """Go on with what somebody wears or holds: "wearing a hat and a scarf"."""
        owner = self.bound.owner.get(before)
        if owner is None or self.concept[after].living:
            return
        if self.concept[after].worn:
            self.bound.give(owner, "wears", after)
        elif self.concept[after].held:
            self.bound.give(owner, "holds", after)

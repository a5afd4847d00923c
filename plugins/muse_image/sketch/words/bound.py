"""What stands to what and belongs to whom, as it is found out word by word."""

from bisect import bisect_left
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
    reached: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    """Relations the other way round: a thing -> what stands to it."""
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
            self.reached.setdefault(other, []).append((how, one))

    def goal(self, thing: int) -> bool:
        """Whether something stands on, in, under ... this thing."""
        return bool(self.reached.get(thing))

    def forget(self, thing: int) -> None:
        """Take back who owns a thing and what stands to it."""
        owner = self.owner.pop(thing, None)
        for which in (self.wears, self.holds):
            if owner is not None and thing in which.get(owner, ()):
                which[owner].remove(thing)
        for _, one in self.reached.pop(thing, ()):
            self.relations[one] = [told for told in self.relations[one] if told[1] != thing]


@dataclass(frozen=True, slots=True)
class Said:
    """A text, what was found in it, and what it says of its things (index -> concept)."""

    text: str
    found: Sequence[Match]
    concept: Mapping[int, Concept]
    bound: Bound
    living: Sequence[int]
    """The living things, in order."""

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
        told = self.bound.reached.get(one, ())
        return next((who for how, who in told if how in ("holding", "riding")), one)

    def doer(self, one: int) -> int | None:
        """Return the last living thing up to `one`, who may own it."""
        one = self.bound.owner.get(one, one)
        if self.concept[one].living:
            return one
        at = bisect_left(self.living, one)
        return self.living[at - 1] if at else None

    def go_on(self, before: int, after: int) -> None:
        """Go on with what somebody wears or holds: "wearing a hat and a scarf"."""
        owner = self.bound.owner.get(before)
        if owner is None or self.concept[after].living:
            return
        if self.concept[after].worn:
            self.bound.give(owner, "wears", after)
        elif self.concept[after].held:
            self.bound.give(owner, "holds", after)

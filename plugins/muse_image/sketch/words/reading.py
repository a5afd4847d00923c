"""One prompt, read: its words found, what they say bound to its things, the rest told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from muse import Found, Lexicon, Match

from . import compounds, hair, together, traits, unread
from .binding import colours, said, unbound
from .chinese import Cutter
from .colours import of_picture
from .each import each
from .kinds import Concept, Mention, Words
from .prepare import prepare
from .relations import related

SIZES = {"small": "short", "tiny": "short", "tall": "tall"}
"""Sizes of people -> their build."""


CARRIED = 12
"""Garments of one person at most, and things in the hands; of each kind of garment there is one."""
ON_SOMEBODY = frozenset({"garment", "prop"})
"""Elements made for somebody who wears or holds them."""


@dataclass(frozen=True)
class Known:
    """A vocabulary: its phrases and words, what they name, and what depends on their context."""

    lexicon: Lexicon
    cutter: Cutter
    concepts: Mapping[str, Concept]
    shared: Mapping[str, tuple[str, ...]]
    context: Mapping[str, Any]
    spelt: Callable[[], Mapping[str, tuple[str, ...]]]


class Sentence:
    """A prompt with the places of all that its words name."""

    def __init__(self, prompt: str, known: Known) -> None:
        self.prompt, self.known = prompt, known
        ready = prepare(prompt)
        beside = list(hair.said(ready.text))
        self.text = ready.text
        for match in beside:
            blank = " " * (match.end - match.start)
            self.text = self.text[: match.start] + blank + self.text[match.end :]
        self.lettering = ready.lettering
        self.cut = known.cutter.words(self.text)
        edges = {at for word in self.cut for at in word}
        inside = {at for start, end in self.cut for at in range(start, end)} | edges

        def fits(start: int, end: int) -> bool:
            return all(at in edges or at not in inside for at in (start, end))

        found = known.lexicon.find(self.text, fits)
        found = together.joined(self.text, found, known.concepts)
        found = compounds.bare(found, known.lexicon, known.concepts)
        found = compounds.settled(self.text, found, known.context, known.concepts)
        found = compounds.heads(self.text, found, known.lexicon, known.context["idiom"])
        found, self.qualifying = compounds.qualifiers(self.text, found, known.concepts)
        given = [*ready.matches, *beside]
        found = sorted([*found, *given], key=lambda match: match.start)
        self.found, self.each = each(self.text, found, known.concepts)
        self.things = [
            place
            for place, match in enumerate(self.found)
            if match.field == "thing" and not match.negated
        ]
        carried = {place: self._concept(place, carried=True) for place in self.things}
        living = [place for place in self.things if carried[place].living]
        self.painted, self.of_things = colours(self.text, self.found)
        self.described, self.idle = said(self.text, self.found)
        self.bound = related(self.text, self.found, carried, self.each)
        self.concept = {
            place: self._concept(place, carried=place in self.bound.owner) for place in self.things
        }
        doers = {
            other: one
            for one, several in self.bound.relations.items()
            for how, other in several
            if how in ("riding", "holding")
        }
        doers |= self.bound.owner
        people = [place for place in living if carried[place].living == "person"]
        self.traits, self.spoken = traits.bind(self.text, self.found, living, people, doers)
        self._share()
        rest = [
            (place, match) for place, match in enumerate(self.found) if place not in self.of_things
        ]
        pictures = [(match, of_picture(match)) for _, match in rest]
        self.whole = [made for _, made in pictures if made is not None]
        self.no_palette = [match for match, made in pictures if made is None]

    def _share(self) -> None:
        """Give each of several what is said of all; those who are left are the several."""
        self.replaced: dict[int, int] = {}
        for one, several in self.each.items():
            number = self.described[several].get("number") or 1
            self.described[several]["number"] = number - 1
            if number <= 1:
                self.replaced[several] = min(i for i, all_ in self.each.items() if all_ == several)
            if one in self.traits:
                self.traits[one] = {**self.traits.get(several, {}), **self.traits[one]}
            for which in (self.bound.relations, self.bound.wears, self.bound.holds):
                if not which.get(one) and several in which:
                    which[one] = list(which[several])  # type: ignore[arg-type]
            if one not in self.painted and several in self.painted:
                self.painted[one] = self.painted[several]

    def _concept(self, place: int, *, carried: bool) -> Concept:
        """Return what a thing is; of a word for two, what is worn or held, or what isn't."""
        match, concepts = self.found[place], self.known.concepts
        word = match.words.lower()
        names = self.known.shared.get(word) or self.known.shared.get(word.removesuffix("s"), ())
        several = [concepts[name] for name in names] if match.value in names else []
        several = sorted(several, key=on_somebody)
        return several[-1 if carried else 0] if several else concepts[match.value]

    def words(self, fields: dict[str, Found]) -> Words:
        """Return all that the prompt says."""
        absent = {m.value for m in self.whole if m.field == "thing" and m.negated}
        # "No snow" leaves out the weather as "no clouds" leaves out the thing.
        absent |= {m.value for m in self.whole if m.field == "weather" and m.negated}
        if "snow" in absent and fields.get("weather", Found("", "")).value == "snow":
            del fields["weather"]
        mentions, order = self._mentions()
        left = unread.words(
            self.prompt, self.text, self.found, self.cut, self.known.lexicon, self._unsaid()
        )
        return Words(
            mentions,
            frozenset(absent),
            fields,
            left,
            rhythm=self._first("rhythm"),
            view=self._first("view"),
            plain=self._plain(),
            centred=self._first("centred") is not None,
            subject=self._subject(order),
            lettering=self.lettering,
            meant=unread.meant(left, self.known.spelt),
        )

    def _first(self, field: str) -> Any:
        return next((m.value for m in self.whole if m.field == field and not m.negated), None)

    def _plain(self) -> bool:
        """Whether nothing is to surround the subject; an isolated cabin has its surroundings."""
        starts = {self.found[place].start for place in self.things}
        named = [self.concept[place] for place in self.things]
        if named and all(one.alone and not (one.home or one.living) for one in named):
            return True
        return any(
            match.field == "plain"
            and not match.negated
            and (match.words.lower() != "isolated" or match.end + 1 not in starts)
            for match in self.found
        )

    def _unsaid(self) -> list[tuple[int, str]]:
        """Return place and words of all that speaks of nothing that is painted."""
        unsaid = [(m.start, m.words) for m in self.no_palette]
        unsaid += [(-1, words) for words in unbound(self.text, self.found, self.of_things)]
        unsaid += [(-1, words) for words in self.idle]
        unsaid += [(m.start, m.words) for m in self.qualifying]
        for place, match in enumerate(self.found):
            if match.field == "unread":
                unsaid.append((match.start, match.words))
            elif match.field == "trait" and place not in self.spoken and not self._goes(match):
                unsaid.append((match.start, match.words))
        return unsaid

    def _goes(self, match: Match) -> bool:
        """Whether words that speak of nobody go without saying: "a lantern floating"."""
        if match.words.lower() in traits.PRONOUNS:
            return True
        return any(
            trait == "age" or (trait == "pose" and value in traits.LASTING and self.things)
            for trait, value in match.value
        )

    def _mentions(self) -> tuple[tuple[Mention, ...], dict[int, int]]:
        """Return what is named, and the index of each thing among it."""
        top = [
            place
            for place in self.things
            if place not in self.bound.owner and place not in self.replaced
        ]
        order = {place: number for number, place in enumerate(top)}
        order |= {several: order[one] for several, one in self.replaced.items() if one in order}
        return tuple(self._mention(place, order) for place in top), order

    def _mention(self, place: int, order: Mapping[int, int]) -> Mention:
        match = self.found[place]
        concept = self.concept[place]
        said = dict(self.described.get(place, {}))
        hues = self.painted.get(place, ())
        told = dict(self.traits.get(place, {}))
        if concept.living == "person":
            hues = self._skin(place, hues, told)
            size = SIZES.get(said.get("size") or "")
            if size:
                del said["size"]
                self._small(match, size, told)
        relations = [
            (how, order[other])
            for how, other in self.bound.relations.get(place, ())
            if other in order
        ]
        made = Mention(
            concept,
            colours=hues,
            relation=relations[0] if relations else None,
            relations=tuple(relations),
            traits=traits.complete(concept, match, told) if concept.living else {},
            **said,
        )
        worn = {self.concept[i].name: i for i in reversed(self.bound.wears.get(place, ()))}
        wears = [self._mention(i, order) for i in sorted(worn.values())[:CARRIED]]
        holds = [self._mention(i, order) for i in self.bound.holds.get(place, ())[:CARRIED]]
        return replace(made, wears=tuple(wears), holds=tuple(holds))

    def _skin(self, place: int, hues: tuple[str, ...], told: dict[str, str]) -> tuple[str, ...]:
        """Take a colour right before a word for a person as the skin: "a black woman"."""
        before = self.found[place - 1] if place else None
        if len(hues) != 1 or before is None or not before.words.isascii():
            return hues
        skin = traits.SKINS.get(hues[0])
        if skin and traits.of_noun(self.found[place]):
            told.setdefault("skin", skin)
            return ()
        return hues

    @staticmethod
    def _small(match: Match, size: str, told: dict[str, str]) -> None:
        """Take a small girl as a child, and any other small person as short."""
        age = traits.of_noun(match).get("age")
        if size == "short" and age in ("young", "child", "teen", "baby"):
            told.setdefault("age", "child" if age != "baby" else "baby")
        else:
            told.setdefault("build", size)

    def _subject(self, order: Mapping[int, int]) -> int | None:
        """Return the index of what the picture is of: no place that something else is at."""
        several = self.bound.relations
        goals = {other for told in several.values() for _, other in told}
        for one, other in pairwise(self.things):
            if self.text[self.found[one].end : self.found[other].start].startswith("的"):
                goals.add(one)  # "水乡的少女" is of the girl
        free = [place for place in order if place not in goals or several.get(place)]
        first = next(iter(free), next(iter(order), None))
        if first is None:
            return None
        head = self.concept[first]
        leads = any(how == "with" for how, _ in several.get(first, ()))
        if leads or head.living or head.count is not None:
            return order[first]
        # Scenery first: "a lake, mountains, a girl" is of the girl; a room is of the room.
        best = min(free, key=self._rank, default=first)
        inside = head.home is not None or head.element == "room"
        lives = self.concept[best].living
        return order[first] if inside and not lives else order[best]

    def _rank(self, place: int) -> tuple[int, int]:
        concept = self.concept[place]
        own = 0 if concept.living == "person" else 1 if concept.living else 3
        return own - bool(concept.home or concept.held or concept.worn) * (own == 3), place


def on_somebody(concept: Concept) -> int:
    """Return how surely a concept is drawn on a body or in a hand."""
    return 2 * (concept.element in ON_SOMEBODY) + (concept.worn or concept.held)

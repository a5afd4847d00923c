"""What a policy is: rules, and where in a text they hold."""

import re
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from muse import RequestError
from muse_policy.patterns import WIDEST
from muse_policy.words import Hit, Phrases, apart, normal, overlap, pieces, words_of

Do = Literal["refuse", "ask", "mark"]

ORDER: tuple[Do, ...] = ("refuse", "ask", "mark")
NEAR = 120
"""Letters between the two words of a rule that wants both; a Chinese character counts three."""
BUDGET = 3.0
"""Seconds in which the texts of a run are looked through."""

_WINDOW = 4_000
"""Characters that are looked through at a time, at most; usually it is a sentence."""
_BEFORE = 24
"""Letters between a word that is against something and what it is against."""
_END = re.compile(r"[.!?;。！？；\n]")


@dataclass(frozen=True)
class Rule:
    """What is looked for, and what happens where it is found.

    - `words` and `patterns`: one of them has to stand in a text, and not be denied
    - `with_words` and `with_patterns`: where there are any, one of them has to stand `near` it
    - `unless`: phrases within which a word isn't meant; `unless_with`: words that make the whole
      text another matter; `against`: words that, right before one, are against it
    - `media`, `generators`, `fields`: where it holds; everywhere where they are empty
    - `classifier` with `labels`: label -> score from which on it holds, `of` the texts that are
      asked with, those that are `written`, or a `picture` that was made
    """

    name: str
    about: str
    do: Do
    words: Phrases
    patterns: tuple[re.Pattern[str], ...] = ()
    with_words: Phrases = field(default_factory=lambda: Phrases(()))
    with_patterns: tuple[re.Pattern[str], ...] = ()
    near: int = NEAR
    unless: Phrases = field(default_factory=lambda: Phrases(()))
    unless_with: Phrases = field(default_factory=lambda: Phrases(()))
    against: Phrases = field(default_factory=lambda: Phrases(()))
    media: frozenset[str] = frozenset()
    generators: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    classifier: str = ""
    labels: Mapping[str, float] = field(default_factory=dict)
    of: Literal["text", "written", "picture"] = "text"

    def is_for(self, generator: str) -> bool:
        """Whether the rule holds for what a generator makes."""
        medium = generator.partition(".")[0]
        plain = generator.partition(":")[0]
        return (not self.media or medium in self.media) and (
            not self.generators or plain in self.generators
        )

    def is_about(self, name: str) -> bool:
        """Whether the rule looks at a field."""
        return not self.fields or name in self.fields

    def found(self, text: "Looked") -> Hit | None:
        """Return the first place of a text at which the rule holds; None where there is none."""
        hits = text.hits(self.words, self.patterns)
        if not hits or text.has(self.unless_with):
            return None
        harmless = Places(text.hits(self.unless, denied=True))
        against = Places(text.hits(self.against, denied=True))
        alone = not (self.with_words or self.with_patterns)
        partners = Places([]) if alone else Places(text.hits(self.with_words, self.with_patterns))
        for hit in hits:
            text.check()
            if harmless.overlap(hit) or against.before(hit, text.text):
                continue
            if alone or any(
                not (one.start <= hit.start and hit.end <= one.end)
                and not harmless.overlap(one)
                and apart(text.text, hit, one) <= self.near
                for one in partners.near(hit, self.near)
            ):
                return hit
        return None


@dataclass(frozen=True)
class Policy:
    """Rules, the strictest first, and what they are called."""

    name: str
    rules: tuple[Rule, ...]

    def every(self, generator: str, name: str, text: "Looked") -> Iterable[Rule]:
        """Yield the rules of words that hold for a field of a generator, the strictest first."""
        for rule in self.rules:
            if rule.classifier or not (rule.is_for(generator) and rule.is_about(name)):
                continue
            if rule.found(text) is not None:
                yield rule


class Looked:
    """A text that is looked through, sentence by sentence; an error where that takes too long."""

    def __init__(self, text: str, until: float | None = None) -> None:
        self.given = text
        self.text = normal(text)
        self._until = until
        self._pieces = [
            (start, piece, words_of(piece)) for start, piece in pieces(self.text, _WINDOW)
        ]

    def hits(
        self, words: Phrases, patterns: Iterable[re.Pattern[str]] = (), denied: bool = False
    ) -> list[Hit]:
        """Return the places of words, if `denied` those too that are denied, and of patterns."""
        found: set[Hit] = set()
        for start, piece, seen in self._pieces:
            self.check()
            found |= {hit.moved(start) for hit in words.find(piece, seen, denied)}
            for pattern in patterns:
                found |= {
                    Hit(start + each.start(), start + each.end(), pattern.pattern)
                    for each in pattern.finditer(piece)
                    if each.end() > each.start()
                }
        return sorted(found)

    def has(self, words: Phrases) -> bool:
        """Whether the text has one of some words, and doesn't deny it."""
        return any(any(words.find(piece, seen)) for _, piece, seen in self._pieces)

    def check(self) -> None:
        """Raise RequestError where the time is over."""
        if self._until is not None and time.monotonic() > self._until:
            raise RequestError(
                f"{len(self.given):,} characters can't be looked through in {BUDGET:g} s,"
                " as the policy wants it",
                hint="shorten the text",
            )


class Places:
    """Places of a text in order, to be asked what is near."""

    def __init__(self, hits: list[Hit]) -> None:
        self._hits = hits
        self._starts = [hit.start for hit in hits]

    def near(self, hit: Hit, letters: int) -> Iterator[Hit]:
        """Yield the places that could be so near to one, the nearest by their beginnings first."""
        middle = bisect_left(self._starts, hit.start)
        after, before = middle, middle - 1
        while after < len(self._hits) or before >= 0:
            if after < len(self._hits):
                far = self._starts[after] - hit.end > letters
                if not far:
                    yield self._hits[after]
                after = len(self._hits) if far else after + 1
            if before >= 0:
                far = hit.start - self._starts[before] - WIDEST > letters
                if not far:
                    yield self._hits[before]
                before = -1 if far else before - 1

    def overlap(self, hit: Hit) -> bool:
        """Whether one of them has a character in common with a place."""
        return any(overlap(hit, one) for one in self.near(hit, 0))

    def before(self, hit: Hit, text: str) -> bool:
        """Whether one of them stands shortly before a place, in the same sentence."""
        return any(
            one.end <= hit.start
            and apart(text, one, hit) <= _BEFORE
            and not _END.search(text[one.end : hit.start])
            for one in self.near(hit, _BEFORE)
        )

"""What a policy is: rules, and where in a text they hold."""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from muse import RequestError
from muse_policy.words import Hit, Phrases, apart, normal, overlap, words_of

Do = Literal["refuse", "ask", "mark"]

ORDER: tuple[Do, ...] = ("refuse", "ask", "mark")
NEAR = 120
"""Letters between the two words of a rule that wants both; a Chinese character counts three."""
BUDGET = 5.0
"""Seconds in which the texts of a run are looked through."""

_WINDOW = 4_000
"""Characters in which patterns are tried at a time."""
_BEFORE = 24
"""Letters between a word that is against something and what it is against."""


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
        if not hits:
            return None
        if any(True for _ in self.unless_with.find(text.text, text.seen)):
            return None
        harmless = list(self.unless.find(text.text, text.seen, denied=True))
        against = list(self.against.find(text.text, text.seen, denied=True))
        hits = [hit for hit in hits if not any(overlap(hit, other) for other in harmless)]
        hits = [hit for hit in hits if not any(_before(text.text, o, hit) for o in against)]
        if not (self.with_words or self.with_patterns) or not hits:
            return hits[0] if hits else None
        partners = text.hits(self.with_words, self.with_patterns)
        partners = [one for one in partners if not any(overlap(one, other) for other in harmless)]
        for hit in hits:
            if any(
                not (one.start <= hit.start and hit.end <= one.end)
                and apart(text.text, hit, one) <= self.near
                for one in partners
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
    """A text that is looked through; it ends with an error once that takes too long."""

    def __init__(self, text: str, until: float | None = None) -> None:
        self.given = text
        self.text = normal(text)
        self.seen = words_of(self.text)
        self._until = until

    def hits(self, words: Phrases, patterns: Iterable[re.Pattern[str]]) -> list[Hit]:
        """Return the places of words that aren't denied, and of patterns."""
        self._check()
        found = list(words.find(self.text, self.seen)) if words else []
        for pattern in patterns:
            for start in range(0, max(1, len(self.text)), _WINDOW // 2):
                self._check()
                window = self.text[start : start + _WINDOW]
                found += [
                    Hit(start + each.start(), start + each.end(), pattern.pattern)
                    for each in pattern.finditer(window)
                    if each.end() > each.start()
                ]
        return sorted(found, key=lambda hit: (hit.start, hit.end))

    def _check(self) -> None:
        if self._until is not None and time.monotonic() > self._until:
            raise RequestError(
                f"{len(self.given):,} characters can't be looked through in {BUDGET:g} s,"
                " as the policy wants it",
                hint="shorten the text",
            )


def _before(text: str, one: Hit, hit: Hit) -> bool:
    """Whether something stands shortly before a place, in the same sentence."""
    if not 0 <= hit.start - one.end <= _BEFORE or apart(text, one, hit) > _BEFORE:
        return False
    return not re.search(r"[.!?;。！？；\n]", text[one.end : hit.start])

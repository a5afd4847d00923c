"""What a poem still owes the request: topics, people, words, the occasion, whom it is for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ..brief import Brief
from .composing import Filler


@dataclass(frozen=True, slots=True)
class Due:
    """A line that has to come: its kind (a key of `lines.toml`) and what its slots take."""

    kind: str
    pools: Mapping[str, Sequence[Filler]] = field(default_factory=dict)


def dues(brief: Brief, filler: Callable[[str], Filler], occasions: Mapping[str, str]) -> list[Due]:
    """Return the lines that a request wants beside those on its first topic.

    `occasions` are the words for an occasion in the language.
    """
    found = [Due("theme", {"theme": [filler(topic.phrase)]}) for topic in brief.topics[1:]]
    if brief.occasion:
        word = occasions.get(brief.occasion, brief.occasion)
        found.append(Due("occasion", {"occasion": [filler(word)]}))
    if brief.dedication:
        found.append(Due("address"))
    found += [Due("include", {"include": [filler(word)]}) for word in brief.include]
    found += [Due("person", {"who": [filler(p.name)]}) for p in brief.people if p.name]
    return found

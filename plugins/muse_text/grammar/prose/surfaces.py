"""What a language does with people, happenings and topics: `english` and `chinese`."""

from collections.abc import Mapping
from types import ModuleType

from . import chinese, english

SURFACES: Mapping[str, ModuleType] = {"en": english, "zh": chinese}
"""Each has: pronoun, name, facts (of a plot), beat_facts, tidy, title, sentences, words."""

"""The rules of each language: words, sentences, titles, and what filling leaves to be mended."""

from collections.abc import Mapping
from types import ModuleType

from . import chinese, english

LANGUAGES: Mapping[str, ModuleType] = {"en": english, "zh": chinese}

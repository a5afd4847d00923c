"""What words mean: of a concept what it is, has, does, where it is, and what opposes it."""

from . import english, names
from .concepts import CLASSES, RELATIONS, Concept, concept, concepts, find, kind, related
from .english import verbs

__all__ = ["CLASSES", "RELATIONS", "Concept", "concept", "concepts", "english", "find", "kind"]
__all__ += ["names", "related", "verbs"]

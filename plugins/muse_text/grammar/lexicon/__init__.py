"""What words mean: of a concept what it is, has, does, where it is, and what opposes it."""

from .concepts import CLASSES, RELATIONS, Concept, concept, concepts, find, related

__all__ = ["CLASSES", "RELATIONS", "Concept", "concept", "concepts", "find", "related"]

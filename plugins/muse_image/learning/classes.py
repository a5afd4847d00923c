"""Classes out of captions: the words that enough pictures share, in whatever language."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from muse import RequestError

if TYPE_CHECKING:
    from muse_image.pictures import Pictures

LEAST, MOST = 6, 0.12
"""Groups of pictures that a word needs, and the share of all groups from which it says nothing."""

ALIKE, TRANSLATED = 0.5, 0.3
"""How far the pictures of two words overlap (intersection over union) that are one class: words of
one language, and words of two, whose keywords were chosen by different people."""

_PARTS = re.compile(r"\s*[,，]\s*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Class:
    """A class by its names, the first of which counts."""

    names: tuple[str, ...]


def of(pictures: "Pictures", condition: Any) -> tuple["Pictures", list[Class]]:
    """Return pictures labelled as a training condition says: by folders, or by words."""
    kind = condition.classes
    if kind == "auto":
        kind = "words" if condition.data.startswith("emoji") else "folders"
    if kind == "folders":
        return pictures, [Class((name,)) for name in pictures.classes]
    found = named(pictures)
    if not found[1]:
        raise RequestError(
            "classes: the captions have no words in common", hint="take --classes folders"
        )
    return found


def named(pictures: "Pictures", most: int = 96) -> tuple["Pictures", list[Class]]:
    """Return pictures labelled by the words of their captions, and the classes.

    The words that comma-separated captions have in common become classes, up to `most`; words for
    much the same pictures, in two languages say, are one. A picture with several of them comes
    several times, its weight shared out; one with none is left out.
    """
    groups: dict[str, set[str]] = defaultdict(set)
    having: dict[int, set[str]] = {}
    for place, captions in enumerate(pictures.captions):
        words = {word for text in captions for word in _parts(text)}
        having[place] = words
        for word in words:
            groups[word].add(pictures.groups[place])
    total = len(set(pictures.groups))
    usual = {w: g for w, g in groups.items() if LEAST <= len(g) <= MOST * total}
    classes: list[list[str]] = []
    english = [word for word in usual if not _CHINESE.search(word)]
    for word in sorted(english, key=lambda w: (-len(usual[w]), len(w), w)):
        alike = next((c for c in classes if _overlap(usual[c[0]], usual[word]) > ALIKE), None)
        if alike is not None:
            alike.append(word)
        elif len(classes) < most:
            classes.append([word])
    for word in sorted(set(usual) - set(english), key=lambda w: (-len(usual[w]), w)):
        near = [(_overlap(usual[c[0]], usual[word]), -k) for k, c in enumerate(classes)]
        best = max(near, default=(0.0, 0))
        if best[0] > TRANSLATED:
            classes[-best[1]].append(word)
        elif not english and len(classes) < most:
            classes.append([word])
    place_of = {word: k for k, names in enumerate(classes) for word in names}
    places, labels = [], []
    for place, words in having.items():
        for label in sorted({place_of[word] for word in words if word in place_of}):
            places.append(place)
            labels.append(label)
    return _labelled(pictures, places, labels, [Class(tuple(names)) for names in classes])


def _labelled(
    pictures: "Pictures", places: Sequence[int], labels: Sequence[int], classes: list[Class]
) -> tuple["Pictures", list[Class]]:
    import numpy as np

    taken = pictures.take(places)
    often = Counter(labels)
    # Classes are drawn alike often, and within one each group alike.
    share: Counter[tuple[int, str]] = Counter()
    for label, group, weight in zip(labels, taken.groups, taken.weights, strict=True):
        share[label, group] += weight
    within = Counter(label for label, _ in share)
    weights = np.asarray(
        [
            weight / share[label, group] / within[label] / len(often)
            for label, group, weight in zip(labels, taken.groups, taken.weights, strict=True)
        ]
    )
    names = tuple(each.names[0] for each in classes)
    found = replace(
        taken,
        labels=np.asarray(labels, np.int64),
        classes=names,
        weights=weights / weights.sum(),
    )
    return found, classes


def _parts(text: str) -> list[str]:
    parts = _PARTS.split(text)
    return parts if len(parts) > 1 else []


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)

"""Classes out of captions: the words that enough pictures share, in whatever language."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from muse import RequestError

if TYPE_CHECKING:
    from muse_image.data import Pictures

LEAST, MOST = 8, 0.12
"""Groups of pictures that a word needs, and the share of all groups from which it says nothing."""

ALIKE, TRANSLATED = 0.5, 0.3
"""How far the pictures of two words overlap (intersection over union) that are one class: words of
one language, and words of two, whose keywords were chosen by different people."""

NAMED = 5
"""Groups of pictures that a Chinese word needs to be another name of a class."""

LETTERS = 2
"""The longest piece of Chinese words that may name a class too: one letter for all cats."""

_PARTS = re.compile(r"\s*[,，]\s*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff]+")


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
            "classes: the captions have no words in common", hint="use --classes folders"
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
    usual = {
        word: places
        for word, places in groups.items()
        if (NAMED if _CHINESE.search(word) else LEAST) <= len(places) <= MOST * total
    }
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
    if english:
        _named_by_pieces(classes, pictures, usual)
    place_of = {word: k for k, names in enumerate(classes) for word in names}
    places, labels = [], []
    for place, words in having.items():
        for label in sorted({place_of[word] for word in words if word in place_of}):
            places.append(place)
            labels.append(label)
    return _labelled(pictures, places, labels, [Class(tuple(names)) for names in classes])


def _named_by_pieces(
    classes: list[list[str]], pictures: "Pictures", usual: dict[str, set[str]]
) -> None:
    """Add to classes the piece of Chinese words that fits them best, if one does."""
    pieces: dict[str, set[str]] = defaultdict(set)
    for group, captions in zip(pictures.groups, pictures.captions, strict=True):
        for run in _CHINESE_RUN.findall("，".join(captions)):
            for length in range(1, LETTERS + 1):
                for at in range(len(run) - length + 1):
                    pieces[run[at : at + length]].add(group)
    frequent = {piece: groups for piece, groups in pieces.items() if len(groups) >= NAMED}
    for names in classes:
        taken = {name for each in classes for name in each}
        scored = [
            (_overlap(usual[names[0]], groups), -len(piece), piece)
            for piece, groups in frequent.items()
            if piece not in taken and (len(piece) == 1 or len(names) == 1)
        ]
        overlap, _, piece = max(scored, default=(0.0, 0, ""))
        if overlap > TRANSLATED:
            names.append(piece)


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

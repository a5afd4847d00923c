"""Finding the class that somebody means: by a name in any language, or by the words of a prompt."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from muse import InvalidField, Run

_SOME = 12
"""Classes that are named where all would be too many."""

_LISTED = "muse generators NAME, or muse show FILE,"


def found(
    label: str, classes: Sequence[Sequence[str]], field: str = "label", where: str = _LISTED
) -> int:
    """Return the place of a class by one of its names; InvalidField tells names that are near."""
    import difflib

    wanted = label.strip().lower()
    names = {name.lower(): place for place, each in enumerate(classes) for name in each}
    if wanted in names:
        return names[wanted]
    if wanted.isdecimal() and len(classes) > int(wanted) and not any(n.isdecimal() for n in names):
        return int(wanted)
    near = difflib.get_close_matches(wanted, names, 3, 0.6)
    near += [name for name in names if wanted in name or name in wanted][:3]
    some = ", ".join(dict.fromkeys(near)) or some_of([each[0] for each in classes], where)
    raise InvalidField(f"{field}: there is no class {label!r}", hint=f"classes are {some}")


def some_of(names: Sequence[str], where: str = _LISTED) -> str:
    """Return the first names of classes, and where all of them are listed."""
    if len(names) <= _SOME:
        return ", ".join(names)
    return f"{', '.join(names[:_SOME])} and {len(names) - _SOME} more ({where} lists all)"


def read(prompt: str, classes: Sequence[Sequence[str]]) -> int | None:
    """Return the class that the words of a prompt name, the thing itself; None if none.

    Of "a red bird in a box" that is the bird: the last one named before another phrase begins.
    """
    found = named(prompt, classes)
    if not found:
        return None
    first = _PHRASE.search(prompt, found[0].start + 1)
    end = first.start() if first else len(prompt)
    return max((each for each in found if each.start < end), key=lambda each: each.order).place


class Named(NamedTuple):
    """A class that a prompt names: where in the prompt (start, end), and its place."""

    start: int
    end: int
    place: int

    @property
    def order(self) -> tuple[int, int]:
        """The later counts more, and of those that end together the longer."""
        return self.end, -self.start


def named(prompt: str, classes: Sequence[Sequence[str]]) -> list[Named]:
    """Return the classes that a prompt names, in order; names within longer ones don't count."""
    found = []
    for place, names in enumerate(classes):
        for name in filter(None, names):
            chinese = bool(_CHINESE.search(name))
            word = re.escape(name) if chinese else rf"(?<!\w){re.escape(name)}(?:e?s)?(?!\w)"
            found += [Named(*each.span(), place) for each in re.finditer(word, prompt, re.I)]
    whole = [
        each
        for each in found
        if not any(o.start <= each.start and each.end <= o.end and o[:2] != each[:2] for o in found)
    ]
    return sorted(whole)


def unread(prompt: str, classes: Sequence[Sequence[str]], place: int | None) -> tuple[str, ...]:
    """Return the words of a prompt that say nothing to a network that knows one class at a time."""
    own = [each for each in named(prompt, classes) if each.place == place]
    left = list(prompt)
    for each in own:
        left[each.start : each.end] = " " * (each.end - each.start)
    words = re.findall(r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff]{2,}", "".join(left))
    pieces = [
        part for word in words for part in _NOTHING.sub(" ", _COUNT.sub(r" \1 ", word)).split()
    ]
    return tuple(dict.fromkeys(piece for piece in pieces if piece.lower() not in _SMALL))


_CHINESE = re.compile(r"[\u3400-\u9fff]")
_PHRASE = re.compile(
    r"\b(?:with|in|on|of|at|by|under|over|near|behind|beside|from|and|or|that|who|which)\b"
    r"|[,;.，。；、和与]|在(?=[\u3400-\u9fff])",
    re.I,
)
"""What begins another phrase, that says where or with what a thing is."""

_MEASURES = "[只个颗张辆朵匹头条棵座艘架把顶位名件双杯碗]"
_NOTHING = re.compile(rf"一{_MEASURES}|[的了在和与有是]")
_COUNT = re.compile(rf"([两几二三四五六七八九十]+{_MEASURES})")
_SMALL = frozenset(
    "a an the some of in on at by to and or with under over near for from is are it its"
    " picture pictures image photo drawing painting".split()
)


def chosen(condition: Any, classes: Sequence[Sequence[str]], run: Run) -> list[int]:
    """Return the class of each item: the one asked for, the prompt's, or one drawn for each."""
    known = [each for each in classes if each[0]]
    if condition.label is not None:
        asked = found(condition.label, classes, where=_listed(condition, run))
        return [asked] * len(run.items)
    if condition.prompt and known:
        place = read(condition.prompt, classes)
        run.report.not_understood = unread(condition.prompt, classes, place)
        if place is not None:
            run.report.choose("label", classes[place][0])
            run.resolve(label=classes[place][0])
            return [place] * len(run.items)
        run.report.note(
            "The prompt names no class, so a random one was chosen. Classes are "
            f"{some_of([each[0] for each in known], _listed(condition, run))}."
        )
    if not classes:
        return [0] * len(run.items)
    return [item.random.randrange(len(classes)) for item in run.items]


def _listed(condition: Any, run: Run) -> str:
    """Return the command that lists the classes of a run's weights."""
    if condition.model is None:
        return f"muse generators {run.generator}"
    return f"muse show {condition.model}"

"""Finding the class that somebody means: by a name in any language, or by the words of a prompt."""

import re
from collections.abc import Sequence
from typing import Any

from muse import InvalidField, Run

_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\d_]+|\d+")


def found(label: str, classes: Sequence[Sequence[str]], field: str = "label") -> int:
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
    some = ", ".join(dict.fromkeys(near)) or ", ".join(each[0] for each in list(classes)[:12])
    raise InvalidField(f"{field}: there is no class {label!r}", hint=f"classes are {some}")


def read(prompt: str, classes: Sequence[Sequence[str]]) -> int | None:
    """Return the class that the words of a prompt name, the longest name first; None if none."""
    text = prompt.lower()
    words = set(_WORD.findall(text))
    words |= {word.removesuffix("s") for word in words}
    best: tuple[int, int] | None = None
    for place, names in enumerate(classes):
        for name in map(str.lower, names):
            chinese = bool(re.search(r"[\u3400-\u9fff]", name))
            named = name in text if chinese or " " in name else name in words
            if named and (best is None or len(name) > best[0]):
                best = len(name), place
    return None if best is None else best[1]


def chosen(condition: Any, classes: Sequence[Sequence[str]], run: Run) -> list[int]:
    """Return the class of each item: the one asked for, the prompt's, or one drawn for each."""
    named = [each for each in classes if each[0]]
    if condition.label is not None:
        return [found(condition.label, classes)] * len(run.items)
    if condition.prompt and named:
        place = read(condition.prompt, classes)
        if place is not None:
            run.report.choose("label", classes[place][0])
            run.resolve(label=classes[place][0])
            return [place] * len(run.items)
        some = ", ".join(each[0] for each in named[:12])
        run.report.note(
            f"The prompt names no class, so a random one was chosen. Classes are {some}..."
        )
    if not classes:
        return [0] * len(run.items)
    return [item.random.randrange(len(classes)) for item in run.items]

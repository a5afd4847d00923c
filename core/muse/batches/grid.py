"""What `--grid` says: the values of an axis, and all combinations of several."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from muse.errors import RequestError

MOST = 100_000
"""Values that an axis has at most."""

_RANGE = re.compile(r"(-?\d+)\.\.(-?\d+)(?::(\d+))?")


def axes(told: Sequence[str]) -> dict[str, list[Any]]:
    """Return field -> values of what was told: `style=ink,oil`, `seed=1..4`, `steps=10..50:10`.

    A comma within a value is escaped by a backslash. RequestError for what can't be an axis.
    """
    found: dict[str, list[Any]] = {}
    for each in told:
        name, equals, rest = each.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or not name or not rest.strip():
            raise RequestError(
                f"grid: {each!r} is no axis", hint="such as style=ink,oil or seed=1..4"
            )
        if name in found:
            raise RequestError(f"grid: {name} is given twice", hint=f"{name}=a,b,c takes several")
        values = list(itertools.chain.from_iterable(map(_values, _parts(rest))))
        if not values:
            raise RequestError(f"grid: {each!r} has no values")
        if len(values) > MOST:
            raise RequestError(f"grid: {name} has {len(values):,} values", hint=f"at most {MOST:,}")
        doubled = {v for v in values if values.count(v) > 1} if len(values) < 1000 else set()
        if doubled:
            raise RequestError(f"grid: {name} has {min(map(str, doubled))} twice")
        found[name] = values
    return found


def combinations(axes: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Yield each combination, the last axis the fastest; one that is empty where there is none."""
    for values in itertools.product(*axes.values()):
        yield dict(zip(axes, values, strict=True))


def _parts(text: str) -> list[str]:
    parts = re.split(r"(?<!\\),", text)
    return [part.replace("\\,", ",").strip() for part in parts if part.strip()]


def _values(part: str) -> list[Any]:
    match = _RANGE.fullmatch(part)
    if match is None:
        return [part]
    low, high, step = int(match[1]), int(match[2]), int(match[3] or 1)
    if step == 0 or abs(high - low) // max(step, 1) >= MOST:
        raise RequestError(f"grid: {part} is no range", hint=f"of at most {MOST:,} values")
    return list(range(low, high + 1, step) if low <= high else range(low, high - 1, -step))

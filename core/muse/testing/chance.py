"""Conditions by chance, drawn from what the fields of a condition say of themselves."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from muse.contract.condition import Condition, build
from muse.contract.fields import bounds, choices, default_of, is_list, type_name
from muse.errors import InvalidField

TEXTS = (
    *("", "a lake", "two red boats and no clouds at night", "三只鸟飞过湖面,没有云"),
    *("🦊 ½ ﬁ 10⁹ ½", '-x "quoted" --count 3', "a\tb\nc", "ÄÖÜ żółw \u202e desrever"),
    "word " * 300,
)
"""What people write, and what nobody expects."""

_OPEN = 1000.0
"""How far a number without an upper bound is tried."""


def own(condition: type[Condition]) -> list[str]:
    """Return the fields that a condition adds to seed and count."""
    return [name for name in condition.model_fields if name not in Condition.model_fields]


def kind(info: FieldInfo) -> str:
    """Return what a field takes in one word: file, model, json, or value."""
    name = type_name(info)
    if choices(info):
        return "value"
    if "file" in name:
        return "file"
    if "model" in name:
        return "model"
    return "json" if name == "JSON" else "value"


def within(info: FieldInfo, small: Any = None) -> tuple[float, float]:
    """Return the range in which a number is tried; what `small` says is not exceeded."""
    low, high = bounds(info)
    low = low if isinstance(low, int | float) else 0.0 if low is None else 1e-3
    high = high if isinstance(high, int | float) else _OPEN
    if isinstance(small, int | float) and not isinstance(small, bool):
        high = max(low, small)
    return low, high


def value(info: FieldInfo, chance: random.Random, small: Any = None) -> Any:
    """Return a value by chance for a field; ValueError for one that can't be drawn."""
    if is_list(info):
        most = next((m.max_length for m in info.metadata if hasattr(m, "max_length")), 3)
        given = [each for example in info.examples or () for each in _listed(example)]
        listed = list(choices(info)) or [*given, *(t for t in TEXTS if t)]
        return [chance.choice(listed) for _ in range(chance.randint(0, min(most, 3)))]
    offered = choices(info)
    if offered:
        return chance.choice(offered)
    name = type_name(info)
    if name == "yes or no":
        return chance.random() < 0.5
    if name in ("a whole number", "a number"):
        low, high = within(info, small)
        middle = default_of(info)
        spread = [low, high, chance.uniform(low, high)]
        if isinstance(middle, int | float) and low <= middle <= high:
            spread.append(middle)
        picked = chance.choice(spread)
        return int(picked) if name == "a whole number" else round(picked, 3)
    if name == "text":
        most = next((m.max_length for m in info.metadata if hasattr(m, "max_length")), None)
        text = chance.choice([*(info.examples or ()), *TEXTS])
        return text[:most] if most else text
    raise ValueError(f"no random value is known for {name}")


def drawn(
    condition: type[Condition],
    chance: random.Random,
    small: Mapping[str, Any],
    files: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return fields by chance that make a valid condition, around the cheap one `small`.

    A number that `small` sets isn't exceeded, another value that it sets stays. `files` are what
    may be handed in for fields that take a file.
    """
    share = 0.5
    for attempt in range(40):
        fields = dict(small)
        for name in own(condition):
            if chance.random() > share:
                continue
            info = condition.model_fields[name]
            keeps = name in small and type_name(info) not in ("a whole number", "a number")
            if keeps or (name in small and small[name] is None):
                continue
            if name in (files or {}):
                fields[name] = (files or {})[name]
            elif kind(info) == "value":
                fields[name] = value(info, chance, small.get(name))
        fields["seed"] = chance.choice((0, 2**32 - 1, chance.randrange(2**32)))
        try:
            build(condition, fields)
        except InvalidField:
            share *= 0.8 if attempt % 3 == 2 else 1
            continue
        return fields
    return dict(small)


def others(info: FieldInfo, now: Any, small: Any = None) -> Iterator[Any]:
    """Yield values that a field may have instead of `now`, the most telling first."""
    cap = small if isinstance(small, int | float) and not isinstance(small, bool) else None
    yield from (e for e in info.examples or () if cap is None or e <= cap)
    if is_list(info):
        offered = choices(info)
        yield from ([choice] for choice in offered[:3])
        return
    offered = choices(info)
    if offered:
        yield from (offered[-1], offered[0], offered[len(offered) // 2])
        return
    name = type_name(info)
    if name == "yes or no":
        yield not now
        yield bool(now)
    elif name in ("a whole number", "a number"):
        low, high = within(info, small)
        if high <= low:  # the cheap condition leaves no other
            high = min(within(info)[1], 2 * low if low > 0 else 1)
        whole = name == "a whole number"
        for share in (0.5, 0.0, 1.0, 0.25, 0.1):
            found = low + (high - low) * share
            yield int(found) if whole else found
    elif name == "text":
        yield from ("a red boat under the moon", "三只鸟飞过湖面", "x")


def edges(info: FieldInfo, small: Any = None) -> list[Any]:
    """Return the values at the ends of a field's range."""
    name = type_name(info)
    if name in ("a whole number", "a number") and not is_list(info) and not choices(info):
        ends = within(info, small)
        return [int(end) if name == "a whole number" else end for end in ends]
    if is_list(info):
        return [[]]
    if choices(info):
        return list(choices(info))
    if name == "text":
        most = next((m.max_length for m in info.metadata if hasattr(m, "max_length")), None)
        return ["", TEXTS[-1][:most] if most else TEXTS[-1]]
    return []


def beyond(info: FieldInfo) -> list[Any]:
    """Return values just outside a number's declared range."""
    if is_list(info) or type_name(info) not in ("a whole number", "a number"):
        return []
    low, high = bounds(info)
    return [
        *([low - 1] if isinstance(low, int | float) else []),
        *([high + 1] if isinstance(high, int | float) else []),
    ]


def _listed(example: Any) -> list[Any]:
    return list(example) if isinstance(example, list | tuple) else [example]

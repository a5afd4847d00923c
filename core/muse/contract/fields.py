"""What a field of a condition takes, in words; the same for help and for errors."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from muse.contract.inputs import InputFile, ModelSource


def describe(info: FieldInfo) -> str:
    """Say in words what a field takes: its choices, or its type and range."""
    offered = choices(info)
    if offered:
        return " | ".join(str(choice) for choice in offered)
    low, high = bounds(info)
    kind = type_name(info)
    if low is not None and high is not None:
        return f"{kind} from {low} to {high}"
    if low is not None:
        return f"{kind} of {low} or more"
    if high is not None:
        return f"{kind} of {high} or less"
    told = (info.json_schema_extra or {}) if isinstance(info.json_schema_extra, dict) else {}
    return str(told.get("takes") or kind)


def choices(info: FieldInfo) -> tuple[Any, ...]:
    """Return the choices of a field declared by Literal or Enum (also within a list); else ()."""
    for kind in _kinds(info.annotation):
        if get_origin(kind) is Literal:
            return get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return tuple(each.value for each in kind)
    return ()


def bounds(info: FieldInfo) -> tuple[Any, Any]:
    """Return the smallest and the largest value of a number field; None where it is open."""
    low = high = None
    whole = int in _kinds(info.annotation)
    for part in info.metadata:
        if isinstance(part, Ge):
            low = part.ge
        elif isinstance(part, Gt):
            low = part.gt + 1 if whole else f"more than {part.gt}"  # type: ignore[operator]
        elif isinstance(part, Le):
            high = part.le
        elif isinstance(part, Lt):
            high = part.lt - 1 if whole else f"less than {part.lt}"  # type: ignore[operator]
    return low, high


def type_name(info: FieldInfo) -> str:
    """Return the type of a field as a word for users."""
    kinds = _kinds(info.annotation)
    names = {
        bool: "yes or no",
        int: "a whole number",
        float: "a number",
        str: "text",
        datetime.date: "a date (2026-12-31)",
        datetime.datetime: "a date and time (2026-12-31T18:00)",
        datetime.time: "a time (18:00)",
    }
    if dict in (info.annotation, *map(get_origin, (info.annotation, *get_args(info.annotation)))):
        return "JSON"
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, InputFile):
            return "a file (path, - or data URI)"
        if isinstance(kind, type) and issubclass(kind, ModelSource):
            return "a model (owner/name on the hub) or a path"
        if kind in names:
            return names[kind]
    return "JSON"


def is_list(info: FieldInfo) -> bool:
    """Whether a field takes several values."""
    return _origin(info.annotation) in (list, tuple, set)


def default_of(info: FieldInfo) -> Any:
    """Return the default of a field; None when it has none."""
    value = info.get_default(call_default_factory=False)
    return None if value is PydanticUndefined else value


def _origin(annotation: Any) -> Any:
    """Return the container of an annotation, looking through `| None`."""
    origin = get_origin(annotation)
    if origin in (list, tuple, set):
        return origin
    for part in get_args(annotation):
        if get_origin(part) in (list, tuple, set):
            return get_origin(part)
    return None


def _kinds(annotation: Any) -> list[Any]:
    """Return the scalar types inside an annotation: `list[int] | None` -> [int]."""
    if get_origin(annotation) is Literal or not get_args(annotation):
        return [annotation]
    found = []
    for part in get_args(annotation):
        if part is not type(None) and part is not Ellipsis:
            found.extend(_kinds(part))
    return found

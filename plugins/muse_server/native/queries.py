"""The values in the query of a request, checked."""

import math
import re
from datetime import UTC, datetime
from typing import Any, TypeVar

from starlette.requests import Request

from muse_server.problems import Problem

T = TypeVar("T", bound=str)

PAGE = 50
MOST = 200
SHEET = "^[a-z0-9-]{1,40}$"
"""What the label of a piece of work is."""


def check(request: Request, known: tuple[str, ...]) -> None:
    """Refuse what a query has and nobody reads, and what it has twice."""
    for name in request.query_params:
        if name not in known:
            hint = f"it takes {', '.join(known)}" if known else None
            raise Problem(422, "unknown_parameter", f"{name[:60]}: no such parameter", hint)
        if len(request.query_params.getlist(name)) > 1:
            raise Problem(422, "invalid_parameter", f"{name[:60]}: given twice")


def number(request: Request, name: str, low: int, high: int, default: Any = None) -> Any:
    """Return a whole number of the query, `default` where there is none."""
    text = request.query_params.get(name)
    if text is None:
        return default
    if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII) or not low <= int(text) <= high:
        raise Problem(422, "invalid_parameter", f"{name}: expected a number from {low} to {high}")
    return int(text)


def text(request: Request, name: str, most: int = 1000) -> str:
    """Return a text of the query; empty where there is none."""
    value = request.query_params.get(name, "")
    if len(value) > most or "\0" in value:
        raise Problem(422, "invalid_parameter", f"{name}: expected at most {most} characters")
    return value


def one_of(request: Request, name: str, values: tuple[T, ...]) -> T:
    """Return one of these values, the first where the query has none."""
    value = request.query_params.get(name, values[0])
    for each in values:
        if each == value:
            return each
    raise Problem(422, "invalid_parameter", f"{name}: expected one of {', '.join(values)}")


def choice(request: Request, name: str, values: tuple[str, ...]) -> list[str]:
    """Return the values of the query, which are separated by commas."""
    found = [part for part in request.query_params.get(name, "").split(",") if part]
    for part in found:
        if part not in values:
            raise Problem(422, "invalid_parameter", f"{name}: expected one of {', '.join(values)}")
    return found


def sheet(request: Request) -> str | None:
    """Return the label of a piece of work in the query; None where there is none."""
    value = request.query_params.get("sheet")
    if value is not None and not re.fullmatch(SHEET[1:-1], value):
        hint = "expected 1 to 40 small letters, digits and hyphens"
        raise Problem(422, "invalid_parameter", f"sheet: {hint}")
    return value


def flag(request: Request, name: str, *, default: bool = False) -> bool:
    """Return whether the query says true."""
    value = request.query_params.get(name, "true" if default else "false")
    if value not in ("true", "false"):
        raise Problem(422, "invalid_parameter", f"{name}: expected true or false")
    return value == "true"


def moment(request: Request, name: str) -> float | None:
    """Return a date (`2026-11-29`, of UTC) or seconds since 1970 in seconds; None if not given."""
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp()
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < 1e11:
        hint = "expected a date such as 2026-11-29, or seconds since 1970"
        raise Problem(422, "invalid_parameter", f"{name}: {hint}")
    return seconds

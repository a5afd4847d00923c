"""What somebody asks for: a pydantic model that drives every surface."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from muse.contract.fields import choices, describe
from muse.errors import InvalidField, UnknownField
from muse.suggest import nearest

SEEDS = 2**32
"""Seeds are 0 .. SEEDS - 1, and wrap."""

MAX_COUNT = 1000
"""The most items that one run makes."""

_LISTED = 12
"""Choices that an error tells of."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, as JSON can spell it alone."""

LONGEST_TEXT = 2**20
"""The most characters that a text field takes."""

RESERVED = frozenset(
    "output formats generator device json force debug no_embed allow_ignored keep_alive "
    "rights condition all help commercial agree yes profile".split()
)
"""Options of the host; a condition can't have fields of these names."""

C = TypeVar("C", bound="Condition")


class Paths(Protocol):
    """Where a library has what was handed in, by its hash, and a file of an artifact."""

    def input_path(self, sha256: str) -> Path | None: ...
    def artifact_path(self, id: str) -> tuple[str, Path]: ...


class Condition(BaseModel):
    """What a generator understands; subclasses add fields.

    Each field is an option on the command line, a keyword in Python and a key in JSON. Give each
    a type, a default, a range (`ge`, `le`) or choices (`Literal`), a description and examples.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    seed: int | None = Field(
        None,
        ge=0,
        lt=SEEDS,
        description="Same seed, same result; chosen and reported if omitted.",
        examples=[7],
    )
    count: int = Field(
        1,
        ge=1,
        le=MAX_COUNT,
        description="How many to make; the k-th has seed + k and can be made again alone.",
        examples=[4],
    )


def build(
    model: type[C],
    values: Mapping[str, Any],
    *,
    inputs: Callable[[str], bytes | None] | None = None,
    artifacts: Callable[[str], tuple[str, bytes]] | None = None,
    paths: Paths | None = None,
    recipe: bool = False,
    remote: bool = False,
) -> C:
    """Validate `values` as a condition; InvalidField names field, value and what it takes.

    `inputs` finds the content of a file by its hash, `artifacts` the name and the bytes of an
    artifact (`muse:ID`), `paths` where both are. The values of a `recipe` may name files and
    models by hash and name only, never by a path or an address of data. `remote` ones, which come
    over the network, may hold data too.
    """
    context: dict[str, Any] = {
        "inputs": inputs,
        "artifacts": artifacts,
        "recipe": recipe,
        "remote": remote,
    }
    if paths is not None:
        context |= {"input_paths": paths.input_path, "artifact_paths": paths.artifact_path}
    try:
        made = model.model_validate(dict(values), context=context)
    except ValidationError as error:
        raise invalid(model, error) from None
    for name in made.model_fields_set:
        value = getattr(made, name)
        if isinstance(value, str) and _HALF.search(value):
            raise InvalidField(f"{name}: it has half of a character", hint="give text in Unicode")
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise InvalidField(
                f"{name}: {len(value):,} characters are too many",
                hint=f"give at most {LONGEST_TEXT:,}",
            )
    return made


def invalid(model: type[Condition], error: ValidationError) -> InvalidField:
    """Return a pydantic error as one line: field, value, what the field takes."""
    lines = []
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else ""
        info = model.model_fields.get(name)
        told = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "value_error":
            lines.append(f"{name}: {told}" if name else told)
            continue
        takes = describe(info) if info else ""
        if takes == "text":
            takes = _text(problem["type"], problem.get("ctx", {})) or takes
        if problem["type"] == "missing" and len(problem["loc"]) == 1:
            lines.append(f"{name}: nothing is given; expected {takes}")
            continue
        value = _short(problem["input"])
        if takes == "JSON" and len(problem["loc"]) > 1:  # somewhere inside: where, and why
            where = ".".join(map(str, problem["loc"][1:]))
            lines.append(f"{name}: invalid value {value} at {where}; {told[:1].lower()}{told[1:]}")
            continue
        near = nearest(str(problem["input"]), map(str, choices(info))) if info else None
        takes += f"; did you mean {near}?" if near else ""
        lines.append(
            f"{name}: invalid value {value}; expected {takes}" if takes else f"{name}: {told}"
        )
    return InvalidField("; ".join(dict.fromkeys(lines)))


def _text(problem: str, context: Mapping[str, Any]) -> str:
    """Say what a text must be where it isn't; "" where it is no matter of its letters."""
    if problem == "string_too_long":
        return f"text of at most {context['max_length']:,} characters"
    if problem == "string_too_short":
        return f"text of at least {context['min_length']:,} characters"
    if problem == "string_pattern_mismatch":
        return f"text that matches {context['pattern']}"
    return ""


def unlisted(field: str, value: str, offered: Sequence[str]) -> InvalidField:
    """Return the error for a value that a model or an engine doesn't know."""
    told = " | ".join(offered[:_LISTED]) or "none"
    told += f" and {len(offered) - _LISTED} more" if len(offered) > _LISTED else ""
    near = nearest(value, offered)
    hint = f"did you mean {near}?" if near else None
    return InvalidField(f"{field}: invalid value {_short(value)}; expected {told}", hint=hint)


def unknown(
    name: str, model: type[Condition], generator: str, takers: Iterable[str]
) -> UnknownField:
    """Return the error for a field that `generator` lacks; `takers` are generators that have it."""
    hints = []
    near = nearest(name, model.model_fields)
    if near:
        hints.append(f"did you mean {near}?")
    others = list(takers)
    if others:
        verb = "accepts" if len(others) == 1 else "accept"
        hints.append(f"{' and '.join(others)} {verb} it: -g {others[0].partition('.')[2]}")
    if not hints:
        hints.append(f"its fields are {', '.join(model.model_fields)}")
    return UnknownField(f"{generator} has no field {name!r}", hint="; ".join(hints))


def _short(value: Any) -> str:
    text = repr(value) if not isinstance(value, str) else f"{value!r}"
    return text if len(text) <= 60 else f"{text[:57]}..."

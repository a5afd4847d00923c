"""A condition as options of the command line."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import click
from pydantic.fields import FieldInfo

from muse.contract.condition import Condition
from muse.contract.fields import bounds, choices, default_of, describe, is_list, type_name

_SHOWN = 24
"""Values that a model or an engine knows of which help tells; `muse generators` lists all."""


class Raw(click.ParamType[Any]):
    """A value as it was typed; the condition validates it, for every surface alike."""

    name = "value"

    def __init__(self, metavar: str) -> None:
        self.metavar = metavar

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return self.metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value


class FieldOption(click.Option):
    """The option of one field; `field` is its name.

    A second spelling, for the command line alone, is `also` in the field's `json_schema_extra`.
    """

    def __init__(self, field: str, info: FieldInfo, offered: Sequence[str] = ()) -> None:
        self.field = field
        flag = field.replace("_", "-")
        boolean = type_name(info) == "yes or no" and not is_list(info)
        extra = info.json_schema_extra
        also = extra.get("also") if isinstance(extra, dict) else None
        super().__init__(
            [
                f"--{flag}/--no-{flag}" if boolean else f"--{flag}",
                *([str(also)] if also else []),
                field,
            ],
            type=None if boolean else Raw(_metavar(info)),
            multiple=is_list(info),
            default=None,
            help=help_line(info, offered),
        )


def _metavar(info: FieldInfo) -> str:
    offered = choices(info)
    if offered:
        return "|".join(str(choice) for choice in offered) if len(offered) < 7 else "CHOICE"
    name = type_name(info)
    names = {"a whole number": "INTEGER", "a number": "NUMBER", "text": "TEXT"}
    if name in names:
        return names[name]
    return "MODEL" if "model" in name else "FILE" if "file" in name else "JSON"


def help_line(info: FieldInfo, offered: Sequence[str] = ()) -> str:
    """Return what `--help` says of a field: description, range or choices, default, example.

    `offered` are the values that a model or an engine knows.
    """
    parts = [info.description or ""]
    low, high = bounds(info)
    if low is not None or high is not None:
        parts.append(
            _sentence(describe(info).replace("a whole number ", "").replace("a number ", ""))
        )
    elif len(choices(info)) >= 7:
        parts.append(f"One of {', '.join(map(str, choices(info)))}.")
    if offered:
        more = f" and {len(offered) - _SHOWN} more" if len(offered) > _SHOWN else ""
        parts.append(f"Here {', '.join(offered[:_SHOWN])}{more}.")
    default = default_of(info)
    if default not in (None, "", [], (), False):
        parts.append(f"Default {default}.")
    if info.examples:
        parts.append(f"Example: {_example(info.examples[0])}.")
    if is_list(info):
        parts.append("May be given several times.")
    return " ".join(filter(None, parts))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def _example(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    if isinstance(value, dict):
        return f"'{json.dumps(value)}'"
    text = str(value)
    return f'"{text}"' if re.search(r"\s", text) else text


def field_options(
    condition: type[Condition], offered: Mapping[str, Sequence[str]] | None = None
) -> list[click.Option]:
    """Return an option for each field, the generator's own before `seed` and `count`.

    `offered` are the values of fields that a model or an engine knows.
    """
    fields, known = condition.model_fields, offered or {}
    own = [name for name in fields if name not in Condition.model_fields]
    names = (*own, *(name for name in fields if name not in own))
    return [FieldOption(name, fields[name], known.get(name, ())) for name in names]


def values(
    condition: type[Condition], params: Mapping[str, Any], ctx: click.Context
) -> dict[str, Any]:
    """Return the fields that were given on the command line, and only those."""
    given = {}
    for name, info in condition.model_fields.items():
        source = ctx.get_parameter_source(name)
        if name not in params or source is not click.core.ParameterSource.COMMANDLINE:
            continue
        value = params[name]
        given[name] = [_text(v) for v in value] if is_list(info) else _text(value)
    return given


def _text(value: Any) -> Any:
    """Return a typed value as valid Unicode: bytes that aren't UTF-8 become question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return value


class Leftover(NamedTuple):
    """What the command line had beside known options: unknown ones, and bare words."""

    fields: dict[str, Any]
    words: list[str]


def leftover(arguments: Sequence[str]) -> Leftover:
    """Sort unknown arguments: `--name value`, `--name=value`, `--flag`, and bare words."""
    fields: dict[str, Any] = {}
    words: list[str] = []
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if not argument.startswith("-") or argument in ("-", "--"):
            words.append(argument)
            continue
        name, equals, value = argument.lstrip("-").partition("=")
        taken: Any = value
        if not equals:
            follows = bool(rest) and not re.match(r"-[^\d.]", rest[0])
            taken = rest.pop(0) if follows else True
        fields[name.replace("-", "_")] = _text(taken)
    return Leftover(fields, words)


def find_generator(arguments: Iterable[str], taking: Iterable[str]) -> str | None:
    """Return what `-g` or `--generator` names, wherever it stands, in any spelling of click's.

    `taking` are options known to take a value, so that the value isn't mistaken for `-g`.
    """
    skip = frozenset(taking)
    found = None
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            break
        if argument in ("-g", "--generator"):
            found = rest.pop(0) if rest else found
        elif argument.startswith("--generator="):
            found = argument.partition("=")[2]
        elif re.match(r"-g[^-]", argument):
            found = argument[2:].removeprefix("=")
        elif argument in skip and rest:
            rest.pop(0)
    return found

"""A condition of an isolated plugin, made again of what was exported: the plugin isn't imported."""

import copy
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import Field, TypeAdapter, create_model, model_validator

from muse.contract.condition import Condition
from muse.contract.inputs import InputFile, ModelSource
from muse.contract.large import InputPath
from muse.plugins.isolated.packing import from_plain

_KINDS: dict[str, Any] = {
    "none": None,
    "bool": bool,
    "int": int,
    "float": float,
    "str": str,
    "bytes": bytes,
    "datetime": datetime,
    "date": date,
    "time": time,
    "file": InputFile,
    "path": InputPath,
    "model": ModelSource,
    "any": Any,
    "json": Any,
    "dict": dict[str, Any],
}

Judge = Callable[[Condition], Mapping[str, Any]]
"""Asks the plugin's own rules about a condition: returns its fields, or raises ValueError."""


class Told(Condition):
    """A condition of which the plugin told the schema."""

    told: ClassVar[Mapping[str, Any]] = {}
    judge: ClassVar[Judge | None] = None

    @classmethod
    def model_json_schema(cls, *arguments: Any, **options: Any) -> dict[str, Any]:
        """Return the JSON Schema that the plugin's own condition has."""
        return copy.deepcopy(dict(cls.told))

    @model_validator(mode="after")
    def _judged(self) -> "Told":
        judge = type(self).judge
        if judge is not None:
            for name, value in judge(self).items():
                if name in self.model_fields_set:
                    self.__dict__[name] = value
        return self


def condition(exported: Mapping[str, Any], judge: Judge | None = None) -> type[Condition]:
    """Return a condition as it was exported; ValueError or LookupError for what none can be."""
    fields: dict[str, Any] = {name: _field(each) for name, each in exported["fields"].items()}
    made = create_model(f"{exported['name']}Condition", __base__=Told, **fields)
    made.told = exported["schema"]
    if exported["validates"] and judge is not None:
        made.judge = staticmethod(judge)
    return made


def _field(told: Mapping[str, Any]) -> tuple[Any, Any]:
    kind = annotation(told["annotation"])
    options: dict[str, Any] = dict(told["limits"])
    if not told["required"]:
        default = _default(kind, from_plain(told["default"]))
        if told["factory"]:
            options["default_factory"] = lambda: copy.deepcopy(default)
        else:
            options["default"] = default
    if "examples" in told:
        options["examples"] = [from_plain(each) for each in told["examples"]]
    if "extra" in told:
        options["json_schema_extra"] = from_plain(told["extra"])
    if "title" in told:
        options["title"] = told["title"]
    return kind, Field(description=told["description"], **options)


def _default(kind: Any, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return TypeAdapter(kind).validate_python(value)


def annotation(told: Any) -> Any:
    """Return the type that `exporting.annotation` told of."""
    kind, *inside = told
    if kind == "literal":
        return Literal[tuple(from_plain(each) for each in inside)]
    if kind == "annotated":
        return Annotated[annotation(inside[0]), Field(**inside[1])]
    if kind == "union":
        return Union[tuple(annotation(each) for each in inside)]  # noqa: UP007  # as many as there are
    if kind in ("list", "set", "frozenset", "tuple"):
        container: Any = {"list": list, "set": set, "frozenset": frozenset, "tuple": tuple}[kind]
        parts = tuple(... if each == ["..."] else annotation(each) for each in inside)
        return container[parts if kind == "tuple" else parts[0]] if parts else container
    return _KINDS[kind]

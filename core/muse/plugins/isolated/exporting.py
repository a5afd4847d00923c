"""What is kept of a plugin's generators, so that nothing of it has to be imported by the host."""

from __future__ import annotations

import importlib
import platform
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from importlib import metadata
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from muse.contract.condition import Condition
from muse.contract.generator import Generator, malformed
from muse.contract.inputs import InputFile, ModelSource
from muse.contract.large import InputPath
from muse.errors import PluginError
from muse.plugins.isolated.packing import plain

ASKED = (*("read", "calls", "choices", "refuse_unknown", "lacks", "orders", "seconds", "compare"),)
"""Methods that a generator may have of its own, and that a worker answers then."""

_PLAIN = {bool: "bool", int: "int", float: "float", str: "str", bytes: "bytes"}
_TIMES = {datetime: "datetime", date: "date", time: "time"}
_LIMITS = ("gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "pattern", "strict")


def found(value: str) -> Any:
    """Import what an entry point names."""
    module, _, attribute = value.partition(":")
    made: Any = importlib.import_module(module.strip())
    for part in filter(None, attribute.strip().split(".")):
        made = getattr(made, part)
    return made


def python() -> str:
    """Return the version of Python that runs this."""
    return platform.python_version()


def exported(generators: Mapping[str, str]) -> dict[str, Any]:
    """Return what the host keeps of generators (name -> `module:attribute`), as JSON.

    PluginError names one that can't be imported or is malformed.
    """
    made = {}
    for name, value in generators.items():
        try:
            cls = found(value)
        except Exception as error:
            raise PluginError(
                f"{name} can't be imported: {type(error).__name__}: {error}"
            ) from error
        wrong = malformed(cls)
        if wrong is not None:
            raise PluginError(f"{name} can't be used: {wrong}")
        made[name] = _generator(cls)
    return {"generators": made, "packages": packages(), "python": python()}


def packages() -> dict[str, str]:
    """Return the version of every distribution that is installed here."""
    found: dict[str, str] = {}
    for each in metadata.distributions():
        name = each.metadata["Name"]
        if name:
            found.setdefault(name.lower().replace("_", "-"), each.version)
    return dict(sorted(found.items()))


def _generator(cls: Any) -> dict[str, Any]:
    condition = cls.condition
    made = {
        "doc": cls.__doc__ or "",
        "name": cls.__name__,
        "formats": dict(cls.formats),
        "optional_formats": sorted(cls.optional_formats),
        "repeatable": cls.repeatable,
        "needs_network": bool(cls.needs_network),
        "missing": list(cls.missing()),
        "install": cls.install,
        "costly": list(cls.costly),
        "environment": _versions(cls.environment),
        "example": cls.example,
        "quick_choices": bool(cls.quick_choices),
        "inert": dict(cls.inert),
        "weighs": bool(cls.components) or "torch" in cls.requires,
        "own": [name for name in ASKED if getattr(cls, name) is not getattr(Generator, name)],
        "small": plain(dict(cls.small())),
        "probes": plain({name: dict(each) for name, each in cls.probes().items()}),
        "fields": {name: _field(info) for name, info in condition.model_fields.items()},
        "schema": condition.model_json_schema(),
        "validates": _validates(condition),
        "choices": {},
        "trainer": None if cls.trainer is None else _generator(cls.trainer),
    }
    try:
        told = cls().choices(condition())
        made["choices"] = {str(field): [str(v) for v in values] for field, values in told.items()}
    except Exception:  # of weights that aren't there, or fields without defaults
        made["choices"] = {}
    return made


def _versions(names: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _validates(condition: type[Condition]) -> bool:
    """Whether a condition has rules that its fields don't tell, so that only itself can judge."""
    own = condition.__pydantic_decorators__
    base = Condition.__pydantic_decorators__
    rules = ("validators", "field_validators", "root_validators", "model_validators")
    if any(set(getattr(own, kind)) - set(getattr(base, kind)) for kind in rules):
        return True
    odd = "json"
    return any(_holds(_annotation(info), odd) for info in condition.model_fields.values())


def _holds(told: Any, kind: str) -> bool:
    if isinstance(told, list) and told and told[0] == "literal":
        return False
    return told == [kind] or (isinstance(told, list) and any(_holds(e, kind) for e in told))


def _annotation(info: FieldInfo) -> Any:
    told = annotation(info.annotation)
    rules = [m for m in info.metadata if not _limits(m)]
    return ["json"] if any("Validator" in type(rule).__name__ for rule in rules) else told


def _field(info: FieldInfo) -> dict[str, Any]:
    told: dict[str, Any] = {
        "annotation": annotation(info.annotation),
        "required": info.is_required(),
        "description": info.description,
        "limits": {},
    }
    if not info.is_required():
        default = info.get_default(call_default_factory=True)
        told["default"] = None if default is PydanticUndefined else plain(default)
        told["factory"] = info.default_factory is not None
    if info.examples:
        told["examples"] = [plain(each) for each in info.examples]
    if isinstance(info.json_schema_extra, dict):
        told["extra"] = plain(info.json_schema_extra)
    if info.title:
        told["title"] = info.title
    for rule in info.metadata:
        told["limits"].update(_limits(rule))
    return told


def _limits(rule: Any) -> dict[str, Any]:
    """Return the limits that one piece of a field's metadata sets."""
    found = {}
    for name in _LIMITS:
        value = getattr(rule, name, None)
        if value is not None and not callable(value):
            found[name] = plain(value if isinstance(value, (int, float, str, bool)) else str(value))
    return found


def annotation(kind: Any) -> list[Any]:
    """Return a type as JSON: ["int"], ["list", ["str"]], ["literal", "a", "b"], ["json"]..."""
    if kind is None or kind is type(None):
        return ["none"]
    if isinstance(kind, type):
        if issubclass(kind, InputPath):
            return ["path"]
        if issubclass(kind, InputFile):
            return ["file"]
        if issubclass(kind, ModelSource):
            return ["model"]
        if issubclass(kind, Enum):
            return ["literal", *(plain(each.value) for each in kind)]
        if kind in _PLAIN or kind in _TIMES:
            return [{**_PLAIN, **_TIMES}[kind]]
        if issubclass(kind, BaseModel):
            return ["json"]
    if kind is Any:
        return ["any"]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return [
            "literal",
            *(plain(each.value if isinstance(each, Enum) else each) for each in inside),
        ]
    if hasattr(kind, "__metadata__"):  # Annotated
        limits: dict[str, Any] = {}
        for rule in kind.__metadata__:
            for each in getattr(rule, "metadata", [rule]):
                limits.update(_limits(each))
        return ["annotated", annotation(inside[0]), limits]
    if kind in (list, tuple, set, frozenset) or origin in (list, tuple, set, frozenset):
        name = (origin or kind).__name__
        return [name, *(["..."] if each is Ellipsis else annotation(each) for each in inside)]
    if kind is dict or origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return ["dict"] if not inside or inside == (str, Any) else ["json"]
    if (
        origin is not None
        and inside
        and str(origin) in ("typing.Union", "<class 'types.UnionType'>")
    ):
        return ["union", *(annotation(each) for each in inside)]
    return ["json"]

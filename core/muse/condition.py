"""What somebody asks for: a pydantic model that drives every surface."""

import difflib
import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidationInfo,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticUndefined, core_schema

from muse.errors import InvalidField, UnknownField

SEEDS = 2**32
"""Seeds are 0 .. SEEDS - 1, and wrap."""

MAX_COUNT = 1000
"""The most items that one run makes."""

RESERVED = frozenset(
    "output formats generator device json force debug no_embed allow_ignored keep_alive "
    "condition all help quiet".split()
)
"""Options of the host; a condition can't have fields of these names."""

INPUT_CAP = 64 * 2**20
"""The most bytes that an InputFile may hold."""

C = TypeVar("C", bound="Condition")


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
        description="Same seed, same result; drawn and told when it isn't given.",
        examples=[7],
    )
    count: int = Field(
        1,
        ge=1,
        le=MAX_COUNT,
        description="How many to make; the k-th has seed + k and can be made again alone.",
        examples=[4],
    )


class InputFile:
    """A file that somebody hands in: a path, `-` for standard input, a data URI, or bytes.

    Its content is read at once, at most 64 MiB. In a recipe it is a name and a SHA-256, never a
    path; the library keeps a copy under that hash.
    """

    def __init__(self, data: bytes, name: str = "data") -> None:
        if len(data) > INPUT_CAP:
            raise ValueError(f"{name} holds more than {INPUT_CAP // 2**20} MiB")
        self.data = data
        self.name = name
        self.sha256 = hashlib.sha256(data).hexdigest()

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot; empty when there is none."""
        return Path(self.name).suffix.lower()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InputFile) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __repr__(self) -> str:
        return f"InputFile({self.name!r}, {len(self.data)} bytes)"

    def to_json(self) -> dict[str, Any]:
        """Return what a recipe keeps of the file."""
        return {"name": self.name, "sha256": self.sha256}

    @classmethod
    def read(cls, source: str | Path) -> "InputFile":
        """Read a path, `-` or a data URI; ValueError says what is wrong with it."""
        text = str(source)
        if text == "-":
            import sys

            return cls(sys.stdin.buffer.read(INPUT_CAP + 1), "stdin")
        if text.startswith("data:"):
            return cls(_data_uri(text), "data")
        path = Path(source).expanduser()
        try:
            with path.open("rb") as file:
                return cls(file.read(INPUT_CAP + 1), path.name)
        except OSError as error:
            raise ValueError(f"{text} can't be read ({error.strerror})") from None

    @classmethod
    def _validate(cls, value: Any, info: ValidationInfo) -> "InputFile":
        if isinstance(value, cls):
            return value
        if isinstance(value, bytes):
            return cls(value)
        if isinstance(value, str | Path):
            return cls.read(value)
        if isinstance(value, Mapping) and isinstance(value.get("sha256"), str):
            kept: Callable[[str], bytes | None] | None = (info.context or {}).get("inputs")
            data = kept(value["sha256"]) if kept else None
            if data is None:
                raise ValueError(f"{value.get('name')} is no longer in the library; give the file")
            return cls(data, str(value.get("name", "data")))
        raise ValueError("it takes a path, '-' or a data URI")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda file: file.to_json()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "format": "path", "description": "path, '-' or data URI"}


def _data_uri(text: str) -> bytes:
    import base64
    import binascii
    from urllib.parse import unquote_to_bytes

    head, comma, body = text.partition(",")
    if not comma:
        raise ValueError("a data URI needs a comma before its data")
    try:
        return base64.b64decode(body, validate=True) if "base64" in head else unquote_to_bytes(body)
    except binascii.Error:
        raise ValueError("the data URI isn't base64") from None


def build(
    model: type[C],
    values: Mapping[str, Any],
    *,
    inputs: Callable[[str], bytes | None] | None = None,
) -> C:
    """Validate `values` as a condition; InvalidField names field, value and what it takes."""
    try:
        return model.model_validate(dict(values), context={"inputs": inputs})
    except ValidationError as error:
        raise invalid(model, error) from None


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
        value = _short(problem["input"])
        lines.append(f"{name}: {value} won't do; it takes {takes}" if takes else f"{name}: {told}")
    return InvalidField("; ".join(dict.fromkeys(lines)))


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
        hints.append(f"{' and '.join(others)} would take it: -g {others[0].partition('.')[2]}")
    if not hints:
        hints.append(f"its fields are {', '.join(model.model_fields)}")
    return UnknownField(f"{generator} has no field {name!r}", hint="; ".join(hints))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that looks most like `word`, if any does."""
    found = difflib.get_close_matches(word.lower().replace("-", "_"), list(words), 1, 0.6)
    return found[0] if found else None


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
    """Return the choices of a field declared by Literal (also within a list); else ()."""
    for kind in _kinds(info.annotation):
        if get_origin(kind) is Literal:
            return get_args(kind)
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
    names = {bool: "yes or no", int: "a whole number", float: "a number", str: "text"}
    for kind in kinds:
        if kind is InputFile:
            return "a file (path, - or data URI)"
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


def _short(value: Any) -> str:
    text = repr(value) if not isinstance(value, str) else f"{value!r}"
    return text if len(text) <= 60 else f"{text[:57]}..."

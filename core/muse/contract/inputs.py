"""Files that somebody hands in, and models that somebody names."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import unquote_to_bytes

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from muse import files
from muse.compat import Self
from muse.errors import MuseError, RequestError

if TYPE_CHECKING:
    from muse.contract.file import File

INPUT_CAP = 64 * 2**20
"""The most bytes that an InputFile may hold."""

ARTIFACT = "muse:"
"""What the id of an artifact that is handed in follows."""

_HASH = re.compile(r"[0-9a-f]{64}")
_PATH = re.compile(r"^(?:[a-z]+:)?[./\\~]|\.\.|\\|^[A-Za-z]:[/\\]|/.*/|\x00")
"""What only a path has: more than one slash, a drive, a dot, slash or tilde in front."""


class InputFile:
    """A file that somebody hands in: a path, `-` for standard input, a data URI, or bytes.

    `muse:ID` is an artifact of the library; `muse:ID.png` that file of it.

    Its content is read at once, at most 64 MiB. In a recipe it is a name and a SHA-256, never a
    path; the library keeps a copy under that hash. `artifact` is the id of the one that it is, if
    any. In Python it may also be given as an Artifact, a Result or a Pillow picture.
    """

    def __init__(self, data: bytes, name: str = "data", artifact: str = "") -> None:
        if len(data) > INPUT_CAP:
            raise ValueError(f"{name} holds more than {INPUT_CAP // 2**20} MiB")
        self._data = data
        self.name = name
        self.artifact = artifact
        self.sha256 = hashlib.sha256(data).hexdigest()

    @property
    def data(self) -> bytes:
        """Its content."""
        return self._data

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self._data)

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot; empty when there is none."""
        return Path(self.name).suffix.lower()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InputFile) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, {self.size} bytes)"

    def to_json(self) -> dict[str, Any]:
        """Return what a recipe keeps of the file."""
        return {"name": self.name, "sha256": self.sha256}

    @classmethod
    def read(cls, source: str | Path) -> Self:
        """Read a path, `-` or a data URI; ValueError says what is wrong with it."""
        text = str(source)
        if text == "-":
            import sys

            return cls._of_stream(sys.stdin.buffer, "stdin")
        if text.startswith("data:"):
            return cls._of_data(_data_uri(text))
        try:
            path = files.expanded(source)
        except RequestError as error:
            raise ValueError(error.message) from None
        try:
            return cls._of_path(path)
        except OSError as error:
            raise ValueError(f"{text} can't be read ({error.strerror})") from None

    @classmethod
    def _of_data(cls, data: bytes, name: str = "data", artifact: str = "") -> Self:
        return cls(data, name, artifact)

    @classmethod
    def _of_stream(cls, stream: BinaryIO, name: str) -> Self:
        return cls(stream.read(INPUT_CAP + 1), name)

    @classmethod
    def _of_path(cls, path: Path) -> Self:
        with path.open("rb") as file:
            return cls(file.read(INPUT_CAP + 1), path.name)

    @classmethod
    def _of_hash(
        cls, sha256: str, name: str, artifact: str, context: Mapping[str, Any]
    ) -> Self | None:
        kept: Callable[[str], bytes | None] | None = context.get("inputs")
        data = kept(sha256) if kept else None
        return None if data is None else cls(data, name, artifact)

    @classmethod
    def _of_file(cls, file: File, name: str, artifact: str) -> Self:
        return cls(file.data, name, artifact)

    @classmethod
    def _of_library(cls, id: str, context: Mapping[str, Any]) -> Self | None:
        find: Callable[[str], tuple[str, bytes]] | None = context.get("artifacts")
        if find is None:
            return None
        name, data = find(id)
        return cls(data, name, id_of(name))

    @classmethod
    def _validate(cls, value: Any, info: ValidationInfo) -> Self:
        if type(value) is cls:
            return value
        if isinstance(value, InputFile):
            return cls._of_input(value)
        if isinstance(value, bytes):
            return cls._of_data(value)
        if isinstance(value, str) and value.startswith(ARTIFACT):
            return cls._of_artifact(value, info)
        if isinstance(value, (str, Path)):
            if (info.context or {}).get("recipe"):
                raise ValueError("a recipe names files by their hash, never by a path")
            if (info.context or {}).get("remote") and not str(value).startswith("data:"):
                raise ValueError(
                    "a path means nothing here; upload the file, or give a data URI or muse:ID"
                )
            return cls.read(value)
        if isinstance(value, Mapping) and _HASH.fullmatch(str(value.get("sha256"))):
            name, artifact = str(value.get("name", "data")), str(value.get("artifact", ""))
            found = cls._of_hash(value["sha256"], name, artifact, info.context or {})
            if found is None:
                option = f"--{(info.field_name or 'file').replace('_', '-')} FILE"
                raise ValueError(f"the file isn't in the library; hand it in with {option}")
            return found
        made = cls._of_object(value)
        if made is not None:
            return made
        raise ValueError("expected a path, '-', a data URI or muse:ID")

    @classmethod
    def _of_input(cls, other: InputFile) -> Self:
        return cls(other.data, other.name, other.artifact)

    @classmethod
    def _of_object(cls, value: Any) -> Self | None:
        """Return what an Artifact, a Result of one or a Pillow picture holds; None for others."""
        given = getattr(type(value), "__muse_input__", None)
        if given is not None:
            held, name, id = given(value)
            of = cls._of_data if isinstance(held, bytes) else cls._of_file
            return of(held, name, id)
        if type(value).__module__.partition(".")[0] == "PIL":
            from muse.media import png

            return cls._of_data(png(value)[0], "data.png")
        return None

    @classmethod
    def _of_artifact(cls, value: str, info: ValidationInfo) -> Self:
        context = info.context or {}
        try:
            found = cls._of_library(value.removeprefix(ARTIFACT), context)
        except MuseError as error:
            raise ValueError(error.message) from None
        if found is None or context.get("recipe"):
            raise ValueError("an artifact means nothing here; hand the file in")
        return found

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
        return {"type": "string", "format": "path", "description": "path, '-', data URI or muse:ID"}


def id_of(name: str) -> str:
    """Return the artifact's id at the start of the name of one of its files."""
    return re.split(r"[./]", name, maxsplit=1)[0]


class ModelSource(str):
    """Which model: `owner/name` on the hub, a short name, a folder or a .safetensors file.

    Hand it to `weights`.

    In a recipe a path is its last part alone: the run's pins say by revision and hashes which
    model it was.
    """

    @property
    def label(self) -> str:
        """What a recipe keeps: the name on the hub or of a shipped model, or a path's last part."""
        from muse.weights import short_names

        alias = short_names.find(self)
        if alias:  # a name of the hub stays true when the short one goes
            return alias.repo or alias.name
        path = files.expanded(self)
        local = self.startswith((".", "~", "/", "\\")) or path.exists()
        return path.resolve().name if local else str(self)

    @classmethod
    def _validate(cls, value: str, info: ValidationInfo) -> ModelSource:
        context = info.context or {}
        if context.get("recipe") and _PATH.search(value):
            raise ValueError("a recipe names models by name and hash, never by a path")
        if context.get("remote") and _PATH.search(value):
            raise ValueError("a path means nothing here; name a model that is installed")
        return cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(
            cls._validate,
            core_schema.str_schema(strip_whitespace=True, min_length=1),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda model: model.label if isinstance(model, cls) else str(model)
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "description": "owner/name on the hub, a short name of it, a folder or a file",
        }


def _data_uri(text: str) -> bytes:

    head, comma, body = text.partition(",")
    if not comma:
        raise ValueError("a data URI needs a comma before its data")
    try:
        return base64.b64decode(body, validate=True) if "base64" in head else unquote_to_bytes(body)
    except binascii.Error:
        raise ValueError("the data URI isn't base64") from None

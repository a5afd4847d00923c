"""What the tools are asked: their arguments, and the JSON Schema that an assistant sees."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from muse import MuseError
from muse.running.host import Host
from muse_server.service import target

LONGEST = 40.0
"""The most seconds that a call waits: it is answered within 45, and clients give up after 60."""

_WAIT = Field(LONGEST, ge=0, le=LONGEST, description="Seconds to wait for it.")
_FORMATS: Any = Field(
    [], max_length=20, description="File formats, such as .png; the generator's first if none."
)

_FILE = "A file: a data URI (data:TYPE;base64,...), or muse:ID of an artifact."


class Arguments(BaseModel):
    """Arguments of a tool: what it doesn't know it refuses."""

    model_config = ConfigDict(extra="forbid")


class Make(Arguments):
    """Something to be made."""

    medium: str = Field(max_length=100, description="The medium.")
    generator: str | None = Field(
        None, max_length=200, description="A generator of it; its default if omitted."
    )
    condition: dict[str, Any] = Field({}, description="What to make, by the generator's fields.")
    formats: list[str] = _FORMATS
    commercial: bool | None = Field(
        None, description="Refuse models whose licence doesn't allow commercial use."
    )
    wait: float = _WAIT

    @property
    def target(self) -> str:
        """The medium, or `medium.generator`."""
        return target(self.medium, self.generator)


class Change(Arguments):
    """An artifact to be made again, with other fields."""

    artifact: str = Field(max_length=80, description="The artifact's id.")
    condition: dict[str, Any] = Field(
        description="The fields that change; null takes one back to its default."
    )
    formats: list[str] = _FORMATS
    wait: float = _WAIT


class JobAsked(Arguments):
    """A job to be looked at."""

    id: str = Field(max_length=80, description="The job's id.")
    wait: float = _WAIT
    cancel: bool = Field(False, description="Cancel it; what it made stays.")


class Find(Arguments):
    """What artifacts are to have."""

    query: str = Field(
        "", max_length=1000, description="Words of the prompt, the title, the note or a tag."
    )
    medium: str | None = Field(None, max_length=100, description="Such as image.")
    generator: str | None = Field(None, max_length=200, description="Such as image.sketch.")
    rating: int | None = Field(None, ge=1, le=5, description="The least rating.")
    tag: str | None = Field(None, max_length=60, description="A tag.")
    since: str | None = Field(None, description="A date of UTC, 2026-11-29: not made before it.")
    until: str | None = Field(None, description="A date of UTC: made before it.")
    limit: int = Field(10, ge=1, le=50, description="How many at most.")
    cursor: str | None = Field(
        None, pattern=r"^[0-9]{1,15}-[0-9]{1,9}$", description="`next` of the answer before."
    )
    thumbnails: bool = Field(False, description="Show small pictures of the first ten.")

    @field_validator("since", "until")
    @classmethod
    def _date(cls, value: str | None) -> str | None:
        return value if value is None else str(datetime.fromisoformat(value).date())

    @property
    def after(self) -> tuple[int, int] | None:
        """The place that the cursor names."""
        if self.cursor is None:
            return None
        run, _, item = self.cursor.partition("-")
        return int(run), int(item)


class Rate(Arguments):
    """What somebody thinks of an artifact; what is left out stays."""

    artifact: str = Field(max_length=80, description="The artifact's id.")
    rating: int | None = Field(None, ge=1, le=5, description="1 to 5.")
    note: str | None = Field(None, max_length=10_000, description="A note; empty takes it away.")
    tags: list[str] | None = Field(None, max_length=100, description="All its tags.")


class GeneratorsAsked(Arguments):
    """Which generators to tell of."""

    name: str | None = Field(
        None, max_length=200, description="One, such as image.sketch, with the schema of its fields"
    )


def seconds(date: str | None) -> float | None:
    """Return the beginning of a day of UTC in seconds since 1970."""
    if date is None:
        return None
    return datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()


def schema(model: type[Arguments]) -> dict[str, Any]:
    """Return the JSON Schema of a tool's arguments."""
    return dict(_plain(model.model_json_schema(), {}))


def of_make(host: Host) -> dict[str, Any]:
    """Return the schema of `make`, with the fields of each medium's default."""
    media = sorted({name.partition(".")[0] for name in host.plugins.names()})
    found = schema(Make)
    conditions = []
    for medium in media:
        try:
            name = host.choose(medium)
            conditions.append(condition(host, name))
        except MuseError:  # a broken plugin: muse plugins tells of it
            continue
    told = found["properties"]["condition"]["description"]
    other = {"type": "object", "description": "Another generator's; `generators` has its schema."}
    found["properties"]["medium"]["enum"] = media
    found["properties"]["condition"] = {
        "default": {},
        "description": told,
        "anyOf": [*conditions, other],
    }
    return found


def condition(host: Host, name: str) -> dict[str, Any]:
    """Return the schema of a generator's condition, short and in one piece."""
    found = host.schema(name)
    return {**_plain(found, found.get("$defs", {})), "title": host.choose(name)}


def _plain(value: Any, parts: Mapping[str, Any], depth: int = 0) -> Any:
    """Return a schema without what an assistant needn't read: it pays for every word."""
    if isinstance(value, list):
        return [_plain(each, parts, depth) for each in value]
    if not isinstance(value, dict):
        return value
    reference = value.get("$ref")
    if isinstance(reference, str):
        part = parts.get(reference.removeprefix("#/$defs/"), {}) if depth < 8 else {}
        rest = {key: each for key, each in value.items() if key != "$ref"}
        return _plain({**part, **rest}, parts, depth + 1)
    if value.get("format") == "path":
        return {"type": "string", "description": _FILE}
    kinds = value.get("anyOf")
    if isinstance(kinds, list) and {"type": "null"} in kinds and len(kinds) == 2:
        kind = next(each for each in kinds if each != {"type": "null"})
        rest = {k: v for k, v in value.items() if k not in ("anyOf", "default")}
        kind = _plain(kind, parts, depth)
        told = " ".join(each["description"] for each in (rest, kind) if "description" in each)
        return _plain({**kind, **rest, **({"description": told} if told else {})}, parts, depth)
    dropped = ("examples", "$defs", "also", "takes", "media")
    found = {}
    for key, each in value.items():
        if key == "properties":
            found[key] = {name: _plain(field, parts, depth) for name, field in each.items()}
        elif key not in dropped and not (key == "title" and isinstance(each, str)):
            found[key] = _plain(each, parts, depth) if key != "default" else each
    return found

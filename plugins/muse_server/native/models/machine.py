"""Generators, uploads, weights and the server itself."""

from typing import Any

from pydantic import BaseModel, Field

from muse_server.native.models.base import Asked, Told


class SessionAsked(Asked):
    """The token, once, for a cookie that stands for it."""

    token: str = Field(max_length=1000)


class StopAsked(Asked):
    """Weights to be unloaded."""

    name: str | None = Field(None, description="A component or a generator; all that idle if none.")


class Generator(BaseModel):
    """A generator: what it makes, and whether it can run here and now."""

    name: str
    medium: str
    summary: str
    formats: list[str]
    default: bool = Field(description="Whether its medium uses it when none is named.")
    ready: bool
    problem: Told | None = Field(description="What it lacks.")


class Described(Generator):
    """A generator with the JSON Schema of its fields."""

    condition: dict[str, Any] = Field(description="JSON Schema.")
    choices: dict[str, list[str]] = Field(description="Values that its weights know, by field.")


class Generators(BaseModel):
    """What is installed."""

    generators: list[Generator]
    defaults: dict[str, str] = Field(description="Medium -> generator.")


class Upload(BaseModel):
    """A file that was handed in: as such the value of a field that takes one."""

    name: str
    sha256: str


class Uploads(BaseModel):
    """The files of a form."""

    uploads: list[Upload]


class Loaded(BaseModel):
    """Weights that a process has loaded; sizes are bytes, times seconds since 1970."""

    component: str
    generators: list[str]
    size: int
    where: str
    since: float
    idle_since: float
    leased: bool
    pid: int


class Loads(BaseModel):
    """All that is loaded."""

    loaded: list[Loaded]


class Stopped(BaseModel):
    """How many were asked to be unloaded, and how many are in use."""

    stopped: int
    busy: int


class Models(BaseModel):
    """The models that requests may name: those on this machine, and those that the settings add."""

    models: list[str]


class Server(BaseModel):
    """This server: its version, its limits, its workers and its queue."""

    version: str
    contract: str
    limits: dict[str, float] = Field(description="Bytes, pixels, seconds, jobs.")
    workers: int
    counts: dict[str, int]

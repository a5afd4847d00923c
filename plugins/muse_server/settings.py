"""The settings of the server: `[plugins.server]` in config.toml, options of `muse serve`."""

import os
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from muse import MuseError
from muse.library.gallery import TRASH_DAYS


class Settings(BaseModel):
    """What the server allows; each limit is told in the error of whoever meets it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(7860, ge=0, le=65535, description="The port; 0 takes a free one.")
    workers: int = Field(
        default_factory=lambda: max(1, (os.cpu_count() or 2) // 2),
        ge=0,
        le=256,
        description="Processes for generators without weights; elsewhere, workers for all.",
    )
    on: str = Field("local", description="Where jobs are made: local, ray, or ray://host.")
    queue: int = Field(10_000, ge=1, description="The most jobs that wait.")
    seconds: float = Field(3600, gt=0, description="The longest that a job may take (s).")
    upload: int = Field(64 * 2**20, ge=1, description="The largest upload (bytes).")
    pixels: int = Field(2**26, ge=1, description="The most pixels that a job makes.")
    connections: int = Field(512, ge=1, description="The most requests and streams at once.")
    grace: float = Field(20, ge=0, description="Seconds for jobs at work when the server stops.")
    hosts: list[str] = Field([], description="More names by which the server may be called.")
    origins: list[str] = Field([], description="Origins of pages that may call it (CORS).")
    models: list[str] = Field([], description="Models that may be named, beside installed ones.")
    aside: int = Field(2, ge=1, le=64, description="Processes that show and convert, at most.")
    kept: int = Field(2**31, ge=0, description="Bytes of what was shown that are kept.")
    trash_days: float = Field(TRASH_DAYS, ge=0, description="Days that the trash is kept.")


def read(table: dict[str, Any], **options: Any) -> Settings:
    """Return the settings of a table, options that were given before them; MuseError if wrong."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**{**table, **given})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in problem["loc"])
        raise MuseError(
            f"server.{name}: invalid value {problem['input']!r} ({problem['msg']})",
            hint="see docs/server.md",
        ) from None

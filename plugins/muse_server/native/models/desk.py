"""The documents of the desk."""

from typing import Any

from pydantic import BaseModel, Field

from muse.library.desk import LARGEST
from muse_server.native.models.base import Asked


class DocumentPut(Asked):
    """A document to be kept."""

    value: Any = Field(description=f"Any JSON of at most {LARGEST:,} bytes.")
    revision: int | None = Field(
        None,
        ge=0,
        le=2**53,
        description="The revision that it takes the place of, 0 for none; null: whatever is there.",
    )


class Listed(BaseModel):
    """A document without its value; its revision grows with each change."""

    name: str
    revision: int
    changed: float = Field(description="In seconds since 1970.")


class Document(Listed):
    """A document."""

    value: Any


class Desk(BaseModel):
    """The documents, the last that was changed first."""

    desk: list[Listed]

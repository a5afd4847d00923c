"""Exports and projects."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from muse_server.native.models.base import Asked, Told


class ExportAsked(Asked):
    """Artifacts to be exported: these, or those of a collection."""

    kind: Literal["files", "exhibition", "project"] = Field(
        description="Files as they are; pages to publish; or all that opens in another Muse."
    )
    ids: list[Annotated[str, Field(max_length=80)]] | None = Field(None, max_length=20_000)
    collection: str | None = Field(None, max_length=80)
    formats: list[Annotated[str, Field(pattern=r"^\.[a-z0-9]{1,12}$")]] = Field(
        [], max_length=20, description="Of files: what they are to be; as they are if none."
    )
    title: str = Field("", max_length=200, description="What it is called.")
    language: Literal["en", "zh"] = Field("en", description="Of an exhibition.")


class Export(BaseModel):
    """An export; `url` is where its zip is once it is done."""

    id: str
    state: Literal["running", "done", "failed"]
    done: float
    total: float
    url: str | None
    error: Told | None


class Opened(BaseModel):
    """What came of a project: how many artifacts are new, and how many were known."""

    added: int
    known: int
    refused: dict[str, str] = Field(description="Id -> why it wasn't taken up.")
    collection: str | None = Field(description="Where they were put.")

"""Collections of artifacts."""

from pydantic import BaseModel, Field

from muse.library.collections import LONGEST
from muse_server.native.models.base import Asked, Id

_NOTE = 10_000


class CollectionAsked(Asked):
    """A collection to be begun."""

    name: str = Field(min_length=1, max_length=LONGEST)
    note: str = Field("", max_length=_NOTE)


class CollectionChange(Asked):
    """What can be changed of a collection; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=LONGEST)
    note: str | None = Field(None, max_length=_NOTE)


class Collecting(Asked):
    """Artifacts to be put into a collection, or taken out; unknown ones are passed over."""

    add: list[Id] = Field([], max_length=1000, description="Ids of artifacts.")
    remove: list[Id] = Field([], max_length=1000, description="Ids of artifacts.")


class Collection(BaseModel):
    """Artifacts that somebody put together; times are seconds since 1970."""

    id: str
    name: str
    note: str
    count: int = Field(description="Its artifacts, but for those in the trash.")
    cover: str | None = Field(description="The id of the last of them that has a thumbnail.")
    created: float
    changed: float


class Collections(BaseModel):
    """The collections, the last that was changed first."""

    collections: list[Collection]

"""What `project.json` holds; each part is checked by itself, as anybody may have written it."""

import base64
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from muse.contract.condition import SEEDS
from muse.errors import RequestError
from muse.library.records import ArtifactRecord, FileRecord, RunRecord
from muse.media import keys
from muse.running import recipe

VERSION = 1
NAME = "project.json"

MOST = 20_000
"""Artifacts that a project has at most."""

_ID = r"^[0-9a-z]{4,40}$"
_HASH = r"^[0-9a-f]{64}$"
_GENERATOR = r"^[a-z0-9_-]{1,60}\.[a-z0-9_-]{1,60}(:train)?$"
_TYPE = r"^[a-z]+/[a-zA-Z0-9.+_-]{1,100}$"
_HALF = re.compile("[\ud800-\udfff]")


def _text(value: str) -> str:
    if _HALF.search(value) or "\0" in value:
        raise ValueError("it has half of a character, or a NUL")
    return value


def _key(value: str) -> str:
    if not keys.is_key(value):
        raise ValueError("it is no suffix")
    return value


def _recipe(value: dict[str, Any]) -> dict[str, Any]:
    if value:
        recipe.checked(value)
    return value


Text = Annotated[str, AfterValidator(_text)]
Time = Annotated[float, Field(ge=0, le=1e11, allow_inf_nan=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)


class Run(_Part):
    """A run of the library."""

    id: str = Field(pattern=_ID)
    created: Time
    generator: str = Field(pattern=_GENERATOR)
    version: Text = Field("", max_length=100)
    prompt: Text = Field("", max_length=2**20)
    asked: dict[str, Any] = {}
    condition: dict[str, Any] = {}
    seconds: Time | None = None
    sheet: str | None = Field(None, pattern=r"^[a-z0-9-]{1,40}$")


class Stored(_Part):
    """A file of an artifact; `name` is that of the entry that has its bytes."""

    suffix: Annotated[str, AfterValidator(_key)]
    media_type: str = Field(pattern=_TYPE)
    size: int = Field(ge=0, lt=2**40)
    sha256: str = Field(pattern=_HASH)
    name: Text = Field(max_length=500)


class Made(_Part):
    """An artifact; `peaks` are base64."""

    id: str = Field(pattern=r"^[0-9a-z]{4,40}-[1-9]\d{0,3}$")
    run: str = Field(pattern=_ID)
    item: int = Field(ge=0, lt=10_000)
    seed: int = Field(ge=0, lt=SEEDS)
    title: Text = Field("", max_length=1000)
    excerpt: Text = Field("", max_length=2000)
    report: dict[str, Any] = {}
    recipe: Annotated[dict[str, Any], AfterValidator(_recipe)]
    rating: int | None = Field(None, ge=1, le=5)
    note: Text | None = Field(None, max_length=10_000)
    tags: list[Annotated[Text, Field(max_length=60)]] = Field([], max_length=100)
    thumbnail: Text | None = Field(None, max_length=500)
    peaks: str = Field("", max_length=2**18)
    files: list[Stored] = Field(min_length=1, max_length=keys.MOST)

    def record(self) -> ArtifactRecord:
        """Return what the library keeps of it."""
        files = [FileRecord(f.suffix, f.media_type, f.size, f.sha256, None) for f in self.files]
        return ArtifactRecord(
            **self.model_dump(include=_RECORDED),
            unfinished=False,
            rating=None,
            note=None,
            files=files,
        )

    def sound(self) -> bytes | None:
        """Return its peaks; None where there are none that can be."""
        try:
            found = base64.b64decode(self.peaks, validate=True)
        except ValueError:
            return None
        return found if found and len(found) % 2 == 0 else None


class Collection(_Part):
    """The collection that the artifacts were in."""

    name: Text = Field(min_length=1, max_length=100)
    note: Text = Field("", max_length=10_000)


_RECORDED = {"id", "item", "seed", "title", "report", "recipe", "excerpt"}


def run_of(run: RunRecord) -> dict[str, Any]:
    """Return a run as a project tells it."""
    return Run(**{name: getattr(run, name) for name in Run.model_fields}).model_dump()


def told(error: ValidationError | RequestError) -> str:
    """Return in one line what is wrong with a part."""
    if isinstance(error, RequestError):
        return error.message
    found = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"[:300]

"""Artifacts, their files, their tags, the trash."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field

from muse.library.gallery import Extra
from muse.library.parts import Part as Recorded
from muse.library.records import ArtifactRecord, RunRecord
from muse_server.native.models.base import Asked, Id


class ArtifactChange(Asked):
    """What can be changed of an artifact; what is left out stays."""

    rating: int | None = Field(None, ge=0, le=5, description="1 to 5; 0 takes it away.")
    note: str | None = Field(None, max_length=10_000, description="A note of one's own.")
    tags: list[str] | None = Field(None, max_length=100, description="All its tags.")


class ArtifactsChange(Asked):
    """What is to become of many artifacts; what is left out stays."""

    ids: list[Id] = Field(max_length=1000, description="Unknown ones are passed over.")
    rating: int | None = Field(None, ge=0, le=5, description="1 to 5; 0 takes it away.")
    add_tags: list[str] = Field([], max_length=100, description="Tags that they get.")
    remove_tags: list[str] = Field([], max_length=100, description="Tags that they lose.")
    trashed: bool | None = Field(None, description="Into the trash, or out of it.")


class ArtifactsChanged(BaseModel):
    """How many of the artifacts are in the library."""

    changed: int


class ArtifactCounts(BaseModel):
    """How many artifacts have what was sought."""

    total: int
    media: dict[str, int] = Field(description="By medium.")
    generators: dict[str, int] = Field(description="By generator.")


class File(BaseModel):
    """A file of an artifact; `url` has its bytes."""

    suffix: str = Field(description="Or a name: .drums.wav, /03.png.")
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str
    url: str


class Artifact(BaseModel):
    """What was made."""

    id: str
    run: str
    item: int
    sheet: str | None = Field(description="The piece of work that its run belongs to.")
    created: float = Field(description="When its run began, in seconds since 1970.")
    medium: str
    generator: str
    prompt: str
    seed: int
    title: str
    unfinished: bool
    excerpt: str
    rating: int | None
    note: str | None
    tags: list[str]
    trashed: float | None = Field(description="When it went to the trash, in seconds since 1970.")
    report: dict[str, Any] = Field(description="What was read, chosen, ignored and noted.")
    files: list[File]
    colours: list[str] = Field(description="What its thumbnail has most of, as rrggbb.")
    width: int | None = Field(description="Pixels of its thumbnail.")
    height: int | None = Field(description="Pixels of its thumbnail.")
    thumbnail: str | None = Field(description="Where a small picture of it is.")
    waveform: str | None = Field(description="Where the peaks of its sound are.")
    views: list[str] = Field(description="What shows it better than its bytes do, by name.")
    exports: list[str] = Field(description="What it can become, beside the files it has: .jpg.")


class Artifacts(BaseModel):
    """Artifacts, the newest first; `next` is the cursor of the following page."""

    artifacts: list[Artifact]
    next: str | None


class Part(BaseModel):
    """What another generator made for an artifact."""

    called: str = Field(description="Its place in the work, such as page-3/picture.")
    generator: str
    artifact: str | None = Field(description="Its id; null where it wasn't made.")
    status: str


class Parts(BaseModel):
    """What others made for an artifact, and what it was made from."""

    parts: list[Part]
    sources: dict[str, list[str]] = Field(description="Field -> ids of artifacts handed in for it.")


class Tags(BaseModel):
    """Tag -> how many artifacts have it."""

    tags: dict[str, int]


class Trash(BaseModel):
    """How many artifacts are in the trash, and the bytes that emptying it frees."""

    count: int
    size: int


class Peaks(BaseModel):
    """A sound as its lowest and highest values in equal parts of time, each from -1 to 1."""

    low: list[float]
    high: list[float]


def parts(found: list[Recorded], sources: dict[str, list[str]]) -> Parts:
    """Return the parts of an artifact as the API tells them."""
    told = [
        Part(called=p.called, generator=p.generator, artifact=p.artifact or None, status=p.status)
        for p in found
    ]
    return Parts(parts=told, sources=sources)


def artifact(
    prefix: str,
    run: RunRecord,
    made: ArtifactRecord,
    extra: Extra,
    views: Sequence[str] = (),
    exports: Sequence[str] = (),
) -> Artifact:
    """Return an artifact as the API, below a prefix, tells it."""
    here = f"{prefix}/artifacts/{made.id}"
    files = [
        File(
            suffix=f.suffix,
            media_type=f.media_type,
            size=f.size,
            sha256=f.sha256,
            url=f"{here}/files/{f.suffix[1:]}",
        )
        for f in made.files
    ]
    return Artifact(
        id=made.id,
        run=run.id,
        item=made.item,
        sheet=run.sheet,
        created=run.created,
        medium=run.medium,
        generator=run.generator,
        prompt=run.prompt,
        seed=made.seed,
        title=made.title,
        unfinished=made.unfinished,
        excerpt=made.excerpt,
        rating=made.rating,
        note=made.note,
        report=made.report,
        files=files,
        tags=list(extra.tags),
        trashed=extra.trashed,
        colours=list(extra.colours),
        width=extra.size[0] if extra.size else None,
        height=extra.size[1] if extra.size else None,
        thumbnail=f"{here}/thumbnail" if extra.thumbnail else None,
        waveform=f"{here}/waveform" if extra.peaks else None,
        views=list(views),
        exports=list(exports),
    )

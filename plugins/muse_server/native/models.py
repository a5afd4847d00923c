"""What requests and answers of the native API hold; the OpenAPI document is made of these."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from muse.library.gallery import Extra
from muse.library.jobs import Job
from muse.library.parts import Part as Recorded
from muse.library.records import ArtifactRecord, RunRecord
from muse_server.service import target

State = Literal["queued", "running", "done", "failed", "cancelled"]


class Asked(BaseModel):
    """A body that somebody sent: what it doesn't know it refuses."""

    model_config = ConfigDict(extra="forbid")


class RunAsked(Asked):
    """A run to be made."""

    medium: str = Field(description="The medium: image, music, text...", max_length=100)
    generator: str | None = Field(
        None, description="A generator of it; the default if omitted.", max_length=200
    )
    condition: dict[str, Any] = Field(
        {}, description="Its fields. Files are data URIs, or what POST /uploads answered."
    )
    formats: list[str] = Field(
        [], description="File formats, such as .png; the generator's first if none.", max_length=20
    )
    priority: int = Field(0, ge=-100, le=100, description="The higher is made first.")

    @property
    def target(self) -> str:
        """The medium, or `medium.generator`."""
        return target(self.medium, self.generator)


class RunChange(Asked):
    """What can be changed of a run that waits."""

    priority: int = Field(ge=-100, le=100, description="The higher is made first.")


class ArtifactChange(Asked):
    """What can be changed of an artifact; what is left out stays."""

    rating: int | None = Field(None, ge=1, le=5, description="1 to 5.")
    note: str | None = Field(None, max_length=10_000, description="A note of one's own.")
    tags: list[str] | None = Field(None, max_length=100, description="All its tags.")


class StopAsked(Asked):
    """Weights to be unloaded."""

    name: str | None = Field(None, description="A component or a generator; all that idle if none.")


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
    thumbnail: str | None = Field(description="Where a small picture of it is.")
    waveform: str | None = Field(description="Where the peaks of its sound are.")


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


class Run(BaseModel):
    """A job, and what came of it so far; times are seconds since 1970."""

    id: str
    state: State
    medium: str
    generator: str
    condition: dict[str, Any] = Field(description="Its fields as they were asked for.")
    formats: list[str]
    priority: int
    created: float
    started: float | None
    ended: float | None
    attempt: int
    error: str | None
    artifacts: list[Artifact] = []


class Told(BaseModel):
    """What is wrong."""

    code: str
    message: str
    hint: str | None = None


class Problem(BaseModel):
    """An error."""

    error: Told


class Runs(BaseModel):
    """Runs, the newest first; `next` is the cursor of the following page."""

    runs: list[Run]
    counts: dict[str, int] = Field(description="State -> how many jobs have it.")
    next: str | None


class Artifacts(BaseModel):
    """Artifacts, the newest first; `next` is the cursor of the following page."""

    artifacts: list[Artifact]
    next: str | None


class Checked(BaseModel):
    """What a request would be: its fields resolved, and how they came to be."""

    generator: str
    condition: dict[str, Any]
    report: dict[str, Any]


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


class Tags(BaseModel):
    """Tag -> how many artifacts have it."""

    tags: dict[str, int]


class Trash(BaseModel):
    """How many artifacts are in the trash, and the bytes that emptying it frees."""

    count: int
    size: int


class Server(BaseModel):
    """This server: its version, its limits, its workers and its queue."""

    version: str
    contract: str
    limits: dict[str, float] = Field(description="Bytes, pixels, seconds, jobs.")
    workers: int
    counts: dict[str, int]


class Peaks(BaseModel):
    """A sound as its lowest and highest values in equal parts of time, each from -1 to 1."""

    low: list[float]
    high: list[float]


def run(job: Job, made: RunRecord | None, artifacts: list[Artifact]) -> Run:
    """Return a job as the API tells it."""
    return Run(
        id=job.id,
        state=job.state,  # type: ignore[arg-type]
        medium=job.medium,
        generator=made.generator if made else job.generator,
        condition=job.asked,
        formats=list(job.formats),
        priority=job.priority,
        created=job.created,
        started=job.started,
        ended=job.ended,
        attempt=job.attempt,
        error=job.error,
        artifacts=artifacts,
    )


def parts(found: list[Recorded], sources: dict[str, list[str]]) -> Parts:
    """Return the parts of an artifact as the API tells them."""
    told = [
        Part(called=p.called, generator=p.generator, artifact=p.artifact or None, status=p.status)
        for p in found
    ]
    return Parts(parts=told, sources=sources)


def artifact(prefix: str, run: RunRecord, made: ArtifactRecord, extra: Extra) -> Artifact:
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
        thumbnail=f"{here}/thumbnail" if extra.thumbnail else None,
        waveform=f"{here}/waveform" if extra.peaks else None,
    )

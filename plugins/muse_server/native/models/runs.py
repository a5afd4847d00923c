"""Runs: asked for, listed, told."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from muse.library.jobs import Job
from muse.library.records import RunRecord
from muse_server.native.models.artifacts import Artifact
from muse_server.native.models.base import Asked, Sheet
from muse_server.service import target

State = Literal["queued", "running", "done", "failed", "cancelled"]


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
    commercial: bool | None = Field(
        None,
        description="Refuse models whose licence doesn't allow commercial use; if omitted, as the"
        " settings say.",
    )
    rights: dict[Literal["author", "rights", "licence"], str] | None = Field(
        None,
        description="Whose it is, written into its files: an author, a statement, an SPDX"
        " identifier of a licence; what is omitted is as the settings say.",
    )
    sheet: Sheet | None = Field(None, description="The piece of work that it belongs to.")

    @property
    def target(self) -> str:
        """The medium, or `medium.generator`."""
        return target(self.medium, self.generator)

    @property
    def whose(self) -> dict[str, str] | None:
        """The rights, by name."""
        return None if self.rights is None else {str(k): each for k, each in self.rights.items()}


class RunChange(Asked):
    """What can be changed of a run that waits."""

    priority: int = Field(ge=-100, le=100, description="The higher is made first.")


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
    sheet: str | None = Field(description="The piece of work that it belongs to.")
    artifacts: list[Artifact] = []


class Runs(BaseModel):
    """Runs, the newest first; `next` is the cursor of the following page."""

    runs: list[Run]
    counts: dict[str, int] = Field(description="State -> how many jobs have it.")
    next: str | None


class Checked(BaseModel):
    """What a request would be: its fields resolved, and how they came to be."""

    generator: str
    condition: dict[str, Any]
    report: dict[str, Any]


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
        sheet=job.sheet,
        artifacts=artifacts,
    )

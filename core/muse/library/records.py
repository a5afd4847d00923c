"""What the library keeps of runs, artifacts and files."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of an artifact: where it was written (if it was), its size (bytes) and SHA-256."""

    suffix: str
    media_type: str
    size: int
    sha256: str
    path: str | None


@dataclass(frozen=True, slots=True)
class ArtifactRecord:
    """What the library keeps of an artifact."""

    id: str
    item: int
    seed: int
    title: str
    report: dict[str, Any]
    recipe: dict[str, Any]
    unfinished: bool
    excerpt: str
    rating: int | None
    note: str | None
    files: list[FileRecord]


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What the library keeps of a run; `created` is seconds since 1970, UTC.

    `asked` is what was set, `condition` that as it was resolved, with the seed; `sheet` is the
    piece of work that it belongs to.
    """

    id: str
    created: float
    medium: str
    generator: str
    version: str
    prompt: str
    asked: dict[str, Any]
    status: str
    seconds: float | None
    error: str | None
    condition: dict[str, Any]
    artifacts: list[ArtifactRecord]
    sheet: str | None = None

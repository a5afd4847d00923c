"""Writing a project: one zip with everything that is known of some artifacts."""

import base64
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse.errors import NotFound
from muse.library.library import Library
from muse.library.records import ArtifactRecord, RunRecord
from muse.media import keys
from muse.running.projects import manifest
from muse.running.projects.packing import free, put


@dataclass(frozen=True, slots=True)
class Written:
    """How many artifacts a project has, and which were left out as their files are gone."""

    count: int
    missing: list[str]


def write(
    library: Library,
    ids: Sequence[str],
    target: Path,
    *,
    collection: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Written:
    """Write artifacts into a new zip; NotFound for an id that there isn't."""
    runs: dict[str, RunRecord] = {}
    made: list[dict[str, Any]] = []
    missing: list[str] = []
    taken: set[str] = set()
    inputs: dict[str, Path] = {}
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as packed:
        for count, id in enumerate(ids):
            progress(count, len(ids))
            run, artifact = library.find_exactly(id)
            paths = [library.path_of(file) for file in artifact.files]
            if artifact.unfinished or any(path is None for path in paths):
                missing.append(id)
                continue
            runs[run.id] = run
            told = _told(library, run, artifact)
            base = free(artifact.title or run.prompt or artifact.id, taken)
            for file, path in zip(told["files"], paths, strict=True):
                assert path is not None
                file["name"] = f"files/{keys.at(Path(base), file['suffix']).as_posix()}"
                put(packed, file["name"], path)
            told["thumbnail"] = _thumbnail(packed, library, id)
            inputs |= {sha: at for sha, at in _inputs(library, artifact.recipe) if at is not None}
            made.append(told)
        for sha256, path in inputs.items():
            put(packed, f"inputs/{sha256}", path)
        found = library.collections.find(collection) if collection else None
        whole = {
            "muse_project": manifest.VERSION,
            "collection": found and {"name": found.name, "note": found.note},
            "sheets": _sheets(library, runs.values()),
            "runs": [manifest.run_of(run) for run in runs.values()],
            "artifacts": made,
            "inputs": sorted(inputs),
        }
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        put(packed, manifest.NAME, text.encode())
    progress(len(ids), len(ids))
    return Written(len(made), missing)


def _told(library: Library, run: RunRecord, artifact: ArtifactRecord) -> dict[str, Any]:
    peaks = library.gallery.peaks(artifact.id)
    return {
        **{name: getattr(artifact, name) for name in _FIELDS},
        "run": run.id,
        "tags": list(library.gallery.extra(artifact.id).tags),
        "peaks": base64.b64encode(peaks or b"").decode("ascii"),
        "files": [
            {name: getattr(file, name) for name in ("suffix", "media_type", "size", "sha256")}
            for file in artifact.files
        ],
    }


_FIELDS = ("id", "item", "seed", "title", "excerpt", "report", "recipe", "rating", "note")


def _thumbnail(packed: zipfile.ZipFile, library: Library, id: str) -> str | None:
    data = library.thumbnail(id)
    if data is None:
        return None
    put(packed, f"thumbnails/{id}.webp", data)
    return f"thumbnails/{id}.webp"


def _inputs(library: Library, value: Any) -> Iterator[tuple[str, Path | None]]:
    """Yield the hashes of files that were handed in, and where each is."""
    if isinstance(value, Mapping):
        sha256 = value.get("sha256")
        if isinstance(sha256, str) and "name" in value:
            stored = library.gallery.stored(sha256)
            yield sha256, library.input_path(sha256) or (stored[0] if stored else None)
        for each in value.values():
            yield from _inputs(library, each)
    elif isinstance(value, list):
        for each in value:
            yield from _inputs(library, each)


def _sheets(library: Library, runs: Any) -> dict[str, Any]:
    """Return the forms of the pieces of work that runs belong to."""
    found = {}
    for sheet in sorted({run.sheet for run in runs if run.sheet}):
        try:
            found[sheet] = json.loads(library.desk.find(f"sheet-{sheet}").value)
        except NotFound:
            continue
    return found

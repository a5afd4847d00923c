"""Finishing what a generator yields: formats, recipe, report; and what the library keeps of it."""

from typing import Any

from muse.contract.artifact import Artifact, File, put
from muse.contract.condition import Condition
from muse.contract.hooks import Format
from muse.contract.run import Run
from muse.errors import OutputError, PluginError
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord
from muse.library.writing import Writing
from muse.placing import Part
from muse.running import again, recipe
from muse.running.request import Request

_EXCERPT = 300
_MOST_PEAKS = 2**16
_LONGEST = 400
"""Characters of a command that an error quotes."""


def fill(request: Request, artifact: Artifact, run: Run) -> None:
    """Give an artifact its id, title, recipe, report and finished files."""
    payloads = _payloads(request, artifact)
    artifact.recipe = recipe.build(
        generator=request.name,
        distribution=request.distribution,
        version=request.version,
        packages=request.generator.environment,
        asked=request.asked,
        condition=_resolved(request, run),
        item=artifact.item,
        payloads={suffix: data for suffix, (_, data) in payloads.items()},
        weights=run.pins,
        parts=run.parts.get(artifact.item.index),
    )
    artifact.files = {
        suffix: _carrying(request, suffix, media_type, data, artifact.recipe)
        for suffix, (media_type, data) in payloads.items()
    }
    artifact.report = run.report.for_artifact(artifact.measured, artifact.seed)
    artifact.id = f"{run.id}-{artifact.item.index + 1}"
    title = artifact.title or request.prompt or f"{request.name} {artifact.seed}"
    artifact.title = " ".join(title[:400].split())[:120]


def _resolved(request: Request, run: Run) -> Condition:
    """Return the condition with what the generator settled; PluginError for what is no field."""
    unknown = run.resolved.keys() - type(request.condition).model_fields.keys()
    if unknown:
        raise PluginError(f"{request.name} resolves {min(unknown)!r}, which is no field of its own")
    return request.condition.model_copy(update=run.resolved)


def write(
    request: Request, artifact: Artifact, parts: list[Part], journal: Writing | None = None
) -> None:
    """Write an artifact's files; an error says how to make it again, since the work is lost."""
    try:
        put(artifact, parts, journal, base=request.output.base)
        if request.stored:  # what was asked for is where the user said
            own = len(parts) - len(artifact.files)
            artifact.paths = artifact.paths[-own:] if own else artifact.paths
    except OutputError as error:
        error.exit_code = 1  # the request was fine
        how = again.command(request.name, request.asked, request.condition.seed or 0)
        run = artifact.id.rpartition("-")[0]
        how = how if len(how) < _LONGEST else f"what muse show {run} says"
        error.hint = f"{error.hint}; {how} makes it again"
        raise


def stored(artifact: Artifact, library: Library) -> list[Part]:
    """Return the parts that store an artifact's files in the library, by their hashes.

    The same bytes may be there: they are replaced by themselves. The library has the recipe.
    """
    return [
        Part(
            library.place(recipe.sha256(file.data), suffix),
            file.data,
            replace=True,
            suffix=suffix,
            shared=True,
        )
        for suffix, file in artifact.files.items()
    ]


def record(
    request: Request, artifact: Artifact
) -> tuple[ArtifactRecord, bytes | None, bytes | None]:
    """Return what the library keeps of a finished artifact: record, thumbnail (WebP), peaks."""
    data = artifact.data
    fmt = request.formats.get(artifact.suffix)
    kept = ArtifactRecord(
        id=artifact.id,
        item=artifact.item.index,
        seed=artifact.seed,
        title=artifact.title or "",
        report=artifact.report.to_json(),
        recipe=artifact.recipe,
        unfinished=artifact.unfinished,
        excerpt=_excerpt(request, artifact),
        rating=None,
        note=None,
        files=[
            FileRecord(s, f.media_type, len(f.data), recipe.sha256(f.data), None)
            for s, f in artifact.files.items()
        ],
    )
    return kept, _thumbnail(fmt, data), _peaks(request, artifact)


def _excerpt(request: Request, artifact: Artifact) -> str:
    """Return the beginning of a text: as the generator made it, where a document was made of it."""
    kinds = {suffix: _media_type(request, suffix) for suffix in artifact.contents}
    made = next((suffix for suffix, kind in kinds.items() if kind.startswith("text/")), None)
    if made is None:
        return ""
    return bytes(artifact.contents[made])[: _EXCERPT * 4].decode(errors="ignore")[:_EXCERPT]


def _thumbnail(fmt: Format | None, data: bytes) -> bytes | None:
    """Return a thumbnail, or None: one that can't be made must not cost the artifact."""
    try:
        return fmt.thumbnail(data) if fmt and fmt.thumbnail else None
    except Exception:
        return None


def _peaks(request: Request, artifact: Artifact) -> bytes | None:
    """Return the peaks of the first file that is a sound, or None, as for a thumbnail."""
    for suffix, file in artifact.files.items():
        fmt = request.formats.get(suffix)
        if fmt is not None and fmt.peaks is not None:
            try:
                made = fmt.peaks(file.data)
            except Exception:
                return None
            return made if 0 < len(made) <= _MOST_PEAKS and len(made) % 2 == 0 else None
    return None


def _payloads(request: Request, artifact: Artifact) -> dict[str, tuple[str, bytes]]:
    """Return suffix -> (media type, bytes) of what was asked for."""
    own = {
        suffix: (_media_type(request, suffix), bytes(data))
        for suffix, data in artifact.contents.items()
    }
    payloads = {}
    for suffix in (not artifact.unfinished and request.output.wanted) or tuple(own):
        if suffix in own:
            payloads[suffix] = own[suffix]
            continue
        fmt = request.formats.get(suffix)
        sources = fmt.encode if fmt else {}
        source = next((s for s, (kind, _) in own.items() if kind in sources), None)
        if fmt is None or source is None:
            raise PluginError(f"{request.name} made {', '.join(own)} where {suffix} was asked")
        kind, data = own[source]
        payloads[suffix] = (fmt.media_type, fmt.encode[kind](data))
    return payloads


def _media_type(request: Request, suffix: str) -> str:
    declared = request.generator.formats.get(suffix)
    known = request.formats.get(suffix)
    return declared or (known.media_type if known else "application/octet-stream")


def _carrying(
    request: Request, suffix: str, media_type: str, data: bytes, kept: dict[str, Any]
) -> File:
    """Return a file with its recipe inside, or beside it where the format holds none."""
    if not request.embed:
        return File(media_type, data)
    fmt = request.formats.get(suffix)
    if fmt and fmt.embed and fmt.media_type == media_type:
        return File(media_type, fmt.embed(data, recipe.dumps(kept)))
    return File(media_type, data, beside=recipe.dumps(kept).encode())

"""Finishing what a generator yields: formats, recipe, report; and what the library keeps of it."""

import json
import os
import secrets
import shutil
import weakref
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from muse import files
from muse.contract.artifact import Artifact
from muse.contract.condition import Condition
from muse.contract.file import File
from muse.contract.fingerprint import fingerprint as of_recipe
from muse.contract.hooks import Format
from muse.contract.item import Item
from muse.contract.run import Run
from muse.contract.saving import put
from muse.errors import OutputError, PluginError
from muse.leftovers import new_scratch
from muse.library.library import Library
from muse.library.records import ArtifactRecord, FileRecord
from muse.library.writing import Writing
from muse.media import content, keys
from muse.media.content import Content
from muse.placing import Part
from muse.running import again, carrying, model_card, recipe, rights
from muse.running.request import Request

_EXCERPT = 300
_MOST_PEAKS = 2**16
_LARGEST_SOURCE = 2**28
"""Bytes of a file that is turned into another format, which is done in memory."""

_LONGEST = 400
"""Characters of a command that an error quotes."""


def fill(request: Request, artifact: Artifact, run: Run) -> None:
    """Give an artifact its id, title, recipe, report and finished files."""
    payloads = _payloads(request, artifact, run)
    sums = {key: content.sha256(data) for key, (_, data) in payloads.items()}
    artifact.recipe = recipe.build(
        generator=request.name,
        distribution=request.distribution,
        version=request.version,
        environment=request.environment,
        asked=request.asked,
        condition=_resolved(request, run),
        item=artifact.item,
        payloads=sums,
        weights=run.pins,
        parts=run.parts.get(artifact.item.index),
    )
    measured = _measured(request, payloads)
    artifact.files = {
        key: _carrying(request, key, *payload, sums[key], artifact.recipe, run)
        for key, payload in payloads.items()
    }
    artifact.measured = {
        **artifact.measured,
        **{k: v for k, v in measured.items() if k not in artifact.measured},
    }
    artifact.report = run.report.for_artifact(artifact.measured, artifact.seed)
    artifact.id = f"{run.id}-{artifact.item.index + 1}"
    title = artifact.title or request.prompt or f"{request.name} {artifact.seed}"
    artifact.title = " ".join(title[:400].split())[:120]
    model_card.add(request, artifact, run)


def _resolved(request: Request, run: Run) -> Condition:
    """Return the condition with what the generator settled; PluginError for what is no field."""
    unknown = run.resolved.keys() - type(request.condition).model_fields.keys()
    if unknown:
        raise PluginError(f"{request.name} resolves {min(unknown)!r}, which is no field of its own")
    return request.condition.model_copy(update=run.resolved)


def fingerprint(request: Request, run: Run, item: Item) -> str:
    """Return what an item is found again by; see `Run.fingerprint`."""
    condition = recipe.of_item(_resolved(request, run), item)
    return of_recipe({"generator": request.name, "condition": condition})


def write(
    request: Request, artifact: Artifact, parts: list[Part], journal: Writing | None = None
) -> None:
    """Write an artifact's files; an error says how to make it again, since the work is lost."""
    try:
        put(artifact, parts, journal, base=request.output.base)
        own = sum(not part.shared for part in parts)
        if own or not request.stored:  # what was asked for is where the user said
            artifact.paths = artifact.paths[len(artifact.paths) - own :]
    except OutputError as error:
        error.exit_code = 1  # the request was fine
        how = again.command(request.name, request.asked, request.condition.seed or 0)
        run = artifact.id.rpartition("-")[0]
        how = how if len(how) < _LONGEST else f"what muse show {run} says"
        error.hint = f"{error.hint}; {how} makes it again"
        raise


def stored(
    request: Request, artifact: Artifact, library: Library, own: Collection[Part]
) -> list[Part]:
    """Return the parts that store an artifact's files in the library, by their hashes.

    All, where the run's files are stored; else those on the disk that nobody wants elsewhere, as
    they have to live as long as the artifact. The same bytes may be there: they are replaced by
    themselves. The library has the recipe.
    """
    placed = {part.suffix for part in own}
    return [
        Part(
            library.place(file.sha256, key),
            file.content,
            replace=True,
            suffix=key,
            shared=True,
            passing=file.passing,
            sha256=file.sha256,
        )
        for key, file in artifact.files.items()
        if request.stored or (file.passing and key not in placed)
    ]


def shelter(artifact: Artifact, own: Collection[Part]) -> None:
    """Put files on the disk that nobody wants elsewhere into folders that go when they do."""
    placed = {part.suffix for part in own}
    for key, file in artifact.files.items():
        if file.path is None or not file.passing or key in placed:
            continue
        folder = new_scratch()
        target = folder / f"file{keys.ending(key)}"
        try:
            os.link(file.path, target)
        except OSError:
            shutil.copyfile(file.path, target)
        artifact.files[key] = kept = file.at(target)
        weakref.finalize(kept, shutil.rmtree, folder, ignore_errors=True)


def record(
    request: Request, artifact: Artifact
) -> tuple[ArtifactRecord, bytes | None, bytes | None]:
    """Return what the library keeps of a finished artifact: record, thumbnail (WebP), peaks."""
    data = artifact.files[artifact.suffix].content
    fmt = _format(request, artifact.suffix)
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
            FileRecord(s, f.media_type, f.size, f.sha256, None) for s, f in artifact.files.items()
        ],
    )
    return kept, _thumbnail(fmt, data), _peaks(request, artifact)


def _excerpt(request: Request, artifact: Artifact) -> str:
    """Return the beginning of a text: as the generator made it, where a document was made of it."""
    kinds = {suffix: _media_type(request, suffix) for suffix in artifact.contents}
    made = next((suffix for suffix, kind in kinds.items() if _is_prose(kind)), None)
    if made is None:
        return ""
    first = bytes(content.head(artifact.contents[made], _EXCERPT * 4))
    return first.decode(errors="ignore")[:_EXCERPT]


def _is_prose(kind: str) -> bool:
    """Whether a media type is that of a text to read, rather than of markup to show."""
    return kind.startswith("text/") and kind not in ("text/html", "text/vtt")


def _thumbnail(fmt: Format | None, data: Content) -> bytes | None:
    """Return a thumbnail, or None: one that can't be made must not cost the artifact."""
    try:
        return fmt.thumbnail(data) if fmt and fmt.thumbnail else None
    except Exception:
        return None


def _peaks(request: Request, artifact: Artifact) -> bytes | None:
    """Return the peaks of the first file that is a sound, or None, as for a thumbnail."""
    for key, file in artifact.files.items():
        fmt = _format(request, key)
        if fmt is not None and fmt.peaks is not None:
            try:
                made = fmt.peaks(file.content)
            except Exception:
                return None
            return made if 0 < len(made) <= _MOST_PEAKS and len(made) % 2 == 0 else None
    return None


def _measured(request: Request, payloads: Mapping[str, tuple[str, Content]]) -> dict[str, Any]:
    """Return what formats measure of the files; one that can't be measured costs nothing."""
    measured: dict[str, Any] = {}
    looked: set[str] = set()
    for key, (media_type, data) in payloads.items():
        fmt = _format(request, key)
        if fmt is None or fmt.measure is None or fmt.suffix in looked:
            continue
        looked.add(fmt.suffix)
        if fmt.media_type != media_type:
            continue
        try:
            found = dict(fmt.measure(data))
            json.dumps(found, allow_nan=False)
        except Exception:
            continue
        measured = {**found, **measured}
    return measured


def _payloads(request: Request, artifact: Artifact, run: Run) -> dict[str, tuple[str, Content]]:
    """Return key -> (media type, content) of what was asked for."""
    own: dict[str, tuple[str, Content]] = {
        key: (_media_type(request, key), data if isinstance(data, Path) else bytes(data))
        for key, data in artifact.contents.items()
    }
    whole = request.output.whole
    payloads: dict[str, tuple[str, Content]] = {}
    for suffix in (not artifact.unfinished and request.output.wanted) or ():
        made = keys.of_format(own, suffix, whole)
        if made:
            payloads |= {key: own[key] for key in made}
        else:
            payloads |= _encoded(request, suffix, own)
    taken: set[Path] = set()
    return {
        key: (kind, _taken(data, run, taken) if isinstance(data, Path) else data)
        for key, (kind, data) in (payloads or own).items()
    }


def _encoded(
    request: Request, suffix: str, own: Mapping[str, tuple[str, Content]]
) -> dict[str, tuple[str, Content]]:
    """Return what a generator made in the format of a suffix, under the same names."""
    fmt = request.formats.get(suffix)
    encode = fmt.encode if fmt else {}
    source = next((key for key, (kind, _) in own.items() if kind in encode), None)
    if fmt is None or source is None:
        raise PluginError(f"{request.name} made {', '.join(own)} where {suffix} was asked")
    whole = request.output.whole
    sources = keys.of_format(own, keys.ending(source, whole), whole)
    made: dict[str, tuple[str, Content]] = {}
    for key in sources:
        kind, data = own[key]
        if content.size(data) > _LARGEST_SOURCE:
            raise PluginError(
                f"{request.name} made {content.size(data) // 10**6:,} MB, too many to turn"
                f" {key} into {suffix}"
            )
        name = key[: len(key) - len(keys.ending(key, whole))] + suffix
        made[name] = (fmt.media_type, encode[kind](content.read(data)))
    return made


def _taken(path: Path, run: Run, taken: set[Path]) -> Path:
    """Return a file that is the host's own, to change and to move: one of the run's scratch folder.

    Of any other it is a copy.
    """
    real = path.resolve()
    if path.is_symlink() or real in taken or not real.is_relative_to(run.scratch.resolve()):
        real = run.scratch / f"file-{len(taken)}-{secrets.token_hex(4)}{path.suffix}"
        files.fill(real, path)
    taken.add(real)
    return real


def _media_type(request: Request, key: str) -> str:
    declared = request.generator.formats
    suffix = keys.ending(key, (*request.formats, *declared))
    known = request.formats.get(suffix)
    return declared.get(suffix) or (known.media_type if known else "application/octet-stream")


def _format(request: Request, key: str) -> Format | None:
    return request.formats.get(keys.ending(key, (*request.formats, *request.generator.formats)))


def _carrying(
    request: Request,
    key: str,
    media_type: str,
    data: Content,
    sha256: str,
    kept: dict[str, Any],
    run: Run,
) -> File:
    """Return a file with its recipe inside, or beside it where the format holds none.

    Rights come before it: what the recipe tells of is the file without them.
    """
    passing = isinstance(data, Path)
    fmt = _format(request, key)
    fmt = fmt if fmt and fmt.media_type == media_type else None
    hashed: str | None = sha256
    if request.rights:
        with_rights = rights.put(fmt, key, data, request.rights, kept, run.report)
        hashed = sha256 if with_rights is data and not passing else None
        data = with_rights
    if not request.embed:
        return File(media_type, data, sha256=hashed, passing=passing)
    if fmt:
        inside = carrying.put(fmt, data, recipe.dumps(kept), run.scratch if passing else None)
        if inside is not None:
            return File(media_type, inside, passing=passing)
    text = recipe.dumps(kept).encode()
    return File(media_type, data, beside=text, sha256=hashed, passing=passing)

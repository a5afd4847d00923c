"""Writing the files of an artifact to their places, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from muse import files, placing
from muse.compat import zip
from muse.contract.file import File
from muse.contract.report import Report
from muse.errors import LibraryError
from muse.media import keys
from muse.placing import Part

if TYPE_CHECKING:
    from muse.library.writing import Writing


class Held(Protocol):
    """What has files."""

    files: dict[str, File]


class Saved(Held, Protocol):
    """What an artifact has to have for its files to be written."""

    paths: list[Path]
    report: Report
    journal: Callable[[], Writing] | None


def part(
    artifact: Held,
    key: str,
    target: Path,
    *,
    force: bool = False,
    free: bool = False,
    exactly: bool = False,
) -> Part:
    """Return what is written for one file of an artifact.

    `target` is where the file without a name goes. One with a name goes beside it or into a folder
    named as it; where that is taken the next free name is, as nobody chose it. `exactly` writes any
    file to `target` itself.
    """
    file = artifact.files[key]
    if keys.is_named(key) and not exactly and not target.name.lower().endswith(key):
        target, free = keys.at(target.with_suffix(""), key), free or not force
    passing, recipe = file.passing, {} if file.beside is None else {files.RECIPE: file.beside}
    beside = {**recipe, **file.signatures}
    return Part(target, file.content, beside, force, free, key, passing=passing, sha256=file.sha256)


def put(
    artifact: Saved,
    parts: Sequence[Part],
    journal: Writing | None = None,
    *,
    base: Path | None = None,
) -> list[Path]:
    """Write files of an artifact, all of them or none, and return where they are.

    Relative paths are of the folder `base`, or else of the current one.

    Where they are is recorded with the artifact. LibraryError when a given `journal` can't be
    written to: then nothing is written.
    """
    kept = journal or (artifact.journal() if artifact.journal else None)
    relative = [not part.path.is_absolute() for part in parts]
    if base is not None:
        parts = [replace(part, path=base / part.path) for part in parts]
    try:
        paths = placing.put(parts, kept)
    except LibraryError as error:
        if journal is not None:
            raise
        paths = placing.put(parts)
        artifact.report.note(f"Where it was saved isn't recorded: {error}.")
    if kept is not None and kept.problem is not None:
        artifact.report.note(f"Where it was saved isn't recorded: {kept.problem}.")
    for part, path in zip(parts, paths, strict=True):
        if artifact.files[part.suffix].passing:  # it is read from where it stays
            artifact.files[part.suffix] = artifact.files[part.suffix].at(path.absolute())
    if base is not None:
        paths = [p.relative_to(base) if r else p for p, r in zip(paths, relative, strict=True)]
    artifact.paths += paths
    return paths

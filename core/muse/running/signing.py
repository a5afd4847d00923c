"""Having plugins sign what is finished: the last that happens to the bytes of a file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from muse import files
from muse.config import Config
from muse.contract.artifact import Artifact
from muse.contract.file import File
from muse.contract.hooks import Signed
from muse.contract.inputs import InputFile
from muse.contract.item import Item
from muse.contract.report import Report
from muse.contract.run import Run
from muse.leftovers import scratch_prefix
from muse.library.library import Library
from muse.library.records import ArtifactRecord
from muse.plugins.hooking import Hooks
from muse.running.request import Request

Settings = Mapping[str, Mapping[str, Any]]


def of_run(hooks: Hooks, request: Request, artifact: Artifact, run: Run) -> None:
    """Have the files of a finished artifact signed; parts of works and plain files aren't.

    A part is found again by its bytes, and a signature differs each time. What a plugin can't sign
    stays as it is, and the report says why.
    """
    part = request.part is not None and request.part.depth > 0
    if not request.signed or not request.embed or part or artifact.unfinished:
        return
    if not hooks.signs:
        return
    given = {
        field: [each for each in (value if isinstance(value, list) else [value])
                if isinstance(each, InputFile)]
        for field, value in request.condition
    }  # fmt: skip
    inputs = {field: handed for field, handed in given.items() if handed}
    signed(hooks, artifact, inputs, request.settings, run.scratch)


def of_record(
    hooks: Hooks,
    library: Library,
    config: Config,
    record: ArtifactRecord,
    file: File,
    suffix: str,
    payload: str = "",
) -> File:
    """Return a file of an artifact of the library as it is written elsewhere, signed anew.

    It is signed unless it is already; its content is in memory, or a file that stays where it is.
    `payload` is the hash that it had without its recipe, where the artifact's recipe has none.
    """
    if not (config.signs and config.embed and hooks.signs):
        return file
    if file.path is not None and hooks.signed(file.path) is not None:
        return file
    artifact = Artifact(
        contents={},
        item=Item(record.item, record.seed),
        title=record.title,
        id=record.id,
        files={suffix: file},
        report=Report.from_json(record.report),
        recipe={
            **record.recipe,
            "payload": {**record.recipe["payload"], **({suffix: payload} if payload else {})},
        },
    )
    inputs = dict(_inputs(library, record.recipe))
    with TemporaryDirectory(prefix=scratch_prefix()) as folder:
        signed(hooks, artifact, inputs, config.plugins, Path(folder))
        made = artifact.files[suffix]
        if made.path is not None and made.passing:
            made = File(made.media_type, made.data, made.beside, signatures=made.signatures)
    return made


def _inputs(library: Library, kept: Mapping[str, Any]) -> Iterator[tuple[str, list[InputFile]]]:
    """Yield the files that a recipe's condition names, as far as the library has them."""
    for field, value in kept["condition"].items():
        named = [
            each
            for each in (value if isinstance(value, list) else [value])
            if isinstance(each, Mapping) and each.keys() == {"name", "sha256"}
        ]
        held = [(str(each["name"]), library.input(str(each["sha256"]))) for each in named]
        if found := [InputFile(data, name) for name, data in held if data is not None]:
            yield field, found


def signed(
    hooks: Hooks,
    artifact: Artifact,
    inputs: Mapping[str, Sequence[InputFile]],
    settings: Settings,
    folder: Path,
) -> None:
    """Put each file of an artifact in its place as the first plugin that can signs it."""
    for key, file in list(artifact.files.items()):
        made = hooks.sign(
            artifact=artifact, key=key, inputs=inputs, settings=settings, folder=folder
        )
        if made is not None:
            artifact.files[key] = _of(file, made, folder)


def _of(file: File, made: Signed, folder: Path) -> File:
    """Return a file as it was signed; one on the disk is the host's own from here on."""
    if made.content is None:
        return File(
            file.media_type,
            file.content,
            file.beside,
            sha256=file.sha256,
            passing=file.passing,
            signatures={**file.signatures, **made.beside},
        )
    content = made.content
    if isinstance(content, Path) and not content.resolve().is_relative_to(folder.resolve()):
        own = folder / f"signed-{content.name}"
        files.fill(own, content)
        content = own
    return File(
        file.media_type,
        content,
        file.beside,
        passing=isinstance(content, Path),
        signatures={**file.signatures, **made.beside},
    )

"""Doing one task of a batch, in whatever process, and placing what comes from elsewhere."""

import base64
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from muse import files, placing
from muse.batches.executor import Done, Failure, FileMade, Task
from muse.contract.artifact import Artifact
from muse.contract.events import Progress
from muse.errors import MuseError, RequestError, described
from muse.library import adopting
from muse.library.records import ArtifactRecord, FileRecord, RunRecord
from muse.library.writing import Writing
from muse.media import content, keys
from muse.plugins import surroundings
from muse.running import again, finishing
from muse.running.host import Host
from muse.running.request import Options
from muse.running.stream import Stream


def work(
    host: Host,
    task: Task,
    folder: Path | None,
    tell: Callable[[Progress], None] = lambda progress: None,
    began: Callable[[Stream], None] = lambda stream: None,
) -> Done:
    """Make what a task asks for; nothing but Cancelled and KeyboardInterrupt is raised.

    Files go below `folder`, and the record into the host's library, by the task's key: what an
    attempt before this one made whole is taken. Without a folder the files come back as bytes,
    with what the library of whoever asked is to keep. `began` is handed the run, to cancel it.
    """
    start = time.monotonic()
    try:
        found = made_before(host, task, folder) if folder is not None else None
        done = found or _make(host, task, folder, tell, began)
    except MuseError as error:
        done = failed(task, error)
    except Exception as error:
        done = Done(task.key, task.row, failure=Failure("internal", described(error)))
    return replace(done, seconds=round(time.monotonic() - start, 3))


def options_of(task: Task, output: list[Path] | None = None) -> Options:
    """Return the options of a task's run."""
    told = dict(task.options)
    consent = told.pop("consent", False)
    return Options(
        output=output,
        formats=() if output else task.formats,
        force=task.replace,
        consent=(lambda question: True) if consent else None,
        **told,
    )


def places_of(task: Task, folder: Path) -> list[Path]:
    """Return where the files of a task go; the suffixes say the formats."""
    return [folder / f"{task.name}{suffix}" for suffix in task.formats]


def made_before(host: Host, task: Task, folder: Path) -> Done | None:
    """Return what an attempt that ended before it was told has made; None where it made nothing."""
    for id in host.library.parts.made(task.key):
        try:
            _, record = host.library.find_exactly(id)
        except MuseError:
            continue
        made = [_of_record(each) for each in record.files]
        if made and all(
            each.path is not None and Path(each.path).is_relative_to(folder.absolute())
            and _is_there(each)
            for each in made
        ):  # fmt: skip
            measured = record.report.get("measured", {})
            notes = tuple(record.report.get("notes", ()))
            return Done(
                *(task.key, task.row, record.id, record.seed, tuple(made), measured, notes),
                taken=True,
            )
    return None


def settle(host: Host, task: Task, done: Done, folder: Path) -> Done:
    """Place and record what came as bytes from a worker that shares no folder; return it so.

    OutputError or LibraryError where that can't be, and nothing is written.
    """
    if done.failure is not None or done.record is None:
        return done
    run = RunRecord(**done.record["run"], artifacts=[])
    told = dict(done.record["artifact"])
    made = [FileRecord(f.suffix, f.media_type, f.size, f.sha256, None) for f in done.files]
    artifact = ArtifactRecord(**{**told, "files": made})
    thumbnail, peaks = (_bytes(done.record.get(name)) for name in ("thumbnail", "peaks"))
    parts = [
        placing.Part(
            _place_of(task, file.suffix, folder),
            file.data or b"",
            file.beside,
            replace=task.replace,
            suffix=file.suffix,
            sha256=file.sha256,
        )
        for file in done.files
    ]
    with files.told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    number = adopting.adopt(host.library.database, run)
    journal = Writing(host.library, artifact.id, (number, artifact, thumbnail, peaks, task.key))
    paths = placing.put(parts, journal)
    placed = tuple(
        replace(file, path=str(path.absolute()), data=None, beside={})
        for file, path in zip(done.files, paths, strict=True)
    )
    return replace(done, files=placed, record=None)


def _make(
    host: Host,
    task: Task,
    folder: Path | None,
    tell: Callable[[Progress], None],
    began: Callable[[Stream], None],
) -> Done:
    output = places_of(task, folder) if folder is not None else None
    with host.prepare(task.generator, options_of(task, output), task.fields) as stream:
        stream.recording.key = task.key
        began(stream)
        with surroundings.kept():
            for event in stream:
                if isinstance(event, Progress):
                    tell(event)
        artifact = stream.result[0]
        made = tuple(_file(artifact, key, folder is None) for key in artifact.files)
        if folder is not None:
            paths = dict(zip(artifact.files, artifact.paths, strict=False))
            made = tuple(replace(f, path=str(paths[f.suffix].absolute())) for f in made)
        report = artifact.report
        return Done(
            *(task.key, task.row, artifact.id, artifact.seed, made),
            *(dict(report.measured), tuple(report.notes)),
            record=None if folder is not None else _record(stream, artifact),
        )


def _record(stream: Stream, artifact: Artifact) -> dict[str, Any]:
    """Return what another library is to keep of a run and its artifact, as JSON."""
    request = stream.request
    run = RunRecord(
        id=stream.run.id,
        created=time.time(),
        medium=request.name.partition(".")[0],
        generator=request.name,
        version=request.version,
        prompt=request.prompt,
        asked=dict(request.asked),
        status="done",
        seconds=None,
        error=None,
        condition=again.condition(request.condition),
        artifacts=[],
    )
    record, thumbnail, peaks = finishing.record(request, artifact)
    return {
        "run": {name: value for name, value in asdict(run).items() if name != "artifacts"},
        "artifact": {name: value for name, value in asdict(record).items() if name != "files"},
        "thumbnail": _text(thumbnail),
        "peaks": _text(peaks),
    }


def _file(artifact: Artifact, key: str, whole: bool) -> FileMade:
    file = artifact.files[key]
    beside = {**({files.RECIPE: file.beside} if file.beside else {}), **file.signatures}
    return FileMade(
        *(key, file.media_type, file.size, file.sha256),
        data=file.data if whole else None,
        beside=beside if whole else {},
    )


def _place_of(task: Task, suffix: str, folder: Path) -> Path:
    whole = folder / f"{task.name}{keys.ending(suffix, task.formats)}"
    return keys.at(whole.with_suffix(""), suffix) if keys.is_named(suffix) else whole


def _of_record(record: FileRecord) -> FileMade:
    path = files.of_record(record.path) if record.path else None
    return FileMade(record.suffix, record.media_type, record.size, record.sha256, path)


def _is_there(file: FileMade) -> bool:
    """Whether a file is where it was written, as it was written."""
    try:
        return content.sha256(Path(file.path or "")) == file.sha256
    except OSError:
        return False


def failed(task: Task, error: MuseError) -> Done:
    """Return what becomes of a task that an error ends."""
    wrong = isinstance(error, RequestError)
    failure = Failure(type(error).__name__, error.message, error.hint, wrong)
    return Done(task.key, task.row, failure=failure)


def _text(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)

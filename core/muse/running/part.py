"""A part of a work as a run of its own: what it is called, found by and given."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from muse.contract.artifact import Artifact, Result
from muse.contract.file import File
from muse.contract.inputs import InputFile, ModelSource
from muse.contract.item import items
from muse.contract.large import InputPath
from muse.contract.order import spoken
from muse.contract.report import Report
from muse.errors import MuseError, PluginError
from muse.library.library import Library
from muse.library.records import ArtifactRecord
from muse.running import recipe
from muse.running.request import Request


def work_of(request: Request) -> str:
    """Return the name of the whole that a run makes, or is a part of."""
    return request.part.work if request.part else f"{request.name} {request.condition.seed}"


def key_of(request: Request, called: str, work: str) -> str:
    """Return the hash of all that decides about a part: a part of the same key is the same."""
    name = request.name
    told = recipe.build(
        generator=name,
        distribution=request.distribution,
        version=request.version,
        environment=request.environment,
        asked=request.asked,
        condition=request.condition,
        item=items(request.condition.seed or 0, 1)[0],
        payloads={},
    )
    told["formats"] = sorted(request.output.wanted)
    told["code"] = _code(type(request.generator).__module__)
    if request.generator.repeatable == "no":
        told |= {"work": work, "called": called}
    return recipe.sha256(json.dumps(told, sort_keys=True).encode())


@cache
def _code(module: str) -> str:
    """Return what tells a plugin that is being written from what it was before: nothing else does.

    That is when its files were changed last, where they aren't those of an installed distribution.
    """
    import sys

    found = getattr(sys.modules.get(module.partition(".")[0]), "__file__", None)
    if not found or "site-packages" in Path(found).parts:
        return ""
    path = Path(found)
    files = path.parent.rglob("*.py") if path.name == "__init__.py" else [path]
    return str(max((file.stat().st_mtime_ns for file in files), default=0))


def find(library: Library, key: str, request: Request) -> Artifact | None:
    """Return the artifact that the library has for a key, with all its files; None if it hasn't."""
    for id in library.parts.made(key):
        try:
            _, record = library.find_exactly(id)
        except MuseError:
            continue
        found = of_record(library, record)
        if found is not None and _pins_hold(request, record.recipe):
            return found
    return None


def of_record(library: Library, record: ArtifactRecord) -> Artifact | None:
    """Return an artifact as the library has it; None where one of its files isn't there."""
    files = {}
    for each in record.files:
        path = library.path_of(each)
        if path is None:
            return None
        files[each.suffix] = File(each.media_type, path, sha256=each.sha256)
    report = Report.from_json(record.report)
    return Artifact(
        contents={},
        item=items(record.seed, 1)[0],
        measured=report.measured,
        title=record.title,
        id=record.id,
        files=files,
        report=report,
        recipe=record.recipe,
    )


@contextmanager
def named(called: str) -> Iterator[None]:
    """Put what a part is called in front of its errors: "page 3, picture: ..."."""
    try:
        yield
    except MuseError as error:
        error.message = f"{spoken(called)}: {error.message}"
        error.args = (error.message, *error.args[1:])
        raise


def handed(value: Any) -> Any:
    """Return the value of a field; a file that a work hands over isn't named from outside."""
    if isinstance(value, list | tuple):
        return [handed(each) for each in value]
    if isinstance(value, Path):
        try:
            return InputPath.read(value)
        except ValueError as error:
            raise PluginError(str(error)) from None
    if isinstance(value, str | bytes | int | float | Mapping | None):
        return value
    if isinstance(value, Artifact | Result):
        return value
    return InputFile._of_object(value) or value


def _pins_hold(request: Request, then: Mapping[str, Any]) -> bool:
    """Whether the models that a condition names are those that a part was made with.

    One that isn't here any more can't say otherwise.
    """
    from muse.weights.find import find as weights
    from muse.weights.find import pin

    pinned = then.get("weights", {})
    for _, value in request.condition:
        if type(value) is ModelSource:
            try:
                found = weights(value, used=False, gguf=True, onnx=True)
            except MuseError:
                continue
            if _differs(pinned.get(found.name, {}), pin(found)):
                return False
    return True


def _differs(then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two pins of a model have a file in common whose bytes differ."""
    before, after = then.get("files", {}), now["files"]
    return any(before[name] != after[name] for name in before.keys() & after.keys())

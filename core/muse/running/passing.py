"""What another process needs to make a run: what was asked in whole, files, and its lane."""

from typing import Any

from muse import files
from muse.contract.condition import Condition
from muse.contract.generator import Generator
from muse.contract.inputs import InputFile, ModelSource
from muse.errors import RequestError
from muse.library.jobs import Lane
from muse.library.library import Library
from muse.running.inputs import keep_input
from muse.running.request import Request


def whole(request: Request) -> dict[str, Any]:
    """Return what was asked for with all that another process needs to do it.

    A recipe holds less: of a model's path the last part, of an address no path.
    """
    return {name: _whole(request.condition, name, value) for name, value in request.asked.items()}


def resolved(condition: Condition) -> dict[str, Any]:
    """Return what a condition has come to, in whole: its fields that were set, read or chosen."""
    told = condition.model_dump(mode="json", include=condition.model_fields_set)
    return {name: _whole(condition, name, value) for name, value in told.items()}


def keep_inputs(library: Library, request: Request) -> None:
    """Keep the files that were handed in, so that another process finds them by their hashes."""
    for _, value in request.condition:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, InputFile) and not library.is_stored(each.sha256):
                told = keep_input(library, each)
                if told is not None:
                    raise RequestError(told.rstrip("."), hint="run it now, without --later")


def _whole(condition: Condition, name: str, value: Any) -> Any:
    asked = getattr(condition, name, value)
    if isinstance(asked, list | tuple) and isinstance(value, list):
        return [_of(one, other) for one, other in zip(asked, value, strict=True)]
    return _of(asked, value)


def _of(asked: Any, value: Any) -> Any:
    if isinstance(asked, ModelSource):
        path = files.expanded(asked)
        return str(path.resolve()) if path.exists() else str.__str__(asked)
    if isinstance(asked, InputFile) and asked.artifact:
        return {**asked.to_json(), "artifact": asked.artifact}
    return str.__str__(asked) if isinstance(asked, str) else value


def lane(request: Request) -> Lane:
    """Return which workers may take a run: those that hold a device where it has weights."""
    return lane_of(request.generator, request.condition)


def lane_of(generator: Generator[Any], condition: Condition) -> Lane:
    """Return the same of a generator and its condition."""
    if getattr(generator, "weighs", False):
        return "device"
    if generator.components or "torch" in generator.requires:
        return "device"
    named = any(isinstance(value, ModelSource) for _, value in condition)
    return "device" if named else "light"

"""Errors that a worker tells of, raised again in the host."""

from collections.abc import Mapping
from typing import Any

from muse import errors
from muse.device import component
from muse.errors import Cancelled, GenerationError, MuseError, printable

_KEPT = 4000


class Raised(Exception):
    """What a plugin's code raised in a worker; its class has the name of the original's."""


def again(told: Mapping[str, Any]) -> BaseException:
    """Return the error that a worker tells of: Muse's own kind, or one that is called the same."""
    message = printable(str(told.get("message", "")))[:_KEPT]
    if told.get("cancelled"):
        return Cancelled()
    error: BaseException
    if "kinds" in told:
        error = _own(told, message)
    elif told.get("type") in ("KeyboardInterrupt", "GeneratorExit"):
        error = errors.PluginError(
            f"it ended itself: {printable(str(told.get('told')))[:500]}", hint="--debug shows where"
        )
    else:
        name = "OutOfMemoryError" if told.get("memory") else str(told.get("type", "Exception"))
        error = type(name if name.isidentifier() else "Exception", (Raised,), {})(message)
    if told.get("trace"):
        error.add_note("in the worker:\n" + printable(str(told["trace"]))[-20000:])
    return error


def _own(told: Mapping[str, Any], message: str) -> MuseError:
    for name in told["kinds"]:
        kind = getattr(errors, str(name), None) or getattr(component, str(name), None)
        if isinstance(kind, type) and issubclass(kind, MuseError):
            break
    else:
        kind = GenerationError
    hint = told.get("hint")
    made: MuseError = kind(message, hint=None if hint is None else printable(str(hint))[:_KEPT])
    if isinstance(told.get("exit_code"), int):
        made.exit_code = told["exit_code"]
    return made

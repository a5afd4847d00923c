"""Errors as answers: the status of each, and the form that Muse's own API gives them."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse

from muse import MuseError, NotReady, RequestError
from muse.errors import InvalidField, NotFound, PluginError, UnknownField, UnknownGenerator
from muse.library.desk import ChangedMeanwhile
from muse.library.jobs import KeyTaken, QueueFull, WrongState

AGAIN = 5
"""Seconds after which a client may try again where the queue is full."""

_STATUS: tuple[tuple[type[MuseError], int, str], ...] = (
    (QueueFull, 429, "queue_full"),
    (KeyTaken, 422, "key_taken"),
    (WrongState, 409, "wrong_state"),
    (ChangedMeanwhile, 409, "changed_meanwhile"),
    (NotFound, 404, "not_found"),
    (UnknownGenerator, 404, "unknown_generator"),
    (UnknownField, 422, "unknown_field"),
    (InvalidField, 422, "invalid_field"),
    (RequestError, 422, "wrong_request"),
    (NotReady, 503, "not_ready"),
    (PluginError, 500, "plugin_failed"),
)


@dataclass(eq=False)  # not frozen: an exception gets its traceback as it is raised
class Problem(Exception):
    """What is wrong with a request as such: its form, its size, its right to ask."""

    status: int
    code: str
    message: str
    hint: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


def of(error: MuseError) -> Problem:
    """Return the problem that an error of Muse is for whoever asked."""
    status, code = next(((s, c) for kind, s, c in _STATUS if isinstance(error, kind)), (500, ""))
    headers = (("retry-after", str(AGAIN)),) if status == 429 else ()
    return Problem(status, code or "failed", error.message, error.hint, headers)


def answer(problem: Problem) -> JSONResponse:
    """Return the answer that tells of a problem, as Muse's own API does."""
    told: dict[str, Any] = {"code": problem.code, "message": problem.message}
    if problem.hint:
        told["hint"] = problem.hint
    return JSONResponse({"error": told}, problem.status, headers=dict(problem.headers))

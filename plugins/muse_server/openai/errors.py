"""Errors in OpenAI's form, with what its clients read to know whether to try again."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from muse import MuseError
from muse_server import logs, problems
from muse_server.problems import Problem
from muse_server.service import Disconnected, request_id

Handler = Callable[[Request], Awaitable[Response]]

_AGAIN = frozenset((408, 429))
"""Statuses after which the same request may work; a client knows that of them itself."""

_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_FIELD = re.compile(r"([A-Za-z_][\w.\[\]]*): ")
_LACKING = re.compile(r"has no field '(\w+)'")
_CANNOT_WRITE = re.compile(r"can't write \.\w+$")
_OF_OPENAI = {"count": "n", "width": "size", "height": "size", "init": "image"}
"""Field of a condition -> the parameter of OpenAI's that sets it."""


class Stopping(Problem):
    """The server stops before the answer is there; the job was cancelled, unless it `stays`."""

    def __init__(self, job: str, stays: bool) -> None:
        then = f"job {job} goes on when it is back" if stays else "ask again"
        again = "false" if stays else "true"  # where it goes on, another one would be too many
        headers = (("retry-after", str(problems.AGAIN)), ("x-should-retry", again))
        super().__init__(503, "stopping", f"the server stops; {then}", headers=headers)


def edge(handler: Handler) -> Handler:
    """Return a handler whose errors are told in OpenAI's form."""

    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except (Disconnected, ClientDisconnect):
            raise  # nobody reads an answer
        except Exception as error:
            return answer(of(error, request_id(request)))

    return told


def of(error: Exception, request: str) -> Problem:
    """Return the problem that an error is; what nobody foresaw goes to the log, with a request."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, MuseError):
        return problems.of(error)
    if isinstance(error, HTTPException):  # Starlette's, for a form that is broken or too large
        headers = tuple((error.headers or {}).items())
        return Problem(error.status_code, "wrong_request", error.detail, headers=headers)
    extra = {"told": {"request": request}}
    logs.log.error("internal error", exc_info=error, extra=extra)
    return Problem(500, "internal", "something went wrong inside", "the server's log has more")


def answer(problem: Problem) -> Response:
    """Return the answer that tells of a problem."""
    headers = dict(problem.headers)
    if problem.status not in _AGAIN and "retry-after" not in headers:
        headers["x-should-retry"] = "false"
    return JSONResponse(body(problem), _status(problem), headers=headers)


def body(problem: Problem) -> dict[str, Any]:
    """Return what an answer or an event says of a problem."""
    status = _status(problem)
    kind = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    told = {"message": message, "type": kind, "param": _param(problem), "code": problem.code}
    return {"error": told}


def failed(data: Mapping[str, Any]) -> Problem:
    """Return the problem that the event of a failure tells: the same request would fail again.

    Who asked is told apart from what broke here: a field may prove wrong as late as that.
    """
    if data.get("wrong"):
        return Problem(400, "invalid_value", str(data.get("error") or "it can't be made"))
    return Problem(500, "generation_failed", str(data.get("error") or "it failed"))


def wrong(field: str, message: str, hint: str | None = None) -> Problem:
    """Return the problem that a field of a request is."""
    return Problem(400, "invalid_value", f"{field}: {message}", hint)


def _status(problem: Problem) -> int:
    return 400 if problem.status == 422 else problem.status


def _param(problem: Problem) -> str | None:
    if _status(problem) not in (400, 404):
        return None
    if _CANNOT_WRITE.search(problem.message):
        return "output_format"
    if problem.code in ("model_not_found", "unknown_generator"):
        return "model"
    found = _FIELD.match(problem.message) or _LACKING.search(problem.message)
    return _OF_OPENAI.get(found[1], found[1]) if found else None

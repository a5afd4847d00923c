"""Answering in the words of the native API."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Parameter:
    """A value in the query of a request, by its JSON Schema."""

    name: str
    schema: dict[str, Any]
    description: str


@dataclass(frozen=True)
class Operation:
    """What the OpenAPI document says of a handler.

    `answers` are status -> a model, a media type, or None for an empty body. `wrong` are the
    statuses of errors beside those that every handler has.
    """

    summary: str
    answers: Mapping[int, type[BaseModel] | str | None]
    body: type[BaseModel] | str | None = None
    query: tuple[Parameter, ...] = ()
    headers: tuple[Parameter, ...] = ()
    wrong: tuple[int, ...] = ()


def route(method: str, path: str, handler: Handler, operation: Operation) -> Route:
    """Return a route that the OpenAPI document knows."""
    found = Route(path, handler, methods=[method])
    found.operation = operation  # type: ignore[attr-defined]
    return found


def answer(model: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return a model as the answer."""
    return Response(model.model_dump_json(), status, headers=headers, media_type="application/json")

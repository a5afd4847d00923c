"""The application: the guard, and behind it the surfaces, each a list of routes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse import MuseError
from muse_server import a1111, assistants, health, native, openai, pages, problems
from muse_server.guard import Guard
from muse_server.problems import Problem
from muse_server.service import Disconnected, Service
from muse_server.sessions import Session

_TOLD = ("x-request-id", "x-muse-model", "x-muse-job", "location", "retry-after")
"""Headers that pages of other sites, where they are allowed, may read."""


def build(service: Service, token: str | None = None) -> Starlette:
    """Return the application; `token` is what every request has to bring."""
    service.session = Session(token)
    routes: list[BaseRoute] = []
    for surface in (native, openai, a1111, assistants, health, pages):
        routes += surface.routes(service)
    shown = tuple(service.host.plugins.index.pages)
    middleware = [Middleware(Guard, settings=service.settings, token=token, pages=shown)]
    if service.settings.origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=service.settings.origins,
                allow_methods=["*"],
                allow_headers=["*"],
                expose_headers=_TOLD,
            )
        )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        service.close()

    return Starlette(
        routes=routes,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={
            Problem: _problem,
            MuseError: _muse_error,
            HTTPException: _http,
            Disconnected: _gone,
            ClientDisconnect: _gone,
        },
    )


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problems.answer(error)


async def _muse_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, MuseError)
    return problems.answer(problems.of(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    codes = {404: "not_found", 405: "wrong_method"}
    told = {404: "there is nothing at this path", 405: "this path has no such method"}
    headers = tuple((error.headers or {}).items())
    message = told.get(error.status_code, error.detail)
    code = codes.get(error.status_code, "wrong_request")
    return problems.answer(Problem(error.status_code, code, message, headers=headers))


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it

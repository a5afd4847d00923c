"""What stands before every handler: who may ask, by which name, from which page, and how much.

A page of a stranger's site that a browser on this machine opens can send requests to loopback. Its
name in `Host` gives it away when it has pointed that name here (DNS rebinding), its `Origin` or
`Sec-Fetch-Site` when it hasn't.
"""

import asyncio
import ipaddress
import re
import secrets
import socket
import time
from base64 import b64decode
from collections.abc import Callable, Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from muse_server import logs
from muse_server.openai import errors
from muse_server.problems import AGAIN, Problem, answer
from muse_server.sessions import Session
from muse_server.settings import Settings

OPEN = frozenset(("/healthz",))
"""Paths that need no token: they tell nothing."""

SESSION = "/api/v1/session"
"""Where a page that has no session yet asks for one."""

JSON_SLACK = 2**20
"""Bytes that a body may have beside the files in it."""

_TOKEN = 4096
"""Bytes of a body that has a token."""

_BODIES_AT_ONCE = 4
"""How many bodies of the largest size may be at work at once, all together."""

_INTERNAL = Problem(
    500, "internal", "something went wrong inside", "the server's log says more by the request's id"
)

_SLOW = 30.0
"""Seconds without a byte of a body after which a client is let go."""

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_BODIES = ("application/json", "multipart/form-data")
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
_PART = ("x-content-type-options", "cross-origin-resource-policy")
_POLICY = "default-src 'none'; frame-ancestors 'none'"


class Guard:
    """The middleware that refuses what mustn't reach a handler, and gives each request an id."""

    def __init__(
        self, app: ASGIApp, settings: Settings, token: str | None, pages: tuple[str, ...] = ()
    ) -> None:
        self._app = app
        self._settings = settings
        self._session = Session(token)
        self._pages = ("/", *(f"/{name}" for name in pages))
        self._below = tuple(f"/{name}/" for name in pages)
        self._names = {"localhost", socket.gethostname().lower(), *map(str.lower, settings.hosts)}
        self._open = 0
        self._held = 0
        self._most = settings.upload * 4 // 3 + JSON_SLACK  # files in JSON are base64

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        id = given if _ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = id
        started, status, began = time.monotonic(), 500, False
        bounded = _Bounded(receive, self._bound(scope), self._hold)
        self._open += 1

        async def answering(message: Message) -> None:
            nonlocal status, began
            if message["type"] == "http.response.start":
                began = True
                status = message["status"]
                _mark(MutableHeaders(scope=message), id, lean=scope["state"].get("lean", False))
            await send(message)

        try:
            problem = self._problem(scope, headers)
            if problem is not None:
                await _told(scope, problem)(scope, receive, answering)
            else:
                await self._app(scope, bounded, answering)
        except Exception as error:
            logs.log.error("internal error", exc_info=error, extra={"told": {"request": id}})
            if not began:
                await _told(scope, _INTERNAL)(scope, receive, answering)
        finally:
            self._open -= 1
            self._held -= bounded.held
            logs.request(scope["method"], scope["path"], status, time.monotonic() - started, id)

    def _bound(self, scope: Scope) -> int:
        """Return the bytes that a body may have: few of somebody who gave no token yet."""
        return _TOKEN if scope["path"] == SESSION else self._most

    def _hold(self, size: int) -> None:
        """Count bytes of bodies at work; Problem where all of them are too many."""
        self._held += size
        if self._held > _BODIES_AT_ONCE * self._most:
            raise Problem(
                503, "too_many", "too much is sent at once", None, (("retry-after", str(AGAIN)),)
            )

    def _problem(self, scope: Scope, headers: Headers) -> Problem | None:
        return (
            self._wrong_host(headers)
            or self._wrong_origin(scope, headers)
            or self._wrong_token(scope, headers)
            or self._too_many(scope)
            or self._wrong_body(scope, headers)
        )

    def _too_many(self, scope: Scope) -> Problem | None:
        """Refuse what is more than may be at once: streams of events stay open for long."""
        if self._open <= self._settings.connections or scope["path"] in OPEN:
            return None
        told = f"{self._settings.connections} requests and streams are open already"
        return Problem(503, "too_many", told, "try again later", (("retry-after", str(AGAIN)),))

    def _wrong_host(self, headers: Headers) -> Problem | None:
        """Refuse a name that isn't ours; a bare address is never a stranger's name."""
        named = headers.getlist("host")
        name = _name(named[0]) if len(named) == 1 else None
        if name is not None and (name in self._names or _is_address(name)):
            return None
        return Problem(
            421,
            "wrong_host",
            f"this server isn't called {(name or 'that')[:80]!r}",
            "name it in the setting plugins.server.hosts, if it is",
        )

    def _wrong_origin(self, scope: Scope, headers: Headers) -> Problem | None:
        origin = headers.get("origin")
        if origin is not None:
            own = origin.lower() == f"{scope['scheme']}://{headers['host']}".lower()
            if not own and origin not in self._settings.origins:
                return Problem(403, "wrong_origin", "pages of other sites can't use this server")
        elif headers.get("sec-fetch-site") in ("cross-site", "same-site") and not (
            headers.get("sec-fetch-mode") == "navigate" and scope["method"] == "GET"
        ):
            return Problem(403, "wrong_origin", "pages of other sites can't use this server")
        return None

    def _wrong_token(self, scope: Scope, headers: Headers) -> Problem | None:
        path = scope["path"]
        if not self._session.wanted or path in (*OPEN, SESSION, *self._pages):
            return None
        if path.startswith(self._below) and scope["method"] in ("GET", "HEAD"):
            return None  # what pages are made of is no secret; what they ask for is
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            return None  # a preflight carries none, and gets nothing
        if any(self._session.is_token(given) for given in _tokens(headers)):
            return None
        if "cookie" in headers and self._session.is_cookie(headers["cookie"]):
            return None
        return Problem(
            401,
            "no_token",
            "this server wants its token",
            "send Authorization: Bearer TOKEN",
            (("www-authenticate", "Bearer"),),
        )

    def _wrong_body(self, scope: Scope, headers: Headers) -> Problem | None:
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or len(headers.getlist("content-length")) > 1:
            return Problem(400, "wrong_length", "Content-Length is no number")
        if "content-length" in headers and "transfer-encoding" in headers:
            return Problem(400, "wrong_length", "a body has a length, or comes in chunks")
        most = self._bound(scope)
        if int(length) > most:
            return _too_large(most)
        body = int(length) or "transfer-encoding" in headers
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if body and kind not in _BODIES:
            return Problem(415, "wrong_type", "a body is application/json or multipart/form-data")
        return None


def _told(scope: Scope, problem: Problem) -> Response:
    """Return the answer that tells of a problem, in the form that the client of a path reads."""
    return errors.answer(problem) if scope["path"].startswith("/v1/") else answer(problem)


class _Bounded:
    """Receives a body, as long as it comes and isn't larger than it may be."""

    def __init__(self, receive: Receive, most: int, hold: Callable[[int], None]) -> None:
        self.held = 0
        self._got = 0
        self._receive = receive
        self._most = most
        self._hold = hold
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:  # what comes now is that the client is gone
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), _SLOW)
        except TimeoutError:
            raise Problem(408, "too_slow", f"no byte of the body came for {_SLOW:g} s") from None
        if message["type"] == "http.request":
            size = len(message.get("body", b""))
            self._got += size
            self._whole = not message.get("more_body", False)
            if self._got > self._most:
                raise _too_large(self._most)
            self.held += size
            self._hold(size)
        return message


def _too_large(most: int) -> Problem:
    return Problem(413, "too_large", f"the body is larger than {most:,} bytes")


def _name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None where it is none."""
    try:
        split = urlsplit(f"//{host}")
        name, _ = split.hostname, split.port
    except ValueError:
        return None
    plain = split.netloc == host and not split.username and not split.path
    return name if name and plain else None


def _is_address(name: str) -> bool:
    with suppress(ValueError):
        ipaddress.ip_address(name)
        return True
    return False


def _tokens(headers: Headers) -> Iterable[bytes]:
    """Yield what may be the token: as a bearer, as a password, as ElevenLabs' clients send it."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        yield value.strip().encode("latin-1", "replace")
    elif kind.lower() == "basic":
        with suppress(ValueError):
            yield b64decode(value, validate=True).partition(b":")[2]
    if "xi-api-key" in headers:
        yield headers["xi-api-key"].encode("latin-1", "replace")


def _mark(headers: MutableHeaders, id: str, *, lean: bool) -> None:
    """Add the headers of every answer; the part of a page, one of many, has what it needs alone."""
    if lean:
        for name in _PART:
            headers.setdefault(name, _HEADERS[name])
        return
    headers["x-request-id"] = id
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    headers.setdefault("content-security-policy", _POLICY)
    headers.setdefault("cache-control", "no-store")

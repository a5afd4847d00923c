"""Serving: the address, the workers, and an end that loses nothing."""

import asyncio
import ipaddress
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from muse import MuseError, RequestError, entry_points
from muse.batches import finding
from muse.batches.executor import Reached
from muse.batches.finding import LOCAL
from muse.cli.console import say
from muse.running.host import Host
from muse_server import app, logs, opening, tokens
from muse_server.policed import policed
from muse_server.service import Service
from muse_server.settings import Settings
from muse_server.supervisor import Supervisor, devices

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


_HEADERS = 20.0
"""Seconds in which the headers of a connection's first request come."""

_BACKLOG = 512
"""Connections that may wait to be taken."""


def table(plugin: str = "server") -> dict[str, Any]:
    """Return the user's settings of the server, or of another plugin."""
    from muse.config import Config

    return Config.load().plugins.get(plugin, {})


def serve(settings: Settings, *, always_token: bool = False, page: str | None = None) -> None:
    """Serve until a signal says to stop; MuseError when the address can't be had.

    `page` is opened in the browser; where a Muse serves it at this address already, that one is
    shown, and nothing else is served. Whoever asks for a page needs no certain port: where the
    usual one is taken by another program, it is a free one.
    """
    if page and opening.is_there(settings, page):
        say("it is open already")
        opening.show(f"{_url(settings, (settings.host, settings.port))}{page}")
        return
    try:
        listening = _listen(settings)
    except MuseError:
        if page is None or settings.port != Settings.model_fields["port"].default:
            raise
        listening = _listen(settings.model_copy(update={"port": 0}))
    address = listening.getsockname()
    beyond = not _is_loopback(address[0])
    token = tokens.get() if always_token or beyond else None
    with (
        policed(beyond, table("policy")) as policy,
        _reached(settings) as reached,
        Host() as host,
    ):
        supervisor = Supervisor(
            host.library,
            workers=reached.workers,
            limit=settings.seconds,
            devices=devices(host.config.device),
            on=settings.on,
            environment=reached.environment,
        )
        supervisor.trash_days = settings.trash_days
        service = Service(host, settings, supervisor.processes)
        server = _Server(settings, service, supervisor, token)
        supervisor.start()
        shown = "" if page is None else page or "/"
        say(f"Muse listens at {_url(settings, address)}{shown}; Ctrl-C stops it")
        if opening.is_everywhere(address[0]):
            say(f"other machines reach it at http://{opening.own_address()}:{address[1]}{shown}")
        if token:
            say(f"programs need the token {tokens.where()}")
        if policy:
            say(policy)
        if settings.on != LOCAL:
            many = f"{reached.workers} worker{'s' if reached.workers > 1 else ''}"
            say(f"jobs are made by {many} on {settings.on}")
        if page:
            here = ("127.0.0.1", address[1]) if opening.is_everywhere(address[0]) else address
            here_too = settings.model_copy(update={"host": here[0]})
            server.once_started = lambda: opening.show(f"{_url(here_too, here)}{page}", token)
        try:
            server.run([listening])
        finally:
            supervisor.close(0.0)


@contextmanager
def _reached(settings: Settings) -> Iterator[Reached]:
    """See to it that the place where jobs are made is there as long as the block lasts."""
    if settings.on == LOCAL:
        yield Reached(settings.workers)
        return
    name, address = finding.split(settings.on)
    given = settings.workers if "workers" in settings.model_fields_set else None
    if given == 0:
        raise RequestError("workers: 0 make nothing", hint="--workers 1, or leave it out")
    with finding.lender(name, entry_points.load()).reach(address, given) as reached:
        yield reached


class _Prompt(H11Protocol):
    """A connection that is closed when its first request doesn't come."""

    def connection_made(self, transport: Any) -> None:
        """Wait for the headers, for a while."""
        super().connection_made(transport)
        self._late = self.loop.call_later(_HEADERS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._late.cancel()
        super().connection_lost(exc)

    def _give_up(self) -> None:
        if self.cycle is None:
            self.transport.close()


class _Server(uvicorn.Server):
    """Serves on while the workers end their jobs; a second signal gives those back at once."""

    def __init__(
        self, settings: Settings, service: Service, supervisor: Supervisor, token: str | None
    ) -> None:
        config = uvicorn.Config(
            app.build(service, token),
            http=_Prompt,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            proxy_headers=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=64 * 1024,
            backlog=_BACKLOG,
        )
        super().__init__(config)
        self._service = service
        self._supervisor = supervisor
        self._grace = settings.grace
        self.once_started: Callable[[], None] = lambda: None
        self._asked = 0

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop in order at the first signal, and at once at the second."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self._stop) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def _stop(self, number: int, frame: object) -> None:
        self._asked += 1
        if self._asked == 1:
            self._loop.call_soon_threadsafe(self._begin_to_stop)
        else:
            self._supervisor.hurry()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and do what waited for that."""
        await super().startup(sockets=sockets)
        self._loop.run_in_executor(None, self.once_started)

    def _begin_to_stop(self) -> None:
        self._ending = asyncio.create_task(self._end())

    async def _end(self) -> None:
        running = 0
        with suppress(MuseError):
            running = (await self._service.read(self._service.jobs.count)).get("running", 0)
        logs.tell("stopping", running=running)
        if running:
            say(f"{running} at work may end within {self._grace:g} s; Ctrl-C gives them back")
        try:
            await asyncio.to_thread(self._supervisor.close, self._grace)
        finally:
            self._service.changes.close()
            self.should_exit = True


def _listen(settings: Settings) -> socket.socket:
    host, port = settings.host, settings.port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        kind, _, protocol, _, address = found[0]
        # With its protocol named, asyncio sends small answers at once (TCP_NODELAY).
        listening = socket.socket(kind, socket.SOCK_STREAM, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
            listening.listen(_BACKLOG)  # who is told the address may call at once
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise MuseError(
            f"{host}:{port} can't be listened at ({error.strerror or error})",
            hint="--port 0 takes a free one",
        ) from None
    return listening


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


def _url(settings: Settings, address: Any) -> str:
    host = f"[{address[0]}]" if ":" in address[0] else address[0]
    return f"http://{host}:{address[1]}"

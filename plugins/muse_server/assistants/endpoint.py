"""`/mcp`: the streamable HTTP of MCP, started by the first request to it.

It keeps no sessions, so a client goes on after a restart of the server, and nobody's stays open.
"""

import asyncio
import contextvars
from typing import TYPE_CHECKING

from starlette.types import Receive, Scope, Send

from muse_server import guard
from muse_server.problems import Problem
from muse_server.service import Service

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

INSTALL = 'pip install "muse-host[mcp]"'


class Endpoint:
    """An ASGI application that answers MCP's requests; 501 where the SDK isn't installed."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lock = asyncio.Lock()
        self._manager: StreamableHTTPSessionManager | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        manager = await self._ready()
        await manager.handle_request(scope, receive, send)

    async def _ready(self) -> "StreamableHTTPSessionManager":
        async with self._lock:
            if self._manager is None or self._keeping is None or self._keeping.done():
                self._manager = await self._service.read(self._made)
                begun = asyncio.Event()
                self._keeping = asyncio.create_task(
                    self._keep(self._manager, begun),
                    context=contextvars.Context(),  # it outlives the request that starts it
                )
                await begun.wait()
            return self._manager

    def _made(self) -> "StreamableHTTPSessionManager":
        try:
            from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
        except ImportError:
            raise Problem(501, "not_installed", "MCP isn't installed here", INSTALL) from None
        from muse_server.assistants import server

        return StreamableHTTPSessionManager(
            server.build(self._service),
            stateless=True,
            max_request_body_size=self._service.settings.upload * 4 // 3 + guard.JSON_SLACK,
        )

    async def _keep(self, manager: "StreamableHTTPSessionManager", begun: asyncio.Event) -> None:
        """Hold what requests are served in, until the end of the loop cancels this task."""
        async with manager.run():
            begun.set()
            await asyncio.Event().wait()

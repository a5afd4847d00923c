"""The files of artifacts as resources: `muse://artifact/ID/SUFFIX`."""

import re
from base64 import b64encode
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    BlobResourceContents,
    ListResourcesResult,
    ListResourceTemplatesResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)

from muse.errors import NotFound
from muse.library.gallery import Sought
from muse.library.records import FileRecord
from muse_server.assistants.contents import named, uri
from muse_server.service import Service

Context = ServerRequestContext[Any, Any]

_PAGE = 50
_CURSOR = re.compile(r"[0-9]{1,15}-[0-9]{1,9}")


class Resources:
    """The resources of a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def list(
        self, context: Context, params: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        """List the files of the library, those of the newest artifacts first."""
        cursor = params.cursor if params else None
        if cursor is not None and not _CURSOR.fullmatch(cursor):
            raise MCPError(INVALID_PARAMS, "cursor: expected nextCursor of a page")
        run, _, item = (cursor or "").partition("-")
        after = (int(run), int(item)) if cursor else None

        def looked() -> ListResourcesResult:
            library = self._service.host.library
            found = library.gallery.seek(Sought(), after=after, limit=_PAGE)
            artifacts = [library.find(id)[1] for id, _ in found]
            place = found[-1][1] if len(found) == _PAGE else None
            return ListResourcesResult(
                resources=[
                    Resource(
                        name=f"{artifact.id}{file.suffix}",
                        title=artifact.title or None,
                        uri=uri(artifact, file),
                        mime_type=file.media_type,
                        size=file.size,
                    )
                    for artifact in artifacts
                    for file in artifact.files
                ],
                next_cursor=f"{place[0]}-{place[1]}" if place else None,
            )

        return await self._service.read(looked)

    async def templates(
        self, context: Context, params: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """List the one form that names have."""
        template = ResourceTemplate(
            name="artifact",
            title="A file of an artifact",
            uri_template="muse://artifact/{id}/{suffix}",
            description="The whole file, by the artifact's id and the ending of its name: png.",
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read(self, context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        """Return a whole file."""
        file = await self._service.read(lambda: self._file(params.uri))
        data = await self._service.data(file) if file is not None else None
        if file is None or data is None:
            raise MCPError(INVALID_PARAMS, "there is no such resource")
        contents: TextResourceContents | BlobResourceContents
        if file.media_type.startswith("text/"):
            text = data.decode("utf-8", "replace")
            contents = TextResourceContents(uri=params.uri, mime_type=file.media_type, text=text)
        else:
            blob = b64encode(data).decode()
            contents = BlobResourceContents(uri=params.uri, mime_type=file.media_type, blob=blob)
        return ReadResourceResult(contents=[contents])

    def _file(self, name: str) -> FileRecord | None:
        parts = named(name)
        if parts is None:
            return None
        try:
            _, artifact = self._service.host.library.find_exactly(parts[0])
        except NotFound:
            return None
        return next((file for file in artifact.files if file.suffix == parts[1]), None)

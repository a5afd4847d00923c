"""The files of artifacts as resources: `muse://artifact/ID/SUFFIX`."""

import re
from base64 import b64encode
from contextlib import suppress
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

from muse import MuseError
from muse.errors import NotFound
from muse.library.gallery import Sought
from muse.library.records import ArtifactRecord, FileRecord
from muse_server.assistants.contents import Contents, base, named, uri
from muse_server.service import Service

Context = ServerRequestContext[Any, Any]

_PAGE = 50
_MOST = 32 * 2**20
"""Bytes of the largest file that is given as a resource: it is in the memory several times."""

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
        """Return a whole file; MCPError where there is none, and for one that is too large."""
        contents = Contents(self._service, base(context))
        try:
            read = await self._service.read(lambda: self._contents(params.uri, contents))
        except MuseError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from None
        return ReadResourceResult(contents=[read])

    def _contents(
        self, name: str, contents: Contents
    ) -> TextResourceContents | BlobResourceContents:
        artifact, file = self._file(name)
        if file.size > _MOST:
            place = contents.place(artifact, file)
            told = f"the file has {file.size:,} bytes, and a resource {_MOST:,} at most"
            where = "; get it from {}".format(*place.values()) if place else ""
            raise MCPError(INVALID_PARAMS, told + where, {"size": file.size, **place})
        path = self._service.host.library.path_of(file)
        if path is None:
            raise MuseError("the file is gone", hint="make it again")
        data = path.read_bytes()
        if file.media_type.startswith("text/"):
            text = data.decode("utf-8", "replace")
            return TextResourceContents(uri=name, mime_type=file.media_type, text=text)
        blob = b64encode(data).decode()
        return BlobResourceContents(uri=name, mime_type=file.media_type, blob=blob)

    def _file(self, name: str) -> tuple[ArtifactRecord, FileRecord]:
        parts = named(name)
        if parts is not None:
            with suppress(NotFound):
                _, artifact = self._service.host.library.find_exactly(parts[0])
                for file in artifact.files:
                    if file.suffix[1:] == parts[1]:
                        return artifact, file
        raise MuseError("there is no such resource")

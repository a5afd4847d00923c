"""What was made as an assistant gets it: pictures and words to look at, links to the files."""

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp_types import ContentBlock, ImageContent, ResourceLink, TextContent

from muse import MuseError
from muse.library.jobs import Job
from muse.library.records import ArtifactRecord, FileRecord
from muse.media import content
from muse_server.assistants.previews import ANSWER, preview
from muse_server.service import Service

PICTURES = 4
"""The most pictures or texts that are given in full; all have links."""

_LINKS = 50
_TEXT = 100_000
"""Characters of a text that are given; the file has them all."""

_URI = re.compile(r"muse://artifact/([0-9a-z]{1,40}-[0-9]{1,9})/([0-9A-Za-z][0-9A-Za-z._-]{0,59})")


def uri(artifact: ArtifactRecord, file: FileRecord) -> str:
    """Return the name of a file as a resource."""
    return f"muse://artifact/{artifact.id}/{file.suffix[1:]}"


def base(context: ServerRequestContext[Any, Any]) -> str | None:
    """Return the address that a client reaches the server by; None for one on this machine."""
    return str(context.request.base_url) if context.request else None


def named(uri: str) -> tuple[str, str] | None:
    """Return the artifact's id and the file that a resource's name has; None if it has none.

    A file is its suffix, or its name, without what comes before: `png`, `drums.wav`, `03.png`.
    """
    found = _URI.fullmatch(uri)
    return (found[1], found[2].lower()) if found else None


class Contents:
    """Tells of artifacts; `base` is the address that a client reaches the server by, if it is one.

    A client without it runs on this machine, and gets the files' paths.
    """

    def __init__(self, service: Service, base: str | None) -> None:
        self._service = service
        self._base = base

    def told(self, artifact: ArtifactRecord) -> dict[str, Any]:
        """Return an artifact as JSON; in a thread."""
        report = {k: v for k, v in artifact.report.items() if k != "applied"}
        told: dict[str, Any] = {
            "artifact": artifact.id,
            "title": artifact.title,
            "seed": artifact.seed,
            "report": report,
            "files": [self._file(artifact, file) for file in artifact.files[:_LINKS]],
        }
        if len(artifact.files) > _LINKS:
            told["more_files"] = len(artifact.files) - _LINKS
        told |= {"rating": artifact.rating} if artifact.rating is not None else {}
        return told | ({"note": artifact.note} if artifact.note else {})

    def made(
        self, job: Job, artifacts: Sequence[ArtifactRecord], *, links: bool
    ) -> tuple[list[ContentBlock], dict[str, Any]]:
        """Return what a job made, as content and as JSON; in a thread."""
        shown: list[ContentBlock] = []
        for artifact in artifacts[:PICTURES]:
            text = self._text(artifact)
            most = ANSWER // min(len(artifacts), PICTURES)
            block = self._picture(artifact, most) if text is None else TextContent(text=text)
            if block is not None:
                shown.append(block)
        told = {
            "job": job.id,
            "state": job.state,
            "generator": job.generator,
            "artifacts": [self.told(each) for each in artifacts[:_LINKS]],
        }
        if len(artifacts) > _LINKS:
            told["more"] = f"{len(artifacts) - _LINKS} more; find has them"
        every = ((a, file) for a in artifacts[:_LINKS] for file in a.files[:_LINKS])
        linked = [self._link(*each) for each in every] if links else []
        return [*shown, said(told), *linked], told

    def thumbnail(self, artifact: str) -> ImageContent | None:
        """Return the small picture that the library has of an artifact; in a thread."""
        data = self._service.host.library.thumbnail(artifact)
        return _image(data, "image/webp") if data else None

    def place(self, artifact: ArtifactRecord, file: FileRecord) -> dict[str, str]:
        """Return where a client gets a file whole: its `url` or `path`; nothing if it is gone."""
        if self._base is not None:
            return {"url": f"{self._base}api/v1/artifacts/{artifact.id}/files/{file.suffix[1:]}"}
        path = self._service.host.library.path_of(file)
        return {"path": str(path)} if path else {}

    def _file(self, artifact: ArtifactRecord, file: FileRecord) -> dict[str, Any]:
        told = {"uri": uri(artifact, file), "media_type": file.media_type, "size": file.size}
        return told | self.place(artifact, file)

    def _link(self, artifact: ArtifactRecord, file: FileRecord) -> ResourceLink:
        return ResourceLink(
            name=f"{artifact.id}{file.suffix}",
            title=artifact.title or None,
            uri=uri(artifact, file),
            description=_described(artifact),
            mime_type=file.media_type,
            size=file.size,
        )

    def _text(self, artifact: ArtifactRecord) -> str | None:
        for file in artifact.files:
            if file.media_type in ("text/markdown", "text/plain") and not _is_notes(artifact):
                if file.size > content.SMALL:
                    return f"[a text of {file.size:,} bytes is in the file]"
                text = self._data(file).decode("utf-8", "replace")
                if len(text) <= _TEXT:
                    return text
                return f"{text[:_TEXT]}\n[{len(text) - _TEXT:,} more characters are in the file]"
        return None

    def _picture(self, artifact: ArtifactRecord, most: int) -> ImageContent | None:
        if any(file.media_type.startswith("audio/") for file in artifact.files):
            return None  # a score is read, not looked at
        for file in artifact.files:
            if file.media_type.startswith("image/") and file.size <= content.SMALL:
                small = preview(self._data(file), file.media_type, most)
                if small is not None:
                    return _image(*small)
        return self.thumbnail(artifact.id)  # of a vector picture, say

    def _data(self, file: FileRecord) -> bytes:
        path = self._service.host.library.path_of(file)
        if path is None:
            raise MuseError("a file of it is gone", hint="make it again")
        return path.read_bytes()


def said(value: dict[str, Any]) -> TextContent:
    """Return JSON as text, for clients that read nothing else."""
    return TextContent(text=json.dumps(value, ensure_ascii=False))


def _image(data: bytes, media_type: str) -> ImageContent:
    return ImageContent(data=b64encode(data).decode(), mime_type=media_type)


def _is_notes(artifact: ArtifactRecord) -> bool:
    """Whether its text is beside a picture or a sound."""
    return any(f.media_type.startswith(("image/", "audio/")) for f in artifact.files)


def _described(artifact: ArtifactRecord) -> str | None:
    """Return what a piece is in a line: what the generator measured of it, as far as it is short"""
    measured = artifact.report.get("measured", {})
    parts = [
        f"{name.replace('_', ' ')} {value:g}"
        if isinstance(value, float)
        else f"{name.replace('_', ' ')} {value}"
        for name, value in measured.items()
        if isinstance(value, int | float) or (isinstance(value, str) and len(value) < 40)
    ]
    return ", ".join(parts)[:300] or None

"""Pages of plugins, such as the studio: files of a folder below `/NAME/`, held in memory.

The group of entry points `muse.pages` names the folders. Their files are asked for below a name
that changes when they do (`/studio/@1f3a.../app.js`), so that a browser keeps them for good and
never mixes two versions; what is no file is a page that the script itself shows.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from muse import MuseError
from muse.entry_points import Entry
from muse_server import logs
from muse_server.lean import lean
from muse_server.problems import Problem, answer
from muse_server.service import Service

_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_DOCUMENTS = frozenset((_TYPES[".html"], _TYPES[".svg"]))
_PACKED = frozenset((".js", ".css", ".html", ".json", ".svg", ".webmanifest"))
_IMPORT = re.compile(r"""^(?:import|export)\b[^"';(]*?(?:from\s*)?["'](\.[^"']+)["']""", re.M)
_YEAR = "private, max-age=31536000, immutable"
_FIRST = "index.html"
_LARGEST = 2**26
"""Bytes of all files of a folder: they are held in memory."""


@dataclass(frozen=True)
class _File:
    data: bytes
    packed: bytes | None
    type: str


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of all pages that are installed; `/` leads to the studio's, or the first's.

    They tell nothing of the library, so they need no token: what they ask the API for does.
    """
    entries = service.host.plugins.index.pages
    found: list[BaseRoute] = []
    for name, entry in entries.items():
        try:
            folder = _Folder(name, _folder(entry))
        except Exception as error:  # a broken plugin: the server has other things to do
            logs.tell("trouble", error=f"the pages {name} of {entry.distribution}: {error}")
            continue
        found += [
            Route(f"/{name}", _to(f"/{name}/")),
            Route(f"/{name}/{{path:path}}", folder.answer),
        ]
    if found:
        first = "studio" if "studio" in entries else next(iter(entries))
        found.append(Route("/", _to(f"/{first}/")))
    return found


def _to(place: str) -> Callable[[Request], Awaitable[Response]]:
    async def lead(request: Request) -> Response:
        return RedirectResponse(place)

    return lead


def _folder(entry: Entry) -> Path:
    module, _, attribute = entry.value.partition(":")
    folder = Path(getattr(import_module(module), attribute))
    if not (folder / _FIRST).is_file():
        raise MuseError(f"{folder} has no {_FIRST}")
    return folder


class _Folder:
    """The files of a folder as they are sent."""

    def __init__(self, name: str, folder: Path) -> None:
        data = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in {*_TYPES, ".webp", ".png", ".ico"}
        }
        if sum(map(len, data.values())) > _LARGEST:
            raise MuseError(f"{folder} holds more than {_LARGEST // 2**20} MiB")
        digest = hashlib.sha256()
        for path, content in data.items():
            digest.update(f"{path}\0{len(content)}\0".encode() + content)
        self._version = f"@{digest.hexdigest()[:16]}"
        base = f"/{name}/{self._version}"
        page = data.pop(_FIRST).decode()
        links = "".join(
            f'<link rel="modulepreload" href="{base}/{path}">\n' for path in _imported(page, data)
        )
        page = page.replace("<!--modules-->", links).replace("./", f"{base}/")
        self._page = _file(_FIRST, page.encode())
        self._files = {path: _file(path, content) for path, content in data.items()}

    async def answer(self, request: Request) -> Response:
        """Send a file of the present version; else the page, whose script knows what to show."""
        path = request.path_params["path"]
        version, _, rest = path.partition("/")
        if not version.startswith("@"):
            headers = {"x-muse-pages": self._version, "cache-control": "no-cache"}
            return _send(request, self._page, headers)
        file = self._files.get(rest) if version == self._version else None
        if file is None:
            return answer(Problem(404, "not_found", "the pages have no such file"))
        request.state.lean = file.type not in _DOCUMENTS
        return _send(request, file, {"cache-control": _YEAR})


def _file(path: str, data: bytes) -> _File:
    suffix = PurePosixPath(path).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    if suffix == ".js":
        with suppress(UnicodeDecodeError):
            data = lean(data.decode()).encode()
    packed = gzip.compress(data, 9, mtime=0) if suffix in _PACKED else None
    return _File(data, packed, kind)


def _send(request: Request, file: _File, headers: dict[str, str]) -> Response:
    headers["vary"] = "accept-encoding"
    if file.type in _DOCUMENTS:
        headers["content-security-policy"] = _POLICY
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            file.packed, headers={**headers, "content-encoding": "gzip"}, media_type=file.type
        )
    return Response(file.data, headers=headers, media_type=file.type)


def _imported(page: str, data: Mapping[str, bytes]) -> list[str]:
    """Return the modules that a page needs from the start, so that they are asked for at once."""
    waiting = re.findall(r'<script type="module" src="\./([^"]+)"', page)
    found: list[str] = []
    while waiting:
        path = waiting.pop(0)
        if path in found or path not in data:
            continue
        found.append(path)
        for named in _IMPORT.findall(data[path].decode()):
            waiting.append(_joined(path, named))
    return found


def _joined(path: str, named: str) -> str:
    parts = list(PurePosixPath(path).parent.parts)
    for part in named.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)

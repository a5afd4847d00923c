"""Sending files that generators made, which may hold whatever a stranger wrote into a prompt."""

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from muse_server.problems import Problem

_SHOWN = frozenset(
    "image/png image/jpeg image/webp image/gif image/apng audio/wav audio/flac audio/mpeg audio/ogg"
    " video/mp4 video/webm".split()
)
"""What a browser shows and doesn't run; anything else is saved."""

_SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src data:"
_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""What a browser's own reader of PDF needs, in a frame of our pages: a sandbox would stop it."""
_RANGES = 8
_YEAR = "private, max-age=31536000, immutable"
_ASK = "private, no-cache"


def answer(
    request: Request, path: Path, media_type: str, name: str, mark: str, *, lasting: bool = True
) -> Response:
    """Return a file, a range of it, or that the client has it.

    `mark` says what its bytes are. At an address where others may be later it isn't `lasting`.
    """
    if request.headers.get("range", "").count(",") >= _RANGES:
        raise Problem(416, "too_many_ranges", f"at most {_RANGES} ranges are sent at once")
    headers = _headers(media_type, name, f'"{mark}"', _YEAR if lasting else _ASK)
    if _has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, media_type=_type(media_type), headers=headers)


def known(request: Request, mark: str) -> Response | None:
    """Return that the client has what a mark says, where it does: nothing is to be made."""
    if not _has(request, f'"{mark}"'):
        return None
    return Response(status_code=304, headers={"etag": f'"{mark}"', "cache-control": _ASK})


def small(request: Request, data: bytes, media_type: str) -> Response:
    """Return a few bytes, or that the client has them."""
    import hashlib

    headers = _headers(media_type, "", f'"{hashlib.sha256(data).hexdigest()[:32]}"')
    if _has(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type, headers=headers)


def _headers(media_type: str, name: str, etag: str, keep: str = _YEAR) -> dict[str, str]:
    pdf = media_type == "application/pdf"
    way = "inline" if pdf or media_type in _SHOWN else "attachment"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in name)
    said = f"; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}" if name else ""
    return {
        "etag": etag,
        "cache-control": keep,
        "content-disposition": way + said,
        "content-security-policy": _PDF if pdf else _SANDBOX,
        "x-frame-options": "SAMEORIGIN" if pdf else "DENY",
    }


def _type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _has(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in (part.strip() for part in known.split(","))

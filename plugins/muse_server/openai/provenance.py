"""Where a file comes from, in the shape of OpenAI's content provenance checks."""

import mimetypes
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from muse_server import checking
from muse_server.openai.errors import Handler
from muse_server.service import Service

_STATES = {"ours": "valid", "other": "valid", "changed": "invalid"}
"""Kind of a verdict -> the state of its credentials; never `trusted`, which Muse doesn't say."""

_MARKED = ("image/", "audio/", "text/")


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""

    async def check(request: Request) -> Response:
        file = await checking.form_of(service, request)
        told = await checking.upload(service, request, file)
        kind = mimetypes.guess_type(told["file"])[0] or ""
        return JSONResponse(
            {
                "object": "content_provenance_check",
                "created_at": int(time.time()),
                "results": results(told, kind),
                "muse": told,
            }
        )

    return [("POST", "/content_provenance_checks", check)]


def results(told: Mapping[str, Any], media_type: str) -> list[dict[str, Any]]:
    """Return what a verdict says of signals, one by one, as far as the kind of file has them.

    The mark isn't SynthID, so it doesn't say it were: its type is `muse_mark`.
    """
    state = _STATES.get(told["kind"], "not_present")
    model = " ".join(filter(None, (told.get("made_by"), told.get("model")))) or None
    made = told.get("made") or None
    holds = state == "valid"
    found: list[dict[str, Any]] = [
        {
            "type": "c2pa",
            "outcome": _outcome(holds),
            "validation_state": state,
            "issuer": told.get("signer") or None,
            "model": model if holds else None,
            "generated_at": made if holds else None,
        }
    ]
    if told.get("mark") or media_type.startswith(_MARKED):
        by_mark = told["kind"] == "mark"  # of the words of a text, say, which has no digits
        found.append(
            {
                "type": "muse_mark",
                "outcome": _outcome(by_mark or bool(told.get("mark"))),
                "model": model if by_mark else None,
                "generated_at": made if by_mark else None,
            }
        )
    return found


def _outcome(found: bool) -> str:
    return "detected" if found else "not_detected"

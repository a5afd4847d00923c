"""Reading what a client sent: JSON and forms, within bounds."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request

from muse import processes
from muse.media import content
from muse_server.problems import Problem

M = TypeVar("M", bound=BaseModel)

_FILES, _FIELDS = 32, 200

_LARGE = 2**16
"""Bytes of JSON above which others don't wait until it is parsed."""


@dataclass(frozen=True)
class Upload:
    """A file of a form: its bytes; or where they are, for whoever takes it to remove."""

    name: str
    data: bytes
    path: Path | None = None

    def at_hand(self, folder: Path) -> Path:
        """Return where it is for another process to read: put into a folder if it is nowhere."""
        if self.path is not None:
            return self.path
        folder.mkdir(parents=True, exist_ok=True)
        path = processes.hidden(folder / "upload")
        path.write_bytes(self.data)
        return path


async def json_of(request: Request) -> dict[str, Any]:
    """Return the object that the body is; Problem where it is none."""
    body = await request.body()
    try:
        value = await run_in_threadpool(_parsed, body) if len(body) > _LARGE else _parsed(body)
    except UnicodeEncodeError:
        raise Problem(422, "invalid_text", "the body has half of a character") from None
    except (ValueError, RecursionError):
        raise Problem(400, "no_json", "the body is no JSON") from None
    if not isinstance(value, dict):
        raise Problem(400, "no_object", "the body is no JSON object")
    return value


async def read(request: Request, model: type[M]) -> M:
    """Return the body as a model; Problem names the field that is wrong."""
    return checked(await json_of(request), model)


def checked(values: Mapping[str, Any], model: type[M]) -> M:
    """Return values as a model; Problem names the field that is wrong."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)[0]
        field = ".".join(str(part) for part in found["loc"]) or "body"
        raise Problem(422, "invalid_field", f"{field}: {found['msg']}"[:500]) from None


async def form_of(
    request: Request, most: int, folder: Path | None = None
) -> dict[str, list[str | Upload]]:
    """Return the fields of a form, files read whole; Problem for one larger than `most` bytes.

    Of more than 64 MiB they are put into a `folder`, if one is given.
    """
    found: dict[str, list[str | Upload]] = {}
    async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=2**20) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if (value.size or 0) > most:
                    raise Problem(413, "too_large", f"{name} is larger than {most:,} bytes")
                path = None
                if folder is not None and (value.size or 0) > content.SMALL:
                    path = await run_in_threadpool(_put, value.file, folder)
                data = b"" if path is not None else await value.read()
                found.setdefault(name, []).append(Upload(value.filename or "", data, path))
            else:
                found.setdefault(name, []).append(value)
    return found


def _put(file: BinaryIO, folder: Path) -> Path:
    """Copy a file of a form, which is on the disk too, to a hidden one in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    hidden = processes.hidden(folder / "upload")
    try:
        with hidden.open("xb") as kept:
            shutil.copyfileobj(file, kept, 2**20)
    except BaseException:
        hidden.unlink(missing_ok=True)
        raise
    return hidden


def _parsed(body: bytes) -> Any:
    value = json.loads(body, parse_constant=_refuse)
    if b"\\u" in body:  # an escape may be half of a character
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")

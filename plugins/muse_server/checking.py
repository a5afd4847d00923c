"""Where files come from: what checks of plugins say, asked in a process of its own."""

import re
from pathlib import Path
from typing import Any

from starlette.requests import Request

from muse_server import bodies
from muse_server.aside.pool import SECONDS
from muse_server.aside.process import Task
from muse_server.native.waiting import unless_gone
from muse_server.problems import Problem
from muse_server.service import Service

_SUFFIX = re.compile(r"\.[a-z0-9]{1,12}", re.ASCII)
_FIELD = "file"


async def form_of(service: Service, request: Request) -> bodies.Upload:
    """Return the file of a form; Problem where it has none, or another field."""
    folder = service.host.library.folder / "shown"
    form = await bodies.form_of(request, service.settings.upload, folder)
    files = [v for values in form.values() for v in values if isinstance(v, bodies.Upload)]
    given = form.get(_FIELD, [])
    if len(given) == len(files) == 1 and isinstance(given[0], bodies.Upload):
        return given[0]
    for each in files:
        if each.path is not None:
            each.path.unlink(missing_ok=True)
    raise Problem(422, "no_file", f"{_FIELD}: the form is to have one file", f"-F {_FIELD}=@x.png")


async def upload(service: Service, request: Request, file: bodies.Upload) -> dict[str, Any]:
    """Return the verdict on a file that somebody handed in, which isn't kept."""
    folder = service.host.library.folder / "shown"
    path = await service.read(lambda: file.at_hand(folder))
    try:
        return await of(service, request, path, file.name)
    finally:
        path.unlink(missing_ok=True)


async def of(service: Service, request: Request, path: Path, name: str) -> dict[str, Any]:
    """Return the verdict on a file that is at a path, and has a name; Problem where there is none.

    It takes a minute at most.
    """
    last = re.split(r"[/\\]", name)[-1][-200:] or "file"
    ending = Path(last).suffix.lower()
    suffix = ending if _SUFFIX.fullmatch(ending) else ""
    given = {"path": str(path), "name": last, "suffix": suffix}
    task = Task("check", given, seconds=SECONDS)
    return dict(await unless_gone(request, service.aside.do(task)))

"""Queueing a run: it is checked now as if it were to start, and made by a worker later."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muse import files
from muse.contract.condition import SEEDS
from muse.contract.inputs import InputFile, ModelSource
from muse.errors import RequestError
from muse.library.jobs import Job, Jobs, Lane, New
from muse.running.host import Host
from muse.running.inputs import keep_input
from muse.running.request import Options, Request


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: `client` for fairness, `request` its id in the logs.

    `key` makes the same request, sent twice, one job. A `remote` one may name no path. At most
    `most` jobs may wait. `check` may refuse what was read of it (RequestError).
    """

    client: str = "local"
    request: str = ""
    key: str | None = None
    remote: bool = False
    most: int | None = None
    check: Callable[[Request], None] = lambda request: None


def submit(
    host: Host,
    target: str,
    fields: Mapping[str, Any],
    *,
    formats: Sequence[str] = (),
    priority: int = 0,
    origin: Origin | None = None,
) -> Job:
    """Queue a run of a medium (or `medium.name`) and return its job, which is on the disk by then.

    A wrong request raises RequestError, one that can't run here NotReady: nothing is queued then.
    """
    origin = origin or Origin()
    options = Options(formats=tuple(formats), remote=origin.remote)
    with host.prepare(target, options, fields) as stream:
        request = stream.request
    origin.check(request)
    keep_inputs(host, request)
    drawn = secrets.randbelow(SEEDS) if request.asked.get("seed") is None else None
    new = New(
        target=target,
        generator=request.name,
        lane=lane(request),
        asked=whole(request),
        formats=tuple(formats),
        priority=priority,
        client=origin.client,
        request=origin.request,
        seed=drawn,
        key=origin.key,
    )
    return Jobs(host.library.database).add(new, most=origin.most)


def whole(request: Request) -> dict[str, Any]:
    """Return what was asked for with all that another process needs to do it.

    A recipe holds less: of a model's path the last part, of an address no path.
    """
    return {name: _whole(request, name, value) for name, value in request.asked.items()}


def keep_inputs(host: Host, request: Request) -> None:
    """Keep the files that were handed in, so that another process finds them by their hashes."""
    for _, value in request.condition:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, InputFile):
                told = keep_input(host.library, each)
                if told is not None:
                    raise RequestError(told.rstrip("."), hint="run it now, without --later")


def _whole(request: Request, name: str, value: Any) -> Any:
    asked = getattr(request.condition, name, value)
    if isinstance(asked, list | tuple) and isinstance(value, list):
        return [_of(one, other) for one, other in zip(asked, value, strict=True)]
    return _of(asked, value)


def _of(asked: Any, value: Any) -> Any:
    if isinstance(asked, ModelSource):
        path = files.expanded(asked)
        return str(path.resolve()) if path.exists() else str.__str__(asked)
    if isinstance(asked, InputFile) and asked.artifact:
        return {**asked.to_json(), "artifact": asked.artifact}
    return str.__str__(asked) if isinstance(asked, str) else value


def lane(request: Request) -> Lane:
    """Return which workers may take a run: those that hold a device where it has weights."""
    if request.generator.components or "torch" in request.generator.requires:
        return "device"
    named = any(isinstance(value, ModelSource) for _, value in request.condition)
    return "device" if named else "light"

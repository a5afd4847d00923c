"""Queueing a run: it is checked now as if it were to start, and made by a worker later."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muse.contract.condition import SEEDS
from muse.library.jobs import Job, Jobs, New
from muse.running.host import Host
from muse.running.passing import keep_inputs, lane, whole
from muse.running.request import Options, Request


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: `client` for fairness, `request` its id in the logs.

    `key` makes the same request, sent twice, one job. `sheet` is the piece of work that it is for.
    A `remote` one may name no path. At most `most` jobs may wait. `check` may refuse what was read
    of it (RequestError). `agree` is asked what plugins ask of the user.
    """

    client: str = "local"
    request: str = ""
    key: str | None = None
    sheet: str | None = None
    remote: bool = False
    most: int | None = None
    check: Callable[[Request], None] = lambda request: None
    agree: Callable[[str], bool] | None = None


def submit(
    host: Host,
    target: str,
    fields: Mapping[str, Any],
    *,
    formats: Sequence[str] = (),
    priority: int = 0,
    origin: Origin | None = None,
    commercial: bool | None = None,
    rights: Mapping[str, Any] | None = None,
) -> Job:
    """Queue a run of a medium (or `medium.name`) and return its job, which is on the disk by then.

    `commercial` says whether what is made is for commercial use, `rights` whose it is (author,
    rights, licence); None asks the settings then.
    A wrong request raises RequestError, one that can't run here NotReady: nothing is queued then.
    """
    origin = origin or Origin()
    options = Options(
        formats=tuple(formats),
        remote=origin.remote,
        consent=origin.agree,
        commercial=commercial,
        rights=rights,
    )
    with host.prepare(target, options, fields) as stream:
        request = stream.request
    origin.check(request)
    keep_inputs(host.library, request)
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
        sheet=origin.sheet,
        commercial=commercial,
        rights={name: each for name, each in (rights or {}).items() if each is not None} or None,
    )
    return Jobs(host.library.database).add(new, most=origin.most)

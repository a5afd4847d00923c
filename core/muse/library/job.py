"""What a job is: a run that waits for a worker, is at work, or is over; and what it told."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from muse.errors import MuseError, RequestError

State: TypeAlias = Literal["queued", "running", "done", "failed", "cancelled"]
Lane: TypeAlias = Literal["light", "device"]

OVER = frozenset(("done", "failed", "cancelled"))
"""The states that a job doesn't leave by itself."""


class QueueFull(MuseError):
    """As many jobs wait as may; try again later."""


class WrongState(RequestError):
    """A job is over, or at work, and can't take what was asked of it."""


class KeyTaken(RequestError):
    """The key of a request was used for another one."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is kept; times are seconds since 1970, `asked` are the fields as they were set.

    `target` is what was asked for (a medium, or `medium.name`), `generator` what that meant then.
    `lane` says which workers may take it: those that hold a device, or any. `seed` was drawn when
    it was queued; None where one was asked for. `sheet` is the piece of work that it belongs to.
    `commercial` says whether it is for commercial use, `rights` whose it is, where that was said.
    """

    seq: int
    id: str
    created: float
    target: str
    generator: str
    medium: str
    lane: str
    asked: dict[str, Any]
    formats: tuple[str, ...]
    state: str
    priority: int
    client: str
    request: str
    seed: int | None
    attempt: int
    owner: str | None
    heartbeat: float | None
    cancelling: float | None
    started: float | None
    ended: float | None
    error: str | None
    sheet: str | None = None
    commercial: bool | None = None
    rights: Mapping[str, str] | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in OVER


@dataclass(frozen=True, slots=True)
class JobEvent:
    """What a job told: the `seq`-th of its events, from 1."""

    seq: int
    created: float
    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class New:
    """A job to be queued; `key` (of a client) makes a repeated request the same job."""

    target: str
    generator: str
    lane: Lane
    asked: Mapping[str, Any]
    formats: Sequence[str] = ()
    priority: int = 0
    client: str = "local"
    request: str = ""
    seed: int | None = None
    key: str | None = None
    sheet: str | None = None
    commercial: bool | None = None
    rights: Mapping[str, str] | None = None


def job_of(row: sqlite3.Row) -> Job:
    """Return a job as a row of the table has it."""
    values = dict(row)
    values["asked"] = json.loads(values["asked"])
    values["formats"] = tuple(values["formats"].split())
    values["commercial"] = None if values["commercial"] is None else bool(values["commercial"])
    values["rights"] = json.loads(values["rights"]) if values.get("rights") else None
    return Job(**values)


def event_of(row: sqlite3.Row) -> JobEvent:
    """Return an event as a row (seq, created, kind, data) has it."""
    return JobEvent(row[0], row[1], row[2], json.loads(row[3]))

"""The jobs that clients wait for, so that they can ask how far theirs is and interrupt it."""

import time
from base64 import b64decode
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from muse.library.jobs import Job, JobEvent
from muse_server.service import Service, client

_SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif")
_LONGEST = 200
"""Characters of a name that are looked at."""

_CLIENTS = 1000
"""Clients whose choice of a checkpoint is remembered; the one that was silent longest goes."""


@dataclass
class Current:
    """A job that a client waits for, as far as its events were read."""

    job: Job
    count: int
    steps: int
    began: float = field(default_factory=time.time)
    seen: int = 0
    state: str = "queued"
    done: float = 0.0
    total: float = 0.0
    note: str = ""
    finished: int = 0
    preview: str | None = None
    interrupted: bool = False

    def read(self, events: list[JobEvent]) -> None:
        """Take in what the job told since."""
        for event in events:
            if event.seq <= self.seen:  # another look, at the same time, was quicker
                continue
            self.seen = event.seq
            data = event.data
            if event.kind in ("started", "requeued"):
                self.state = "running" if event.kind == "started" else "queued"
                self.done = self.total = 0.0
            elif event.kind == "progress":
                self.done, self.total, self.note = data["done"], data["total"], data["note"]
            elif event.kind == "preview" and data["media_type"] in _SHOWN:
                self.preview = None if data.get("append") else data["data"]
            elif event.kind == "artifact":
                self.finished += 1
                self.preview = None

    @property
    def part(self) -> float:
        """How much is done, 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    def told(self, *, picture: bool) -> dict[str, Any]:
        """Return the job as A1111 tells of its progress."""
        passed = time.time() - self.began
        left = passed / self.part - passed if self.part else 0.0
        stamp = time.strftime("%Y%m%d%H%M%S", time.localtime(self.began))
        return {
            "progress": self.part,
            "eta_relative": left,
            "state": {
                **_REST["state"],
                "interrupted": self.interrupted,
                "job": self.job.id,
                "job_count": self.count,
                "job_no": min(self.finished, self.count),
                "job_timestamp": stamp,
                "sampling_step": int(self.part * self.count * self.steps) % max(1, self.steps),
                "sampling_steps": self.steps,
            },
            "current_image": self.preview if picture else None,
            "textinfo": self.note or ("waiting" if self.state == "queued" else None),
        }


_REST: dict[str, Any] = {
    "progress": 0.0,
    "eta_relative": 0.0,
    "state": {
        "skipped": False,
        "interrupted": False,
        "stopping_generation": False,
        "job": "",
        "job_count": 0,
        "job_timestamp": "0",
        "job_no": 0,
        "sampling_step": 0,
        "sampling_steps": 0,
    },
    "current_image": None,
    "textinfo": None,
}
"""What is told where nothing is at work."""


def asker(request: Request) -> str:
    """Return what tells apart who asks: its own name, else all that it says of itself.

    One address may be several programs: one of them mustn't interrupt another.
    """
    name = client(request)
    if request.headers.get("x-muse-client") == name:
        return name
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    user = ""
    if kind.lower() == "basic":
        with suppress(ValueError):
            user = b64decode(value, validate=True).partition(b":")[0].decode("utf-8", "replace")
    return "\n".join((name, user[:_LONGEST], request.headers.get("user-agent", "")[:_LONGEST]))


class Clients:
    """What each client waits for, and the checkpoint that it chose."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._waited: dict[str, list[Current]] = {}
        self._chosen: OrderedDict[str, str] = OrderedDict()

    @contextmanager
    def waiting(self, client: str, current: Current) -> Iterator[Current]:
        """Count a job as one that a client waits for."""
        jobs = self._waited.setdefault(client, [])
        jobs.append(current)
        try:
            yield current
        finally:
            jobs.remove(current)
            if not jobs:
                self._waited.pop(client, None)

    async def progress(self, client: str, *, picture: bool) -> dict[str, Any]:
        """Return how far a client's job is: the one at work, else the one that waits longest."""
        jobs = list(self._waited.get(client, ()))
        for current in jobs:
            await self._look(current)
        at_work = [each for each in jobs if each.state == "running"]
        return (at_work or jobs)[0].told(picture=picture) if jobs else _REST

    async def interrupt(self, client: str) -> None:
        """Cancel what a client waits for."""
        for current in list(self._waited.get(client, ())):
            current.interrupted = True
            await self._service.cancel(current.job.id)

    def chosen(self, client: str) -> str | None:
        """Return the checkpoint that a client chose."""
        return self._chosen.get(client)

    def choose(self, client: str, title: str) -> None:
        """Remember a client's choice until the server ends."""
        self._chosen[client] = title
        self._chosen.move_to_end(client)
        while len(self._chosen) > _CLIENTS:
            self._chosen.popitem(last=False)

    async def _look(self, current: Current) -> None:
        jobs, job = self._service.jobs, current.job
        current.read(await self._service.read(lambda: jobs.events(job, current.seen)))

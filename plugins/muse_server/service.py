"""What every surface stands on: jobs are asked for, watched, waited for; files are read."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from muse import MuseError, RequestError
from muse.library.jobs import Job, JobEvent, Jobs
from muse.library.records import ArtifactRecord, FileRecord
from muse.running.host import Host
from muse.running.request import Options
from muse.running.request import Request as MuseRequest
from muse.running.submitting import Origin, submit
from muse_server import strangers
from muse_server.aside.pool import Pool
from muse_server.bodies import Upload
from muse_server.changes import Changes
from muse_server.problems import Problem
from muse_server.sessions import Session
from muse_server.settings import Settings

if TYPE_CHECKING:
    from starlette.requests import Request

T = TypeVar("T")

_PAGE = 50
"""Events that are read at once: previews may be large."""

_SIDE = 512
"""Pixels of a side that a model chooses, for the limit."""


class Disconnected(Exception):
    """Whoever waited for an answer is gone."""


@dataclass(frozen=True)
class Wanted:
    """A run that somebody asks for over the network; files are data URIs or uploads."""

    target: str
    fields: Mapping[str, Any]
    formats: tuple[str, ...] = ()
    priority: int = 0
    client: str = "local"
    request: str = ""
    key: str | None = None
    sheet: str | None = None
    commercial: bool | None = None
    rights: Mapping[str, Any] | None = None


class Service:
    """The library and its jobs, for handlers that mustn't block.

    `workers` returns the numbers of the worker processes.
    """

    def __init__(
        self, host: Host, settings: Settings, workers: Callable[[], list[int]] = lambda: []
    ) -> None:
        self.host = host
        self.settings = settings
        self.workers = workers
        self.session = Session(None)
        self.jobs = Jobs(host.library.database)
        self.changes = Changes(host.library.database)
        self.aside = Pool(settings.aside, host.library.folder / "shown")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(4, "reader")

    async def submit(self, wanted: Wanted) -> Job:
        """Queue a run and return its job, on the disk by then; MuseError where it can't be."""
        origin = Origin(
            client=wanted.client,
            request=wanted.request,
            key=wanted.key,
            sheet=wanted.sheet,
            remote=True,
            most=self.settings.queue,
            check=self._check,
        )
        job = await self.write(
            partial(
                submit,
                self.host,
                wanted.target,
                wanted.fields,
                formats=wanted.formats,
                priority=wanted.priority,
                origin=origin,
                commercial=wanted.commercial,
                rights=wanted.rights,
            )
        )
        self.changes.wake()
        if wanted.sheet is not None:  # somebody waits to see and hear it
            await self.read(partial(self._warm, job.generator))
        return job

    async def check(self, wanted: Wanted) -> dict[str, Any]:
        """Return what a run would be: its generator, its fields resolved, and the report."""

        def checked() -> dict[str, Any]:
            options = Options(
                formats=wanted.formats,
                remote=True,
                commercial=wanted.commercial,
                rights=wanted.rights,
            )
            with self.host.prepare(wanted.target, options, wanted.fields) as stream:
                self._check(stream.request)
                condition = stream.request.condition.model_dump(mode="json")
                return {
                    "generator": stream.request.name,
                    "condition": condition,
                    "report": stream.report.to_json(),
                }

        found = await self.read(checked)
        if wanted.sheet is not None:  # somebody is about to make it
            await self.read(partial(self._warm, found["generator"]))
        return found

    async def job(self, id: str) -> Job:
        """Return a job; RequestError where there is none."""
        return await self.read(partial(self.jobs.find, id))

    async def cancel(self, id: str) -> Job:
        """Cancel a job, or ask its worker to."""
        job = await self.write(partial(self.jobs.cancel, id))
        self.changes.wake()
        return job

    async def events(self, id: str, after: int = 0) -> AsyncIterator[JobEvent]:
        """Yield what a job told after event `after`, and what it tells, up to its last."""
        job = await self.job(id)
        async for _ in self.changes.watch():
            while True:
                found = await self.read(partial(self.jobs.events, job, after, _PAGE))
                for event in found:
                    after = event.seq
                    yield event
                if not found:
                    break
            job = await self.job(id)
            if job.is_over and not await self.read(partial(self.jobs.events, job, after)):
                return

    async def wait(self, id: str, request: "Request | None" = None) -> Job:
        """Return a job once it is over; cancel it when whoever asks is gone (Disconnected).

        One that isn't over yet when the server stops is cancelled: its asker gets no answer.
        """
        gone = asyncio.create_task(_disconnected(request)) if request is not None else None
        over = asyncio.create_task(self._over(id))
        try:
            both: set[asyncio.Task[Any]] = {over} if gone is None else {over, gone}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if over.done():
                job = over.result()
                if not job.is_over and request is not None:
                    await self.cancel(id)
                return job
            await self.cancel(id)
            raise Disconnected
        finally:
            for task in (gone, over):
                if task is not None:
                    task.cancel()

    async def artifacts(self, id: str) -> list[ArtifactRecord]:
        """Return what a job made so far, in the order of its items."""
        run = await self.read(partial(self.host.library.run, id))
        return run.artifacts if run is not None else []

    async def data(self, file: FileRecord) -> bytes:
        """Return the bytes of a file of the library; MuseError where it is gone."""

        def read() -> bytes:
            path = self.host.library.path_of(file)
            if path is None:
                raise MuseError("the file is gone", hint="make it again")
            return path.read_bytes()

        return await self.read(read)

    async def keep_input(self, data: bytes, name: str) -> dict[str, str]:
        """Keep an upload, and return what a field of a request takes for it."""
        from muse import InputFile

        file = await self.read(lambda: InputFile(data, _plain(name)))
        await self.write(partial(self.host.library.keep_input, file.sha256, data))
        return {"name": file.name, "sha256": file.sha256}

    async def keep_upload(self, upload: Upload) -> dict[str, str]:
        """Keep a file of a form, however large, and return what a field takes for it."""
        path = upload.path
        if path is None:
            return await self.keep_input(upload.data, upload.name)
        from muse import InputPath

        try:
            file = await self.read(lambda: InputPath(path, _plain(upload.name)))
            keep = partial(self.host.library.keep_input_path, file.sha256, path)
            if not await self.write(keep):
                raise Problem(413, "too_large", f"{file.name} can't be kept on this disk")
        finally:
            path.unlink(missing_ok=True)
        return {"name": file.name, "sha256": file.sha256}

    async def read(self, call: Callable[[], T]) -> T:
        """Return what a call that reads gives."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, call)

    async def write(self, call: Callable[[], T]) -> T:
        """Return what a call that writes gives: one at a time, so that none waits for a lock."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, call)

    def close(self) -> None:
        """End what waits."""
        self.changes.close()
        self.aside.close()
        self._writer.shutdown()
        self._readers.shutdown()

    async def _over(self, id: str) -> Job:
        async for _ in self.changes.watch():
            job = await self.job(id)
            if job.is_over:
                return job
        return await self.job(id)

    def _warm(self, generator: str) -> None:
        """Have a process ready, where something shows what a generator makes."""
        with suppress(MuseError):
            known = self.host.formats()
            made = self.host.plugins.generator(generator).formats
            if any(known[suffix].views for suffix in made if suffix in known):
                self.aside.warm()

    def _check(self, request: MuseRequest) -> None:
        """Refuse what is larger than the settings allow, and what no stranger may ask for."""
        strangers.check(self.host, request, self.settings.models)
        condition = request.condition
        if {"width", "height"} <= type(condition).model_fields.keys():
            width, height = vars(condition)["width"], vars(condition)["height"]
            width, height = width or _SIDE, height or _SIDE  # None: the model's own
            pixels = width * height * condition.count
            if pixels > self.settings.pixels:
                raise RequestError(
                    f"width: {width} x {height} x {condition.count} are {pixels:,} pixels",
                    hint=f"this server makes at most {self.settings.pixels:,} at once",
                )


async def _disconnected(request: "Request | None") -> None:
    assert request is not None
    while not await request.is_disconnected():
        await asyncio.sleep(0.1)


def _plain(name: str) -> str:
    """Return the last part of a file's name, as any system parts them, its letters alone."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in last if c.isprintable() and not "\u202a" <= c <= "\u202e")
    return plain[-200:].strip(". ") or "data"


def target(medium: str, generator: str | None) -> str:
    """Return what a run asks for: a medium, or `medium.generator`, however that was named."""
    if generator is None or generator.startswith(f"{medium}."):
        return generator or medium
    return f"{medium}.{generator}"


def client(request: "Request") -> str:
    """Return who asks, for turns in the queue: what it says of itself, or its address."""
    said = request.headers.get("x-muse-client", "")
    if said and said.isprintable():
        return said[:80]
    return request.client.host if request.client else "local"


def request_id(request: "Request") -> str:
    """Return the id of a request, which its answer, the log and its job have."""
    return str(getattr(request.state, "request_id", ""))

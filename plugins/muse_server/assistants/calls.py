"""The tools: what each does, and what it answers."""

import math
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import Any, cast

import anyio
from mcp.server.context import ServerRequestContext
from mcp_types import CallToolResult, ContentBlock, TextContent

from muse import MuseError
from muse.contract.generator import summary
from muse.library.gallery import Sought
from muse.library.jobs import Job, JobEvent
from muse_server.assistants import asked, tasks
from muse_server.assistants.contents import Contents, base, said
from muse_server.service import Service, Wanted, client, request_id

Context = ServerRequestContext[Any, Any]
Answer = CallToolResult | dict[str, Any]

_SOON = 1.0
"""Seconds in which work has to be done to be answered at once where a client knows tasks."""

_THUMBNAILS = 10
_LINKED = "2025-06-18"
"""The first version of the protocol that has links to resources."""


class Calls:
    """The tools of a service; `working` sees to it that somebody does the jobs."""

    def __init__(self, service: Service, keys: tasks.Keys, working: Callable[[], None]) -> None:
        self._service = service
        self._keys = keys
        self._working = working

    async def make(self, context: Context, given: asked.Make) -> Answer:
        """Make something, and answer what was made, or with the job that makes it."""
        return await self._run(
            context, given.target, given.condition, given.formats, given.wait, given.commercial
        )

    async def change(self, context: Context, given: asked.Change) -> Answer:
        """Make an artifact again with some fields changed, by the same seed."""
        library = self._service.host.library
        run, made = await self._service.read(lambda: library.find_exactly(given.artifact))
        fields = {**run.asked, "seed": made.seed, "count": 1, **given.condition}
        kept = {name: value for name, value in fields.items() if value is not None}
        formats = given.formats or [file.suffix for file in made.files]
        return await self._run(context, run.generator, kept, formats, given.wait)

    async def job(self, context: Context, given: asked.JobAsked) -> Answer:
        """Answer what a job made, or how far it is."""
        job = await self._service.job(given.id)
        if given.cancel:
            await self._service.cancel(job.id)
        if not job.is_over:
            await self._service.write(self._working)
        job, note = await self._followed(context, job, given.wait)
        return await self.result(context, job, note)

    async def find(self, context: Context, given: asked.Find) -> Answer:
        """Answer the artifacts of the library that fit."""
        contents = self.contents(context)
        library = self._service.host.library
        sought = Sought(
            query=given.query,
            medium=given.medium,
            generator=given.generator,
            rating=given.rating,
            tag=given.tag,
            since=asked.seconds(given.since),
            until=asked.seconds(given.until),
        )

        def looked() -> tuple[list[ContentBlock], dict[str, Any]]:
            found = library.gallery.seek(sought, after=given.after, limit=given.limit)
            told = []
            for id, _ in found:
                run, made = library.find(id)
                tags = list(library.gallery.extra(id).tags)
                about = {"generator": run.generator, "prompt": run.prompt[:300], "tags": tags}
                whole = contents.told(made)
                del whole["report"]
                told.append({**whole, **about})
            place = found[-1][1] if len(found) == given.limit else None
            answer = {"artifacts": told, "next": f"{place[0]}-{place[1]}" if place else None}
            small = [contents.thumbnail(id) for id, _ in found[:_THUMBNAILS]]
            shown = [each for each in small if each] if given.thumbnails else []
            return [said(answer), *shown], answer

        return _answer(*await self._service.read(looked))

    async def rate(self, context: Context, given: asked.Rate) -> Answer:
        """Keep a rating, a note or tags of an artifact."""
        library = self._service.host.library
        _, made = await self._service.read(lambda: library.find_exactly(given.artifact))

        def keep() -> dict[str, Any]:
            if given.tags is not None:  # what can be refused comes first
                library.gallery.tag(made.id, given.tags)
            if given.rating is not None:
                library.rate(made.id, given.rating)
            if given.note is not None:
                library.gallery.note(made.id, given.note)
            _, now = library.find_exactly(made.id)
            tags = list(library.gallery.extra(made.id).tags)
            return {"artifact": now.id, "rating": now.rating, "note": now.note, "tags": tags}

        told = await self._service.write(keep)
        return _answer([said(told)], told)

    async def generators(self, context: Context, given: asked.GeneratorsAsked) -> Answer:
        """Answer what can be made, and by which fields."""
        told = await self._service.read(lambda: self._generators(given.name))
        return _answer([said(told)], told)

    def contents(self, context: Context) -> Contents:
        """Return what tells this client of artifacts."""
        return Contents(self._service, base(context))

    async def result(self, context: Context, job: Job, note: str) -> CallToolResult:
        """Answer with what a job made, or with what has become of it."""
        artifacts = await self._service.artifacts(job.id)
        made = [each for each in artifacts if not each.unfinished]
        contents = self.contents(context)
        links = context.protocol_version >= _LINKED
        blocks, told = await self._service.read(lambda: contents.made(job, made, links=links))
        if job.state == "done":
            return _answer(blocks, told)
        if not job.is_over:
            how = f'call the tool job with {{"id": "{job.id}"}} for what it makes'
            text = f"Job {job.id} is {note}; {how}"
            return _answer([TextContent(text=text)], {**told, "progress": note, "next": how})
        text = f"Job {job.id} was cancelled" if job.error is None else f"It failed: {job.error}"
        return _answer([TextContent(text=text), *blocks], told, wrong=True)

    # -- runs

    async def _run(
        self,
        context: Context,
        target: str,
        fields: dict[str, Any],
        formats: list[str],
        wait: float,
        commercial: bool | None = None,
    ) -> Answer:
        request = context.request
        wanted = Wanted(
            target=target,
            fields=fields,
            formats=tuple(formats),
            client=client(request) if request else "assistant",
            request=request_id(request) if request else "",
            commercial=commercial,
        )
        with anyio.CancelScope(shield=True):  # it is queued even where nobody waits for that
            job = await self._service.submit(wanted)
        try:
            return await self._answered(context, job, wait)
        except anyio.get_cancelled_exc_class():
            if not self._service.changes.closed:  # the client is gone, or wants it no more
                with anyio.CancelScope(shield=True):
                    await self._service.cancel(job.id)
            raise

    async def _answered(self, context: Context, job: Job, wait: float) -> Answer:
        """Return the answer of a tool that queued a job."""
        await self._service.write(self._working)
        as_task = tasks.has(context)
        job, note = await self._followed(context, job, min(wait, _SOON) if as_task else wait)
        if as_task and not job.is_over:
            task = await self._service.read(lambda: self._keys.task(job.id))
            return tasks.created(task, job)
        return await self.result(context, job, note)

    async def _followed(self, context: Context, job: Job, wait: float) -> tuple[Job, str]:
        """Wait for a job for some seconds, telling of its progress; return it and how far it is."""
        progress = Following(context.session.report_progress)
        with anyio.move_on_after(wait):
            told = cast(AsyncGenerator[JobEvent, None], self._service.events(job.id))
            async with aclosing(told) as events:
                async for event in events:
                    await progress.event(event.kind, event.data)
        job = await self._service.job(job.id)
        return job, progress.note if job.state == "running" else job.state

    def _generators(self, name: str | None) -> dict[str, Any]:
        host = self._service.host
        if name is not None:
            name = host.choose(name)
            choices = {field: list(values) for field, values in host.choices(name).items()}
            told = {**self._generator(name), "condition": asked.condition(host, name)}
            return {**told, "choices": choices} if choices else told
        found = []
        for each in host.plugins.names():
            try:
                found.append(self._generator(each))
            except MuseError:  # a broken plugin: muse plugins tells of it
                continue
        return {"generators": found}

    def _generator(self, name: str) -> dict[str, Any]:
        host = self._service.host
        cls = host.plugins.generator(name)
        lack = host.lacking(name)
        medium = name.partition(".")[0]
        told: dict[str, Any] = {"name": name, "summary": summary(cls), "formats": list(cls.formats)}
        told |= {"default": host.choose(medium) == name, "ready": lack is None}
        return told if lack is None else {**told, "lacks": str(lack)}


class Following:
    """Tells a client how far a job is: by numbers that only grow, as MCP wants them."""

    def __init__(
        self, report: Callable[[float, float | None, str | None], Awaitable[None]]
    ) -> None:
        self._report = report
        self._most = -math.inf
        self._last = -math.inf
        self.note = "running"

    async def event(self, kind: str, data: dict[str, Any]) -> None:
        """Pass on what a job tells, ten times a second at most."""
        if kind != "progress":
            return
        done, total, note = float(data["done"]), data.get("total"), data.get("note") or None
        share = f" ({done / total:.0%})" if total else ""
        self.note = f"running{share}"
        if done > self._most and time.monotonic() - self._last >= 0.1:
            self._most, self._last = done, time.monotonic()
            await self._report(done, float(total) if total else None, note)


def _answer(
    content: list[ContentBlock], told: dict[str, Any], *, wrong: bool = False
) -> CallToolResult:
    return CallToolResult(content=content, structured_content=told, is_error=wrong)


def refused(message: str) -> CallToolResult:
    """Return an error as an answer, so that an assistant reads it and asks better."""
    return CallToolResult(content=[TextContent(text=message)], is_error=True)

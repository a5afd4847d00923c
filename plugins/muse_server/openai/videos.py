"""Animations in the shape of OpenAI's videos: asked for, looked at until they are done, fetched."""

import re
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from muse.contract.fields import bounds, default_of
from muse.errors import NotFound
from muse.library.jobs import Job
from muse.library.records import ArtifactRecord
from muse_server import files
from muse_server.openai import asking
from muse_server.openai.asking import Asked, size_of
from muse_server.openai.edits import start
from muse_server.openai.errors import Handler, Stopping, wrong
from muse_server.openai.names import Chosen, choose
from muse_server.problems import Problem
from muse_server.service import Service

_SECONDS = 4.0
_MOST = 100
_SUFFIXES = {"webp": ".webp", "gif": ".gif", "png": ".png", "apng": ".png"}
_STATES = {"queued": "queued", "running": "in_progress", "done": "completed"}
_POLL = {"openai-poll-after-ms": "500"}


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""
    videos = _Videos(service)
    return [
        ("POST", "/videos", videos.ask),
        ("GET", "/videos", videos.find),
        ("GET", "/videos/{id}", videos.get),
        ("GET", "/videos/{id}/content", videos.content),
        ("DELETE", "/videos/{id}", videos.delete),
    ]


class _Videos:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def ask(self, request: Request) -> Response:
        asked = await asking.read(self._service, request)
        chosen = await choose(self._service, asked.take("model"), "image", "video")
        if not chosen.takes("animate"):
            raise wrong("model", f"{chosen.generator} makes no animations")
        prompt = asked.text("prompt")
        if prompt is None:
            raise wrong("prompt", "it is missing", "say what to show")
        asked.fields["prompt"] = prompt
        if "input_reference" in asked.values:
            await start(self._service, asked, chosen, "input_reference")
        asked.size(chosen)
        _frames(asked, chosen)
        wanted = (asked.text("output_format") or "webp").lower()
        if wanted not in _SUFFIXES:
            known = ", ".join(_SUFFIXES)
            raise wrong("output_format", f"{wanted[:20]!r} is none", f"there are {known}")
        asked.formats = (_SUFFIXES[wanted],)
        job = await asking.ask(self._service, request, asked, chosen)
        headers = {**asking.headers(job, chosen), **_POLL}
        return JSONResponse(await self._told(job), headers=headers)

    async def find(self, request: Request) -> Response:
        query = request.query_params
        limit = query.get("limit", "20")
        if not re.fullmatch(r"\d{1,3}", limit, re.ASCII) or not 1 <= int(limit) <= _MOST:
            raise wrong("limit", f"expected a whole number from 1 to {_MOST}")
        before = None
        if query.get("after"):
            before = (await self._service.job(query["after"])).seq
        found: list[Job] = []
        jobs = self._service.jobs
        more = False
        while not more:
            some = await self._service.read(partial(jobs.listed, before=before, limit=500))
            if not some:
                break
            before = some[-1].seq
            for job in some:
                if _is_video(job) and not await self._is_deleted(job):
                    more = len(found) == int(limit)
                    if more:
                        break
                    found.append(job)
        data = [await self._told(job) for job in found]
        body = {"object": "list", "data": data, "has_more": more}
        body |= {"first_id": found[0].id, "last_id": found[-1].id} if found else {}
        return JSONResponse(body)

    async def get(self, request: Request) -> Response:
        return JSONResponse(await self._told(await self._found(request)), headers=_POLL)

    async def content(self, request: Request) -> Response:
        job = await self._found(request)
        if job.state != "done":
            raise Problem(409, "not_ready", f"video {job.id} is {_state(job)}")
        variant = request.query_params.get("variant", "video")
        (made,) = (await self._made(job))[:1]
        library = self._service.host.library
        if variant == "thumbnail":
            small = await self._service.read(lambda: library.thumbnail(made.id))
            if small is not None:
                return files.small(request, small, "image/webp")
        if variant != "video":
            raise wrong("variant", f"there is no {variant[:20]!r}", "there is video")
        file = asking.file_of(made, ())
        path = await self._service.read(lambda: library.path_of(file))
        if path is None:
            raise NotFound(f"the file of {made.id} is gone", hint="make it again")
        name = f"{made.title or made.id}{file.suffix}"
        return files.answer(request, path, file.media_type, name, file.sha256)

    async def delete(self, request: Request) -> Response:
        job = await self._found(request)
        if not job.is_over:
            await self._service.cancel(job.id)
            job = await self._service.wait(job.id)
        if not job.is_over:
            raise Stopping(job.id, False)
        if job.state == "failed":  # nothing was made that could go, and why it failed is kept
            hint = "muse jobs clear forgets the jobs that are over"
            raise Problem(409, "wrong_state", f"video {job.id} failed: there is none", hint)
        for made in await self._made(job):
            trash = self._service.host.library.gallery.trash
            await self._service.write(partial(trash, made.id))
        return JSONResponse({"id": job.id, "object": "video.deleted", "deleted": True})

    async def _found(self, request: Request) -> Job:
        id = request.path_params["id"]
        job = await self._service.job(id)
        if not _is_video(job) or await self._is_deleted(job):
            raise NotFound(f"there is no video {id[:40]!r}")
        return job

    async def _made(self, job: Job) -> list[ArtifactRecord]:
        return [made for made in await self._service.artifacts(job.id) if not made.unfinished]

    async def _is_deleted(self, job: Job) -> bool:
        """Whether what it made is in the trash, or gone; or it was stopped before that."""
        if job.state == "cancelled":
            return True
        if job.state != "done":
            return False
        made = await self._made(job)
        extra = self._service.host.library.gallery.extra
        kept = await self._service.read(lambda: [m for m in made if extra(m.id).trashed is None])
        return not kept

    async def _told(self, job: Job) -> dict[str, Any]:
        """Return a job as OpenAI tells of a video."""
        fields = job.asked
        frames, fps = fields["animate"], fields.get("fps")
        made = await self._made(job) if job.state == "done" else []
        size = size_of(made[0]) if made else None
        if size is None and "width" in fields and "height" in fields:
            size = f"{fields['width']}x{fields['height']}"
        told: dict[str, Any] = {
            "id": job.id,
            "object": "video",
            "model": job.generator,
            "status": _state(job),
            "progress": await self._progress(job),
            "created_at": int(job.created),
            "completed_at": int(job.ended) if job.ended and job.state == "done" else None,
            "prompt": fields.get("prompt"),
            "seconds": f"{frames / fps:g}" if fps else None,
            "size": size,
            "error": None,
        }
        if job.state == "failed":
            told["error"] = {"code": "generation_failed", "message": job.error or "it failed"}
        return told

    async def _progress(self, job: Job) -> int:
        """Return how far it is, in percent."""
        if job.state == "done":
            return 100
        last = await self._service.read(lambda: self._service.jobs.last(job, "progress"))
        if last is None or not last.data["total"]:
            return 0
        return min(100, int(100 * last.data["done"] / last.data["total"]))


def _frames(asked: Asked, chosen: Chosen) -> None:
    """Make frames of `seconds`: at the speed that was asked for, or as quick as there may be."""
    fields = chosen.cls.condition.model_fields
    seconds = asked.number("seconds", 0.1, 120) or _SECONDS
    most = bounds(fields["animate"])[1] or 1000
    fps = asked.number("fps", 0.1, 240) if chosen.takes("fps") else None
    if chosen.takes("fps"):
        usual = float(default_of(fields["fps"]) or 12)
        fps = fps or min(usual, most / seconds)
        asked.fields["fps"] = fps
    frames = asked.whole("animate", 2, most)
    wanted = frames or max(2, round(seconds * (fps or 12)))
    if wanted > most:
        raise wrong("seconds", f"{wanted} frames are too many", f"there may be {most}")
    asked.fields["animate"] = wanted


def _is_video(job: Job) -> bool:
    return job.medium == "image" and bool(job.asked.get("animate"))


def _state(job: Job) -> str:
    return _STATES.get(job.state, "failed")

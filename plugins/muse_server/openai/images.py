"""Pictures: made of words; as one answer, or as events with what they look like so far."""

from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from muse.library.jobs import Job
from muse.library.records import ArtifactRecord
from muse_server import sse
from muse_server.openai import asking, errors, streams
from muse_server.openai.asking import Asked
from muse_server.openai.errors import Handler, wrong
from muse_server.openai.names import Chosen, choose
from muse_server.problems import Problem
from muse_server.service import Service

_SUFFIXES = {
    **{"png": ".png", "jpeg": ".jpg", "jpg": ".jpg"},
    **{"webp": ".webp", "svg": ".svg", "gif": ".gif"},
}
_MOVING = (".png", ".webp", ".gif")
_PARTIAL = 3
"""The most partial images that OpenAI's clients ask for."""


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""

    async def generate(request: Request) -> Response:
        asked = await asking.read(service, request)
        chosen = await choose(service, asked.take("model"), "image")
        prompt = asked.text("prompt")
        if prompt is None:
            raise wrong("prompt", "it is missing", "say what to show")
        asked.fields["prompt"] = prompt
        return await make(service, request, asked, chosen, "image_generation")

    return [("POST", "/images/generations", generate)]


async def make(
    service: Service, request: Request, asked: Asked, chosen: Chosen, kind: str
) -> Response:
    """Make pictures and answer with them; `kind` is the start of the names of events."""
    asked.count()
    asked.size(chosen)
    as_url = _as_url(asked)
    _format(asked, chosen)
    if asked.values.get("style") in ("vivid", "natural"):
        del asked.values["style"]  # of DALL-E 3, and no style of painting
    if asked.values.get("background") == "transparent":
        asked.notes.append("The background isn't transparent.")
    stream = asked.flag("stream")
    partial = asked.whole("partial_images", 0, _PARTIAL) or 0
    if stream and partial and chosen.takes("preview"):
        asked.fields.setdefault("preview", asked.values.pop("preview", 1))
    job = await asking.ask(service, request, asked, chosen)
    headers = asking.headers(job, chosen)
    if stream:
        events = _events(service, job, asked, kind, partial)
        return streams.answer(service, request, job, events, headers, asked.stay)
    made = await asking.finished(service, request, job, asked.stay)
    data = [await _picture(service, asked, each, as_url) for each in made]
    body: dict[str, Any] = {"created": int(job.created), "data": [each for each, _ in data]}
    if made:
        body["output_format"] = data[0][1]
        body["size"] = asking.size_of(made[0])
        body["muse"] = {"job": job.id, "notes": asking.notes(asked, made[0])}
    return await asking.answer(service, body, headers)


async def _events(
    service: Service, job: Job, asked: Asked, kind: str, partial: int
) -> AsyncIterator[bytes]:
    """Yield what a job makes; of the pictures on the way at most `partial` an item, spread."""
    done, sent = 0.0, dict[int, int]()
    created = int(job.created)
    common = {"created_at": created, "background": "auto", "quality": "auto"}
    async for event in service.events(job.id):
        data = event.data
        if event.kind == "progress" and data["total"]:
            done = data["done"] / data["total"]
        elif event.kind == "preview" and not data.get("append"):
            index = sent.get(data["item"], 0)
            if index < partial and done * (partial + 1) >= index:
                sent[data["item"]] = index + 1
                yield _event(
                    f"{kind}.partial_image",
                    b64_json=data["data"],
                    partial_image_index=index,
                    output_format=_name(data["media_type"]),
                    size="auto",
                    **common,
                )
        elif event.kind == "artifact":
            made = await asking.one(service, job, data["id"])
            picture, form = await _picture(service, asked, made, False)
            size = asking.size_of(made) or "auto"
            yield _event(f"{kind}.completed", output_format=form, size=size, **common, **picture)
        elif event.kind in ("failed", "cancelled"):
            raise ended(job, event.kind, data)


def ended(job: Job, kind: str, data: dict[str, Any]) -> Problem:
    """Return the problem that the last event of a job is, which isn't done."""
    if kind == "failed":
        return errors.failed(data)
    return Problem(409, "cancelled", f"job {job.id} was cancelled")


async def _picture(
    service: Service, asked: Asked, made: ArtifactRecord, as_url: bool
) -> tuple[dict[str, Any], str]:
    """Return a picture as an answer has it, and the name of its format."""
    file = asking.file_of(made, asked.formats)
    text = await asking.encoded(service, file)
    told: dict[str, Any] = {"b64_json": text}
    if as_url:  # an address of ours would need the token in it
        told = {"url": f"data:{file.media_type};base64,{text}"}
    told["muse"] = {"id": made.id, "seed": made.seed}
    return told, _name(file.media_type)


def _event(kind: str, **data: Any) -> bytes:
    return sse.event({"type": kind, **data}, kind=kind)


def _name(media_type: str) -> str:
    return media_type.partition("/")[2].partition("+")[0]


def _as_url(asked: Asked) -> bool:
    wanted = asked.text("response_format") or "b64_json"
    if wanted not in ("b64_json", "url"):
        raise wrong("response_format", "expected b64_json or url")
    return wanted == "url"


def _format(asked: Asked, chosen: Chosen) -> None:
    """Choose the format, and frames where it moves."""
    wanted = asked.text("output_format")
    if wanted is not None:
        suffix = _SUFFIXES.get(wanted.lower())
        if suffix is None:
            known = ", ".join(dict.fromkeys(_SUFFIXES))
            raise wrong("output_format", f"{wanted[:20]!r} is no format", f"there are {known}")
        asked.formats = (suffix,)
    frames = asked.whole("frame_count", 1, 1000)
    milliseconds = asked.number("frame_duration_ms", 1, 60_000)
    if frames is None or frames == 1:
        return
    moves = all(suffix in _MOVING for suffix in asked.formats)
    if not chosen.takes("animate") or not moves:
        asked.notes.append("This picture doesn't move: frame_count was ignored.")
        return
    asked.fields["animate"] = frames
    if milliseconds is not None and chosen.takes("fps"):
        asked.fields["fps"] = 1000 / milliseconds

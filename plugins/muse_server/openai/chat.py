"""Texts: chat completions and completions, as one answer or word by word."""

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from muse.library.jobs import Job
from muse_server import sse
from muse_server.openai import asking, streams, words
from muse_server.openai.asking import Asked
from muse_server.openai.errors import Handler, wrong
from muse_server.openai.images import ended
from muse_server.openai.messages import last_words
from muse_server.openai.names import Chosen, choose
from muse_server.openai.shapes import Chat, Plain, Shape
from muse_server.problems import Problem
from muse_server.service import Service


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""

    async def chat(request: Request) -> Response:
        asked = await asking.read(service, request)
        chosen = await choose(service, asked.take("model"), "text")
        prompt, system, left_out = last_words(asked.take("messages"), chosen.takes("system"))
        if system:
            asked.fields["system"] = system
        asked.notes += [f"{what}: {chosen.generator} can't be given it." for what in left_out]
        _schema(asked, chosen)
        if asked.take("tool_choice") not in (None, "auto", "none"):
            raise wrong("tool_choice", f"{chosen.generator} calls no tools")
        return await _write(service, request, asked, chosen, prompt, Chat())

    async def complete(request: Request) -> Response:
        asked = await asking.read(service, request)
        chosen = await choose(service, asked.take("model"), "text")
        prompt = asked.take("prompt")
        if isinstance(prompt, list) and len(prompt) == 1:
            prompt = prompt[0]
        if not isinstance(prompt, str):
            raise wrong("prompt", "expected one text")
        for name in ("echo", "suffix"):
            if asked.take(name):
                raise wrong(name, f"{chosen.generator} can't do that")
        return await _write(service, request, asked, chosen, prompt, Plain())

    return [("POST", "/chat/completions", chat), ("POST", "/completions", complete)]


async def _write(
    service: Service, request: Request, asked: Asked, chosen: Chosen, prompt: str, shape: Shape
) -> Response:
    asked.fields["prompt"] = prompt
    asked.count()
    end = _end(asked, chosen)
    stream = asked.flag("stream")
    options = asked.take("stream_options")
    usage = isinstance(options, dict) and bool(options.get("include_usage"))
    job = await asking.ask(service, request, asked, chosen)
    headers = asking.headers(job, chosen)
    shape.of(job, asking.made_by(job, chosen))
    if stream:
        events = _events(service, job, end, shape, usage)
        return streams.answer(service, request, job, events, headers, asked.stay)
    choices, count = [], 0
    made = await asking.finished(service, request, job, asked.stay)
    for each in made:
        whole = (await service.data(asking.file_of(each, ()))).decode()
        text, why = end.cut(whole)
        count += words.measured(each, text) if text == whole else words.tokens(text)
        why = why or ("length" if words.is_cut(each) else "stop")
        choices.append(shape.choice(each.item, text, why))
    told: dict[str, Any] = {
        "job": job.id,
        "notes": asking.notes(asked, made[0]) if made else asked.notes,
    }
    told["artifacts"] = [{"id": each.id, "seed": each.seed} for each in made]
    body = shape.answer(choices, usage=words.usage(job, count), muse=told)
    return JSONResponse(body, headers=headers)


async def _events(
    service: Service, job: Job, end: words.End, shape: Shape, usage: bool
) -> AsyncIterator[bytes]:
    """Yield the pieces of texts as they are written, then why each ended, then the usage."""
    texts: dict[int, words.Piecemeal] = {}  # the settings may have more written than was asked for
    count = 0
    try:
        async for event in service.events(job.id):
            data, index = event.data, event.data.get("item", 0)
            if index not in texts:
                texts[index] = words.Piecemeal(end)
                for chunk in shape.first(index):
                    yield sse.event(chunk)
            if event.kind == "text":
                piece = texts[index].add(data["piece"])
                if piece:
                    yield sse.event(shape.piece(index, piece))
            elif event.kind == "requeued":
                for text in texts.values():
                    text.again()
            elif event.kind == "artifact":
                made = await asking.one(service, job, data["id"])
                whole = (await service.data(asking.file_of(made, ()))).decode()
                piece = texts[index].whole(whole, words.is_cut(made))
                if piece:
                    yield sse.event(shape.piece(index, piece))
                sent = texts[index].sent
                count += words.measured(made, sent) if sent == whole else words.tokens(sent)
                yield sse.event(shape.last(index, texts[index].why or "stop"))
            elif event.kind in ("failed", "cancelled"):
                raise ended(job, event.kind, data)
            elif event.kind == "done" and usage:
                yield sse.event(shape.chunk([], usage=words.usage(job, count)))
    except words.Changed:
        message = "its worker was lost, and it can't be written alike"
        raise Problem(500, "changed", message) from None


def _end(asked: Asked, chosen: Chosen) -> words.End:
    """Return where texts end; what the generator does of that itself goes to it too."""
    stops = asked.take("stop") or []
    stops = [stops] if isinstance(stops, str) else stops
    if not isinstance(stops, list) or not all(isinstance(s, str) and s for s in stops):
        raise wrong("stop", "expected a text, or up to four")
    if len(stops) > 4:
        raise wrong("stop", f"{len(stops)} are too many, there may be four")
    if stops and chosen.takes("stop"):
        asked.fields["stop"] = stops
    later = asked.whole("max_completion_tokens", 1, 2**31)
    most = asked.whole("max_tokens", 1, 2**31) if later is None else later
    asked.take("max_tokens")
    if most is not None and chosen.takes("max_tokens"):
        asked.fields["max_tokens"] = most
        most = None
    return words.End(tuple(stops), most)


def _schema(asked: Asked, chosen: Chosen) -> None:
    """Let the answer follow a JSON schema, where its writer takes one."""
    wanted = asked.take("response_format")
    if wanted is None:
        return
    kind = wanted.get("type") if isinstance(wanted, dict) else None
    if kind == "text":
        return
    schema: Any = {"type": "object"}
    if kind == "json_schema":
        given = wanted.get("json_schema")
        schema = given.get("schema") if isinstance(given, dict) else None
    if kind not in ("json_object", "json_schema") or not isinstance(schema, dict):
        raise wrong("response_format", "expected text, json_object, or json_schema with its schema")
    if not chosen.takes("json_schema"):
        raise wrong("response_format", f"{chosen.generator} writes no JSON")
    data = base64.b64encode(json.dumps(schema).encode()).decode()
    asked.fields["json_schema"] = f"data:application/json;base64,{data}"

"""Sound: speech, music, and ElevenLabs' path for sounds."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from muse.library.records import ArtifactRecord
from muse_server.openai import asking
from muse_server.openai.asking import Asked
from muse_server.openai.errors import Handler, wrong
from muse_server.openai.names import Chosen, choose
from muse_server.problems import Problem
from muse_server.service import Service

_VOICES = frozenset(
    "alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse".split()
)
"""Voices of OpenAI's, which no engine of this machine has."""

_SOUND = ".mp3"
"""What is sent where no format is named."""


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""
    sounds = _Sounds(service)
    return [
        ("POST", "/audio/speech", sounds.speech),
        ("POST", "/music/generations", sounds.music),
        ("POST", "/sound-generation", sounds.effect),
    ]


class _Sounds:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def speech(self, request: Request) -> Response:
        asked = await asking.read(self._service, request)
        if not await self._service.read(lambda: self._service.host.plugins.names("speech")):
            raise Problem(
                404,
                "model_not_found",
                "no generator of speech is installed",
                'pip install "muse-host[speech]"',
            )
        chosen = await choose(self._service, asked.take("model"), "speech")
        text = asked.text("input")
        if not text:
            raise wrong("input", "it is missing", "say what to speak")
        asked.fields["text" if chosen.takes("text") else "prompt"] = text
        voice = asked.values.get("voice")
        if isinstance(voice, dict):
            asked.values["voice"] = voice.get("id")
        for name, own in (("speed", "rate"), ("instructions", "style")):
            if name in asked.values and not chosen.takes(name) and chosen.takes(own):
                asked.values[own] = asked.values.pop(name)
        if asked.values.get("voice") in _VOICES:  # every client sends one
            known = await self._service.read(lambda: self._service.host.choices(chosen.generator))
            if asked.values["voice"] not in known.get("voice", _VOICES):
                del asked.values["voice"]
        for name in ("voice", "speed", "instructions"):
            if name in asked.values and not chosen.takes(name):
                del asked.values[name]
        if asked.text("stream_format") == "sse":
            raise wrong("stream_format", "sound comes whole", "leave it out")
        asked.formats = (_suffix(asked.text("response_format"), "response_format"),)
        return await self._one(request, asked, chosen)

    async def music(self, request: Request) -> Response:
        asked = await asking.read(self._service, request)
        chosen = await choose(self._service, asked.take("model"), "music")
        asked.fields["prompt"] = asked.text("prompt") or ""
        asked.count()
        if asked.flag("stream"):
            raise wrong("stream", "music comes whole", "leave it out")
        if (asked.text("response_format") or "b64_json") != "b64_json":
            raise wrong("response_format", "expected b64_json", "output_format has the format")
        asked.formats = (_suffix(asked.text("output_format"), "output_format"),)
        job = await asking.ask(self._service, request, asked, chosen)
        made = await asking.finished(self._service, request, job, asked.stay)
        body: dict[str, Any] = {
            "created": int(job.created),
            "data": [await self._told(asked, each) for each in made],
            "output_format": asked.formats[0][1:],
        }
        if made:
            body["muse"] = {"job": job.id, "notes": asking.notes(asked, made[0])}
        return await asking.answer(self._service, body, asking.headers(job, chosen))

    async def effect(self, request: Request) -> Response:
        asked = await asking.read(self._service, request)
        named = asked.take("model_id") or asked.take("model")
        chosen = await choose(self._service, named, "music")
        text = asked.text("text")
        if not text:
            raise wrong("text", "it is missing", "say what it sounds like")
        asked.fields["prompt"] = text
        seconds = asked.number("duration_seconds", 0.1, 3600)
        if seconds is not None and chosen.takes("duration"):
            asked.fields["duration"] = seconds
        asked.take("loop")
        wanted = request.query_params.get("output_format") or asked.text("output_format")
        asked.formats = (_suffix((wanted or "").partition("_")[0], "output_format"),)
        return await self._one(request, asked, chosen)

    async def _one(self, request: Request, asked: Asked, chosen: Chosen) -> Response:
        """Answer with one sound, as its bytes."""
        job = await asking.ask(self._service, request, asked, chosen)
        made = await asking.finished(self._service, request, job, asked.stay)
        if not made:
            raise Problem(500, "generation_failed", f"job {job.id} made nothing")
        file = asking.file_of(made[0], asked.formats)
        data = await self._service.data(file)
        return Response(data, media_type=file.media_type, headers=asking.headers(job, chosen))

    async def _told(self, asked: Asked, made: ArtifactRecord) -> dict[str, Any]:
        file = asking.file_of(made, asked.formats)
        return {
            "b64_json": await asking.encoded(self._service, file),
            "media_type": file.media_type,
            "muse": {"id": made.id, "seed": made.seed, "title": made.title},
        }


def _suffix(name: str | None, field: str) -> str:
    """Return the suffix of a format; whether a generator has it is told when it is asked."""
    if not name:
        return _SOUND
    if not name.isascii() or not name.isalnum() or len(name) > 10:
        raise wrong(field, f"{name[:20]!r} is no format", "there are mp3, wav, flac, ogg")
    return f".{name.lower()}"

"""From the body of a request to a job: which fields are OpenAI's, and which the condition's."""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from muse import MuseError
from muse.errors import NotFound
from muse.library.jobs import Job
from muse.library.records import ArtifactRecord, FileRecord
from muse.media import keys
from muse_server import bodies
from muse_server.bodies import Upload
from muse_server.openai.errors import Stopping, failed, wrong
from muse_server.openai.names import Chosen
from muse_server.problems import Problem
from muse_server.service import Service, Wanted, client, request_id

MEANINGLESS = frozenset(
    "user metadata quality moderation safety_identifier background complexity output_compression"
    " input_fidelity svg store service_tier logprobs top_logprobs logit_bias presence_penalty"
    " frequency_penalty parallel_tool_calls tools tool_choice functions function_call modalities"
    " audio prediction reasoning_effort verbosity web_search_options prompt_cache_key best_of"
    " prompt_influence voice_settings frame_count frame_duration_ms stream_format"
    " prompt_cache_retention temperature top_p top_k min_p repetition_penalty thinking".split()
)
"""Fields of OpenAI's and its like that a condition gets only where it has one of that name."""

_SIZE = re.compile(r"(\d{1,5})[xX](\d{1,5})")


@dataclass
class Asked:
    """A request as it is read: what is left of the body goes into the condition.

    `notes` are what can't be done as it was asked.
    """

    values: dict[str, Any]
    fields: dict[str, Any] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    stay: bool = False
    notes: list[str] = field(default_factory=list)

    def take(self, name: str) -> Any:
        """Take a field out of the body; None where there is none."""
        return self.values.pop(name, None)

    def text(self, name: str) -> str | None:
        """Take a text out of the body."""
        value = self.take(name)
        if value is not None and not isinstance(value, str):
            raise wrong(name, "expected a text")
        return value

    def whole(self, name: str, low: int, high: int) -> int | None:
        """Take a whole number out of the body."""
        value = self.take(name)
        if value is None:
            return None
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value, re.ASCII):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise wrong(name, f"expected a whole number from {low} to {high}")
        return value

    def number(self, name: str, low: float, high: float) -> float | None:
        """Take a number out of the body."""
        value = self.take(name)
        if value is None:
            return None
        try:
            found = float(value) if isinstance(value, int | float | str) else float("nan")
        except (ValueError, OverflowError):
            found = float("nan")
        if isinstance(value, bool) or not low <= found <= high:
            raise wrong(name, f"expected a number from {low:g} to {high:g}")
        return found

    def flag(self, name: str) -> bool:
        """Take a yes or no out of the body."""
        value = self.take(name)
        if value in (None, False, "false", ""):
            return False
        if value in (True, "true"):
            return True
        raise wrong(name, "expected true or false")

    def count(self) -> None:
        """Make `n` of it."""
        n = self.whole("n", 1, 1000)
        if n is not None and n > 1:
            self.fields["count"] = n

    def size(self, chosen: Chosen) -> None:
        """Make it of a `size` such as 1024x768, where its maker takes one."""
        size = self.text("size")
        if size in (None, "", "auto"):
            return
        found = _SIZE.fullmatch(size or "")
        if found is None:
            raise wrong("size", f"{(size or '')[:40]!r} is no size", "give WIDTHxHEIGHT, or auto")
        if chosen.takes("width") and chosen.takes("height"):
            self.fields |= {"width": int(found[1]), "height": int(found[2])}
        else:
            self.notes.append(f"{chosen.generator} has sizes of its own: {size} was ignored.")


async def read(service: Service, request: Request) -> Asked:
    """Return the body of a request, JSON or a form, as it was asked."""
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        form = await bodies.form_of(request, service.settings.upload)
        values: dict[str, Any] = {}
        for name, given in form.items():
            many = name.endswith("[]") or len(given) > 1
            values[name.removesuffix("[]")] = list(given) if many else given[0]
    else:
        values = await bodies.json_of(request)
    values = {name: value for name, value in values.items() if value is not None}
    prefer = ",".join(request.headers.getlist("prefer")).lower()
    stay = "respond-async" in (part.strip().split(";")[0] for part in prefer.split(","))
    if values.get("background") in (True, "true"):  # OpenAI's says what is behind a picture
        stay = True
        del values["background"]
    elif values.get("background") in (False, "false"):
        del values["background"]
    return Asked(values, stay=stay)


async def ask(service: Service, request: Request, asked: Asked, chosen: Chosen) -> Job:
    """Queue what was asked, what is left of the body as fields, and return the job."""
    commercial = asked.flag("commercial") or None
    fields = {
        name: value
        for name, value in asked.values.items()
        if chosen.takes(name) or name not in MEANINGLESS
    }
    if any(isinstance(each, Upload) for value in fields.values() for each in _parts(value)):
        fields = {name: await _kept(service, value) for name, value in fields.items()}
    fields |= asked.fields
    if chosen.model is not None:
        fields["model"] = chosen.model
    elif chosen.target == chosen.generator and "base_url" not in fields:
        lack = await service.read(lambda: service.host.lacking(chosen.generator))
        if lack is not None:
            raise lack
    return await service.submit(
        Wanted(
            target=chosen.target,
            fields=fields,
            formats=asked.formats,
            client=client(request),
            request=request_id(request),
            commercial=commercial,
        )
    )


async def finished(
    service: Service, request: Request, job: Job, stay: bool
) -> list[ArtifactRecord]:
    """Return what a job made, once it is done; Problem where it isn't."""
    over = await service.wait(job.id, None if stay else request)
    if not over.is_over:
        raise Stopping(job.id, stay)
    if over.state == "failed":
        told = await service.read(lambda: service.jobs.last(over, "failed"))
        raise failed(told.data if told is not None else {"error": over.error})
    if over.state == "cancelled":
        raise Problem(409, "cancelled", f"job {job.id} was cancelled")
    return [made for made in await service.artifacts(job.id) if not made.unfinished]


async def one(service: Service, job: Job, id: str) -> ArtifactRecord:
    """Return an artifact of a job by its id; NotFound where it was removed meanwhile."""
    for made in await service.artifacts(job.id):
        if made.id == id:
            return made
    raise NotFound(f"{id} is gone", hint="make it again")


def file_of(made: ArtifactRecord, formats: tuple[str, ...]) -> FileRecord:
    """Return the file of an artifact that was asked for: the first, where none was."""
    for file in made.files:
        if not formats or keys.ending(file.suffix) in formats:
            return file
    raise MuseError(f"{made.id} has no {' or '.join(formats)} file")


def headers(job: Job, chosen: Chosen) -> dict[str, str]:
    """Return the headers that say which generator made it, and which job."""
    return {"x-muse-model": made_by(job, chosen), "x-muse-job": job.id}


def made_by(job: Job, chosen: Chosen) -> str:
    """Return the name of the model that a job has."""
    return job.generator if chosen.model is None else f"{job.generator}:{chosen.model}"


def _parts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


async def _kept(service: Service, value: Any) -> Any:
    if isinstance(value, list):
        return [await _kept(service, each) for each in value]
    if isinstance(value, Upload):
        return await service.keep_upload(value)
    return value


async def encoded(service: Service, file: FileRecord) -> str:
    """Return the bytes of a file in base64."""
    data = await service.data(file)
    return await service.read(lambda: base64.b64encode(data).decode())


async def answer(service: Service, body: Mapping[str, Any], headers: dict[str, str]) -> Response:
    """Return JSON that may be large as the answer."""
    data = await service.read(lambda: json.dumps(body).encode())
    return Response(data, media_type="application/json", headers=headers)


def notes(asked: Asked, made: ArtifactRecord) -> list[str]:
    """Return what is to be told of an artifact beside itself."""
    return [*asked.notes, *map(str, made.report.get("notes", []))]


def size_of(made: ArtifactRecord | Mapping[str, Any]) -> str | None:
    """Return WIDTHxHEIGHT of a picture, as it was measured."""
    report = made.report if isinstance(made, ArtifactRecord) else made
    measured = report.get("measured", {})
    width, height = measured.get("width"), measured.get("height")
    return f"{width}x{height}" if width and height else None

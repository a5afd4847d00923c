"""Pictures made of pictures: edits by words, within a mask, and variations."""

import io

from starlette.requests import Request
from starlette.responses import Response

from muse import InputFile
from muse.contract.inputs import ARTIFACT
from muse_server.bodies import Upload
from muse_server.openai import asking
from muse_server.openai.asking import Asked
from muse_server.openai.errors import Handler, wrong
from muse_server.openai.images import make
from muse_server.openai.names import Chosen, choose
from muse_server.service import Service


def handlers(service: Service) -> list[tuple[str, str, Handler]]:
    """Return method, path, handler."""

    async def edit(request: Request) -> Response:
        asked = await asking.read(service, request)
        chosen = await choose(service, asked.take("model"), "image")
        asked.fields["prompt"] = asked.text("prompt") or ""
        await start(service, asked, chosen)
        drawn = asked.take("mask")
        if drawn is not None:
            if not chosen.takes("mask"):
                raise _lacks(service, chosen, "mask")
            asked.fields["mask"] = await mask(service, drawn)
        return await make(service, request, asked, chosen, "image_edit")

    async def vary(request: Request) -> Response:
        asked = await asking.read(service, request)
        chosen = await choose(service, asked.take("model"), "image")
        await start(service, asked, chosen)
        return await make(service, request, asked, chosen, "image_variation")

    return [("POST", "/images/edits", edit), ("POST", "/images/variations", vary)]


async def start(service: Service, asked: Asked, chosen: Chosen, name: str = "image") -> None:
    """Let it begin with the picture that was handed in."""
    given = asked.take(name)
    pictures = given if isinstance(given, list) else [given]
    if given is None or not pictures:
        raise wrong(name, "it is missing", "hand in a picture")
    if not chosen.takes("init"):
        raise _lacks(service, chosen, "init")
    if len(pictures) > 1:
        raise wrong(name, f"{chosen.generator} starts from one picture, not {len(pictures)}")
    asked.fields["init"] = await _file(service, name, pictures[0])


async def _file(service: Service, name: str, given: object) -> object:
    """Return what a field takes for a file that was handed in, or is in the library."""
    if _is_artifact(given):
        return given
    data = await service.read(lambda: _data(name, given))
    return await service.keep_input(data, _named(name, given))


async def mask(service: Service, given: object) -> object:
    """Return a mask as Muse has it: white where it is repainted.

    OpenAI's is transparent there; one without transparency is Muse's already.
    """
    if _is_artifact(given):
        return given

    def converted() -> bytes:
        from PIL import ImageOps

        from muse.media import picture

        data = _data("mask", given)
        read = picture(data, field="mask", name=_named("mask", given))
        if not read.has_transparency_data:
            return data
        file = io.BytesIO()
        ImageOps.invert(read.convert("RGBA").getchannel("A")).save(file, "PNG")
        return file.getvalue()

    return await service.keep_input(await service.read(converted), "mask.png")


def _is_artifact(given: object) -> bool:
    return isinstance(given, str) and given.startswith(ARTIFACT)


def _data(name: str, given: object) -> bytes:
    """Return the bytes of a file of a form, or of a data URI in JSON."""
    if isinstance(given, Upload):
        return given.data
    if isinstance(given, str) and given.startswith("data:"):
        try:
            return InputFile.read(given).data
        except ValueError as error:
            raise wrong(name, str(error)) from None
    raise wrong(name, "expected a file", "send a form with it, a data URI, or muse:ID")


def _named(name: str, given: object) -> str:
    return (given.name if isinstance(given, Upload) else "") or name


def _lacks(service: Service, chosen: Chosen, field: str) -> Exception:
    """Return the error that a generator has no such field, and which ones do."""
    plugins = service.host.plugins
    others = []
    for name in plugins.names("image"):
        try:
            if field in plugins.generator(name).condition.model_fields:
                others.append(name)
        except Exception:  # a broken plugin is no help
            continue
    what = "a picture to start from" if field == "init" else "a mask"
    hint = f"{' and '.join(others)} take one" if others else None
    return wrong(
        "image" if field == "init" else "mask", f"{chosen.generator} doesn't take {what}", hint
    )

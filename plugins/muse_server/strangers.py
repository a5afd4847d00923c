"""What a request from the network may not do, whatever a generator would let its own user do."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from muse import InputFile, InputPath, InvalidField, ModelSource, RequestError
from muse.contract.condition import Condition, build
from muse.contract.generator import Generator
from muse.contract.inputs import INPUT_CAP
from muse.media import MOST_PIXELS, PICTURES
from muse.media.metadata import excess
from muse.running.host import Host
from muse.running.request import Request
from muse_server import installed


def check(host: Host, request: Request, allowed: Iterable[str]) -> None:
    """Refuse models that aren't here or `allowed`, other addresses, and pictures that are traps."""
    usual = _usual(host, request)
    condition, generator = request.condition, request.generator
    _check_address(request.name, generator, condition, usual)
    for name, value in condition:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ModelSource) and each not in _values(usual, name):
                _check_model(name, each, tuple(allowed))
            elif isinstance(each, InputFile):
                _check_picture(name, each)


def _usual(host: Host, request: Request) -> Condition | None:
    """Return the condition of a run of which nobody says anything; None where there can't be."""
    try:
        return build(type(request.condition), host.config.fields_of(request.name))
    except RequestError:  # it has fields without a default
        return None


def _check_address(
    name: str, generator: Generator[Any], condition: Condition, usual: Condition | None
) -> None:
    address = generator.calls(condition)
    if address is None:
        return
    own = None if usual is None else generator.calls(usual)
    if address != own or _addresses(condition) != _addresses(usual):
        raise InvalidField(
            f"{name} calls {own or 'nobody'} on this server, and a request can't change that",
            hint=f"whoever runs it can, in the settings of {name}",
        )


def _addresses(condition: Condition | None) -> dict[str, str]:
    """Return the fields that are a kind of text of their own, as the address of a server is."""
    return {
        name: str(value)
        for name, value in (condition or ())
        if isinstance(value, str) and type(value) is not str and not isinstance(value, ModelSource)
    }


def _check_model(field: str, model: ModelSource, allowed: tuple[str, ...]) -> None:
    plain, mark, _ = str(model).rpartition("=")
    name = plain if mark and type(model) is not ModelSource else str(model)
    if not installed.is_here(name, allowed):
        raise InvalidField(
            f"{field}: {name[:80]!r} isn't a model of this server",
            hint="GET /api/v1/models lists those; muse pull adds one, and so does the setting"
            " plugins.server.models",
        )


def _check_picture(field: str, file: InputFile) -> None:
    """Refuse a picture whose headers say that it is huge; what is no picture passes."""
    from PIL import Image

    large = isinstance(file, InputPath) and file.size > INPUT_CAP
    problem = None if large else excess(file.data)
    try:
        if problem is None:
            source = file.path if isinstance(file, InputPath) else io.BytesIO(file.data)
            with Image.open(source, formats=PICTURES) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    problem = f"has {opened.width} x {opened.height} px"
    except Image.DecompressionBombError:
        problem = f"has more than {MOST_PIXELS // 10**6} megapixels"
    except Exception:  # no picture, or damaged: whatever reads it says so
        return
    if problem is not None:
        raise InvalidField(
            f"{field}: the picture {problem}",
            hint=f"give one of at most {MOST_PIXELS // 10**6} megapixels",
        )


def _values(condition: Condition | None, name: str) -> Iterator[Any]:
    value = getattr(condition, name, None)
    yield from value if isinstance(value, list) else [value]

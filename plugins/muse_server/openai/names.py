"""Names of models: a generator, a generator and a model, or a name that clients have built in."""

import re
from dataclasses import dataclass
from typing import Any

from muse import NotReady, RequestError
from muse.contract.generator import Generator
from muse.weights import find, hub_cache, short_names
from muse_server.problems import Problem
from muse_server.service import Service

_ALIASES = {
    "image": r"(chat)?gpt-image-.*|dall-e-.*",
    "text": r"(chat)?gpt-.*|o\d.*|text-davinci-.*",
    "speech": r"tts-.*|gpt-4o-mini-tts.*|eleven_.*",
    "music": r"music_.*|eleven_.*",
    "video": r"sora-.*",
}
"""What stands for the generator that a kind of work uses by itself."""

_IMAGE = re.compile(_ALIASES["image"])


@dataclass(frozen=True)
class Chosen:
    """The generator that a name stands for: `target` is what a run asks for."""

    target: str
    generator: str
    cls: type[Generator[Any]]
    model: str | None = None

    def takes(self, field: str) -> bool:
        """Whether its condition has a field."""
        return field in self.cls.condition.model_fields


def is_alias(name: str, kind: str) -> bool:
    """Whether a name stands for what a kind of work uses by itself."""
    if kind == "text" and _IMAGE.fullmatch(name):
        return False
    return re.fullmatch(_ALIASES[kind], name) is not None


async def choose(service: Service, name: Any, medium: str, kind: str | None = None) -> Chosen:
    """Return what makes it; Problem 404 for a name that is no model of the medium.

    `kind` has the aliases where they aren't those of the medium (videos are made by `image`).
    """
    if name is not None and not isinstance(name, str):
        raise Problem(400, "invalid_value", "model: expected a name")
    return await service.read(lambda: _choose(service, name or "", medium, kind or medium))


def _choose(service: Service, name: str, medium: str, kind: str) -> Chosen:
    host = service.host
    if name in ("", medium) or is_alias(name, kind):
        generator = host.choose(medium)
        return Chosen(medium, generator, host.plugins.generator(generator))
    generator, _, model = name.partition(":")
    if generator not in host.plugins.names(medium):
        known = ", ".join(host.plugins.names(medium)) or "none"
        message = f"there is no model {name[:80]!r} that makes this"
        raise Problem(404, "model_not_found", message, f"there are {known}")
    cls = host.plugins.generator(generator)
    if not model:
        return Chosen(generator, generator, cls)
    chosen = Chosen(generator, generator, cls, model)
    if not chosen.takes("model"):
        message = f"{generator} has no models to choose from"
        raise Problem(404, "model_not_found", message, f"call it {generator}")
    lack = unavailable(service, model)
    if lack is not None:
        raise Problem(404, "model_not_found", lack.message, lack.hint)
    return chosen


def unavailable(service: Service, model: str) -> NotReady | RequestError | None:
    """Return why a model can't be named; None where it is here, or allowed by the settings.

    Only names that are known are looked up: any other one might be a path.
    """
    if model in service.settings.models:
        return None
    if short_names.find(model) is None and model not in hub_cache.names():
        return NotReady(f"the model {model[:80]!r} isn't on this machine", hint="muse pull has it")
    try:
        find.find(model, used=False)
    except (NotReady, RequestError) as error:
        return error
    return None

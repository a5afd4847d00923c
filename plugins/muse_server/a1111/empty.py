"""What clients ask A1111 for, and Muse has none of, or little; so that their settings open."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request

from muse.contract.fields import choices
from muse.errors import MuseError
from muse_server.a1111.checkpoints import MEDIUM
from muse_server.a1111.samplers import SAMPLERS, SCHEDULERS
from muse_server.service import Service

Handler = Callable[[Request], Awaitable[Any]]

_NO_UPSCALER = {
    "name": "None",
    "model_name": None,
    "model_path": None,
    "model_url": None,
    "scale": 1,
}
_CONSTANT: dict[str, Any] = {
    "/upscalers": [_NO_UPSCALER],
    "/latent-upscale-modes": [],
    "/sd-vae": [],
    "/sd-modules": [],
    "/loras": [],
    "/hypernetworks": [],
    "/face-restorers": [],
    "/realesrgan-models": [],
    "/prompt-styles": [],
    "/script-info": [],
    "/embeddings": {"loaded": {}, "skipped": {}},
    "/scripts": {"txt2img": [], "img2img": []},
    "/cmd-flags": {},
}


def lists(service: Service) -> dict[str, Handler]:
    """Return path -> handler."""

    def always(value: Any) -> Handler:
        async def answer(request: Request) -> Any:
            return value

        return answer

    async def samplers(request: Request) -> Any:
        known = await service.read(lambda: _schedulers(service))
        return [
            {"name": theirs, "aliases": [ours], "options": {}}
            for theirs, ours in SAMPLERS.items()
            if ours in known
        ]

    async def schedulers(request: Request) -> Any:
        return [
            {
                "name": name,
                "label": label,
                "aliases": None,
                "default_rho": -1.0,
                "need_inner_model": False,
            }
            for name, label in SCHEDULERS.items()
        ]

    async def memory(request: Request) -> Any:
        from muse.device.hardware import memory

        total = await service.read(memory)
        ram = {"total": total, "used": None, "free": None}
        return {"ram": ram, "cuda": {"error": "it isn't told here"}}

    return {
        **{path: always(value) for path, value in _CONSTANT.items()},
        "/samplers": samplers,
        "/schedulers": schedulers,
        "/memory": memory,
    }


def _schedulers(service: Service) -> set[str]:
    """Return the schedulers that some generator takes."""
    found: set[str] = set()
    for name in service.host.plugins.names(MEDIUM):
        try:
            info = service.host.plugins.generator(name).condition.model_fields.get("scheduler")
        except MuseError:  # a broken plugin: muse plugins tells of it
            continue
        found.update(choices(info) if info else ())
    return found

"""A LoRA from a few pictures, of a model that is there."""

from typing import TYPE_CHECKING, Any

import torch

from muse import InvalidField, Placement, RequestError, Run
from muse_image.diffusion import family, pipelines
from muse_image.diffusion.learning.adapt import Adapter
from muse_image.training import loop, rights
from muse_image.training.weights import check_finite, in_order

if TYPE_CHECKING:
    from muse_image.data import Pictures
    from muse_image.training.job import Job

FAMILIES = ("StableDiffusionPipeline", "StableDiffusionXLPipeline")
"""Whose LoRAs can be learnt: a U-Net that predicts noise or velocity."""


def learnt(job: "Job") -> tuple[bytes, dict[str, Any]]:
    """Return a LoRA as diffusers loads it, and what is measured."""
    from diffusers.utils import convert_state_dict_to_diffusers  # type: ignore[attr-defined]
    from safetensors.torch import save

    condition = job.condition
    pipe = _pipeline(condition, job.run, job.device)
    latents = _encoded(pipe, job.pictures, job.device)
    texts = _texts(condition, job.pictures)
    with job.run.global_seed(job.item):
        learner = Adapter(condition, job.device, pipe, latents, texts)
    facts = loop.learn(
        learner, job.draws().batch, job.checkpoint(), job.emit, main=job.place.main, what="lora",
        share=(0.05, 1.0),
    )  # fmt: skip
    learner.settle()
    found = convert_state_dict_to_diffusers(learner.adapter())
    dtype = torch.float16 if condition.half else torch.float32
    named = {f"unet.{k}": v.detach().cpu().to(dtype).contiguous() for k, v in found.items()}
    check_finite(named, condition.half)
    said = rights.header(rights.of(job), job.pictures.source)
    data = in_order(save(named, {**said, "format": "pt"}))
    return data, {**facts, "rank": condition.rank, "bytes": len(data)}


def _pipeline(condition: Any, run: Run, device: str) -> Any:
    """Return the model to adapt, in float32; InvalidField for one of another family."""
    found = family.opened(run.weights(condition.model))
    cls = found.pipeline(pipelines.TEXT)
    if cls.__name__ not in FAMILIES:
        raise InvalidField(
            f"model: training LoRAs of {found.weights.name} ({cls.__name__}) isn't supported",
            hint="use a model of Stable Diffusion 1, 2 or XL",
        )
    # A copy of its own: what is leased to others must not change.
    modules = {
        component.subfolder: family.load(Placement(component, device, "float32"))
        for component in found.components()
    }
    return cls(**found.parts(modules, cls))


def _texts(condition: Any, pictures: "Pictures") -> list[str]:
    """Return a caption a picture: its own, else the condition's, else its class."""
    found = []
    for captions, label in zip(pictures.captions, pictures.labels.tolist(), strict=True):
        own = next((text for text in captions if text), "")
        found.append(own or condition.caption or pictures.classes[label])
    if not any(found):
        raise RequestError(
            "caption: the pictures have no captions", hint='give --caption "a photo of qwz"'
        )
    return found


@torch.no_grad()
def _encoded(pipe: Any, pictures: "Pictures", device: str) -> torch.Tensor:
    """Return the latents (n, c, h, w) of all pictures, scaled as the model has them."""
    vae, found = pipe.vae, []
    for chunk in torch.from_numpy(pictures.pixels).split(8):
        coded = vae.encode(chunk.to(device).float().div(127.5).sub(1))
        mean = coded.latent_dist.mode() if hasattr(coded, "latent_dist") else coded.latents
        shifted = mean - (vae.config.get("shift_factor") or 0)
        found.append((shifted * vae.config.scaling_factor).cpu())
    return torch.cat(found)

"""Which class of diffusers makes videos with a model: its own, or a relative with its weights."""

import inspect
import json
import re
from typing import Any

from muse import InvalidField, quiet
from muse_image.diffusion.family import Family
from muse_image.diffusion.pipelines import class_of, needs

_TASKS = re.compile(r"(ImageToVideo|VideoToVideo)$")
"""What a class adds to the name of its family."""

_ONE_MODEL = ("LTX",)
"""Families whose model starts from words or from a picture with the same weights."""

_FPS = {
    "AnimateDiff": 8, "AnimateDiffSDXL": 8, "CogVideoX": 8, "LTX": 25, "Wan": 16,
    "HunyuanVideo": 15, "Mochi": 30, "Allegro": 15, "SanaVideo": 16,
}  # fmt: skip
"""What families were trained at, frames per second."""


def chosen(family: Family, pictured: bool, moved: bool) -> type[Any]:
    """Return the class for a model: from a picture if `pictured`, by a motion adapter if `moved`.

    InvalidField names the field that the model can't do, or what it needs.
    """
    name, model = str(family.index["_class_name"]), family.weights.name
    with quiet("diffusers", "transformers"):
        own = class_of(name)
        if moved:
            name = _animated(name, model)
        elif own is not None and not moves(own):
            hint = "use image.diffusion"
            if name.startswith("StableDiffusion"):
                hint = "give --motion with an adapter, such as animatediff, or use image.diffusion"
            raise InvalidField(f"model: {model} ({name}) makes no videos of a prompt", hint=hint)
        stem = stem_of(name)
        kinds = ("ImageToVideo", "VideoToVideo") if pictured else ("",)
        for each in dict.fromkeys((name, *(f"{stem}{kind}Pipeline" for kind in kinds))):
            cls = class_of(each)
            if cls is None or not moves(cls) or starts(cls) != pictured:
                continue
            if moved or each == name or (_has_parts(family, cls) and _fits(family, stem, cls)):
                return cls
    if pictured:
        raise InvalidField(
            f"init: {model} ({name}) makes videos of words alone",
            hint="leave it out, or choose a model that starts from a picture, such as ltx",
        )
    if own is not None and moves(own):
        raise InvalidField(f"init: {model} ({name}) starts from a picture", hint="give --init")
    raise InvalidField(
        f"model: the installed diffusers has no {name}, which {model} is for",
        hint="a newer diffusers may have it",
    )


def moves(cls: type[Any]) -> bool:
    """Whether a class makes moving pictures of a prompt."""
    takes = inspect.signature(cls.__call__).parameters
    return "prompt" in takes and bool({"num_frames", "video"} & takes.keys())


def starts(cls: type[Any]) -> bool:
    """Whether a class starts from a picture, or from a video, which may stand still."""
    takes = inspect.signature(cls.__call__).parameters
    return "image" in takes or "video" in takes


def stem_of(name: str) -> str:
    """Return what the classes of a family have in common: Wan for WanImageToVideoPipeline."""
    return _TASKS.sub("", name.removesuffix("Pipeline"))


def fps_of(family: Family, cls: type[Any]) -> int:
    """Return the frames per second that a model was trained at; 16 where nobody knows."""
    stem = stem_of(cls.__name__)
    if stem == "Wan" and family.index.get("expand_timesteps"):
        return 24
    if stem == "CogVideoX" and config(family, "transformer").get("patch_size_t"):
        return 16
    return _FPS.get(stem, 16)


def config(family: Family, part: str) -> dict[str, Any]:
    """Return the config.json of a part; empty where there is none that can be read."""
    try:
        path = family.folder / part / "config.json"
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _animated(name: str, model: str) -> str:
    """Return the class of AnimateDiff for a model of pictures."""
    if name in ("StableDiffusionPipeline", "AnimateDiffPipeline"):
        return "AnimateDiffPipeline"
    if name in ("StableDiffusionXLPipeline", "AnimateDiffSDXLPipeline"):
        return "AnimateDiffSDXLPipeline"
    raise InvalidField(
        f"motion: {model} ({name}) is no Stable Diffusion 1.5 or XL, which adapters are for",
        hint="leave it out, or choose another model",
    )


def _has_parts(family: Family, cls: type[Any]) -> bool:
    return not needs(cls) - family.index.keys()


def _fits(family: Family, stem: str, cls: type[Any]) -> bool:
    """Whether a denoiser takes what a class gives it: latents alone, or those of a picture too."""
    if stem in _ONE_MODEL or family.index.get("expand_timesteps"):
        return True
    vae = config(family, "vae")
    latents = vae.get("latent_channels") or vae.get("z_dim")
    inside = config(family, family.denoiser).get("in_channels")
    beside = bool(latents and inside and inside > latents)
    return beside == ("image" in inspect.signature(cls.__call__).parameters)

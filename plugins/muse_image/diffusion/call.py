"""What a pipeline is asked: the fields of the condition as its arguments, or a refusal."""

import inspect
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muse import InvalidField, media
from muse_image.diffusion.condition import named
from muse_image.diffusion.pipelines import IMAGE, INPAINT, TEXT

if TYPE_CHECKING:
    from PIL.Image import Image

    from muse import InputFile
    from muse_image.diffusion.condition import DiffusionCondition


def task(condition: "DiffusionCondition") -> str:
    """Return which task a condition is about."""
    if condition.mask is not None:
        return INPAINT
    return IMAGE if condition.init is not None else TEXT


class Arguments:
    """The arguments for a pipeline of class `cls`, field by field; `name` is the model's.

    InvalidField names a field that the pipeline has no use for.
    """

    def __init__(self, cls: type[Any], name: str) -> None:
        self.cls, self.name = cls, name
        self.takes = inspect.signature(cls.__call__).parameters
        self.made: dict[str, Any] = {}

    def give(self, field: str, argument: str, value: Any) -> None:
        """Give the value of a field, where one was asked for."""
        if value is None or value == "":
            return
        if argument not in self.takes:
            raise InvalidField(
                f"{field}: {self.name} ({self.cls.__name__}) doesn't support it",
                hint="leave it out",
            )
        self.made[argument] = value

    def further(self, asked: Sequence[str]) -> None:
        """Give the arguments that the family has of its own."""
        for argument, value in map(named, asked):
            self.made[argument] = _own(argument, value, self.takes, self.cls)

    def check_steps(self) -> None:
        """Raise InvalidField when a picture to start from leaves the pipeline no step to do."""
        steps, strength = (
            self.made.get(name, self.takes[name].default if name in self.takes else None)
            for name in ("num_inference_steps", "strength")
        )
        if not (isinstance(steps, int | float) and isinstance(strength, int | float)):
            return
        if int(steps * strength) < 1:
            raise InvalidField(
                f"steps: {steps} at a strength of {strength:g} leave no step to run",
                hint=f"give --steps {math.ceil(1 / strength)} or more, or a larger --strength",
            )


def arguments(condition: "DiffusionCondition", cls: type[Any], name: str) -> dict[str, Any]:
    """Return the arguments for a pipeline of class `cls`; `name` is the model's.

    InvalidField names a field that the pipeline has no use for.
    """
    given = Arguments(cls, name)
    takes, made = given.takes, given.made
    made["prompt"] = condition.prompt
    given.give("steps", "num_inference_steps", condition.steps)
    given.give("negative_prompt", "negative_prompt", condition.negative_prompt)
    if condition.init is not None:
        given.give("init", "image", picture(condition.init, "init"))
    if condition.mask is not None:
        given.give("mask", "mask_image", mask_of(condition.mask))
    given.give("strength", "strength", condition.strength)
    if condition.control is not None:
        drawn = picture(condition.control, "control")
        given.give("control", "control_image" if "control_image" in takes else "image", drawn)
    given.give("control_scale", "controlnet_conditioning_scale", condition.control_scale)
    if condition.ip_image is not None:
        given.give("ip_image", "ip_adapter_image", picture(condition.ip_image, "ip_image"))
    for side in ("width", "height"):
        value = getattr(condition, side)
        if value is not None and side in takes:
            made[side] = value
        elif value is not None:
            made["image"] = _resized(made.get("image"), side, value, name, cls)
    given.further(condition.argument)
    if condition.init is not None:
        given.check_steps()
    return made


def _own(argument: str, value: Any, takes: Mapping[str, Any], cls: type[Any]) -> Any:
    """Return the value of an argument that a family has of its own; InvalidField for no such one.

    Those that fields stand for, tensors, pictures and what Muse itself gives can't be given so.
    """
    field = _FIELDS.get(argument)
    if field is not None:
        raise InvalidField(
            f"argument: {argument} is a field of its own", hint=f"give --{field.replace('_', '-')}"
        )
    plain = [
        name
        for name, told in takes.items()
        if name != "self"
        and told.kind is not inspect.Parameter.VAR_KEYWORD
        and name not in _FIELDS
        and not _MUSES.search(name)
    ]
    if argument not in plain:
        import difflib

        near = difflib.get_close_matches(argument, plain, 3, 0.5)
        raise InvalidField(
            f"argument: {cls.__name__} takes no {argument!r}",
            hint=f"it takes {', '.join(near or plain) or 'no others'}",
        )
    return value


_FIELDS = {
    "prompt": "prompt", "negative_prompt": "negative_prompt", "image": "init",
    "mask_image": "mask", "num_inference_steps": "steps", "guidance_scale": "guidance",
    "width": "width", "height": "height", "strength": "strength", "control_image": "control",
    "controlnet_conditioning_scale": "control_scale", "ip_adapter_image": "ip_image",
    "num_images_per_prompt": "count", "num_videos_per_prompt": "count", "generator": "seed",
    "num_frames": "frames", "frame_rate": "fps",
}  # fmt: skip
"""Arguments of pipelines -> the fields that give them."""

_MUSES = re.compile(r"embeds|latents|mask|image|video|callback|output_type|return_dict|generator")
"""What is in the names of arguments that no JSON can be, or that Muse itself needs."""


def guide(arguments: dict[str, Any], condition: "DiffusionCondition", pipe: Any, name: str) -> None:
    """Add guidance under the name that the pipeline has for it.

    Models that have learnt guidance (distilled) take it as a number beside the prompt; the others
    run twice, with and without the prompt. InvalidField for a negative prompt without effect.
    """
    takes = inspect.signature(type(pipe).__call__).parameters
    denoiser = getattr(pipe, "transformer", None) or getattr(pipe, "unet", None)
    config = getattr(denoiser, "config", {})
    distilled = bool(config.get("guidance_embeds"))
    key = "true_cfg_scale" if "true_cfg_scale" in takes and not distilled else "guidance_scale"
    if condition.guidance is not None:
        if key not in takes:
            raise InvalidField(
                f"guidance: {name} ({type(pipe).__name__}) doesn't support it", hint="leave it out"
            )
        arguments[key] = condition.guidance
    if not condition.negative_prompt:
        if condition.guidance is not None and key == "true_cfg_scale":
            raise InvalidField(
                f"guidance: {name} uses guidance only together with a negative prompt",
                hint="give --negative-prompt too, or leave guidance out",
            )
        return
    usual = takes[key].default if key in takes else 1.0
    value = arguments.get(key, usual)
    if distilled:
        raise InvalidField(
            f"negative_prompt: {name} is guidance-distilled and doesn't support it",
            hint="leave it out, or say in the prompt what you want instead",
        )
    if isinstance(value, int | float) and value <= 1:
        raise InvalidField(
            f"negative_prompt: it has no effect with guidance {value:g}",
            hint="give --guidance above 1, or leave the negative prompt out",
        )


def picture(file: "InputFile", field: str) -> "Image":
    """Return a picture that was handed in, as RGB; RequestError for none, or one too large."""
    return media.picture(file.data, field=field, name=file.name).convert("RGB")


def mask_of(file: "InputFile") -> "Image":
    """Return a mask as grey values; where it is transparent, it is as black."""
    from PIL import Image

    made = media.picture(file.data, field="mask", name=file.name)
    if not made.has_transparency_data:
        return made.convert("RGB").convert("L")
    seen = made.convert("RGBA")
    black = Image.new("RGBA", seen.size, "black")
    return Image.alpha_composite(black, seen).convert("RGB").convert("L")


def transparent(file: "InputFile", field: str) -> bool:
    """Whether a picture that was handed in is transparent anywhere."""
    made = media.picture(file.data, field=field, name=file.name)
    if not made.has_transparency_data:
        return False
    return made.convert("RGBA").getchannel("A").histogram()[255] < made.width * made.height


def wrong_size(error: Exception, condition: "DiffusionCondition", name: str) -> InvalidField | None:
    """Return the error for a size that a pipeline refuses, if that is what it says."""
    found = re.search(r"divisible by.*?(\d+)", str(error))
    if found is None:
        return None
    unit = int(found[1])
    for side in ("width", "height"):
        value = getattr(condition, side)
        if value is not None and unit and value % unit:
            below, above = value // unit * unit, (value // unit + 1) * unit
            near = f"--{side} {above}" if not below else f"--{side} {below} or {above}"
            return InvalidField(
                f"{side}: {value} px don't suit {name}: its sizes are divisible by {unit}",
                hint=f"give {near}",
            )
    return None


def _resized(image: Any, side: str, value: int, name: str, cls: type[Any]) -> Any:
    """Return the picture to start from with one side changed, where the pipeline takes its size."""
    if image is None:
        raise InvalidField(f"{side}: {name} ({cls.__name__}) has a fixed size", hint="leave it out")
    size = (value, image.height) if side == "width" else (image.width, value)
    return image.resize(size)

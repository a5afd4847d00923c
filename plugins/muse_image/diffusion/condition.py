"""What image.diffusion understands."""

import json
from typing import Any, Literal, TypeVar

from pydantic import field_validator, model_validator

from muse import Condition, Field, InputFile, ModelSource

Scheduler = Literal[
    "ddim", "ddpm", "deis", "dpm++", "dpm++-karras", "dpm++-sde", "dpm2", "dpm2-a", "euler",
    "euler-a", "euler-karras", "flow-euler", "flow-heun", "heun", "lcm", "pndm", "unipc",
]  # fmt: skip
"""The schedulers by the names that people use; `schedulers.CLASSES` has those of diffusers."""

Quantise = Literal["int8", "float8", "nf4"]
"""How weights are kept in fewer bits; `quantising` knows by what."""


class Adapter(ModelSource):
    """A LoRA with its weight after an =; in a recipe a path is its last part alone."""

    @property
    def label(self) -> str:
        """What a recipe keeps."""
        source, mark, weight = self.rpartition("=")
        return f"{ModelSource(source).label}={weight}" if mark else ModelSource(self).label


class PipelineCondition(Condition):
    """What pipelines for pictures and for videos have in common."""

    prompt: str = Field(
        "",
        description="What to show, in a language that the model understands (mostly English).",
        examples=["a red fox in the snow, morning light"],
    )
    negative_prompt: str = Field("", description="What to avoid.", examples=["blurry, text"])
    model: ModelSource = Field(description="The model.")
    base: ModelSource | None = Field(
        None,
        description="For a checkpoint in one file: the model that supplies its configuration, its"
        " tokenizers and missing components; the usual model of its kind if omitted.",
        examples=["stabilityai/stable-diffusion-xl-base-1.0"],
    )
    width: int | None = Field(
        None, ge=8, le=8192, description="Width in px; the model's own if omitted."
    )
    height: int | None = Field(
        None, ge=8, le=8192, description="Height in px; the model's own if omitted."
    )
    steps: int | None = Field(
        None,
        ge=1,
        le=1000,
        description="Number of steps; the default of the model or its pipeline if omitted.",
    )
    guidance: float | None = Field(
        None,
        ge=0,
        le=50,
        description="How closely to follow the prompt; the model's default if omitted.",
        examples=[5.0],
    )
    scheduler: Scheduler | None = Field(
        None, description="Scheduler (sampling method); the model's own if omitted."
    )
    lora: list[Adapter] = Field(
        [],
        max_length=8,
        description="Adapters for the model, each a .safetensors file, a folder or a model of the"
        " hub, with its weight after an = (1 if omitted).",
        examples=[["ink.safetensors=0.8"]],
        json_schema_extra={"takes": "adapters such as ink.safetensors=0.8"},
    )
    init: InputFile | None = Field(
        None,
        description="A picture to start from, instead of noise (PNG, JPEG, WebP).",
        json_schema_extra={"media": ["image/*"]},
    )
    strength: float | None = Field(
        None, gt=0, le=1, description="How far to depart from the init picture (1: completely)."
    )
    quantise: Quantise | None = Field(
        None,
        description="Load the denoiser and large text encoders in lower precision: int8 and float8"
        " with torchao, nf4 with bitsandbytes (CUDA GPUs only).",
    )
    argument: list[str] = Field(
        [],
        max_length=32,
        description="A further argument of the model's pipeline in diffusers, as name=value: a"
        " number, true, a text or other JSON.",
        examples=[["max_sequence_length=256"]],
        json_schema_extra={"takes": "arguments such as max_sequence_length=256"},
    )
    preview: int = Field(
        0,
        ge=0,
        le=1000,
        description="Show a preview every so many steps; 0 for none.",
    )
    tiling: bool = Field(
        False,
        description="Decode in tiles: less memory for large pictures, but seams are possible.",
    )

    @field_validator("lora")
    @classmethod
    def _lora(cls, value: list[Adapter]) -> list[Adapter]:
        for each in value:
            parted(each)
        return value

    @field_validator("argument")
    @classmethod
    def _argument(cls, value: list[str]) -> list[str]:
        names = [named(each)[0] for each in value]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} is given twice; leave one out")
        return value

    @model_validator(mode="after")
    def _from_a_picture(self: "C") -> "C":
        if self.strength is not None and self.init is None:
            raise ValueError("strength: requires init; give --init")
        return self


C = TypeVar("C", bound=PipelineCondition)


class DiffusionCondition(PipelineCondition):
    """What image.diffusion understands; which fields a model can use is the model's matter."""

    model: ModelSource = Field(
        ModelSource("emoji"),
        description="The model: a short name (muse pull lists them; emoji is included in"
        " Muse), owner/name on the hub, a folder in diffusers format, or a whole checkpoint in one"
        " .safetensors file.",
        examples=["stabilityai/stable-diffusion-xl-base-1.0"],
    )
    mask: InputFile | None = Field(
        None,
        description="Where to repaint the init picture: white is repainted, black stays.",
        json_schema_extra={"media": ["image/*"]},
    )
    controlnet: ModelSource | None = Field(
        None, description="A ControlNet of the model's family, on the hub or in a folder."
    )
    control: InputFile | None = Field(
        None,
        description="The picture (edges, depth, pose...) that the ControlNet follows.",
        json_schema_extra={"media": ["image/*"]},
    )
    control_scale: float | None = Field(
        None, ge=0, le=2, description="How closely the ControlNet is followed (1 if omitted)."
    )
    ip_adapter: ModelSource | None = Field(
        None,
        description="An IP-Adapter of the model's family: a .safetensors file with the folder"
        " image_encoder beside it, or the folder that has both.",
    )
    ip_image: InputFile | None = Field(
        None,
        description="The picture whose content and style the IP-Adapter follows.",
        json_schema_extra={"media": ["image/*"]},
    )
    ip_scale: float | None = Field(
        None, ge=0, le=2, description="How closely that picture is followed (1 if omitted)."
    )
    compile: bool = Field(
        False,
        description="Compile the denoiser's repeated blocks (torch.compile): takes minutes once,"
        " then steps are faster.",
    )

    @model_validator(mode="after")
    def _together(self) -> "DiffusionCondition":
        needs = (
            ("mask", "init", self.mask is not None and self.init is None),
            ("control", "controlnet", self.control is not None and self.controlnet is None),
            ("controlnet", "control", self.controlnet is not None and self.control is None),
            (
                "control_scale",
                "controlnet",
                self.control_scale is not None and self.controlnet is None,
            ),
            ("ip_adapter", "ip_image", self.ip_adapter is not None and self.ip_image is None),
            ("ip_image", "ip_adapter", self.ip_image is not None and self.ip_adapter is None),
            ("ip_scale", "ip_adapter", self.ip_scale is not None and self.ip_adapter is None),
        )
        for name, other, wrong in needs:
            if wrong:
                raise ValueError(f"{name}: requires {other}; give --{other.replace('_', '-')}")
        return self


def parted(lora: str) -> tuple[str, float]:
    """Return the source and the weight of a LoRA as it was asked for; ValueError for no number."""
    source, mark, weight = lora.rpartition("=")
    if not mark:
        return lora, 1.0
    try:
        value = float(weight)
    except ValueError:
        raise ValueError(
            f"invalid value {lora!r}; expected a number after its =, such as {source}=0.8"
        ) from None
    if not source or not -10 <= value <= 10:
        raise ValueError(f"invalid value {lora!r}; expected an adapter and a weight from -10 to 10")
    return source, value


def named(argument: str) -> tuple[str, Any]:
    """Return name and value of an argument as it was asked for; ValueError for none.

    The value is JSON; what isn't is a text.
    """
    name, mark, text = argument.partition("=")
    name = name.strip().replace("-", "_")
    if not mark or not name.isidentifier():
        raise ValueError(
            f"invalid value {argument!r}; expected name=value, such as max_sequence_length=256"
        )
    try:
        return name, json.loads(text)
    except (ValueError, RecursionError):
        return name, text

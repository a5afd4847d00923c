"""What image.diffusion understands."""

from typing import Literal

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


class DiffusionCondition(Condition):
    """What image.diffusion understands; which fields a model can use is the model's matter."""

    prompt: str = Field(
        "",
        description="What to show, in the language that the model reads (most read English).",
        examples=["a red fox in the snow, morning light"],
    )
    negative_prompt: str = Field(
        "", description="What to lead away from.", examples=["blurry, text"]
    )
    model: ModelSource = Field(
        ModelSource("emoji"),
        description="The model: a short name (muse pull lists them; emoji comes with Muse),"
        " owner/name on the hub, a folder in the format of diffusers, or a whole checkpoint in one"
        " .safetensors file.",
        examples=["stabilityai/stable-diffusion-xl-base-1.0"],
    )
    base: ModelSource | None = Field(
        None,
        description="Where a checkpoint in one file finds its configuration, tokenizers and what it"
        " lacks; the usual model of its kind if none is given.",
        examples=["stabilityai/stable-diffusion-xl-base-1.0"],
    )
    width: int | None = Field(
        None, ge=8, le=8192, description="Width in px; the model's own if none is given."
    )
    height: int | None = Field(
        None, ge=8, le=8192, description="Height in px; the model's own if none is given."
    )
    steps: int | None = Field(
        None,
        ge=1,
        le=1000,
        description="Steps; the model's or its pipeline's own number if none is given.",
    )
    guidance: float | None = Field(
        None,
        ge=0,
        le=50,
        description="How closely to follow the prompt; as is usual for the model if none.",
        examples=[5.0],
    )
    scheduler: Scheduler | None = Field(
        None, description="How to step from noise to picture; the model's own if none is given."
    )
    lora: list[Adapter] = Field(
        [],
        max_length=8,
        description="Adapters for the model, each a .safetensors file, a folder or a model of the"
        " hub, with its weight after an = (1 if none).",
        examples=[["ink.safetensors=0.8"]],
        json_schema_extra={"takes": "adapters such as ink.safetensors=0.8"},
    )
    init: InputFile | None = Field(
        None, description="A picture to start from, instead of noise (PNG, JPEG, WebP)."
    )
    strength: float | None = Field(
        None, gt=0, le=1, description="How far to leave the picture to start from (1: altogether)."
    )
    mask: InputFile | None = Field(
        None, description="Where to paint anew on the picture to start from: white; black stays."
    )
    controlnet: ModelSource | None = Field(
        None, description="A ControlNet of the model's family, on the hub or in a folder."
    )
    control: InputFile | None = Field(
        None, description="The picture (edges, depth, pose...) that the ControlNet follows."
    )
    control_scale: float | None = Field(
        None, ge=0, le=2, description="How closely the ControlNet is followed (1 if none is given)."
    )
    ip_adapter: ModelSource | None = Field(
        None,
        description="An IP-Adapter of the model's family: a .safetensors file with the folder"
        " image_encoder beside it, or the folder that has both.",
    )
    ip_image: InputFile | None = Field(
        None, description="The picture whose content and style the IP-Adapter follows."
    )
    ip_scale: float | None = Field(
        None, ge=0, le=2, description="How closely that picture is followed (1 if none is given)."
    )
    quantise: Quantise | None = Field(
        None,
        description="Load denoiser and large text encoders in fewer bits: int8 and float8 by"
        " torchao, nf4 by bitsandbytes (CUDA cards).",
    )
    compile: bool = Field(
        False,
        description="Compile the denoiser's repeated blocks (torch.compile): minutes once, then"
        " quicker steps.",
    )
    preview: int = Field(
        0, ge=0, le=1000, description="Show the picture as it is after every so many steps; 0: not."
    )
    tiling: bool = Field(
        False, description="Decode in tiles: large pictures in little memory, seams possible."
    )

    @field_validator("lora")
    @classmethod
    def _lora(cls, value: list[Adapter]) -> list[Adapter]:
        for each in value:
            parted(each)
        return value

    @model_validator(mode="after")
    def _together(self) -> "DiffusionCondition":
        needs = (
            ("strength", "init", self.strength is not None and self.init is None),
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
                raise ValueError(f"{name} needs {other} too: give --{other.replace('_', '-')}")
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
            f"{lora!r} has no number after its =; write such as {source}=0.8"
        ) from None
    if not source or not -10 <= value <= 10:
        raise ValueError(f"{lora!r}: a weight lies between -10 and 10, after the adapter's name")
    return source, value

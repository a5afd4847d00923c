"""What video.diffusion understands."""

from muse import Field, ModelSource
from muse_image.diffusion.condition import PipelineCondition


class VideoCondition(PipelineCondition):
    """What video.diffusion understands; which fields a model can use is the model's matter."""

    model: ModelSource = Field(
        ModelSource("ltx"),
        description="The model: a short name (muse pull lists them), owner/name on the hub, a"
        " folder in diffusers format, or, with a motion adapter, a checkpoint of Stable Diffusion"
        " in one .safetensors file.",
        examples=["wan-1.3b"],
    )
    motion: ModelSource | None = Field(
        None,
        description="A motion adapter (AnimateDiff) that moves the pictures of a Stable Diffusion"
        " model.",
        examples=["animatediff"],
    )
    frames: int | None = Field(
        None,
        ge=1,
        le=999,
        description="Number of frames; the model's own if omitted. Many models take 4k + 1 or"
        " 8k + 1: the nearest is used and reported.",
        examples=[49],
    )
    fps: float | None = Field(
        None,
        ge=1,
        le=120,
        description="Frames per second; what the model was trained at if omitted.",
        examples=[24],
    )

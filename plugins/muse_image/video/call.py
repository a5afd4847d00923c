"""What a pipeline for videos is asked: the fields of the condition as its arguments."""

from typing import TYPE_CHECKING, Any

from muse_image.diffusion.call import Arguments

if TYPE_CHECKING:
    from PIL.Image import Image

    from muse_image.video.condition import VideoCondition


def arguments(condition: "VideoCondition", cls: type[Any], name: str) -> dict[str, Any]:
    """Return the arguments for a pipeline of class `cls`, without size, frames and picture.

    InvalidField names a field that the pipeline has no use for.
    """
    given = Arguments(cls, name)
    given.made["prompt"] = condition.prompt
    given.give("steps", "num_inference_steps", condition.steps)
    given.give("negative_prompt", "negative_prompt", condition.negative_prompt)
    given.give("strength", "strength", condition.strength)
    for side in ("width", "height"):
        given.give(side, side, getattr(condition, side))
    given.further(condition.argument)
    if "strength" in given.takes:
        given.check_steps()
    return given.made


def pictured(takes: Any, start: "Image", frames: int) -> dict[str, Any]:
    """Return the argument for a picture to start from: itself, or a video that stands still."""
    return {"image": start} if "image" in takes else {"video": [start] * frames}

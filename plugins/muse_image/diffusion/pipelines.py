"""Which class of diffusers does a task with a model: AutoPipeline's choice, or one by its name.

AutoPipeline knows the families that somebody entered in its lists; diffusers has more. Any class
that takes a prompt and gives pictures can be used, and those of a family are named alike.
"""

import inspect
import re
from collections.abc import Collection, Iterator
from typing import Any

TEXT, IMAGE, INPAINT = "text to image", "image to image", "inpainting"
_MAPPINGS = {
    TEXT: "AUTO_TEXT2IMAGE_PIPELINES_MAPPING",
    IMAGE: "AUTO_IMAGE2IMAGE_PIPELINES_MAPPING",
    INPAINT: "AUTO_INPAINT_PIPELINES_MAPPING",
}
_SUFFIXES = {TEXT: ("",), IMAGE: ("Img2Img",), INPAINT: ("Inpaint", "Inpainting")}
"""What the names of classes of one family end in that do a task with the same weights.

Those for editing and filling have weights of their own, and do it where they are the model's own.
"""
_SAME_WEIGHTS = re.compile(r"(Img2Img|Inpaint|Inpainting)$")
"""What a class adds to the name of its family where all of it shares the same weights."""

_FROM_A_PICTURE = re.compile(
    r"Img2Img|Inpaint|Fill|Edit|Upscale|SuperRes|Pix2Pix|Depth|Refiner|I2I"
)
"""What is in the names of classes that can't do without a picture."""

_MOVING = {"num_frames", "frames", "video", "video_length", "num_videos_per_prompt", "frame_size"}
"""Arguments of classes whose pictures move."""


def find(name: str, task: str, parts: Collection[str], controlled: bool) -> type[Any] | None:
    """Return the class for a task and a model whose own class is `name`; None for none.

    `parts` are the names that its model_index.json has: a class that needs others is none for it.
    """
    from diffusers.pipelines import auto_pipeline

    wanted = name.replace("Pipeline", "ControlNetPipeline") if controlled else name
    mapping = getattr(auto_pipeline, _MAPPINGS[task])
    known = auto_pipeline._get_task_class(mapping, wanted, throw_error_if_not_exist=False)
    if known is not None:
        return known  # type: ignore[no-any-return]
    for each in _named(name, task, controlled):
        cls = class_of(each)
        if cls is None or not does(cls, task):
            continue
        if each == name or not needs(cls) - set(parts) - {"controlnet"}:
            return cls
    return None


def class_of(name: str) -> type[Any] | None:
    """Return a pipeline class of diffusers; None where it has none of that name."""
    import diffusers

    try:
        found = getattr(diffusers, name, None)
    except Exception:  # one that needs what isn't installed
        return None
    return found if isinstance(found, type) and callable(found) else None


def does(cls: type[Any], task: str) -> bool:
    """Whether a class takes a prompt, gives pictures, and does a task."""
    takes = inspect.signature(cls.__call__).parameters
    gives = takes.get("output_type")
    if "prompt" not in takes or gives is None or gives.default != "pil" or _MOVING & takes.keys():
        return False
    if task == TEXT:
        return not _FROM_A_PICTURE.search(cls.__name__)
    return "image" in takes and ("mask_image" in takes) == (task == INPAINT)


def lacks(name: str, task: str) -> str:
    """Return the field that a model needs for what its own class does and the task lacks."""
    cls = class_of(name)
    if cls is not None:
        if task != INPAINT and does(cls, INPAINT):
            return "mask"
        if task == TEXT and does(cls, IMAGE):
            return "init"
    return ""


def _named(name: str, task: str, controlled: bool) -> Iterator[str]:
    """Yield the names that a class for a task may have: the model's own, those of its family."""
    base = name.removesuffix("Pipeline")
    stem = _SAME_WEIGHTS.sub("", base)
    if controlled:
        yield from (f"{stem}ControlNet{suffix}Pipeline" for suffix in _SUFFIXES[task])
        return
    yield name
    yield from (f"{stem}{suffix}Pipeline" for suffix in _SUFFIXES[task])


def needs(cls: type[Any]) -> set[str]:
    """Return the parts that a class can't be made without."""
    takes = inspect.signature(cls.__init__).parameters
    optional = getattr(cls, "_optional_components", [])
    return {
        name
        for name, told in takes.items()
        if name != "self" and told.default is inspect.Parameter.empty and name not in optional
    }

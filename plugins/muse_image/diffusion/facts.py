"""What is measured of what diffusers made, and what is said of its size."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from muse_image.diffusion import schedulers

if TYPE_CHECKING:
    from muse import Run
    from muse_image.diffusion.condition import DiffusionCondition, PipelineCondition


def measured(pipe: Any, condition: "PipelineCondition") -> dict[str, Any]:
    """Return the scheduler, the steps it was set to, and those taken where they are others.

    A scheduler has the name it was asked for by, where it is of that class. From a picture only the
    last part of the steps is taken; one of second order (Heun) calls the model twice a step.
    """
    scheduler = getattr(pipe, "scheduler", None)
    taken = int(getattr(pipe, "num_timesteps", 0) or 0)
    steps = int(getattr(scheduler, "num_inference_steps", 0) or taken)
    facts: dict[str, Any] = {}
    if scheduler is not None:
        cls, asked = type(scheduler).__name__, condition.scheduler
        facts["scheduler"] = asked if asked and schedulers.CLASSES[asked][0] == cls else cls
    if steps:
        facts["steps"] = steps
    return {**facts, "steps_taken": taken} if taken and taken != steps else facts


def fitted(
    run: "Run", condition: "DiffusionCondition", start: Any, size: Mapping[str, Any], cls: str
) -> None:
    """Say where a pipeline took another size than was asked for, or than `start` has.

    `start` is the picture it started from, or None; `size` the width and height of what it made.
    """
    for side in ("width", "height"):
        asked = getattr(condition, side)
        if asked is not None and asked != size[side]:
            why = f"{cls} rounds it to a size that its latents can represent"
            run.report.adjust(side, asked, size[side], why)
            run.resolve(**{side: size[side]})
    if start is not None and start.size != (size["width"], size["height"]):
        before, after = (f"{w} x {h}" for w, h in (start.size, (size["width"], size["height"])))
        why = "" if condition.width or condition.height else f", as {cls} takes it"
        run.report.note(f"The init picture was resized from {before} to {after} px{why}.")

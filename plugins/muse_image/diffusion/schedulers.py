"""Schedulers by the names that people use."""

from typing import Any

from muse import InvalidField
from muse_image.diffusion.condition import Scheduler

CLASSES: dict[Scheduler, tuple[str, dict[str, Any]]] = {
    "ddim": ("DDIMScheduler", {}),
    "ddpm": ("DDPMScheduler", {}),
    "deis": ("DEISMultistepScheduler", {}),
    "dpm++": ("DPMSolverMultistepScheduler", {}),
    "dpm++-karras": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "dpm++-sde": ("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "dpm2": ("KDPM2DiscreteScheduler", {}),
    "dpm2-a": ("KDPM2AncestralDiscreteScheduler", {}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler-a": ("EulerAncestralDiscreteScheduler", {}),
    "euler-karras": ("EulerDiscreteScheduler", {"use_karras_sigmas": True}),
    "flow-euler": ("FlowMatchEulerDiscreteScheduler", {}),
    "flow-heun": ("FlowMatchHeunDiscreteScheduler", {}),
    "heun": ("HeunDiscreteScheduler", {}),
    "lcm": ("LCMScheduler", {}),
    "pndm": ("PNDMScheduler", {"skip_prk_steps": True}),
    "unipc": ("UniPCMultistepScheduler", {}),
}
"""Name -> class of diffusers and what is set beside the model's own configuration."""


def chosen(own: Any, name: Scheduler | None) -> Any:
    """Return a new scheduler: the one that is asked for with the model's settings, or its own.

    Models that learnt to match a flow and models that learnt to predict noise step differently:
    InvalidField for a scheduler of the other kind.
    """
    if name is None:
        return type(own).from_config(own.config)
    import diffusers

    flows = flow(own)
    if flows != name.startswith("flow-"):
        takes = [n for n in CLASSES if n.startswith("flow-") == flows]
        kind = "match a flow" if flows else "predict noise"
        raise InvalidField(
            f"scheduler: {name} isn't for models that {kind}",
            hint=f"this one supports {', '.join(takes)}",
        )
    cls, extra = CLASSES[name]
    return getattr(diffusers, cls).from_config(own.config, **extra)


def flow(scheduler: Any) -> bool:
    """Whether a scheduler is one of flow matching."""
    return type(scheduler).__name__.startswith("FlowMatch") or bool(
        scheduler.config.get("use_flow_sigmas")
    )

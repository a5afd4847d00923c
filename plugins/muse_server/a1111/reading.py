"""From a request in A1111's words to one in ours; what the generator lacks is told, not lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from muse import RequestError
from muse.contract.condition import Condition
from muse.contract.fields import choices
from muse_server.a1111 import pictures, samplers
from muse_server.a1111.checkpoints import Checkpoint
from muse_server.a1111.models import Image2Image, Text2Image

_PREVIEWS = 10
"""Steps from one preview to the next: A1111's own default."""

_CHECKPOINT = "sd_model_checkpoint"
_EXTRAS = (
    "styles restore_faces tiling enable_hr script_name alwayson_scripts refiner_checkpoint".split()
)
"""What Muse has nothing like; told where it is asked for."""


@dataclass
class Read:
    """Fields of a condition, and A1111's field -> why it is passed over."""

    fields: dict[str, Any] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)


def checkpoint_of(asked: Text2Image) -> str | None:
    """Return the checkpoint that a request itself names."""
    named = (asked.override_settings or {}).get(_CHECKPOINT)
    return named if isinstance(named, str) else None


def read(asked: Text2Image, checkpoint: Checkpoint, condition: type[Condition]) -> Read:
    """Return what a request is for a generator; RequestError where that can't be meant."""
    found = Read()
    known = condition.model_fields

    def give(theirs: str, ours: str, value: Any) -> None:
        if ours in known:
            found.fields[ours] = value
        else:
            found.ignored[theirs] = f"{checkpoint.generator} has no {ours}"

    plain = {
        "prompt": asked.prompt or None,
        "negative_prompt": asked.negative_prompt or None,
        "width": asked.width,
        "height": asked.height,
        "steps": asked.steps,
    }
    for name, value in plain.items():
        if value is not None:
            give(name, name, value)
    if asked.cfg_scale is not None:
        give("cfg_scale", "guidance", asked.cfg_scale)
    if asked.seed is not None and asked.seed != -1:
        give("seed", "seed", asked.seed)
    found.fields["count"] = asked.count
    if checkpoint.model is not None:
        give(_CHECKPOINT, "model", checkpoint.model)
    if "preview" in known and "steps" in known:
        found.fields["preview"] = _PREVIEWS
    _scheduler(asked, checkpoint, condition, found)
    if isinstance(asked, Image2Image):
        _pictures(asked, checkpoint, condition, found)
    elif asked.denoising_strength is not None and asked.enable_hr:
        found.ignored["denoising_strength"] = "there is no picture to start from"
    for name in _EXTRAS:
        if getattr(asked, name):
            found.ignored[name] = "Muse has nothing like it"
    if (asked.clip_skip or 1) > 1:
        found.ignored["clip_skip"] = "Muse has nothing like it"
    for name, value in (asked.override_settings or {}).items():
        if name != _CHECKPOINT and value not in (None, "", [], {}) and len(found.ignored) < 100:
            found.ignored[f"override_settings.{name[:80]}"] = "Muse has no such setting"
    return found


def _scheduler(
    asked: Text2Image, checkpoint: Checkpoint, condition: type[Condition], found: Read
) -> None:
    named = asked.sampler
    if not named:
        return
    info = condition.model_fields.get("scheduler")
    ours = samplers.scheduler(named, asked.scheduler or "", choices(info)) if info else None
    if ours is not None:
        found.fields["scheduler"] = ours
    else:
        lack = "no scheduler" if info is None else f"none like {named!r}"
        found.ignored["sampler_name"] = f"{checkpoint.generator} has {lack}"


def _pictures(
    asked: Image2Image, checkpoint: Checkpoint, condition: type[Condition], found: Read
) -> None:
    known: Mapping[str, Any] = condition.model_fields
    if not asked.init_images:
        raise RequestError("init_images: a picture is missing", hint="give one as base64")
    if "init" not in known:  # a picture that ignores the one handed in is no answer
        raise RequestError(
            f"init_images: {checkpoint.generator} can't start from a picture",
            hint="choose another checkpoint",
        )
    found.fields["init"] = pictures.uri(pictures.data_of(asked.init_images[0], "init_images"))
    if len(asked.init_images) > 1:
        found.ignored["init_images"] = "the first one is used"
    if asked.mask:
        mask = pictures.data_of(asked.mask, "mask")
        if "mask" in known:
            found.fields["mask"] = pictures.uri(mask)
        else:
            found.ignored["mask"] = f"{checkpoint.generator} has no mask"
    if asked.denoising_strength is not None:
        if "strength" in known:
            found.fields["strength"] = asked.denoising_strength
        else:
            found.ignored["denoising_strength"] = f"{checkpoint.generator} has no strength"

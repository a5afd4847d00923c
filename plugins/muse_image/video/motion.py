"""AnimateDiff: the denoiser of a model of pictures with a motion adapter inside, as one part."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from muse import Placement, RequestError, Weights, quiet
from muse_image.diffusion.loading import load
from muse_image.diffusion.parts import Part, digest, variant_of


@dataclass(frozen=True)
class MovingPart(Part):
    """A denoiser that a motion adapter, in the folder `motion`, moves."""

    motion: str = ""
    moved: str = ""
    """What stands for the adapter's bytes."""

    def key(self, dtype: str) -> tuple[str, str, str, str, str, str]:
        """Return what the loaded part is."""
        *others, loader = super().key(dtype)
        return (*others, f"{loader} {self.moved}")  # type: ignore[return-value]


def moving(part: Part, adapter: Weights) -> MovingPart:
    """Return a denoiser as one that an adapter moves; RequestError for what is no adapter."""
    if settings(adapter.path).get("_class_name") != "MotionAdapter":
        raise RequestError(
            f"motion: {adapter.name} is not a diffusers MotionAdapter",
            hint="give a folder or a model of the hub that is one, such as animatediff",
        )
    known = {each.name: getattr(part, each.name) for each in fields(Part)}
    known |= {"load": _load, "size": part.size + adapter.size}
    mark = digest(file.hash for file in adapter.files)
    return MovingPart(**known, motion=str(adapter.path), moved=mark)


def settings(folder: Path) -> dict[str, Any]:
    """Return the config.json in a folder; empty where there is none that can be read."""
    try:
        return dict(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _load(placement: Placement) -> Any:
    """Load the denoiser and the adapter, and put one into the other."""
    import torch
    from diffusers import MotionAdapter, UNetMotionModel

    part = placement.component
    assert isinstance(part, MovingPart)
    folder = Path(part.motion)
    with quiet("diffusers", "transformers"):
        adapter = MotionAdapter.from_pretrained(
            folder,
            torch_dtype=getattr(torch, placement.dtype),
            variant=variant_of(folder),
            use_safetensors=True,
            local_files_only=True,
        )
        made = UNetMotionModel.from_unet2d(load(placement), adapter.to(placement.device))
    return made.to(placement.device).eval()

"""Loading one part of a model: from its folder, or from the single file that has its weights."""

from pathlib import Path
from typing import Any

from muse import Placement, quiet
from muse_image.diffusion import checkpoint, compiling, quantising
from muse_image.diffusion.parts import Part, class_of, variant_of


def load(placement: Placement) -> Any:
    """Load one part with weights: safetensors only, and no code of the model's own."""
    import torch

    part = placement.component
    assert isinstance(part, Part)
    cls = class_of(Path(part.source), part.subfolder)
    dtype = getattr(torch, placement.dtype)
    more = quantising.options(cls, part.quantisation, placement)
    with quiet("diffusers", "transformers"):
        if part.checkpoint:
            made = checkpoint.load(part, cls, dtype, more)
        else:
            folder = Path(part.source) / part.subfolder
            key = "dtype" if cls.__module__.startswith("transformers") else "torch_dtype"
            made = cls.from_pretrained(
                str(folder),
                **{key: dtype},
                variant=variant_of(folder),
                use_safetensors=True,
                local_files_only=True,
                **more,
            )
    made.eval()
    if part.movable:
        made.to(placement.device)
    if part.compiled:
        compiling.prepare(made)
    return made

"""What a picture looks like before it is finished."""

import inspect
import io
from collections.abc import Mapping
from typing import Any

_UNPACKS = ["latents", "height", "width", "vae_scale_factor"]


def shown(pipe: Any, latents: Any, arguments: Mapping[str, Any]) -> list[bytes] | None:
    """Return PNG bytes for each of a pipeline's latents; None where they can't be decoded yet.

    Latents are batch x channels x height x width, or batch x patches x channels where the pipeline
    packs 2 x 2 of them.
    """
    import torch

    vae = getattr(pipe, "vae", None)
    if latents.ndim == 3:
        latents = _unpacked(pipe, latents, arguments)
    if vae is None or latents is None or latents.ndim != 4:
        return None
    with torch.no_grad():
        scaled = latents / vae.config.scaling_factor + (vae.config.get("shift_factor") or 0)
        decoded = vae.decode(scaled.to(vae.dtype), return_dict=False)[0]
    found = []
    for image in pipe.image_processor.postprocess(decoded, output_type="pil"):
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=1)
        found.append(buffer.getvalue())
    return found


def _unpacked(pipe: Any, latents: Any, arguments: Mapping[str, Any]) -> Any:
    unpack = getattr(pipe, "_unpack_latents", None)
    if unpack is None or list(inspect.signature(unpack).parameters) != _UNPACKS:
        return None
    usual = pipe.default_sample_size * pipe.vae_scale_factor
    height, width = (arguments.get(side) or usual for side in ("height", "width"))
    return unpack(latents, height, width, pipe.vae_scale_factor)

"""What the first frame of a video looks like before it is finished."""

import io
from typing import Any


def shown(pipe: Any, latents: Any, frames: int, size: tuple[int, int]) -> bytes | None:
    """Return the first frame of latents as PNG bytes; None where they can't be decoded yet.

    Each family lays its latents out in its own way, and the first of them is the first frame:
    decoders of videos are causal, or take one frame as well as many.
    """
    import torch

    name = type(pipe).__name__
    with torch.no_grad():
        if name.startswith("AnimateDiff"):
            decoded = pipe.decode_latents(latents[:, :, :1])
        elif name.startswith("CogVideoX"):
            decoded = pipe.decode_latents(latents[:, :1])
        elif name.startswith("Wan"):
            decoded = pipe.vae.decode(_wide(pipe.vae, latents[:, :, :1]), return_dict=False)[0]
        elif name.startswith("LTX") and hasattr(pipe, "_unpack_latents"):
            decoded = _ltx(pipe, latents, frames, size)
        else:
            return None
    if decoded is None:
        return None
    image = pipe.video_processor.postprocess(decoded[:, :, 0].float(), output_type="pil")[0]
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _wide(vae: Any, latents: Any) -> Any:
    """Return latents as Wan's decoder takes them, with their mean and deviation back."""
    import torch

    mean, deviation = (
        torch.tensor(values).view(1, -1, 1, 1, 1).to(latents.device, vae.dtype)
        for values in (vae.config.latents_mean, vae.config.latents_std)
    )
    return latents.to(vae.dtype) * deviation + mean


def _ltx(pipe: Any, latents: Any, frames: int, size: tuple[int, int]) -> Any:
    """Return the first frame of the packed latents of LTX; None where its decoder adds noise."""
    vae = pipe.vae
    if vae.config.timestep_conditioning:
        return None
    width, height = (side // pipe.vae_spatial_compression_ratio for side in size)
    length = (frames - 1) // pipe.vae_temporal_compression_ratio + 1
    latents = pipe._unpack_latents(
        latents, length, height, width, pipe.transformer_spatial_patch_size,
        pipe.transformer_temporal_patch_size,
    )[:, :, :1]  # fmt: skip
    mean, deviation = vae.latents_mean, vae.latents_std
    latents = pipe._denormalize_latents(latents, mean, deviation, vae.config.scaling_factor)
    return vae.decode(latents.to(vae.dtype), None, return_dict=False)[0]

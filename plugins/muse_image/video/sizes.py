"""Frames and sides that a model can represent, and those that it has by itself."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDES = ("vae_scale_factor_spatial", "vae_spatial_compression_ratio", "vae_scale_factor")
_TIMES = ("vae_scale_factor_temporal", "vae_temporal_compression_ratio")
_FRAMES = 16
"""Frames where neither the pipeline nor its model has a number of its own."""


@dataclass(frozen=True)
class Grid:
    """What latents stand for: sides are multiples of `side` px, frames are k * `time` + 1."""

    side: int
    time: int

    def pixels(self, value: float) -> int:
        """Return the nearest side, px."""
        return max(1, round(value / self.side)) * self.side

    def frames(self, value: int) -> int:
        """Return the nearest number of frames."""
        return max(0, round((value - 1) / self.time)) * self.time + 1


def grid(pipe: Any) -> Grid:
    """Return the grid of a pipeline: what its decoder enlarges, times what its denoiser joins."""
    side = next((int(getattr(pipe, name)) for name in _SIDES if hasattr(pipe, name)), 8)
    time = next((int(getattr(pipe, name)) for name in _TIMES if hasattr(pipe, name)), 1)
    config = getattr(getattr(pipe, "transformer", None), "config", {})
    patch = config.get("patch_size", 1)
    side *= int(patch[-1] if isinstance(patch, list | tuple) else patch)
    # diffusers itself refuses what isn't a multiple of this.
    least = 8 if not config else 32 if type(pipe).__name__.startswith("LTX") else 16
    return Grid(math.lcm(side, least), time)


def usual(pipe: Any, takes: Any) -> tuple[int, int, int]:
    """Return width and height (px) and frames of a pipeline that is asked for none."""
    unet, transformer = (
        getattr(getattr(pipe, name, None), "config", {}) for name in ("unet", "transformer")
    )
    scale = next((int(getattr(pipe, name)) for name in _SIDES if hasattr(pipe, name)), 8)

    def own(argument: str, sample: str) -> int:
        if argument in takes and takes[argument].default:
            return int(takes[argument].default)
        size = transformer.get(sample) or unet.get("sample_size") or 64
        return int(size[-1] if isinstance(size, list | tuple) else size) * scale

    frames = takes["num_frames"].default if "num_frames" in takes else None
    if not isinstance(frames, int):
        frames = transformer.get("sample_frames") or _FRAMES
    return own("width", "sample_width"), own("height", "sample_height"), int(frames)


def fixed(pipe: Any) -> bool:
    """Whether a model has learnt one size alone."""
    config = getattr(getattr(pipe, "transformer", None), "config", {})
    return bool(config.get("use_learned_positional_embeddings"))


def shaped(start: "Image", width: int, height: int) -> tuple[int, int]:
    """Return width and height of the same area in the shape of a picture, px."""
    root = math.sqrt(width * height * start.width / start.height)
    return round(root), round(width * height / root)


def cropped(start: "Image", width: int, height: int) -> "Image":
    """Return the middle of a picture in the shape of a size; itself where it nearly has that."""
    wide, high = start.width * height, start.height * width
    if abs(wide - high) <= 0.01 * max(wide, high):
        return start
    across = min(start.width, round(start.height * width / height))
    down = min(start.height, round(start.width * height / width))
    left, top = (start.width - across) // 2, (start.height - down) // 2
    return start.crop((left, top, left + across, top + down))

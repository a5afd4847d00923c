"""What tests of image.diffusion have in common: runs, the library called directly, pictures."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from muse import Host, quiet

SIZE = {"width": 64, "height": 64}


def run(host: Host, model: Path, **fields: Any) -> Any:
    fields = {"prompt": "a red fox", "steps": 2, "seed": 5, **fields}
    return host.run("image.diffusion", model=str(model), **fields)


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def drawn(side: int = 64) -> bytes:
    """A picture to start from: a disc on a slope of colours."""
    y, x = np.mgrid[0:side, 0:side]
    picture = np.stack([x * 255 // side, y * 255 // side, np.full_like(x, 90)], -1)
    picture[(x - side // 2) ** 2 + (y - side // 2) ** 2 < (side // 4) ** 2] = (240, 240, 30)
    buffer = io.BytesIO()
    Image.fromarray(picture.astype(np.uint8)).save(buffer, "PNG")
    return buffer.getvalue()


def direct(folder: Path, auto: str = "AutoPipelineForText2Image", **parts: Any) -> Any:
    import diffusers

    with quiet():
        pipe = getattr(diffusers, auto).from_pretrained(folder, local_files_only=True, **parts)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def noise(seed: int = 5) -> Any:
    import torch

    return torch.Generator().manual_seed(seed)


def mask() -> bytes:
    picture = Image.new("L", (64, 64), 0)
    picture.paste(255, (16, 16, 48, 48))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def grey(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("L")

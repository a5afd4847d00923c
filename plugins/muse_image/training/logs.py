"""What is shown of a training: sheets of samples, losses in TensorBoard."""

import io
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from muse import NotReady

_MARGIN = 2  # px between the pictures of a sheet


def sheet(samples: Tensor, columns: int = 8) -> bytes:
    """Return pictures (n, c, h, w) in -1..1 side by side as one PNG."""
    from PIL import Image

    pixels = to_bytes(samples)
    n, _, h, w = pixels.shape
    columns = min(columns, n)
    across, down = w + _MARGIN, h + _MARGIN
    whole = Image.new("RGB", (columns * across, -(-n // columns) * down), "white")
    for place, each in enumerate(pixels):
        rgb = each.expand(3, h, w).permute(1, 2, 0).contiguous().numpy()
        whole.paste(Image.fromarray(rgb), (place % columns * across, place // columns * down))
    buffer = io.BytesIO()
    whole.save(buffer, "PNG")
    return buffer.getvalue()


def to_bytes(samples: Tensor) -> Tensor:
    """Return pictures in -1..1 as uint8, 0..255, on the processor."""
    scaled = samples.detach().float().cpu().clamp(-1, 1).add(1).mul(127.5)
    return scaled.round().to(torch.uint8)


class Board:
    """Losses and samples in a folder for TensorBoard; nothing without a folder."""

    def __init__(self, folder: str | None, what: str, begun: int) -> None:
        self._writer: Any = None
        if folder is None:
            return
        try:
            from torch.utils.tensorboard import SummaryWriter
        except ImportError:
            raise NotReady(
                "logs: TensorBoard isn't installed", hint="pip install tensorboard"
            ) from None
        where = Path(folder).expanduser() / what.replace(" ", "-")
        self._writer = SummaryWriter(str(where), purge_step=begun or None)

    def losses(self, step: int, values: dict[str, float]) -> None:
        """Add numbers at a step."""
        if self._writer is not None:
            for name, value in values.items():
                self._writer.add_scalar(name, value, step)

    def picture(self, step: int, png: bytes) -> None:
        """Add a sheet of samples at a step."""
        if self._writer is None:
            return
        import numpy as np
        from PIL import Image

        pixels = np.asarray(Image.open(io.BytesIO(png), formats=("PNG",)))
        self._writer.add_image("samples", pixels, step, dataformats="HWC")

    def close(self) -> None:
        """Write out what is left."""
        if self._writer is not None:
            self._writer.close()

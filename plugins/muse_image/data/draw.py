"""Changing pictures a little each time they are drawn."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def augment(
    batch: "np.ndarray", rng: "np.random.Generator", *, flip: bool = True, shift: int = 0
) -> "np.ndarray":
    """Return a batch (n, channels, h, w) with each picture mirrored or not, and moved.

    It moves by up to `shift` px each way; what comes in at an edge repeats the edge.
    """
    import numpy as np

    count, channels, high, wide = batch.shape
    rows = np.broadcast_to(np.arange(high), (count, high))
    columns = np.broadcast_to(np.arange(wide), (count, wide))
    if flip:
        columns = np.where(rng.random((count, 1)) < 0.5, columns[:, ::-1], columns)
    if shift:
        rows = np.clip(rows + rng.integers(-shift, shift + 1, (count, 1)), 0, high - 1)
        columns = np.clip(columns + rng.integers(-shift, shift + 1, (count, 1)), 0, wide - 1)
    return batch[
        np.arange(count)[:, None, None, None],
        np.arange(channels)[None, :, None, None],
        rows[:, None, :, None],
        columns[:, None, None, :],
    ]

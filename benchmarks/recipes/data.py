"""What all of them learn from: emoji of 32 x 32 px, a tenth held out."""

import numpy as np
import torch
from torch import Tensor

from muse_image.data import Pictures, read
from muse_image.training.classes import named
from muse_image.training.latents import Pixels

SIZE, BATCH, LATENT = 32, 64, 64


def emoji() -> tuple[Pictures, Pictures, int]:
    """Return (seen, held out) emoji with their keywords as classes, and how many those are."""
    reading = read("emoji", size=SIZE, fit="pad")
    while True:
        try:
            next(reading)
        except StopIteration as done:
            everything: Pictures = done.value
            break
    pictures, classes = named(everything)
    return *pictures.split(0.1), len(classes)


def values(pictures: Pictures) -> Tensor:
    """Return pictures (n, 3, 32, 32) in -1..1."""
    return Pixels(pictures).at(pictures, torch.arange(len(pictures)))


def drawn_labels(seen: Pictures, count: int) -> Tensor:
    """Return labels as often as the pictures that are seen have them."""
    share = seen.weights / seen.weights.sum()
    places = np.random.default_rng(0).choice(len(seen), count, p=share)
    return torch.from_numpy(seen.labels[places])

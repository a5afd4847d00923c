"""One step of the autoencoder in whose latents a small diffusion model works."""

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from muse_image.training.batches import Batch
from muse_image.training.learner import Learner, adam

NOISE, SMALL = 0.06, 1e-3
"""Spread of the noise on latents while the decoder learns, so that it forgives a denoiser's errors;
weight of the mean squared latent, which keeps them of one size."""


class Compressor(Learner):
    """Learns to reconstruct pictures from latents: colours, edges, and the whole at lower sizes."""

    def __init__(
        self, condition: Any, device: str, autoencoder: Any, *, whole: bool = True
    ) -> None:
        """Learn the `whole`, or the decoder alone, where a denoiser knows the latents."""
        self.model, self.whole = autoencoder.to(device), whole
        learnt = autoencoder if whole else autoencoder.decoder
        optimiser = adam(learnt.parameters(), condition.rate, (0.9, 0.99), 1e-4)
        parts = {"vae": autoencoder}
        super().__init__(condition, device, parts, {"vae": optimiser}, parts)
        self._shown: Tensor | None = None

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of pictures (b, 3, s, s)."""
        pixels = batch.pixels
        self._shown = pixels[:16]
        if self.condition.precision == "bfloat16":  # a third quicker on a processor
            pixels = pixels.contiguous(memory_format=torch.channels_last)
        with self.autocast():
            with torch.set_grad_enabled(self.whole):
                latents = self.model.encoder(pixels).float()
            noisy = latents + NOISE * batch.randn(*latents.shape)
            found = self.model.decoder(noisy).float()
        lost = distance(found, pixels)
        self.descend("vae", lost + SMALL * latents.square().mean())
        return {"loss": lost.detach()}

    @torch.no_grad()
    def samples(self) -> Tensor:
        """Return pictures of the last batch beside what became of them."""
        if self._shown is None:
            raise RuntimeError("samples of an autoencoder need a batch")
        with self.averages["vae"].applied():
            again = self.model.decoder(self.model.encoder(self._shown))
        return torch.cat((self._shown, again))


def distance(found: Tensor, pixels: Tensor) -> Tensor:
    """Return how far pictures (b, c, h, w) are apart: pixels, slopes, and three coarser sizes."""
    lost = F.l1_loss(found, pixels)
    for axis in (-1, -2):
        lost = lost + F.l1_loss(found.diff(dim=axis), pixels.diff(dim=axis))
    for _ in range(3):
        found, pixels = F.avg_pool2d(found, 2), F.avg_pool2d(pixels, 2)
        lost = lost + F.l1_loss(found, pixels)
    return lost

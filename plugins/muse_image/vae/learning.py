"""One step of the variational autoencoder."""

from typing import Any

import torch
from torch import Tensor

from muse_image.learning.draws import Batch, generator
from muse_image.learning.learner import Learner
from muse_image.vae.model import Settings, Vae, divergence, error

UNTOLD = 0.2
"""How often the class is left out, so that pictures without one can be encoded too."""


class Autoencoding(Learner):
    """Learns the bound error + beta KL; beta grows from nothing over the first `warm` steps."""

    def __init__(
        self, condition: Any, device: str, settings: Settings, *, beta: float, warm: int
    ) -> None:
        self.settings, self.beta, self.warm = settings, beta, warm
        self.model = Vae(settings).to(device)
        optimiser = torch.optim.AdamW(
            self.model.parameters(), condition.rate, betas=(0.9, 0.99), foreach=True
        )
        super().__init__(condition, device, {"vae": self.model}, {"vae": optimiser}, ["vae"])

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of pictures with labels."""
        untold = batch.rand(len(batch.labels)) < UNTOLD
        labels = batch.labels.masked_fill(untold, self.settings.classes)
        with self.autocast():
            mean, log_variance = self.model.encode(batch.pixels, labels)
            mean, log_variance = mean.float(), log_variance.float()
            z = mean + (log_variance / 2).exp() * batch.randn(*mean.shape)
            found = self.model.decode(z, labels)
        lost = error(found.float(), batch.pixels, self.settings.likelihood)
        nats = divergence(mean, log_variance).mean()
        weight = self.beta * min(1.0, (batch.step + 1) / max(1, self.warm))
        size = batch.pixels[0].numel()
        self.descend("vae", (lost + weight * nats) / size)
        return {"error": lost.detach() / size, "kl": nats.detach()}

    @torch.no_grad()
    def samples(self, count: int = 32) -> Tensor:
        """Return samples (count, c, s, s) of the classes in turn."""
        chance = generator(0, 0, "samples")
        z = torch.randn(count, self.settings.latent, generator=chance).to(self.device)
        labels = torch.arange(count, device=self.device) % max(1, self.settings.classes)
        with self.averages["vae"].applied():
            return self.model.decode(z, labels)

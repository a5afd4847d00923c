"""One step of the variational autoencoder."""

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from muse_image.learning.draws import Batch, generator
from muse_image.learning.learner import Learner
from muse_image.vae.model import Settings, Vae, divergence, error, to_pixels

if TYPE_CHECKING:
    from muse_image.learning.latents import Latents, Pixels
    from muse_image.pictures import Pictures

UNTOLD = 0.2
"""How often the class is left out, so that pictures without one can be encoded too."""


class Autoencoding(Learner):
    """Learns the bound error + beta KL; beta grows from nothing over the first `warm` steps."""

    def __init__(
        self,
        condition: Any,
        device: str,
        settings: Settings,
        *,
        beta: float,
        warm: int,
        space: "Pixels | Latents",
    ) -> None:
        self.settings, self.beta, self.warm, self.space = settings, beta, warm, space
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
            found = self.model.decode(z, labels)
        return self.space.decode(to_pixels(found, self.settings.likelihood))


@torch.no_grad()
def means(learner: Autoencoding, pictures: "Pictures") -> Tensor:
    """Return the mean place (classes, latent) of each class's pictures, encoded without a class."""
    settings = learner.settings
    found = torch.zeros(settings.classes, settings.latent)
    shares = torch.zeros(settings.classes)
    learner.model.eval()
    with learner.averages["vae"].applied():
        for chunk in torch.arange(len(pictures)).split(256):
            values = learner.space.at(pictures, chunk).to(learner.device)
            none = torch.full((len(chunk),), settings.classes, device=learner.device)
            mean, _ = learner.model.encode(values, none)
            weights = torch.from_numpy(pictures.weights)[chunk].float()
            labels = torch.from_numpy(pictures.labels)[chunk]
            found.index_add_(0, labels, mean.cpu() * weights[:, None])
            shares.index_add_(0, labels, weights)
    return found / shares.clamp(min=1e-12)[:, None]

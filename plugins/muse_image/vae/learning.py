"""One step of the variational autoencoder."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from muse_image.training.batches import Batch, generator
from muse_image.training.learner import Learner, adam
from muse_image.vae.model import Settings, Vae, black_and_white, divergence, error, to_pixels

if TYPE_CHECKING:
    from muse_image.data import Pictures
    from muse_image.training.latents import Latents, Pixels

LEAST = 4
"""Places of pictures that a part of a mixture needs, in the mean."""

MOST = 4096
"""Pictures that the linear way's beginning is found from, at most."""

SLOW = 0.1
"""The linear way's learning rate as a share of the network's: it begins where it is good."""

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
        straight = self.model.straight
        own = list(straight.parameters()) if straight else []
        known = {id(each) for each in own}
        rest = [each for each in self.model.parameters() if id(each) not in known]
        optimiser = adam(rest, condition.rate, (0.9, 0.99), 0.01)
        if own:
            optimiser.add_param_group(
                {"params": own, "lr": SLOW * condition.rate, "weight_decay": 0.0}
            )
        super().__init__(condition, device, {"vae": self.model}, {"vae": optimiser}, ["vae"])

    def begin(self, pictures: "Pictures") -> None:
        """Let the linear way begin at its optimum for pictures, by at most MOST of them."""
        straight = self.model.straight
        if straight is None:
            return
        weights = torch.from_numpy(pictures.weights).float()
        places = torch.arange(len(pictures))
        if len(places) > MOST:
            places = torch.multinomial(weights, MOST)
            weights = torch.ones(len(pictures))
        rows = []
        for chunk in places.split(256):  # large pictures at once would fill memory
            values = self.space.at(pictures, chunk).to(self.device)
            if self.settings.likelihood == "bernoulli":
                values = black_and_white(values)
            rows.append(straight.small(values))
        straight.begin(torch.cat(rows), weights[places].to(self.device), self.beta)
        self.averages["vae"].begin()

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of pictures with labels."""
        untold = batch.rand(len(batch.labels)) < UNTOLD
        labels = batch.labels.masked_fill(untold, self.settings.classes)
        pixels = batch.pixels
        if self.settings.likelihood == "bernoulli":
            pixels = black_and_white(pixels)  # also what is grey after a change
        with self.autocast():
            mean, log_variance = self.model.encode(pixels, labels)
            mean, log_variance = mean.float(), log_variance.float()
            z = mean + (log_variance / 2).exp() * batch.randn(*mean.shape)
            found = self.model.decode(z, labels)
        lost = error(found.float(), pixels, self.settings.likelihood)
        nats = divergence(mean, log_variance).mean()
        weight = self.beta * min(1.0, (batch.step + 1) / max(1, self.warm))
        size = pixels[0].numel()
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


@dataclass(frozen=True)
class Places:
    """Where the pictures of each class lie.

    `means` (classes, latent) of pictures encoded without a class, for arithmetic. To draw from, a
    mixture of Gaussians fitted to the places of each class after training (Ghosh et al. 2020,
    arXiv:1903.12436): `shares` (classes + 1, parts), `centres` (classes + 1, parts, latent) and
    `axes` (classes + 1, parts, axes, latent), whose lengths are spreads. Their last row is for no
    class; parts that there aren't have no share.
    """

    means: Tensor
    shares: Tensor
    centres: Tensor
    axes: Tensor


@torch.no_grad()
def places(learner: Autoencoding, pictures: "Pictures", parts: int, axes: int) -> Places:
    """Return where the pictures of each class lie, by the averaged weights.

    The mixture of a class has so many parts at most, each with its widest axes.
    """
    settings = learner.settings
    labels, weights = torch.from_numpy(pictures.labels), torch.from_numpy(pictures.weights).float()
    none = torch.full_like(labels, settings.classes)
    learner.model.eval()
    with learner.averages["vae"].applied():
        untold, told = (_encoded(learner, pictures, each) for each in (none, labels))
    learner.model.train()
    means, mixtures = [], []
    for label in range(settings.classes):
        own = labels == label
        means.append(_fitted(untold[own], weights[own], axes)[0])
        mixtures.append(_mixture(told[own], weights[own], parts, axes))
    mixtures.append(_mixture(untold, weights, parts, axes))
    shares, centres, spreads = (torch.stack(each) for each in zip(*mixtures, strict=True))
    return Places(torch.stack(means), shares, centres, spreads)


def _encoded(learner: Autoencoding, pictures: "Pictures", labels: Tensor) -> Tensor:
    """Return the mean places (n, latent) of pictures as those of labels (n,)."""
    found = []
    for chunk in torch.arange(len(pictures)).split(256):
        values = learner.space.at(pictures, chunk).to(learner.device)
        found.append(learner.model.encode(values, labels[chunk].to(learner.device))[0].cpu())
    return torch.cat(found)


def _mixture(found: Tensor, weights: Tensor, most: int, axes: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return shares (most,), centres and axes of a mixture for places (n, latent), by k-means."""
    latent = found.shape[1]
    shares, centres = torch.zeros(most), torch.zeros(most, latent)
    spreads = torch.zeros(most, axes, latent)
    count = min(most, max(1, len(found) // LEAST))
    if not len(found):
        shares[0] = 1
        return shares, centres, spreads
    # The first is nearest to the mean, each other farthest from those before it.
    begun = [int((found - found.mean(0)).norm(dim=1).argmin())]
    for _ in range(count - 1):
        begun.append(int(torch.cdist(found, found[begun]).min(1).values.argmax()))
    middles = found[begun].clone()
    for _ in range(20):
        nearest = torch.cdist(found, middles).argmin(1)
        for part in range(count):
            own = nearest == part
            if own.any():
                middles[part] = (found[own] * weights[own, None]).sum(0) / weights[own].sum()
    for part in range(count):
        own = nearest == part
        shares[part] = weights[own].sum() / weights.sum()
        centres[part], spreads[part] = _fitted(found[own], weights[own], axes)
    return shares, centres, spreads


def _fitted(found: Tensor, weights: Tensor, axes: int) -> tuple[Tensor, Tensor]:
    """Return the mean of places (n, latent) and their widest axes; nothing for no places."""
    latent = found.shape[1]
    widest = torch.zeros(axes, latent)
    if not len(found):
        return torch.zeros(latent), widest
    share = (weights / weights.sum())[:, None]
    centre = (found * share).sum(0)
    _, spread, directions = torch.linalg.svd((found - centre) * share.sqrt(), full_matrices=False)
    count = min(axes, len(spread))
    widest[:count] = spread[:count, None] * directions[:count]
    return centre, widest

"""One step of StyleGAN2: the discriminator's, then the generator's, with their penalties."""

import math
from collections.abc import Callable
from typing import Any, Literal

import torch
from torch import Tensor
from torch.nn import functional as F

from muse_image.cgan.model import sameness, slope
from muse_image.stylegan.augmenting import Strength, augmented
from muse_image.stylegan.model import Discriminator, Generator, Settings
from muse_image.training.batches import Batch, generator
from muse_image.training.learner import Learner, adam

SLOPES, PATHS = 8, 4
"""Steps between penalties, which then count so many times (lazily, arXiv:1912.04958, 3.1)."""

REMEMBERED = 0.995
"""Decay of the mean style, a step."""

FORGOTTEN = 0.01
"""How far the usual length of a path goes towards that of a batch (arXiv:1912.04958, 3.2)."""

Loss = Literal["logistic", "relativistic"]


class Adversaries(Learner):
    """Generator and discriminator, each learning from the other."""

    def __init__(
        self,
        condition: Any,
        device: str,
        settings: Settings,
        *,
        pixels: bool,
        decode: Callable[[Tensor], Tensor],
    ) -> None:
        self.asked: Any = condition
        self.settings, self.pixels, self.decode = settings, pixels, decode
        self.make, self.judge = Generator(settings).to(device), Discriminator(settings).to(device)
        self.strength = Strength(condition.changes, condition.target)
        self.usual = torch.zeros((), device=device)
        optimisers = {
            "generator": adam(self.make.parameters(), condition.rate, (0.0, 0.99)),
            "discriminator": adam(self.judge.parameters(), condition.rate, (0.0, 0.99)),
        }
        parts = {"generator": self.make, "discriminator": self.judge}
        super().__init__(condition, device, parts, optimisers, ["generator"])

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of pictures with labels."""
        asked, count = self.asked, len(batch.pixels)
        real, labels = batch.pixels, batch.labels
        penalised = batch.step % SLOPES == 0 and asked.slopes > 0

        # Half of the classes come twice, so that two pictures of a class can be compared.
        pairs = count // 2 if asked.diversity else 0
        twice = torch.cat((labels[:pairs], labels[:pairs], labels[2 * pairs :]))
        z = batch.randn(count, self.settings.noise)
        with self.autocast():
            made = self.make.draw(self.styles(batch, z, twice), self.noises(batch, count))
        made = made.float()

        def shown(pictures: Tensor) -> Tensor:
            if not (asked.changes or asked.target):
                return pictures
            return augmented(pictures, batch, self.strength.p.to(self.device), self.pixels)

        ours = shown(made.detach()).requires_grad_(penalised)
        theirs = shown(real).detach().requires_grad_(penalised)
        with self.autocast():
            score_real = self.judge(theirs, labels).float()
            score_made = self.judge(ours, twice).float()
        relative = asked.loss == "relativistic"
        known = score_real - score_made if relative else score_real
        judging = judged(score_real, score_made, relative)
        whole = judging
        if penalised:
            steep = slope(score_real, theirs)
            if relative:  # R1 alone lets it diverge (arXiv:2501.05441, 2.2)
                steep = steep + slope(score_made, ours)
            whole = judging + asked.slopes / 2 * SLOPES * steep
        self.descend("discriminator", whole)
        self.strength.look(self.mean(known.detach().sign().mean()), asked.batch, batch.step)

        # The generator's made pictures are judged by what the discriminator has just learnt, beside
        # the real ones' scores of before: a whole pass less, and no worse.
        with self.autocast():
            score_made = self.judge(shown(made), twice).float()
        against = score_real.detach() - score_made if relative else -score_made
        making = F.softplus(against).mean()
        whole = making
        if pairs:
            alike = sameness(made[: 2 * pairs], z[: 2 * pairs])
            whole = whole + asked.diversity * alike
        if asked.path and batch.step % PATHS == 0:
            whole = whole + asked.path * PATHS * self.uneven(batch, labels[: max(1, count // 2)])
        self.descend("generator", whole)
        return {
            "discriminator": judging.detach(),
            "generator": making.detach(),
            "changes": self.strength.p,
        }

    def styles(self, batch: Batch, z: Tensor, labels: Tensor) -> Tensor:
        """Return styles (b, layers, style) of noise and labels, of two kinds where they are mixed.

        Mixed ones have another style from some layer on (arXiv:1812.04948, 3.1).
        """
        count, layers = len(z), self.settings.layers
        one = self.make.styles(z, labels).float()
        with torch.no_grad():
            self.make.average.lerp_(one.detach().mean(0), 1 - REMEMBERED)
        if not self.asked.mixing:
            return one[:, None].expand(-1, layers, -1)
        other = self.make.styles(batch.randn(*z.shape), labels).float()
        cut = 1 + (batch.rand(count) * (layers - 1)).long()
        cut = torch.where(batch.rand(count) < self.asked.mixing, cut, layers)
        coarse = torch.arange(layers, device=cut.device) < cut[:, None]  # (b, layers)
        return torch.where(coarse[:, :, None], one[:, None], other[:, None])

    def noises(self, batch: Batch, count: int) -> list[Tensor]:
        """Return noise for each layer."""
        return [batch.randn(count, 1, side, side) for side in self.make.noises()]

    def uneven(self, batch: Batch, labels: Tensor) -> Tensor:
        """Return how far a step of the style is from leading as far as usual (equation 4)."""
        z = batch.randn(len(labels), self.settings.noise)
        with self.autocast():
            styles = self.styles(batch, z, labels)
            made = self.make.draw(styles, self.noises(batch, len(labels)))
        made = made.float()
        mark = batch.randn(*made.shape) / math.sqrt(made.shape[2] * made.shape[3])
        (leads,) = torch.autograd.grad((made * mark).sum(), styles, create_graph=True)
        lengths = leads.square().sum(2).mean(1).sqrt()
        self.usual = self.usual.lerp(self.mean(lengths.detach().mean()), FORGOTTEN)
        return (lengths - self.usual).square().mean()

    def mean(self, value: Tensor) -> Tensor:
        """Return the mean of a number over all processes."""
        if not self._together:
            return value
        from accelerate.utils import reduce

        return reduce(value, "mean")  # type: ignore[no-any-return]

    @torch.no_grad()
    def samples(self, count: int = 64) -> Tensor:
        """Return samples (count, c, s, s) of the classes in turn, as pixels."""
        chance = generator(0, 0, "samples")
        noise = torch.randn(count, self.settings.noise, generator=chance).to(self.device)
        labels = torch.arange(count, device=self.device) % max(1, self.settings.classes)
        with self.averages["generator"].applied():
            return self.decode(self.make(noise, labels))

    def state(self) -> dict[str, Any]:
        """Return all that the next step depends on."""
        return {**super().state(), "usual": self.usual, "strength": self.strength.state()}

    def load(self, state: dict[str, Any]) -> None:
        """Take up a state."""
        super().load(state)
        self.usual = state["usual"].to(self.device)
        self.strength.load(state["strength"])


def judged(real: Tensor, made: Tensor, relative: bool) -> Tensor:
    """Return the discriminator's loss of scores (b,), of pairs where it is relativistic."""
    if relative:
        return F.softplus(made - real).mean()
    return F.softplus(made).mean() + F.softplus(-real).mean()

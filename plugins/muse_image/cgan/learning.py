"""One step of the conditional GAN: the discriminator's, then the generator's."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from muse_image.cgan.model import (
    Discriminator,
    Generator,
    Settings,
    changed,
    losses,
    sameness,
    slope,
)
from muse_image.training.batches import Batch, generator
from muse_image.training.learner import Learner, adam

EVERY = 4
"""Steps between penalties on slopes, which then count so many times (lazily, arXiv:1912.04958)."""


class Adversaries(Learner):
    """Generator and discriminator, each learning from the other."""

    def __init__(
        self,
        condition: Any,
        device: str,
        settings: Settings,
        *,
        slopes: float,
        changes: float,
        diversity: float,
        decode: Callable[[Tensor], Tensor],
    ) -> None:
        self.settings, self.slopes, self.changes = settings, slopes, changes
        self.diversity = diversity
        self.decode = decode
        self.make, self.judge = Generator(settings).to(device), Discriminator(settings).to(device)
        optimisers = {
            "generator": adam(self.make.parameters(), condition.rate, (0.0, 0.99)),
            "discriminator": adam(self.judge.parameters(), condition.rate, (0.0, 0.99)),
        }
        parts = {"generator": self.make, "discriminator": self.judge}
        super().__init__(condition, device, parts, optimisers, ["generator"])

    def step(self, batch: Batch) -> dict[str, Tensor]:
        """Learn from one batch of pictures with labels."""
        real, labels, count = batch.pixels, batch.labels, len(batch.pixels)
        colour = self.settings.bounded and self.settings.channels == 3
        penalised = batch.step % EVERY == 0

        # Made once for both. Half of the classes come twice, so that two pictures of a class can
        # be compared.
        pairs = count // 2 if self.diversity else 0
        twice = torch.cat((labels[:pairs], labels[:pairs], labels[2 * pairs :]))
        noise = batch.randn(count, self.settings.noise)
        with self.autocast():
            made = self.make(noise, twice).float()

        def shown(pictures: Tensor) -> Tensor:
            if not self.changes:
                return pictures
            return changed(pictures, batch.rand(count, 8), self.changes, colour)

        ours = shown(made.detach()).requires_grad_(penalised)
        theirs = shown(real).detach().requires_grad_(penalised)
        with self.autocast():
            score_real, score_made = self.judge(theirs, labels), self.judge(ours, twice)
        judging, _ = losses(score_real.float(), score_made.float())
        whole = judging
        if penalised:
            steep = slope(score_real, theirs) + slope(score_made, ours)
            whole = judging + self.slopes / 2 * EVERY * steep
        self.descend("discriminator", whole)

        # The generator's made pictures are judged by what the discriminator has just learnt, beside
        # the real ones' scores of before: a whole pass less, and no worse.
        with self.autocast():
            score_made = self.judge(shown(made), twice)
        _, making = losses(score_real.detach().float(), score_made.float())
        alike = sameness(made[: 2 * pairs], noise[: 2 * pairs]) if pairs else making.new_zeros(())
        self.descend("generator", making + self.diversity * alike)
        return {"discriminator": judging.detach(), "generator": making.detach()}

    @torch.no_grad()
    def samples(self, count: int = 64) -> Tensor:
        """Return samples (count, c, s, s) of the classes in turn, as pixels."""
        chance = generator(0, 0, "samples")
        noise = torch.randn(count, self.settings.noise, generator=chance).to(self.device)
        labels = torch.arange(count, device=self.device) % self.settings.classes
        with self.averages["generator"].applied():
            return self.decode(self.make(noise, labels))

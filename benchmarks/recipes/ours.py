"""Muse's learners, as `muse train` runs them, less the reading of pictures and checkpoints."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import numpy as np
import torch
from torch import Tensor

from benchmarks.recipes.contender import Contender
from benchmarks.recipes.data import BATCH, LATENT, SIZE
from benchmarks.recipes.losses import Judge, bound
from muse_image.cgan.learning import Adversaries
from muse_image.cgan.model import Settings as GanSettings
from muse_image.cgan.training import CganTrainCondition
from muse_image.data import Pictures
from muse_image.training.batches import Draws
from muse_image.training.latents import Pixels
from muse_image.training.learner import Learner
from muse_image.vae.learning import Autoencoding
from muse_image.vae.model import Settings as VaeSettings
from muse_image.vae.model import divergence
from muse_image.vae.training import LINEAR, VaeTrainCondition


def advancing(learner: Learner, draws: Draws, total: int) -> Iterator[None]:
    """Take the learner's steps; after the last its rate stays next to nothing."""
    for step in count():
        learner.advance(draws.batch(min(step, total - 1)))
        yield


def our_vae(seen: Pictures, held: Tensor, total: int) -> Contender:
    """Return image.vae's learner for so many steps, without classes as the plain one is."""
    settings = VaeSettings(
        classes=1, size=SIZE, patch=4, latent=LATENT, widths=(64, 32), likelihood="gaussian",
        linear=min(SIZE, LINEAR),
    )  # fmt: skip
    seen = replace(seen, labels=np.zeros_like(seen.labels))
    condition = VaeTrainCondition(
        steps=total, batch=BATCH, data="emoji", rate=2e-3, average=0.99, precision="bfloat16"
    )
    learner = Autoencoding(condition, "cpu", settings, beta=1.0, warm=0, space=Pixels(seen))
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")

    def steps() -> Iterator[None]:
        learner.begin(seen)
        yield from advancing(learner, draws, total)

    @torch.no_grad()
    def losses() -> dict[str, float]:
        none = torch.ones(len(held), dtype=torch.long)
        learner.model.eval()
        with learner.averages["vae"].applied():
            mean, log_variance = learner.model.encode(held, none)
            z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
            made = learner.model.decode(z, none)
        learner.model.train()
        return {"bound": bound(made, held, divergence(mean, log_variance))}

    return steps(), losses


def our_gan(seen: Pictures, judging: Judge, classes: int, total: int) -> Contender:
    """Return image.cgan's learner for so many steps."""
    settings = GanSettings(
        classes=classes, size=SIZE, channels=3, bounded=True, noise=LATENT, width=32
    )
    condition = CganTrainCondition(
        steps=total, batch=BATCH, data="emoji", average=0.98, rate=1e-3, precision="bfloat16"
    )
    learner = Adversaries(
        condition, "cpu", settings, slopes=0.5, changes=0.3, diversity=0.03, decode=lambda z: z
    )
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")

    @torch.no_grad()
    def losses() -> dict[str, float]:
        with learner.averages["generator"].applied():
            return judging(learner.make(torch.randn(len(judging.labels), LATENT), judging.labels))

    return advancing(learner, draws, total), losses

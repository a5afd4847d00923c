"""Muse's trainers beside a plain PyTorch script of the same network: time per step, one thread.

    OMP_NUM_THREADS=1 python -m benchmarks.training

Both learn from scikit-learn's digits, in turns, ten times; the figure is the median of ratios of
processor time, ours over the script's, so below 1 is faster. The script has neither averaged
weights nor checkpoints, clipping or resumable draws; ours has all of them.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional as F

from muse_image.cgan.learning import Adversaries
from muse_image.cgan.model import Discriminator, Generator, losses, slope
from muse_image.cgan.model import Settings as GanSettings
from muse_image.cgan.training import CganTrainCondition
from muse_image.data import Pictures, read
from muse_image.training import loop
from muse_image.training.batches import Draws
from muse_image.training.latents import Pixels
from muse_image.vae.learning import Autoencoding
from muse_image.vae.model import Settings as VaeSettings
from muse_image.vae.model import Vae, divergence, error
from muse_image.vae.training import VaeTrainCondition

STEPS, BATCH, PAIRS = 60, 64, 10


class Silent:
    """Nobody watches."""

    def progress(self, done: float, total: float, note: str = "") -> None:
        """Say nothing."""


def digits() -> Pictures:
    """Return scikit-learn's digits, grey, 8 x 8 px."""
    reading = read("digits", size=8, channels=1)
    while True:
        try:
            next(reading)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]


def ours(learner: Any, pictures: Pictures) -> None:
    """Take the steps by Muse's loop, with a checkpoint at the end."""
    draws = Draws(pictures, seed=0, batch=BATCH, device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        loop.learn(learner, draws.batch, Path(folder) / "kept.safetensors", Silent())  # type: ignore[arg-type]


def vae_ours(pictures: Pictures) -> Callable[[], None]:
    condition = VaeTrainCondition(steps=STEPS, batch=BATCH, data="digits")
    learner = Autoencoding(condition, "cpu", VAE, beta=1.0, warm=1000, space=Pixels(pictures))
    return lambda: ours(learner, pictures)


def vae_plain(pictures: Pictures) -> Callable[[], None]:
    """Return the plain script: the same network and bound."""
    pixels = torch.from_numpy(pictures.pixels).float() / 127.5 - 1
    labels = torch.from_numpy(pictures.labels)
    model = Vae(VAE)
    optimiser = torch.optim.AdamW(model.parameters(), 1e-3, betas=(0.9, 0.99))

    def work() -> None:
        for step in range(STEPS):
            places = torch.randint(0, len(pixels), (BATCH,))
            x, y = pixels[places], labels[places]
            mean, log_variance = model.encode(x, y)
            z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
            lost = error(model.decode(z, y), x, "laplace")
            nats = divergence(mean, log_variance).mean()
            loss = (lost + (step + 1) / 1000 * nats) / 64
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    return work


def cgan_ours(pictures: Pictures) -> Callable[[], None]:
    condition = CganTrainCondition(steps=STEPS, batch=BATCH, data="digits")
    learner = Adversaries(
        condition, "cpu", GAN, slopes=1.0, changes=0.0, diversity=0.0, decode=lambda values: values
    )
    return lambda: ours(learner, pictures)


def cgan_plain(pictures: Pictures) -> Callable[[], None]:
    """Return the plain script: the same networks and losses, penalties every fourth step."""
    pixels = torch.from_numpy(pictures.pixels).float() / 127.5 - 1
    labels = torch.from_numpy(pictures.labels)
    make, judge = Generator(GAN), Discriminator(GAN)
    making = torch.optim.Adam(make.parameters(), 5e-4, betas=(0.0, 0.99))
    judging = torch.optim.Adam(judge.parameters(), 5e-4, betas=(0.0, 0.99))

    def work() -> None:
        for step in range(STEPS):
            places = torch.randint(0, len(pixels), (BATCH,))
            x, y = pixels[places], labels[places]
            steep = step % 4 == 0
            x = x.requires_grad_(steep)
            made = make(torch.randn(BATCH, GAN.noise), y)
            shown = made.detach().requires_grad_(steep)
            real, fake = judge(x, y), judge(shown, y)
            loss = losses(real, fake)[0]
            if steep:
                loss = loss + 2 * (slope(real, x) + slope(fake, shown))
            judging.zero_grad()
            loss.backward()
            judging.step()
            loss = F.softplus(real.detach() - judge(made, y)).mean()
            making.zero_grad()
            loss.backward()
            making.step()

    return work


GAN = GanSettings(classes=10, size=8, channels=1, bounded=True, width=16, noise=32)
VAE = VaeSettings(classes=10, size=8, channels=1, patch=1, latent=16, widths=(24, 16))


def timed(work: Callable[[], None]) -> float:
    """Return milliseconds of processor time per step."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000 / STEPS


def main() -> None:
    """Print a line for each network."""
    torch.set_num_threads(1)
    pictures = digits()
    pairs = {"image.vae": (vae_ours, vae_plain), "image.cgan": (cgan_ours, cgan_plain)}
    for name, (mine, script) in pairs.items():
        found = []
        for turn in range(PAIRS + 1):
            both = [timed(each(pictures)) for each in (mine, script)]
            if turn:  # the first warms up
                found.append(both)
        ratio = statistics.median(one / other for one, other in found)
        here, there = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{name:12} {here:6.1f} ms a step, plain {there:6.1f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()

"""Muse's trainers beside the plain DCGAN and VAE recipes: time until the same loss, one thread.

    OMP_NUM_THREADS=1 python -m benchmarks.recipes

All learn from emoji of 32 x 32 px with their keywords as classes, a tenth held out. The plain
recipes are those of the tutorials: strided convolutions with batch norm and Adam at 2e-4 (DCGAN,
Radford et al. 2016, the class concatenated) or 1e-3 (VAE, Kingma & Welling 2014, squared error
plus KL). Each learns for some minutes of processor time; on the way its loss is taken, apart from
the clock. Printed is when a plain recipe has its best loss (the median of three looks), when ours
has the same, and the ratio.

The loss of a VAE is the bound on held-out pictures, in nats a number, at the best scale of a
Gaussian error. What a GAN minimises says little; taken is the Frechet distance of its pictures to
the held-out ones, on 32 principal components of 16 x 16 px.
"""

import argparse
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.digits_ab.metrics import frechet
from muse_image.cgan.learning import Adversaries
from muse_image.cgan.model import Settings as GanSettings
from muse_image.cgan.training import CganTrainCondition
from muse_image.learning.classes import named
from muse_image.learning.draws import Draws
from muse_image.learning.latents import Pixels
from muse_image.learning.learner import Learner
from muse_image.pictures import Pictures, read
from muse_image.vae.learning import Autoencoding
from muse_image.vae.model import Settings as VaeSettings
from muse_image.vae.model import divergence
from muse_image.vae.training import VaeTrainCondition

SIZE, BATCH, LATENT, LOOKS = 32, 64, 64, 24

Curve = list[tuple[float, float]]
"""Seconds of processor time, and the loss then."""


def emoji() -> tuple[Pictures, Pictures, int]:
    """Return (seen, held out) emoji with classes, and how many classes there are."""
    reading = read("emoji", size=SIZE, fit="pad")
    while True:
        try:
            next(reading)
        except StopIteration as done:
            everything: Pictures = done.value
            break
    pictures, classes = named(everything)
    return *pictures.split(0.1), len(classes)


def curve(steps: Iterator[None], loss: Callable[[], float], seconds: float) -> Curve:
    """Take steps for so many seconds of processor time; look at the loss LOOKS times."""
    found: Curve = []
    spent = 0.0
    while spent < seconds:
        start = time.process_time()
        next(steps)
        spent += time.process_time() - start
        if spent >= seconds * (len(found) + 1) / LOOKS:
            found.append((spent, loss()))
    return found


def steady(found: Curve) -> Curve:
    """Return a curve whose losses are the median of three looks, as those of a GAN jump about."""
    losses = [loss for _, loss in found]
    return [
        (when, float(np.median(losses[max(0, place - 2) : place + 1])))
        for place, (when, _) in enumerate(found)
        if place >= 2
    ]


def reached(found: Curve, wanted: float) -> float:
    """Return when a loss was reached first; infinity if it wasn't."""
    return min((when for when, loss in found if loss <= wanted), default=math.inf)


def advancing(learner: Learner, draws: Draws, total: int) -> Iterator[None]:
    """Take the steps of one of Muse's learners; after the last its rate stays next to nothing."""
    for step in count():
        learner.advance(draws.batch(min(step, total - 1)))
        yield


# -- VAE


class PlainVae(nn.Module):
    """Strided convolutions, batch norm, a Gaussian in the middle."""

    def __init__(self) -> None:
        super().__init__()
        widths = (3, 32, 64, 128)
        pairs = list(pairwise(widths))
        self.narrow = nn.Sequential(
            *(
                nn.Sequential(nn.Conv2d(a, b, 4, 2, 1), nn.BatchNorm2d(b), nn.LeakyReLU(0.2))
                for a, b in pairs
            ),
            nn.Flatten(),
            nn.Linear(128 * 16, 2 * LATENT),
        )
        self.start = nn.Linear(LATENT, 128 * 16)
        self.widen = nn.Sequential(
            *(
                nn.Sequential(nn.ConvTranspose2d(b, a, 4, 2, 1), nn.BatchNorm2d(a), nn.ReLU())
                for a, b in pairs[:0:-1]
            ),
            nn.ConvTranspose2d(32, 3, 4, 2, 1),
            nn.Tanh(),
        )

    def encode(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        mean, log_variance = self.narrow(pictures).chunk(2, 1)
        return mean, log_variance

    def decode(self, z: Tensor) -> Tensor:
        return self.widen(self.start(z).view(-1, 128, 4, 4))  # type: ignore[no-any-return]


def bound(found: Tensor, pictures: Tensor, nats: Tensor) -> float:
    """Return the negative bound in nats a number, at the best scale of a Gaussian error."""
    error = (found - pictures).square().mean()
    each = 0.5 * (math.log(2 * math.pi) + 1) + 0.5 * error.log()
    return float(each + nats.mean() / pictures[0].numel())


def plain_vae(seen: Pictures, held: Tensor) -> tuple[Iterator[None], Callable[[], float]]:
    model = PlainVae()
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")

    def steps() -> Iterator[None]:
        step = 0
        while True:
            x = draws.batch(step).pixels
            mean, log_variance = model.encode(x)
            z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
            lost = F.mse_loss(model.decode(z), x, reduction="none").flatten(1).sum(1)
            optimiser.zero_grad()
            (lost + divergence(mean, log_variance)).mean().backward()
            optimiser.step()
            step += 1
            yield

    @torch.no_grad()
    def loss() -> float:
        model.eval()
        mean, log_variance = model.encode(held)
        z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
        found = bound(model.decode(z), held, divergence(mean, log_variance))
        model.train()
        return found

    return steps(), loss


def our_vae(seen: Pictures, held: Tensor, total: int) -> tuple[Any, Any]:
    settings = VaeSettings(
        classes=1, size=SIZE, patch=4, latent=LATENT, widths=(64, 32), likelihood="gaussian"
    )
    seen = replace(seen, labels=np.zeros_like(seen.labels))  # the plain one has no classes either
    condition = VaeTrainCondition(
        steps=total, batch=BATCH, data="emoji", rate=3e-3, average=0.99, precision="bfloat16"
    )
    space = Pixels(seen)
    learner = Autoencoding(condition, "cpu", settings, beta=1.0, warm=100, space=space)
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")

    @torch.no_grad()
    def loss() -> float:
        none = torch.zeros(len(held), dtype=torch.long)
        learner.model.eval()
        with learner.averages["vae"].applied():
            mean, log_variance = learner.model.encode(held, none)
            z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
            made = learner.model.decode(z, none)
        learner.model.train()
        return bound(made, held, divergence(mean, log_variance))

    return advancing(learner, draws, total), loss


# -- GAN


def small(pictures: Tensor) -> np.ndarray[Any, Any]:
    """Return pictures (n, 3, 32, 32) as rows of 16 x 16 px."""
    return F.avg_pool2d(pictures, SIZE // 16).flatten(1).double().numpy()


class Distance:
    """The Frechet distance of pictures to the held-out ones."""

    def __init__(self, seen: Pictures, held: Tensor) -> None:
        rows = small(torch.from_numpy(seen.pixels).float() / 127.5 - 1)
        self.middle = rows.mean(0)
        self.axes = np.linalg.svd(rows - self.middle, full_matrices=False)[2][:32].T
        self.held = self.features(held)

    def features(self, pictures: Tensor) -> np.ndarray[Any, Any]:
        return (small(pictures) - self.middle) @ self.axes  # type: ignore[no-any-return]

    def __call__(self, pictures: Tensor) -> float:
        return float(frechet(self.features(pictures), self.held))


def block(before: int, width: int, widening: bool) -> nn.Sequential:
    kind = nn.ConvTranspose2d if widening else nn.Conv2d
    act: nn.Module = nn.ReLU() if widening else nn.LeakyReLU(0.2)
    return nn.Sequential(kind(before, width, 4, 2, 1, bias=False), nn.BatchNorm2d(width), act)


class DcganGenerator(nn.Module):
    """Noise and class -> picture, by transposed convolutions."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = nn.Embedding(classes, 50)
        self.start = nn.Sequential(
            nn.ConvTranspose2d(LATENT + 50, 256, 4, 1, 0, bias=False),
            nn.BatchNorm2d(256),
            nn.ReLU(),
        )
        self.rest = nn.Sequential(
            block(256, 128, True),
            block(128, 64, True),
            nn.ConvTranspose2d(64, 3, 4, 2, 1),
            nn.Tanh(),
        )

    def forward(self, noise: Tensor, labels: Tensor) -> Tensor:
        both = torch.cat((noise, self.classes(labels)), 1)
        return self.rest(self.start(both[:, :, None, None]))  # type: ignore[no-any-return]


class DcganDiscriminator(nn.Module):
    """Picture and class (as one more channel) -> score."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = nn.Embedding(classes, SIZE * SIZE)
        self.rest = nn.Sequential(
            nn.Conv2d(4, 64, 4, 2, 1), nn.LeakyReLU(0.2), block(64, 128, False),
            block(128, 256, False), nn.Conv2d(256, 1, 4, 1, 0),
        )  # fmt: skip

    def forward(self, pictures: Tensor, labels: Tensor) -> Tensor:
        told = self.classes(labels).view(-1, 1, SIZE, SIZE)
        return self.rest(torch.cat((pictures, told), 1)).flatten()  # type: ignore[no-any-return]


def plain_gan(seen: Pictures, distance: Distance, classes: int, count: int) -> tuple[Any, Any]:
    make, judge = DcganGenerator(classes), DcganDiscriminator(classes)
    for module in (*make.modules(), *judge.modules()):
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(module.weight, 0, 0.02)
    making = torch.optim.Adam(make.parameters(), 2e-4, betas=(0.5, 0.999))
    judging = torch.optim.Adam(judge.parameters(), 2e-4, betas=(0.5, 0.999))
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")
    one, none = torch.ones(BATCH), torch.zeros(BATCH)
    cost = F.binary_cross_entropy_with_logits

    def steps() -> Iterator[None]:
        step = 0
        while True:
            batch = draws.batch(step)
            made = make(torch.randn(BATCH, LATENT), batch.labels)
            lost = cost(judge(batch.pixels, batch.labels), one)
            lost = lost + cost(judge(made.detach(), batch.labels), none)
            judging.zero_grad()
            lost.backward()
            judging.step()
            making.zero_grad()
            cost(judge(made, batch.labels), one).backward()
            making.step()
            step += 1
            yield

    labels = drawn_labels(seen, count)

    @torch.no_grad()
    def loss() -> float:
        make.eval()
        found = distance(make(torch.randn(count, LATENT), labels))
        make.train()
        return found

    return steps(), loss


def our_gan(
    seen: Pictures, distance: Distance, classes: int, count: int, total: int
) -> tuple[Any, Any]:
    settings = GanSettings(
        classes=classes, size=SIZE, channels=3, bounded=True, noise=LATENT, width=24
    )
    condition = CganTrainCondition(
        steps=total, batch=BATCH, data="emoji", average=0.99, rate=1e-3, precision="bfloat16"
    )
    learner = Adversaries(
        condition, "cpu", settings, slopes=0.5, changes=0.3, diversity=0.1, decode=lambda z: z
    )
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")
    labels = drawn_labels(seen, count)

    @torch.no_grad()
    def loss() -> float:
        with learner.averages["generator"].applied():
            return distance(learner.make(torch.randn(count, LATENT), labels))

    return advancing(learner, draws, total), loss


def drawn_labels(seen: Pictures, count: int) -> Tensor:
    """Return labels as often as the pictures that are seen have them."""
    share = seen.weights / seen.weights.sum()
    places = np.random.default_rng(0).choice(len(seen), count, p=share)
    return torch.from_numpy(seen.labels[places])


def main() -> None:
    """Print a line for each pair."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=120, help="of each, processor time")
    parser.add_argument("--only", choices=("vae", "cgan"))
    parser.add_argument("--curves", action="store_true", help="print every loss that was taken")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    seen, rest, classes = emoji()
    held = torch.from_numpy(rest.pixels).float() / 127.5 - 1
    distance = Distance(seen, held)
    total = {"vae": int(asked.seconds * 20), "cgan": int(asked.seconds * 4)}
    pairs = {
        "vae": (lambda: plain_vae(seen, held), lambda: our_vae(seen, held, total["vae"])),
        "cgan": (
            lambda: plain_gan(seen, distance, classes, len(held)),
            lambda: our_gan(seen, distance, classes, len(held), total["cgan"]),
        ),
    }
    for name, both in pairs.items():
        if asked.only not in (None, name):
            continue
        plain, ours = (steady(curve(*build(), asked.seconds)) for build in both)
        best = min(loss for _, loss in plain)
        when, then = reached(plain, best), reached(ours, best)
        print(
            f"{name:5} plain: {best:.3f} after {when:.0f} s; ours: after {then:.0f} s,"
            f" ratio {then / when:.2f}; ours at its best: {min(loss for _, loss in ours):.3f}",
            flush=True,
        )
        if asked.curves:
            for told, found in (("plain", plain), ("ours", ours)):
                print(told, " ".join(f"{when:.0f}:{loss:.3f}" for when, loss in found))


if __name__ == "__main__":
    main()

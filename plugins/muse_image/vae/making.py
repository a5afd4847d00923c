"""A file of weights as a module, and pictures of places in its space."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from muse import InputFile, Placement
from muse_image import small
from muse_image.small import End
from muse_image.training import labels, tiny, weights
from muse_image.vae.model import Settings, Vae, to_pixels

if TYPE_CHECKING:
    from muse_image.vae.condition import VaeCondition


class Maker(nn.Module):
    """The network, where the pictures of each class lie, and an autoencoder around it."""

    means: Tensor
    shares: Tensor
    centres: Tensor
    axes: Tensor

    def __init__(
        self,
        vae: Vae,
        found: Mapping[str, Tensor],
        encoder: tiny.Encoder | None,
        decoder: tiny.Decoder | None,
    ) -> None:
        super().__init__()
        self.vae, self.encoder, self.decoder = vae, encoder, decoder
        for name in ("means", "shares", "centres", "axes"):
            self.register_buffer(name, found[name])

    @property
    def size(self) -> int:
        """The side of its pictures, px."""
        settings = self.vae.settings
        return settings.size * (self.encoder.factor if self.encoder else 1)

    @property
    def channels(self) -> int:
        """The channels of its pictures."""
        return 3 if self.encoder else self.vae.settings.channels

    def encode(self, pixels: Tensor) -> Tensor:
        """Return the mean places (b, latent) of pictures (b, c, s, s), encoded without a class."""
        values = pixels if self.encoder is None else self.encoder(pixels)
        none = torch.full((len(pixels),), self.vae.settings.classes, device=pixels.device)
        return self.vae.encode(values, none)[0]

    def drawn(self, label: int | None, seed: int, temperature: float) -> Tensor:
        """Return a place (latent,) drawn from those of a class, or of all pictures."""
        row = self.vae.settings.classes if label is None else label
        chance = torch.Generator().manual_seed(seed)
        part = int(torch.multinomial(self.shares[row].cpu(), 1, generator=chance))
        along = torch.randn(self.axes.shape[2], generator=chance).to(self.axes.device)
        return self.centres[row, part] + temperature * along @ self.axes[row, part]

    def decode(self, z: Tensor, vectors: Tensor) -> Tensor:
        """Return pictures (b, c, s, s) in -1..1 of places and class vectors (b, style)."""
        values = to_pixels(self.vae.decode_led(z, vectors), self.vae.settings.likelihood)
        return values if self.decoder is None else self.decoder(values)


@dataclass(frozen=True)
class Plan:
    """What names mean: the ends of an interpolation, and classes to add and subtract."""

    ends: tuple[End, ...] = ()
    plus: tuple[int, ...] = ()
    minus: tuple[int, ...] = ()

    @property
    def told(self) -> bool:
        """Whether it leaves no class to be chosen."""
        return bool(self.ends or self.plus or self.minus)


def load(placement: Placement) -> Maker:
    """Load a file of weights on a device."""
    path = Path(placement.component.source)
    header, found = weights.told(path, "image.vae"), weights.tensors(path)
    settings = dict(header["settings"])
    settings["widths"] = tuple(settings["widths"])
    vae = Vae(Settings(**settings))
    weights.filled(vae, weights.part(found, "vae"), path.name)
    halves = tiny.read(header, found, path.name)
    return Maker(vae, found, *halves).eval().to(placement.device)


def planned(condition: "VaeCondition", classes: Sequence[Sequence[str]]) -> Plan:
    """Return what the names in a condition mean; InvalidField for a class that isn't there."""
    return Plan(
        small.ends(condition, classes),
        tuple(labels.found(each, classes, "plus") for each in condition.plus),
        tuple(labels.found(each, classes, "minus") for each in condition.minus),
    )


@torch.no_grad()
def made(
    model: Maker, condition: "VaeCondition", plan: Plan, label: int | None, seed: int
) -> tuple[bytes, dict[str, Any]]:
    """Return an item as PNG bytes and what is measured of it."""
    settings, device = model.vae.settings, model.means.device
    vectors = model.vae.classes.weight
    facts: dict[str, Any] = {}

    def drawn(its_label: int | None, its_seed: int) -> Tensor:
        return model.drawn(its_label, its_seed, condition.temperature)

    def place(file: InputFile, field: str) -> Tensor:
        pixels = small.handed_in(file, field, model.size, model.channels).to(device)
        mean = model.encode(pixels)
        if field == "init":
            again = model.decode(mean, vectors[settings.classes][None])
            facts["reconstruction_error"] = round(float((again - pixels).abs().mean()) / 2, 4)
        return mean[0]

    ends: list[tuple[Tensor, Tensor]] = []  # place, class vector
    if plan.ends:
        for which, its_seed in plan.ends:
            z = drawn(which, seed if its_seed is None else its_seed)
            ends.append((z, vectors[settings.classes if which is None else which]))
    elif condition.init is not None:
        z = place(condition.init, "init")
        s = condition.strength
        z = (1 - s) * z + s * drawn(None, seed) if s else z
        ends.append((z, vectors[settings.classes]))
        if condition.other is not None:
            ends.append((place(condition.other, "other"), vectors[settings.classes]))
    else:
        ends.append((drawn(label, seed), vectors[settings.classes if label is None else label]))
    moved = model.means[list(plan.plus)].sum(0) - model.means[list(plan.minus)].sum(0)
    first, last = ends[0], ends[-1]
    along = small.weights_of(condition) if len(ends) > 1 else torch.zeros(1)
    z = torch.stack([first[0].lerp(last[0], float(t)) for t in along]) + moved
    led = torch.stack([first[1].lerp(last[1], float(t)) for t in along])
    data, told = small.written(condition, model.decode(z, led))
    return data, {**facts, **told}

"""Random, differentiable changes of pictures, and how many there need to be (arXiv:2006.06676).

The discriminator sees none but changed pictures, real and made ones changed alike, so that a few
thousand aren't learnt by heart. Each kind of change comes with probability p, and below about .8
the generator still learns to make pictures as they are, since most of them aren't changed (2.2).
"""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from muse_image.cgan.model import changed
from muse_image.training.batches import Batch

EVERY = 4
"""Steps between two looks at how the discriminator does."""

PICTURES = 500_000
"""Pictures in which p may go from 0 to 1."""

_MOVE, _ZOOM, _NARROW, _DRIFT = 0.125, 0.2, 0.2, 0.125
"""How far places change: moved by whole pixels (share of a side, even), enlarged and narrowed
(spread of the logarithm to base 2), moved between pixels (spread, share of a side)."""

_BRIGHT, _CONTRAST, _COLOUR = 0.2, 0.5, 1.0
"""How far colours change: added (spread), contrast and saturation (spread of the logarithm)."""


def augmented(pictures: Tensor, batch: Batch, p: Tensor, pixels: bool) -> Tensor:
    """Return pictures (b, c, h, w) of which each has been changed in each way with probability p.

    Latents are moved and in part hidden alone: no other change of them is one of their pictures.
    """
    if not pixels:
        return changed(pictures, batch.rand(len(pictures), 8), float(p), False)
    moved = placed(pictures, batch, p)
    return coloured(moved, batch, p)


def placed(pictures: Tensor, batch: Batch, p: Tensor) -> Tensor:
    """Return pictures mirrored, turned, moved, enlarged and narrowed (appendix B, in its order).

    All ways of a picture are one matrix, and what lies beyond an edge is mirrored at it.
    """
    b, device = len(pictures), pictures.device
    chance = batch.rand(b, 8) < p  # which ways are taken
    even, normal = batch.rand(b, 6) * 2 - 1, batch.randn(b, 5)
    zero, one = torch.zeros(b, device=device), torch.ones(b, device=device)

    def matrix(*rows: Tensor) -> Tensor:
        return torch.stack(rows, 1).view(b, 2, 3)

    def then(first: Tensor, second: Tensor) -> Tensor:
        """Return (b, 2, 3): one map of places, then another."""
        turn = second[:, :, :2] @ first[:, :, :2]
        return torch.cat((turn, second[:, :, :2] @ first[:, :, 2:] + second[:, :, 2:]), 2)

    def turned(angle: Tensor) -> Tensor:
        c, s = torch.cos(angle), torch.sin(angle)
        return matrix(c, -s, zero, s, c, zero)

    def scaled(wide: Tensor, high: Tensor) -> Tensor:
        return matrix(wide, zero, zero, zero, high, zero)

    def carried(x: Tensor, y: Tensor) -> Tensor:
        return matrix(one, zero, x, zero, one, y)

    flat = torch.where(chance[:, 0] & (even[:, 0] > 0), -one, one)
    quarter = torch.where(chance[:, 1], ((even[:, 1] + 1) * 2).floor().clamp(max=3), zero)
    side = pictures.shape[-1]
    whole = (even[:, 2:4] * _MOVE * side).round() * 2 / side * chance[:, 2:3]
    zoom = torch.exp2(torch.where(chance[:, 3], normal[:, 0] * _ZOOM, zero))
    # Turned before and after it is narrowed, so that there is a turn at all with probability p.
    half = 1 - (1 - p).clamp(min=0).sqrt()
    turns = batch.rand(b, 2) < half
    angles = torch.where(turns, even[:, 4:6] * math.pi, torch.zeros_like(even[:, 4:6]))
    narrow = torch.exp2(torch.where(chance[:, 4], normal[:, 1] * _NARROW, zero))
    drift = normal[:, 2:4] * _DRIFT * 2 * chance[:, 5:6]

    there = scaled(flat, one)
    for step in (
        turned(quarter * math.pi / 2),
        carried(whole[:, 0], whole[:, 1]),
        scaled(zoom, zoom),
        turned(angles[:, 0]),
        scaled(narrow, 1 / narrow),
        turned(angles[:, 1]),
        carried(drift[:, 0], drift[:, 1]),
    ):
        there = then(there, step)
    grid = F.affine_grid(there, list(pictures.shape), align_corners=False)
    found = F.grid_sample(
        pictures.float(), grid, mode="bilinear", padding_mode="reflection", align_corners=False
    )
    plain = (there - scaled(one, one)).abs().flatten(1).amax(1) < 1e-6
    return torch.where(plain[:, None, None, None], pictures, found)


def coloured(pictures: Tensor, batch: Batch, p: Tensor) -> Tensor:
    """Return pictures brighter, of more contrast, upside down in brightness, in other colours."""
    b, channels = pictures.shape[:2]
    chance = (batch.rand(b, 5) < p)[:, :, None, None, None]
    normal, even = batch.randn(b, 3)[:, :, None, None, None], batch.rand(b, 2)
    bright = normal[:, 0] * _BRIGHT
    x = torch.where(chance[:, 0], pictures + bright, pictures)
    x = torch.where(chance[:, 1], x * torch.exp2(normal[:, 1] * _CONTRAST), x)
    if channels != 3:
        flipped = (even[:, 0] < 0.5)[:, None, None, None] & chance[:, 2]
        return torch.where(flipped, -x, x)
    # Brightness is the part along grey; turning about it changes the hue, scaling what is across
    # it the saturation.
    grey = torch.full((3,), 3**-0.5, device=x.device)
    along = torch.einsum("bchw,c->bhw", x, grey)[:, None] * grey[:, None, None]
    across = x - along
    flipped = (even[:, 0] < 0.5)[:, None, None, None] & chance[:, 2]
    along = torch.where(flipped, -along, along)
    angle = ((even[:, 1] * 2 - 1) * math.pi)[:, None, None, None]
    beside = torch.cross(grey[None, :, None, None].expand_as(across), across, dim=1)
    across = torch.where(chance[:, 3], across * angle.cos() + beside * angle.sin(), across)
    across = torch.where(chance[:, 4], across * torch.exp2(normal[:, 2] * _COLOUR), across)
    return along + across


class Strength:
    """How often pictures are changed: p grows while the discriminator knows real ones too well.

    `known` is the mean sign of its scores of real pictures (2.3), and `target` what it shall be; 0
    leaves p as it is.
    """

    def __init__(self, p: float, target: float) -> None:
        self.p, self.target = torch.tensor(p), target
        self.signs, self.seen = torch.zeros(()), 0

    def look(self, known: Tensor, pictures: int, step: int) -> None:
        """Take note of a batch, and move p every few steps."""
        if not self.target:
            return
        self.signs += known.detach().float().cpu()
        self.seen += 1
        if (step + 1) % EVERY == 0:
            more = torch.sign(self.signs / self.seen - self.target)
            self.p = (self.p + more * pictures * self.seen / PICTURES).clamp(0, 1)
            self.signs, self.seen = torch.zeros(()), 0

    def state(self) -> dict[str, object]:
        """Return all that the next step depends on."""
        return {"p": self.p, "signs": self.signs, "seen": self.seen}

    def load(self, state: dict[str, object]) -> None:
        """Take up a state."""
        self.p, self.signs, self.seen = state["p"], state["signs"], state["seen"]  # type: ignore

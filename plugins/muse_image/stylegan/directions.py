"""Directions of the style along which a picture changes, found without labels.

sefa1 ...      where the layers' own weights react most to the style, in closed form (Shen & Zhou
               2021, arXiv:2007.06600): eigenvectors of A^T A, of all weights A that lead a layer
coarse1 ...    the same of some layers alone, which then are all that moves (also middle, fine)
pca1 ...       where the styles of a class differ most (Haerkoenen et al. 2020, arXiv:2004.02546)

An amount is in standard deviations of the styles along a direction, so that 2 is far but usual.
"""

from typing import TYPE_CHECKING, Literal

import torch
from torch import Tensor

if TYPE_CHECKING:
    from muse_image.stylegan.maker import Maker

Part = Literal["all", "coarse", "middle", "fine"]

DRAWS = 2000
"""Styles whose spread says how far an amount goes."""


def layers(sizes: list[int], part: Part) -> list[int]:
    """Return the places of the styles of a part, of layers that lead sizes like these (px).

    Coarse is up to 8 px, middle up to 32 px and fine what is above (arXiv:1812.04948, 3.1); below
    64 px, and in latents, each is a third.
    """
    places = range(len(sizes))
    if part == "all":
        return list(places)
    if sizes[-1] >= 64:
        low, high = {"coarse": (0, 8), "middle": (9, 32), "fine": (33, 2**20)}[part]
        return [place for place in places if low <= sizes[place] <= high]
    third = len(sizes) / 3
    start = {"coarse": 0, "middle": 1, "fine": 2}[part]
    return list(places)[round(start * third) : round((start + 1) * third)]


class Directions:
    """The directions of a network, by what one of its classes draws: styles (n, style)."""

    def __init__(self, model: "Maker", styles: Tensor) -> None:
        self.model, self.styles = model, styles
        self._axes: dict[str, Tensor] = {}

    def step(self, name: str) -> Tensor:
        """Return (layers, style): one standard deviation along a direction of that name.

        Zeros for one that there isn't: a style of four numbers has four directions.
        """
        kind = name.rstrip("0123456789")
        axes, place = self.axes(kind), int(name.removeprefix(kind)) - 1
        moved = torch.zeros(len(self.model.sides), self.styles.shape[1], device=self.styles.device)
        if place < len(axes):
            axis = axes[place].to(self.styles)
            along = (self.styles - self.styles.mean(0)) @ axis
            moved[layers(self.model.sides, _part(kind))] = axis * along.std()
        return moved

    def axes(self, kind: str) -> Tensor:
        """Return (k, style): the axes of a kind, the first most; found once."""
        if kind not in self._axes:
            leads = self.model.generator.leads()
            places = layers(self.model.sides, _part(kind))
            self._axes[kind] = (
                principal(self.styles)
                if kind == "pca"
                else strongest(torch.cat([leads[place] for place in places]))
            )
        return self._axes[kind]


def _part(kind: str) -> Part:
    return kind if kind in ("coarse", "middle", "fine") else "all"  # type: ignore[return-value]


def strongest(weights: Tensor) -> Tensor:
    """Return (k, style): directions by how far weights (n, style) react to them, the first most."""
    rows = weights.double().cpu()
    rows = rows / rows.norm(dim=1, keepdim=True).clamp(min=1e-12)
    return _signed(torch.linalg.eigh(rows.T @ rows).eigenvectors.T.flip(0))


def principal(styles: Tensor) -> Tensor:
    """Return (k, style): the principal components of styles (n, style), the widest first."""
    rows = styles.double().cpu()
    rows = rows - rows.mean(0)
    return _signed(torch.linalg.eigh(rows.T @ rows).eigenvectors.T.flip(0))


def _signed(axes: Tensor) -> Tensor:
    """Return axes (k, n) whose largest number is positive: an axis has no sign of its own."""
    largest = axes.gather(1, axes.abs().argmax(1, keepdim=True))
    return axes * largest.sign()

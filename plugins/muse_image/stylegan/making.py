"""Pictures as a condition asks for them: drawn or found, mixed, edited, on a walk or a sheet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch

from muse_image import small
from muse_image.small import End
from muse_image.stylegan import directions
from muse_image.stylegan.condition import edited
from muse_image.stylegan.maker import Maker, Place, Telling, pictures
from muse_image.stylegan.sheet import sheet

if TYPE_CHECKING:
    from muse_image.stylegan.condition import StyleganCondition


@torch.no_grad()
def place_of(
    model: Maker, condition: "StyleganCondition", label: int, seed: int, found: Place | None = None
) -> Place:
    """Return the place of a picture: drawn or found, towards the typical one, mixed."""
    typical = model.typical(label)
    whole = len(model.sides), 1
    if found is None:
        styles = typical.lerp(model.drawn(label, seed)[0], condition.truncation).repeat(whole)
    else:
        styles = found.styles.clone()
    if condition.mix is not None:
        other = typical.lerp(model.drawn(label, condition.mix)[0], condition.truncation)
        styles[directions.layers(model.sides, condition.mixed)] = other
    return Place(styles, None if found is None else found.noise)


@torch.no_grad()
def made(
    model: Maker,
    condition: "StyleganCondition",
    label: int,
    ends: Sequence[End],
    seed: int,
    telling: Telling,
    found: Place | None = None,
) -> tuple[bytes, dict[str, Any]]:
    """Return an item as PNG bytes and what is measured of it; `found` is what `init` shows."""
    both = [
        place_of(
            model,
            condition,
            label if which is None else which,
            seed if its is None else its,
            found,
        )
        for which, its in ends or [(None, None)]
    ]
    first, last = both[0], both[-1]
    own = ends[0][0] if ends and ends[0][0] is not None else label
    if condition.view == "directions":
        return sheet(model, first, _known(model, own), condition.scale, telling)
    moved = torch.zeros_like(first.styles)
    if condition.edit:
        known = _known(model, own)
        for name, amount in map(edited, condition.edit):
            moved += amount * known.step(name)
    walks = bool(ends) or condition.frames > 0
    along = small.weights_of(condition) if walks else torch.ones(1)
    styles = torch.stack([
        first.styles.lerp(last.styles, float(t)) + moved * (1.0 if ends else float(t))
        for t in along
    ])  # fmt: skip
    return small.written(condition, pictures(model, styles, first.noise, telling))


def _known(model: Maker, label: int) -> directions.Directions:
    return directions.Directions(model, model.drawn(label, 0, directions.DRAWS))

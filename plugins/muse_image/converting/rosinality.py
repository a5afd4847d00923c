"""StyleGAN2 as rosinality's PyTorch code saves it: its names -> ours.

A checkpoint is a dict of state dicts: `g_ema` draws, `g`, `d` and their optimisers learn. One with
`latent_avg` was made from NVIDIA's own weights by that code's converter.
"""

import re
from collections.abc import Mapping
from typing import Any

from muse_image.converting.arrays import Arrays, Layout, array, check_filter
from muse_image.converting.nvidia import LICENCE, SIZES, WIDEST
from muse_image.converting.records import Refused, Tensor

_FIRST = "conv1.conv.weight"
"""A tensor that each such network has."""


def network(value: Any) -> Mapping[str, Tensor] | None:
    """Return the state dict that draws, of a checkpoint or by itself; None for something else."""
    if not isinstance(value, dict):
        return None
    for found in (value.get("g_ema"), value.get("g"), value):
        if isinstance(found, dict) and isinstance(found.get(_FIRST), Tensor):
            return found
    return None


class _Found:
    """A state dict, asked by name and shape."""

    def __init__(self, tensors: Mapping[str, Any]) -> None:
        self._tensors = tensors

    def __contains__(self, name: str) -> bool:
        return isinstance(self._tensors.get(name), Tensor)

    def shape(self, name: str) -> tuple[int, ...]:
        found = self._tensors.get(name)
        return found.shape if isinstance(found, Tensor) else ()

    def get(self, name: str, *shape: int) -> Any:
        found = self._tensors.get(name)
        if not isinstance(found, Tensor):
            raise Refused(f"it has no tensor {name}")
        return array(found, name, shape)

    def check(self, name: str) -> None:
        check_filter(self._tensors.get(name), name, 4.0)


def layout(value: Any, tensors: Mapping[str, Tensor]) -> Layout:
    """Return what draws the same as a checkpoint; Refused where ours can't."""
    found = _Found(tensors)
    depth = _count(tensors, r"style\.(\d+)\.weight", 1)
    blocks = _count(tensors, r"to_rgbs\.(\d+)\.bias", 0)
    first = found.shape("style.1.weight")
    if len(first) != 2 or not all(1 <= each <= WIDEST for each in first):
        raise Refused("it has no mapping")
    if blocks >= len(SIZES):
        raise Refused("it has more sizes than there are")
    style, before = first
    widths = [found.shape(_FIRST)[1:2]]
    widths += [found.shape(f"convs.{2 * at + 1}.conv.weight")[1:2] for at in range(blocks)]
    if not all(width and 1 <= width[0] <= WIDEST for width in widths):
        raise Refused("its layers are no convolutions")
    wide = [width[0] for width in widths]
    sizes = SIZES[: blocks + 1]
    settings: dict[str, Any] = {
        "size": sizes[-1],
        "channels": 3,
        "classes": 0,
        "noise": before,
        "style": style,
        "mapping": depth,
        "most": max(wide),
        "base": max(width * side for side, width in zip(sizes, wide, strict=True)),
        "clamp": 0.0,
    }
    for side, width in zip(sizes, wide, strict=True):
        if width != min(settings["base"] // side, settings["most"]):
            raise Refused(f"its layers have {width} channels at {side} px, which ours can't")
    made: Arrays = {"start": found.get("input.input", 1, wide[0], 4, 4)[0]}
    for place in range(depth):
        name, width = f"style.{place + 1}", before if place == 0 else style
        made[f"mapping.layers.{place}.weight"] = found.get(f"{name}.weight", style, width)
        made[f"mapping.layers.{place}.bias"] = found.get(f"{name}.bias", style)
    for at in range(2 * blocks + 1):
        level = (at + 1) // 2
        doubles = at % 2 == 1
        into, out = wide[level - doubles], wide[level]
        name = "conv1" if at == 0 else f"convs.{at - 1}"
        if doubles:
            found.check(f"{name}.conv.blur.kernel")
        ours = f"layers.{at}"
        made |= _led(found, name, ours, into, style)
        made[f"{ours}.weight"] = found.get(f"{name}.conv.weight", 1, out, into, 3, 3)[0]
        made[f"{ours}.bias"] = found.get(f"{name}.activate.bias", out)
        made[f"{ours}.strength"] = found.get(f"{name}.noise.weight", 1)[0]
        made[f"{ours}.still"] = _still(found, at, sizes[level])
    for level, width in enumerate(wide):
        name, ours = "to_rgb1" if level == 0 else f"to_rgbs.{level - 1}", f"colours.{level}"
        if level:
            found.check(f"{name}.upsample.kernel")
        made |= _led(found, name, ours, width, style)
        made[f"{ours}.weight"] = found.get(f"{name}.conv.weight", 1, 3, width, 1, 1)[0]
        made[f"{ours}.bias"] = found.get(f"{name}.bias", 1, 3, 1, 1).reshape(3)
    notes = [] if "noises.noise_0" in found else ["it has no noise of its own: some was drawn"]
    average = value.get("latent_avg") if isinstance(value, dict) else None
    if isinstance(average, Tensor):
        made["average"] = array(average, "latent_avg", (style,))
    else:
        made["average"] = _average(made, settings)
        notes.append("it has no mean style: that of 10,000 draws was taken")
    whose = LICENCE if isinstance(average, Tensor) else "unknown"
    return Layout("stylegan2", settings, made, "StyleGAN2 by rosinality", whose, tuple(notes))


def _led(found: _Found, name: str, ours: str, width: int, style: int) -> Arrays:
    return {
        f"{ours}.led.weight": found.get(f"{name}.conv.modulation.weight", width, style),
        f"{ours}.led.bias": found.get(f"{name}.conv.modulation.bias", width),
    }


def _still(found: _Found, place: int, side: int) -> Any:
    import numpy as np

    if f"noises.noise_{place}" in found:
        return found.get(f"noises.noise_{place}", 1, 1, side, side)[0, 0]
    return np.random.default_rng(place).standard_normal((side, side)).astype("<f4")


def _average(made: Arrays, settings: Mapping[str, Any]) -> Any:
    """Return the mean style of noise: the mapping of 10,000 draws, as that code takes it."""
    import numpy as np

    x = np.random.default_rng(0).standard_normal((10_000, settings["noise"])).astype("f4")
    x /= np.sqrt((x**2).mean(1, keepdims=True) + 1e-8)
    for place in range(settings["mapping"]):
        weight, bias = (made[f"mapping.layers.{place}.{which}"] for which in ("weight", "bias"))
        x = (x @ weight.T) * np.float32(0.01 / weight.shape[1] ** 0.5) + bias * np.float32(0.01)
        x = np.maximum(x, x * np.float32(0.2)) * np.float32(2**0.5)
    return x.mean(0).astype("<f4")


def _count(tensors: Mapping[Any, Any], pattern: str, first: int) -> int:
    """Return how many of the names that fit a pattern count up from the first."""
    matches = (re.fullmatch(pattern, name) for name in tensors if isinstance(name, str))
    places = {int(match[1][:4]) for match in matches if match}
    return next(at for at in range(first, len(places) + first + 1) if at not in places) - first

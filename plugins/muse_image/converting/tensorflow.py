"""StyleGAN2 as NVIDIA's code for TensorFlow pickles it: its names -> those of their PyTorch.

A pickle is a tuple of generator, discriminator and the generator's mean. A network has `variables`,
pairs of a name and an array, and `components`, networks by name. Arrays have their axes in another
order; a layer that doubles the size has its weights turned round; scales of styles begin at zero,
not at one (NVIDIA's own converter, legacy.py, does the same).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from muse_image.converting.arrays import array_of, whole
from muse_image.converting.names import NETWORK
from muse_image.converting.nvidia import SIZES
from muse_image.converting.records import Array, Module, Refused, Storage, Tensor, Thing

_SOURCE = "# NVIDIA CORPORATION"
_KERNEL = [1, 3, 3, 1]
_DEEPEST = 2


def network(value: Any) -> Thing | None:
    """Return the network that draws, the last of three (generator's mean); None for no network."""
    parts = value if isinstance(value, tuple | list) else [value]
    found = [each for each in parts[:3] if isinstance(each, Thing) and each.name == NETWORK]
    return found[-1] if found else None


class _Variables:
    """The arrays of a network and of those in it, by name; each is asked for once."""

    def __init__(self, found: Thing) -> None:
        self._arrays = dict(_all(found))

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def get(self, name: str) -> Any:
        if name not in self._arrays:
            raise Refused(f"it has no variable {name}")
        return array_of(self._arrays[name], name)


def _all(found: Thing, above: str = "", depth: int = 0) -> Iterator[tuple[str, Array]]:
    variables, components = found.state.get("variables"), found.state.get("components")
    for pair in variables if isinstance(variables, list) else ():
        match pair:
            case (str() as name, Array() as value):
                yield above + name, value
            case (str(), float() | int()):  # a scalar, such as how far training is
                pass
            case _:
                raise Refused("it has a variable that is no array")
    if isinstance(components, dict) and depth < _DEEPEST:
        for name, part in components.items():
            if isinstance(part, Thing) and part.name == NETWORK:
                yield from _all(part, f"{above}{name}/", depth + 1)


def generator(found: Thing) -> Module:
    """Return the same network as NVIDIA's PyTorch has it; Refused for another architecture."""
    said = found.state.get("static_kwargs")
    asked: Mapping[Any, Any] = said if isinstance(said, dict) else {}
    variables = _Variables(found)
    if "synthesis/4x4/Conv/weight" not in variables:
        raise Refused("it is of TensorFlow's StyleGANs before the second, which aren't read here")
    if (
        asked.get("architecture", "skip") != "skip"
        or asked.get("resample_kernel", _KERNEL) != _KERNEL
    ):
        raise Refused(
            "it is of StyleGAN2's architectures that aren't the usual one (skip, 1 3 3 1)"
        )
    if whole(asked.get("label_size", 0), "number of classes", 0, 2**16):
        raise Refused("it has classes, which aren't read from TensorFlow's files")
    size = whole(asked.get("resolution", 1024), "size", 4, 1024)
    depth = 0
    while f"mapping/Dense{depth}/weight" in variables:
        depth += 1
    layers = {f"fc{at}": _dense(variables, f"mapping/Dense{at}/") for at in range(depth)}
    mean = _tensor(variables.get("dlatent_avg"))
    mapping = _module("mapping", layers, {"w_avg": mean}, num_layers=depth)
    clamp = asked.get("conv_clamp")
    blocks = {f"b{each}": _block(variables, each, clamp) for each in SIZES if each <= size}
    wide = variables.get("mapping/Dense0/weight").shape if depth else (0, 0)
    return _module(
        "G_synthesis_stylegan2",
        {"mapping": mapping, "synthesis": _module("synthesis", blocks, {})},
        {},
        img_resolution=size,
        img_channels=whole(asked.get("num_channels", 3), "number of colours", 1, 4),
        c_dim=0,
        z_dim=wide[0],
        w_dim=int(mean.shape[0]) if mean.shape else 0,
    )


def _block(variables: _Variables, side: int, clamp: Any) -> Module:
    above = f"synthesis/{side}x{side}/"
    level = SIZES.index(side)
    parts = {"torgb": _layer(variables, f"{above}ToRGB/", clamp)}
    if side == 4:
        parts["conv1"] = _layer(variables, f"{above}Conv/", clamp, "synthesis/noise0")
        tensors = {"const": _tensor(_squeezed(variables.get(f"{above}Const/const"), 1))}
    else:
        noises = [f"synthesis/noise{2 * level - 1}", f"synthesis/noise{2 * level}"]
        parts["conv0"] = _layer(variables, f"{above}Conv0_up/", clamp, noises[0], turned=True)
        parts["conv1"] = _layer(variables, f"{above}Conv1/", clamp, noises[1])
        tensors = {"resample_filter": _tensor(_filter())}
    return _module(f"b{side}", parts, tensors)


def _layer(
    variables: _Variables, above: str, clamp: Any, noise: str = "", turned: bool = False
) -> Module:
    weight = variables.get(f"{above}weight")  # (side, side, before, width)
    if weight.ndim != 4:
        raise Refused(f"its variable {above}weight is no convolution")
    weight = weight[::-1, ::-1] if turned else weight
    tensors = {
        "weight": _tensor(weight.transpose(3, 2, 0, 1)),
        "bias": _tensor(variables.get(f"{above}bias")),
    }
    if noise:
        tensors["noise_const"] = _tensor(_squeezed(variables.get(noise), 2))
        tensors["noise_strength"] = _tensor(variables.get(f"{above}noise_strength"))
    if turned:
        tensors["resample_filter"] = _tensor(_filter())
    affine = _dense(variables, f"{above}mod_", 1.0)
    return _module(above, {"affine": affine}, tensors, conv_clamp=clamp)


def _dense(variables: _Variables, above: str, more: float = 0.0) -> Module:
    weight = variables.get(f"{above}weight").T
    if weight.ndim != 2:
        raise Refused(f"its variable {above}weight is no matrix")
    tensors = {"weight": weight, "bias": variables.get(f"{above}bias") + more}
    return _module(above, {}, {name: _tensor(value) for name, value in tensors.items()})


def _module(
    name: str, parts: Mapping[str, Module], tensors: Mapping[str, Tensor], **more: Any
) -> Module:
    return Module(name, _SOURCE, {"_modules": parts, "_buffers": tensors, **more})


def _squeezed(value: Any, axes: int) -> Any:
    """Return an array without its first axes, which are one long."""
    if value.shape[:axes] != (1,) * axes:
        raise Refused("it has a start or noise for more than one picture")
    return value.reshape(value.shape[axes:])


def _filter() -> Any:
    import numpy as np

    one = np.array(_KERNEL, "<f4") / 8
    return np.outer(one, one)


def _tensor(value: Any) -> Tensor:
    """Return an array as a record of a tensor."""
    import numpy as np

    row = np.ascontiguousarray(value, "<f4").reshape(value.shape)
    strides = tuple(each // 4 for each in row.strides)
    return Tensor(Storage("f4", row.size, memoryview(row.tobytes())), 0, row.shape, strides)

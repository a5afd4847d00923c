"""StyleGAN2-ADA as NVIDIA's PyTorch code pickles it (arXiv:2006.06676): its names -> ours."""

from typing import Any

from muse_image.converting.arrays import Arrays, Layout, array, check_filter, number, whole
from muse_image.converting.records import Module, Refused

LICENCE = "Nvidia Source Code License-NC"
"""What NVIDIA puts its StyleGANs under: the code, and what derives from it (section 3.3)."""

SIZES = tuple(4 << level for level in range(9))
"""The sides of pictures, px: 4 to 1024."""

WIDEST = 4096
"""The most channels, numbers of noise, classes and so on that are taken for real."""


def licence(generator: Module) -> str:
    """Return the licence of weights whose code says that it is NVIDIA's; unknown for others."""
    return LICENCE if "NVIDIA CORPORATION" in generator.source[:2000].upper() else "unknown"


def layout(generator: Module) -> Layout:
    """Return what draws the same as a pickled `Generator`; Refused where ours can't."""
    synthesis = generator.part("synthesis")
    settings = given(generator)
    sizes = [each for each in SIZES if each <= settings["size"]]
    widths = {each: _width(synthesis.part(f"b{each}"), each) for each in sizes}
    settings["most"] = max(widths.values())
    settings["base"] = max(width * side for side, width in widths.items())
    for side, width in widths.items():
        if width != min(settings["base"] // side, settings["most"]):
            raise Refused(f"its layers have {width} channels at {side} px, which ours can't")
    tensors = mapping(generator, settings)
    style, clamps = settings["style"], set[float]()
    place, before = 0, widths[4]
    for level, side in enumerate(sizes):
        block, width = synthesis.part(f"b{side}"), widths[side]
        if block.state.get("architecture", "skip") != "skip":
            raise Refused("it is of StyleGAN2's architectures that aren't the usual one (skip)")
        if side == 4:
            tensors["start"] = array(block.tensor("const"), "b4.const", (width, 4, 4))
        else:
            _filter(block, f"b{side}")
        for name in ("conv1",) if side == 4 else ("conv0", "conv1"):
            layer, whole_name = block.part(name), f"b{side}.{name}"
            tensors |= led(layer, whole_name, f"layers.{place}", before, style)
            tensors |= convolved(layer, whole_name, f"layers.{place}", (width, before, 3, 3))
            tensors |= _noise(layer, whole_name, f"layers.{place}", side)
            clamps.add(_clamp(layer))
            if name == "conv0":
                _filter(layer, whole_name)
            if layer.state.get("activation", "lrelu") != "lrelu":
                raise Refused("its layers bend otherwise than by a leaky ReLU")
            place, before = place + 1, width
        colours, named = block.part("torgb"), f"b{side}.torgb"
        tensors |= led(colours, named, f"colours.{level}", width, style)
        shape = (settings["channels"], width, 1, 1)
        tensors |= convolved(colours, named, f"colours.{level}", shape)
        clamps.add(_clamp(colours))
    if len(clamps) != 1:
        raise Refused("it limits the values of some layers, and others not")
    settings["clamp"] = clamps.pop()
    return Layout("stylegan2", settings, tensors, "StyleGAN2-ADA", licence(generator))


def given(generator: Module) -> dict[str, Any]:
    """Return the settings that StyleGAN2 and 3 have alike."""
    mapping = generator.part("mapping")
    size = whole(generator.value("img_resolution"), "size", 4, 1024)
    if size not in SIZES:
        raise Refused(f"its pictures are {size} px wide, which isn't 4 times a power of two")
    return {
        "size": size,
        "channels": whole(generator.value("img_channels"), "number of colours", 1, 4),
        "classes": whole(generator.value("c_dim"), "number of classes", 0, WIDEST),
        "noise": whole(generator.value("z_dim"), "numbers of noise", 1, WIDEST),
        "style": whole(generator.value("w_dim"), "width of styles", 1, WIDEST),
        "mapping": whole(mapping.value("num_layers"), "number of layers of the mapping", 1, 32),
    }


def mapping(generator: Module, settings: dict[str, Any]) -> Arrays:
    """Return the tensors between noise and styles, which StyleGAN2 and 3 have alike."""
    found, style, classes = generator.part("mapping"), settings["style"], settings["classes"]
    tensors = {"average": array(found.tensor("w_avg"), "mapping.w_avg", (style,))}
    before = settings["noise"]
    if classes:
        tensors |= _linear(found.part("embed"), "mapping.embed", "mapping.classes", style, classes)
        before += style
    for place in range(settings["mapping"]):
        layer, name = found.part(f"fc{place}"), f"mapping.fc{place}"
        if layer.state.get("activation", "lrelu") != "lrelu":
            raise Refused("its mapping bends otherwise than by a leaky ReLU")
        tensors |= _linear(layer, name, f"mapping.layers.{place}", style, before)
        rate = layer.state.get("weight_gain")
        if type(rate) is float and not abs(rate * before**0.5 / 0.01 - 1) < 1e-3:
            raise Refused("its mapping learns at another rate than a hundredth of the others'")
        before = style
    return tensors


def _linear(layer: Module, name: str, ours: str, after: int, before: int) -> Arrays:
    return {
        f"{ours}.weight": array(layer.tensor("weight"), f"{name}.weight", (after, before)),
        f"{ours}.bias": array(layer.tensor("bias"), f"{name}.bias", (after,)),
    }


def led(layer: Module, name: str, ours: str, before: int, style: int) -> Arrays:
    """Return what makes a layer's scales of a style; `led` in our networks."""
    return _linear(layer.part("affine"), f"{name}.affine", f"{ours}.led", before, style)


def convolved(layer: Module, name: str, ours: str, shape: tuple[int, ...]) -> Arrays:
    return {
        f"{ours}.weight": array(layer.tensor("weight"), f"{name}.weight", shape),
        f"{ours}.bias": array(layer.tensor("bias"), f"{name}.bias", shape[:1]),
    }


def _noise(layer: Module, name: str, ours: str, side: int) -> Arrays:
    """Return a layer's noise: none is noise of no strength."""
    import numpy as np

    if layer.state.get("use_noise", True) is not True:
        still, strength = np.zeros((side, side), "<f4"), np.zeros((), "<f4")
    else:
        still = array(layer.tensor("noise_const"), f"{name}.noise_const", (side, side))
        strength = array(layer.tensor("noise_strength"), f"{name}.noise_strength", ())
    return {f"{ours}.still": still, f"{ours}.strength": strength}


def _filter(layer: Module, name: str) -> None:
    check_filter(layer.tensor("resample_filter"), f"{name}.resample_filter", 1.0)


def _clamp(layer: Module) -> float:
    limit = layer.state.get("conv_clamp")
    return 0.0 if limit is None else number(limit, "limit of values", 1e-3, 1e6)


def _width(block: Module, side: int) -> int:
    """Return the channels of a size: those that its last convolution gives."""
    shape = block.part("conv1").tensor("weight").shape
    if len(shape) != 4 or not 1 <= shape[0] <= WIDEST:
        raise Refused(f"its layer b{side}.conv1 is no convolution")
    return shape[0]

"""StyleGAN3 as NVIDIA's PyTorch code pickles it (arXiv:2106.12423): its names -> ours.

What a layer says of itself (rates, cutoffs, sizes) is held against what our settings give, so a
network that was planned otherwise is refused, not drawn wrong.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from muse_image.converting.arrays import Arrays, Layout, array, number, numbers, whole
from muse_image.converting.nvidia import WIDEST, convolved, given, led, licence, mapping
from muse_image.converting.records import Module, Refused

_NEAR = 1e-4


def layout(generator: Module) -> Layout:
    """Return what draws the same as a pickled `Generator`; Refused where ours can't."""
    synthesis = generator.part("synthesis")
    layers = _layers(synthesis)
    said = synthesis.state.get("_init_kwargs")
    asked: Mapping[Any, Any] = said if isinstance(said, dict) else {}
    first, last = layers[0][1], layers[-2][1]
    settings = given(generator) | {
        "widths": [_width(name, layer) for name, layer in layers[:-1]],
        "critical": whole(synthesis.value("num_critical"), "number of critical layers", 0, 32),
        "cutoff": number(asked.get("first_cutoff", 2), "cutoff", 0.1, 512),
        "stopband": number(asked.get("first_stopband", 2**2.1), "stopband", 0.1, 1024),
        "last_stopband": number(asked.get("last_stopband_rel", 2**0.3), "stopband", 1, 16),
        "margin": whole(synthesis.value("margin_size"), "margin", 0, 256),
        "side": whole(first.value("conv_kernel"), "side of convolutions", 1, 7),
        "taps": whole(asked.get("filter_size", 6), "length of filters", 2, 64),
        "finer": whole(asked.get("lrelu_upsampling", 2), "finer grid", 1, 8),
        "radial": asked.get("use_radial_filters", False) is True,
        "clamp": _clamp(last),
        "gain": number(synthesis.value("output_scale"), "scale of colours", 1e-6, 1e6),
    }
    if settings["critical"] >= len(layers) - 1:
        raise Refused("it samples all of its layers critically")
    tensors = mapping(generator, settings) | _waves(synthesis, settings)
    before = settings["widths"][0]
    planned = _plan(settings)
    for place, (name, layer) in enumerate(layers):
        ours, colours = f"layers.{place}", place == len(layers) - 1
        width = settings["channels"] if colours else settings["widths"][place]
        side = 1 if colours else settings["side"]
        tensors |= led(layer, name, ours, before, settings["style"])
        tensors |= convolved(layer, name, ours, (width, before, side, side))
        magnitude = array(layer.tensor("magnitude_ema"), f"{name}.magnitude_ema", ())
        if magnitude <= 0:
            raise Refused(f"its tensor {name}.magnitude_ema isn't above zero")
        tensors[f"{ours}.magnitude"] = magnitude
        tensors |= _filters(layer, name, ours, settings, next(planned))
        if _clamp(layer) != settings["clamp"]:
            raise Refused("it limits the values of some layers, and others not")
        before = width
    return Layout("stylegan3", settings, tensors, "StyleGAN3", licence(generator))


def _layers(synthesis: Module) -> list[tuple[str, Module]]:
    """Return the layers by name, in their order; the last gives the colours."""
    count = whole(synthesis.value("num_layers"), "number of layers", 3, 32) + 1
    named = {name.partition("_")[0]: name for name in synthesis.names()}
    names = [named.get(f"L{place}", f"L{place}") for place in range(count)]
    return [(name, synthesis.part(name)) for name in names]


def _width(name: str, layer: Module) -> int:
    shape = layer.tensor("weight").shape
    if len(shape) != 4 or not 1 <= shape[0] <= WIDEST:
        raise Refused(f"its layer {name} is no convolution")
    return shape[0]


def _clamp(layer: Module) -> float:
    limit = layer.state.get("conv_clamp")
    return 0.0 if limit is None else number(limit, "limit of values", 1e-3, 1e6)


def _waves(synthesis: Module, settings: Mapping[str, Any]) -> Arrays:
    waves, width = synthesis.part("input"), settings["widths"][0]
    affine = waves.part("affine")
    return {
        "waves.weight": array(waves.tensor("weight"), "input.weight", (width, width)),
        "waves.led.weight": array(
            affine.tensor("weight"), "input.affine.weight", (4, settings["style"])
        ),
        "waves.led.bias": array(affine.tensor("bias"), "input.affine.bias", (4,)),
        "waves.frequencies": array(waves.tensor("freqs"), "input.freqs", (width, 2)),
        "waves.phases": array(waves.tensor("phases"), "input.phases", (width,)),
        "waves.turn": array(waves.tensor("transform"), "input.transform", (3, 3)),
    }


def _plan(settings: Mapping[str, Any]) -> Iterator[dict[str, float]]:
    """Yield what each layer has to say of itself, by NVIDIA's names (section 3.3)."""
    import numpy as np

    count, size = len(settings["widths"]), settings["size"]
    place = np.minimum(np.arange(count + 1) / (count - settings["critical"]), 1)
    cutoffs = settings["cutoff"] * (size / 2 / settings["cutoff"]) ** place
    end = size / 2 * settings["last_stopband"]
    stops = settings["stopband"] * (end / settings["stopband"]) ** place
    rates = np.exp2(np.ceil(np.log2(np.minimum(stops * 2, size))))
    sizes = rates + 2 * settings["margin"]
    sizes[-2:] = size
    for at in range(count + 1):
        last = max(at - 1, 0)
        yield {
            "in_sampling_rate": rates[last],
            "out_sampling_rate": rates[at],
            "in_cutoff": cutoffs[last],
            "out_cutoff": cutoffs[at],
            "in_half_width": max(stops[last], rates[last] / 2) - cutoffs[last],
            "out_half_width": max(stops[at], rates[at] / 2) - cutoffs[at],
            "in_size": sizes[last],
            "out_size": sizes[at],
        }


def _filters(
    layer: Module,
    name: str,
    ours: str,
    settings: Mapping[str, Any],
    planned: Mapping[str, float],
) -> Arrays:
    """Return the filters of a layer; Refused where it samples otherwise than is planned."""
    for what, wanted in planned.items():
        value, told = layer.value(what), f"{what} of {name}"
        two = what.endswith("_size")
        found = numbers(value, told, 2, 1, 2**16) if two else [number(value, told, 1e-3, 2**16)]
        if any(abs(each - wanted) > _NEAR * wanted for each in found):
            raise Refused(f"its {told} is {found[0]:g}, where its settings give {wanted:g}")
    colours = len(settings["widths"]) == int(ours.partition(".")[2])
    rates = planned["in_sampling_rate"], planned["out_sampling_rate"]
    rate = max(rates) * (1 if colours else settings["finer"])
    tensors: Arrays = {}
    for which, each in zip(("up", "down"), rates, strict=True):
        times = round(rate / each)
        if times == 1 or colours:
            continue
        taps = settings["taps"] * times
        flat = which == "up" or not settings["radial"] or _is_critical(ours, settings)
        shape = (taps,) if flat else (taps, taps)
        tensors[f"{ours}.{which}"] = _even(
            array(layer.tensor(f"{which}_filter"), f"{name}.{which}_filter", shape)
        )
    return tensors


def _is_critical(ours: str, settings: Mapping[str, Any]) -> bool:
    return int(ours.partition(".")[2]) >= len(settings["widths"]) - settings["critical"]


def _even(taps: Any) -> Any:
    """Return a filter that is the same from either end: ours doesn't say which it starts from."""
    import numpy as np

    if not np.allclose(taps, np.flip(taps), atol=1e-6):
        raise Refused("it has a filter that isn't the same from either end")
    return taps

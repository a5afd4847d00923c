"""The air and light of a scene: what time, weather, mood and palette do to every colour."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ..draws import Rng
from . import swatches
from .colour import Colour, blank, grade, mix, ramp, rgb, saturate
from .layer import Layer
from .palette import Swatches

KEY, AMBIENT = rgb("fff8ea") * np.float32(1.12), rgb("8d93a0")
"""Light and shadow in which what keeps its own colours is seen, in whatever light the rest is."""
DIM, DARK = 0.4, 0.1
"""Light below which such a form takes the shade of its scene too, and where all of it."""


@dataclass(frozen=True, slots=True)
class Tint:
    """A way to bring all colours into one key: chroma, gradient map with its strength, value."""

    chroma: float = 1.0
    table: Colour | None = None
    strength: float = 0.0
    lift: float = 0.0
    contrast: float = 1.0

    def __call__(self, colour: Colour) -> Colour:
        """Return colours (..., 3) in this key."""
        made = saturate(colour, self.chroma) if self.chroma != 1 else colour
        if self.table is not None:
            made = grade(made, self.table, self.strength)
        if self.contrast != 1 or self.lift:
            made = made * np.float32(self.contrast)
            made += np.float32(0.5 - 0.5 * self.contrast + self.lift)
        return np.clip(made, 0, 1)


@dataclass(frozen=True, slots=True)
class Atmosphere:
    """Colours of the sky (zenith, middle, horizon), of light, shadow and haze, and the tints.

    `tints` are of mood and palette; `own` are those that what keeps its colours takes too: the
    palette's, which all pictures of a book have.
    """

    zenith: Colour
    middle: Colour
    horizon: Colour
    key: Colour
    ambient: Colour
    haze: Colour
    air: float
    disc: Colour
    night: bool
    tints: tuple[Callable[[Colour], Colour], ...]
    own: tuple[Callable[[Colour], Colour], ...] = ()

    def tint(self, colour: Colour) -> Colour:
        """Return colours (..., 3) in the key of mood and palette."""
        for each in self.tints:
            colour = each(colour)
        return colour

    def tint_kept(self, colour: Colour) -> Colour:
        """Return colours (..., 3) of what keeps its own: in the key of the palette alone."""
        for each in self.own:
            colour = each(colour)
        return colour

    def shade(self, layer: Layer) -> Colour:
        """Return a layer's colours (h, w, 3) or (3,) as light, air and mood let them be seen."""
        lit = self.lit(layer)
        if not self.tints or not layer.kept:
            return self.tint(lit)
        return mix(self.tint(lit), self.tint_kept(lit), layer.kept)

    def lit(self, layer: Layer) -> Colour:
        """Return a layer's colours (h, w, 3) or (3,) as light and air let them be seen."""
        if layer.glow >= 1:
            return layer.albedo
        light = np.asarray(layer.light, np.float32)
        # Light, glow and haze change a colour by a factor and a sum: one of each per channel.
        own = layer.kept
        veil = (1 - np.exp(-self.air * layer.depth)) * (1 - layer.glow) * (1 - own)
        clear = (1 - layer.glow) * (1 - veil)
        key, ambient = mix(self.key, KEY, own), mix(self.ambient, AMBIENT, own)
        base = ambient * clear + layer.glow * (1 - veil)
        rise, air = (key - ambient) * clear, self.haze * veil
        if light.ndim < 2 and layer.albedo.ndim < 3:
            return np.clip(layer.albedo * (base + rise * light) + air, 0, 1).astype(np.float32)
        made = blank(*np.broadcast_shapes(light.shape, layer.albedo.shape[:-1]))
        for channel in range(3):
            out, albedo = made[..., channel], layer.albedo[..., channel]
            factor, sum_ = np.float32(rise[channel]), np.float32(base[channel])
            if layer.albedo.ndim < 3:
                np.multiply(light, factor * albedo, out=out)
                out += sum_ * albedo + np.float32(air[channel])
            else:
                np.multiply(light * factor + sum_, albedo, out=out)
                if veil:
                    out += np.float32(air[channel])
        if own and light.ndim == 2:
            # Its dark side alone is of the night around it: what is seen most stays as it is.
            cast = 1 - np.clip(self.ambient / AMBIENT, 0.45, 1)
            dim = np.clip((DIM - light) / (DIM - DARK), 0, 1) * np.float32(0.75 * own)
            made *= 1 - dim[..., None] * cast
        return np.clip(made, 0, 1, out=made)


@cache
def _data() -> Mapping[str, Any]:
    text = files("muse_image.sketch").joinpath("words/data/light.toml").read_text("utf-8")
    return tomllib.loads(text)


def _tint(data: Mapping[str, Any]) -> Tint:
    stops = data.get("ramp")
    return Tint(
        data.get("chroma", 1.0),
        ramp(stops) if stops else None,
        data.get("strength", 0.0),
        data.get("lift", 0.0),
        data.get("contrast", 1.0),
    )


def swatch_ramp(palette: str) -> tuple[str, ...]:
    """Return the colours (hexadecimal) that a palette is about; none where it only shifts them."""
    asked = swatches.colours(palette)
    if asked or palette not in _data()["palette"]:
        return asked
    stops = (
        ["000000", "ffffff"] if palette == "monochrome" else _data()["palette"][palette].get("ramp")
    )
    if not stops:
        return ()
    table = ramp(stops)[::5]
    return tuple("".join(f"{round(float(c) * 255):02x}" for c in colour) for colour in table)


def atmosphere(time: str, weather: str, mood: str, palette: str, rng: Rng) -> Atmosphere:
    """Return the air and light of a scene; `rng` picks among the skies of its time."""
    data = _data()
    skies = data["time"][time]
    sky = skies[int(rng.integers(len(skies)))]
    zenith, middle, horizon = (rgb(c) for c in sky["sky"])
    key, ambient = rgb(sky["key"]) * sky["power"], rgb(sky["ambient"])
    haze = mix(horizon, middle, 0.35)
    air = 0.78
    over = data["weather"].get(weather)
    if over:
        grey = rgb(over["grey"]) * np.float32(over["night"] if time == "night" else 1.0)
        part = over["part"]
        zenith, middle, horizon = (mix(c, grey, part) for c in (zenith, middle, horizon))
        haze = mix(haze, grey, part)
        key = mix(key, ambient, over["flat"])
        air *= over["air"]
    felt = (_tint(data["mood"][mood]),) if mood in data["mood"] else ()
    own: tuple[Callable[[Colour], Colour], ...] = ()
    if palette in data["palette"]:
        own = (_tint(data["palette"][palette]),)
    asked = swatches.colours(palette)
    if asked:
        own = (*own, Swatches(asked))
    shifted = 1 + 0.05 * rng.standard_normal(3)
    return Atmosphere(
        zenith=np.clip(zenith * shifted, 0, 1).astype(np.float32),
        middle=np.clip(middle * (1 + 0.03 * rng.standard_normal(3)), 0, 1).astype(np.float32),
        horizon=horizon,
        key=key.astype(np.float32),
        ambient=ambient,
        haze=haze,
        air=air,
        disc=rgb(sky["disc"]),
        night=time == "night",
        tints=(*felt, *own),
        own=own,
    )

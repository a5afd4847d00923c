"""The air and light of a scene: what time, weather, mood and palette do to every colour."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from .colour import Colour, grade, mix, ramp, rgb, saturate
from .layer import Layer
from .raster import Rng


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
            made = (made - 0.5) * np.float32(self.contrast) + np.float32(0.5 + self.lift)
        return np.clip(made, 0, 1)


@dataclass(frozen=True, slots=True)
class Atmosphere:
    """Colours of the sky (zenith, middle, horizon), of light, shadow and haze, and the tints."""

    zenith: Colour
    middle: Colour
    horizon: Colour
    key: Colour
    ambient: Colour
    haze: Colour
    air: float
    disc: Colour
    night: bool
    tints: tuple[Tint, ...]

    def tint(self, colour: Colour) -> Colour:
        """Return colours (..., 3) in the key of mood and palette."""
        for each in self.tints:
            colour = each(colour)
        return colour

    def shade(self, layer: Layer) -> Colour:
        """Return a layer's colours (h, w, 3) or (3,) as light, air and mood let them be seen."""
        return self.tint(self.lit(layer))

    def lit(self, layer: Layer) -> Colour:
        """Return a layer's colours (h, w, 3) or (3,) as light and air let them be seen."""
        if layer.glow >= 1:
            return layer.albedo
        light = np.asarray(layer.light, np.float32)[..., None]
        lit = layer.albedo * (self.ambient + (self.key - self.ambient) * light)
        if layer.glow:
            lit = lit + (layer.albedo - lit) * np.float32(layer.glow)
        if layer.depth:
            veil = (1 - np.exp(-self.air * layer.depth)) * (1 - layer.glow)
            lit = lit + (self.haze - lit) * np.float32(veil)
        return np.clip(lit, 0, 1)


@cache
def _data() -> Mapping[str, Any]:
    text = files(__package__).joinpath("words/data/light.toml").read_text("utf-8")
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
    tints = tuple(
        _tint(table[name])
        for table, name in ((data["mood"], mood), (data["palette"], palette))
        if name in table
    )
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
        tints=tints,
    )

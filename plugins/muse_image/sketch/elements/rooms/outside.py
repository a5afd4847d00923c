"""What is seen through a window: the sky of the hour, and what lies before it."""

import math

import numpy as np

from ...draws import Rng
from ...paint.atmosphere import Atmosphere
from ...paint.canvas import Canvas
from ...paint.colour import Colour, mix, rgb
from ...paint.raster import Field, line, noise, resize, step


def seen_as(canvas: Canvas, usual: str) -> str:
    """Return what a window shows: what the scene tells, or the room's usual view."""
    scene = canvas.scene
    if usual in ("space", "none"):
        return usual
    for name, elements in (
        ("city", ("city", "street")), ("sea", ("sea", "beach", "island")),
        ("mountains", ("mountains",)), ("garden", ("forest", "tree", "meadow", "flowers")),
    ):  # fmt: skip
        if scene.has(*elements):
            return name
    return usual


def outside(canvas: Canvas, air: Atmosphere, kind: str, size: tuple[int, int], rng: Rng) -> Colour:
    """Return a view (h, w, 3) of a kind, in the light of `air`."""
    own = np.random.Generator(np.random.PCG64(int(rng.integers(2**63))))
    full = (max(8, size[0]), max(8, size[1]))
    high, wide = min(full[0], 360), min(full[1], 480)
    if kind == "space":
        picture = _space(high, wide, own)
    else:
        picture = _sky(canvas, air, high, wide, own)
        draw = {"city": _city, "street": _street, "sea": _sea, "mountains": _mountains,
                "bamboo": _bamboo, "country": _country}.get(kind, _garden)  # fmt: skip
        draw(canvas, air, picture, own)
        _weather(canvas, picture, own)
    return np.stack([resize(picture[..., i], *size) for i in range(3)], -1)


def _sky(canvas: Canvas, air: Atmosphere, high: int, wide: int, rng: Rng) -> Colour:
    up = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    picture = mix(air.zenith, air.middle, step(0, 0.55, up) + np.zeros((high, wide), np.float32))
    picture = mix(picture, air.horizon, step(0.4, 0.85, up) + np.zeros((high, wide), np.float32))
    if canvas.scene.time == "night":
        count = 26
        ys, xs = rng.random(count) * high * 0.6, rng.random(count) * wide
        picture[ys.astype(int), xs.astype(int)] = rgb("f4f1dc")
        cx, cy, r = wide * float(rng.uniform(0.25, 0.75)), high * 0.22, min(high, wide) * 0.075
        y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
        away = np.hypot(x - cx, y - cy)
        picture = mix(picture, rgb("fbf3d6"), 0.35 * np.clip(1 - away / (r * 4), 0, 1) ** 2)
        return mix(picture, rgb("fbf5df"), np.clip(r - away + 0.5, 0, 1))
    cloud = noise(rng, high, wide, high * 0.28, octaves=4, stretch=2.2)
    return mix(picture, rgb("fbf6ee") * (0.75 + 0.25 * air.key), 0.55 * step(0.5, 1.6, cloud))


def _tone(air: Atmosphere, colour: str, light: float = 0.6) -> Colour:
    """Return a colour outdoors, as the hour lights it."""
    return np.clip(rgb(colour) * (air.ambient + (air.key - air.ambient) * light), 0, 1)


def _below(picture: Colour, level: Field, colour: Colour) -> None:
    """Fill what lies below a level (one for each column, parts of the height)."""
    high = len(picture)
    rows = np.arange(high, dtype=np.float32)[:, None] / high
    seen = np.clip((rows - level[None]) * high + 0.5, 0, 1)
    picture += (colour - picture) * seen[..., None]


def _garden(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    high, wide = picture.shape[:2]
    leaf = canvas.leaf(0)
    for level, pitch, rough, light, blue in (
        (0.55, 0.3, 0.05, 0.75, 0.45), (0.68, 0.2, 0.08, 0.6, 0.15), (0.86, 0.3, 0.03, 0.7, 0.0),
    ):  # fmt: skip
        ground = canvas.grass(0.6) if level > 0.8 else mix(leaf, rgb("4a6a4a"), 0.3)
        tone = mix(ground * (air.ambient + (air.key - air.ambient) * light), air.haze, blue)
        edge = level + rough * line(rng, wide, wide * pitch) * 0.6
        _below(picture, edge.astype(np.float32), tone)
    for _ in range(2):
        x, r = float(rng.uniform(0.05, 0.95)) * wide, high * float(rng.uniform(0.16, 0.24))
        _tree(picture, x, high * 0.88, r, _tone_of(air, leaf, 0.45), _tone_of(air, leaf, 0.85), rng)


def _tone_of(air: Atmosphere, colour: Colour, light: float) -> Colour:
    return np.clip(colour * (air.ambient + (air.key - air.ambient) * light), 0, 1)


def _tree(
    picture: Colour, x: float, foot: float, r: float, dark: Colour, light: Colour, rng: Rng
) -> None:
    high, wide = picture.shape[:2]
    rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
    trunk = (np.abs(columns - x) < r * 0.09) & (rows > foot - r * 1.6) & (rows < foot)
    picture[trunk] = dark * 0.6
    for k in range(7):
        a = k * 2.4
        cx = x + r * 0.6 * math.cos(a) * (k > 0)
        cy = foot - r * 1.9 + r * 0.5 * math.sin(a) * (k > 0)
        own = r * float(rng.uniform(0.5, 0.72))
        away = np.hypot(columns - cx, rows - cy)
        seen = np.clip(own - away + 0.5, 0, 1)
        tone = mix(light, dark, np.clip((rows - cy) / own * 0.5 + 0.5, 0, 1))
        picture += (tone - picture) * seen[..., None]


def _city(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    high, wide = picture.shape[:2]
    lit = canvas.scene.time in ("night", "dusk")
    for row, (low, top, blue) in enumerate(((0.3, 0.55, 0.55), (0.45, 0.72, 0.15))):
        x = 0
        while x < wide:
            across = int(wide * float(rng.uniform(0.07, 0.15)))
            roof = int(high * float(rng.uniform(low, top)))
            grey = _tone(air, ("8f98a4", "7a7f8a", "a39a90")[int(rng.integers(3))], 0.5)
            tone = mix(grey, air.haze, blue)
            picture[roof:, x : x + across - 1] = tone
            step_y, step_x = max(4, high // 26), max(3, wide // 44)
            for y in range(roof + step_y, high, step_y):
                for at in range(x + 2, x + across - step_x, step_x):
                    on = bool(rng.random() < (0.5 if lit else 0.85))
                    pane = rgb("ffd884") if lit and on else mix(tone, rgb("39424e"), 0.3)
                    picture[y : y + step_y // 2, at : at + step_x // 2] = mix(
                        pane, tone, 0.3 if row == 0 else 0.0
                    )
            x += across


def _street(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    high, wide = picture.shape[:2]
    lit = canvas.scene.time in ("night", "dusk")
    x = -int(wide * 0.05)
    while x < wide:
        across = int(wide * float(rng.uniform(0.2, 0.34)))
        left = max(0, x)
        roof = int(high * float(rng.uniform(0.08, 0.28)))
        wall = _tone(air, ("c9a98a", "b5765a", "d8c7a4", "93a3a8")[int(rng.integers(4))], 0.6)
        picture[roof:, left : x + across] = wall
        picture[roof : roof + max(2, high // 40), left : x + across] = wall * 0.7
        for y in range(roof + high // 12, int(high * 0.7), max(4, high // 5)):
            for at in range(x + across // 8, x + across - across // 6, max(4, across // 3)):
                pane = rgb("ffd27a") if lit and rng.random() < 0.6 else _tone(air, "5b6672", 0.4)
                picture[y : y + high // 8, max(0, at) : max(0, at + across // 6)] = pane
        x += across
    picture[int(high * 0.86) :] = _tone(air, "8f8a84", 0.5)
    for at in rng.random(2) * 0.8 + 0.05:
        r = high * 0.14
        leaf = canvas.leaf(1)
        _tree(picture, at * wide, high * 0.88, r, _tone_of(air, leaf, 0.4),
              _tone_of(air, leaf, 0.8), rng)  # fmt: skip


def _sea(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    high, wide = picture.shape[:2]
    ripple = noise(rng, high, wide, high * 0.03, octaves=2, stretch=8)
    deep = mix(mix(air.middle, rgb("2f6f8f"), 0.45), air.zenith, 0.3)
    top = int(high * 0.6)
    shade = np.clip(0.5 + 0.12 * ripple[top:], 0, 1)
    picture[top:] = mix(deep * 0.8, mix(deep, air.horizon, 0.6), shade)


def _mountains(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    wide = picture.shape[1]
    for level, rough, colour, blue in (
        (0.42, 0.16, "7f8da6", 0.5), (0.62, 0.1, "5f7a78", 0.3), (0.84, 0.03, "6b8f55", 0.05),
    ):  # fmt: skip
        edge = level + rough * line(rng, wide, wide * 0.35) * 0.7
        _below(picture, edge.astype(np.float32), mix(_tone(air, colour, 0.65), air.haze, blue))


def _country(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    _mountains(canvas, air, picture, rng)
    high, wide = picture.shape[:2]
    leaf = canvas.leaf(0)
    for _ in range(4):
        x, r = float(rng.random()) * wide, high * float(rng.uniform(0.05, 0.1))
        _tree(picture, x, high * 0.9, r, _tone_of(air, leaf, 0.4), _tone_of(air, leaf, 0.8), rng)


def _bamboo(canvas: Canvas, air: Atmosphere, picture: Colour, rng: Rng) -> None:
    high, wide = picture.shape[:2]
    edge = 0.74 + 0.04 * line(rng, wide, wide * 0.3)
    picture += (mix(air.haze, _tone(air, "a9b98f", 0.7), 0.5) - picture) * np.float32(0.55)
    _below(picture, edge.astype(np.float32), mix(_tone(air, "7d9566", 0.6), air.haze, 0.25))
    rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
    for k in range(9):
        x, half = float(rng.random()) * wide, max(0.8, wide * float(rng.uniform(0.006, 0.016)))
        bend = float(rng.uniform(-0.05, 0.05)) * wide
        middle = x + bend * (1 - rows / high) ** 2
        seen = np.clip(half - np.abs(columns - middle) + 0.5, 0, 1)
        tone = mix(_tone(air, "6f9a55", 0.75), air.haze, 0.35 - 0.04 * k)
        joints = (rows % (high * 0.16)) < max(1.0, high * 0.012)
        colour = np.where(joints[..., None], tone * 0.72, tone)
        picture += (colour - picture) * seen[..., None]
    for _ in range(60):
        x, y = float(rng.random()) * wide, float(rng.random()) * high * 0.75
        turn, long = float(rng.uniform(0.2, 1.0)), wide * float(rng.uniform(0.03, 0.06))
        way = 1 if rng.random() < 0.5 else -1
        dx, dy = (columns - x) * way, rows - y
        along = dx * math.cos(turn) + dy * math.sin(turn)
        across = dy * math.cos(turn) - dx * math.sin(turn)
        part = np.clip(along / long, 0, 1)
        seen = np.clip(long * 0.3 * part * (1 - part) * 1.6 - np.abs(across) + 0.4, 0, 1) * (
            (along > 0) & (along < long)
        )
        picture += (_tone(air, "5d8a4a", float(rng.uniform(0.5, 0.9))) - picture) * seen[..., None]


def _space(high: int, wide: int, rng: Rng) -> Colour:
    cloud = noise(rng, high, wide, high * 0.5, octaves=5)
    picture = mix(rgb("070a1c"), rgb("2c2a5e"), np.clip(0.3 + 0.22 * cloud, 0, 1))
    count = max(40, high * wide // 500)
    ys, xs = rng.integers(high, size=count), rng.integers(wide, size=count)
    picture[ys, xs] = mix(rgb("8fa0d0"), rgb("ffffff"), 0.5) * rng.uniform(0.5, 1.2, (count, 1))
    rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
    r = high * float(rng.uniform(0.4, 0.55))
    cx, cy = wide * float(rng.uniform(0.25, 0.75)), high * float(rng.uniform(0.75, 0.95))
    away = np.hypot(columns - cx, rows - cy) / r
    lit = np.clip(1 - np.hypot(columns - cx + r * 0.4, rows - cy + r * 0.5) / (r * 1.5), 0, 1)
    land = noise(rng, high, wide, r * 0.5, octaves=5, stretch=1.6)
    globe = mix(rgb("2f6fb0"), rgb("6f9a5c"), step(0.3, 0.6, land))
    globe = mix(globe, rgb("f4f6f8"), 0.8 * step(0.5, 1.3, noise(rng, high, wide, r * 0.3)))
    globe = globe * (0.12 + 1.15 * lit)[..., None]
    picture = mix(picture, rgb("6fb3ff"), 0.5 * np.clip(1 - np.abs(away - 1) / 0.07, 0, 1))
    return np.clip(mix(picture, globe, np.clip((1 - away) * r, 0, 1)), 0, 1)


def _weather(canvas: Canvas, picture: Colour, rng: Rng) -> None:
    high, wide = picture.shape[:2]
    weather = canvas.scene.weather
    if weather in ("rain", "storm"):
        rows, columns = np.mgrid[0:high, 0:wide].astype(np.float32)
        for _ in range(46):
            x, y = float(rng.random()) * wide, float(rng.random()) * high
            long = high * float(rng.uniform(0.05, 0.12))
            near = (np.abs(columns - x + (rows - y) * 0.16) < 0.8) & (rows > y) & (rows < y + long)
            picture[near] = picture[near] * 0.45 + rgb("e6eef4") * 0.5
    elif weather == "snow":
        for _ in range(110):
            x, y = int(rng.integers(wide)), int(rng.integers(high))
            r = max(1, int(high * float(rng.uniform(0.006, 0.016))))
            picture[y : y + r, x : x + r] = rgb("f8fafc")

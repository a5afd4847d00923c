"""The far end of a street: what closes the view between the two rows of houses."""

import math

from ...paint.colour import mix, rgb
from ..trees import SPECIES
from .lot import DARK, WHITE
from .view import Sheet, View


def close(view: View, kind: str) -> None:
    """Add the far end: tower, church, pagoda, gate, skyline, mountain, trees."""
    {
        "church": _church, "skyline": _skyline, "mountain": _mountain, "pagoda": _pagoda,
        "houses": _houses, "trees": _trees,
    }[kind](view)  # fmt: skip


def _sheet(view: View, high: float, wide: float) -> Sheet:
    z = view.end
    return Sheet(view, [(-wide, 0, z), (wide, 0, z), (-wide, high, z), (wide, high, z)])


def _houses(view: View) -> None:
    """A row of houses across the street, where it turns."""
    s, rng, z = _sheet(view, 16, view.half * 1.6), view.place.rng, view.end
    x = -view.half * 1.5
    while x < view.half * 1.5:
        wide, high = float(rng.uniform(4, 6)), float(rng.uniform(8, 12))
        wall = rgb(("d9b98f", "cfa59a", "c7b58e", "b9b0a0")[int(rng.integers(4))])
        roof = mix(rgb("7a5a4c"), rgb("f1f4f9"), 0.85 if view.canvas.snowy else 0)
        s.front(x, x + wide, 0, high, z, wall, 0.56)
        s.poly(roof, 0.55, (x - 0.2, high, z), (x + wide + 0.2, high, z),
               (x + wide / 2, high + wide * 0.5, z))  # fmt: skip
        for row in range(int(high / 2.8)):
            for k in range(2):
                u = x + wide * (0.2 + 0.42 * k)
                on = view.dark and rng.random() < 0.5
                s.front(u, u + wide * 0.2, 1.2 + 2.8 * row, 2.8 + 2.8 * row, z,
                        rgb("ffcf70") if on else rgb("4a525c"), 1.0 if on else 0.5, 0.5,
                        on)  # fmt: skip
        x += wide
    view.canvas.add(s.done(0.5))


def _church(view: View) -> None:
    """A church tower with its clock above the roofs."""
    s, z = _sheet(view, 40, view.half * 2), view.end + 14
    stone, roof = rgb("c9b99a"), rgb("5f7a72")
    roof = mix(roof, rgb("f1f4f9"), 0.7 if view.canvas.snowy else 0)
    for a, b, lit in ((-2.9, 1.1, 0.62), (1.1, 2.9, 0.4)):
        s.front(a, b, 0, 23, z, stone, lit)
    s.front(-3.2, 3.2, 22.6, 23.4, z, mix(stone, WHITE, 0.3), 0.6)
    for u in (-1.7, 0.2):
        s.front(u, u + 1.1, 17.6, 21.4, z, DARK, 0.4)
    s.poly(roof, 0.62, (-3.1, 23.4, z), (1.2, 23.4, z), (0, 36, z))
    s.poly(roof, 0.38, (1.2, 23.4, z), (3.1, 23.4, z), (0, 36, z))
    s.disc(rgb("f4edd8"), 1.0 if view.dark else 0.8, (-0.9, 14.6, z), 1.5, 1.5, glow=view.dark)
    for a in (0.4, 2.2):
        s.stroke(DARK, 0.4, 0.2, (-0.9, 14.6, z),
                 (-0.9 + 1.1 * math.sin(a), 14.6 + 1.1 * math.cos(a), z))  # fmt: skip
    view.canvas.add(s.done(0.6))
    _houses(view)


def _pagoda(view: View) -> None:
    """A gate tower with three swung roofs that bridges the street's end."""
    z, wide = view.end, view.half
    s = _sheet(view, 20, wide * 2.2)
    tile = mix(rgb("5a6168"), rgb("f1f4f9"), 0.85 if view.canvas.snowy else 0)
    stone, wood = rgb("8f8a82"), rgb("9c4632")
    s.front(-wide * 1.3, wide * 1.3, 0, 5.2, z, stone, 0.56)
    ring = [(2.0 * math.cos(k * math.pi / 10), 2.2 + 2.0 * math.sin(k * math.pi / 10), z)
            for k in range(11)]  # fmt: skip
    s.poly(view.canvas.air.haze if not view.dark else rgb("ffb45e"), 0.8, (2.0, 0, z), *ring,
           (-2.0, 0, z), glow=view.dark)  # fmt: skip
    for base, half, tall in (
        (5.2, wide * 0.95, 3.2),
        (9.6, wide * 0.7, 2.6),
        (13.2, wide * 0.45, 2.0),
    ):
        s.front(-half * 0.82, half * 0.82, base, base + tall, z, wood, 0.56)
        for k in range(5):
            u = half * 0.82 * (-0.9 + 0.4 * k)
            s.front(u, u + half * 0.2, base + 0.5, base + tall - 0.5, z,
                    rgb("ffca72") if view.dark else rgb("5a3a30"), 1.0 if view.dark else 0.5, 0.5,
                    view.dark)  # fmt: skip
        y, up = base + tall, base + tall + 1.5
        curve = [(-half * 1.35, y + 0.6), (-half, y), (half, y), (half * 1.35, y + 0.6),
                 (half * 0.7, y + 0.75), (half * 0.45, up), (-half * 0.45, up),
                 (-half * 0.7, y + 0.75)]  # fmt: skip
        s.poly(tile, 0.5, *[(u, v, z) for u, v in curve])
    s.poly(tile, 0.5, (-0.35, 16.6, z), (0.35, 16.6, z), (0, 18.4, z))
    view.canvas.add(s.done(0.45))


def _skyline(view: View) -> None:
    """Towers behind each other in the haze."""
    rng = view.place.rng
    for row, far in enumerate((2.2, 1.4)):
        z = view.end * far
        wide = view.half * far * 2.4
        s = Sheet(view, [(-wide, 0, z), (wide, 0, z), (-wide, 130, z), (wide, 130, z)])
        x = -wide
        while x < wide:
            broad = float(rng.uniform(7, 13))
            high = float(rng.uniform(26, 62)) * (1.5 if row == 0 else 0.8)
            wall = mix(rgb("7f93a3"), rgb("a89f94"), float(rng.random()))
            s.front(x, x + broad * 0.68, 0, high, z, wall, 0.6)
            s.front(x + broad * 0.68, x + broad, 0, high, z, wall, 0.38)
            for k in range(int(high / 4)):
                for c in range(4):
                    on = view.dark and rng.random() < 0.4
                    u = x + broad * (0.05 + 0.155 * c)
                    s.front(u, u + broad * 0.1, 2 + 4 * k, 4.4 + 4 * k, z,
                            rgb("ffd68a") if on else mix(wall, DARK, 0.35), 1.0 if on else 0.5,
                            0, on)  # fmt: skip
            x += broad
        view.canvas.add(s.done(0.85 if row == 0 else 0.65))


def _mountain(view: View) -> None:
    """A mountain with snow on its top, far behind the roofs."""
    z, rng = view.end * 14, view.place.rng
    high, wide = 300.0, 950.0
    s = Sheet(view, [(-wide, 0, z), (wide, 0, z), (-wide, high, z), (wide, high, z)])
    top = float(rng.uniform(-160, 160))
    rough = [float(r) for r in rng.uniform(-0.03, 0.03, 20)]
    shape = (0.0, 0.1, 0.24, 0.36, 0.5, 0.68, 0.86, 0.97, 1.0, 0.93, 0.8, 0.62, 0.5, 0.33, 0.2, 0.1,
             0.0)  # fmt: skip
    ridge = [
        (top * (1 - abs(k / 8 - 1)) + wide * (k / 8 - 1) * 0.8, high * max(0.0, h + rough[k]))
        for k, h in enumerate(shape)
    ]
    s.poly(rgb("70839a"), 0.6, *[(u, v, z) for u, v in ridge])
    s.poly(rgb("5c6f87"), 0.42, *[(u, v, z) for u, v in ridge[8:]], (ridge[8][0] + 60, 0, z))
    snow = ridge[6:11]
    teeth = [(u - 18 + 30 * (k % 2), high * (0.74 + 0.1 * (k % 2)), z)
             for k, (u, _) in enumerate(reversed(snow[1:-1]))]  # fmt: skip
    s.poly(rgb("eef2f7"), 0.72, *[(u, v, z) for u, v in snow], *teeth, line=0.4)
    view.canvas.add(s.done(0.8))
    _trees(view)


def _trees(view: View) -> None:
    """Trees where the street ends."""
    canvas = view.canvas
    scale = view.focal / view.end
    for k in range(5):
        x, y = view.at((view.half * (-1.5 + 0.75 * k), 0, view.end))
        size = scale * (7.5 + 1.5 * (k % 2))
        pen = canvas.pen((x - size * 0.6, y - size * 1.12, x + size * 0.6, y + 2))
        SPECIES[""](canvas, pen, view.place.rng, x, y, size)
        canvas.add(pen.layers(view.place.name, "tree", depth=0.5, detail=0.6, angle=0.9,
                              counted=False))  # fmt: skip

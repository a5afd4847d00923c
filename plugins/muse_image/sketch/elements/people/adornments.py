"""What adorns the head: crowns, wreaths, bands, bows, a halo, horns."""

import math
from collections.abc import Callable

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Outline, oval, smooth, tone
from .haircuts import ring
from .skull import Skull


def crown(s: Skull, colour: Colour | None) -> None:
    """Draw a king's crown with jewels."""
    _coronet(s, rgb("e2b13c") if colour is None else colour, 5, 0.2, 0.1)


def tiara(s: Skull, colour: Colour | None) -> None:
    """Draw a slender crown."""
    _coronet(s, rgb("d9dde6") if colour is None else colour, 7, 0.13, 0.045)


def _coronet(s: Skull, gold: Colour, points: int, high: float, band: float) -> None:
    r = ring(s)
    wide, y = r.wide * 0.9, 0.87
    low = [(r.x - wide, y + 0.02), (r.x, y - 0.06), (r.x + wide, y + 0.02)]
    edge = smooth(low, False, 14)
    top: Outline = []
    for n in range(points * 2 + 1):
        part = n / (points * 2)
        x, b = edge[min(len(edge) - 1, round(part * (len(edge) - 1)))]
        tall = band + (high * (1.0 if abs(part - 0.5) < 0.3 else 0.85) if n % 2 else high * 0.12)
        top.append((r.x + (x - r.x) * (1 + 0.35 * tall), b + tall))
    s.part(tone(gold, -0.45), [*[(x, b + 0.11) for x, b in edge],
        *[(x, 2 * y - b + 0.07) for x, b in edge[::-1]]], line=0.4, round_=0.0,
        light=0.35)  # fmt: skip
    form = s.part(gold, [*edge, *top[::-1]], line=0.8, round_=0.9, light=0.62, reach=0.03)
    if s.px > 50:
        s.strands(tone(gold, -0.4), 0.01, [[(x, b + band) for x, b in low]], cover=0.6, force=0.4,
            on=form)  # fmt: skip
        for n, part in enumerate((0.14, 0.32, 0.5, 0.68, 0.86)):
            x, b = edge[round(part * (len(edge) - 1))]
            hue = rgb(("b8283c", "2f6fb0", "b8283c", "2f8a5a", "b8283c")[n])
            s.ball(hue, x, b + band * 0.5, 0.022, 0.026, line=0.6, light=0.62)
        for n in range(1, points * 2, 2):
            s.ball(tone(gold, 0.35), *top[n], 0.018, line=0.5, light=0.7)


def flowers(s: Skull, colour: Colour | None) -> None:
    """Draw a wreath of flowers."""
    r = ring(s)
    wide, y = r.wide * 1.0, 0.84
    low = smooth([(r.x - wide, y + 0.02), (r.x - wide * 0.5, y - 0.02), (r.x, y - 0.035),
        (r.x + wide * 0.5, y - 0.02), (r.x + wide, y + 0.02)], False, 6)  # fmt: skip
    s.limb(rgb("4f7a3c"), (0.03, 0.03, 0.03), low[::4], line=0.5)
    hues = [rgb(h) for h in ("e7859a", "f2ece0", "e9b84a", "d9607a", "b58ad0")]
    if colour is not None:
        hues = [colour, tone(colour, 0.35), mix(colour, rgb("ffffff"), 0.6)]
    for n in range(9):
        x, b = low[round((n + 0.5) / 9 * (len(low) - 1))]
        b += 0.014 * (1 if n % 2 else -1)
        for side in (-1, 1):
            s.ball(rgb("5f8f48"), x + side * 0.045, b - 0.03, 0.035, 0.014, side * 0.6, line=0.4)
        size = 0.05 if n % 2 else 0.04
        petals = [oval(x + size * 0.62 * math.cos(a), b + size * 0.62 * math.sin(a), size * 0.52,
            size * 0.52) for a in (0.3, 1.56, 2.8, 4.1, 5.3)]  # fmt: skip
        s.part(hues[n % len(hues)], *petals, line=0.6, round_=0.5, light=0.6)
        s.ball(rgb("e8b23a"), x, b, size * 0.34, line=0.3, light=0.62)


def headband(s: Skull, colour: Colour | None) -> None:
    """Draw a band around the head."""
    cloth = rgb("b03a3a") if colour is None else colour
    r = ring(s)
    w = r.wide + 0.05
    spots = [(r.x - w * 0.97, 0.81), (r.x, 0.785), (r.x + w * 0.92, 0.81)]
    if s.p.turn == "side":
        spots = [(r.x - w, 0.66), (r.x, 0.74), (r.x + w * 0.97, 0.78)]
    s.limb(cloth, (0.07, 0.075, 0.07), spots, line=0.7, round_=0.8)


def ribbon(s: Skull, colour: Colour | None) -> None:
    """Draw a bow in the hair."""
    silk = rgb("d0455e") if colour is None else colour
    r = ring(s)
    x, y = r.at(118, 0.03)
    for side in (-1, 1):
        s.blob(silk, [(x, y), (x + side * 0.1, y + 0.075), (x + side * 0.17, y + 0.06),
            (x + side * 0.17, y - 0.05), (x + side * 0.1, y - 0.06)], line=0.8,
            round_=0.9)  # fmt: skip
        s.part(tone(silk, -0.12), [(x, y), (x + side * 0.04, y - 0.15),
            (x + side * 0.09, y - 0.13)], line=0.7)  # fmt: skip
    s.ball(tone(silk, -0.15), x, y, 0.035, 0.04, line=0.7)


def halo(s: Skull, colour: Colour | None) -> None:
    """Draw a halo that floats above the head."""
    gold = rgb("f2d46a") if colour is None else colour
    r = ring(s)
    outer, inner = oval(r.x, 1.2, r.wide * 0.95, 0.085), oval(r.x, 1.2, r.wide * 0.78, 0.05)
    s.part(gold, [*outer, outer[0], *inner[::-1], inner[-1]], line=0.5, round_=0.4, light=0.85,
        glow=True)  # fmt: skip


def horns(s: Skull, colour: Colour | None) -> None:
    """Draw two curved horns."""
    bone = rgb("5a4640") if colour is None else colour
    r = ring(s)
    sides = (1, -1) if s.p.turn in ("front", "back") else (0.55, -0.75)
    for q in sides:
        x, way = r.x + r.wide * 0.55 * q, 1 if q > 0 else -1
        a = [(x - 0.05 * way, 0.95), (x + 0.05 * way, 1.13), (x + 0.07 * way, 1.28)]
        form = s.limb(bone, (0.12, 0.085, 0.012), a, line=0.8, round_=1.2)
        if s.px > 70:
            s.strands(tone(bone, -0.4), 0.009, [[(x + 0.05 * way * k - 0.05, 0.98 + 0.05 * k),
                (x + 0.05 * way * k + 0.05, 0.99 + 0.05 * k)] for k in range(5)], cover=0.5,
                force=0.25, on=form)  # fmt: skip


ADORNMENTS: dict[str, Callable[[Skull, Colour | None], None]] = {
    "crown": crown, "tiara": tiara, "flower-crown": flowers, "headband": headband, "bow": ribbon,
    "halo": halo, "horns": horns,
}  # fmt: skip
"""Adornments of the head, by name."""

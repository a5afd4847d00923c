"""Hats: with a brim, caps, knitted caps, berets."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ...paint.colour import Colour, rgb
from ...paint.model import Part, oval, smooth, tone
from .haircuts import ring
from .skull import Skull


@dataclass(frozen=True, slots=True)
class Hat:
    """A hat with a brim, in units of the head's height.

    `crown`: half of its outline, (part of the head's half width, height above the brim) from the
    brim up; `brim`: its half width; `level`: its height on the head; `curl`: how far its sides
    rise; `band`: its colour, or none.
    """

    crown: tuple[tuple[float, float], ...]
    brim: float
    colour: str
    band: str = ""
    level: float = 0.8
    curl: float = 0.0
    lean: float = 0.0


HATS = {"hat": Hat(((1.06, 0.0), (1.0, 0.2), (0.82, 0.34), (0.5, 0.37), (0.0, 0.335)), 0.62,
    "6a5238", "2c2420", 0.8, 0.03), "straw-hat": Hat(((1.06, 0.0), (1.02, 0.16), (0.86, 0.28),
    (0.45, 0.33), (0.0, 0.34)), 0.74, "d9b669", "a8402f", 0.8, -0.03), "sun-hat": Hat(((1.05, 0.0),
    (1.0, 0.16), (0.8, 0.28), (0.4, 0.33), (0.0, 0.34)), 0.86, "ead9ae", "4f6f9a", 0.8, -0.07),
    "top-hat": Hat(((1.02, 0.0), (0.95, 0.3), (1.02, 0.56), (0.96, 0.6), (0.0, 0.6)), 0.56,
    "26242a", "5a4a52", 0.82, 0.05), "bowler": Hat(((1.06, 0.0), (1.04, 0.16), (0.86, 0.3),
    (0.45, 0.37), (0.0, 0.38)), 0.54, "2f2b2c", "1a1718", 0.82, 0.05),
    "cowboy-hat": Hat(((1.04, 0.0), (0.98, 0.2), (0.8, 0.36), (0.45, 0.38), (0.0, 0.31)), 0.8,
    "8a5f36", "3c2a1c", 0.8, 0.13), "wizard-hat": Hat(((1.06, 0.0), (0.72, 0.3), (0.42, 0.62),
    (0.14, 0.96), (0.0, 1.05)), 0.72, "3c3f7c", "d8b04a", 0.8, -0.02, -0.16),
    "witch-hat": Hat(((1.06, 0.0), (0.7, 0.28), (0.36, 0.58), (0.1, 0.9), (0.0, 0.96)), 0.8,
    "2a2530", "6f3f86", 0.8, 0.0, -0.2), "conical-hat": Hat(((2.1, -0.06), (1.5, 0.12), (0.8, 0.32),
    (0.12, 0.48), (0.0, 0.49)), 0.0, "d4b36c", "", 0.82), "sombrero": Hat(((1.02, 0.0), (0.9, 0.26),
    (0.6, 0.46), (0.3, 0.52), (0.0, 0.53)), 0.98, "c99a4e", "a8322c", 0.8, 0.1),
    "fedora": Hat(((1.04, 0.0), (0.98, 0.2), (0.76, 0.36), (0.42, 0.37), (0.0, 0.31)), 0.58,
    "5a5450", "24201e", 0.8, 0.04)}  # fmt: skip
"""Hats with a brim, by name."""


def brimmed(s: Skull, hat: Hat, colour: Colour | None) -> None:
    """Draw a hat with a brim on the head."""
    felt = rgb(hat.colour) if colour is None else colour
    r = ring(s)
    x, y = r.x + (0.02 if s.yaw else 0.0), hat.level
    wide = (r.wide + 0.045) * math.sqrt(max(0.1, 1 - ((y - r.y) / (r.high + 0.03)) ** 2)) + 0.05
    for spot in ((x, y - 0.1),):
        s.tint(s.shade, oval(*spot, wide * 0.92, 0.07), cover=0.5, fade=0.03, light=0.36)
    if hat.brim:
        b, rise, deep = hat.brim, hat.curl, 0.115
        turned = s.p.turn in ("side", "three-quarter")
        back, front = (-b * 0.95, b * 1.12) if turned else (-b, b)
        edge = [(x + back, y + rise), (x + back * 0.6, y + 0.055 + rise * 0.5), (x, y + 0.075),
            (x + front * 0.6, y + 0.055 + rise * 0.5), (x + front, y + rise),
            (x + front * 0.62, y - deep * 0.72 - rise * 0.1), (x, y - deep),
            (x + back * 0.62, y - deep * 0.72 - rise * 0.1)]  # fmt: skip
        form = s.part(felt, smooth(edge), light=0.52, line=0.8, round_=0.7, reach=0.05)
        s.tint(tone(felt, -0.5), oval(x, y - 0.01, wide * 1.1, 0.06), on=form, cover=0.35,
            fade=0.03, light=0.4)  # fmt: skip
    right = [(x + u * wide + hat.lean * v, y - 0.045 * (1 - 0.0 * u) + v) for u, v in hat.crown]
    left = [(x - u * wide + hat.lean * v, y - 0.045 + v) for u, v in hat.crown]
    dip = 0.045 if hat.brim else 0.09
    foot = [(x - wide * hat.crown[0][0] * 0.6, right[0][1] - dip), (x, right[0][1] - dip * 1.35),
        (x + wide * hat.crown[0][0] * 0.6, right[0][1] - dip)]  # fmt: skip
    crown = s.part(felt, [*smooth([*right, *left[-2::-1]], False),
        *smooth([left[0], *foot, right[0]], False)[1:-1]], light=0.54, line=0.8, round_=1.0,
        reach=0.09)  # fmt: skip
    if hat.band:
        high = 0.075
        low = smooth([left[0], *foot, right[0]], False)
        top = [(u + hat.lean * high, v + high) for u, v in low]
        s.part(rgb(hat.band), [*[(u * 1.0, v) for u, v in low], *top[::-1]], on=crown, line=0.5,
            round_=0.6, reach=0.06, light=0.5)  # fmt: skip
    if s.px > 90 and (hat.colour.startswith("d") or hat.colour.startswith("ead")):
        _weave(s, crown, x, y, wide, felt)


def _weave(s: Skull, crown: Part, x: float, y: float, wide: float, felt: Colour) -> None:
    """Draw the rows of straw."""
    rows = [[(x - wide * 1.9, y + v - 0.02), (x, y + v - 0.09), (x + wide * 1.9, y + v - 0.02)]
        for v in (0.0, 0.055, 0.11, 0.165, 0.22, 0.275, 0.33, 0.385)]  # fmt: skip
    s.strands(tone(felt, -0.35), 0.006, rows, cover=0.35, force=0.2, on=crown)


def cap(s: Skull, colour: Colour | None) -> None:
    """Draw a cap with a peak."""
    cloth = rgb("3d5f8a") if colour is None else colour
    dome = _dome(s, cloth, 0.04, 0.77)
    turn = s.p.turn
    r = ring(s)
    if turn == "back":
        return
    if turn == "front":
        peak = [(-0.3, 0.8), (-0.2, 0.72), (0.0, 0.69), (0.2, 0.72), (0.3, 0.8), (0.15, 0.84),
            (-0.15, 0.84)]  # fmt: skip
    elif turn == "three-quarter":
        peak = [(-0.17, 0.75), (0.0, 0.71), (0.2, 0.7), (0.36, 0.72), (0.34, 0.77), (0.19, 0.83),
            (-0.02, 0.81)]  # fmt: skip
    else:
        peak = [(-0.08, 0.74), (0.1, 0.725), (0.33, 0.7), (0.34, 0.73), (0.15, 0.79), (0.0, 0.81)]
    shade = [(a, b - 0.05) for a, b in peak]
    s.tint(s.shade, shade, cover=0.35, fade=0.025, light=0.4)
    s.part(tone(cloth, -0.15), smooth(peak), line=0.8, round_=0.9, light=0.54)
    if s.px > 70:
        seams = [[r.at(92, 0.04), ((r.x + q) / 1.6, 0.9), (q, 0.8)]
            for q in (r.x - 0.2, r.x + 0.16)]  # fmt: skip
        s.strands(tone(cloth, -0.4), 0.006, seams, cover=0.5, force=0.3, on=dome)
        x, y = r.at(92, 0.045)
        s.ball(tone(cloth, -0.1), x, y, 0.028, 0.02)


def _dome(s: Skull, cloth: Colour, lift: float, low: float, rise: float = 0.0) -> Part:
    """Draw cloth that lies round on the skull down to a level, and return it."""
    r = ring(s)
    half = math.degrees(math.asin(min(0.95, max(-0.9, (low - r.y) / r.high))))
    arc = [r.at(a, lift) for a in (half, 30 + half * 0.4, 60, 90, 120, 150 - half * 0.4,
        180 - half)]  # fmt: skip
    arc = [(x, y + rise * math.sin(math.pi * i / 6)) for i, (x, y) in enumerate(arc)]
    foot = [(arc[-1][0] * 0.5 + r.x * 0.5, low - 0.035), (r.x, low - 0.05),
        (arc[0][0] * 0.5 + r.x * 0.5, low - 0.035)]  # fmt: skip
    return s.part(cloth, [*smooth(arc, False), *smooth([arc[-1], *foot, arc[0]], False)[1:-1]],
        line=0.8, round_=1.0, light=0.54, reach=0.09)  # fmt: skip


def beanie(s: Skull, colour: Colour | None) -> None:
    """Draw a knitted cap with a turned-up edge."""
    wool = rgb("a8443c") if colour is None else colour
    dome = _dome(s, wool, 0.06, 0.8, 0.03)
    r = ring(s)
    wide = r.wide + 0.045
    edge = [(r.x - wide, 0.84), (r.x, 0.78), (r.x + wide, 0.84), (r.x + wide * 1.0, 0.7),
        (r.x, 0.64), (r.x - wide, 0.7)]  # fmt: skip
    rim = s.part(tone(wool, 0.08), [*smooth(edge[:3], False), *smooth(edge[3:], False)], line=0.8,
        round_=0.9, light=0.54, reach=0.05)  # fmt: skip
    if s.px > 60:
        ribs = [[(r.x + wide * q, 0.85), (r.x + wide * q * 1.01, 0.74), (r.x + wide * q, 0.62)]
            for q in [i / 8 for i in range(-8, 9)]]  # fmt: skip
        s.strands(tone(wool, -0.35), 0.007, ribs, cover=0.5, force=0.25, on=rim)
        rows = [[r.at(a, 0.03), (r.x + (r.at(a, 0)[0] - r.x) * 0.75, 0.84)]
            for a in range(30, 155, 12)]  # fmt: skip
        s.strands(tone(wool, -0.3), 0.006, rows, cover=0.35, force=0.18, on=dome)
    x, y = r.at(92, 0.13)
    s.ball(tone(wool, 0.3), x, y, 0.075, line=0.7, round_=1.0, light=0.58)


def beret(s: Skull, colour: Colour | None) -> None:
    """Draw a beret that leans to one side."""
    wool = rgb("8a2f3a") if colour is None else colour
    r = ring(s)
    w = r.wide
    spots = [(r.x - w * 1.0, 0.8), (r.x - w * 1.32, 0.94), (r.x - w * 1.05, 1.1),
        (r.x - w * 0.2, 1.17), (r.x + w * 0.6, 1.09), (r.x + w * 1.04, 0.92), (r.x + w * 0.9, 0.83),
        (r.x, 0.82)]  # fmt: skip
    s.blob(wool, spots, line=0.8, round_=1.1, light=0.54, reach=0.08)
    s.limb(tone(wool, -0.3), (0.035, 0.04, 0.035),
        [(r.x - w * 0.97, 0.79), (r.x, 0.81), (r.x + w * 0.9, 0.84)], line=0.5)  # fmt: skip
    s.limb(tone(wool, -0.2), (0.02, 0.016), [(r.x - 0.05, 1.15), (r.x - 0.03, 1.21)], line=0.6)


def bandana(s: Skull, colour: Colour | None) -> None:
    """Draw a cloth tied around the head, its knot behind."""
    cloth = rgb("b8383a") if colour is None else colour
    r = ring(s)
    if s.p.turn in ("three-quarter", "side"):
        x, y = r.at(188, 0.03)
        for drop in (0.0, 0.07):
            s.part(tone(cloth, -0.15), [(x + 0.02, y), (x - 0.13, y - 0.06 - drop),
                (x - 0.09, y - 0.14 - drop)], line=0.7)  # fmt: skip
    dome = _dome(s, cloth, 0.035, 0.76)
    if s.px > 60:
        dots = [oval(*r.at(a, -0.02 - 0.13 * k), 0.014, 0.012) for k in (0, 1)
            for a in range(48 + 12 * k, 150, 24)]  # fmt: skip
        s.part(tone(cloth, 0.75), *dots, on=dome, line=0.0, round_=0.0, light=0.6)


def chef(s: Skull, colour: Colour | None) -> None:
    """Draw a cook's tall white hat."""
    linen = rgb("f2f0ea") if colour is None else colour
    r = ring(s)
    w = r.wide * 0.95
    puffs = [oval(r.x + w * q, 1.2 + 0.04 * (1 - q * q), 0.17, 0.16)
        for q in (-0.75, -0.25, 0.25, 0.75)]  # fmt: skip
    body = [(r.x - w * 0.95, 0.9), (r.x - w * 1.05, 1.2), (r.x + w * 1.05, 1.2),
        (r.x + w * 0.95, 0.9)]  # fmt: skip
    s.part(linen, *puffs, body, line=0.8, round_=0.8, light=0.62, reach=0.07)
    band = [(r.x - w, 0.98), (r.x, 0.94), (r.x + w, 0.98), (r.x + w * 0.98, 0.8), (r.x, 0.75),
        (r.x - w * 0.98, 0.8)]  # fmt: skip
    s.part(tone(linen, -0.04), [*smooth(band[:3], False), *smooth(band[3:], False)], line=0.8,
        round_=0.7, light=0.6)  # fmt: skip
    if s.px > 70:
        s.strands(tone(linen, -0.35), 0.007, [[(r.x + w * q, 1.0), (r.x + w * q * 1.05, 1.15)]
            for q in (-0.6, -0.2, 0.2, 0.6)], cover=0.5, force=0.3)  # fmt: skip


CAPS: dict[str, Callable[[Skull, Colour | None], None]] = {
    "cap": cap, "beanie": beanie, "beret": beret, "chef-hat": chef, "bandana": bandana,
}  # fmt: skip
"""Hats without a brim, by name."""

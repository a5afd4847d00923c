"""The body: outlines of trunk, arms, legs and cloth about them, from a skeleton."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ...paint.model import Model, Outline, Spot, oval, smooth
from .card import Person
from .skeleton import Limb, Point, Skeleton, along

LEVELS = (-0.44, -0.12, 0.45, 1.0, 1.45, 1.68, 1.86, 1.955, 2.03, 2.1)
"""Levels of the trunk: 0 hips, 1 waist, 2 pit of the neck."""
_ARM = ((0.0, 0.058), (0.5, 0.05), (1.0, 0.042), (1.3, 0.043), (2.0, 0.029))
_LEG = ((0.0, 0.098), (0.5, 0.082), (1.0, 0.057), (1.3, 0.06), (1.7, 0.045), (2.0, 0.036))


class Body:
    """Outlines of a person; spots are those of the model."""

    def __init__(self, m: Model, p: Person, k: Skeleton) -> None:
        self.m, self.p, self.k, self.px = m, p, k, m.size
        s = k.shape
        deep = s.chest / 0.088
        seat = 0.076 if p.sex == "woman" else 0.066
        neck = s.head * (0.16 if p.age in ("baby", "child") else 0.2 if p.sex == "woman" else 0.235)
        self.neck_wide = neck * 2
        w = (s.hip * 0.84, s.hip, s.waist + (s.hip - s.waist) * 0.55, s.waist,
            s.waist + (s.chest - s.waist) * 0.75, s.chest, s.chest * 1.04, s.shoulder,
            s.shoulder * 0.68, neck * 1.12)  # fmt: skip
        front = (0.05, 0.056 + s.belly, 0.056 + s.belly * 1.2, 0.052 + s.belly,
            0.058 + s.bust * 0.5, 0.06 + s.bust, 0.056 + s.bust * 0.4, 0.042, 0.034,
            0.03)  # fmt: skip
        back = (seat * 0.8, seat, 0.054, 0.046, 0.052, 0.058, 0.056, 0.046, 0.04, 0.034)
        self._slices = np.array([w, front, back]).T
        self._slices[:, 1:] *= deep

    # -- the trunk

    def slice(self, level: float, ease: float = 0.0) -> tuple[float, float, float]:
        """Return half width, depth ahead and depth behind of the trunk at a level."""
        found = [float(np.interp(level, LEVELS, self._slices[:, i])) for i in range(3)]
        return found[0] + ease, found[1] + ease, found[2] + ease

    def spine(self, level: float) -> Point:
        """Return the middle of the trunk at a level."""
        k = self.k
        if level <= 1:
            return _add(k.pelvis, _sub(k.waist, k.pelvis), level)
        return _add(k.waist, _sub(k.pit, k.waist), level - 1)

    def edge(self, level: float, ease: float = 0.0) -> tuple[Spot, Spot]:
        """Return the two sides of the trunk as it is seen at a level: to -u and to +u."""
        at = self.k.at(self.spine(level))
        below = self.k.at(self.spine(level - 0.05))
        above = self.k.at(self.spine(level + 0.05))
        du, dv = above[0] - below[0], above[1] - below[1]
        size = math.hypot(du, dv) or 1.0
        nu, nv = dv / size, -du / size
        low, high = self.k.seen(*self.slice(level, ease))
        return (at[0] + nu * low, at[1] + nv * low), (at[0] + nu * high, at[1] + nv * high)

    def face(self, level: float, x: float, ease: float = 0.0, back: bool = False) -> Spot:
        """Return a spot of the trunk's front, `x` (-1..1) of the way to its far side."""
        w, front, behind = self.slice(level, ease)
        deep = (-behind if back else front) * math.sqrt(max(0.0, 1 - x * x))
        k = self.k
        ahead = (-k.across[2], 0.0, k.across[0])
        point = _add(_add(self.spine(level), k.across, w * x), ahead, deep)
        return k.at(point)

    def shows(self, x: float) -> bool:
        """Whether a place of the chest's side is turned to the viewer."""
        k = self.k
        return math.sqrt(max(0.0, 1 - x * x)) * math.cos(k.yaw) - x * math.sin(k.yaw) > -0.05

    def trunk(self, low: float, high: float, ease: float = 0.0, neck: str = "", flare: float = 0.0
              ) -> Outline:  # fmt: skip
        """Return the outline of the trunk between two levels, a neckline cut out of it."""
        levels = [low, *(v for v in LEVELS if low + 0.06 < v < high - 0.04), high]
        pairs = [self.edge(v, ease + flare * max(0.0, 1 - v) if v < 1 else ease) for v in levels]
        right = smooth([r for _, r in pairs], False)
        left = smooth([le for le, _ in pairs], False)
        top = self._neckline(neck, pairs[-1], high, ease)
        foot = self._hem(pairs[0])
        return [*right, *top, *reversed(left), *foot]

    def _hem(self, pair: tuple[Spot, Spot]) -> Outline:
        (lu, lv), (ru, rv) = pair
        drop = abs(ru - lu) * 0.06
        return [(lu + (ru - lu) * t, lv + (rv - lv) * t - drop) for t in (0.25, 0.5, 0.75)]

    def _neckline(self, kind: str, pair: tuple[Spot, Spot], high: float, ease: float) -> Outline:
        """Return the spots of a neckline from the side at +u to the side at -u."""
        if not kind or self.p.turn == "back":
            return []
        deep = {"round": 1.92, "high": 2.02, "v": 1.72, "deep-v": 1.45, "boat": 1.96,
            "square": 1.8, "strapless": high - 0.04, "scoop": 1.86}.get(kind, 1.92)  # fmt: skip
        wide = {"boat": 0.62, "square": 0.5, "scoop": 0.64, "v": 0.34, "deep-v": 0.34}.get(
            kind, 0.36
        )
        far, near = self.face(high, wide, ease), self.face(high, -wide, ease)
        if kind in ("v", "deep-v"):
            return [far, self.face(deep, 0, ease), near]
        if kind == "square":
            return [far, self.face(deep, wide, ease), self.face(deep, -wide, ease), near]
        middle = self.face(deep, 0, ease)
        sides = self.face(deep + 0.03, wide * 0.7, ease), self.face(deep + 0.03, -wide * 0.7, ease)
        return smooth([far, sides[0], middle, sides[1], near], False)

    # -- limbs

    def arm(self, side: str, upto: float = 2.0, ease: float = 0.0, flare: float = 0.0,
            start: float = 0.0) -> list[Outline]:  # fmt: skip
        """Return an arm up to a level (0 shoulder, 1 elbow, 2 wrist)."""
        return self._limb(self.k.arms[side], _ARM, start, upto, ease, flare)

    def brief(self, ease: float) -> Outline:
        """Return the outline of what a swimsuit covers below the hips."""
        (left, right), low = self.edge(0.16, ease), -0.5
        return [left, self.face(low, -0.2, ease), self.face(low, 0.2, ease), right]

    def leg(self, side: str, upto: float = 2.0, ease: float = 0.0, flare: float = 0.0,
            start: float = 0.0) -> list[Outline]:  # fmt: skip
        """Return a leg up to a level (0 hip, 1 knee, 2 ankle)."""
        return self._limb(self.k.legs[side], _LEG, start, upto, ease, flare)

    def _limb(self, limb: Limb, profile: Sequence[tuple[float, float]], start: float, upto: float,
              ease: float, flare: float) -> list[Outline]:  # fmt: skip
        at = np.array(profile)
        levels = sorted({start, upto, *(t for t, _ in profile if start < t < upto)})
        spots = [self.joint(limb, t) for t in levels]
        thick = self.k.shape.limb
        widths = [
            float(np.interp(t, at[:, 0], at[:, 1])) * thick + ease + flare * max(0.0, t - start)
            for t in levels
        ]
        return tube(spots, widths)

    def shaft(self, side: str, start: float, ease: float) -> list[Outline]:
        """Return the shaft of a boot about a leg, cut straight at its top."""
        leg = self.k.legs[side]
        levels = [start, (start + 1.6) / 2, 1.6, 1.8, 2.0]
        widths = [self.leg_width(t) + ease for t in levels]
        return tube([self.joint(leg, t) for t in levels], widths, False)

    def cuff(self, side: str, level: float, long: float, ease: float) -> Outline:
        """Return a band about an arm that ends at a level."""
        arm = self.k.arms[side]
        widths = [self.arm_width(level - long) + ease, self.arm_width(level) + ease]
        return tube([self.joint(arm, level - long), self.joint(arm, level)], widths)[0]

    def joint(self, limb: Limb, t: float) -> Spot:
        """Return the spot of a limb at a level (0, 1, 2 its joints)."""
        a, b, part = (limb.a, limb.b, t) if t <= 1 else (limb.b, limb.c, t - 1)
        return self.k.at(_add(a, _sub(b, a), part))

    def shoulder(self, side: str) -> Outline:
        """Return the outline of a shoulder, where an arm grows out of the trunk."""
        arm, wide = self.k.arms[side], self.arm_width(0.0)
        u, v = self.joint(arm, 0.06)
        return oval(u, v + wide * 0.1, wide * 0.95, wide * 0.95)

    def arm_width(self, t: float) -> float:
        """Return how thick an arm is at a level."""
        at = np.array(_ARM)
        return float(np.interp(t, at[:, 0], at[:, 1])) * self.k.shape.limb

    def leg_width(self, t: float) -> float:
        """Return how thick a leg is at a level."""
        at = np.array(_LEG)
        return float(np.interp(t, at[:, 0], at[:, 1])) * self.k.shape.limb

    # -- cloth about the legs

    def drape(self, top: float, length: float, ease: float, flare: float, trail: float = 0.0
              ) -> "Drape":  # fmt: skip
        """Return cloth that hangs from a level of the trunk about both legs, `length` of a leg."""
        middles: list[Spot] = []
        halves: list[float] = []
        for level in (v for v in (top, 0.45, -0.12) if v <= top):
            left, right = self.edge(level, ease if level < 0.6 else min(ease, 0.006))
            middles.append(((left[0] + right[0]) / 2, (left[1] + right[1]) / 2))
            halves.append(math.dist(left, right) / 2)
        least = halves[-1] if halves else self.k.shape.hip
        near, far = self.k.legs["near"], self.k.legs["far"]
        back = -trail * 0.16
        for t in np.linspace(0.2, max(0.25, length), 9):
            t = float(t)
            points = [along(limb, min(t, 1.0)) for limb in (near, far)]
            extra = max(0.0, t - 1.0) * self.k.shape.leg
            shifted = [(x, y - extra, z + back * t * t) for x, y, z in points]
            one, other = (self.k.at(point) for point in shifted)
            middle = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
            du, dv = middle[0] - middles[-1][0], middle[1] - middles[-1][1]
            size = math.hypot(du, dv) or 1.0
            apart = abs((one[0] - other[0]) * -dv + (one[1] - other[1]) * du) / size / 2
            limb = self.leg_width(t * 2) / 2
            # Cloth spans between the legs, and hangs from the hips where it is wide.
            half = max(apart + limb + ease, least * (1 - 0.32 * t) if flare < 0.02 else least)
            middles.append(middle)
            halves.append(half + flare * t)
        return Drape(middles, halves, -1.0 if self.k.pose.lie else 0.004)


class Drape:
    """Cloth that hangs: a band with a middle and half widths, from its top to its hem.

    `ground` is the level below which it doesn't hang.
    """

    def __init__(
        self, middles: Sequence[Spot], halves: Sequence[float], ground: float = -1.0
    ) -> None:
        self.ground = ground
        self.middles = np.array(smooth(list(middles), False, 4))
        at = np.linspace(0, len(halves) - 1, len(self.middles))
        self.halves = np.interp(at, np.arange(len(halves)), halves)
        ahead = np.gradient(self.middles, axis=0)
        size = np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)[:, None]
        ahead = ahead / size
        self.normals = np.stack([-ahead[:, 1], ahead[:, 0]], 1)

    def at(self, t: float, x: float) -> Spot:
        """Return a spot: `t` 0 top .. 1 hem, `x` -1 .. 1 from side to side."""
        many = len(self.middles) - 1
        place = min(max(t, 0.0), 1.0) * many
        i = min(int(place), many - 1)
        part = place - i
        spots = [self.middles[j] + self.normals[j] * self.halves[j] * x for j in (i, i + 1)]
        made = spots[0] + (spots[1] - spots[0]) * part
        # The hem is a round that is seen a little from above.
        if t > 0.9:
            ahead = self.middles[-1] - self.middles[-2]
            ahead = ahead / max(float(np.hypot(*ahead)), 1e-9)
            made = made + ahead * self.halves[-1] * 0.16 * (1 - x * x) * (t - 0.9) * 10
        return float(made[0]), max(float(made[1]), self.ground)

    def outlines(self, start: float = 0.0, end: float = 1.0) -> list[Outline]:
        """Return the cloth between two levels as outlines."""
        levels = np.linspace(start, end, 15)
        rows = [(self.at(float(t), -1), self.at(float(t), 1)) for t in levels]
        made: list[Outline] = [[a, b, d, c] for (a, b), (c, d) in pairwise(rows)]
        hem = [self.at(end, float(x)) for x in np.linspace(-1, 1, 13)]
        made.append([*hem, rows[-2][1], rows[-2][0]])
        for t, (a, b) in zip(levels[1:-1], rows[1:-1], strict=True):
            if self._bends(float(t)):
                u, v = self.at(float(t), 0)
                half = math.dist(a, b) * 0.36
                disc = oval(u, v, half, half)
                made.append([(p, max(q, self.ground)) for p, q in disc])
        return made

    def _bends(self, t: float) -> bool:
        i = min(max(int(t * (len(self.normals) - 1)), 1), len(self.normals) - 2)
        return float(self.normals[i - 1] @ self.normals[i + 1]) < 0.93


def tube(spots: Sequence[Spot], widths: Sequence[float], ends: bool = True) -> list[Outline]:
    """Return the outlines of straight bones with a width at each joint; `ends` rounds the ends."""
    made: list[Outline] = []
    for (a, b), (v, w) in zip(pairwise(spots), pairwise(widths), strict=True):
        du, dv = b[0] - a[0], b[1] - a[1]
        size = math.hypot(du, dv) or 1.0
        nu, nv = -dv / size / 2, du / size / 2
        made.append([(a[0] + nu * v, a[1] + nv * v), (b[0] + nu * w, b[1] + nv * w),
            (b[0] - nu * w, b[1] - nv * w), (a[0] - nu * v, a[1] - nv * v)])  # fmt: skip
    discs = [oval(u, v, w / 2, w / 2) for (u, v), w in zip(spots, widths, strict=True)]
    return made + (discs if ends else discs[1:-1])


def _add(a: Point, b: Point, part: float = 1.0) -> Point:
    return a[0] + b[0] * part, a[1] + b[1] * part, a[2] + b[2] * part


def _sub(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]

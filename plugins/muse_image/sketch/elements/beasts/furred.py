"""Bodies of furred animals: standing, walking, running, leaping, sitting, lying, asleep, a bust.

Lengths are in units of the animal's height when it stands or sits with its head up.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...draws import Rng
from ...paint.colour import Colour, mix
from ...paint.model import Model, Outline, Part, Spot, limb, oval, smooth, tone
from .coat import Coat, hairs, mark, tufted

HeadAt = Callable[[float, float, float, bool], Part]
"""Draws the head at (u, v), turned so far (0 to the front .. 1 to the side), eyes shut or not."""

GAITS: dict[str, tuple[Spot, Spot, Spot, Spot]] = {
    "stand": ((0.03, 0), (-0.05, 0), (0.18, 0.01), (0.16, 0.01)),
    "walk": ((0.34, 0.02), (-0.36, 0.0), (-0.26, 0.02), (0.3, 0.03)),
    "run": ((0.85, 0.42), (-0.95, 0.26), (0.62, 0.3), (-0.72, 0.16)),
    "jump": ((0.55, 0.42), (-0.75, 0.02), (0.42, 0.36), (-0.6, -0.02)),
}
"""Pose -> how far the feet of near fore, near hind, far fore, far hind leg are from below their
joints, and how high, in units of the leg's length."""


@dataclass(frozen=True, slots=True)
class Build:
    """How a body is built."""

    long: float = 0.92
    """From hip to shoulder."""
    leg: float = 0.42
    deep: float = 0.32
    """How deep the chest is."""
    tuck: float = 0.3
    """How much the belly rises to the groin, in units of the depth."""
    bone: float = 0.09
    """How thick a leg is at its thin end."""
    thigh: float = 0.3
    neck: tuple[float, float, float] = (0.2, 0.17, 0.2)
    """How far ahead of and above the shoulder the head's middle is; how thick."""
    head: float = 0.2
    """Half width of the head."""
    hump: float = 0.0
    paw: float = 1.15
    tail: tuple[str, float, float] = ("long", 0.7, 0.08)
    """Kind, length, thickness."""
    fur: float = 0.012
    sit: float = 0.33
    """Half width of the body when it sits."""
    socks: bool = False
    """Whether its feet are of the mark's colour."""
    plump: float = 1.0


class Body:
    """Draws a body in a pose and then its head."""

    def __init__(self, m: Model, build: Build, coat: Coat, rng: Rng, head: HeadAt,
                 pattern: Callable[[Part, str], None] | None = None,
                 cape: Callable[[float, float, float], None] | None = None,
                 bust: float = 0.33) -> None:  # fmt: skip
        self.m, self.b, self.coat, self.rng, self.head = m, build, coat, rng, head
        self.pattern = pattern or (lambda part, where: None)
        self.cape, self.bust = cape, bust

    def draw(self, pose: str) -> None:
        """Draw the animal in a pose: a key of GAITS, sit, lie, sleep or bust."""
        if pose in GAITS:
            self._side(pose)
        else:
            {"sit": self._sit, "lie": self._lie, "sleep": self._sleep, "bust": self._bust}[pose]()

    def _fur(self, part: Part, flow: float = math.pi * 1.12) -> None:
        hairs(self.m, part, tone(self.coat.back, -0.28), self.rng, gap=0.045, long=0.06,
            flow=flow, cover=0.3)  # fmt: skip
        hairs(self.m, part, tone(self.coat.back, 0.4), self.rng, gap=0.055, long=0.05,
            flow=flow, cover=0.28)  # fmt: skip

    def _coated(self, colour: Colour, outline: Sequence[Spot], *more: Sequence[Spot],
                **how: object) -> Part:  # fmt: skip
        """Fill an outline with its tufts, and others that fuse with it."""
        fur = self.b.fur
        if fur and self.m.size > 60:
            outline = tufted(outline, self.rng, max(0.045, fur * 1.6), fur)
        return self.m.part(colour, outline, *more, **how)  # type: ignore[arg-type]

    # -- on four legs

    def _leg(self, root: Spot, foot: Spot, fore: bool) -> list[Outline]:
        """Return the outlines of a leg from its joint to its foot."""
        b = self.b
        (u0, v0), (u1, v1) = root, foot
        apart = math.hypot(u1 - u0, v1 - v0)
        slack = max(0.0, 1 - apart / (v0 if v0 > 0.1 else b.leg)) * b.leg
        ahead, down = (-(v1 - v0) / max(apart, 1e-6), (u1 - u0) / max(apart, 1e-6))

        def on(t: float, side: float) -> Spot:
            return u0 + (u1 - u0) * t + ahead * side, v0 + (v1 - v0) * t + down * side

        bone = b.bone
        if fore:
            spots = [root, on(0.4, -0.02 - 0.2 * slack), on(0.68, 0.02 + 0.5 * slack),
                on(0.9, 0), foot]  # fmt: skip
            wide = [b.thigh * 0.8, bone * 1.45, bone * 1.08, bone, bone]
        else:
            spots = [root, on(0.32, 0.05 + 0.55 * slack), on(0.66, -0.06 - 0.4 * slack),
                on(0.9, -0.02), foot]  # fmt: skip
            wide = [b.thigh * 1.1, b.thigh * 0.92, bone * 1.2, bone, bone]
        paw = oval(u1 + bone * 0.34 * b.paw, v1 + bone * 0.12, bone * 0.78 * b.paw, bone * 0.48)
        return [*limb(wide, *spots), paw]

    def _side(self, pose: str) -> None:
        m, b, coat = self.m, self.b, self.coat
        pitch, lift = {"run": (0.06, 0.1), "jump": (0.34, 0.16)}.get(pose, (0.0, 0.0))
        middle = b.leg + b.deep * 0.5 + lift
        cos, sin = math.cos(pitch), math.sin(pitch)

        def on(x: float, y: float) -> Spot:
            """Return a spot of the trunk: x from hip (0) to shoulder (1), y in its depth."""
            a, c = (x - 0.5) * b.long, y * b.deep
            return a * cos - c * sin, middle + a * sin + c * cos

        near, hind, far, far_hind = GAITS[pose]
        fore_joint, hind_joint = on(0.96, -0.08), on(0.05, 0.02)
        reach = b.leg + b.deep * 0.4

        def foot(joint: Spot, gait: Spot) -> Spot:
            u, v = gait
            ground = 0.045 * b.bone / 0.09
            return joint[0] + u * b.leg, (ground if not lift else joint[1] - reach) + v * b.leg

        dark = tone(coat.back, -0.22)
        back_feet = [foot(on(0.86, 0), far), foot(on(0.1, 0), far_hind)]
        backs = [self._leg(on(0.88, -0.1), back_feet[0], True), self._leg(on(0.12,
            -0.05), back_feet[1], False)]  # fmt: skip
        for each in backs:
            m.part(dark, *each, light=0.42, round_=0.7)
            if b.socks:
                self._sock(each, on(0.88, -0.1)[1] * 0.35)
        self._tail(on(-0.13, 0.3), pose)
        outline = smooth([on(-0.17, 0.2), on(-0.08, 0.42), on(0.1, 0.5), on(0.35, 0.48),
            on(0.6, 0.48 + b.hump * 0.5), on(0.85, 0.52 + b.hump), on(1.04, 0.42),
            on(1.17, 0.1), on(1.12, -0.22), on(0.96, -0.48), on(0.7, -0.5), on(0.4,
            -0.5 + b.tuck * 0.6), on(0.2, -0.5 + b.tuck), on(0.0, -0.42), on(-0.15,
            -0.12)])  # fmt: skip
        ahead, up, thick = b.neck
        if pose == "run":
            ahead, up = ahead * 1.5, up * 0.6
        shoulder = on(0.95, 0.18)
        at = shoulder[0] + ahead, shoulder[1] + up + b.deep * 0.3
        neck = limb([b.deep * 0.78, thick * 1.15, thick], shoulder,
            (shoulder[0] + ahead * 0.45, shoulder[1] + (at[1] - shoulder[1]) * 0.45),
            at)  # fmt: skip
        legs = [self._leg(fore_joint, foot(fore_joint, near), True),
            self._leg(hind_joint, foot(hind_joint, hind), False)]  # fmt: skip
        trunk = self._coated(coat.back, outline, *neck, *legs[0], *legs[1], light=0.6, reach=0.07)
        chest = smooth([on(1.2, 0.2), on(1.0, -0.1), on(0.75, -0.34), on(0.3,
            -0.5 + b.tuck * 0.8), on(0.3, -0.7), on(0.9, -0.75), on(1.3, -0.3)])  # fmt: skip
        mark(m, coat.pale, chest, on=trunk, fade=0.025, cover=0.85)
        self.pattern(trunk, "side")
        for joint, turn in ((on(0.04, -0.08), 0.3), (on(0.98, -0.1), -0.2)):
            ring = oval(joint[0] - 0.02, joint[1], b.deep * 0.32, b.deep * 0.4, turn)
            mark(m, tone(coat.back, -0.5), ring, on=trunk, cover=0.1, fade=0.03)
        if b.socks:
            for each in legs:
                self._sock(each, b.leg * 0.6, trunk)
        self._fur(trunk)
        self._toes(foot(fore_joint, near), foot(hind_joint, hind))
        if self.cape is not None:
            self.cape(at[0], at[1], b.head)
        self.head(at[0], at[1], 0.9 if pose in ("run", "jump") else 0.55, False)

    def _sock(self, leg: list[Outline], high: float, on: Part | None = None) -> None:
        """Colour the foot of a leg."""
        body = leg[0]
        foot = min(v for _, v in body)
        low = [[(u, v) for u, v in body if v < foot + high], leg[-1], leg[-2]]
        colour = self.coat.mark if on is not None else tone(self.coat.mark, -0.2)
        mark(self.m, colour, *[o for o in low if len(o) > 2], on=on, fade=0.01)

    def _toes(self, *feet: Spot) -> None:
        """Part the toes of paws."""
        b, m = self.b, self.m
        if m.size * b.bone < 9 or b.paw < 1:
            return
        for u, v in feet:
            for k in (0.55, 0.95):
                du = u + b.bone * k * b.paw
                m.line(tone(self.coat.back, -0.6), 0.006, (du, v - b.bone * 0.28),
                    (du - b.bone * 0.06, v + b.bone * 0.1), taper=True)  # fmt: skip

    def _tail(self, root: Spot, pose: str, on_ground: bool = False) -> None:
        """Draw the tail behind a body."""
        kind, long, thick = self.b.tail
        m, coat = self.m, self.coat
        u, v = root
        up = 0.4 if pose in ("run", "jump") else 0.0
        if kind == "long":
            if pose in ("run", "jump"):
                spots = [root, (u - long * 0.4, v + 0.02), (u - long * 0.75, v + 0.12),
                    (u - long, v + 0.3)]  # fmt: skip
            elif long > 0.75:
                spots = [root, (u - long * 0.2, v - 0.1), (u - long * 0.34,
                    v - 0.4 * long), (u - long * 0.5, v - 0.5 * long), (u - long * 0.62,
                    v - 0.4 * long)]  # fmt: skip
            else:
                spots = [root, (u - long * 0.2, v + 0.06), (u - long * 0.34,
                    v + 0.3 * long), (u - long * 0.3, v + 0.62 * long),
                    (u - long * 0.42, v + 0.76 * long)]  # fmt: skip
            part = m.part(coat.back, *limb([thick * 1.2, thick, thick, thick * 0.9,
                thick * 0.7], *spots))  # fmt: skip
            self.pattern(part, "tail")
        elif kind == "brush":
            spots = [root, (u - long * 0.35, v - 0.14 + up * 0.3), (u - long * 0.75,
                v - 0.3 * long + up * 0.5), (u - long, v - 0.36 * long + up * 0.6)]  # fmt: skip
            self._bushy(spots, [thick * 0.45, thick, thick * 1.05, thick * 0.25], self.coat.pale)
        elif kind == "curl":
            spots = [root, (u - 0.12, v + 0.14), (u - 0.02, v + 0.28), (u + 0.12,
                v + 0.26), (u + 0.14, v + 0.16)]  # fmt: skip
            self._bushy(spots, [thick * 0.6, thick, thick * 1.1, thick, thick * 0.4], None)
        elif kind == "flag":
            spots = [root, (u - long * 0.5, v + 0.06 + up * 0.2), (u - long * 0.9,
                v + 0.26 * long), (u - long, v + 0.5 * long)]  # fmt: skip
            self._bushy(spots, [thick * 0.5, thick, thick * 0.9, thick * 0.2], None)
        elif kind == "plume":
            self._bushy([(u + 0.04, v - 0.14), (u - 0.14, v - 0.02), (u - 0.2,
                v + 0.26), (u - 0.12, v + 0.42), (u - 0.26, v + 0.46)], [thick * 0.5,
                thick * 0.9, thick, thick * 0.8, thick * 0.3], None)  # fmt: skip
        elif kind == "paddle":
            m.part(coat.mark, smooth([(u, v - 0.1), (u - 0.2, v - 0.2), (u - long,
                v - 0.3), (u - long, v - 0.42), (u - 0.2, v - 0.36), (u, v - 0.2)]))  # fmt: skip
        elif kind == "stub":
            m.ball(coat.back, u + 0.01, v, thick, thick * 0.8)
        elif kind == "ball":
            ring = oval(u - 0.01, v - 0.05, thick, thick * 0.9)
            m.part(mix(coat.pale, coat.back, 0.15), tufted(ring, self.rng, 0.03, 0.02), light=0.66)
        elif kind == "tuft":
            spots = [root, (u - long * 0.4, v - 0.05 + up * 0.4), (u - long * 0.55,
                v - long * 0.5 + up), (u - long * 0.75, v - long * 0.7 + up)]  # fmt: skip
            m.part(coat.back, *limb([thick, thick * 0.8, thick * 0.7, thick * 0.6], *spots))
            end = spots[-1]
            ring = oval(end[0] - 0.03, end[1] - 0.02, 0.075, 0.045, 0.7)
            m.part(coat.mark, tufted(ring, self.rng, 0.03, 0.03), light=0.5)
        elif kind == "ringed":
            spots = [root, (u - long * 0.35, v - 0.1 + up * 0.3), (u - long * 0.75,
                v - 0.2 * long + up * 0.5), (u - long, v - 0.16 * long + up * 0.6)]  # fmt: skip
            part = self._bushy(spots, [thick * 0.6, thick, thick, thick * 0.4], None)
            for k in range(1, 6):
                t = k / 5.5
                w = long * 0.07
                x = u - long * t
                mark(m, coat.mark, [(x, v + 0.4), (x + w, v + 0.4), (x + w * 1.6,
                    v - 0.7), (x + w * 0.6, v - 0.7)], on=part)  # fmt: skip

    def _bushy(self, spots: Sequence[Spot], wide: Sequence[float], tip: Colour | None) -> Part:
        """Draw a bushy tail along spots, its tip in a colour of its own."""
        m, coat = self.m, self.coat
        body = limb(wide, *spots)
        ring = body[0]
        if m.size > 50:
            ring = tufted(ring, self.rng, 0.06, 0.025, 0.8)
        part = m.part(coat.back, ring, *body[1:], light=0.58)
        if tip is not None:
            (u0, v0), (u1, v1) = spots[-2], spots[-1]
            end = ((u0 + u1 * 2) / 3, (v0 + v1 * 2) / 3)
            thick = max(wide)
            mark(m, tip, tufted(oval(end[0] + (u1 - u0) * 0.3, end[1] + (v1 - v0) * 0.3,
                thick * 0.6, thick * 0.75), self.rng, 0.05, 0.03), on=part)  # fmt: skip
        self._fur(part, math.atan2(spots[-1][1] - spots[0][1], spots[-1][0] - spots[0][0]))
        return part

    # -- on the ground

    def _sit(self) -> None:
        """Draw it sitting, three quarters to the front."""
        m, b, coat = self.m, self.b, self.coat
        w, bone = b.sit, b.bone * 1.15
        top = 1 - b.head * 1.75
        self._sit_tail(w)
        body = smooth([(-w * 0.98, 0.06), (-w * 1.16, 0.2), (-w * 1.0, 0.4), (-w * 0.62,
            top * 0.82), (-w * 0.3, top), (w * 0.3, top), (w * 0.62, top * 0.8),
            (w * 0.72, top * 0.52), (w * 0.62, 0.22), (w * 0.62, 0.02), (-w * 0.2,
            0.01)])  # fmt: skip
        neck = oval(0.02, top + 0.02, b.head * 0.8, b.head * 0.6)
        legs = []
        for u in (w * 0.1, w * 0.5):
            legs += limb([bone * 1.8, bone * 1.3, bone * 1.06, bone], (u, top * 0.6),
                (u, top * 0.36), (u + 0.005, 0.12), (u + 0.01, 0.05))  # fmt: skip
            legs.append(oval(u + 0.02, 0.035, bone * 0.85, bone * 0.52))
        trunk = self._coated(coat.back, body, neck, *legs, light=0.58, reach=0.08)
        bib = smooth([(w * -0.28, top * 0.98), (w * 0.4, top), (w * 0.56, top * 0.72),
            (w * 0.4, top * 0.42), (w * 0.06, top * 0.34), (-w * 0.26, top * 0.6)])  # fmt: skip
        mark(m, coat.pale, tufted(bib, self.rng, 0.06, 0.03), on=trunk, fade=0.008)
        self.pattern(trunk, "sit")
        self._fur(trunk, -math.pi / 2)
        feet = coat.mark if b.socks else coat.pale
        high = 0.055
        if b.socks:
            high = top * (0.75 if coat.pattern == "vest" else 0.26)
        for u in (w * 0.1, w * 0.5):
            mark(m, feet, oval(u + 0.02, 0.02, bone, high), on=trunk, fade=0.015, cover=0.9)
        between = w * 0.3
        gap = [(between - 0.012, top * 0.5), (between - 0.03, 0.05), (between + 0.03, 0.05)]
        mark(m, tone(coat.back, -0.6), gap, on=trunk, cover=0.35, fade=0.008)
        m.line(tone(coat.back, -0.6), 0.008, (between - 0.01, 0.0), (between,
            top * 0.2), (between - 0.005, top * 0.44), taper=True)  # fmt: skip
        m.line(tone(coat.back, -0.6), 0.008, (w * 0.1 - bone * 0.55, 0.02),
            (w * 0.1 - bone * 0.66, top * 0.3), (w * 0.1 - bone * 0.8, top * 0.5),
            taper=True)  # fmt: skip
        if m.size * bone > 10:
            for u in (w * 0.1, w * 0.5):
                for k in (-0.28, 0.22):
                    m.line(tone(coat.back, -0.6), 0.006, (u + 0.02 + bone * k, 0.008),
                        (u + 0.02 + bone * k, 0.045), taper=True)  # fmt: skip
        haunch = smooth([(-w * 1.1, 0.07), (-w * 1.12, 0.24), (-w * 0.84, 0.36),
            (-w * 0.46, 0.28), (-w * 0.28, 0.12), (-w * 0.3, 0.03), (-w * 0.8, 0.03)])  # fmt: skip
        thigh = m.part(coat.back, haunch, light=0.6, line=0.3)
        self.pattern(thigh, "haunch")
        self._fur(thigh, -math.pi / 2)
        foot = coat.mark if b.socks else mix(coat.back, coat.pale, 0.5)
        m.part(foot, oval(-w * 0.36, 0.035, bone * 1.25, bone * 0.55), light=0.6, line=0.5)
        if self.cape is not None:
            self.cape(0.03, 1 - b.head * 1.5, b.head)
        self.head(0.03, 1 - b.head * 1.5, 0.25, False)

    def _sit_tail(self, w: float) -> None:
        kind, _, thick = self.b.tail
        m, coat = self.m, self.coat
        if kind in ("long", "tuft"):
            spots = [(-w * 0.8, 0.08), (-w * 1.5, 0.06), (-w * 1.95, 0.14), (-w * 2.0,
                0.32), (-w * 1.75, 0.42)]  # fmt: skip
            part = m.part(coat.back, *limb([thick * 1.2, thick, thick, thick * 0.9,
                thick * 0.7], *spots))  # fmt: skip
            self.pattern(part, "tail")
            if kind == "tuft":
                m.part(coat.mark, tufted(oval(-w * 1.7, 0.44, 0.06, 0.045), self.rng, 0.03, 0.03))
        elif kind in ("brush", "flag", "ringed"):
            spots = [(-w * 0.8, 0.1), (-w * 1.4, 0.1), (-w * 1.9, 0.16), (-w * 2.2, 0.3)]
            tip = coat.pale if kind == "brush" else None
            part = self._bushy(spots, [thick * 0.6, thick, thick * 1.05, thick * 0.3], tip)
            if kind == "ringed":
                for k in range(4):
                    x = -w * (1.25 + k * 0.27)
                    mark(m, coat.mark, [(x, 0.5), (x - 0.05, 0.5), (x + 0.02, -0.1),
                        (x + 0.07, -0.1)], on=part)  # fmt: skip
        elif kind == "plume":
            self._bushy([(-w * 0.7, 0.08), (-w * 1.5, 0.1), (-w * 1.7, 0.4), (-w * 1.25,
                0.66), (-w * 1.6, 0.84), (-w * 1.95, 0.8)], [thick * 0.5, thick * 0.9,
                thick, thick, thick * 0.8, thick * 0.3], None)  # fmt: skip
        elif kind == "paddle":
            m.part(coat.mark, smooth([(-w * 0.8, 0.12), (-w * 1.5, 0.14), (-w * 1.9,
                0.07), (-w * 1.5, 0.01), (-w * 0.8, 0.02)]))  # fmt: skip
        elif kind == "curl":
            self._bushy([(-w, 0.2), (-w * 1.35, 0.3), (-w * 1.2, 0.44), (-w * 0.9,
                0.4)], [thick * 0.6, thick, thick, thick * 0.4], None)  # fmt: skip
        elif kind == "ball":
            ring = oval(-w * 1.05, 0.1, thick, thick * 0.9)
            m.part(mix(coat.pale, coat.back, 0.15), tufted(ring, self.rng, 0.03, 0.02), light=0.66)

    def _lie(self, head: bool = True) -> None:
        """Draw it lying with its fore legs before it and its head up."""
        m, b, coat = self.m, self.b, self.coat
        long, deep, bone = b.long, b.deep * 1.05, b.bone * 1.1
        x0, x1 = -long * 0.55, long * 0.4
        m.part(tone(coat.back, -0.2), *limb([bone * 1.6, bone * 1.2, bone], (x1, 0.12),
            (x1 + 0.2, 0.07), (x1 + 0.36, 0.05)), light=0.45)  # fmt: skip
        self._lie_tail(x0)
        body = smooth([(x0 - 0.08, 0.06), (x0 - 0.1, 0.2), (x0 + 0.03, deep * 0.98),
            (x0 + long * 0.3, deep * 1.02), (x1 - 0.12, deep * 1.08 + b.hump * 0.2),
            (x1 + 0.06, deep * 1.05), (x1 + 0.16, deep * 0.6), (x1 + 0.1, 0.06),
            (x0 + long * 0.4, 0.015), (x0 + 0.1, 0.015)])  # fmt: skip
        ahead, up, thick = b.neck
        at = (x1 + ahead * 0.7, deep * 0.8 + up + b.deep * 0.2)
        neck = limb([deep * 0.85, thick * 1.2, thick], (x1 - 0.02, deep * 0.62),
            (x1 + ahead * 0.3, deep * 0.8 + up * 0.4), at)  # fmt: skip
        if not head:
            neck = []
        trunk = self._coated(coat.back, body, *neck, light=0.59, reach=0.08)
        chest = smooth([(x1 + 0.2, deep * 0.95), (x1 + 0.02, deep * 0.5), (x1 - 0.02,
            0.1), (x1 + 0.2, 0.0), (x1 + 0.3, deep * 0.5)])  # fmt: skip
        mark(m, coat.pale, chest, on=trunk, fade=0.03, cover=0.85)
        self.pattern(trunk, "side")
        self._fur(trunk)
        thigh = m.part(coat.back, smooth([(x0 - 0.06, 0.07), (x0 - 0.03, deep * 0.7),
            (x0 + 0.12, deep * 0.84), (x0 + 0.27, deep * 0.6), (x0 + 0.3, 0.12),
            (x0 + 0.16, 0.02), (x0, 0.02)]), light=0.61, line=0.3)  # fmt: skip
        self.pattern(thigh, "haunch")
        self._fur(thigh)
        foot = coat.mark if b.socks else mix(coat.back, coat.pale, 0.4)
        m.part(foot, oval(x0 + 0.33, bone * 0.5, bone * 1.5, bone * 0.55), light=0.6, line=0.5)
        arm = limb([bone * 2.0, bone * 1.35, bone * 1.1], (x1 + 0.02, deep * 0.3),
            (x1 + 0.12, 0.075), (x1 + 0.34, bone * 0.55))  # fmt: skip
        paw = oval(x1 + 0.37, bone * 0.52, bone * 0.95, bone * 0.54)
        part = m.part(coat.back, *arm, paw, light=0.63, line=0.4)
        mark(m, coat.mark if b.socks else coat.pale, oval(x1 + 0.38, 0.04, bone * 1.3,
            bone * 1.2), on=part, fade=0.02)  # fmt: skip
        self.pattern(part, "leg")
        if head:
            if self.cape is not None:
                self.cape(at[0], at[1], b.head)
            self.head(at[0], at[1], 0.45, False)

    def _lie_tail(self, x0: float) -> None:
        kind, long, thick = self.b.tail
        m = self.m
        if kind in ("long", "tuft"):
            spots = [(x0, 0.08), (x0 - long * 0.3, 0.05), (x0 - long * 0.6, 0.06),
                (x0 - long * 0.78, 0.13)]  # fmt: skip
            part = m.part(self.coat.back, *limb([thick * 1.2, thick, thick * 0.9,
                thick * 0.7], *spots))  # fmt: skip
            self.pattern(part, "tail")
            if kind == "tuft":
                m.part(self.coat.mark, tufted(oval(x0 - long * 0.8, 0.14, 0.06, 0.04),
                    self.rng, 0.03, 0.03))  # fmt: skip
        elif kind in ("brush", "flag", "ringed", "plume", "paddle"):
            spots = [(x0, 0.12), (x0 - long * 0.4, thick * 0.6), (x0 - long * 0.8,
                thick * 0.55), (x0 - long, thick * 0.7)]  # fmt: skip
            self._bushy(spots, [thick * 0.6, thick, thick, thick * 0.3], self.coat.pale
                if kind == "brush" else None)  # fmt: skip
        elif kind == "curl":
            self._bushy([(x0, 0.2), (x0 - 0.12, 0.28), (x0 - 0.04, 0.4), (x0 + 0.1,
                0.36)], [thick * 0.6, thick, thick, thick * 0.4], None)  # fmt: skip
        elif kind == "ball":
            ring = oval(x0 - 0.06, 0.14, thick, thick * 0.9)
            m.part(mix(self.coat.pale, self.coat.back, 0.15), tufted(ring, self.rng,
                0.03, 0.02), light=0.66)  # fmt: skip

    def _sleep(self) -> None:
        """Draw it asleep, curled up with its chin on its paws."""
        m, b, coat = self.m, self.b, self.coat
        w, h, bone = max(b.long * 0.56, b.head * 1.4), b.deep * 1.3, b.bone * 1.1
        body = smooth([(-w, 0.04), (-w * 1.08, h * 0.45), (-w * 0.8, h * 0.92),
            (-w * 0.2, h * 1.08), (w * 0.35, h * 0.95), (w * 0.8, h * 0.62), (w * 0.98,
            h * 0.2), (w * 0.7, 0.01), (-w * 0.5, 0.005)])  # fmt: skip
        trunk = self._coated(coat.back, body, light=0.58, reach=0.09)
        self.pattern(trunk, "side")
        self._fur(trunk, math.pi * 1.05)
        thigh = m.part(coat.back, smooth([(-w * 0.95, 0.05), (-w * 0.94, h * 0.5),
            (-w * 0.6, h * 0.72), (-w * 0.2, h * 0.5), (-w * 0.12, h * 0.14), (-w * 0.4,
            0.01)]), light=0.62, line=0.3)  # fmt: skip
        self.pattern(thigh, "haunch")
        self._fur(thigh, math.pi * 1.05)
        kind, _, thick = b.tail
        if kind not in ("stub", "ball"):
            thick = thick * (1.0 if kind in ("long", "tuft") else 0.8)
            spots = [(-w * 0.98, 0.1), (-w * 0.75, 0.04), (-w * 0.2, 0.05), (w * 0.25, 0.07)]
            ring = limb([thick * 1.2, thick, thick, thick * 0.6], *spots)
            outline = tufted(ring[0], self.rng, 0.05, 0.015) if kind not in ("long",
                "tuft") and m.size > 60 else ring[0]  # fmt: skip
            part = m.part(coat.back, outline, *ring[1:], light=0.6, line=0.5)
            self.pattern(part, "tail")
            if kind == "brush":
                mark(m, coat.pale, oval(w * 0.22, 0.07, thick * 0.9, thick), on=part, fade=0.01)
        arm = m.part(coat.back, *limb([bone * 1.5, bone * 1.2, bone], (w * 0.9, 0.1),
            (w * 0.6, 0.05), (w * 0.3, 0.05)), light=0.6, line=0.4)  # fmt: skip
        if b.socks:
            mark(m, coat.mark, oval(w * 0.35, 0.05, bone * 2, bone * 2), on=arm, fade=0.02)
        at = w * 0.72, b.head * 0.82
        if self.cape is not None:
            self.cape(*at, b.head)
        self.head(*at, 0.1, True)

    def _bust(self) -> None:
        """Draw head, neck and chest; it ends at the foot as a bust does."""
        m, b, coat = self.m, self.b, self.coat
        r = self.bust
        v = 0.93 - r * 1.25
        thick = min(0.26, b.neck[2] * r / b.head * 0.95)
        body = smooth([(-0.56, -0.62), (-0.54, -0.1), (-0.47, 0.12), (-thick * 1.15,
            v - r * 0.72), (-thick, v), (thick, v), (thick * 1.1, v - r * 0.72), (0.4,
            0.12), (0.46, -0.1), (0.46, -0.62)])  # fmt: skip
        trunk = self._coated(coat.back, body, light=0.56, reach=0.09)
        bib = smooth([(-thick * 0.7, v - r * 0.5), (thick * 0.9, v - r * 0.5), (0.24,
            0.1), (0.16, -0.3), (0.0, -0.62), (-0.14, -0.3), (-0.18, 0.12)])  # fmt: skip
        mark(m, coat.pale, tufted(bib, self.rng, 0.06, 0.04), on=trunk, fade=0.012)
        self.pattern(trunk, "bust")
        self._fur(trunk, -math.pi / 2)
        if self.cape is not None:
            self.cape(0, v, r)
        self.head(0, v, 0.3, False)

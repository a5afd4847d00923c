"""Bodies of furred animals: standing, walking, running, leaping, sitting, lying, asleep, a bust.

Lengths are in units of the animal's height when it stands or sits with its head up.
"""

import math

from ...paint.model import Outline, Spot, limb, oval, smooth, tone
from .coat import mark
from .living import bent, gait, nod, shifted, steps, swing, turned
from .resting import Resting

GAITS: dict[str, tuple[Spot, Spot, Spot, Spot]] = {
    "stand": ((0.03, 0), (-0.05, 0), (0.18, 0.01), (0.16, 0.01)),
    "walk": ((0.34, 0.02), (-0.36, 0.0), (-0.26, 0.02), (0.3, 0.03)),
    "run": ((0.85, 0.42), (-0.95, 0.26), (0.62, 0.3), (-0.72, 0.16)),
    "jump": ((0.55, 0.42), (-0.75, 0.02), (0.42, 0.36), (-0.6, -0.02)),
}
"""Pose -> how far the feet of near fore, near hind, far fore, far hind leg are from below their
joints, and how high, in units of the leg's length."""


class Body(Resting):
    """Draws a body in a pose and then its head."""

    def draw(self, pose: str) -> None:
        """Draw the animal in a pose: a key of GAITS, sit, lie, sleep or bust."""
        if pose in GAITS:
            with bent(self.m, gait(self.m, pose, (0.0, self.b.leg + self.b.deep * 0.5))):
                self._side(pose)
        else:
            {"sit": self._sit, "lie": self._lie, "sleep": self._sleep, "bust": self._bust}[pose]()

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

        near, hind, far, far_hind = steps(m, pose, GAITS[pose])
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
        wag = 0.16 * swing(m, 1 if pose == "run" else 2)
        with bent(m, turned(on(-0.13, 0.3), wag, 0.4)):
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
        still = shoulder[0] + ahead, shoulder[1] + up + b.deep * 0.3
        du, dv = nod(m, pose)
        at = still[0] + du, still[1] + dv
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
        with bent(m, shifted(du, dv)):
            if self.cape is not None:
                self.cape(*still, b.head)
            self.head(*still, 0.9 if pose in ("run", "jump") else 0.55, False)

    # -- on the ground

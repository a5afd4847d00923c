"""Bodies of furred animals at rest: sitting, lying, asleep, and head and chest alone."""

import math

from ...paint.colour import mix
from ...paint.model import limb, oval, smooth, tone
from .coat import mark, tufted
from .living import away, bent, turned
from .tails import Tails


class Resting(Tails):
    """Draws a body that doesn't stand."""

    def _sit(self) -> None:
        """Draw it sitting, three quarters to the front."""
        m, b, coat = self.m, self.b, self.coat
        w, bone = b.sit, b.bone * 1.15
        top = 1 - b.head * 1.75
        with bent(m, turned((-w * 0.8, 0.08), -0.3 * away(m), w * 1.4)):
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

    def _lie(self, head: bool = True) -> None:
        """Draw it lying with its fore legs before it and its head up."""
        m, b, coat = self.m, self.b, self.coat
        long, deep, bone = b.long, b.deep * 1.05, b.bone * 1.1
        x0, x1 = -long * 0.55, long * 0.4
        m.part(tone(coat.back, -0.2), *limb([bone * 1.6, bone * 1.2, bone], (x1, 0.12),
            (x1 + 0.2, 0.07), (x1 + 0.36, 0.05)), light=0.45)  # fmt: skip
        with bent(m, turned((x0, 0.08), -0.3 * away(m), b.tail[1] * 0.9)):
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
        at = w * 0.72, b.head * (1.5 if self.cape is not None else 0.82)
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

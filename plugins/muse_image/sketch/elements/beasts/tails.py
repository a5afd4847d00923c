"""Tails of furred animals."""

import math
from collections.abc import Sequence

from ...paint.colour import Colour, mix
from ...paint.model import Part, Spot, limb, oval, smooth
from .build import Parts
from .coat import mark, tufted


class Tails(Parts):
    """Draws tails: behind one that stands, sits or lies."""

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

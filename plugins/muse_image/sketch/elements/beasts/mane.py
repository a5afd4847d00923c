"""Hair and markings of hoofed animals: tails, manes, wool, patches, plates."""

import math
from collections.abc import Callable

from ...draws import Rng
from ...paint.colour import Colour
from ...paint.model import Model, Outline, Part, Spot, limb, oval, smooth, tone
from .coat import Coat, dapples, hairs, mark, patches, spots_of, stripes, tufted, woolly
from .ungulate import Ungulate


class Dressed:
    """Draws what a hoofed animal wears on its body."""

    def __init__(self, m: Model, what: Ungulate, worn: Coat, rng: Rng) -> None:
        self.m, self.w, self.coat, self.rng = m, what, worn, rng

    def _rough(self, ring: Outline) -> Outline:
        """Return an outline of the trunk with its tufts or curls."""
        deep = self.w.fur
        if self.m.size < 50 or not (deep or self.w.wool):
            return ring
        if self.w.wool:
            return woolly(ring, self.rng, 0.085, 0.03)
        return tufted(ring, self.rng, max(0.05, deep * 1.6), deep)

    def _tail(self, root: Spot, pose: str) -> None:
        m, w, worn = self.m, self.w, self.coat
        u, v = root
        fast = pose in ("run", "jump", "fly")
        low = max(0.03, v - 0.42)
        colour = self.coat.hair(w.mane) if w.mane else worn.mark
        if w.tail == "horse":
            spots = [(u + 0.02, v), (u - 0.12, v + 0.02), (u - 0.3, v - 0.02),
                (u - 0.44, v - 0.1)] if fast else [(u + 0.02, v), (u - 0.07, v - 0.06),
                (u - 0.1, v - 0.22), (u - 0.08, low)]  # fmt: skip
            hair = limb([0.04, 0.085, 0.1, 0.02], *spots)
            out = tufted(hair[0], self.rng, 0.05, 0.02, 0.9) if m.size > 60 else hair[0]
            part = m.part(colour, out, *hair[1:], light=0.5)
            flow = math.atan2(spots[-1][1] - v, spots[-1][0] - u)
            hairs(m, part, tone(colour, 0.3), self.rng, gap=0.03, long=0.1, flow=flow, cover=0.35)
        elif w.tail == "cow":
            end = (u - 0.06, low + 0.08)
            m.part(worn.back, *limb([0.035, 0.025, 0.02], root, (u - 0.05, v - 0.12), end))
            m.part(worn.mark, tufted(oval(end[0], end[1] - 0.03, 0.025, 0.05), self.rng,
                0.02, 0.015))  # fmt: skip
        elif w.tail == "short":
            ring = oval(u - 0.015, v - 0.05, 0.03, 0.065, -0.3)
            m.part(worn.back, ring, line=0.5)
            mark(m, worn.pale, oval(u - 0.03, v - 0.06, 0.018, 0.05, -0.3), on=None, cover=0.9)
        elif w.tail == "curly":
            m.line(worn.back, 0.022, root, (u - 0.05, v + 0.02), (u - 0.05, v + 0.07),
                (u - 0.02, v + 0.05), (u - 0.05, v + 0.01), (u - 0.09, v + 0.03))  # fmt: skip
        elif w.tail == "lion":
            spots = [root, (u - 0.14, v - 0.02), (u - 0.2, v + 0.16), (u - 0.12, v + 0.3)]
            m.part(worn.back, *limb([0.04, 0.03, 0.025, 0.02], *spots))
            m.part(colour, tufted(oval(u - 0.11, v + 0.33, 0.045, 0.07), self.rng, 0.03, 0.03))

    def _mane(self, base: Spot, crest: Spot, poll: Spot, thin: float) -> None:
        """Draw the mane along the back of the neck."""
        m, w = self.m, self.w
        if not w.mane:
            return
        colour = self.coat.hair(w.mane)
        du, dv = poll[0] - base[0], poll[1] - base[1]
        apart = math.hypot(du, dv) or 1
        back = (-dv / apart, du / apart)
        upright = w.pattern == "zebra"
        left, right = [], []
        for k in range(9):
            t = k / 8
            u, v = base[0] + du * t, base[1] + dv * t
            low = w.deep * w.neck[2] * 1.8
            half = low + (thin * 0.65 - low) * t * 2
            if t > 0.5:
                half = thin * (0.65 - 0.15 * (2 * t - 1))
            k_ = thin / 0.15
            out, into = half + (0.045 if upright else 0.016) * k_, half - (0.02
                if upright else 0.07) * k_  # fmt: skip
            left.append((u + back[0] * out, v + back[1] * out))
            right.append((u + back[0] * into, v + back[1] * into - (0 if upright else 0.03 * k_)))
        ring = smooth([*left[1:], *right[:0:-1]])
        out_ = tufted(ring, self.rng, 0.045, 0.028, 0.3) if m.size > 50 else ring
        part = m.part(colour, out_, light=0.52, line=0.5)
        if upright:
            stripes(m, part, self.coat.mark, self.rng, gap=0.05, wide=0.022, deep=1.0)
        hairs(m, part, tone(colour, -0.4), self.rng, gap=0.025, long=0.08, flow=-1.9, cover=0.4)
        hairs(m, part, tone(colour, 0.35), self.rng, gap=0.035, long=0.07, flow=-1.9, cover=0.35)

    def _cap(self, poll: Spot, long: float) -> None:
        """Draw the wool on top of the head."""
        ring = oval(poll[0] - long * 0.04, poll[1] + long * 0.12, long * 0.3, long * 0.26)
        ring = woolly(ring, self.rng, 0.2 * long, 0.08 * long) if self.m.size > 50 else ring
        self.m.part(self.coat.back, ring, light=0.64, line=0.5)

    def _forelock(self, poll: Spot, long: float, turn: float) -> None:
        m, w = self.m, self.w
        if not (w.mane and w.head.forelock) or m.size * long < 18:
            return
        cos, sin = math.cos(turn) * long, math.sin(turn) * long
        ring = [
            (poll[0] + x * cos - y * sin, poll[1] + x * sin + y * cos)
            for x, y in ((-0.06, 0.12), (0.06, 0.24), (0.3, 0.22), (0.42, 0.1), (0.2, 0.1))
        ]
        m.part(self.coat.hair(w.mane), tufted(smooth(ring), self.rng, 0.12 * long, 0.05 * long),
            light=0.52, line=0.5)  # fmt: skip

    def _bust_mane(self, poll: Spot, crest: Spot, base: Spot, thin: float) -> None:
        m, w = self.m, self.w
        if not w.mane:
            return
        colour = self.coat.hair(w.mane)
        ring = smooth([(poll[0] + 0.02, poll[1] + 0.08), (poll[0] - 0.08,
            poll[1] + 0.06), (crest[0] - thin * 0.84, crest[1] + 0.05), (-0.5, 0.08),
            (-0.42, -0.06), (crest[0] - thin * 0.25, crest[1] - 0.16), (poll[0] - 0.01,
            poll[1] - 0.08)])  # fmt: skip
        part = m.part(colour, tufted(ring, self.rng, 0.07, 0.04, 0.4), light=0.52, line=0.5)
        for shade, gap in ((-0.4, 0.03), (0.35, 0.045)):
            hairs(m, part, tone(colour, shade), self.rng, gap=gap, long=0.14, flow=-2.2, cover=0.4)

    def _markings(self, trunk: Part, on: Callable[[float, float], Spot], pose: str) -> None:
        m, w, worn = self.m, self.w, self.coat
        kind = worn.pattern
        under = [on(1.2, -0.1), on(0.9, -0.36), on(0.4, -0.4), on(0.1, -0.34), on(0.1,
            -0.7), on(1.2, -0.7)]  # fmt: skip
        if kind in ("deer", "fawn", "donkey"):
            mark(m, worn.pale, smooth(under), on=trunk, fade=0.03, cover=0.85)
            rump = oval(*on(-0.16, 0.0), 0.06, 0.1)
            mark(m, worn.pale, rump, on=trunk, fade=0.015)
        if kind == "fawn":
            dapples(m, trunk, worn.pale, self.rng, gap=0.07, size=0.012, above=on(0, -0.2)[1])
        elif kind == "zebra":
            stripes(m, trunk, worn.mark, self.rng, gap=0.062, wide=0.03, deep=0.95, slant=0.1)
        elif kind == "giraffe":
            plates(m, trunk, worn.mark, self.rng, on(0, -0.9)[1])
        elif kind == "patches":
            patches(m, trunk, [worn.mark], self.rng, gap=0.3, size=0.13, above=on(0, -0.5)[1])
        elif kind == "dapple":
            dapples(m, trunk, worn.pale, self.rng, gap=0.06, size=0.018, cover=0.4,
                above=on(0, -0.3)[1])  # fmt: skip
        elif kind == "scales" and m.size > 90:
            dapples(m, trunk, worn.mark, self.rng, gap=0.04, size=0.017, rings=worn.back, cover=0.7)
        for joint, turn in ((on(0.04, 0.0), 0.3), (on(0.96, -0.1), -0.2)):
            ring = oval(joint[0] - 0.03, joint[1], w.deep * 0.26, w.deep * 0.42, turn)
            mark(m, tone(worn.back, -0.5), ring, on=trunk, cover=0.12, fade=0.03)
        if w.socks and pose != "lie":
            low = w.leg * 0.34
            mark(m, worn.mark, [(-1.2, -0.1), (1.2, -0.1), (1.2, low), (-1.2, low)],
                on=trunk, fade=0.02)  # fmt: skip
        if not w.wool:
            hairs(m, trunk, tone(worn.back, -0.3), self.rng, gap=0.05, long=0.05, cover=0.2)
            hairs(m, trunk, tone(worn.back, 0.4), self.rng, gap=0.06, long=0.045, cover=0.2)


def plates(
    m: Model, part: Part, colour: Colour, rng: Rng, above: float, gap: float = 0.075
) -> None:
    """Mark a part with the plates of a giraffe."""
    made: list[Outline] = []
    for u, v in spots_of(m, part, rng, gap):
        if v < above:
            continue
        turn = float(rng.uniform(0, 1))
        made.append([(u + gap * 0.5 * float(rng.uniform(0.8,
            1.15)) * math.cos(turn + k * math.pi / 3),
            v + gap * 0.5 * float(rng.uniform(0.8,
            1.15)) * math.sin(turn + k * math.pi / 3)) for k in range(6)])  # fmt: skip
    if made:
        mark(m, colour, *made, on=part)

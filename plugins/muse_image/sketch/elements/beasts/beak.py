"""Heads of birds: beak, eye, crest, marks; and head and breast alone."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Part, Spot, limb, oval, smooth, tone
from .coat import DARK, Coat, hairs, mark, tufted
from .feathers import feather
from .living import closed

BEAKS: dict[str, tuple[tuple[Spot, ...], tuple[Spot, ...]]] = {"seed": (((0, 0.34),
    (0.5, 0.26), (1, -0.04), (0, -0.02)), ((0, -0.02), (0.85, -0.06), (0.4, -0.26), (0,
    -0.3))), "dagger": (((0, 0.26), (0.5, 0.16), (1, -0.02), (0, 0.0)), ((0, 0.0),
    (0.95, -0.03), (0.5, -0.14), (0, -0.22))), "hook": (((0, 0.4), (0.4, 0.42), (0.8,
    0.2), (1.0, -0.3), (0.84, -0.42), (0.76, -0.1), (0, -0.06)), ((0, -0.06), (0.7,
    -0.12), (0.5, -0.32), (0, -0.36))), "parrot": (((0, 0.6), (0.5, 0.56), (0.94, 0.2),
    (0.98, -0.3), (0.8, -0.62), (0.74, -0.2), (0.4, 0.0), (0, 0.0)), ((0, 0.0), (0.5,
    -0.08), (0.66, -0.4), (0.3, -0.56), (0, -0.46))), "duck": (((0, 0.36), (0.3, 0.2),
    (0.7, 0.12), (1.02, 0.06), (1.06, -0.04), (0.9, -0.06), (0, -0.1)), ((0, -0.1),
    (0.9, -0.1), (0.8, -0.2), (0.3, -0.28), (0, -0.3))), "bent": (((0, 0.34), (0.4,
    0.28), (0.8, -0.1), (0.86, -0.5), (0.6, -0.28), (0, -0.04)), ((0, -0.04), (0.55,
    -0.24), (0.72, -0.5), (0.4, -0.4), (0, -0.3))), "toucan": (((0, 0.6), (0.4, 0.66),
    (0.8, 0.4), (1.04, -0.2), (0.9, -0.2), (0, -0.04)), ((0, -0.04), (0.9, -0.2), (0.6,
    -0.32), (0, -0.4))), "pouch": (((0, 0.2), (0.6, 0.1), (1.0, 0.02), (1.04, -0.08),
    (0.9, -0.06), (0, 0.0)), ((0, 0.0), (0.95, -0.06), (0.6, -0.34), (0.2, -0.5), (0,
    -0.36)))}  # fmt: skip
"""Upper and lower half of a beak, from its root to its tip (1, 0)."""


@dataclass(frozen=True, slots=True)
class Feathered:
    """How a species looks: coats ("back breast mark"), colours of its parts (or the back's)."""

    coats: tuple[str, ...]
    beak: tuple[str, float, str] = ("seed", 0.14, "c98a3a")
    head: float = 0.15
    body: tuple[float, float, float] = (0.36, 0.22, 0.5)
    """Half length, half height, angle."""
    legs: tuple[float, str] = (0.2, "8a5a3c")
    neck: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Length above the body, thickness, how much it is bent."""
    tail: tuple[str, float] = ("plain", 0.34)
    wing: str = ""
    cap: str = ""
    face: str = ""
    throat: str = ""
    eye: str = "1c1512"
    crest: str = ""
    marks: tuple[str, ...] = ()
    webbed: bool = False
    flight: float = 0.72
    """Length of a wing when spread."""
    rest: str = "stand"

    def _middle(self) -> Spot:
        half, high, turn = self.body
        return -0.06, self.legs[0] + high * math.cos(turn) + half * 0.35 * math.sin(turn)

    def _head_at(self) -> Spot:
        u, v = self._middle()
        half, high, turn = self.body
        long, _, bend = self.neck
        front = u + math.cos(turn) * half * 0.78, v + math.sin(turn) * half * 0.78
        if long:
            return front[0] + 0.03 + bend * 0.1, front[1] + long
        return front[0] - high * 0.12, front[1] + high * 0.5 + self.head * 0.4


class Beaked:
    """Draws the head of a bird."""

    def __init__(self, m: Model, what: Feathered, worn: Coat, rng: Rng, asked: bool) -> None:
        self.m, self.b, self.coat, self.rng, self.asked = m, what, worn, rng, asked

    def _head(
        self, at: Spot, r: float, trunk: Part | None, shut: bool = False, tilt: float = 0.0
    ) -> None:
        """Draw what is on the head: cap, crest, beak, eye."""
        m, b, worn = self.m, self.b, self.coat
        u, v = at
        cos, sin = math.cos(tilt), math.sin(tilt)

        def on(x: float, y: float) -> Spot:
            return u + r * (x * cos - y * sin), v + r * (x * sin + y * cos)

        if b.face:
            ring = smooth([on(0.0, 1.1), on(-1.1, 0.4), on(-1.1, -0.7), on(0.2, -1.4
                if b.neck[0] == 0 else -1.1), on(1.2, -0.6), on(1.1, 0.6)])  # fmt: skip
            mark(m, rgb(b.face), ring, on=trunk, fade=r * 0.06)
        if b.cap:
            ring = smooth([on(1.1, 0.3), on(0.5, 0.34), on(-0.4, 0.3), on(-1.2, 0.0),
                on(-1.1, 1.2), on(0.6, 1.2)])  # fmt: skip
            mark(m, rgb(b.cap), ring, on=trunk)
        if b.throat:
            mark(m, rgb(b.throat), smooth([on(0.9, -0.1), on(0.2, -0.3), on(-0.1, -1.0),
                on(0.5, -1.6), on(1.2, -1.0)]), on=trunk, fade=r * 0.08)  # fmt: skip
        if "cheek" in b.marks:
            mark(m, worn.mark, oval(*on(-0.1, -0.3), r * 0.4, r * 0.34), on=trunk)
        if "stripe" in b.marks:
            mark(m, worn.mark, smooth([on(1.1, 0.1), on(0.2, 0.32), on(-1.2, 0.1),
                on(-1.2, -0.14), on(0.2, 0.0)]), on=trunk)  # fmt: skip
        self._crest(on, r)
        kind, long, colour = b.beak
        scale = r / b.head
        long *= scale
        high = max(r * 0.62, long * 0.3) if kind not in ("dagger", "pouch") else r * 0.62
        high *= 1.5 if kind == "duck" else 1.0
        root = on(0.78, -0.05)

        def put(spots: tuple[Spot, ...]) -> list[Spot]:
            return smooth([(root[0] + (x * long) * cos - y * high * sin,
                root[1] + x * long * sin + y * high * cos) for x,
                y in spots]) if kind in ("hook", "parrot", "bent", "duck",
                "toucan") else [(root[0] + x * long * cos - y * high * sin,
                root[1] + x * long * sin + y * high * cos) for x, y in spots]  # fmt: skip

        upper, lower = BEAKS[kind]
        m.part(tone(rgb(colour), -0.2), put(lower), light=0.5, line=0.7)
        top = m.part(rgb(colour), put(upper), light=0.62, line=0.7)
        if "black tip" in b.marks:
            mark(m, DARK, oval(root[0] + long, root[1] - high * 0.2, long * 0.4, high), on=top)
        if m.size * r > 12 and kind not in ("dagger",):
            mark(m, tone(rgb(colour), -0.6), oval(root[0] + long * 0.25 * cos,
                root[1] + high * 0.14, long * 0.06, high * 0.05), on=top)  # fmt: skip
        if "knob" in b.marks:
            m.part(DARK, smooth([on(0.5, 0.2), on(0.95, 0.3), on(1.05, 0.0), on(0.85,
                -0.3), on(0.55, -0.1)]), light=0.4, line=0.3)  # fmt: skip
        if b.crest == "comb":
            comb = smooth([on(0.9, 0.55), on(0.7, 1.15), on(0.4, 0.95), on(0.15, 1.4),
                on(-0.15, 1.0), on(-0.45, 1.4), on(-0.6, 0.95), on(-0.95, 1.1), on(-0.8,
                0.6), on(0, 0.6)])  # fmt: skip
            m.part(rgb("cf3a30"), comb, light=0.6, line=0.7)
            m.part(rgb("c23028"), smooth([on(0.9, -0.3), on(0.55, -0.6), on(0.7, -1.25),
                on(1.0, -1.2), on(1.12, -0.6)]), light=0.55, line=0.6)  # fmt: skip
            mark(m, rgb("d4503f"), oval(*on(0.35, 0.05), r * 0.5, r * 0.4), on=trunk)
        self._eye(on(0.36, 0.18), r, shut)

    def _eye(self, at: Spot, r: float, shut: bool) -> None:
        m, b = self.m, self.b
        size = r * (0.24 if b.eye == "1c1512" else 0.23)
        if m.size * r < 5:
            mark(m, DARK, oval(*at, size, size), on=None)
            return
        if shut or closed(m):
            m.line(DARK, r * 0.08, (at[0] - size, at[1]), (at[0], at[1] - size * 0.6),
                (at[0] + size, at[1]), taper=True)  # fmt: skip
            return
        if "ring" in b.marks:
            m.part(rgb("f3efe6"), oval(*at, size * 1.7, size * 1.7), light=0.6,
                line=0.3, round_=0.3)  # fmt: skip
        m.part(rgb(b.eye), oval(*at, size, size), light=0.55, line=0.9, round_=0.3)
        mark(m, rgb("0b0908"), oval(at[0] + size * 0.1, at[1], size * 0.58, size * 0.6), on=None)
        if m.size * r > 9:
            m.part(rgb("fffdf6"), oval(at[0] - size * 0.2, at[1] + size * 0.36,
                size * 0.28, size * 0.28), round_=0, light=0.97, line=-1)  # fmt: skip
        if "brow" in b.marks:
            m.part(tone(self.coat.back if not b.face else rgb(b.face), -0.15),
                smooth([(at[0] - size * 2, at[1] + size * 1.5), (at[0] + size * 0.4,
                at[1] + size * 1.2), (at[0] + size * 1.9, at[1] + size * 0.2),
                (at[0] + size * 0.5, at[1] + size * 0.75), (at[0] - size,
                at[1] + size * 0.9)]), light=0.5, line=0.5)  # fmt: skip

    def _crest(self, on: Callable[[float, float], Spot], r: float) -> None:
        m, b, worn = self.m, self.b, self.coat
        if b.crest in ("", "comb"):
            return
        if b.crest == "crown":
            for k in range(5):
                a = 1.2 + 0.25 * k
                tip = on(math.cos(a) * 2.1, math.sin(a) * 2.1)
                m.line(worn.mark, r * 0.07, on(-0.1, 0.8), tip)
                m.ball(worn.mark, tip[0], tip[1], r * 0.17)
        else:
            fan = {"tuft": (2.0, 2.6, 1.2), "fan": (1.3, 2.7, 1.5), "plume": (2.6, 3.0,
                2.2)}[b.crest]  # fmt: skip
            hue = rgb(b.cap) if b.cap else worn.back if b.crest == "tuft" else worn.mark
            for k in range(5):
                a = fan[0] + (fan[1] - fan[0]) * k / 4
                m.part(hue, feather(on(-0.1, 0.6), a, r * fan[2] * (1 - 0.08 * k),
                    r * 0.3, 0.15), light=0.58, line=0.5, round_=0.5)  # fmt: skip

    def _own(self, name: str, default: Colour) -> Colour:
        """Return the colour of a part: its own, or the coat's where a colour was asked for."""
        own = getattr(self.b, name)
        return rgb(own) if own and not (self.asked and name == "wing") else default

    def _plumage(self, trunk: Part) -> None:
        m, worn = self.m, self.coat
        if "flecks" in self.b.marks and m.size > 70:
            hairs(m, trunk, worn.mark, self.rng, gap=0.06, long=0.04, flow=-1.7, cover=0.75)
        hairs(m, trunk, tone(worn.back, -0.3), self.rng, gap=0.05, long=0.035,
            flow=math.pi * 1.2, cover=0.22)  # fmt: skip
        hairs(m, trunk, tone(worn.pale, 0.3), self.rng, gap=0.06, long=0.035,
            flow=math.pi * 1.2, cover=0.22)  # fmt: skip

    def _bust(self) -> None:
        """Draw head and breast large, cut off at the foot."""
        m, b, worn = self.m, self.b, self.coat
        r = min(0.27, 0.2 * b.head / max(b.beak[1], 0.06) + 0.08)
        at = (-0.06, 0.64)
        scale = r / b.head
        long, thick, _ = b.neck
        if long > 0.28:
            self._long_bust()
            return
        half = thick * scale * 0.62 if long else r * 1.1
        low = 0.34 if long else 0.46
        ring = smooth([(-low - 0.24, -0.62), (-low - 0.2, -0.14), (-low - 0.14, 0.06),
            (-low + 0.06, 0.2), (at[0] - half * 1.1, at[1] - r * 1.2), (at[0] - half,
            at[1] - r * 0.4), (at[0] + half, at[1] - r * 0.4), (at[0] + half * 1.2,
            at[1] - r * 1.2), (low * 0.72, 0.2), (low, 0.06), (low * 1.1, -0.14),
            (low * 1.1, -0.62)])  # fmt: skip
        if m.size > 60:
            ring = tufted(ring, self.rng, 0.05, 0.015)
        trunk = m.part(worn.back, ring, oval(*at, r, r * 0.95), light=0.57, reach=0.07)
        mark(m, worn.pale, smooth([(at[0] + half * 0.2, 0.36), (0.0, 0.1), (-0.1,
            -0.14), (-0.06, -0.62), (0.6, -0.62), (0.5, 0.3)]), on=trunk, fade=0.04)  # fmt: skip
        self._plumage(trunk)
        self._head(at, r, trunk)

    def _long_bust(self) -> None:
        """Draw the head on its long neck, and the shoulders."""
        m, worn = self.m, self.coat
        r, at = 0.17, (0.04, 0.68)
        neck = limb([0.46, 0.24, 0.17, 0.16], (-0.16, -0.2), (-0.02, 0.16), (-0.12, 0.44), at)
        body = smooth([(-0.8, -0.64), (-0.6, -0.16), (-0.3, 0.04), (0.05, 0.0), (0.2,
            -0.2), (0.24, -0.64)])  # fmt: skip
        trunk = m.part(worn.back, *neck, body, oval(*at, r, r * 0.95), light=0.58, reach=0.06)
        mark(m, worn.pale, smooth([(0.16, 0.1), (0.0, -0.2), (0.0, -0.64), (0.3,
            -0.64)]), on=trunk, fade=0.05)  # fmt: skip
        self._plumage(trunk)
        self._head(at, r, trunk)

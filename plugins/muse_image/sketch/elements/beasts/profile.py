"""Heads of hoofed animals in profile: from the poll (0, 0) to the nose (1, 0), `y` to the brow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, Part, Spot, limb, oval, smooth, tone
from .coat import DARK, Coat, hairs, mark, tufted
from .living import bent, flick, turned

SHAPES: dict[str, tuple[Spot, ...]] = {"horse": ((-0.1, 0.06), (0.08, 0.19), (0.3,
    0.19), (0.6, 0.12), (0.86, 0.1), (0.99, 0.04), (1.02, -0.07), (0.95, -0.15), (0.9,
    -0.2), (0.78, -0.19), (0.6, -0.17), (0.42, -0.26), (0.24, -0.36), (0.04, -0.33),
    (-0.1, -0.18)), "deer": ((-0.1, 0.1), (0.08, 0.24), (0.3, 0.22), (0.6, 0.11), (0.88,
    0.08), (1.0, 0.03), (1.0, -0.08), (0.9, -0.15), (0.7, -0.15), (0.46, -0.22), (0.22,
    -0.32), (0.0, -0.28)), "cow": ((-0.1, 0.12), (0.06, 0.26), (0.3, 0.24), (0.62,
    0.17), (0.88, 0.17), (1.03, 0.1), (1.06, -0.08), (0.98, -0.21), (0.8, -0.25), (0.56,
    -0.26), (0.3, -0.36), (0.04, -0.33)), "sheep": ((-0.1, 0.14), (0.1, 0.26), (0.34,
    0.26), (0.66, 0.2), (0.9, 0.12), (1.0, 0.0), (0.98, -0.12), (0.84, -0.2), (0.6,
    -0.22), (0.34, -0.3), (0.04, -0.3)), "camel": ((-0.12, 0.08), (0.06, 0.2), (0.28,
    0.16), (0.6, 0.1), (0.84, 0.14), (1.0, 0.07), (1.02, -0.08), (0.96, -0.24), (0.84,
    -0.27), (0.6, -0.18), (0.36, -0.26), (0.06, -0.28)), "pig": ((-0.14, 0.26), (0.12,
    0.36), (0.4, 0.26), (0.7, 0.12), (0.96, 0.14), (1.04, 0.12), (1.06, -0.14), (0.98,
    -0.17), (0.8, -0.24), (0.5, -0.34), (0.2, -0.46), (-0.1, -0.4)), "rhino": ((-0.16,
    0.2), (0.06, 0.3), (0.3, 0.2), (0.56, 0.16), (0.86, 0.22), (1.0, 0.1), (1.0, -0.16),
    (0.86, -0.28), (0.56, -0.26), (0.26, -0.36), (-0.1, -0.34)), "hippo": ((-0.16,
    0.24), (0.04, 0.34), (0.26, 0.3), (0.5, 0.2), (0.78, 0.26), (1.02, 0.2), (1.12,
    -0.08), (1.04, -0.34), (0.8, -0.44), (0.5, -0.36), (0.24, -0.38), (-0.1, -0.38)),
    "moose": ((-0.1, 0.12), (0.1, 0.22), (0.4, 0.2), (0.7, 0.2), (0.95, 0.16), (1.08,
    0.02), (1.08, -0.16), (0.96, -0.26), (0.76, -0.22), (0.5, -0.22), (0.24, -0.34),
    (0.0, -0.3))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A head in profile; `ear` is (kind, length, turn), `horns` names what it bears."""

    shape: str = "horse"
    eye: tuple[float, float, float] = (0.3, 0.06, 0.045)
    ear: tuple[str, float, float] = ("leaf", 0.28, 1.9)
    horns: str = ""
    nose: str = "4a3a36"
    pale: tuple[str, ...] = ()
    """Which parts are pale: muzzle, blaze, throat, ring (about the eye)."""
    dark: tuple[str, ...] = ()
    beard: bool = False
    forelock: bool = False


class Side:
    """Draws a head `long` from poll to nose (units of the model), pointing along `turn`."""

    def __init__(
        self, m: Model, look: Profile, coat: Coat, rng: Rng, at: Spot, long: float, turn: float
    ) -> None:
        self.m, self.look, self.coat, self.rng, self.long = m, look, coat, rng, long
        self.u, self.v = at
        self._cos, self._sin = math.cos(turn) * long, math.sin(turn) * long

    def at(self, x: float, y: float) -> Spot:
        """Return a spot of the model."""
        return self.u + x * self._cos - y * self._sin, self.v + x * self._sin + y * self._cos

    def ring(self, *spots: Spot) -> list[Spot]:
        """Return a smooth closed outline."""
        return smooth([self.at(x, y) for x, y in spots])

    def ball(self, x: float, y: float, half: float, high: float) -> list[Spot]:
        """Return an ellipse that is turned with the head."""
        return [self.at(x + a, y + b) for a, b in oval(0, 0, half, high)]

    def draw(self, shut: bool = False) -> Part:
        """Draw it, the far ear and horn first."""
        m, look, coat = self.m, self.look, self.coat
        self._ear(True)
        self._horn(True)
        skull = m.part(coat.back, smooth([self.at(x, y) for x,
            y in SHAPES[look.shape]]), light=0.6, round_=0.8, line=0.7)  # fmt: skip
        areas = {"muzzle": self.ball(0.98, -0.06, 0.2, 0.3), "snout": self.ball(0.8,
            -0.06, 0.34, 0.4), "blaze": self.ring((0.1, 0.3), (0.16, 0.13), (0.55,
            0.08), (0.9, 0.04), (1.1, 0.1), (0.6, 0.3)), "throat": self.ring((0.9,
            -0.12), (0.5, -0.14), (0.1, -0.24), (0.1, -0.5), (0.7, -0.4)),
            "ring": self.ball(look.eye[0], look.eye[1], look.eye[2] * 2.4,
            look.eye[2] * 2.1), "patch": self.ring((0.06, 0.3), (0.34, 0.26), (0.52,
            0.04), (0.4, -0.3), (0.1, -0.42), (-0.1, 0.0)), "pink": self.ball(0.98,
            -0.04, 0.17, 0.26), "face": self.ball(0.6, -0.02, 0.6, 0.5)}  # fmt: skip
        for name in look.dark:
            colour = rgb("d9a094") if name == "pink" else coat.mark
            mark(m, colour, areas[name], on=skull, fade=0.03 * self.long, cover=0.9)
        for name in look.pale:
            mark(m, coat.pale, areas[name], on=skull, fade=0.04 * self.long, cover=0.9)
        if m.size * self.long > 45:
            mark(m, tone(coat.back, -0.4), self.ring((0.05, -0.1), (0.3, -0.06), (0.5,
                -0.2), (0.36, -0.3), (0.1, -0.34), (0.3, -0.2)), on=skull, cover=0.16,
                fade=0.03 * self.long)  # fmt: skip
            hairs(m, skull, tone(coat.back, -0.3), self.rng, gap=0.08 * self.long,
                long=0.09 * self.long, flow=math.atan2(self._sin, self._cos) + 3.5,
                cover=0.2)  # fmt: skip
        self._features(skull, shut)
        self._horn(False)
        with bent(m, turned(self.at(0.0, 0.1), 0.4 * flick(m))):
            self._ear(False)
        if look.beard:
            ring = self.ring((0.8, -0.16), (0.7, -0.5), (0.58, -0.62), (0.6, -0.2))
            m.part(coat.pale, tufted(ring, self.rng, 0.05 * self.long,
                0.04 * self.long), light=0.55)  # fmt: skip
        return skull

    def _features(self, skull: Part, shut: bool) -> None:
        m, look, long = self.m, self.look, self.long
        x, y, half = look.eye
        if look.shape == "pig":
            m.part(mix(self.coat.back, rgb("c9776f"), 0.5), self.ball(1.02, -0.01, 0.07,
                0.15), line=0.6)  # fmt: skip
        px = m.size * long
        if px < 14:
            return
        mark(m, rgb(look.nose), self.ball(0.93 if look.shape != "pig" else 1.03, -0.005,
            0.03, 0.035), on=skull if look.shape != "pig" else None)  # fmt: skip
        thin = max(0.02 * long, 0.9 / m.size)
        m.line(tone(self.coat.back, -0.7), thin, self.at(1.0, -0.12), self.at(0.86,
            -0.1), self.at(0.7, -0.1), taper=True)  # fmt: skip
        if shut:
            m.line(DARK, thin * 1.4, self.at(x - half, y), self.at(x, y - half * 0.8),
                self.at(x + half, y), taper=True)  # fmt: skip
            return
        ring = self.ring((x - half * 1.2, y), (x - half * 0.2, y + half * 0.95),
            (x + half * 1.0, y + half * 0.35), (x + half * 1.3, y - half * 0.35),
            (x + half * 0.2, y - half * 0.8))  # fmt: skip
        ball = m.part(rgb("2c1a12"), ring, round_=0.2, light=0.3, line=0.8)
        if px > 40:
            mark(m, rgb("6a4226"), self.ball(x + half * 0.1, y - half * 0.25,
                half * 0.6, half * 0.45), on=ball, cover=0.7)  # fmt: skip
            m.part(rgb("fffdf6"), oval(*self.at(x - half * 0.05, y + half * 0.42),
                half * 0.26 * long, half * 0.26 * long), round_=0, light=0.97, line=-1)  # fmt: skip
            m.line(tone(self.coat.back, -0.6), thin, self.at(x - half * 1.5,
                y + half * 0.2), self.at(x - half * 0.1, y + half * 1.35),
                self.at(x + half * 1.5, y + half * 0.3), taper=True)  # fmt: skip

    def _ear(self, far: bool) -> None:
        kind, long, turn = self.look.ear
        m, colour = self.m, self.coat.back
        x, y = (0.06, 0.13) if far else (0.0, 0.1)
        turn += -0.35 if far else 0.0
        cos, sin = math.cos(turn) * long, math.sin(turn) * long
        shape = {"leaf": ((-0.1, -0.16), (0.3, -0.26), (0.7, -0.17), (1.0, 0.02), (0.62,
            0.2), (0.2, 0.2), (-0.1, 0.12)), "long": ((-0.1, -0.1), (0.3, -0.16), (0.8,
            -0.12), (1.0, 0.02), (0.75, 0.14), (0.2, 0.13), (-0.1, 0.08)),
            "flap": ((-0.1, -0.2), (0.3, -0.34), (0.8, -0.24), (1.0, 0.1), (0.6, 0.28),
            (0.1, 0.2))}[kind]  # fmt: skip
        put = [self.at(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in shape]
        m.part(tone(colour, -0.25) if far else colour, smooth(put), light=0.5 if far
            else 0.6, line=0.7)  # fmt: skip
        if not far and m.size * self.long * long > 9:
            inner = [self.at(x + (a * 0.7 + 0.1) * cos - (b * 0.5 - 0.03) * sin,
                y + (a * 0.7 + 0.1) * sin + (b * 0.5 - 0.03) * cos) for a, b in shape]  # fmt: skip
            mark(m, mix(tone(colour, -0.45), rgb("c98f84"), 0.3), smooth(inner), on=None, cover=0.8)

    def _horn(self, far: bool) -> None:
        kind = self.look.horns
        if not kind:
            return
        m, off = self.m, 0.1 if far else 0.0
        shade = -0.2 if far else 0.0
        bone = tone(rgb("cdb48a"), shade)

        def put(*spots: Spot) -> list[Spot]:
            return [self.at(x + off, y) for x, y in spots]

        def branch(widths: Sequence[float], *spots: Spot) -> list[list[Spot]]:
            return limb([w * self.long for w in widths], *put(*spots))

        if kind == "antlers":
            wide = tone(rgb("a98a5e"), shade)
            # The head points down, so that "up" is back along it and out of the brow.
            beam = branch([0.085, 0.075, 0.06, 0.02], (0.08, 0.18), (-0.28, 0.42),
                (-0.42, 0.78), (-0.2, 1.1))  # fmt: skip
            tines = [
                *branch([0.06, 0.045, 0.015], (0.02, 0.24), (0.14, 0.4), (0.2, 0.58)),
                *branch([0.055, 0.04, 0.015], (-0.3, 0.48), (-0.12, 0.64), (0.0, 0.86)),
                *branch([0.05, 0.04, 0.015], (-0.4, 0.72), (-0.6, 0.86), (-0.66, 1.06)),
            ]
            m.part(wide, *beam, *tines, light=0.56, line=0.6, round_=0.6)
        elif kind == "palms":
            palm = smooth(put((0.06, 0.2), (-0.2, 0.38), (-0.62, 0.42), (-0.86, 0.66),
                (-0.7, 0.74), (-0.74, 0.94), (-0.52, 0.84), (-0.46, 1.06), (-0.3, 0.84),
                (-0.14, 0.98), (-0.14, 0.7), (0.06, 0.74), (-0.04, 0.46)))  # fmt: skip
            m.part(tone(rgb("b08f62"), shade), palm, light=0.56, line=0.6)
        elif kind == "short":
            m.part(bone, *branch([0.12, 0.09, 0.03], (0.06, 0.2), (0.0, 0.36), (0.12, 0.48)))
        elif kind == "bull":
            m.part(bone, *branch([0.14, 0.11, 0.07, 0.02], (0.05, 0.2), (-0.02, 0.42),
                (0.14, 0.6), (0.34, 0.64)))  # fmt: skip
        elif kind == "buffalo":
            m.part(tone(rgb("5a4f48"), shade), *branch([0.16, 0.15, 0.1, 0.02], (0.02,
                0.18), (-0.34, 0.24), (-0.6, 0.5), (-0.5, 0.86)))  # fmt: skip
        elif kind == "goat":
            m.part(bone, *branch([0.13, 0.1, 0.07, 0.02], (0.08, 0.22), (-0.02, 0.52),
                (-0.26, 0.72), (-0.5, 0.74)))  # fmt: skip
        elif kind == "ram":
            m.part(tone(rgb("c9ab78"), shade), *branch([0.2, 0.2, 0.17, 0.13, 0.08,
                0.03], (0.08, 0.2), (-0.2, 0.38), (-0.46, 0.16), (-0.36, -0.2), (-0.06,
                -0.24), (0.1, -0.06)), line=0.7)  # fmt: skip
        elif kind == "straight":
            m.part(tone(rgb("3f3530"), shade), *branch([0.09, 0.07, 0.015], (0.06, 0.2),
                (-0.3, 0.7), (-0.72, 1.1)))  # fmt: skip
        elif kind == "knobs":
            m.part(tone(self.coat.back, shade), *branch([0.1, 0.08], (0.08, 0.2), (-0.02, 0.42)))
            m.part(tone(rgb("3d2c22"), shade), oval(*put((-0.03, 0.44))[0],
                0.07 * self.long, 0.06 * self.long))  # fmt: skip
        elif kind == "nose horns" and not far:
            ivory = rgb("d9cdb4")
            m.part(ivory, smooth(put((0.94, 0.16), (0.98, 0.42), (1.14, 0.7), (0.84,
                0.5), (0.7, 0.2))), line=0.7)  # fmt: skip
            m.part(ivory, smooth(put((0.62, 0.18), (0.64, 0.42), (0.5, 0.3), (0.44,
                0.18))), line=0.7)  # fmt: skip
        elif kind == "tusk" and not far:
            m.part(rgb("f0e6d0"), *branch([0.07, 0.06, 0.02], (0.8, -0.14), (0.9,
                -0.02), (0.86, 0.14)))  # fmt: skip
        elif kind == "unicorn" and not far:
            horn = m.part(rgb("f8f0da"), put((0.06, 0.19), (-0.16, 1.05), (0.31, 0.14)),
                line=0.8, light=0.72)  # fmt: skip
            if m.size * self.long > 40:
                for k in range(1, 6):
                    t = k / 6
                    a, b = 0.1 - 0.26 * t, 0.2 + 0.85 * t
                    c, d = 0.28 - 0.44 * t, 0.16 + 0.89 * t
                    m.line(rgb("b08d3f"), 0.012 * self.long, self.at(a, b), self.at(c,
                        d - 0.06), on=horn)  # fmt: skip

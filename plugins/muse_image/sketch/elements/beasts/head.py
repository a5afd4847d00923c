"""Heads of furred animals: ears, muzzle, eyes and nose of a face."""

import math
from collections.abc import Sequence

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Part, Spot, smooth, tone
from .coat import DARK, hairs, mark, tufted
from .face import EARS, Skull
from .face_marks import mark_face
from .living import bent, closed, flick, turned


class Head(Skull):
    """Draws a head."""

    def draw(self, shut: bool = False) -> Part:
        """Draw it; `shut` closes its eyes."""
        face, coat, m = self.face, self.coat, self.m
        hanging = face.ears[0] in ("drop", "fold")
        if not hanging:
            self._ears()
        outline = self.both(face.half)
        if face.tuft and m.size * self.r > 9:
            outline = tufted(outline, self.rng, self.r * 0.14, self.r * face.tuft, 0.5, self._cheek)
        skull = m.part(coat.back, outline, round_=0.75, light=0.6, line=0.75)
        for name in face.marks:
            mark_face(self, skull, name)
        if m.size * self.r > 40:
            hairs(m, skull, tone(coat.back, -0.3), self.rng, gap=self.r * 0.13,
                long=self.r * 0.2, flow=self._flow, cover=0.22)  # fmt: skip
            hairs(m, skull, tone(coat.back, 0.35), self.rng, gap=self.r * 0.17,
                long=self.r * 0.17, flow=self._flow, cover=0.22)  # fmt: skip
        self._muzzle(skull)
        for side in (-1, 1):
            self._eye(side, shut or closed(m), skull)
        self._nose()
        if hanging:
            self._ears()
        return skull

    def _ears(self) -> None:
        kind, across, up, _, _ = self.face.ears
        coat, m = self.coat, self.m
        colour = rgb(self.face.ear) if self.face.ear else coat.back
        if kind in ("drop", "fold") and not self.face.ear:
            colour = mix(colour, coat.mark, 0.35)
        for side in (-1, 1):
            root = self.at(side * across, up, -0.12)
            with bent(m, turned(root, -0.32 * side * flick(m) * (side > 0))):
                self._one_ear(side, colour)

    def _one_ear(self, side: int, colour: Colour) -> None:
        kind, across, up, turn, size = self.face.ears
        shape, coat, m = EARS[kind], self.coat, self.m
        cos, sin = math.cos(turn), math.sin(turn)

        def put(a: float, b: float, part: float = 1.0) -> Spot:
            a, b = a * part * size, b * part * size
            return self.at(side * (across + a * cos - b * sin), up + a * sin + b * cos, -0.12)

        outline = smooth([put(a, b) for a, b in shape])
        m.part(colour, outline, round_=0.6, light=0.55, line=0.8)
        if kind in ("drop", "fold") or m.size * self.r < 7:
            return
        inner = smooth([put(a, b * 0.86 + 0.02, 0.66) for a, b in shape])
        m.part(rgb(self.face.skin), inner, round_=0.4, light=0.42, line=0.25, cover=0.85)
        if kind in ("cat", "fox", "wolf") and self.fine:
            tuft = [put(-0.26, -0.02), put(-0.1, 0.34), put(0.0, 0.2), put(0.06,
                0.42), put(0.14, 0.12), put(0.22, -0.05)]  # fmt: skip
            m.part(mix(coat.pale, colour, 0.25), tuft, round_=0, line=0.1, light=0.6)

    # -- the parts of the face

    def _cheek(self, spot: Spot) -> float:
        """Return how strong the tufts are: the cheeks' are the longest."""
        a, b = (spot[0] - self.u) / self.r, (spot[1] - self.v) / self.r
        return 1.6 if abs(a) > 0.6 and b < 0.1 else 0.35

    def _flow(self, spot: Spot) -> float:
        """Return where hairs grow: away from the nose."""
        return math.atan2(spot[1] - self.v + self.r * 0.3, spot[0] - self.u)

    def _muzzle(self, skull: Part) -> None:
        up, half, high, out = self.face.muzzle
        if half <= 0:
            return
        m, pale = self.m, self.coat.pale
        shape = self.ball(0, up, half, high, out)
        shade = self.ball(0, up - 0.06, half * 1.12, high * 1.1, out)
        mark(m, tone(self.coat.back, -0.35), shade, on=None if out > 0.5 else skull,
            cover=0.35, fade=self.r * 0.05)  # fmt: skip
        if "dark muzzle" in self.face.marks:
            pale = self.coat.mark
        m.part(pale, shape, round_=0.55, light=0.62, line=0.25 if out < 0.4 else 0.6)
        if self.face.nose[0] == "cat" and self.fine:
            for side in (-1, 1):
                m.part(pale, self.ball(side * half * 0.45, up + 0.02, half * 0.55,
                    high * 0.72, out), round_=0.6, light=0.64, line=0.15)  # fmt: skip

    def _eye(self, side: int, shut: bool, skull: Part) -> None:
        across, up, half = self.face.eyes
        m, a, out = self.m, side * across, 0.18
        high = half * (0.92 if self.face.pupil == "slit" else 1.0)
        if m.size * self.r * half < 1.4:
            mark(m, DARK, self.ball(a, up, half * 0.9, high * 0.9, out), on=None, line=0.9)
            return
        if shut:
            lid = [self.at(a + half * x, up - high * 0.5 * (1 - x * x), out)
                for x in (-1.1, -0.5, 0.0, 0.5, 1.1)]  # fmt: skip
            m.line(DARK, self.r * 0.06, *lid, taper=True)
            return
        lean = 0.16 * side if self.face.pupil in ("slit", "round") else 0.0
        ring = [(half * 1.04, high * (0.2 + 2 * lean * side)), (half * 0.5,
            high * 0.86), (-half * 0.2, high * 0.95), (-half * 0.9, high * 0.3),
            (-half * 1.05, -high * 0.35), (-half * 0.3, -high * 0.82), (half * 0.6,
            -high * 0.66)]  # fmt: skip
        shape = self.ring([(a + side * x, up + y) for x, y in ring], out)
        if self.face.pupil == "dark":
            ball = m.part(rgb(self.face.iris), self.ball(a, up, half, high, out),
                round_=0.3, light=0.35, line=0.9)  # fmt: skip
            mark(m, rgb("0d0a09"), self.ball(a, up, half * 0.72, high * 0.75, out), on=ball)
        else:
            m.part(DARK, [self.at(x, y, 0) for x, y in self._local(shape, a, up, out,
                1.1)], round_=0, light=0.2, line=0.5)  # fmt: skip
            ball = m.part(rgb(self.face.iris), shape, round_=0.3, light=0.7, line=0.5,
                ramp=(tone(rgb(self.face.iris), -0.3), self.at(a, up, out), self.at(a,
                up + high, out)))  # fmt: skip
            wide = 0.34 if self.face.pupil == "slit" else 0.58
            tall = 0.86 if self.face.pupil == "slit" else 0.62
            mark(m, rgb("0d0a09"), self.ball(a + 0.02, up, half * wide, high * tall, out), on=ball)
            mark(m, tone(DARK, -0.2), self.ball(a, up + high * 1.08, half * 1.2,
                high * 0.4, out), on=ball, cover=0.3)  # fmt: skip
        glint = half * 0.27
        m.part(rgb("fffdf6"), self.ball(a - half * 0.22, up + high * 0.34, glint, glint,
            out), round_=0, light=0.97, line=-1)  # fmt: skip
        if m.size * self.r > 50:
            small = half * 0.12
            m.part(rgb("fffdf6"), self.ball(a + half * 0.3, up - high * 0.3, small,
                small, out), round_=0, light=0.9, line=-1, cover=0.7)  # fmt: skip

    def _local(
        self, ring: Sequence[Spot], a: float, b: float, out: float, part: float
    ) -> list[Spot]:
        """Return an outline of the model in units of the head, enlarged about (a, b)."""
        made = []
        for u, v in ring:
            x, y = (u - self.u) / self.r, (v - self.v) / self.r
            x, y = x * self._cos + y * self._sin, -x * self._sin + y * self._cos
            mx = a * (1 - 0.2 * self.turn if a > 0 else 1 - 0.04 * self.turn) + self.turn * out
            x, y = mx + (x - mx) * part, b + (y - b) * part
            made.append((x / (1 - 0.2 * self.turn) if x > 0 else x / (1 - 0.04 * self.turn), y))
        return made

    def _nose(self) -> None:
        kind, half = self.face.nose
        up, wide, high, out = self.face.muzzle
        m, r = self.m, self.r
        top = up + high * (0.62 if kind == "cat" else 0.55)
        if kind == "cat":
            ring = [(0, 0.2), (0.8, 0.5), (1.0, 0.1), (0.3, -0.7), (0, -0.85), (-0.3,
                -0.7), (-1.0, 0.1), (-0.8, 0.5)]  # fmt: skip
            colour = rgb(self.face.skin)
        else:
            ring = [(0, 0.62), (0.66, 0.6), (1.0, 0.1), (0.6, -0.5), (0, -0.72), (-0.6,
                -0.5), (-1.0, 0.1), (-0.66, 0.6)]  # fmt: skip
            colour = rgb("2a2322") if kind == "dog" else rgb(self.face.skin)
        shape = self.ring([(half * x, top + half * y) for x, y in ring], out)
        nose = m.part(colour, shape, round_=0.8, light=0.5, line=0.7)
        if self.fine:
            for side in (-1, 1):
                mark(m, DARK, self.ball(side * half * 0.42, top - half * 0.12,
                    half * 0.2, half * 0.16, out), on=nose)  # fmt: skip
            mark(m, rgb("fff8f2"), self.ball(-half * 0.2, top + half * 0.32, half * 0.4,
                half * 0.13, out), on=nose, cover=0.5)  # fmt: skip
        if m.size * r < 10:
            return
        base, foot = top - half * 0.75, up - high * 0.42
        thin = max(0.022 * r, 0.8 / m.size)
        if self.face.tongue:
            m.part(rgb("d9737a"), self.ball(0, foot - 0.14, wide * 0.38, 0.2, out),
                round_=0.5, light=0.55)  # fmt: skip
        m.line(DARK, thin, self.at(0, base, out), self.at(0, foot + 0.04, out))
        for side in (-1, 1):
            m.line(DARK, thin * 1.3, self.at(0, foot + 0.04, out),
                self.at(side * wide * 0.3, foot - 0.06, out),
                self.at(side * wide * 0.68, foot + 0.04, out), taper=True)  # fmt: skip
        if self.face.whiskers and m.size * r > 22:
            white = mix(self.coat.pale, rgb("ffffff"), 0.5)
            for side in (-1, 1):
                for k in range(3):
                    reach = 0.95 + 0.12 * (k == 1)
                    m.line(white, 0.014 * r, self.at(side * wide * 0.6,
                        up + 0.02 - 0.07 * k, out), self.at(side * (wide * 0.6 + 0.4),
                        up + 0.1 - 0.13 * k, out), self.at(side * (wide * 0.6 + reach),
                        up + 0.03 - 0.24 * k, out * 0.5), taper=True, force=0.5,
                        light=0.85)  # fmt: skip
                if m.size * r > 40:
                    dots = [self.ball(side * wide * (0.34 + 0.16 * k),
                        up - 0.05 + 0.05 * (k % 2), 0.018, 0.018, out)
                        for k in range(3)]  # fmt: skip
                    mark(m, DARK, *dots, on=None, cover=0.6)

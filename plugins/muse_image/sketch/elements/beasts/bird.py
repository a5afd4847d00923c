"""Birds: standing, flying, swimming, a bust; built from a body, a neck, a beak and feathers."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import mix, rgb
from ...paint.model import Model, Outline, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .beak import Beaked, Feathered
from .coat import coat, mark, tufted
from .feathers import feather, wing
from .living import beat, bent, nod, step, swing, turned
from .poses import pose_of


@dataclass(frozen=True, slots=True)
class Bird(Feathered):
    """A species of birds."""

    def form(
        self, metres: float, wide: float = 0.85, top: tuple[float, float, float] | None = None
    ) -> Form:
        """Return the form of a bird whose head is so high."""
        r = self.head
        u, v = self._head_at()
        focus = (u - r * 2.2, v - r * 2.4, u + r * 2.2 + self.beak[1], v + r * 2.2)
        return Form(self.draw, metres, wide, top, focus, material="bird")

    def draw(self, m: Model, place: Place, rng: Rng) -> None:
        """Draw it in the pose that the place asks for."""
        worn, hair = coat(m, place, rng, self.coats), fork(rng)
        known = ["stand", "fly", "sleep", *(["swim"] if self.webbed else []), "walk"]
        pose = pose_of(place, self.rest, known)
        Plumed(m, self, worn, hair, bool(place.colours)).draw(pose)


class Plumed(Beaked):
    """One bird in the drawing."""

    def draw(self, pose: str) -> None:
        """Draw it."""
        if pose == "fly":
            self._fly()
        elif pose == "bust":
            self._bust()
        else:
            self._stand(pose)

    # -- poses

    def _stand(self, pose: str) -> None:
        m, b, worn = self.m, self.b, self.coat
        half, high, turn = b.body
        u, v = b._middle()
        at = b._head_at()
        if pose == "swim":
            drop = v - high * 0.62
            u, v, at, turn = u, v - drop, (at[0], at[1] - drop), turn * 0.4
        cos, sin = math.cos(turn), math.sin(turn)

        def on(x: float, y: float) -> Spot:
            a, c = x * half, y * high
            return u + a * cos - c * sin, v + a * sin + c * cos

        if pose != "swim":
            self._legs(on, pose)
        du, dv = nod(m, pose)
        at = at[0] + 1.6 * du, at[1] + dv
        with bent(m, turned(on(-0.8, 0.15), 0.1 * swing(m, 2))):
            self._tail(on, turn)
        body = smooth([on(-1.02, 0.1), on(-0.7, 0.6), on(-0.1, 0.92), on(0.5, 0.9),
            on(0.92, 0.5), on(1.02, 0.0), on(0.8, -0.6), on(0.3, -0.98), on(-0.3, -0.9),
            on(-0.8, -0.4)])  # fmt: skip
        asleep = pose == "sleep"
        if asleep and b.neck[0]:
            at = on(0.2, 1.1)
        fused: list[Outline] = [oval(*at, b.head, b.head * 0.94)]
        fused += self._neck(on, at, asleep)
        cut = body if pose != "swim" else [(x, max(y, 0.0)) for x, y in body]
        trunk = m.part(worn.back, cut, *fused, light=0.58, reach=0.06, line=0.75)
        breast = smooth([on(1.1, 0.5), on(0.7, 0.2), on(0.1, -0.3), on(-0.6, -0.4),
            on(-0.4, -1.2), (u + half * 0.6, v - high * 1.4), on(1.2, -0.5)])  # fmt: skip
        mark(m, worn.pale, breast, on=trunk, fade=0.025, cover=0.95)
        self._plumage(trunk)
        self._folded(on, half)
        self._head(at, b.head, trunk, asleep)

    def _neck(
        self, on: Callable[[float, float], Spot], at: Spot, asleep: bool = False
    ) -> list[Outline]:
        b = self.b
        long, thick, bend = b.neck
        base = on(0.72, 0.1)
        if not long:
            return [list(smooth([on(0.3, 0.9), (at[0] - b.head * 0.9, at[1]),
                (at[0] + b.head * 0.8, at[1] - b.head * 0.4), on(1.0, 0.1), on(0.6,
                -0.2)]))]  # fmt: skip
        if asleep:
            return limb([thick * 1.8, thick * 1.2, thick], base, (base[0] + 0.06,
                base[1] + long * 0.4), at)  # fmt: skip
        mid1 = base[0] + 0.05 + bend * 0.16, base[1] + (at[1] - base[1]) * 0.3
        mid2 = at[0] - 0.02 - bend * 0.16, base[1] + (at[1] - base[1]) * 0.68
        return limb([thick * 2.2, thick * 1.35, thick, thick], on(0.6, 0.0), mid1, mid2, at)

    def _legs(self, on: Callable[[float, float], Spot], pose: str) -> None:
        m, b = self.m, self.b
        long, colour = b.legs
        bone = max(0.022, min(0.035, 0.1 * long + 0.012))
        reach = 0.3 * long if pose == "walk" else 0.0
        hip = on(0.06, -0.55)
        for side, shade in ((1, -0.25), (-1, 0.0)):
            u = hip[0] + 0.05 * side
            ahead, up = step(m, side > 0, reach, reach * 0.8)
            foot = u + 0.01 + ahead, 0.022 + up
            knee = u - 0.035 - 0.05 * long + ahead * 0.3, max(0.05, hip[1] * 0.52)
            hue = tone(rgb(colour), shade)
            if long > 0.12:
                m.part(self.coat.back, *limb([0.09, bone * 1.2], (u, hip[1] + 0.02),
                    (u - 0.012, hip[1] - long * 0.14)), light=0.5, line=0.5)  # fmt: skip
            m.part(hue, *limb([bone * 1.1, bone, bone], (u, hip[1]), knee, foot),
                light=0.5, line=0.6)  # fmt: skip
            if b.webbed:
                m.part(
                    hue,
                    [
                        (foot[0] - 0.03, 0.03 + up),
                        (foot[0] + 0.1, 0.012 + up),
                        (foot[0] + 0.08, up - 0.012),
                        (foot[0] - 0.02, up - 0.01),
                    ],
                    light=0.55,
                )
            else:
                toes = [*limb([bone * 0.8, bone * 0.5], foot, (foot[0] + 0.09, up + 0.005)),
                    *limb([bone * 0.8, bone * 0.5], foot, (foot[0] + 0.055, up - 0.012)),
                    *limb([bone * 0.7, bone * 0.4], foot, (foot[0] - 0.05, up))]  # fmt: skip
                m.part(hue, *toes, light=0.5, line=0.5)

    def _tail(self, on: Callable[[float, float], Spot], turn: float) -> None:
        m, b, worn = self.m, self.b, self.coat
        kind, long = b.tail
        root = on(-0.8, 0.15)
        back = math.pi + turn
        colour = self._own("wing", worn.back)
        if kind == "plain":
            for k in range(4):
                m.part(tone(colour, -0.1 - 0.05 * (k % 2)), feather(root,
                    back + 0.14 * (k - 1.5) - 0.05, long * (1 - 0.04 * k), 0.09),
                    light=0.5, line=0.4, round_=0.5)  # fmt: skip
        elif kind == "fork":
            for k in (-1, 1):
                m.part(tone(colour, -0.1), feather(root, back + 0.16 * k, long, 0.05,
                    -0.1 * k), light=0.5, line=0.4)  # fmt: skip
        elif kind == "rooster":
            for k in range(7):
                a = back - 0.5 - 0.26 * k
                hue = (rgb("1f4a42"), rgb("2c5f78"), rgb("243a34"))[k % 3]
                m.part(hue, feather(root, a, long * (0.75 + 0.1 * (k % 4)), 0.1, 0.5),
                    light=0.52, line=0.5, round_=0.6)  # fmt: skip
        elif kind == "long":
            for k in range(3):
                m.part(tone(colour, -0.06 * k), feather(root,
                    back + 0.1 * (k - 1) + 0.1, long * (1 - 0.16 * k), 0.05, 0.06),
                    light=0.52, line=0.4)  # fmt: skip
        elif kind == "bustle":
            ring = smooth([on(-0.5, 0.7), on(-1.1, 0.5), on(-1.35, -0.2), on(-1.15,
                -0.75), on(-0.7, -0.3)])  # fmt: skip
            m.part(worn.mark, tufted(ring, self.rng, 0.06, 0.035), light=0.45, line=0.6)

    def _folded(self, on: Callable[[float, float], Spot], half: float) -> None:
        """Draw the wing folded along the body."""
        m, b, worn = self.m, self.b, self.coat
        colour = self._own("wing", tone(worn.back, -0.1))
        tip = worn.mark if "wing tips" in b.marks else tone(colour, -0.25)
        ring = smooth([on(0.62, 0.42), on(0.3, 0.72), on(-0.4, 0.62), on(-1.0, 0.22),
            on(-1.28, -0.08), on(-0.7, -0.24), on(0.0, -0.3), on(0.5, -0.14)])  # fmt: skip
        part = m.part(colour, ring, light=0.6, line=0.55, ramp=(tip, on(-0.35, 0), on(-1.1, 0)))
        if m.size * half < 22:
            return
        dark = tone(colour, -0.35)
        rows: list[Outline] = []
        turn = math.atan2(on(-1, 0)[1] - on(1, 0)[1], on(-1, 0)[0] - on(1, 0)[0])
        for row, (x0, count, long) in enumerate(((0.42, 4, 0.3), (0.16, 5, 0.34), (-0.14, 5, 0.6))):
            for k in range(count):
                y = 0.5 - 0.66 * (k + 0.5) / count - 0.05 * row
                rows.append(feather(on(x0 - 0.08 * (count - k) * 0.5, y), turn - 0.06,
                    half * long, half * 0.19))  # fmt: skip
        for each in rows:
            mark(m, mix(colour, tip, 0.15), each, on=part, line=0.45, cover=0.55)
        if "bar" in b.marks:
            mark(m, worn.mark, smooth([on(0.1, 0.6), on(-0.1, 0.6), on(-0.24, -0.3),
                on(-0.02, -0.3)]), on=part, cover=0.9)  # fmt: skip
        del dark

    # -- in the air, and near

    def _fly(self) -> None:
        """Draw it on the wing, seen from the side, both wings raised."""
        m, b, worn = self.m, self.b, self.coat
        half, high, _ = b.body
        k = 0.82 * min(1.0, 0.3 / half)
        half, high = half * k, high * k * 0.86
        turn = 0.2
        cos, sin = math.cos(turn), math.sin(turn)
        u, v = -0.02, 0.36

        def on(x: float, y: float) -> Spot:
            a, c = x * half, y * high
            return u + a * cos - c * sin, v + a * sin + c * cos

        colour = self._own("wing", worn.back)
        tip = worn.mark if "wing tips" in b.marks else tone(colour, -0.25)
        with bent(m, beat(m, on(0.5, 0.4))):
            wing(m, tone(colour, -0.2), on(0.5, 0.4), b.flight * 0.7, 1.05, self.rng,
                tip=tone(tip, -0.1), side=1)  # fmt: skip
        r = b.head * k
        if b.legs[0] > 0.3:
            leg = tone(rgb(b.legs[1]), -0.1)
            m.part(leg, *limb([0.025, 0.018, 0.015], on(-0.5, -0.6), on(-1.6, -0.5),
                on(-2.1 - b.legs[0], -0.2)), light=0.5)  # fmt: skip
        tail = b.tail[1] * k
        if b.tail[0] in ("plain", "bustle"):
            for j in range(5):
                m.part(tone(colour, -0.06 * (j % 2)), feather(on(-0.75, 0.05),
                    math.pi + turn + 0.2 * (j - 2), tail * 0.95 + 0.04, 0.09),
                    light=0.52, line=0.4, round_=0.5)  # fmt: skip
        else:
            self._tail(on, turn)
        body = smooth([on(-1.05, 0.1), on(-0.5, 0.6), on(0.2, 0.75), on(0.8, 0.55),
            on(1.05, 0.1), on(0.8, -0.5), on(0.2, -0.85), on(-0.5, -0.6)])  # fmt: skip
        long, thick, _ = b.neck
        at = on(1.0, 0.3)
        at = at[0] + r * 0.5 + long * 0.75 * k, at[1] + r * 0.1 + long * 0.2 * k
        neck: list[Outline] = limb([thick * 2.2 * k, thick * 1.2 * k, thick * k],
            on(0.6, 0.0), ((on(0.9, 0)[0] + at[0]) / 2, at[1] - 0.03),
            at) if long else limb([high * 1.3, r * 1.6], on(0.6, 0.1), at)  # fmt: skip
        trunk = m.part(worn.back, body, *neck, oval(*at, r, r * 0.92), light=0.64, reach=0.05)
        mark(m, worn.pale, smooth([on(1.1, 0.0), on(0.4, -0.25), on(-0.7, -0.2),
            on(-0.5, -1.2), on(1.0, -1.2)]), on=trunk, fade=0.02)  # fmt: skip
        self._plumage(trunk)
        self._head(at, r, trunk, tilt=0.1)
        with bent(m, beat(m, on(0.35, 0.25))):
            wing(m, colour, on(0.35, 0.25), b.flight * 0.78, 1.95, self.rng, tip=tip, side=1)


def young(bird: Bird, metres: float, down: str) -> Form:
    """Return the form of a chick: a ball of down with a small beak."""
    made = replace(bird, coats=(down,), body=(0.34, 0.29, 0.3), head=0.25, legs=(0.16,
        bird.legs[1]), neck=(0.0, 0.0, 0.0), tail=("plain", 0.14), beak=("seed", 0.12,
        bird.beak[2]), wing="", cap="", face="", throat="", crest="", marks=(),
        eye="1c1512")  # fmt: skip
    return made.form(metres, 0.6)

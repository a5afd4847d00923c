"""Animals with hooves: their bodies in poses, with a head in profile."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import rgb
from ...paint.model import Model, Outline, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import coat, hairs, mark, spots_of, stripes
from .feathers import wing
from .living import beat, bent, closed, gait, leaned, nod, shifted, steps, swing, turned
from .mane import Dressed, plates
from .poses import pose_of
from .profile import Side
from .ungulate import Ungulate

GAITS: dict[str, tuple[Spot, Spot, Spot, Spot]] = {
    "stand": ((0.02, 0), (-0.06, 0), (0.16, 0.01), (0.12, 0.01)),
    "walk": ((0.3, 0.06), (-0.3, 0.0), (-0.24, 0.02), (0.26, 0.04)),
    "run": ((0.78, 0.34), (-0.82, 0.16), (0.34, 0.5), (-0.5, 0.06)),
    "jump": ((0.5, 0.62), (-0.34, -0.1), (0.32, 0.46), (-0.14, -0.12)),
    "fly": ((0.5, 0.5), (-0.75, 0.2), (0.3, 0.42), (-0.55, 0.1)),
}
"""See furred.GAITS."""


@dataclass(frozen=True, slots=True)
class Hoofed(Ungulate):
    """A species of hoofed animals."""

    def form(self, metres: float, wide: float = 0.85, *, ridden: bool = False) -> Form:
        """Return the form of an animal whose head is so high."""
        back = self.leg + self.deep * 0.97
        u, v = self._poll("stand", self._trunk("stand"))
        long = self.face[0]
        focus = (u - long * 0.7, v - long * 1.0, u + long * 1.0, min(1.15, v + long * 0.6))
        top = (-self.long * 0.3, self.long * 0.3, back) if ridden else None
        return Form(self.draw, metres, wide, top, focus)

    def young(self, metres: float, pattern: str = "") -> Form:
        """Return the form of its young: long legs, a short body, no horns."""
        n = self.neck
        made = replace(self, long=self.long * 0.8, leg=self.leg * 1.12,
            deep=self.deep * 0.86, bone=self.bone * 1.05, neck=(n[0] * 0.85, n[1], n[2],
            n[3]), face=(self.face[0] * 1.1, self.face[1]), head=replace(self.head,
            horns="", eye=(*self.head.eye[:2], self.head.eye[2] * 1.35)),
            pattern=pattern or self.pattern, thigh=self.thigh * 0.85)  # fmt: skip
        return made.form(metres)

    def draw(self, m: Model, place: Place, rng: Rng) -> None:
        """Draw it in the pose that the place asks for."""
        worn, hair = coat(m, place, rng, self.coats, self.pattern), fork(rng)
        known = ["stand", "walk", "run", "jump", "lie", *(["fly"] if self.wings else [])]
        pose = pose_of(place, self.rest, known)
        _Drawn(m, self, worn, hair).draw(pose, place.traits.get("pose") == "sleep")


class _Drawn(Dressed):
    """One hoofed animal in the drawing."""

    def draw(self, pose: str, asleep: bool) -> None:
        if pose == "bust":
            self._bust()
            return
        with bent(self.m, gait(self.m, pose, (0.0, self.w.leg + self.w.deep * 0.5))):
            self._whole(pose, asleep)

    def _whole(self, pose: str, asleep: bool) -> None:
        m, w, worn = self.m, self.w, self.coat
        on = w._trunk(pose)
        poll = w._poll(pose, on)
        if asleep:
            poll = on(1.1, 0.2)[0] + w.neck[0] * 0.8, max(w.face[0] * 0.5, 0.14)
        fore, hind = on(0.94, -0.06), on(0.06, 0.0)
        near, back = ([], []) if pose == "lie" else self._legs(pose, on, fore, hind)
        for each, hoof in back:
            m.part(tone(worn.back, -0.25), *each, light=0.42, round_=0.7)
            m.part(tone(rgb(w.hoof), -0.1), hoof, light=0.4)
        if w.wings:
            self._wing(on, pose, True)
        with bent(m, turned(on(-0.16, 0.26), 0.14 * swing(m, 1 if pose == "run" else 2), 0.4)):
            self._tail(on(-0.16, 0.26), pose)
        spots = [on(-0.18, 0.16), on(-0.1, 0.4), on(0.08, 0.5), *(on(x, 0.47 + y) for x,
            y in w.hump or ((0.4, -0.04), (0.62, -0.04))), on(0.86, 0.52), on(1.04,
            0.44), on(1.15, 0.14), on(1.1, -0.2), on(0.96, -0.44), on(0.7, -0.5),
            on(0.4, -0.5 + w.tuck * 0.5), on(0.2, -0.48 + w.tuck), on(0.0, -0.4),
            on(-0.14, -0.12)]  # fmt: skip
        body = smooth(spots)
        body = self._rough(body)
        base = on(0.93, 0.1)
        long, _, thick, thin = w.neck
        crest = ((base[0] + poll[0]) / 2 + 0.02 * long, (base[1] + poll[1]) / 2 - 0.05 * long)
        du, dv = nod(m, pose)
        at = poll[0] + du, poll[1] + dv
        neck = limb([w.deep * thick * 3.6, thin * 1.3, thin], base, crest, at)
        trunk = m.part(worn.back, body, *neck, *(o for each, _ in near for o in each),
            light=0.6, reach=0.06)  # fmt: skip
        self._markings(trunk, on, pose)
        for _, hoof in near:
            m.part(rgb(w.hoof), hoof, light=0.45, line=0.6)
        if pose == "lie":
            self._folded(on)
        if w.wool and m.size > 60:
            curls = [oval(u, v, 0.03, 0.022, k) for k, (u, v) in enumerate(spots_of(m,
                trunk, self.rng, 0.09)) if v > w.leg * 0.9]  # fmt: skip
            if curls:
                mark(m, tone(worn.back, -0.25), *curls, on=trunk, cover=0.16)
        with bent(m, leaned(base, poll, (du, dv))):
            self._mane(base, crest, poll, thin)
        turn = w.face[1] + {"run": 0.25, "fly": 0.2, "jump": 0.1}.get(pose, 0.0)
        if asleep:
            turn = -0.25
        with bent(m, shifted(du, dv)):
            Side(m, w.head, worn, self.rng, poll, w.face[0], turn).draw(asleep or closed(m))
            if w.wool:
                self._cap(poll, w.face[0])
            self._forelock(poll, w.face[0], turn)
        if w.wings:
            self._wing(on, pose, False)

    # -- legs

    def _legs(
        self, pose: str, on: Callable[[float, float], Spot], fore: Spot, hind: Spot
    ) -> tuple[list[tuple[list[Outline], Outline]], list[tuple[list[Outline], Outline]]]:
        """Return the near and the far legs: outlines, and those of their hooves."""
        w = self.w
        gait_ = steps(self.m, pose, GAITS[pose])
        ground = pose in ("stand", "walk")

        def foot(joint: Spot, step: Spot) -> Spot:
            floor = 0.02 if ground else joint[1] - w.leg - w.deep * 0.42
            return joint[0] + step[0] * w.leg, max(0.02, floor + step[1] * w.leg)

        near = [self._leg(fore, foot(fore, gait_[0]), True), self._leg(hind, foot(hind,
            gait_[1]), False)]  # fmt: skip
        f, h = on(0.88, -0.08), on(0.12, -0.04)
        back = [self._leg(f, foot(f, gait_[2]), True), self._leg(h, foot(h, gait_[3]), False)]
        return near, back

    def _leg(self, root: Spot, foot: Spot, fore: bool) -> tuple[list[Outline], Outline]:
        w = self.w
        (u0, v0), (u1, v1) = root, foot
        apart = math.hypot(u1 - u0, v1 - v0)
        whole = w.leg + w.deep * 0.42
        slack = max(0.0, 1 - apart / whole) * whole
        ahead, down = -(v1 - v0) / max(apart, 1e-6), (u1 - u0) / max(apart, 1e-6)

        def at(t: float, side: float) -> Spot:
            return u0 + (u1 - u0) * t + ahead * side, v0 + (v1 - v0) * t + down * side

        b = w.bone
        if fore:
            spots = [root, at(0.34, -0.01 - 0.1 * slack), at(0.62, 0.012 + 0.5 * slack),
                at(0.88, -0.004), foot]  # fmt: skip
            wide = [w.thigh * 0.78, b * 1.9, b * 1.1, b * 0.8, b * 0.95]
        else:
            spots = [root, at(0.28, 0.04 + 0.35 * slack), at(0.6,
                -0.035 - 0.35 * slack), at(0.88, -0.01), foot]  # fmt: skip
            wide = [w.thigh * 1.15, w.thigh * 0.85, b * 1.25, b * 0.85, b]
        hoof = [(u1 - b * 0.55, v1 + b * 0.5), (u1 + b * 0.5, v1 + b * 0.5),
            (u1 + b * 0.85, v1 - 0.018), (u1 - b * 0.6, v1 - 0.018)]  # fmt: skip
        return limb(wide, *spots), hoof

    def _folded(self, on: Callable[[float, float], Spot]) -> None:
        """Draw the legs of one that lies."""
        m, w, worn = self.m, self.w, self.coat
        u, _ = on(0.95, 0)
        b = w.bone * 1.1
        m.part(worn.back, *limb([b * 2.2, b * 1.5, b], (u - 0.02, w.deep * 0.3),
            (u + 0.15, 0.06), (u - 0.04, b * 0.6)), light=0.62, line=0.4)  # fmt: skip
        u, _ = on(0.05, 0)
        m.part(worn.back, oval(u + 0.08, w.deep * 0.36, w.deep * 0.5, w.deep * 0.34,
            0.2), light=0.62, line=0.3)  # fmt: skip
        m.part(worn.back, *limb([b * 1.5, b * 1.1, b], (u + 0.2, 0.08), (u + 0.02,
            b * 0.7), (u + 0.24, b * 0.5)), light=0.6, line=0.4)  # fmt: skip

    def _wing(self, on: Callable[[float, float], Spot], pose: str, far: bool) -> None:
        m, w = self.m, self.w
        colour = rgb(w.wings)
        lift = 1.1 if pose in ("fly", "run", "jump") else 0.85
        root = on(0.78, 0.3)
        low = -0.7 if pose == "fly" else 0.75
        with bent(m, beat(m, root, low)):
            wing(m, tone(colour, -0.14) if far else colour, (root[0] + (0.07 if far else 0),
                root[1]), 0.62, math.pi - lift + (-0.3 if far else 0.0), self.rng,
                tip=tone(colour, -0.2))  # fmt: skip

    def _bust(self) -> None:
        """Draw head and neck large, cut off at the foot."""
        m, w, worn = self.m, self.w, self.coat
        long = 0.62 if not w.head.horns or w.head.horns in ("knobs", "nose horns", "tusk") else 0.5
        top = 0.8 if long > 0.55 else 0.6
        poll = (-0.12, top)
        thin = w.neck[3] / w.face[0] * long
        base = (-0.26, 0.0)
        crest = (-0.22, top * 0.55)
        chest = 0.34 if w.neck[3] / w.face[0] < 0.7 else 0.44
        ring = smooth([(-0.8, -0.64), (-0.7, -0.2), (-0.54, 0.04),
            (crest[0] - thin * 0.72, crest[1]), (poll[0] - thin * 0.45, poll[1] - 0.02),
            (poll[0], poll[1] + thin * 0.3), (poll[0] + thin * 0.6, poll[1] - 0.02),
            (crest[0] + thin * 0.78, crest[1] - 0.02), (chest * 0.45, 0.1), (chest,
            -0.2), (chest + 0.02, -0.64)])  # fmt: skip
        ring = self._rough(ring)
        part = m.part(worn.back, ring, light=0.56, reach=0.08)
        if worn.pattern == "zebra":
            stripes(m, part, worn.mark, self.rng, gap=0.1, wide=0.05, deep=1.0, slant=-0.2)
        elif worn.pattern == "giraffe":
            plates(m, part, worn.mark, self.rng, -1, 0.13)
        elif worn.pattern in ("deer", "fawn"):
            throat = smooth([(0.1, top * 0.7), (-0.02, top * 0.4), (0.0, 0.0), (0.1,
                -0.6), (0.5, -0.6), (0.3, top * 0.5)])  # fmt: skip
            mark(m, worn.pale, throat, on=part, fade=0.03)
        hairs(m, part, tone(worn.back, -0.3), self.rng, gap=0.045, long=0.06, flow=-2.0, cover=0.25)
        self._bust_mane(poll, crest, base, thin)
        Side(m, w.head, worn, self.rng, poll, long, w.face[1] * 0.85).draw()
        if w.wool:
            self._cap(poll, long)
        self._forelock(poll, long, w.face[1] * 0.85)

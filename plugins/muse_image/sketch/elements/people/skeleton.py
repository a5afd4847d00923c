"""The skeleton: proportions of a person, joints in space for a pose, and how they are seen.

Lengths are in units of the standing height. In space x goes to the person's side that is farther
from the viewer when the person looks to the right, y up, z to where the person looks.
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

from ...paint.model import Spot
from .card import Person
from .poses import Pose

Point: TypeAlias = tuple[float, float, float]
YAWS = {"front": 0.1, "three-quarter": 0.62, "side": 1.4, "back": 2.75}
"""Turn -> how far the person is turned from the viewer (radians)."""
PITCH = 0.13
"""How far the viewer looks down (radians): feet that point to the viewer are seen lower."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Proportions; `limb` is how thick arms and legs are (1 usual)."""

    head: float
    leg: float
    upper: float
    fore: float
    hand: float
    foot: float
    shoulder: float
    chest: float
    waist: float
    hip: float
    bust: float
    belly: float
    limb: float

    @property
    def pit(self) -> float:
        """Return how high the pit of the neck is in a person who stands."""
        return 1 - 1.24 * self.head


_SHAPES = {
    "man": (0.098, 0.092, 0.077, 0.084, 0.0, 0.0, 1.0),
    "woman": (0.08, 0.077, 0.06, 0.089, 0.024, 0.0, 0.86),
    "child": (0.078, 0.076, 0.077, 0.08, 0.0, 0.008, 0.9),
    "baby": (0.088, 0.094, 0.108, 0.112, 0.0, 0.02, 1.25),
}
"""Half widths of shoulders, chest, waist and hips, bust, belly, thickness of limbs."""
_BUILDS = {
    "slim": (0.96, 0.93, 0.9, 0.92, 0.8, 0.0, 0.88),
    "strong": (1.12, 1.12, 1.04, 1.0, 1.0, 0.0, 1.22),
    "plump": (1.04, 1.18, 1.5, 1.24, 1.25, 0.035, 1.26),
}
"""Build -> the same, as factors (of the belly: more)."""


def shape(p: Person) -> Shape:
    """Return the proportions of a person."""
    which = p.age if p.age in ("baby", "child") else p.sex if p.sex in _SHAPES else "woman"
    shoulder, chest, waist, hip, bust, belly, limb = _SHAPES[which]
    if p.age == "teen":
        shoulder, chest, bust, limb = shoulder * 0.95, chest * 0.95, bust * 0.7, limb * 0.92
    if p.age in ("middle", "old") and p.build not in ("slim", "strong"):
        waist, belly = waist * 1.12, belly + 0.008
    factor = _BUILDS.get(p.build)
    if factor is not None:
        shoulder, chest, waist = shoulder * factor[0], chest * factor[1], waist * factor[2]
        hip, bust, belly, limb = (hip * factor[3], bust * factor[4], belly + factor[5],
            limb * factor[6])  # fmt: skip
    leg = 0.512 - (7 - min(p.heads, 7.6)) * 0.047
    long = (leg / 0.512) ** 0.6
    return Shape(1 / p.heads, leg, 0.168 * long, 0.142 * long, 0.088 * long,
        0.126 * long ** 0.6, shoulder, chest, waist, hip, bust, belly, limb)  # fmt: skip


@dataclass(slots=True)
class Limb:
    """Three joints of an arm (shoulder, elbow, wrist) or leg (hip, knee, ankle), and its end.

    `heel` is the heel of a leg; of an arm it is the wrist.
    """

    a: Point
    b: Point
    c: Point
    end: Point
    heel: Point


class Skeleton:
    """The joints of a person in a pose."""

    def __init__(self, p: Person, pose: Pose, seat: float = 0.0) -> None:
        self.shape = s = shape(p)
        self.pose = pose
        self.yaw = YAWS[p.turn]
        self._cos, self._sin = math.cos(self.yaw), math.sin(self.yaw)
        stoop = 10.0 if p.age == "old" and pose.lean < 20 else 0.0
        lean, side, twist = (math.radians(v) for v in (pose.lean + stoop, pose.side, pose.twist))
        pelvis: Point = (0.0, 0.0, 0.0)
        low = _tilted(lean * 0.45, side * 0.4)
        high = _tilted(lean, side)
        torso = s.pit - s.leg
        waist = _plus(pelvis, low, torso * 0.38)
        pit = _plus(waist, high, torso * 0.62)
        nod = lean * 0.55 + math.radians(pose.head) * 0.3
        neck = _tilted(nod + 0.12, side * 0.6)
        self.up, self.low = high, low
        self.across: Point = (math.cos(twist), -math.sin(side), -math.sin(twist))
        self.pelvis, self.waist, self.pit = pelvis, waist, pit
        self.neck = _plus(pit, neck, s.head * 0.38)
        self.nod = lean * 0.35 + math.radians(pose.head)
        self.leans = side * 0.7
        arm, leg = s.upper + s.fore, s.leg - 0.035
        self.arms = {}
        self.legs = {}
        for name, way in (("far", 1.0), ("near", -1.0)):
            reach = getattr(pose, name)
            shoulder = _plus(_plus(pit, self.across, way * s.shoulder), high, -0.034)
            goal = _plus(shoulder, _sided(reach.hand, way), arm)
            elbow, wrist = _bent(shoulder, goal, s.upper, s.fore, _sided(reach.elbow, way))
            ahead = _unit(_minus(wrist, elbow))
            self.arms[name] = Limb(shoulder, elbow, wrist, _plus(wrist, ahead, s.hand), wrist)
            hip: Point = (way * s.hip * 0.56, 0.0, 0.0)
            goal = _plus(hip, _sided(reach.foot, way), leg)
            thigh = leg * 0.52
            knee, ankle = _bent(hip, goal, thigh, leg - thigh, _sided(reach.knee, way))
            down = math.radians(reach.toes)
            ahead = (way * 0.2 * math.cos(down), -math.sin(down), math.cos(down) * 0.97)
            sole = _plus(ankle, (0.0, -math.cos(down), -math.sin(down)), 0.026)
            self.legs[name] = Limb(hip, knee, ankle, _plus(sole, ahead, s.foot * 0.7),
                _plus(sole, ahead, -s.foot * 0.18))  # fmt: skip
        lowest = min(
            min(limb.b[1] - 0.03, limb.end[1] - 0.014, limb.heel[1] - 0.014)
            for limb in self.legs.values()
        )
        lowest = min(lowest, -0.07)
        lift = pose.up - lowest
        if seat:
            lift = max(seat, 0.0)
        self.lift = lift

    def at(self, point: Point) -> Spot:
        """Return where a point in space is seen."""
        x, y, z = point
        u, d = x * self._cos + z * self._sin, z * self._cos - x * self._sin
        return u, (y + self.lift) - d * PITCH

    def chin(self) -> tuple[Spot, float]:
        """Return where the chin is seen, and how far the head is tilted (radians)."""
        u, v = self.at(self.neck)
        tilt = self.nod * math.sin(min(self.yaw, 1.6)) + self.leans
        x, y = -0.3 * math.sin(min(self.yaw, 1.57)), 0.13
        if self.yaw > 2:
            x = 0.0
        cos, sin, head = math.cos(tilt), math.sin(tilt), self.shape.head
        drop = self.nod * 0.12 * math.cos(self.yaw) * head
        return (u - (x * cos + y * sin) * head, v - (y * cos - x * sin) * head - drop), tilt

    def depth(self, point: Point) -> float:
        """Return how near to the viewer a point is (0: the middle of the hips)."""
        return point[2] * self._cos - point[0] * self._sin

    def seen(self, wide: float, front: float, back: float) -> tuple[float, float]:
        """Return how far a slice of the body reaches to -u and to +u from its middle."""
        deep, shift = (front + back) / 2, (front - back) / 2
        half = math.hypot(wide * self._cos, deep * self._sin)
        return -half + shift * self._sin, half + shift * self._sin


def along(limb: Limb, t: float) -> Point:
    """Return the point of a limb at a part (0..1) of its length from joint a to joint c."""
    first, second = _length(_minus(limb.b, limb.a)), _length(_minus(limb.c, limb.b))
    far = t * (first + second)
    if far <= first:
        return _lerp(limb.a, limb.b, far / max(first, 1e-6))
    return _lerp(limb.b, limb.c, (far - first) / max(second, 1e-6))


def _tilted(lean: float, side: float) -> Point:
    return math.sin(side), math.cos(lean) * math.cos(side), math.sin(lean)


def _sided(goal: Point, way: float) -> Point:
    return goal[0] * way, goal[1], goal[2]


def _plus(a: Point, b: Point, part: float = 1.0) -> Point:
    return a[0] + b[0] * part, a[1] + b[1] * part, a[2] + b[2] * part


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def _lerp(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _length(a: Point) -> float:
    return math.sqrt(_dot(a, a))


def _unit(a: Point) -> Point:
    size = _length(a) or 1.0
    return a[0] / size, a[1] / size, a[2] / size


def _bent(root: Point, goal: Point, first: float, second: float, pole: Point
          ) -> tuple[Point, Point]:  # fmt: skip
    """Return the middle joint and the end of a limb of two bones that reaches for a goal."""
    way = _minus(goal, root)
    far = min(max(_length(way), abs(first - second) + 0.01), (first + second) * 0.9995)
    way = _unit(way)
    end = _plus(root, way, far)
    cos = (first * first + far * far - second * second) / (2 * first * far)
    sin = math.sqrt(max(0.0, 1 - cos * cos))
    side = _unit(_plus(pole, way, -_dot(pole, way)))
    return _plus(_plus(root, way, first * cos), side, first * sin), end

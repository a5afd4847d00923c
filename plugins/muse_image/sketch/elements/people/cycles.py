"""Cycles: a pose at each phase of walking, running, standing and jumping, for animation.

A phase goes from 0 to 1, and 1 is 0 again.
"""

import math
from dataclasses import replace

from .poses import Pose, Side, known

ACTIONS = ("idle", "walk", "run", "jump")


def cycle(action: str, phase: float) -> Pose:
    """Return the pose of an action at a phase; ValueError for an action that isn't known."""
    if action == "idle":
        return _idle(phase)
    if action == "walk":
        return _gait("walk", phase, stride=0.34, lift=0.12, swing=0.3, bent=0.06, lean=3.0)
    if action == "run":
        return _gait("run", phase, stride=0.56, lift=0.42, swing=0.5, bent=0.5, lean=14.0)
    if action == "jump":
        return _jump(phase)
    raise ValueError(f"action: {action!r}; expected one of {', '.join(ACTIONS)}")


def _idle(phase: float) -> Pose:
    """Stand and breathe: shoulders and hands rise and sink, cloth moves, the weight shifts."""
    stand = known("stand")
    breath = math.sin(2 * math.pi * phase)

    def side(of: Side, out: float) -> Side:
        x, y, z = of.hand
        return replace(of, hand=(x + 0.012 * breath * out, y + 0.018 * breath, z + 0.01 * breath))

    return replace(
        stand, near=side(stand.near, 1.0), far=side(stand.far, 1.0), lean=stand.lean - 0.7 * breath,
        head=stand.head + 1.4 * breath, side=stand.side + 0.8 * math.cos(2 * math.pi * phase),
        wind=0.09 * (1 - math.cos(2 * math.pi * phase)),
        vary=0.0,
    )  # fmt: skip


def _gait(
    name: str, phase: float, *, stride: float, lift: float, swing: float, bent: float, lean: float
) -> Pose:
    """Return a step: one foot carries the body backwards while the other swings ahead.

    `stride` is how far a foot goes ahead, `lift` how high it swings (lengths of the leg), `swing`
    how far a hand goes, `bent` how much the elbows are bent (lengths of the arm).
    """
    base = known(name)

    def side(of: Side, at: float) -> Side:
        turn = 2 * math.pi * (at % 1.0)
        ahead, rising = math.cos(turn), -math.sin(turn)
        up = max(0.0, rising) * lift * (0.7 + 0.3 * ahead)
        drop = 0.5 * stride * stride * ahead * ahead
        foot = (0.02, -1.0 + drop + up + 0.02, stride * ahead)
        toes = 58.0 * lift * max(0.0, rising) + 26.0 * max(0.0, -ahead) - 12.0 * max(0.0, ahead)
        hand = (0.1, -0.94 + bent * (0.75 + 0.25 * -ahead), -swing * ahead + 0.1 * bent)
        return replace(of, foot=foot, toes=toes, hand=hand)

    bounce = 0.03 * abs(math.sin(2 * math.pi * phase)) if name == "run" else 0.0
    return replace(
        base, near=side(base.near, phase), far=side(base.far, phase + 0.5), lean=lean, up=bounce,
        twist=5.0 * math.cos(2 * math.pi * phase), vary=0.0,
        wind=base.wind + 0.12 * math.sin(4 * math.pi * phase),
    )  # fmt: skip


def _jump(phase: float) -> Pose:
    """Return a jump: crouch, leap, fall and land; the height is that of a thrown body."""
    stand, low, high = known("stand"), known("crouch"), known("jump")
    if phase < 0.25:
        return _between(stand, low, 0.62 * math.sin(phase / 0.25 * math.pi / 2))
    if phase < 0.8:
        part = (phase - 0.25) / 0.55
        made = _between(low if part < 0.2 else stand, high, math.sin(math.pi * min(1.0, part)))
        return replace(made, up=0.42 * 4 * part * (1 - part) * 0.62)
    return _between(stand, low, 0.5 * math.sin((phase - 0.8) / 0.2 * math.pi))


def _between(a: Pose, b: Pose, part: float) -> Pose:
    """Return a pose `part` (0..1) of the way from one to another."""

    def number(x: float, y: float) -> float:
        return x + (y - x) * part

    def triple(
        x: tuple[float, float, float], y: tuple[float, float, float]
    ) -> tuple[float, float, float]:
        return (number(x[0], y[0]), number(x[1], y[1]), number(x[2], y[2]))

    def side(x: Side, y: Side) -> Side:
        return Side(
            triple(x.hand, y.hand), triple(x.elbow, y.elbow), triple(x.foot, y.foot),
            triple(x.knee, y.knee), number(x.toes, y.toes), (x, y)[part > 0.5].grip,
            number(x.turn, y.turn),
        )  # fmt: skip

    return replace(
        a, near=side(a.near, b.near), far=side(a.far, b.far), lean=number(a.lean, b.lean),
        side=number(a.side, b.side), twist=number(a.twist, b.twist), head=number(a.head, b.head),
        up=0.0, wind=number(a.wind, b.wind), vary=0.0,
    )  # fmt: skip

"""Stances: where trunk, head, hands and feet of a pose are, in units of the standing height."""

import math
from dataclasses import dataclass, replace
from typing import Any

from ...paint.model import Spot


@dataclass(frozen=True, slots=True)
class Stance:
    """A pose. `ahead` is the side it faces, `aside` the other; u ahead, v up from its foot.

    `tilt` leans the head (radians, towards where it faces); `turn` is how far the face looks there;
    `over`: the hands are before the face; `soles`: the feet point at the viewer; `stream`: the tail
    is blown behind; `curled`: it lies rolled up; `wet`: up to where it is under water.
    """

    hip: Spot = (0.0, 0.185)
    chest: Spot = (0.0, 0.4)
    head: Spot = (0.0, 0.71)
    hand_ahead: Spot = (0.215, 0.235)
    hand_aside: Spot = (-0.215, 0.235)
    foot_ahead: Spot = (0.105, 0.04)
    foot_aside: Spot = (-0.105, 0.04)
    tilt: float = 0.0
    turn: float = 0.22
    over: bool = False
    soles: bool = False
    stream: bool = False
    curled: bool = False
    wet: float = 0.0


STAND = Stance()
_SIT = Stance(
    (0, 0.135),
    (0, 0.33),
    (0, 0.635),
    (0.13, 0.13),
    (-0.13, 0.13),
    (0.19, 0.055),
    (-0.19, 0.055),
    soles=True,
)
STANCES = {
    "stand": STAND,
    "sit": _SIT,
    "walk": Stance(
        (0, 0.19),
        (0.02, 0.405),
        (0.035, 0.71),
        (0.19, 0.27),
        (-0.2, 0.3),
        (0.17, 0.05),
        (-0.14, 0.07),
        turn=0.42,
    ),
    "run": Stance(
        (-0.03, 0.19),
        (0.05, 0.39),
        (0.12, 0.68),
        (0.3, 0.4),
        (-0.2, 0.33),
        (0.22, 0.05),
        (-0.25, 0.09),
        tilt=0.07,
        turn=0.5,
        stream=True,
    ),
    "jump": Stance(
        (0, 0.36),
        (0.02, 0.57),
        (0.03, 0.88),
        (0.3, 0.8),
        (-0.28, 0.8),
        (0.17, 0.24),
        (-0.17, 0.19),
        turn=0.3,
    ),
    "cheer": replace(STAND, hand_ahead=(0.31, 0.66), hand_aside=(-0.31, 0.66)),
    "sleep": Stance(
        (-0.12, 0.15),
        (0.1, 0.15),
        (0.25, 0.205),
        (0.34, 0.03),
        (0.18, 0.03),
        (-0.1, 0.05),
        (-0.25, 0.05),
        tilt=0.18,
        turn=0.2,
        curled=True,
    ),
    "wave": replace(STAND, hand_ahead=(0.33, 0.62)),
    "hold": replace(STAND, hand_ahead=(0.12, 0.3), hand_aside=(-0.09, 0.29), turn=0.25),
    "hug": replace(
        STAND,
        chest=(0.03, 0.4),
        head=(0.07, 0.71),
        hand_ahead=(0.33, 0.42),
        hand_aside=(0.2, 0.32),
        tilt=0.12,
        turn=0.45,
    ),
    "fly": Stance(
        (-0.2, 0.34),
        (0.02, 0.41),
        (0.24, 0.57),
        (0.28, 0.24),
        (-0.06, 0.62),
        (-0.4, 0.33),
        (-0.38, 0.24),
        tilt=0.1,
        turn=0.4,
        stream=True,
    ),
    "swim": Stance(
        (-0.06, 0.06),
        (0.03, 0.2),
        (0.09, 0.46),
        (0.36, 0.14),
        (-0.28, 0.14),
        (-0.1, 0.0),
        (-0.2, 0.0),
        tilt=0.05,
        turn=0.35,
        wet=0.17,
    ),
    "think": replace(STAND, hand_ahead=(0.11, 0.49), hand_aside=(0.06, 0.31), tilt=0.08, over=True),
    "point": replace(STAND, hand_ahead=(0.37, 0.47), turn=0.45),
    "hide": replace(STAND, hand_ahead=(0.15, 0.7), hand_aside=(-0.07, 0.7), over=True),
    "dance": Stance(
        (0, 0.2),
        (-0.03, 0.41),
        (-0.06, 0.72),
        (0.28, 0.62),
        (-0.3, 0.35),
        (0.2, 0.13),
        (-0.08, 0.04),
        tilt=-0.1,
    ),
    "crouch": replace(
        _SIT,
        chest=(0.04, 0.3),
        head=(0.1, 0.57),
        hand_ahead=(0.22, 0.06),
        hand_aside=(0.02, 0.06),
        foot_ahead=(0.14, 0.04),
        foot_aside=(-0.12, 0.04),
        turn=0.35,
        soles=False,
    ),
}
MEANT = {
    "kneel": "sit",
    "ride": "sit",
    "ground": "sit",
    "read": "hold",
    "pray": "hold",
    "sing": "wave",
    "play": "dance",
    "fight": "cheer",
    "lean": "stand",
    "bow": "stand",
    "climb": "cheer",
    "eat": "hold",
    "lie": "sleep",
    "cry": "stand",
    "skip": "jump",
    "show": "hold",
}
"""Poses that words of people know -> the stance that is nearest."""


def stance(pose: str) -> Stance:
    """Return the stance of a pose, of STANCES or MEANT, or of an action at a phase (walk@0.5)."""
    action, at, phase = pose.partition("@")
    if at:
        return _at(action, float(phase))
    return STANCES.get(MEANT.get(pose, pose), STAND)


def _at(action: str, phase: float) -> Stance:
    """Return a stance at a phase (0..1) of walking, running, jumping or standing at rest."""
    turn = 2 * math.pi * phase
    wave, other = math.sin(turn), math.cos(turn)
    if action == "jump":
        rise = max(0.0, math.sin(math.pi * phase)) * 0.3
        arms = 0.3 + rise
        return _raised(replace(STAND, hand_ahead=(0.28, arms), hand_aside=(-0.28, arms)), rise)
    if action in ("walk", "run"):
        base = STANCES[action]
        far, lift = (0.15, 0.07) if action == "walk" else (0.24, 0.12)
        low = 0.04
        return _raised(
            replace(
                base,
                foot_ahead=(far * wave, low + lift * max(0.0, other)),
                foot_aside=(-far * wave, low + lift * max(0.0, -other)),
                hand_ahead=(0.16 - 0.12 * wave, 0.3 + 0.04 * abs(wave)),
                hand_aside=(-0.14 + 0.12 * wave, 0.3 + 0.04 * abs(wave)),
            ),
            0.02 * abs(other),
        )
    breath = 0.006 * wave
    (a, b), (c, d) = STAND.chest, STAND.head
    return replace(STAND, chest=(a, b + breath), head=(c, d + 1.4 * breath))


def _raised(s: Stance, rise: float) -> Stance:
    """Return a stance lifted off the ground."""
    spots: dict[str, Any] = {
        name: (getattr(s, name)[0], getattr(s, name)[1] + rise)
        for name in ("hip", "chest", "head", "hand_ahead", "hand_aside", "foot_ahead", "foot_aside")
    }
    return replace(s, **spots)

"""How hoofed animals are built."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ...paint.model import Spot
from .profile import Profile


@dataclass(frozen=True, slots=True)
class Ungulate:
    """How a species looks: coats ("back pale mark"), how it is built, its head, what it bears."""

    coats: tuple[str, ...]
    head: Profile
    long: float = 0.62
    leg: float = 0.4
    deep: float = 0.27
    tuck: float = 0.22
    bone: float = 0.055
    thigh: float = 0.24
    neck: tuple[float, float, float, float] = (0.36, 0.95, 0.23, 0.15)
    """Length, angle (radians up), width at its foot (units of the depth) and at the head."""
    face: tuple[float, float] = (0.3, -0.75)
    """Length of the head, and the angle at which it points."""
    tail: str = "horse"
    mane: str = ""
    pattern: str = ""
    hump: tuple[tuple[float, float], ...] = ()
    fur: float = 0.0
    hoof: str = "3a302a"
    socks: bool = False
    wings: str = ""
    rest: str = "stand"
    wool: bool = False
    shift: float = 0.06
    """How far the trunk is moved back, so that the whole is in the middle."""

    def _trunk(self, pose: str) -> Callable[[float, float], Spot]:
        """Return what places spots of the trunk: x from hip to shoulder, y in its depth."""
        pitch, lift = {"run": (0.03, 0.1), "jump": (0.62, 0.1), "fly": (0.2,
            0.2)}.get(pose, (0.0, 0.0))  # fmt: skip
        middle = self.leg + self.deep * 0.5 + lift
        if pose == "lie":
            middle = self.deep * 0.52
        cos, sin = math.cos(pitch), math.sin(pitch)

        def on(x: float, y: float) -> Spot:
            a, c = (x - 0.5) * self.long - self.shift, y * self.deep
            return a * cos - c * sin, middle + a * sin + c * cos

        return on

    def _poll(self, pose: str, on: Callable[[float, float], Spot]) -> Spot:
        """Return where the head begins."""
        long, angle = self.neck[0], self.neck[1]
        angle -= {"run": 0.35, "fly": 0.1}.get(pose, 0.0)
        u, v = on(0.98, 0.22)
        return u + long * math.cos(angle), v + long * math.sin(angle)

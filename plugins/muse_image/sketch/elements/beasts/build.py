"""How furred animals are built, and what all drawings of their bodies share.

Lengths are in units of the animal's height when it stands or sits with its head up.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...draws import Rng
from ...paint.colour import Colour
from ...paint.model import Model, Outline, Part, Spot, tone
from .coat import Coat, hairs, mark, tufted

HeadAt = Callable[[float, float, float, bool], Part]
"""Draws the head at (u, v), turned so far (0 to the front .. 1 to the side), eyes shut or not."""


@dataclass(frozen=True, slots=True)
class Build:
    """How a body is built."""

    long: float = 0.92
    """From hip to shoulder."""
    leg: float = 0.42
    deep: float = 0.32
    """How deep the chest is."""
    tuck: float = 0.3
    """How much the belly rises to the groin, in units of the depth."""
    bone: float = 0.09
    """How thick a leg is at its thin end."""
    thigh: float = 0.3
    neck: tuple[float, float, float] = (0.2, 0.17, 0.2)
    """How far ahead of and above the shoulder the head's middle is; how thick."""
    head: float = 0.2
    """Half width of the head."""
    hump: float = 0.0
    paw: float = 1.15
    tail: tuple[str, float, float] = ("long", 0.7, 0.08)
    """Kind, length, thickness."""
    fur: float = 0.012
    sit: float = 0.33
    """Half width of the body when it sits."""
    socks: bool = False
    """Whether its feet are of the mark's colour."""
    plump: float = 1.0


class Parts:
    """What is drawn of a body in any pose."""

    def __init__(self, m: Model, build: Build, coat: Coat, rng: Rng, head: HeadAt,
                 pattern: Callable[[Part, str], None] | None = None,
                 cape: Callable[[float, float, float], None] | None = None,
                 bust: float = 0.33) -> None:  # fmt: skip
        self.m, self.b, self.coat, self.rng, self.head = m, build, coat, rng, head
        self.pattern = pattern or (lambda part, where: None)
        self.cape, self.bust = cape, bust

    def _fur(self, part: Part, flow: float = math.pi * 1.12) -> None:
        hairs(self.m, part, tone(self.coat.back, -0.28), self.rng, gap=0.045, long=0.06,
            flow=flow, cover=0.3)  # fmt: skip
        hairs(self.m, part, tone(self.coat.back, 0.4), self.rng, gap=0.055, long=0.05,
            flow=flow, cover=0.28)  # fmt: skip

    def _coated(self, colour: Colour, outline: Sequence[Spot], *more: Sequence[Spot],
                **how: object) -> Part:  # fmt: skip
        """Fill an outline with its tufts, and others that fuse with it."""
        fur = self.b.fur
        if fur and self.m.size > 60:
            outline = tufted(outline, self.rng, max(0.045, fur * 1.6), fur)
        return self.m.part(colour, outline, *more, **how)  # type: ignore[arg-type]

    def _sock(self, leg: list[Outline], high: float, on: Part | None = None) -> None:
        """Colour the foot of a leg."""
        body = leg[0]
        foot = min(v for _, v in body)
        low = [[(u, v) for u, v in body if v < foot + high], leg[-1], leg[-2]]
        colour = self.coat.mark if on is not None else tone(self.coat.mark, -0.2)
        mark(self.m, colour, *[o for o in low if len(o) > 2], on=on, fade=0.01)

    def _toes(self, *feet: Spot) -> None:
        """Part the toes of paws."""
        b, m = self.b, self.m
        if m.size * b.bone < 9 or b.paw < 1:
            return
        for u, v in feet:
            for k in (0.55, 0.95):
                du = u + b.bone * k * b.paw
                m.line(tone(self.coat.back, -0.6), 0.006, (du, v - b.bone * 0.28),
                    (du - b.bone * 0.06, v + b.bone * 0.1), taper=True)  # fmt: skip

"""Animals with paws and a face, made from a build, a face and coats."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Part, oval, smooth, tone
from ...scene.plan import Place
from .build import Build
from .coat import Coat, coat, dapples, hairs, mark, patches, stripes, tufted
from .face import Face
from .furred import Body
from .head import Head
from .living import kept
from .poses import pose_of


@dataclass(frozen=True, slots=True)
class Pawed:
    """One species or breed: coats ("back pale mark"), build, face, markings."""

    coats: tuple[str, ...]
    build: Build
    face: Face
    pattern: str = ""
    mane: str = ""
    rest: str = "sit"

    def form(self, metres: float, wide: float = 1.15, top: tuple[float, float, float] | None = None
             ) -> Form:  # fmt: skip
        """Return the form of an animal so tall."""
        r = self.build.head
        focus = (-r * 1.6, 1 - r * 3.4, r * 1.8, 1.05)
        return Form(self.draw, metres, wide, top, focus)

    def young(self, metres: float) -> Form:
        """Return the form of its young: a larger head, shorter legs, larger eyes."""
        b, f = self.build, self.face
        across, up, half = f.eyes
        build = replace(b, head=b.head * 1.28, long=b.long * 0.8, leg=b.leg * 0.82,
            sit=b.sit * 0.95, neck=(b.neck[0] * 0.75, b.neck[1] * 0.7, b.neck[2]),
            bone=b.bone * 1.08, tail=(b.tail[0], b.tail[1] * 0.72, b.tail[2] * 0.95))  # fmt: skip
        up_, wide_, high_, out_ = f.muzzle
        face = replace(f, eyes=(across * 1.02, up - 0.08, half * 1.25),
            muzzle=(up_ - 0.02, wide_ * 0.88, high_ * 0.86, out_ * 0.8))  # fmt: skip
        return replace(self, build=build, face=face, mane="").form(metres)

    @property
    def bust(self) -> float:
        """Half width of the head in a portrait."""
        tall = self.mane or self.face.ears[0] == "long"
        return min(0.24 if tall else 0.33, self.build.head * 1.7)

    def draw(self, m: Model, place: Place, rng: Rng) -> None:
        """Draw it in the pose that the place asks for."""
        worn, hair = coat(m, place, rng, self.coats, self.pattern), fork(rng)
        pose = pose_of(place, self.rest, ("stand", "walk", "run", "jump", "sit", "lie", "sleep"))

        def head(u: float, v: float, turn: float, shut: bool) -> Part:
            r = self.build.head
            if pose == "bust":
                r = self.bust
            return Head(m, self.face, worn, hair, u, v, r, turn).draw(shut)

        cape: Callable[[float, float, float], None] | None = None
        if self.mane:
            mane = rgb(self.mane)

            def cape(u: float, v: float, r: float) -> None:
                _mane(m, hair, mane, u, v, r)

        Body(m, self.build, worn, hair, head, _pattern(m, worn, hair), cape, self.bust).draw(pose)


def _mane(m: Model, rng: Rng, colour: Colour, u: float, v: float, r: float) -> None:
    """Draw a lion's mane behind the face."""
    for size, shade in ((1.75, -0.25), (1.45, 0.0)):
        ring = oval(u, v - 0.14 * r, r * size * 0.95, r * size * 1.06)
        part = m.part(tone(colour, shade), tufted(ring, rng, r * 0.3, r * 0.24, 0.9),
            light=0.5, line=0.4)  # fmt: skip
        hairs(m, part, tone(colour, -0.4), rng, gap=r * 0.2, long=r * 0.45, cover=0.45,
            flow=lambda s: math.atan2(s[1] - v, s[0] - u))  # fmt: skip
        hairs(m, part, tone(colour, 0.35), rng, gap=r * 0.26, long=r * 0.4, cover=0.4,
            flow=lambda s: math.atan2(s[1] - v, s[0] - u))  # fmt: skip


def _pattern(m: Model, worn: Coat, rng: Rng) -> Callable[[Part, str], None]:
    """Return what lays a coat's pattern on a part of the body."""
    kind = worn.pattern

    def lay(part: Part, where: str) -> None:
        if kind == "tabby":
            if where == "tail":
                stripes(m, part, worn.mark, rng, gap=0.09, wide=0.03, deep=1.0, cover=0.75)
            elif where in ("side", "haunch", "sit", "leg", "bust"):
                deep = {"side": 0.45, "haunch": 0.6, "sit": 0.3, "leg": 0.5}.get(where, 0.3)
                stripes(m, part, worn.mark, rng, gap=0.1, wide=0.034, deep=deep, cover=0.75)
        elif kind == "tiger":
            deep = {"side": 0.62, "tail": 1.0, "haunch": 0.75, "sit": 0.62}.get(where, 0.6)
            if where != "bust":
                stripes(m, part, worn.mark, rng, gap=0.085, wide=0.034, deep=deep)
            else:
                stripes(m, part, worn.mark, rng, gap=0.12, wide=0.05, deep=0.5, slant=0.5)
        elif kind == "rosettes":
            inner = mix(worn.back, worn.mark, 0.35)
            dapples(m, part, worn.mark, rng, gap=0.075, size=0.024, rings=inner)
        elif kind == "spots":
            dapples(m, part, worn.mark, rng, gap=0.062, size=0.014)
        elif kind == "blots":
            dapples(m, part, worn.mark, rng, gap=0.14, size=0.035)
        elif kind in ("calico", "patches") and where in ("side", "haunch", "sit", "tail"):
            colours = [worn.mark, rgb("d9873c")] if kind == "calico" else [worn.mark]
            patches(m, part, colours, rng)
        elif kind == "saddle" and where in ("side", "sit"):
            _saddle(m, part, worn, rng)
        elif kind == "vest" and where in ("side", "sit", "bust"):
            ring = kept(m, None, lambda: _band(m, part, where))
            mark(m, worn.mark, ring, on=part, fade=0.008)
        elif kind == "points" and where in ("tail", "leg"):
            ring = kept(m, None, lambda: _box(m, part))
            mark(m, worn.mark, ring, on=part, cover=0.85)

    return lay


def _box(m: Model, part: Part) -> list[tuple[float, float]]:
    height, width = part.mask.shape
    x, y = part.x + m.left, part.y + m.top
    return [m.spot(x + a * width, y + b * height) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))]


def _band(m: Model, part: Part, where: str) -> list[tuple[float, float]]:
    """Return the outline of a panda's dark shoulders on a trunk."""
    height, width = part.mask.shape
    x, y = part.x + m.left, part.y + m.top
    areas = {"side": ((0.52, -0.1), (0.7, -0.1), (0.76, 0.4), (1.1, 0.6), (1.1, 1.1),
        (0.56, 1.1), (0.58, 0.4)), "sit": ((-0.1, 0.0), (1.1, 0.0), (1.1, 0.5), (0.9,
        0.56), (0.5, 0.42), (0.2, 0.5), (-0.1, 0.5)), "bust": ((-0.1, 0.5), (0.3, 0.3),
        (0.7, 0.3), (1.1, 0.5), (1.1, 1.1), (-0.1, 1.1))}  # fmt: skip
    return smooth([m.spot(x + (a if m.way > 0 else 1 - a) * width, y + b * height)
        for a, b in areas[where]])  # fmt: skip


def _saddle(m: Model, part: Part, worn: Coat, rng: Rng) -> None:
    """Darken the back, with a ragged edge."""
    ring = kept(m, None, lambda: _back(m, part))
    mark(m, worn.mark, tufted(ring, rng, 0.05, 0.03), on=part, cover=0.92, fade=0.008)


def _back(m: Model, part: Part) -> list[tuple[float, float]]:
    """Return the outline of a dark back on a trunk."""
    height, width = part.mask.shape
    x, y = part.x + m.left, part.y + m.top
    return [m.spot(x + a * width if m.way > 0 else x + (1 - a) * width, y + b * height)
        for a, b in ((-0.02, -0.1), (0.72, -0.1), (0.68, 0.22), (0.5, 0.34), (0.2,
        0.36), (-0.02, 0.5))]  # fmt: skip

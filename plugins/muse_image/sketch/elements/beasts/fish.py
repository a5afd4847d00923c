"""Fish, sharks, whales and dolphins: a body that bends along its spine, with fins."""

import math
from dataclasses import dataclass

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Outline, Part, Spot, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, Coat, coat, dapples, mark, patches, stripes
from .fish_outlines import SLIM, Line
from .living import Move, away, bent, scaled, swing, turned, waved
from .poses import pose_of


@dataclass(frozen=True, slots=True)
class Fish:
    """A species: coats ("back belly mark"), outlines above and below its spine, its fins."""

    coats: tuple[str, ...]
    above: Line = SLIM
    below: Line = SLIM
    half: float = 0.95
    """Half length, in units of its height."""
    tall: float = 1.0
    tail: str = "fork"
    fin: str = ""
    """Colour of the fins; the back's when empty."""
    dorsal: tuple[tuple[float, float], ...] = ((-0.35, 0.0), (-0.3, 0.16), (0.05, 0.26),
        (0.35, 0.05))  # fmt: skip
    low: tuple[tuple[float, float], ...] = ((-0.6, 0.0), (-0.7, 0.18), (-0.4, 0.2), (-0.25, 0.0))
    breast: tuple[float, float, float] = (0.35, 0.34, 0.16)
    """Where the breast fin is, its length and width."""
    eye: tuple[float, float, float] = (0.72, 0.06, 0.05)
    pattern: str = ""
    marks: tuple[str, ...] = ()
    flat: bool = False
    """Whether the tail lies flat, as a whale's does."""

    def form(
        self, metres: float, wide: float = 1.25, top: tuple[float, float, float] | None = None
    ) -> Form:
        """Return the form of one so high."""
        focus = (0.05, 0.1, self.half + 0.15, 0.9)
        return Form(self.draw, metres, wide, top, focus)

    def draw(self, m: Model, place: Place, rng: Rng) -> None:
        """Draw it swimming, turning or leaping."""
        worn, hair = coat(m, place, rng, self.coats, self.pattern), fork(rng)
        pose = pose_of(place, "swim", ("swim", "run", "jump", "sleep"), bust=False)
        bend, turn = {"swim": (0.05, 0.0), "run": (-0.12, 0.05), "jump": (-0.26,
            0.35)}.get(pose, (0.0, 0.0))  # fmt: skip
        with bent(m, self._swims(m)):
            _Swimmer(m, self, worn, hair, bend, turn).draw()

    def _swims(self, m: Model) -> Move:
        """Return how it swims: flukes go up and down, a fin to this side and the other."""
        long = self.half * 0.86

        def behind(spot: Spot) -> float:
            return max(0.0, (0.5 * long - spot[0]) / long)

        lift = 0.05 if self.flat else 0.02
        wave = waved(m, lambda s: lift * behind(s) ** 1.5, lambda s: -0.25 * s[0] / long)
        if self.flat:
            return wave
        near = 0.24 * away(m, 2)

        def move(spot: Spot) -> Spot:
            u, v = wave(spot)
            past = max(0.0, -0.3 * long - u)
            return u + near * past, v

        return move


class _Swimmer:
    """One fish in the drawing."""

    def __init__(
        self, m: Model, what: Fish, worn: Coat, rng: Rng, bend: float, turn: float
    ) -> None:
        self.m, self.w, self.coat, self.rng, self.bend = m, what, worn, rng, bend
        self._cos, self._sin = math.cos(turn), math.sin(turn)

    def at(self, x: float, y: float) -> Spot:
        """Return the spot at x along the spine and y above it."""
        w = self.w
        small = 0.8 if self._sin > 0.1 else 1.0
        a = (x * w.half * 0.86 + 0.08) * small
        b = (y * w.tall + self.bend * (x * x - 0.4)) * small
        middle = 0.5 + (1 - small) * 0.4
        return a * self._cos - b * self._sin, middle + a * self._sin + b * self._cos

    def ring(self, *spots: Spot) -> Outline:
        """Return a smooth closed outline."""
        return smooth([self.at(x, y) for x, y in spots])

    def draw(self) -> None:
        """Draw it."""
        m, w, worn = self.m, self.w, self.coat
        fin = rgb(w.fin) if w.fin else tone(worn.back, -0.08)
        self._tail(fin)
        self._fin(w.dorsal, 1, fin)
        self._fin(w.low, -1, fin)
        if w.breast[1] > 0.4 and w.flat:
            self._breast(tone(fin, -0.2), 0.06, 0.75)
        spots = [*w.above, *((x, -y) for x, y in reversed(w.below))]
        body = m.part(worn.back, self.ring(*spots), light=0.58, round_=0.9)
        self._skin(body)
        self._head(body)
        root = self.at(w.breast[0], -0.05)
        with bent(
            m, turned(root, 0.25 * swing(m)) if w.flat else scaled(root, 1.0, 1 - 0.5 * away(m))
        ):
            self._breast(fin, 0.0, 1.0)

    def _skin(self, body: Part) -> None:
        m, w, worn = self.m, self.w, self.coat
        belly = self.ring((1.1, -0.04), (0.5, -0.1), (-0.2, -0.07), (-1.1, -0.01), (-1,
            -0.7), (1.1, -0.7))  # fmt: skip
        mark(m, worn.pale, belly, on=body, fade=0.02 if w.flat or "sharp" in w.marks else 0.06)
        kind = worn.pattern
        if kind == "koi":
            patches(m, body, [worn.mark], self.rng, gap=0.24, size=0.12, above=0.42)
        elif kind == "bars":
            for x, wide in ((0.5, 0.1), (0.0, 0.13), (-0.62, 0.09)):
                bar = self.ring((x - wide, 0.6), (x + wide, 0.6), (x + wide * 1.4, 0.0),
                    (x + wide, -0.6), (x - wide, -0.6), (x - wide * 0.6, 0.0))  # fmt: skip
                mark(m, DARK, self.ring((x - wide - 0.04, 0.6), (x + wide + 0.04, 0.6),
                    (x + wide * 1.4 + 0.04, 0.0), (x + wide + 0.04, -0.6),
                    (x - wide - 0.04, -0.6), (x - wide * 0.6 - 0.04, 0.0)), on=body)  # fmt: skip
                mark(m, rgb("f8f4ec"), bar, on=body)
        elif kind == "stripes":
            stripes(m, body, worn.mark, self.rng, gap=0.2, wide=0.07, deep=1.0, slant=0.05)
        elif kind == "spots":
            dapples(m, body, worn.mark, self.rng, gap=0.09, size=0.018, above=0.48)
        elif kind == "orca":
            mark(m, worn.pale, self.ring((0.5, 0.1), (0.72, 0.12), (0.76, 0.05), (0.5,
                0.03)), on=body)  # fmt: skip
            mark(m, worn.pale, self.ring((-0.5, 0.02), (-0.2, -0.02), (-0.1, -0.3),
                (-0.4, -0.3)), on=body)  # fmt: skip
        if "grooves" in w.marks:
            for k in range(5):
                y = -0.09 - 0.045 * k
                m.line(tone(worn.pale, -0.3), 0.007, self.at(0.96 - 0.05 * k, y),
                    self.at(0.6, y - 0.03), self.at(0.05 + 0.1 * k, y), on=body,
                    force=0.5)  # fmt: skip
        if "scales" in w.marks and m.size > 110:
            rows = []
            for k in range(11):
                for j in range(6):
                    x = -0.75 + 0.11 * k + 0.055 * (j % 2)
                    y = 0.3 - 0.1 * j
                    rows.append([*[self.at(x + 0.05 * math.cos(a),
                        y + 0.06 * math.sin(a)) for a in (2.2, 2.7, 3.14, 3.6, 4.1)],
                        *[self.at(x + 0.012 + 0.05 * math.cos(a),
                        y + 0.06 * math.sin(a)) for a in (4.1, 3.6, 3.14, 2.7, 2.2)]])  # fmt: skip
            mark(m, tone(worn.back, -0.35), *rows, on=body, cover=0.5)
        if "gills" in w.marks:
            for k in range(4):
                x = 0.42 - 0.045 * k
                m.line(tone(worn.back, -0.5), 0.008, self.at(x, 0.07),
                    self.at(x - 0.015, -0.02), self.at(x, -0.1), on=body, force=0.6)  # fmt: skip
        elif not w.flat:
            m.line(tone(worn.back, -0.4), 0.01, self.at(0.52, 0.16), self.at(0.44, 0.0),
                self.at(0.54, -0.18), on=body, taper=True)  # fmt: skip

    def _head(self, body: Part) -> None:
        m, w, worn = self.m, self.w, self.coat
        if "beak" in w.marks:
            part = m.part(worn.back, self.ring((0.78, 0.06), (1.0, 0.03), (1.16, -0.03),
                (1.14, -0.07), (0.95, -0.08), (0.76, -0.1)), light=0.58, line=0.4)  # fmt: skip
            mark(m, worn.pale, self.ring((0.8, -0.04), (1.2, -0.05), (1.1, -0.2), (0.8,
                -0.2)), on=part)  # fmt: skip
        x, y, r = w.eye
        u, v = self.at(x, y)
        if m.size * r < 1.6:
            mark(m, DARK, oval(u, v, r, r), on=None)
        elif w.flat or "gills" in w.marks:
            m.part(rgb("16120f"), oval(u, v, r, r * 0.8), light=0.3, line=0.5)
            m.part(rgb("fffdf6"), oval(u - r * 0.2, v + r * 0.3, r * 0.24, r * 0.24),
                round_=0, light=0.95, line=-1)  # fmt: skip
        else:
            m.part(rgb("f3ecd6"), oval(u, v, r * 1.25, r * 1.25), light=0.7, line=0.7, round_=0.3)
            mark(m, rgb("15110f"), oval(u + r * 0.1, v, r * 0.8, r * 0.8), on=None)
            m.part(rgb("fffdf6"), oval(u - r * 0.15, v + r * 0.35, r * 0.3, r * 0.3),
                round_=0, light=0.97, line=-1)  # fmt: skip
        dark = tone(worn.back, -0.6)
        if "beak" in w.marks:
            m.line(dark, 0.01, self.at(1.14, -0.05), self.at(0.92, -0.055),
                self.at(0.74, -0.02), taper=True)  # fmt: skip
        elif w.flat:
            m.line(dark, 0.012, self.at(1.0, -0.02 if "grooves" in w.marks else -0.14),
                self.at(0.82, -0.1), self.at(0.58, -0.06), taper=True)  # fmt: skip
        elif "gills" in w.marks:
            mouth = self.ring((0.97, -0.1), (0.8, -0.14), (0.62, -0.2), (0.72, -0.22), (0.9, -0.17))
            part = mark(m, rgb("5a2a2a"), mouth, on=body, line=0.6)
            teeth = [[self.at(0.92 - 0.05 * k, -0.11 - 0.014 * k),
                self.at(0.88 - 0.05 * k, -0.12 - 0.014 * k), self.at(0.895 - 0.05 * k,
                -0.17 - 0.012 * k)] for k in range(6)]  # fmt: skip
            mark(m, rgb("fbf8f0"), *teeth, on=part)
        else:
            m.line(dark, 0.012, self.at(1.0, -0.02), self.at(0.93, -0.06), self.at(0.86,
                -0.07), taper=True)  # fmt: skip
        if "whiskers" in w.marks:
            for k in (0, 1):
                m.line(tone(worn.back, -0.2), 0.012, self.at(0.94, -0.06),
                    self.at(1.0 + 0.04 * k, -0.16), self.at(0.97 + 0.06 * k, -0.24),
                    taper=True)  # fmt: skip
        if "tusk" in w.marks:
            m.part(rgb("e9dfc6"), [self.at(0.98, 0.04), self.at(1.75, 0.2),
                self.at(0.98, -0.02)], light=0.65)  # fmt: skip
        if "spout" in w.marks:
            foam = rgb("dff0f7")
            for side in (-1, 1):
                m.part(foam, self.ring((0.46, 0.3), (0.46 + 0.06 * side, 0.5),
                    (0.46 + 0.2 * side, 0.56), (0.46 + 0.24 * side, 0.48),
                    (0.46 + 0.14 * side, 0.46), (0.5, 0.3)), light=0.8, line=0.2,
                    cover=0.85)  # fmt: skip

    def _fin(self, line: Line, side: int, colour: Colour) -> None:
        if not line:
            return
        m, w = self.m, self.w
        edge = w.above if side > 0 else w.below
        xs, ys = [x for x, _ in edge], [y for _, y in edge]

        def root(x: float) -> float:
            for (x0, y0), (x1, y1) in zip(
                zip(xs, ys, strict=True), zip(xs[1:], ys[1:], strict=True), strict=False
            ):
                if x0 <= x <= x1:
                    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
            return 0.0

        outer = [self.at(x, side * (root(max(-1.0, x)) + y)) for x, y in line]
        inner = [self.at(x, side * (root(x) - 0.06)) for x in (line[-1][0], line[0][0])]
        part = m.part(colour, smooth([*outer, *inner]), light=0.55, line=0.65, round_=0.6)
        if m.size > 90 and not w.flat and "gills" not in w.marks:
            first, last = line[0][0], line[-1][0]
            for k in range(1, 7):
                x = first + (last - first) * k / 7
                m.line(tone(colour, -0.35), 0.006, self.at(x, side * root(x)),
                    self.at(x - 0.12, side * (root(x) + 0.3)), on=part, force=0.3)  # fmt: skip

    def _breast(self, colour: Colour, du: float, size: float) -> None:
        m = self.m
        x, long, wide = self.w.breast
        long, wide = long * size, wide * size
        x += du
        if self.w.flat or "gills" in self.w.marks:
            ring = self.ring((x, -0.1), (x - long * 0.3, -0.16 - long * 0.4),
                (x - long * 0.75, -0.16 - long * 0.72), (x - long * 0.72,
                -0.12 - long * 0.5), (x - wide * 1.6, -0.12))  # fmt: skip
        else:
            ring = self.ring((x, -0.03), (x - long * 0.5, 0.04), (x - long, -0.04),
                (x - long * 0.95, -0.14), (x - long * 0.4, -wide - 0.02))  # fmt: skip
        part = m.part(colour, ring, light=0.62, line=0.6)
        if m.size > 90 and not self.w.flat:
            for k in range(4):
                m.line(tone(colour, -0.35), 0.006, self.at(x - 0.03, -0.05 - 0.01 * k),
                    self.at(x - long * 0.95, 0.0 - 0.05 * k), on=part, force=0.3)  # fmt: skip

    def _tail(self, colour: Colour) -> None:
        m, w = self.m, self.w
        if w.flat:
            ring = self.ring((-0.94, 0.02), (-1.12, 0.03), (-1.34, 0.2), (-1.42, 0.17),
                (-1.24, 0.0), (-1.36, -0.1), (-1.26, -0.12), (-1.1, -0.04))  # fmt: skip
        elif w.tail == "fork":
            ring = self.ring((-0.9, 0.05), (-1.1, 0.12), (-1.36, 0.34), (-1.28, 0.04),
                (-1.28, -0.04), (-1.36, -0.34), (-1.1, -0.12), (-0.9, -0.05))  # fmt: skip
        elif w.tail == "shark":
            ring = [self.at(x, y) for x, y in ((-0.9, 0.04), (-1.08, 0.12), (-1.36,
                0.42), (-1.2, 0.04), (-1.28, -0.22), (-1.06, -0.08), (-0.9, -0.04))]  # fmt: skip
        elif w.tail == "fan":
            ring = self.ring((-0.9, 0.06), (-1.15, 0.2), (-1.32, 0.16), (-1.38, 0.0),
                (-1.32, -0.16), (-1.15, -0.2), (-0.9, -0.06))  # fmt: skip
        else:
            ring = self.ring((-0.86, 0.08), (-1.1, 0.28), (-1.5, 0.46), (-1.72, 0.3),
                (-1.56, 0.16), (-1.44, 0.04), (-1.66, -0.12), (-1.78, -0.36), (-1.5,
                -0.5), (-1.14, -0.26), (-0.86, -0.08))  # fmt: skip
        part = m.part(colour, ring, light=0.55, line=0.65, round_=0.6)
        if m.size > 90 and not w.flat and w.tail != "shark":
            for k in range(7):
                y = 0.3 - 0.1 * k
                m.line(tone(colour, -0.35), 0.006, self.at(-0.98, y * 0.2),
                    self.at(-1.6, y * 1.5), on=part, force=0.3)  # fmt: skip

"""Birds of their own kind: owls, penguins, the peacock, the phoenix; and bats."""

import math
from collections.abc import Callable

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Outline, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, LARGE, Coat, coat, hairs, mark, tufted
from .feathers import feather, wing
from .living import away, bent, closed, shifted, swing, turned
from .poses import pose_of


def _eyes(m: Model, spots: tuple[Spot, Spot], half: float, iris: Colour, shut: bool) -> None:
    """Draw two round eyes that look to the front."""
    for u, v in spots:
        if shut or closed(m):
            m.line(DARK, half * 0.3, (u - half, v), (u, v - half * 0.6), (u + half, v), taper=True)
            continue
        ball = m.part(iris, oval(u, v, half, half), round_=0.3, light=0.68, line=1.0)
        mark(m, rgb("0b0908"), oval(u, v, half * 0.6, half * 0.6), on=ball)
        if m.size * half > 3:
            m.part(rgb("fffdf6"), oval(u - half * 0.25, v + half * 0.35, half * 0.26,
                half * 0.26), round_=0, light=0.97, line=-1)  # fmt: skip


def _owl_head(
    m: Model, worn: Coat, rng: Rng, u: float, v: float, r: float, ears: bool, shut: bool
) -> None:
    """Draw an owl's head seen from the front."""
    if ears:
        for side in (-1, 1):
            m.part(tone(worn.back, -0.15), tufted(smooth([(u + side * r * 0.3,
                v + r * 0.6), (u + side * r * 0.62, v + r * 1.28), (u + side * r * 0.9,
                v + r * 0.35)]), rng, r * 0.1, r * 0.05), light=0.5, line=0.6)  # fmt: skip
    ring = tufted(oval(u, v, r, r * 0.86), rng, r * 0.12,
        r * 0.05) if m.size * r > 10 else oval(u, v, r, r * 0.86)  # fmt: skip
    skull = m.part(worn.back, ring, light=0.58)
    if m.size > LARGE:
        hairs(m, skull, worn.mark, rng, gap=r * 0.16, long=r * 0.14, flow=math.pi / 2, cover=0.6)
    for side in (-1, 1):
        disc = oval(u + side * r * 0.4, v - r * 0.06, r * 0.47, r * 0.56, side * -0.2)
        part = mark(m, worn.pale, disc, on=skull, line=0.35)
        hairs(m, part, tone(worn.back, -0.2), rng, gap=r * 0.1, long=r * 0.16,
            cover=0.4, flow=lambda s, side=side: math.atan2(s[1] - v,
            s[0] - u - side * r * 0.4))  # type: ignore[misc]  # fmt: skip
    brow = [(u, v + r * 0.1), (u + r * 0.3, v + r * 0.42), (u + r * 0.8, v + r * 0.66),
        (u + r * 0.36, v + r * 0.62), (u, v + r * 0.4), (u - r * 0.36, v + r * 0.62),
        (u - r * 0.8, v + r * 0.66), (u - r * 0.3, v + r * 0.42)]  # fmt: skip
    mark(m, tone(worn.back, -0.25), smooth(brow), on=skull)
    _eyes(m, ((u - r * 0.38, v - r * 0.02), (u + r * 0.38, v - r * 0.02)), r * 0.25,
        rgb("e8a52c"), shut)  # fmt: skip
    beak = smooth([(u - r * 0.1, v - r * 0.08), (u, v + r * 0.04), (u + r * 0.1,
        v - r * 0.08), (u + r * 0.03, v - r * 0.42), (u, v - r * 0.48), (u - r * 0.03,
        v - r * 0.42)])  # fmt: skip
    m.part(rgb("c9a64a"), beak, light=0.6, line=0.7)


def _owl(coats: tuple[str, ...], ears: bool) -> Callable[[Model, Place, Rng], None]:
    def draw(m: Model, place: Place, rng: Rng) -> None:
        worn, hair = coat(m, place, rng, coats), fork(rng)
        pose = pose_of(place, "stand", ("stand", "fly", "sleep"))
        if pose == "bust":
            ring = smooth([(-0.54, -0.62), (-0.53, -0.12), (-0.46, 0.2), (-0.3, 0.5),
                (0.3, 0.5), (0.46, 0.2), (0.53, -0.12), (0.54, -0.62)])  # fmt: skip
            body = m.part(worn.back, tufted(ring, hair, 0.05, 0.02), light=0.54)
            mark(m, worn.pale, smooth([(-0.24, 0.4), (0.24, 0.4), (0.34, -0.62), (-0.34,
                -0.62)]), on=body, fade=0.03)  # fmt: skip
            hairs(m, body, worn.mark, hair, gap=0.06, long=0.07, flow=-math.pi / 2, cover=0.8)
            _owl_head(m, worn, hair, 0, 0.62, 0.34, ears, False)
            return
        fly = pose == "fly"
        v = 0.16 if fly else 0.0
        if fly:
            for side in (-1, 1):
                turn = math.pi / 2 + side * 1.05
                with bent(m, turned((-0.12, 0.55), -0.75 * side * away(m))):
                    wing(m, tone(worn.back, -0.05), (-0.12, 0.55), 0.72, turn, hair,
                        tip=worn.mark, side=float(side), broad=1.3)  # fmt: skip
        for k in range(5):
            m.part(tone(worn.back, -0.2), feather((0.0, 0.22 + v),
                -math.pi / 2 + 0.13 * (k - 2), 0.24, 0.1), light=0.48, line=0.4,
                round_=0.5)  # fmt: skip
        if not fly:
            for side in (-1, 1):
                toes = [o for k in (-1, 0, 1) for o in limb([0.035, 0.02], (side * 0.1,
                    0.05), (side * 0.1 + 0.045 * k, -0.005))]  # fmt: skip
                m.part(rgb("c9a64a"), *toes, light=0.5, line=0.5)
        ring = smooth([(0, 0.8), (0.24, 0.66), (0.31, 0.4), (0.24, 0.14), (0.0, 0.05),
            (-0.24, 0.14), (-0.31, 0.4), (-0.24, 0.66)])  # fmt: skip
        ring = [(a, b + v * (0.7 if fly else 0)) for a, b in ring]
        body = m.part(worn.back, tufted(ring, hair, 0.05, 0.012) if m.size > 60
            else ring, light=0.58)  # fmt: skip
        belly = smooth([(0, 0.62 + v), (0.18, 0.5 + v), (0.19, 0.24 + v), (0, 0.1 + v),
            (-0.19, 0.24 + v), (-0.18, 0.5 + v)])  # fmt: skip
        mark(m, worn.pale, belly, on=body, fade=0.015)
        if m.size > 60:
            rows = [smooth([(x - 0.02, y + 0.015), (x, y - 0.025), (x + 0.02,
                y + 0.015), (x, y - 0.005)]) for k, y in enumerate((0.48, 0.41, 0.34,
                0.27, 0.2)) for x in [(-0.13 + 0.065 * j + 0.032 * (k % 2))
                for j in range(5)]]  # fmt: skip
            mark(m, worn.mark, *[[(a, b + v) for a, b in r] for r in rows], on=body, cover=0.8)
        if not fly:
            for side in (-1, 1):
                arm = smooth([(side * 0.2, 0.66), (side * 0.33, 0.46), (side * 0.31,
                    0.22), (side * 0.2, 0.06), (side * 0.17, 0.3)])  # fmt: skip
                part = m.part(tone(worn.back, -0.15), arm, light=0.52, line=0.5)
                if m.size > 60:
                    for k in range(4):
                        mark(m, tone(worn.back, -0.38), feather((side * 0.25,
                            0.5 - 0.09 * k), -math.pi / 2 - side * 0.1, 0.16, 0.09),
                            on=part, cover=0.4, line=0.4)  # fmt: skip
        _owl_head(m, worn, hair, 0, 0.78 + v * 0.6, 0.235, ears, pose == "sleep")

    return draw


def penguin(m: Model, place: Place, rng: Rng) -> None:
    """Draw a penguin, turned a little to the side."""
    with bent(
        m, turned((0.0, 0.0), 0.06 * swing(m) * (place.traits.get("pose") in ("walk", "run")))
    ):
        _penguin(m, place, rng)


def _penguin(m: Model, place: Place, rng: Rng) -> None:
    worn, hair = coat(m, place, rng, ("2a2e38 f6f4ee e8a93a",)), fork(rng)
    pose = pose_of(place, "stand", ("stand", "walk", "swim"))
    if pose == "bust":
        body = m.part(worn.back, smooth([(-0.52, -0.62), (-0.5, -0.12), (-0.42, 0.16),
            (-0.22, 0.44), (0.2, 0.44), (0.34, 0.14), (0.4, -0.12), (0.4, -0.62)]),
            light=0.55)  # fmt: skip
        mark(m, worn.pale, smooth([(-0.1, 0.4), (0.2, 0.42), (0.4, -0.2), (0.4, -0.62),
            (-0.2, -0.62), (-0.16, -0.14)]), on=body, fade=0.02)  # fmt: skip
        _penguin_head(m, worn, 0.0, 0.6, 0.25)
        return
    lean = {"walk": 0.1}.get(pose, 0.0)
    if pose != "swim":
        for side in (-1, 1):
            foot = smooth([(side * 0.11 - 0.06, 0.05), (side * 0.11 + 0.03, 0.05),
                (side * 0.11 + 0.12, 0.0), (side * 0.11 - 0.05, -0.005)])  # fmt: skip
            lift = 0.05 * max(0.0, side * swing(m)) if pose == "walk" else 0.0
            with bent(m, shifted(0.0, lift)):
                m.part(worn.mark, foot, light=0.55, line=0.6)
    tilt = -1.25 if pose == "swim" else -lean

    def put(*spots: Spot) -> Outline:
        cos, sin = math.cos(tilt), math.sin(tilt)
        made = []
        for a, b in smooth(spots):
            b -= 0.45
            made.append((a * cos - b * sin, a * sin + b * cos + 0.45))
        return made

    m.part(tone(worn.back, -0.15), put((0.16, 0.62), (0.3, 0.5), (0.36, 0.32), (0.3,
        0.26), (0.18, 0.4)), light=0.45)  # fmt: skip
    m.part(worn.back, put((-0.2, 0.12), (-0.3, 0.0), (-0.12, 0.04)), light=0.4)
    ring = put((0, 0.82), (0.16, 0.7), (0.25, 0.42), (0.22, 0.14), (0.08, 0.03), (-0.12,
        0.03), (-0.25, 0.16), (-0.26, 0.44), (-0.17, 0.7))  # fmt: skip
    body = m.part(worn.back, ring, light=0.56)
    mark(m, worn.pale, put((0.06, 0.74), (0.2, 0.6), (0.26, 0.36), (0.2, 0.1), (0.04,
        0.04), (-0.1, 0.2), (-0.08, 0.5)), on=body, fade=0.008)  # fmt: skip
    mark(m, rgb("f0bf4a"), put((0.02, 0.78), (0.16, 0.72), (0.14, 0.6), (0.02, 0.62)),
        on=body, fade=0.03, cover=0.8)  # fmt: skip
    at = put((0.02, 0.86), (0.021, 0.86), (0.02, 0.861))[0]
    _penguin_head(m, worn, at[0], at[1], 0.135, tilt * 0.6)
    flap = 0.0 if pose == "stand" else 0.18
    m.part(tone(worn.back, 0.04), put((-0.18, 0.66), (-0.08, 0.56), (-0.14 - flap * 0.4,
        0.36), (-0.27 - flap, 0.2 + flap), (-0.3 - flap, 0.26 + flap), (-0.26, 0.5)),
        light=0.6, line=0.6)  # fmt: skip
    hairs(m, body, tone(worn.back, 0.25), hair, gap=0.06, long=0.03, cover=0.15)


def _penguin_head(m: Model, worn: Coat, u: float, v: float, r: float, tilt: float = 0.0) -> None:
    m.part(DARK, smooth([(u + r * 0.7, v + r * 0.2), (u + r * 1.3, v + r * 0.02),
        (u + r * 1.75, v - r * 0.26), (u + r * 1.2, v - r * 0.22), (u + r * 0.7,
        v - r * 0.28)]), light=0.45)  # fmt: skip
    mark(m, worn.mark, smooth([(u + r * 0.8, v - r * 0.06), (u + r * 1.4, v - r * 0.1),
        (u + r * 1.2, v - r * 0.2), (u + r * 0.8, v - r * 0.2)]), on=None)  # fmt: skip
    skull = m.part(worn.back, oval(u, v, r, r * 0.95), light=0.6, line=0.5)
    mark(m, rgb("f0bf4a"), smooth([(u - r * 0.5, v + r * 0.1), (u - r * 0.1,
        v + r * 0.1), (u + r * 0.1, v - r * 0.6), (u - r * 0.3, v - r * 1.0),
        (u - r * 0.8, v - r * 0.5)]), on=skull, fade=r * 0.1)  # fmt: skip
    m.part(rgb("f4f2ec"), oval(u + r * 0.4, v + r * 0.2, r * 0.17, r * 0.17), light=0.7,
        line=0.3, round_=0.2)  # fmt: skip
    mark(m, DARK, oval(u + r * 0.42, v + r * 0.2, r * 0.1, r * 0.1), on=None)


FORMS = {"owl": Form(_owl(("8a6a48 e9d9bc 4a3424", "7a6250 ddcdb2 3f2f24"), True), 0.5,
    0.9, focus=(-0.36, 0.5, 0.36, 1.05), material="bird"),
    "snowy_owl": Form(_owl(("f1eee8 fbfaf7 8a857e",), False), 0.55, 0.9, focus=(-0.36,
    0.5, 0.36, 1.05), material="bird"), "penguin": Form(penguin, 1.0, 0.62, focus=(-0.3,
    0.6, 0.4, 1.02), material="bird")}  # fmt: skip

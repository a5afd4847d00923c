"""The peacock and the phoenix."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, LARGE, coat, hairs, mark, tufted
from .feathers import feather, wing
from .living import beat, bent, tread
from .poses import pose_of


def peacock(m: Model, place: Place, rng: Rng) -> None:
    """Draw a peacock with its train fanned out behind it, or folded as it walks."""
    worn, hair = coat(m, place, rng, ("1f55a8 2f77c4 1c7a6a",)), fork(rng)
    pose = pose_of(place, "stand", ("stand", "walk", "fly"))
    bust = pose == "bust"
    gold, green = rgb("b98a2c"), mix(rgb("1f7a5c"), worn.back, 0.2 if place.colours else 0.0)
    base = (0.0, 0.2) if not bust else (0.0, -0.05)
    rows = ((0.92, 17), (0.74, 15), (0.56, 13), (0.38, 11)) if not bust else ((1.0, 15),
        (0.78, 13), (0.56, 11))  # fmt: skip
    if pose in ("walk", "fly"):
        for k in range(9):
            a = math.pi + 0.05 * (k - 3)
            tip = feather((-0.1, 0.32), a, 1.0 - 0.06 * k, 0.1, 0.1)
            m.part(tone(green, 0.05 * (k % 3) - 0.05), tip, light=0.52, line=0.35, round_=0.5)
            end = (-0.1 + math.cos(a) * (0.92 - 0.06 * k),
                0.32 + math.sin(a) * (0.92 - 0.06 * k) - 0.05)  # fmt: skip
            _ocellus(m, end, 0.04, a, gold, worn.back)
    else:
        for long, many in rows:
            plumes, eyes = [], []
            for k in range(many):
                a = math.pi * (0.02 + 0.96 * (k + 0.5 * (many % 2 == 0)) / (many - 1))
                plumes.append(feather(base, a, long, 0.13, 0.0))
                eyes.append((base[0] + math.cos(a) * long * 0.88,
                    base[1] + math.sin(a) * long * 0.88, a))  # fmt: skip
            m.part(tone(green, 0.1 - long * 0.2), *plumes, light=0.5, line=0.5, round_=0.6)
            for u, v, a in eyes:
                _ocellus(m, (u, v), 0.047 * (0.6 + 0.45 * long), a, gold, worn.back)
    if not bust:
        for u in (-0.05, 0.05):
            reach = 0.05 if pose == "walk" else 0.0
            with bent(m, tread(m, (u, 0.2), (u, 0.01), u > 0, reach, reach)):
                m.part(rgb("8a7a62"), *limb([0.03, 0.02, 0.02], (u, 0.2), (u - 0.01, 0.1),
                    (u + 0.01, 0.01)), *limb([0.02, 0.014], (u, 0.012), (u + 0.07, 0.0)),
                    light=0.5)  # fmt: skip
        ring = smooth([(-0.14, 0.24), (-0.12, 0.36), (0.0, 0.44), (0.09, 0.6), (0.12,
            0.66), (0.18, 0.62), (0.17, 0.46), (0.14, 0.26), (0.02, 0.14), (-0.1,
            0.16)])  # fmt: skip
        body = m.part(worn.back, ring, oval(0.15, 0.67, 0.055, 0.05), light=0.6)
        head, r = (0.15, 0.67), 0.055
    else:
        ring = smooth([(-0.32, -0.62), (-0.28, -0.14), (-0.2, 0.14), (-0.1, 0.4),
            (-0.06, 0.6), (0.14, 0.6), (0.16, 0.4), (0.24, 0.14), (0.3, -0.14), (0.34,
            -0.62)])  # fmt: skip
        body = m.part(worn.back, ring, oval(0.04, 0.66, 0.125, 0.115), light=0.6)
        head, r = (0.04, 0.66), 0.125
    mark(m, worn.pale, oval(head[0] + r * 0.4, head[1] - r * 3, r * 1.6, r * 2),
        on=body, fade=0.03, cover=0.6)  # fmt: skip
    if m.size > LARGE:
        hairs(m, body, rgb("63b0e0"), hair, gap=0.035, long=0.03, flow=-math.pi / 2, cover=0.4)
    for k in range(5):
        a = 1.1 + 0.24 * k
        end = (head[0] + math.cos(a) * r * 2.3, head[1] + math.sin(a) * r * 2.3)
        m.line(worn.back, r * 0.08, head, end)
        m.ball(worn.mark, end[0], end[1], r * 0.2)
    m.part(rgb("cfc6b4"), [(head[0] + r * 0.8, head[1] + r * 0.3), (head[0] + r * 1.9,
        head[1] - r * 0.3), (head[0] + r * 0.8, head[1] - r * 0.3)], light=0.6)  # fmt: skip
    m.part(rgb("f4f2ea"), oval(head[0] + r * 0.35, head[1] + r * 0.1, r * 0.5,
        r * 0.32), light=0.7, line=0.2, round_=0.2)  # fmt: skip
    mark(m, DARK, oval(head[0] + r * 0.4, head[1] + r * 0.12, r * 0.22, r * 0.22), on=None)
    if m.size * r > 9:
        m.part(rgb("fffdf6"), oval(head[0] + r * 0.34, head[1] + r * 0.2, r * 0.08,
            r * 0.08), round_=0, light=0.97, line=-1)  # fmt: skip


def _ocellus(m: Model, at: Spot, r: float, turn: float, gold: Colour, blue: Colour) -> None:
    """Draw the eye of a peacock's feather."""
    if m.size * r < 1.2:
        return
    u, v = at
    mark(m, gold, oval(u, v, r, r * 0.8, turn), on=None, line=0.2)
    mark(m, rgb("2f9a8a"), oval(u, v, r * 0.7, r * 0.56, turn), on=None)
    mark(m, mix(blue, DARK, 0.35), oval(u, v, r * 0.4, r * 0.34, turn), on=None)


def phoenix(m: Model, place: Place, rng: Rng) -> None:
    """Draw a phoenix: flame coloured, on spread wings, with long tail plumes."""
    worn, hair = coat(m, place, rng, ("d9452c f2b23a 9a1f2a",)), fork(rng)
    gold = worn.pale
    bust = pose_of(place, "fly", ("fly",)) == "bust"
    if not bust:
        for k in range(5):
            a = -0.55 - 0.25 * k
            end = (-0.12 - 0.2 * k, 0.02 + 0.04 * abs(k - 2))
            spots = [(0.0, 0.5), (-0.06 - 0.03 * k, 0.32), (-0.02 - 0.13 * k, 0.16),
                end, (end[0] - 0.12, end[1] + 0.06)]  # fmt: skip
            plume = limb([0.05, 0.07, 0.06, 0.08, 0.02], *spots)
            m.part(mix(worn.back, gold, 0.2 * k), *plume, light=0.58, line=0.5)
            mark(m, gold, oval(end[0], end[1], 0.055, 0.04, a), on=None, line=0.5)
            mark(m, rgb("2f8f9a"), oval(end[0], end[1], 0.03, 0.022, a), on=None)
            mark(m, rgb("5a1c3a"), oval(end[0], end[1], 0.014, 0.012, a), on=None)
        with bent(m, beat(m, (0.08, 0.6), -0.5)):
            wing(m, mix(worn.back, gold, 0.15), (0.08, 0.6), 0.62, 0.75, hair, tip=gold,
                side=1, cover=worn.back)  # fmt: skip
        ring = smooth([(-0.12, 0.46), (-0.04, 0.6), (0.1, 0.7), (0.2, 0.86), (0.26,
            0.93), (0.32, 0.88), (0.28, 0.72), (0.2, 0.54), (0.06, 0.42)])  # fmt: skip
        body = m.part(worn.back, ring, oval(0.28, 0.91, 0.06, 0.055), light=0.62)
        mark(m, gold, smooth([(0.3, 0.84), (0.24, 0.6), (0.06, 0.44), (0.3, 0.4)]),
            on=body, fade=0.02)  # fmt: skip
        head, r = (0.28, 0.91), 0.06
    else:
        ring = smooth([(-0.62, -0.62), (-0.52, -0.14), (-0.36, 0.16), (-0.16, 0.44),
            (-0.1, 0.6), (0.14, 0.58), (0.2, 0.4), (0.34, 0.1), (0.42, -0.14), (0.44,
            -0.62)])  # fmt: skip
        body = m.part(worn.back, tufted(ring, hair, 0.06, 0.03), oval(0.03, 0.64, 0.155,
            0.14), light=0.6)  # fmt: skip
        mark(m, gold, smooth([(0.16, 0.5), (0.06, 0.24), (0.0, -0.14), (0.02, -0.62),
            (0.5, -0.62), (0.34, 0.2)]), on=body, fade=0.03)  # fmt: skip
        hairs(m, body, gold, hair, gap=0.05, long=0.07, flow=-2.0, cover=0.6)
        head, r = (0.03, 0.64), 0.155
    for k in range(4):
        a = 1.75 + 0.3 * k
        m.part(mix(worn.back, gold, 0.25 * k), feather((head[0] - r * 0.2,
            head[1] + r * 0.5), a, r * (2.6 - 0.25 * k), r * 0.5, 0.25), light=0.6,
            line=0.5, round_=0.5)  # fmt: skip
    m.part(rgb("e8c04a"), smooth([(head[0] + r * 0.75, head[1] + r * 0.4),
        (head[0] + r * 1.5, head[1] + r * 0.2), (head[0] + r * 1.9, head[1] - r * 0.4),
        (head[0] + r * 1.3, head[1] - r * 0.25), (head[0] + r * 0.8,
        head[1] - r * 0.4)]), light=0.62)  # fmt: skip
    mark(m, gold, oval(head[0] + r * 0.3, head[1] + r * 0.1, r * 0.5, r * 0.32, 0.2), on=body)
    mark(m, DARK, oval(head[0] + r * 0.36, head[1] + r * 0.14, r * 0.2, r * 0.2), on=None)
    if m.size * r > 8:
        m.part(rgb("fffdf6"), oval(head[0] + r * 0.3, head[1] + r * 0.22, r * 0.08,
            r * 0.08), round_=0, light=0.97, line=-1)  # fmt: skip
    if not bust:
        with bent(m, beat(m, (0.0, 0.62), -0.5)):
            wing(m, worn.back, (0.0, 0.62), 0.72, 2.2, hair, tip=gold, side=1,
                cover=mix(worn.back, worn.mark, 0.3))  # fmt: skip


FORMS = {
    "peacock": Form(peacock, 1.3, 1.0, focus=(-0.2, 0.4, 0.4, 0.9), material="bird"),
    "phoenix": Form(
        phoenix, 2.2, 1.15, top=(-0.1, 0.15, 0.66), focus=(0.05, 0.7, 0.5, 1.1), material="bird"
    ),
}

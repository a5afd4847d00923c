"""Dragons of the West and of China, griffins, qilins."""

import math
from collections.abc import Sequence

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, Part, Spot, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, mark, spots_of
from .living import beat, bent, tread, waved
from .poses import pose_of


def membrane(
    m: Model,
    colour: Colour,
    root: Spot,
    wrist: Spot,
    tips: Sequence[Spot],
    foot: Spot,
    light: float = 0.55,
) -> None:
    """Draw a wing of skin: an arm to the wrist, fingers to the tips, the edge hollow between."""
    edge: Outline = [root, wrist]
    ends = [*tips, foot]
    for k, tip in enumerate(tips):
        edge.append(tip)
        after = ends[k + 1]
        middle = (tip[0] + after[0]) / 2, (tip[1] + after[1]) / 2
        # Drawn towards the wrist.
        for t in (0.3, 0.5, 0.7):
            u, v = tip[0] + (after[0] - tip[0]) * t, tip[1] + (after[1] - tip[1]) * t
            pull = 0.26 * (1 - abs(t - 0.5) * 2.2)
            edge.append((u + (wrist[0] - middle[0]) * pull, v + (wrist[1] - middle[1]) * pull))
    edge.append(foot)
    skin = m.part(mix(colour, rgb("e8b070"), 0.18), edge, light=light, line=0.75, round_=0.6)
    bone = tone(colour, -0.15)
    for tip in tips:
        bent = ((wrist[0] + tip[0]) / 2 + 0.02, (wrist[1] + tip[1]) / 2 + 0.025)
        m.part(bone, *limb([0.03, 0.022, 0.008], wrist, bent, tip), on=None, light=light, line=0.4)
        mark(m, tone(colour, -0.4), *limb([0.05, 0.02], (wrist[0], wrist[1] - 0.03),
            (tip[0], tip[1] - 0.03)), on=skin, cover=0.25, fade=0.015)  # fmt: skip
    m.part(bone, *limb([0.075, 0.055, 0.04], root, ((root[0] + wrist[0]) / 2 + 0.03,
        (root[1] + wrist[1]) / 2), wrist), light=light + 0.06, line=0.5)  # fmt: skip
    m.part(rgb("e6dcc4"), [(wrist[0] - 0.012, wrist[1]), (wrist[0] + 0.02,
        wrist[1] + 0.075), (wrist[0] + 0.03, wrist[1])], light=0.6)  # fmt: skip


def spines(
    m: Model,
    colour: Colour,
    line: Sequence[Spot],
    half: Sequence[float],
    high: float,
    every: int = 2,
) -> None:
    """Draw a row of spines along a curve, on its upper side."""
    spikes: list[Outline] = []
    for k in range(1, len(line) - 1, every):
        (u0, v0), (u, v), (u1, v1) = line[k - 1], line[k], line[k + 1]
        du, dv = u1 - u0, v1 - v0
        reach = math.hypot(du, dv) or 1.0
        out = (-dv / reach, du / reach)
        w = half[min(k, len(half) - 1)]
        base = u + out[0] * w * 0.8, v + out[1] * w * 0.8
        t = high * (0.6 + 0.4 * math.sin(math.pi * k / len(line)))
        spikes.append([(base[0] - du / reach * t * 0.5, base[1] - dv / reach * t * 0.5),
            (base[0] + out[0] * t - du / reach * t * 0.35,
            base[1] + out[1] * t - dv / reach * t * 0.35),
            (base[0] + du / reach * t * 0.5, base[1] + dv / reach * t * 0.5)])  # fmt: skip
    if spikes:
        m.part(colour, *spikes, light=0.55, line=0.6, round_=0.3)


def scales(m: Model, part: Part, colour: Colour, rng: Rng, gap: float) -> None:
    """Draw scales on a part, when it is large."""
    if m.size < 110:
        return
    rings: list[Outline] = []
    for u, v in spots_of(m, part, rng, gap):
        r = gap * 0.5
        rings.append([*[(u + r * math.cos(a), v + r * math.sin(a)) for a in (3.4, 4.0,
            4.7, 5.4, 6.0)], *[(u + r * 0.72 * math.cos(a),
            v + r * 0.2 + r * 0.8 * math.sin(a)) for a in (6.0, 5.4, 4.7, 4.0, 3.4)]])  # fmt: skip
    if rings:
        mark(m, tone(colour, -0.4), *rings, on=part, cover=0.55)


def _claw(m: Model, colour: Colour, u: float, v: float, size: float) -> None:
    m.part(colour, oval(u + size * 0.4, v + size * 0.35, size, size * 0.5), light=0.56, line=0.6)
    claws = [[(u + size * k, v + size * 0.3), (u + size * (k + 0.55), v - size * 0.1),
        (u + size * (k + 0.1), v - size * 0.05)] for k in (0.1, 0.6, 1.1)]  # fmt: skip
    m.part(rgb("efe6d0"), *claws, light=0.62, line=0.6, round_=0.2)


def dragon(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Western dragon: winged, horned, on four legs; in the air with its wings spread."""
    with bent(m, waved(m, lambda s: 0.12 * max(0.0, -0.3 - s[0]), lambda s: -s[0])):
        _dragon(m, place, rng)


def _dragon(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("a8322a e8b86a 5a1a1c", "3f7a4a d8cf8a 1f4a2c",
        "4a5a7a c9c0a0 2a3348")), fork(rng)  # fmt: skip
    pose = pose_of(place, "stand", ("stand", "walk", "fly", "sleep"), bust=False)
    fly = pose == "fly"
    lift = 0.14 if fly else 0.0
    step = 0.06 if pose == "walk" else 0.0
    low = -0.8 if fly else 0.9
    dark = tone(worn.back, -0.25)
    # The far wing and legs.
    if pose != "sleep":
        with bent(m, beat(m, (0.12, 0.56 + lift), low)):
            membrane(m, tone(worn.back, -0.22), (0.12, 0.56 + lift), (0.3, 0.98), [(0.62,
                1.12), (0.66, 0.86), (0.52, 0.66)] if fly else [(0.5, 1.12), (0.16, 0.98),
                (0.1, 0.84)], (0.1, 0.56 + lift), 0.45)  # fmt: skip
    if not fly:
        for u, d, ahead in ((-0.16 + step, 0.05, True), (0.36 - step, 0.04, False)):
            with bent(m, tread(m, (u, 0.34), (u, 0.04), ahead, step, step)):
                m.part(dark, *limb([0.15, 0.1, 0.075], (u, 0.34), (u - 0.05, 0.17),
                    (u + d * 0.4, 0.04)), light=0.42)  # fmt: skip
                _claw(m, dark, u + d * 0.4, 0.02, 0.055)
    tail = [(-0.2, 0.34 + lift), (-0.5, 0.2 + lift), (-0.78, 0.12 + lift), (-0.98,
        0.2 + lift * 1.2), (-0.96, 0.36 + lift)]  # fmt: skip
    trunk = [(-0.14, 0.36 + lift), (0.12, 0.44 + lift), (0.34, 0.5 + lift)]
    neck = [(0.44, 0.6 + lift * 0.8), (0.46, 0.74 + lift * 0.6), (0.54, 0.86 + lift * 0.4)]
    if fly:
        neck = [(0.5, 0.6 + lift), (0.62, 0.7 + lift), (0.72, 0.76 + lift)]
    if pose == "sleep":
        trunk = [(-0.14, 0.2), (0.12, 0.25), (0.34, 0.2)]
        tail = [(-0.2, 0.18), (-0.5, 0.1), (-0.8, 0.06), (-1.0, 0.08), (-1.1, 0.14)]
        neck = [(0.5, 0.14), (0.62, 0.1), (0.72, 0.1)]
    spine = [*reversed(tail), *trunk, *neck]
    wide = [0.02, 0.06, 0.1, 0.15, 0.2, 0.3, 0.32, 0.3, 0.2, 0.15, 0.14]
    line = smooth(spine, False)
    halves = [0.5 * wide[min(len(wide) - 1, int(k / len(line) * len(wide)))]
        for k in range(len(line))]  # fmt: skip
    spines(m, mix(worn.mark, worn.pale, 0.2), line, halves, 0.075)
    end = tail[-1]
    m.part(worn.mark, smooth([(end[0] - 0.02, end[1] - 0.06), (end[0] - 0.1,
        end[1] + 0.02), (end[0] - 0.02, end[1] + 0.14), (end[0] + 0.08,
        end[1] + 0.03)]), light=0.55)  # fmt: skip
    body = m.part(worn.back, *limb(wide, *spine), light=0.58, reach=0.05)
    scales(m, body, worn.back, own, 0.045)
    under = [(u + 0.09, v - 0.1) for u, v in (*trunk, *neck)]
    plates = limb([0.1, 0.14, 0.15, 0.13, 0.11, 0.09], *under)
    belly = mark(m, worn.pale, *plates, on=body, fade=0.004)
    if m.size > 80:
        for u, v in smooth(under, False)[1::3]:
            m.line(tone(worn.pale, -0.45), 0.007, (u - 0.08, v - 0.03), (u, v + 0.01),
                (u + 0.08, v + 0.05), on=belly, force=0.4)  # fmt: skip
    # Near legs.
    if fly:
        for u in (-0.1, 0.32):
            m.part(worn.back, *limb([0.17, 0.12, 0.08], (u, 0.4 + lift), (u - 0.03,
                0.26 + lift), (u - 0.14, 0.18 + lift)), light=0.6, line=0.6)  # fmt: skip
            _claw(m, worn.back, u - 0.16, 0.15 + lift, 0.05)
    elif pose != "sleep":
        for u, d, top in ((-0.2 - step, -0.02, 0.36), (0.3 + step, 0.04, 0.42)):
            with bent(m, tread(m, (u, top), (u, 0.05), u > 0, step, step)):
                m.part(worn.back, *limb([0.25, 0.17, 0.1, 0.09], (u, top), (u + 0.04,
                    top * 0.6), (u - 0.05 + d, 0.14), (u + d, 0.05)), light=0.61,
                    line=0.6)  # fmt: skip
                _claw(m, worn.back, u + d, 0.02, 0.065)
    at = neck[-1]
    _dragon_head(m, worn.back, at[0], at[1] + 0.015, 0.2, -0.2 if pose != "sleep"
        else 0.0, pose == "sleep")  # fmt: skip
    spread = [(-0.72, 1.1), (-0.74, 0.82), (-0.6, 0.6), (-0.36,
        0.48)] if fly else [(-0.5, 1.14), (-0.66, 0.9), (-0.56, 0.68), (-0.3, 0.52)]  # fmt: skip
    if pose == "sleep":
        membrane(m, worn.back, (0.16, 0.28), (0.04, 0.46), [(-0.5, 0.3), (-0.56, 0.16),
            (-0.34, 0.08)], (0.0, 0.2), 0.58)  # fmt: skip
    else:
        with bent(m, beat(m, (0.16, 0.56 + lift), low)):
            membrane(m, worn.back, (0.16, 0.56 + lift), (-0.1, 1.02), spread, (-0.06,
                0.48 + lift), 0.58)  # fmt: skip


def _dragon_head(
    m: Model, back: Colour, u: float, v: float, r: float, turn: float, shut: bool
) -> None:
    """Draw the head of a Western dragon: `r` is half its length."""
    cos, sin = math.cos(turn), math.sin(turn)

    def on(*spots: Spot) -> Outline:
        return smooth([(u + r * (a * cos - b * sin), v + r * (a * sin + b * cos)) for a,
            b in spots])  # fmt: skip

    def at(a: float, b: float) -> Spot:
        return u + r * (a * cos - b * sin), v + r * (a * sin + b * cos)

    horn = rgb("e6d8b4")
    for shade, d in ((-0.2, 0.12), (0.0, 0.0)):
        m.part(tone(horn, shade), *limb([0.2 * r, 0.16 * r, 0.1 * r, 0.03 * r],
            at(-0.1 + d, 0.28), at(-0.5 + d, 0.5), at(-0.86 + d, 0.62), at(-1.1 + d,
            0.9)), light=0.6, line=0.6)  # fmt: skip
    m.part(tone(back, -0.1), on((0.0, -0.2), (0.5, -0.32), (0.96, -0.3), (0.9, -0.16),
        (0.5, -0.14), (0.1, -0.06)), light=0.5)  # fmt: skip
    skull = m.part(back, on((-0.3, 0.2), (-0.05, 0.38), (0.25, 0.36), (0.45, 0.22),
        (0.8, 0.2), (1.02, 0.16), (1.12, -0.02), (1.02, -0.16), (0.6, -0.14), (0.2,
        -0.16), (-0.1, -0.34), (-0.36, -0.2)), light=0.61)  # fmt: skip
    m.part(back, on((-0.3, -0.1), (-0.66, -0.06), (-0.5, -0.2), (-0.7, -0.36), (-0.36,
        -0.34), (-0.1, -0.3)), light=0.52, line=0.6)  # fmt: skip
    if m.size * r > 14:
        teeth = [[at(0.5 + 0.13 * k, -0.13), at(0.58 + 0.13 * k, -0.13),
            at(0.54 + 0.13 * k, -0.24)] for k in range(4)]  # fmt: skip
        mark(m, rgb("faf5e8"), *teeth, on=None, line=0.4)
        mark(m, DARK, oval(*at(0.98, 0.07), 0.05 * r, 0.035 * r), on=skull)
    if shut:
        m.line(DARK, 0.05 * r, at(0.2, 0.14), at(0.3, 0.08), at(0.4, 0.14), taper=True)
        return
    m.part(rgb("f0c43a"), on((0.18, 0.1), (0.28, 0.22), (0.42, 0.16), (0.34, 0.08)),
        light=0.7, line=0.9, round_=0.2)  # fmt: skip
    mark(m, DARK, oval(*at(0.31, 0.15), 0.025 * r, 0.06 * r), on=None)
    m.part(tone(back, -0.2), on((0.08, 0.24), (0.3, 0.3), (0.48, 0.16), (0.3, 0.22)),
        light=0.5, line=0.5)  # fmt: skip


FORMS = {"dragon": Form(dragon, 4.0, 1.1, top=(0.0, 0.25, 0.6), focus=(0.3, 0.55, 0.85, 1.1))}
ENLARGED = frozenset(FORMS)

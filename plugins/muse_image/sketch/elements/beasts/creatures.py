"""Creatures of stories: robots, ghosts, aliens, monsters, snowmen of the mountains."""

import math

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import mix, rgb
from ...paint.model import Model, Outline, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, dapples, hairs, mark, tufted
from .eyes import eye
from .living import TURN, away, bent, phase_of, waved
from .poses import pose_of


def _box(u: float, v: float, wide: float, high: float, corner: float = 0.03) -> Outline:
    """Return a box with round corners around (u, v)."""
    ring: Outline = []
    for x, y, first in (
        (1, 1, 0.0),
        (-1, 1, math.pi / 2),
        (-1, -1, math.pi),
        (1, -1, 1.5 * math.pi),
    ):
        for k in range(5):
            a = first + k * math.pi / 8
            ring.append((u + x * (wide - corner) + corner * math.cos(a),
                v + y * (high - corner) + corner * math.sin(a)))  # fmt: skip
    return ring


def robot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a friendly robot of plates, joints and lamps."""
    worn = coat(m, place, rng, ("9fb0ba d9e2e6 4a5862", "d9a03a f2dca0 5a4a3a",
        "6f9fc0 dbe9f0 2f4558"))  # fmt: skip
    pose = pose_of(place, "stand", ("stand", "walk", "run", "jump", "sit"), bust=False)
    swing = {"walk": 0.1, "run": 0.18, "jump": 0.12}.get(pose, 0.0)
    swing *= 1 - 2 * away(m)
    lift = 0.06 * math.sin(TURN * phase_of(m)) if pose in ("walk", "run") else 0.0
    low = 0.24 if pose == "sit" else 0.0
    joint = mix(worn.mark, rgb("6a6a70"), 0.4)
    up = rise = 0.06 * (1 - away(m)) if pose == "jump" else 0.0

    def leg(side: int, du: float, light: float) -> None:
        u, up = side * 0.1, rise + max(0.0, side * lift)
        if low:
            m.part(joint, *limb([0.07, 0.07], (u, 0.1), (u + 0.24, 0.08)), light=light)
            m.part(worn.back, _box(u + 0.3, 0.07, 0.05, 0.07), light=light)
            return
        m.part(joint, *limb([0.07, 0.06, 0.07], (u, 0.36 + up), (u + du * 0.6,
            0.2 + up), (u + du, 0.06 + up)), light=light)  # fmt: skip
        m.part(worn.back, _box(u + du * 0.5, 0.28 + up, 0.06, 0.06, 0.02), light=light, line=0.6)
        m.part(worn.back, smooth([(u + du - 0.07, 0.1 + up), (u + du + 0.05, 0.1 + up),
            (u + du + 0.12, 0.03 + up), (u + du + 0.1, 0.0 + up), (u + du - 0.08,
            0.0 + up)]), light=light)  # fmt: skip

    def arm(side: int, du: float, light: float) -> None:
        u = side * 0.24
        hand = (u + side * 0.06 + du, 0.36 - low * 0.6 + up + abs(du) * 0.4)
        m.part(joint, *limb([0.06, 0.055, 0.05], (u, 0.6 - low + up),
            (u + side * 0.08 + du * 0.4, 0.48 - low * 0.8 + up), hand), light=light)  # fmt: skip
        m.part(worn.back, oval(u, 0.6 - low + up, 0.065, 0.065), light=light + 0.04)
        m.part(worn.mark, _box(hand[0], hand[1] - 0.02, 0.045, 0.045, 0.02), light=light)
        for k in (-1, 1):
            m.part(worn.mark, *limb([0.025, 0.02], (hand[0] + 0.03 * k, hand[1] - 0.05),
                (hand[0] + 0.022 * k, hand[1] - 0.1)), light=light)  # fmt: skip

    leg(1, -swing, 0.42)
    leg(-1, swing, 0.55)
    arm(1, -swing * 0.8, 0.45)
    b = 0.5 - low + up
    m.part(joint, _box(0, b + 0.2, 0.06, 0.04), light=0.45)
    body = m.part(worn.back, _box(0, b, 0.2, 0.18, 0.06), light=0.6, round_=1.2)
    m.part(worn.pale, _box(0.02, b + 0.02, 0.13, 0.1, 0.03), light=0.6, line=0.5)
    for k, lamp in enumerate(("e04a3a", "e8b83a", "4fb06a")):
        m.part(rgb(lamp), oval(-0.05 + 0.07 * k, b + 0.07, 0.02, 0.02), light=0.8,
            line=0.5, glow=True)  # fmt: skip
    for k in range(3):
        m.line(worn.mark, 0.01, (-0.08, b - 0.01 - 0.025 * k), (0.12,
            b - 0.01 - 0.025 * k), force=0.5)  # fmt: skip
    mark(m, worn.mark, *[oval(x, b + y, 0.012, 0.012) for x in (-0.17, 0.17)
        for y in (-0.14, 0.14)], on=body)  # fmt: skip
    arm(-1, swing * 0.8, 0.6)
    h = 0.81 - low + up
    m.line(joint, 0.018, (0, h + 0.1), (0, h + 0.17))
    m.part(rgb("e04a3a"), oval(0, h + 0.18, 0.03, 0.03), light=0.8, glow=True)
    for side in (-1, 1):
        m.part(worn.mark, _box(side * 0.2, h, 0.025, 0.05, 0.01), light=0.5)
    m.part(worn.back, _box(0, h, 0.19, 0.13, 0.05), light=0.63, round_=1.2)
    m.part(rgb("22303a"), _box(0.01, h + 0.005, 0.155, 0.085, 0.04), light=0.4, line=0.6)
    for side in (-1, 1):
        m.part(rgb("7fe3f0"), oval(0.01 + side * 0.07, h + 0.02, 0.036, 0.042),
            light=0.92, line=0.3, glow=True)  # fmt: skip
        m.part(rgb("f4ffff"), oval(0.0 + side * 0.07, h + 0.034, 0.012, 0.014),
            light=1.0, line=-1, glow=True)  # fmt: skip
    m.line(rgb("7fe3f0"), 0.014, (-0.04, h - 0.045), (0.01, h - 0.058), (0.06,
        h - 0.045), taper=True, glow=True)  # fmt: skip


def ghost(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ghost that floats."""
    with bent(m, waved(m, lambda s: 0.12 * max(0.0, 0.5 - s[1]), lambda s: 1.2 * s[1], (1, 0))):
        _ghost(m, place, rng)


def _ghost(m: Model, place: Place, rng: Rng) -> None:
    worn = coat(m, place, rng, ("eef1f6 ffffff aab6c8",))
    waves = rng.uniform(-0.03, 0.03, 8)
    ring = [(0, 1.0), (0.2, 0.96), (0.31, 0.78), (0.33, 0.52), (0.36, 0.2)]
    for k in range(6):
        u = 0.36 - 0.144 * (k + 0.5)
        ring += [(u + 0.03, 0.02 + float(waves[k]) if k % 2 == 0 else 0.12)]
    ring += [(-0.42, 0.06), (-0.36, 0.3), (-0.33, 0.55), (-0.31, 0.78), (-0.2, 0.96)]
    body = m.part(worn.back, smooth(ring), light=0.7, cover=0.9, round_=1.1)
    for side in (-1, 1):
        m.part(worn.back, smooth([(side * 0.28, 0.56), (side * 0.46, 0.6), (side * 0.54,
            0.5), (side * 0.44, 0.44), (side * 0.26, 0.42)]), light=0.72, line=0.6,
            cover=0.92)  # fmt: skip
        m.part(rgb("2a2c3a"), oval(side * 0.11, 0.74, 0.052, 0.075), light=0.25, line=0.3)
        m.part(rgb("ffffff"), oval(side * 0.11 - 0.015, 0.77, 0.017, 0.022), light=0.97,
            line=-1, round_=0)  # fmt: skip
        mark(m, rgb("f0a9b4"), oval(side * 0.2, 0.65, 0.045, 0.028), on=body, cover=0.6, fade=0.02)
    m.part(rgb("3a2f42"), oval(0, 0.6, 0.045, 0.06), light=0.3, line=0.3)
    mark(m, worn.mark, smooth([(0.36, 0.5), (0.24, 0.3), (0.26, 0.1), (0.4, 0.1)]),
        on=body, cover=0.35, fade=0.05)  # fmt: skip


def alien(m: Model, place: Place, rng: Rng) -> None:
    """Draw an alien with a large head and dark eyes."""
    worn = coat(m, place, rng, ("8fc47a d4ecb8 4f7f48", "a9b4bc dfe6ea 5f6a72",
        "8f9fd8 d0d8f4 4a5590"))  # fmt: skip
    for side, light in ((1, 0.48), (-1, 0.55)):
        m.part(worn.back, *limb([0.09, 0.065, 0.06], (side * 0.07, 0.3), (side * 0.09,
            0.16), (side * 0.1, 0.04)), oval(side * 0.1 + 0.03, 0.025, 0.075, 0.03),
            light=light)  # fmt: skip
    m.part(tone(worn.back, -0.12), *limb([0.06, 0.05, 0.045], (0.14, 0.46), (0.23,
        0.36), (0.3, 0.46)), light=0.5)  # fmt: skip
    body = m.part(worn.back, smooth([(0, 0.54), (0.13, 0.48), (0.15, 0.36), (0.12,
        0.24), (-0.12, 0.24), (-0.15, 0.36), (-0.13, 0.48)]), light=0.58)  # fmt: skip
    mark(m, worn.pale, oval(0.02, 0.36, 0.08, 0.1), on=body, fade=0.03, cover=0.8)
    m.part(worn.back, *limb([0.065, 0.05, 0.045], (-0.14, 0.46), (-0.22, 0.34), (-0.2,
        0.24)), light=0.6)  # fmt: skip
    for at, turn in (((0.3, 0.47), 1.3), ((-0.2, 0.22), -1.7)):
        m.part(worn.back, *[o for k in (-1, 0, 1) for o in limb([0.028, 0.02], at,
            (at[0] + 0.08 * math.cos(turn + 0.45 * k),
            at[1] + 0.08 * math.sin(turn + 0.45 * k)))], light=0.58, line=0.6)  # fmt: skip
    for side in (-1, 1):
        m.line(worn.back, 0.025, (side * 0.1, 0.9), (side * 0.17, 1.0))
        m.ball(worn.mark, side * 0.175, 1.01, 0.03)
    head = m.part(worn.back, smooth([(0, 0.96), (0.22, 0.9), (0.31, 0.74), (0.22, 0.58),
        (0.08, 0.49), (-0.08, 0.49), (-0.22, 0.58), (-0.31, 0.74), (-0.22, 0.9)]),
        light=0.63)  # fmt: skip
    mark(m, worn.pale, oval(-0.06, 0.86, 0.12, 0.05, 0.2), on=head, fade=0.04, cover=0.6)
    for side in (-1, 1):
        ring = oval(side * 0.13, 0.7, 0.1, 0.075, side * 0.5)
        m.part(rgb("14161c"), ring, light=0.25, line=0.6, round_=0.8)
        m.part(rgb("ffffff"), oval(side * 0.13 - 0.02, 0.735, 0.026, 0.02), light=0.97,
            line=-1, round_=0)  # fmt: skip
        m.part(rgb("ffffff"), oval(side * 0.13 + 0.04, 0.67, 0.012, 0.01), light=0.9,
            line=-1, round_=0)  # fmt: skip
    m.line(tone(worn.back, -0.6), 0.014, (-0.06, 0.575), (0.0, 0.56), (0.06, 0.575), taper=True)


def monster(m: Model, place: Place, rng: Rng) -> None:
    """Draw a shaggy monster with horns and teeth."""
    worn, own = coat(m, place, rng, ("6a5fa8 c9b8e8 3a3070", "4f9a8a c2e6d4 24584e",
        "c2603a f2c89a 7a2f18")), fork(rng)  # fmt: skip
    for side in (-1, 1):
        m.part(worn.mark, oval(side * 0.17 + 0.02, 0.05, 0.14, 0.05), light=0.5)
        arm = limb([0.15, 0.14, 0.11], (side * 0.34, 0.6), (side * 0.5, 0.4), (side * 0.46, 0.2))
        m.part(tone(worn.back, -0.08), tufted(arm[0], own, 0.05, 0.025), *arm[1:], light=0.52)
        m.part(rgb("efe6d0"), *[[(side * 0.46 + 0.05 * k - 0.02, 0.16),
            (side * 0.46 + 0.05 * k, 0.08), (side * 0.46 + 0.05 * k + 0.02, 0.16)]
            for k in (-1, 0, 1)], light=0.62, line=0.5)  # fmt: skip
        m.part(rgb("e6d8b4"), *limb([0.09, 0.07, 0.02], (side * 0.22, 0.92),
            (side * 0.33, 1.0), (side * 0.34, 1.12)), light=0.6)  # fmt: skip
    ring = smooth([(0, 1.0), (0.26, 0.94), (0.4, 0.72), (0.42, 0.42), (0.34, 0.12), (0,
        0.04), (-0.34, 0.12), (-0.42, 0.42), (-0.4, 0.72), (-0.26, 0.94)])  # fmt: skip
    body = m.part(worn.back, tufted(ring, own, 0.05, 0.035), light=0.58)
    mark(m, worn.pale, oval(0, 0.3, 0.24, 0.22), on=body, fade=0.03)
    hairs(m, body, tone(worn.back, -0.35), own, gap=0.05, long=0.07, flow=-math.pi / 2, cover=0.4)
    hairs(m, body, tone(worn.back, 0.4), own, gap=0.06, long=0.06, flow=-math.pi / 2, cover=0.35)
    dapples(m, body, worn.mark, own, gap=0.2, size=0.03, cover=0.5, above=0.8)
    eye(m, -0.14, 0.76, 0.1, rgb("f6f1e0"))
    eye(m, 0.15, 0.78, 0.12, rgb("f6f1e0"))
    mouth = m.part(rgb("4a1c2a"), smooth([(-0.24, 0.58), (0, 0.54), (0.24, 0.58), (0.18,
        0.44), (0, 0.38), (-0.18, 0.44)]), light=0.35, line=0.8)  # fmt: skip
    mark(m, rgb("d9707a"), oval(0.02, 0.41, 0.1, 0.05), on=mouth)
    mark(m, rgb("faf5e8"), *[[(u - 0.03, 0.58), (u + 0.03, 0.58), (u, 0.5)]
        for u in (-0.15, -0.07, 0.07, 0.15)], on=mouth, line=0.5)  # fmt: skip


def yeti(m: Model, place: Place, rng: Rng) -> None:
    """Draw a yeti."""
    worn, own = coat(m, place, rng, ("eceff2 ffffff 8fa0b0",)), fork(rng)
    skin = rgb("7f93a8")
    for side in (-1, 1):
        m.part(skin, oval(side * 0.16 + 0.03, 0.035, 0.12, 0.04), light=0.5)
        leg = limb([0.24, 0.2, 0.18], (side * 0.14, 0.36), (side * 0.16, 0.2), (side * 0.16, 0.08))
        m.part(worn.back, tufted(leg[0], own, 0.05, 0.025), *leg[1:], light=0.52)
        arm = limb([0.2, 0.19, 0.15], (side * 0.28, 0.7), (side * 0.42, 0.5), (side * 0.4, 0.28))
        m.part(worn.back, tufted(arm[0], own, 0.05, 0.03), *arm[1:], light=0.55)
        m.part(skin, oval(side * 0.4, 0.2, 0.075, 0.07), light=0.5)
    ring = smooth([(0, 1.0), (0.16, 0.94), (0.24, 0.8), (0.36, 0.7), (0.34, 0.4), (0.26,
        0.24), (-0.26, 0.24), (-0.34, 0.4), (-0.36, 0.7), (-0.24, 0.8), (-0.16, 0.94)])  # fmt: skip
    body = m.part(worn.back, tufted(ring, own, 0.05, 0.03), light=0.62)
    hairs(m, body, worn.mark, own, gap=0.05, long=0.08, flow=-math.pi / 2, cover=0.4)
    m.part(skin, smooth([(0, 0.93), (0.12, 0.9), (0.14, 0.78), (0.08, 0.68), (-0.08,
        0.68), (-0.14, 0.78), (-0.12, 0.9)]), light=0.56, line=0.5)  # fmt: skip
    for side in (-1, 1):
        eye(m, side * 0.055, 0.84, 0.028, rgb("f6f1e0"))
        m.line(worn.back, 0.03, (side * 0.02, 0.885), (side * 0.1, 0.89))
    m.ball(tone(skin, -0.4), 0, 0.79, 0.03, 0.02)
    m.line(DARK, 0.012, (-0.06, 0.73), (0, 0.715), (0.06, 0.73), taper=True)


FORMS = {"robot": Form(robot, 1.5, 0.55, focus=(-0.34, 0.5, 0.34, 1.04), grip=(-0.3,
    0.3)), "ghost": Form(ghost, 1.4, 0.6, focus=(-0.4, 0.4, 0.4, 1.04)),
    "alien": Form(alien, 1.3, 0.5, focus=(-0.36, 0.42, 0.36, 1.06)),
    "monster": Form(monster, 2.0, 0.65, focus=(-0.46, 0.3, 0.46, 1.14)),
    "yeti": Form(yeti, 2.2, 0.6, focus=(-0.4, 0.5, 0.4, 1.04))}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset({"ghost"})

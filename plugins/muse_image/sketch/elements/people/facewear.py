"""What is worn on face and ears: glasses, masks, an eyepatch, earrings, headphones."""

from collections.abc import Callable

from ...paint.colour import Colour, rgb
from ...paint.model import Outline, oval, smooth, tone
from .haircuts import ring
from .skull import Skull


def _rings(s: Skull, half: float, high: float) -> list[tuple[int, Outline]]:
    """Return the outlines of two glasses before the eyes."""
    k = s.look
    if s.p.turn == "side":
        return [(-1, oval(-0.005, k.eye - 0.005, half * 0.42, high))]
    made = []
    for side in (1, -1):
        spots = [(side * k.apart + a, k.eye - 0.005 + b) for a, b in oval(0, 0, half, high)]
        made.append((side, s.faces(spots, 0.05)))
    return made


def _frames(s: Skull, colour: Colour, half: float, high: float, wide: float) -> None:
    """Draw rims, bridge and side pieces."""
    k = s.look
    for _, outline in _rings(s, half, high):
        s.line(colour, wide, [*outline[::3], outline[0]], force=0.9, light=0.4)
    if s.p.turn == "side":
        s.line(colour, wide, [(0.0, k.eye + 0.02), (-0.15, k.eye + 0.025), (-0.28, k.eye + 0.02)],
            force=0.8)  # fmt: skip
        s.line(colour, wide, [(0.02, k.eye + 0.005), (0.06, k.eye + 0.01)], force=0.8)
        return
    bridge = s.faces([(-k.apart + half, k.eye + 0.01), (0.0, k.eye + 0.028),
        (k.apart - half, k.eye + 0.01)], 0.06)  # fmt: skip
    s.line(colour, wide, bridge, force=0.8, light=0.4)
    for side in (-1,) if s.yaw else (-1, 1):
        start = s.face(side * (k.apart + half), k.eye + 0.015, 0.05)
        end = (-1.07 * k.wide if s.yaw else side * k.wide, k.eye + 0.02)
        s.line(colour, wide, [start, end], force=0.7, light=0.4)


def glasses(s: Skull, colour: Colour | None) -> None:
    """Draw glasses with a thin rim."""
    rim = rgb("3a2c28") if colour is None else colour
    if s.p.turn == "back":
        return
    half, high = min(0.112, s.look.apart * 0.84), 0.088
    for _, outline in _rings(s, half, high):
        s.part(rgb("e8f0f4"), outline, line=-1, round_=0.0, light=0.66, cover=0.12)
        if s.px > 110:
            (x0, y0), (x1, y1) = outline[11], outline[26]
            s.line(rgb("ffffff"), 0.01, [(x0 * 0.8 + x1 * 0.2, y0 * 0.8 + y1 * 0.2),
                (x0 * 0.55 + x1 * 0.45 + 0.01, y0 * 0.6 + y1 * 0.4)], force=0.0,
                light=0.9)  # fmt: skip
    _frames(s, rim, half, high, 0.014)


def sunglasses(s: Skull, colour: Colour | None) -> None:
    """Draw dark glasses."""
    rim = rgb("1f1d22") if colour is None else colour
    if s.p.turn == "back":
        return
    half, high = min(0.118, s.look.apart * 0.86), 0.08
    for _, outline in _rings(s, half, high):
        form = s.part(tone(rim, 0.04), outline, line=0.8, round_=0.3, light=0.5)
        middle = (sum(x for x, _ in outline) / len(outline),
            sum(y for _, y in outline) / len(outline))  # fmt: skip
        s.tint(rgb("8fa4b8"), [(middle[0] - half * 0.6, middle[1] + high * 0.2),
            (middle[0] + half * 0.3, middle[1] + high * 0.9),
            (middle[0] + half * 0.5, middle[1] + high * 0.5),
            (middle[0] - half * 0.3, middle[1] - high * 0.1)], on=form, cover=0.45, fade=0.015,
            light=0.75)  # fmt: skip
    _frames(s, rim, half, high, 0.018)


def goggles(s: Skull, colour: Colour | None) -> None:
    """Draw goggles pushed up on the forehead."""
    rim = rgb("7a5434") if colour is None else colour
    r = ring(s)
    s.limb(tone(rim, -0.3), (0.06, 0.06, 0.06), [(r.x - r.wide - 0.05, 0.74), (r.x, 0.82),
        (r.x + r.wide + 0.02, 0.76)], line=0.7)  # fmt: skip
    if s.p.turn == "side":
        s.ball(rim, 0.02, 0.79, 0.06, 0.1, line=0.8, round_=1.0)
    elif s.p.turn != "back":
        for side in (1, -1):
            x, y = s.face(side * 0.13, 0.8, 0.06)
            s.ball(rim, x, y, 0.12 * (0.8 if s.yaw and side > 0 else 1.0), 0.1, line=0.8,
                round_=1.0)  # fmt: skip
            s.ball(rgb("8fb8c8"), x, y, 0.085 * (0.8 if s.yaw and side > 0 else 1.0), 0.07,
                line=0.6, round_=0.6, light=0.62)  # fmt: skip


def patch(s: Skull, colour: Colour | None) -> None:
    """Draw a patch over one eye with its ribbon."""
    cloth = rgb("231f22") if colour is None else colour
    k, turn = s.look, s.p.turn
    if turn == "back":
        return
    if turn == "side":
        s.line(cloth, 0.016, [(0.05, k.brow + 0.06), (-0.1, k.eye + 0.06), (-0.3, k.eye - 0.02)],
            force=0.8)  # fmt: skip
        s.blob(cloth, [(0.03, k.eye + 0.05), (-0.05, k.eye + 0.06), (-0.08, k.eye),
            (-0.03, k.eye - 0.06), (0.02, k.eye - 0.04)], line=0.8, round_=0.6)  # fmt: skip
        return
    ribbon = s.faces([(k.wide * 0.8, k.hairline - 0.06), (0.0, k.brow + 0.05),
        (-k.apart, k.eye + 0.03), (-k.wide, k.eye - 0.03)], 0.02)  # fmt: skip
    s.line(cloth, 0.017, ribbon, force=0.8, light=0.4)
    spots = [(-k.apart - 0.09, k.eye + 0.05), (-k.apart, k.eye + 0.07),
        (-k.apart + 0.09, k.eye + 0.06), (-k.apart + 0.07, k.eye - 0.04), (-k.apart, k.eye - 0.075),
        (-k.apart - 0.07, k.eye - 0.04)]  # fmt: skip
    s.blob(cloth, s.faces(spots, 0.03), line=0.8, round_=0.6, light=0.5)


def mask(s: Skull, colour: Colour | None) -> None:
    """Draw a mask before the eyes, as at a ball."""
    silk = rgb("6a2f7a") if colour is None else colour
    k = s.look
    if s.p.turn in ("side", "back"):
        if s.p.turn == "side":
            s.blob(silk, [(0.09, k.eye + 0.02), (0.05, k.brow + 0.06), (-0.14, k.brow + 0.05),
                (-0.17, k.eye), (-0.06, k.eye - 0.09), (0.06, k.eye - 0.06)], line=0.8)  # fmt: skip
        return
    half = [(0.0, k.brow + 0.03), (0.12, k.brow + 0.07), (0.3, k.brow + 0.1), (0.29, k.eye - 0.02),
        (0.16, k.eye - 0.1), (0.05, k.eye - 0.09), (0.0, k.eye - 0.03)]  # fmt: skip
    outline = s.faces(half + [(-x, y) for x, y in half[-2:0:-1]], 0.02)
    form = s.blob(silk, outline, line=0.8, round_=0.8, light=0.54)
    gold = rgb("dcb24c")
    s.line(gold, 0.012, [*outline, outline[0]], force=0.5, light=0.7)
    for side in (-1, 1):
        hole = s.faces([(side * (k.apart + t), k.eye + 0.048 * (1 - (t / 0.085) ** 2) * q)
            for q in (1, -0.8) for t in ((-0.085, -0.045, 0.0, 0.045, 0.085) if q > 0
            else (0.045, 0.0, -0.045))])  # fmt: skip
        s.part(rgb("f1ebe2"), smooth(hole), on=form, line=0.6, round_=0.0, light=0.6)
        x, y = s.face(side * k.apart, k.eye)
        s.ball(s.p.eyes, x, y, 0.036, line=0.0, round_=0.0)
        s.ball(rgb("120d0e"), x, y, 0.018, line=0.5, round_=0.0, light=0.4)
        s.ball(rgb("ffffff"), x + s.lit * 0.012, y + 0.014, 0.008, line=-1, round_=0.0, light=0.95)


def face_mask(s: Skull, colour: Colour | None) -> None:
    """Draw a cloth mask over nose and mouth."""
    cloth = rgb("9cc4d4") if colour is None else colour
    k = s.look
    if s.p.turn == "back":
        return
    if s.p.turn == "side":
        spots = [(0.13, k.nose + 0.06), (0.17, k.nose + 0.02), (0.12, k.mouth), (0.07, 0.01),
            (-0.1, 0.03), (-0.17, k.mouth), (-0.14, k.nose + 0.03)]  # fmt: skip
        ear = [[(-0.15, k.nose), (-0.28, k.eye - 0.02)],
            [(-0.12, k.mouth - 0.04), (-0.28, k.nose + 0.02)]]  # fmt: skip
    else:
        half = [(0.0, k.nose + 0.11), (0.12, k.nose + 0.06), (k.wide * 0.8, k.nose + 0.05),
            (k.wide * 0.74, k.mouth - 0.02), (k.chin, 0.0), (0.0, -0.02)]  # fmt: skip
        spots = [s.face(x, y, 0.07 if abs(x) < 0.1 and y > 0.1 else 0.02) for x,
            y in half + [(-x, y) for x, y in half[-2:0:-1]]]  # fmt: skip
        sides = (-1,) if s.yaw else (-1, 1)
        ear = [[s.face(q * k.wide * 0.8, k.nose + 0.04),
            (q * k.wide * 1.0 if not s.yaw else -0.36, k.eye - 0.02)] for q in sides]  # fmt: skip
    s.strands(tone(cloth, 0.3), 0.012, ear, cover=0.9, force=0.4)
    form = s.blob(cloth, spots, line=0.8, round_=1.0, light=0.6, reach=0.06)
    if s.px > 60 and s.p.turn != "side":
        pleats = [s.faces([(-k.wide * 0.78, k.mouth + d), (0.0, k.mouth + d - 0.012),
            (k.wide * 0.78, k.mouth + d)], 0.04) for d in (0.07, 0.015, -0.04)]  # fmt: skip
        s.strands(tone(cloth, -0.3), 0.007, pleats, cover=0.5, force=0.3, on=form)


def earrings(s: Skull, colour: Colour | None) -> None:
    """Draw earrings."""
    gold = rgb("e0b040") if colour is None else colour
    k = s.look
    f = k.wide / 0.336
    both = [-k.wide, k.wide]
    spots = {"three-quarter": [-0.365 * f], "side": [-0.31 * f]}.get(s.p.turn, both)
    for x in spots:
        s.ball(gold, x, k.nose - 0.02, 0.018, line=0.6, light=0.66)
        s.blob(gold, [(x, k.nose - 0.04), (x + 0.026, k.nose - 0.09), (x, k.nose - 0.115),
            (x - 0.026, k.nose - 0.09)], line=0.7, light=0.64)  # fmt: skip


def headphones(s: Skull, colour: Colour | None) -> None:
    """Draw headphones."""
    shell = rgb("34343a") if colour is None else colour
    r, k = ring(s), s.look
    arc = [r.at(a, 0.075) for a in ((6, 50, 90, 130, 174) if s.p.turn != "side"
        else (84, 90, 96, 104))]  # fmt: skip
    f = k.wide / 0.336
    if s.p.turn in ("front", "back"):
        arc = [(k.wide * 1.1, k.eye), *arc, (-k.wide * 1.1, k.eye)]
    if s.p.turn == "three-quarter":
        arc = [r.at(a, 0.075) for a in (30, 60, 95, 130, 160)] + [(-0.4 * f, k.eye + 0.1)]
    elif s.p.turn == "side":
        arc = [r.at(92, 0.06), (-0.33 * f, 0.85), (-0.31 * f, k.eye)]
    s.limb(shell, (0.045, 0.05, 0.045), arc, line=0.8, round_=1.0)
    for x in {"three-quarter": [-0.39 * f], "side": [-0.31 * f]}.get(
        s.p.turn, [-k.wide * 1.07, k.wide * 1.07]
    ):
        thin = 0.75 if s.p.turn in ("front", "back") else 1.0
        s.ball(shell, x, k.eye - 0.07, 0.1 * thin, 0.13, line=0.8, round_=1.1)
        s.ball(tone(shell, 0.25), x, k.eye - 0.07, 0.05 * thin, 0.07, line=0.5)


FACEWEAR: dict[str, Callable[[Skull, Colour | None], None]] = {"glasses": glasses,
    "sunglasses": sunglasses, "goggles": goggles, "eyepatch": patch, "mask": mask,
    "face-mask": face_mask, "earrings": earrings, "headphones": headphones}  # fmt: skip

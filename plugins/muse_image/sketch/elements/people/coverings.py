"""What covers the whole head: hoods, scarves, veils, turbans, helmets."""

from collections.abc import Callable

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Outline, Part, oval, smooth, tone
from .haircuts import ring
from .skull import Skull


def _opening(s: Skull, grow: float) -> Outline:
    """Return the opening for the face, from the near cheek over the forehead to the far one."""
    k = s.look
    w = k.wide + grow
    if s.p.turn == "side":
        return [(-0.14 - grow, 0.02), (-0.19 - grow, k.nose), (-0.17 - grow, k.brow),
            (-0.08, k.hairline - 0.03), (0.06 + grow * 0.5, k.hairline + 0.05 + grow)]  # fmt: skip
    spots = [(-w * 0.66, 0.02), (-w * 0.92, k.nose - 0.02), (-w * 0.94, k.brow),
        (-w * 0.62, k.hairline - 0.02), (0.0, k.hairline + 0.04 + grow)]  # fmt: skip
    return s.faces(spots + [(-x, y) for x, y in spots[-2::-1]])


def _cover(
    s: Skull, cloth: Colour, lift: float, low: Outline, *, grow: float = 0.0, light: float = 0.54
) -> Part:
    """Draw cloth from the opening of the face over the head to its lower ends (near, far)."""
    r = ring(s)
    opening = _opening(s, grow)
    if s.p.turn == "back":
        arc = [r.at(a, lift) for a in (0, 30, 60, 90, 120, 150, 180)]
        return s.part(cloth, smooth([low[-1], *arc, low[0]]), line=0.8, round_=1.0, light=light,
            reach=0.1)  # fmt: skip
    first = {"front": 0, "three-quarter": 6}.get(s.p.turn, 52)
    arc = [r.at(a, lift) for a in range(first, 190, 20)]
    outer = [low[-1], *arc, low[0]] if s.p.turn != "side" else [*arc, low[0]]
    return s.part(cloth, [*smooth(outer, False), *smooth(opening, False)], line=0.8, round_=0.9,
        light=light, reach=0.08)  # fmt: skip


def hood(s: Skull, colour: Colour | None) -> None:
    """Draw a hood that stands around the face."""
    cloth = rgb("7a3038") if colour is None else colour
    r = ring(s)
    opening = _opening(s, 0.045)
    if s.p.turn != "back":
        s.part(tone(cloth, -0.55), [*smooth(opening, False),
            *smooth(_opening(s, -0.015), False)[::-1]], line=0.3, round_=0.0,
            light=0.3)  # fmt: skip
    back = r.x - r.wide - 0.12
    low = [(back + 0.06, -0.04), (r.x + r.wide * 0.95 + 0.02, -0.06)]
    if s.p.turn == "front":
        low = [(-r.wide - 0.04, -0.06), (r.wide + 0.04, -0.06)]
    form = _cover(s, cloth, 0.11, low, grow=0.045)
    if s.px > 70 and s.p.turn != "back":
        folds = [[r.at(150, 0.09), (back + 0.12, 0.4), (r.x - r.wide * 0.7, 0.05)],
            [r.at(120, 0.08), (r.x - r.wide * 0.95, 0.5), (r.x - r.wide * 0.55, 0.08)]]  # fmt: skip
        s.strands(tone(cloth, -0.4), 0.012, folds, cover=0.5, force=0.3, on=form)
        rim = [(x, y) for x, y in opening]
        s.limb(tone(cloth, 0.12), (0.03, 0.034, 0.03), rim, line=0.4, light=0.6)


def headscarf(s: Skull, colour: Colour | None) -> None:
    """Draw a scarf around head and neck."""
    cloth = rgb("5a7f94") if colour is None else colour
    r = ring(s)
    x = 0.0 if not s.yaw or s.p.turn == "back" else -0.12 if s.p.turn == "three-quarter" else -0.24
    wrap = [(x - 0.3, 0.12), (x - 0.34, -0.1), (x - 0.2, -0.24), (x + 0.02, -0.27), (x + 0.2, -0.2),
        (x + 0.26, -0.05), (x + 0.2, 0.06), (x + 0.1, 0.012), (x - 0.05, 0.0)]  # fmt: skip
    under = s.blob(tone(cloth, -0.05), wrap, line=0.8, round_=0.9, light=0.5, reach=0.06)
    low = [(r.x - r.wide - 0.02, 0.1), (x + 0.24, 0.05)]
    form = _cover(s, cloth, 0.045, low)
    if s.px > 60:
        s.strands(tone(cloth, -0.4), 0.01, [[(x - 0.3, 0.05), (x - 0.1, -0.08), (x + 0.2, -0.03)],
            [(x - 0.3, -0.06), (x - 0.05, -0.17), (x + 0.22, -0.1)]], cover=0.5, force=0.3,
            on=under)  # fmt: skip
        s.strands(tone(cloth, -0.35), 0.01, [[r.at(140, 0.03), (r.x - r.wide * 0.95, 0.5),
            (r.x - r.wide * 0.75, 0.12)], [r.at(112, 0.03), (r.x - r.wide * 0.7, 0.7),
            (r.x - r.wide * 0.8, 0.35)]], cover=0.45, force=0.25, on=form)  # fmt: skip


def veil(s: Skull, colour: Colour | None) -> None:
    """Draw a thin veil that falls from the crown to both sides."""
    lace = rgb("f4f1ec") if colour is None else colour
    r = ring(s)
    left = [r.at(95, 0.05), r.at(140, 0.06), (r.x - r.wide - 0.09, 0.5), (r.x - r.wide - 0.16, 0.0),
        (r.x - r.wide - 0.2, -0.5)]  # fmt: skip
    inner = [r.at(95, 0.02), r.at(135, -0.05), (r.x - r.wide * 0.92, 0.5),
        (r.x - r.wide * 0.85, 0.1), (r.x - r.wide * 0.7, -0.48)]  # fmt: skip
    s.part(lace, [*smooth(left, False), *smooth(inner, False)[::-1]], line=0.35, round_=0.4,
        light=0.66, cover=0.72)  # fmt: skip
    if s.p.turn in ("front", "back"):
        s.part(lace, [*smooth([(-x, y) for x, y in left], False),
            *smooth([(-x, y) for x, y in inner], False)[::-1]], line=0.35, round_=0.4, light=0.66,
            cover=0.72)  # fmt: skip
    s.limb(tone(lace, -0.05), (0.03, 0.05, 0.03), [r.at(62, 0.02), r.at(90, 0.05), r.at(120, 0.03)],
        line=0.5)  # fmt: skip


def turban(s: Skull, colour: Colour | None) -> None:
    """Draw a turban wound in folds."""
    cloth = rgb("b8562f") if colour is None else colour
    r, k = ring(s), s.look
    w = r.wide + 0.06
    low = k.hairline - 0.06
    form = s.blob(cloth, [(r.x - w * 0.98, 0.62), (r.x - w * 1.12, 0.86), (r.x - w * 0.75, 1.1),
        (r.x, 1.2), (r.x + w * 0.72, 1.1), (r.x + w * 1.04, 0.9), (r.x + w * 0.92, low - 0.02),
        (r.x + w * 0.4, low - 0.0), (r.x - w * 0.4, low - 0.03)], line=0.8, round_=1.1, light=0.54,
        reach=0.09)  # fmt: skip
    if s.px > 40:
        wraps = [[(r.x - w * 1.1, 0.68 + 0.1 * n), (r.x - w * 0.2, 0.8 + 0.1 * n),
            (r.x + w * 0.5, 1.02 + 0.06 * n)] for n in range(4)]  # fmt: skip
        wraps += [[(r.x + w * 1.05, 0.76 + 0.09 * n), (r.x + w * 0.4, 0.86 + 0.1 * n),
            (r.x - w * 0.2, 1.04 + 0.06 * n)] for n in range(3)]  # fmt: skip
        s.strands(tone(cloth, -0.4), 0.014, wraps, cover=0.55, force=0.4, on=form)
        s.ball(rgb("d8b24a"), r.x + w * 0.32, 0.9, 0.035, 0.045, line=0.6, light=0.66)


def knight(s: Skull, colour: Colour | None) -> None:
    """Draw a knight's helmet with its visor up."""
    steel = rgb("858c96") if colour is None else colour
    r = ring(s)
    low = [(r.x - r.wide - 0.02, -0.02), (r.x + r.wide * 0.95, -0.02)]
    _cover(s, steel, 0.06, low, grow=0.01, light=0.56)
    if s.p.turn == "back":
        return
    w = r.wide + 0.08
    x = r.x * 0.55
    gorget = [(x - w * 0.95, 0.13), (x - w * 0.5, 0.03), (x + 0.04, -0.005), (x + w * 0.55, 0.03),
        (x + w * 0.85, 0.13), (x + w * 0.8, -0.1), (x, -0.2), (x - w * 0.85, -0.12)]  # fmt: skip
    s.blob(tone(steel, -0.06), gorget, line=0.85, round_=1.1, light=0.54, reach=0.05)
    rim = _opening(s, 0.01)
    s.limb(tone(steel, 0.2), (0.022, 0.026, 0.022), rim, line=0.5, light=0.62)
    visor = [(r.x - w, 0.84), (r.x - w * 0.5, 0.97), (r.x + w * 0.1, 1.0), (r.x + w * 0.96, 0.86),
        (r.x + w * 0.92, 0.76), (r.x + w * 0.2, 0.8), (r.x - w * 0.96, 0.74)]  # fmt: skip
    form = s.blob(tone(steel, 0.1), visor, line=0.85, round_=1.1, light=0.6, reach=0.04)
    if s.px > 60:
        s.strands(rgb("2c2e34"), 0.014, [[(r.x + w * q - 0.06, 0.87 + 0.02 * (1 - abs(q))),
            (r.x + w * q + 0.08, 0.88 + 0.02 * (1 - abs(q)))] for q in (-0.5, 0.0, 0.5)], cover=0.8,
            force=0.5, on=form)  # fmt: skip
        for x, y in ((r.x - w * 0.98, 0.78),):
            s.ball(tone(steel, -0.3), x, y, 0.03, line=0.7)
    feather = rgb("b03440")
    x, y = r.at(105, 0.05)
    s.blob(feather, [(x, y), (x - 0.03, y + 0.14), (x - 0.2, y + 0.2), (x - 0.4, y + 0.05),
        (x - 0.44, y - 0.16), (x - 0.3, y - 0.02), (x - 0.14, y + 0.03)], line=0.7,
        round_=0.9)  # fmt: skip


def space(s: Skull, colour: Colour | None) -> None:
    """Draw a space helmet: a shell with a clear visor."""
    shell = rgb("eceef0") if colour is None else colour
    r = ring(s)
    x, y, big = r.x * 0.7, 0.48, 0.66
    face = 0.5
    fx = x + (0.1 if s.p.turn == "three-quarter" else 0.26 if s.p.turn == "side" else 0.0)
    if s.p.turn == "back":
        s.ball(shell, x, y, big, big, line=0.8, round_=1.1, light=0.58, reach=0.14)
        return
    outer = [*oval(x, y, big, big), oval(x, y, big, big)[0]]
    inner = [*oval(fx, y, face, face * 0.98)[::-1]]
    s.part(shell, [*outer, inner[-1], *inner], line=0.8, round_=0.9, light=0.6, reach=0.06)
    s.part(rgb("9fc4dc"), oval(fx, y, face, face * 0.98), line=0.7, round_=0.0, light=0.6,
        cover=0.16)  # fmt: skip
    s.limb(rgb("ffffff"), (0.01, 0.05, 0.01), [(fx + s.lit * face * 0.5, y + face * 0.72),
        (fx + s.lit * face * 0.75, y + face * 0.42), (fx + s.lit * face * 0.82, y + 0.06)], line=-1,
        round_=0.0, light=0.95, cover=0.55, fade=0.01)  # fmt: skip
    s.limb(tone(shell, -0.25), (0.09, 0.1, 0.09), [(x - 0.42, y - big * 0.84), (x, y - big * 0.98),
        (x + 0.42, y - big * 0.84)], line=0.8)  # fmt: skip


def hard(s: Skull, colour: Colour | None) -> None:
    """Draw a worker's or a fireman's helmet."""
    shell = rgb("e6b023") if colour is None else colour
    r = ring(s)
    w = r.wide + 0.06
    dome = s.blob(shell, [(r.x - w, 0.78), (r.x - w * 0.86, 0.98), (r.x - w * 0.4, 1.1),
        (r.x + w * 0.3, 1.11), (r.x + w * 0.84, 0.98), (r.x + w, 0.8), (r.x, 0.74)], line=0.8,
        round_=1.2, light=0.58, reach=0.09)  # fmt: skip
    ahead = 0.14 if s.yaw and s.p.turn != "back" else 0.03
    s.limb(tone(shell, -0.08), (0.035, 0.05, 0.035),
        [(r.x - w - 0.04, 0.79), (r.x, 0.73), (r.x + w + ahead, 0.78)], line=0.8,
        round_=0.9)  # fmt: skip
    if s.px > 60:
        s.strands(tone(shell, -0.3), 0.014,
            [[r.at(q, 0.06), (r.x + (r.at(q, 0)[0] - r.x) * 0.9, 0.84)] for q in (75, 90, 105)],
            cover=0.45, force=0.3, on=dome)  # fmt: skip


def santa(s: Skull, colour: Colour | None) -> None:
    """Draw a pointed red cap with a white edge."""
    wool = rgb("c23a34") if colour is None else colour
    r = ring(s)
    w = r.wide + 0.03
    s.blob(wool, [(r.x + w, 0.84), (r.x + w * 0.74, 1.06), (r.x + w * 0.1, 1.24),
        (r.x - w * 0.7, 1.2), (r.x - w * 1.3, 0.9), (r.x - w * 1.4, 0.7), (r.x - w * 1.22, 0.72),
        (r.x - w * 1.0, 0.94), (r.x - w * 0.9, 0.84), (r.x, 0.8)], line=0.8,
        round_=1.0)  # fmt: skip
    fur = rgb("f4f2ee")
    s.ball(fur, r.x - w * 1.32, 0.68, 0.075, line=0.7, light=0.62)
    s.limb(fur, (0.12, 0.13, 0.12), [(r.x - w, 0.82), (r.x, 0.77), (r.x + w * 0.98, 0.82)],
        line=0.7, round_=1.0, light=0.62)  # fmt: skip


def behind(s: Skull, name: str, colour: Colour | None) -> None:
    """Draw the part of a covering that falls behind the body."""
    r = ring(s)
    if name == "veil":
        lace = rgb("f4f1ec") if colour is None else colour
        right = r.x + r.wide * (1.0 if s.p.turn in ("front", "back") else 0.2)
        s.part(mix(lace, rgb("b8c0cc"), 0.2), smooth([r.at(60, 0.03), r.at(120, 0.05),
            (r.x - r.wide - 0.2, 0.1), (r.x - r.wide - 0.34, -1.0), (right + 0.1, -1.05),
            (right, 0.1)]), line=0.3, round_=0.4, light=0.56, cover=0.75)  # fmt: skip
    elif name == "hood" and s.p.turn != "back":
        cloth = rgb("7a3038") if colour is None else colour
        s.part(tone(cloth, -0.5), oval(r.x, 0.42, r.wide * 1.0, 0.5), line=0.3, round_=0.0,
            light=0.32)  # fmt: skip
    elif name == "space-helmet" and s.p.turn != "back":
        s.part(rgb("4f5a66"), oval(r.x * 0.7, 0.48, 0.64, 0.64), line=0.4, round_=0.4, light=0.42)


COVERINGS: dict[str, Callable[[Skull, Colour | None], None]] = {"hood": hood,
    "headscarf": headscarf, "veil": veil, "turban": turban, "helmet": hard, "hard-hat": hard,
    "knight-helm": knight, "space-helmet": space, "santa-hat": santa}  # fmt: skip

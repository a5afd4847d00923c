"""Hair that is more than a cap: tails, braids, buns; the list of all that hangs or stands up."""

import math

from ...paint.colour import mix
from ...paint.model import smooth, tone
from . import manes
from .haircuts import Cut, ring
from .locks import Hues, curls, lock, rope
from .skull import Skull


def behind(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw what hangs behind the body."""
    r, turn = ring(s), s.p.turn
    if c.shape == "ponytail" and turn != "back":
        _tail(s, hue, _root(s, 0.8), 1, 0.0)
    elif c.shape == "bun" and turn == "front":
        s.ball(tone(hue.base, -0.15), 0.0, 1.03, 0.15, 0.13, light=0.45)
    elif c.shape == "dreadlocks" and turn != "back":
        manes.dreads(s, hue, True)
    elif c.shape == "curly" and turn != "back":
        ahead = 0.3 if turn == "side" else 1.0
        spots = [(r.x + (r.wide + 0.03) * math.cos(a) * (ahead if math.cos(a) > 0 else 1.0),
            0.35 + 0.3 * math.sin(a), 0.1)
            for a in (0.3, 0.0, -0.5, -1.0, -1.5, -2.0, -2.6, 3.14, 2.8)]  # fmt: skip
        curls(s, hue, spots, dim=0.22, light=0.42, hold=[smooth([(x, y) for x, y, _ in spots])])


def under(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw what hangs before the body, its root hidden by the head: the far one of two tails."""
    r = ring(s)
    if s.p.turn == "front" and c.shape in ("braid", "braids"):
        for side in (-1, 1) if c.shape == "braids" else (-1,):
            x = side * r.wide
            rope(s, hue, [(x * 0.7, 0.36), (x * 0.94, 0.12), (x * 0.96, -0.15), (x * 0.8, -0.5)],
                0.13)  # fmt: skip
    if s.p.turn != "three-quarter":
        return
    if c.shape == "pigtails":
        _bunch(s, hue, r.x + r.wide * 0.98, 1, 0.3)
    elif c.shape == "braids":
        x = r.x + r.wide * 0.8
        rope(s, hue, [(x, 0.34), (x + 0.06, 0.1), (x + 0.09, -0.1), (x + 0.08, -0.42)], 0.11)


def front(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw what lies on the head or before the body."""
    made = {"buzz": manes.buzz, "mohawk": manes.mohawk, "slicked": manes.slicked,
        "afro": manes.afro, "curly": manes.curly, "dreadlocks": manes.falling, "spiky": manes.spiky,
        "messy": manes.messy, "bun": _bun, "topknot": _topknot, "pigtails": _pigtails,
        "braid": _braid, "braids": _braids}.get(c.shape)  # fmt: skip
    if made:
        made(s, hue, c)
    if c.shape == "ponytail" and s.p.turn == "back":
        _tail(s, hue, (0.0, 0.7), 0, 0.0)


def _root(s: Skull, y: float) -> tuple[float, float]:
    """Return where a tail springs from the back of the head."""
    r = ring(s)
    if s.p.turn in ("front", "back"):
        return 0.1, y
    return r.x - r.wide * 0.9, y


def _bun(s: Skull, hue: Hues, c: Cut) -> None:
    if s.p.turn == "front":
        return
    x, y = (0.0, 0.74) if s.p.turn == "back" else (_root(s, 0.76)[0] - 0.07, 0.72)
    _knot(s, hue, x, y, 0.14)


def _topknot(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    x, y = r.at(92 if s.p.turn in ("front", "back") else 100, 0.08)
    _knot(s, hue, x, y, 0.1)
    s.limb(tone(hue.dark, -0.1), (0.03, 0.034, 0.03),
        [(x - 0.06, y - 0.085), (x, y - 0.095), (x + 0.06, y - 0.085)], line=0.5)  # fmt: skip


def _knot(s: Skull, hue: Hues, x: float, y: float, size: float) -> None:
    """Draw a bun with its wound strands."""
    form = s.ball(hue.base, x, y, size, size * 0.9, line=0.75, round_=1.1, light=0.52)
    if s.px > 60:
        turns = [[(x + size * q * math.cos(a), y + size * 0.85 * q * math.sin(a))
            for a in (b, b + 0.8, b + 1.6, b + 2.4)] for q,
            b in ((0.8, 0.4), (0.6, 2.2), (0.75, 3.6), (0.4, 5.0), (0.3, 1.0))]  # fmt: skip
        s.strands(hue.dark, 0.008, turns, cover=0.6, force=0.35, on=form)
        s.strands(hue.light, 0.012, [[(q[0] + 0.01 * s.lit, q[1] + 0.014) for q in turns[0][:3]]],
            cover=0.5, force=-1, light=0.78, on=form)  # fmt: skip


def _tail(s: Skull, hue: Hues, root: tuple[float, float], away: int, dim: float) -> None:
    """Draw a ponytail from its root, falling behind."""
    x, y = root
    side = -1 if s.p.turn in ("three-quarter", "side") else 1 if away else 0
    d = 0.2 * side if s.p.turn != "front" else 0.36
    a = [(x, y + 0.07), (x + d * 0.7, y + 0.08), (x + d * 1.15, y - 0.22), (x + d * 1.1, 0.08),
        (x + d * 0.75, -0.22)]  # fmt: skip
    b = [(x, y - 0.05), (x + d * 0.15, y - 0.1), (x + d * 0.2, y - 0.3), (x + d * 0.25, 0.05),
        (x + d * 0.5, -0.24)]  # fmt: skip
    if not d:
        a = [(-0.05, y), (-0.11, y - 0.15), (-0.13, y - 0.45), (-0.09, -0.1), (0.0, -0.32)]
        b = [(0.05, y), (0.11, y - 0.15), (0.13, y - 0.45), (0.09, -0.1), (0.02, -0.32)]
    lock(s, hue, a, b, tips=2, jag=0.06, dim=dim, sheen=0.35, seed=2)
    s.ball(tone(hue.dark, 0.1), x + (d * 0.12), y, 0.05, 0.06, light=0.45)


def _bunch(s: Skull, hue: Hues, x: float, side: int, y: float) -> None:
    """Draw one of two tails beside the head."""
    top = y + 0.16
    a = [(x - side * 0.05, top + 0.05), (x + side * 0.1, top + 0.08), (x + side * 0.2, top - 0.12),
        (x + side * 0.15, y - 0.3), (x + side * 0.06, y - 0.46)]  # fmt: skip
    b = [(x - side * 0.04, top - 0.04), (x + side * 0.0, top - 0.06), (x + side * 0.02, top - 0.2),
        (x + side * 0.0, y - 0.3), (x + side * 0.04, y - 0.47)]  # fmt: skip
    lock(s, hue, a, b, tips=2, jag=0.05, sheen=0.3, seed=3)
    s.ball(mix(s.rose, s.dark, 0.0), x, top, 0.04, 0.05, light=0.55)


def _pigtails(s: Skull, hue: Hues, c: Cut) -> None:
    r, turn = ring(s), s.p.turn
    if turn in ("front", "back"):
        for side in (-1, 1):
            _bunch(s, hue, side * (r.wide + 0.04), side, 0.3)
    else:
        _bunch(s, hue, r.x - r.wide * (0.62 if turn == "three-quarter" else 0.55), -1, 0.22)


def _braid(s: Skull, hue: Hues, c: Cut) -> None:
    r, turn = ring(s), s.p.turn
    if turn == "front":
        return
    x = r.x - r.wide * (0.72 if turn != "side" else 0.6)
    if turn == "back":
        rope(s, hue, [(0.0, 0.32), (0.01, 0.0), (0.0, -0.5)], 0.15)
        return
    rope(s, hue, [(x - 0.02, 0.3), (x - 0.04, 0.1), (x + 0.03, -0.2), (x + 0.07, -0.5)], 0.13)


def _braids(s: Skull, hue: Hues, c: Cut) -> None:
    r, turn = ring(s), s.p.turn
    if turn == "front":
        return
    for side in (-1, 1) if turn == "back" else (-1,):
        x = r.x + side * r.wide * (0.9 if turn == "back" else 0.7)
        rope(s, hue, [(x, 0.34), (x + side * 0.05, 0.1), (x + side * 0.04, -0.15),
            (x + side * 0.02, -0.45)], 0.12)  # fmt: skip

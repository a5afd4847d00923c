"""Hair that is more than a cap: curls, afros, tails, braids, buns, crests, spikes, dreadlocks."""

import math

from ...paint.colour import mix
from ...paint.model import Outline, smooth, tone
from .hair import Cut, hairline, ring
from .locks import GOLD, Hues, curls, lock, rope
from .skull import Skull


def behind(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw what hangs behind the body."""
    r, turn = ring(s), s.p.turn
    if c.shape == "ponytail" and turn != "back":
        _tail(s, hue, _root(s, 0.8), 1, 0.0)
    elif c.shape == "bun" and turn == "front":
        s.ball(tone(hue.base, -0.15), 0.0, 1.03, 0.15, 0.13, light=0.45)
    elif c.shape == "dreadlocks" and turn != "back":
        _dreads(s, hue, True)
    elif c.shape == "curly" and turn != "back":
        spots = [(r.x + (r.wide + 0.03) * math.cos(a) * (1.0 if turn != "side" or math.cos(a) < 0 else 0.3),
                  0.35 + 0.3 * math.sin(a), 0.1) for a in (0.3, 0.0, -0.5, -1.0, -1.5, -2.0, -2.6, 3.14, 2.8)]  # fmt: skip
        curls(s, hue, spots, dim=0.22, light=0.42, hold=[smooth([(x, y) for x, y, _ in spots])])


def under(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw what hangs beyond the head, before the body: the far one of two tails."""
    r = ring(s)
    if s.p.turn != "three-quarter":
        return
    if c.shape == "pigtails":
        _bunch(s, hue, r.x + r.wide * 0.98, 1, 0.3)
    elif c.shape == "braids":
        x = r.x + r.wide * 0.8
        rope(s, hue, [(x, 0.34), (x + 0.06, 0.1), (x + 0.09, -0.1), (x + 0.08, -0.42)], 0.11)


def front(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw what lies on the head or before the body."""
    made = {
        "buzz": _buzz, "mohawk": _mohawk, "slicked": _slicked, "afro": _afro, "curly": _curly,
        "dreadlocks": lambda *a: _dreads(a[0], a[1], False), "spiky": _spiky, "messy": _messy,
        "bun": _bun, "topknot": _topknot, "pigtails": _pigtails, "braid": _braid, "braids": _braids,
    }.get(c.shape)  # fmt: skip
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


def _covered(s: Skull, lift: float, low: float = 0.2) -> Outline:
    """Return the outline of all that hair covers on a head, `lift` off the skull."""
    r = ring(s)
    if s.p.turn == "back":
        side = [r.at(a, lift) for a in (90, 60, 30, 0)] + [(r.wide * 0.95, 0.42), (r.wide * 0.55, low)]
        return side + [(-x, y) for x, y in reversed(side[1:])]
    edge = hairline(s)
    if s.p.turn == "front":
        return [r.at(a, lift) for a in (4, 30, 60, 90, 120, 150, 176)] + edge
    first = 12 if s.p.turn == "three-quarter" else 50
    outer = [r.at(a, lift) for a in range(first, 196, 26)]
    return [*outer, (r.x - r.wide * 0.66, low), *edge]


def _buzz(s: Skull, hue: Hues, c: Cut) -> None:
    form = s.part(mix(hue.base, s.skin, 0.08), smooth(_covered(s, c.lift)), light=0.5, line=0.35,
                  cover=0.88, fade=0.008, round_=0.8, reach=0.1)  # fmt: skip
    if s.px > 110:
        r = ring(s)
        dots = []
        for n in range(90):
            a, far = n * 2.399, math.sqrt((n + 0.5) / 90)
            x, y = r.x + r.wide * far * math.cos(a), r.y + 0.05 + r.high * far * math.sin(a)
            dots.append([(x, y), (x + 0.004, y - 0.012)])
        s.strands(hue.dark, 0.005, dots, cover=0.4, force=-1, on=form)


def _slicked(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw hair combed back from the hairline."""
    r, turn = ring(s), s.p.turn
    if turn == "back":
        _buzz(s, Hues(hue.base, hue.dark, hue.light), c)
        return
    edge = hairline(s)
    form = s.part(hue.base, smooth(_covered(s, c.lift)), light=0.5, line=0.6, round_=0.9, reach=0.09)
    if s.px < 70:
        return
    dark, pale = [], []
    line = smooth(edge, False)
    first, last = {"front": (186, -6), "three-quarter": (212, 40)}.get(turn, (214, 96))
    for n in range(int(min(44, s.px / 7))):
        part = (n * GOLD) % 1.0
        x, y = line[int(part * (len(line) - 1))]
        end = r.at(first + (last - first) * part, 0.0)
        bend = ((x + end[0]) / 2, (y + end[1]) / 2 + 0.05)
        strand = [(x, y), bend, (end[0], end[1] - 0.012)]
        dark.append(strand)
        if n % 3 == 0:
            pale.append([((x + bend[0]) / 2, (y + bend[1]) / 2), bend])
    s.strands(hue.dark, 0.005, dark, cover=0.5, force=0.2, on=form)
    s.strands(hue.light, 0.01, pale, cover=0.4, force=-1, light=0.75, on=form)


def _spread(s: Skull, lift: float, radius: float, many: int) -> list[tuple[float, float, float]]:
    """Return curls that cover a head's hair, those at the rim last."""
    r = ring(s)
    made = []
    low, high = {"front": (-25, 205), "three-quarter": (-10, 226), "side": (52, 238)}.get(s.p.turn, (-50, 230))
    for n in range(many):
        a = low + (high - low) * (n + 0.5) / many
        x, y = r.at(a, lift)
        size = radius * (0.85 + 0.3 * ((n * GOLD) % 1.0))
        made.append((x, y, size))
    return made


def _afro(s: Skull, hue: Hues, c: Cut) -> None:
    r, turn = ring(s), s.p.turn
    lift = 0.2 if c.lift > 0.03 else 0.05
    spots = _spread(s, lift - 0.06, 0.085, 22)
    inner = [(x + (r.x - x) * 0.3, y + (r.y + 0.1 - y) * 0.3, q) for x, y, q in spots]
    edge = hairline(s) if turn != "back" else [r.at(a, 0) for a in (-60, -90, -120)]
    edge = [(x, y + 0.012) for x, y in edge]
    hold = [(x, y) for x, y, _ in spots]
    near = [(x, y, 0.034) for x, y in smooth(edge, False)[::3]]
    deep = [(r.x + (r.wide * 0.9) * math.cos(n * 2.399) * math.sqrt((n + 0.5) / 40),
             r.y + 0.2 + (r.high * 0.8) * math.sin(n * 2.399) * math.sqrt((n + 0.5) / 40), 0.05) for n in range(40)]  # fmt: skip
    line = smooth(edge, False)
    floor = {round(x, 1): y for x, y in line}
    last = spots[-1]
    spots += [(last[0] + (edge[0][0] - last[0]) * q, last[1] + (edge[0][1] - last[1]) * q, 0.08) for q in (0.35, 0.7)]
    deep = [q for q in deep if q[1] > floor.get(round(q[0], 1), 0.3) + 0.06]
    curls(s, hue, [*spots, *[q for q in inner if q[1] > 0.9 or q[0] < r.x - r.wide * 0.7], *deep, *near],
          hold=[[*hold, *edge]])  # fmt: skip


def _curly(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    lift = 0.03 if c.lift > 0.03 else -0.02
    spots = _spread(s, lift, 0.08, 16)
    edge = hairline(s) if s.p.turn != "back" else [r.at(a, 0) for a in (-60, -90, -120)]
    near = [(x, y + 0.03, 0.055) for x, y in smooth(edge, False)[::3]]
    mid = [((x + a) / 2, (y + b) / 2 + 0.02, 0.06) for (x, y, _), (a, b) in
           zip(spots[2:-2], [edge[min(len(edge) - 1, i * len(edge) // 12)] for i in range(11, -1, -1)], strict=True)]  # fmt: skip
    sides = []
    if s.p.turn in ("front", "three-quarter"):
        for x in ({edge[0][0] - 0.05, edge[-1][0] + 0.04} if not s.yaw else {edge[0][0] - 0.06}):
            sides += [(x, 0.42, 0.075), (x, 0.3, 0.075), (x - 0.01, 0.18, 0.07), (x - 0.06, 0.24, 0.07)]
    if s.p.turn == "side":
        sides = [(-0.34, 0.4, 0.07), (-0.4, 0.3, 0.08), (-0.5, 0.24, 0.08), (-0.44, 0.38, 0.08)]
    curls(s, hue, [*spots, *mid, *near, *sides], hold=[[(x, y) for x, y, _ in spots] + edge])


def _dreads(s: Skull, hue: Hues, back: bool) -> None:
    """Draw ropes of hair from the crown to the shoulders."""
    r, edge, turn = ring(s), hairline(s), s.p.turn
    ropes: list[Outline] = []
    if back:
        for n in range(9):
            x = r.x + r.wide * (-1.0 + 0.22 * n) * (1.0 if turn == "front" else 0.8)
            ropes.append([(x * 0.9, 0.6), (x * 1.02, 0.3), (x * 1.06, 0.05), (x * 1.08, -0.12 - 0.05 * ((n * GOLD) % 1))])
    else:
        s.part(hue.base, smooth(_covered(s, 0.04)), light=0.46, line=0.6, round_=0.8, reach=0.08)
        top = r.at(90 if turn in ("front", "back") else 80, 0.03)
        for n in range(13):
            a = 200 - 220 * n / 12 if turn != "side" else 205 - 130 * n / 12
            x, y = r.at(a, 0.045)
            low = -0.12 - 0.06 * ((n * GOLD) % 1.0)
            if turn != "back" and 30 < a < 150:
                side = 1 if x > edge[len(edge) // 2][0] else -1
                x, y = (edge[-2] if side > 0 else edge[1])
                x += side * 0.02 * (n % 3)
            out = 0.05 * (1 if x > r.x else -1)
            bend = r.at((a + 90) / 2, 0.06)
            
            ropes.append([top, bend, (x + out * 0.2, y), (x + out * 0.5, 0.25), (x + out * 0.7, low)])
    for n, line in enumerate(ropes):
        colour = tone(hue.base, -0.25 if back else -0.08 * (n % 3))
        form = s.limb(colour, (0.04, 0.056, 0.052, 0.05, 0.034), line, line=0.75, round_=1.2, light=0.5)
        if s.px > 100:
            marks = [[(x - 0.02, y - 0.012), (x + 0.02, y + 0.008)] for x, y in smooth(line, False)[2::2]]
            s.strands(hue.dark, 0.005, marks, cover=0.5, force=0.15, on=form)


def _mohawk(s: Skull, hue: Hues, c: Cut) -> None:
    _buzz(s, Hues(mix(hue.base, s.skin, 0.45), hue.dark, hue.light), c)
    r, turn = ring(s), s.p.turn
    if turn in ("front", "back"):
        low = s.look.hairline - 0.02 if turn == "front" else 0.3
        base = [(-0.07, low), (0.07, low)]
        tops = [(-0.1, 1.12), (-0.06, 1.22), (0.0, 1.28), (0.06, 1.22), (0.1, 1.12)]
        lock(s, hue, [base[0], (-0.09, 1.0), tops[0]], [base[1], (0.09, 1.0), tops[-1]], tips=4, jag=0.12, sheen=0.5)
        return
    first = 62 if turn == "side" else 68
    for n in range(8):
        a = first + n * 15 + 40
        lean = 12
        low, high = a - 9 - 40, a + 9 - 40
        root, tip = r.at(low, -0.05), r.at(high, -0.05)
        top = r.at(a - 40 + lean, 0.24)
        mid = r.at(a - 40, 0.13)
        lock(s, hue, [root, r.at(low + 2, 0.1), top], [tip, (mid[0] - 0.02, mid[1]), top], sheen=0.4, seed=n)


def _spiky(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    low, high = {"front": (8, 172), "three-quarter": (22, 178), "side": (48, 190)}.get(s.p.turn, (5, 175))
    for ringed, (many, out) in enumerate(((9, 0.17), (7, 0.1))):
        for n in range(many):
            a = low + (high - low) * (n + 0.5) / many
            inward = -0.06 - 0.07 * ringed
            left, right = r.at(a - 11, inward), r.at(a + 11, inward)
            tip = r.at(a + 8 * math.sin(n * 2.3), out * (0.8 + 0.3 * ((n * GOLD) % 1.0)))
            lock(s, hue, [left, ((left[0] + tip[0]) / 2, (left[1] + tip[1]) / 2 + 0.01), tip],
                 [right, ((right[0] + tip[0]) / 2, (right[1] + tip[1]) / 2), tip], sheen=0.5, seed=n)  # fmt: skip


def _messy(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    low, high = {"front": (0, 180), "three-quarter": (20, 195), "side": (50, 205)}.get(s.p.turn, (-20, 200))
    for n in range(11):
        a = low + (high - low) * (n + 0.5) / 11
        way = 1 if (n * GOLD) % 1.0 > 0.42 else -1
        left, right = r.at(a - 13, -0.05), r.at(a + 13, -0.05)
        tip = r.at(a + way * 22, c.lift + 0.045 + 0.03 * ((n * 0.37) % 1.0))
        a1, b1 = r.at(a - 8 + way * 8, c.lift), r.at(a + 8 + way * 8, c.lift + 0.02)
        lock(s, hue, [left, a1, tip], [right, b1, tip], sheen=0.5, seed=n, line=0.5)


def _bun(s: Skull, hue: Hues, c: Cut) -> None:
    if s.p.turn == "front":
        return
    x, y = (0.0, 0.74) if s.p.turn == "back" else (_root(s, 0.76)[0] - 0.07, 0.72)
    _knot(s, hue, x, y, 0.14)


def _topknot(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    x, y = r.at(92 if s.p.turn in ("front", "back") else 100, 0.08)
    _knot(s, hue, x, y, 0.1)
    s.limb(tone(hue.dark, -0.1), (0.03, 0.034, 0.03), [(x - 0.06, y - 0.085), (x, y - 0.095), (x + 0.06, y - 0.085)], line=0.5)


def _knot(s: Skull, hue: Hues, x: float, y: float, size: float) -> None:
    """Draw a bun with its wound strands."""
    form = s.ball(hue.base, x, y, size, size * 0.9, line=0.75, round_=1.1, light=0.52)
    if s.px > 60:
        turns = [[(x + size * q * math.cos(a), y + size * 0.85 * q * math.sin(a)) for a in (b, b + 0.8, b + 1.6, b + 2.4)]
                 for q, b in ((0.8, 0.4), (0.6, 2.2), (0.75, 3.6), (0.4, 5.0), (0.3, 1.0))]  # fmt: skip
        s.strands(hue.dark, 0.008, turns, cover=0.6, force=0.35, on=form)
        s.strands(hue.light, 0.012, [[(q[0] + 0.01 * s.lit, q[1] + 0.014) for q in turns[0][:3]]], cover=0.5, force=-1, light=0.78, on=form)


def _tail(s: Skull, hue: Hues, root: tuple[float, float], away: int, dim: float) -> None:
    """Draw a ponytail from its root, falling behind."""
    x, y = root
    side = -1 if s.p.turn in ("three-quarter", "side") else 1 if away else 0
    d = 0.2 * side if s.p.turn != "front" else 0.36
    a = [(x, y + 0.07), (x + d * 0.7, y + 0.08), (x + d * 1.15, y - 0.22), (x + d * 1.1, 0.08), (x + d * 0.75, -0.22)]
    b = [(x, y - 0.05), (x + d * 0.15, y - 0.1), (x + d * 0.2, y - 0.3), (x + d * 0.25, 0.05), (x + d * 0.5, -0.24)]
    if not d:
        a = [(-0.05, y), (-0.11, y - 0.15), (-0.13, y - 0.45), (-0.09, -0.1), (0.0, -0.32)]
        b = [(0.05, y), (0.11, y - 0.15), (0.13, y - 0.45), (0.09, -0.1), (0.02, -0.32)]
    lock(s, hue, a, b, tips=2, jag=0.06, dim=dim, sheen=0.35, seed=2)
    s.ball(tone(hue.dark, 0.1), x + (d * 0.12), y, 0.05, 0.06, light=0.45)


def _bunch(s: Skull, hue: Hues, x: float, side: int, y: float) -> None:
    """Draw one of two tails beside the head."""
    top = y + 0.16
    a = [(x - side * 0.05, top + 0.05), (x + side * 0.1, top + 0.08), (x + side * 0.2, top - 0.12), (x + side * 0.15, y - 0.3), (x + side * 0.06, y - 0.46)]
    b = [(x - side * 0.04, top - 0.04), (x + side * 0.0, top - 0.06), (x + side * 0.02, top - 0.2), (x + side * 0.0, y - 0.3), (x + side * 0.04, y - 0.47)]
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
    x = r.x - r.wide * (0.72 if turn != "side" else 0.6)
    if turn == "back":
        rope(s, hue, [(0.0, 0.32), (0.01, 0.0), (0.0, -0.5)], 0.15)
        return
    rope(s, hue, [(x - 0.02, 0.3), (x - 0.04, 0.1), (x + 0.03, -0.2), (x + 0.07, -0.5)], 0.13)


def _braids(s: Skull, hue: Hues, c: Cut) -> None:
    r, turn = ring(s), s.p.turn
    sides = (-1, 1) if turn in ("front", "back") else (-1,)
    for side in sides:
        x = r.x + side * r.wide * (0.9 if turn in ("front", "back") else 0.7)
        rope(s, hue, [(x, 0.34), (x + side * 0.05, 0.1), (x + side * 0.04, -0.15), (x + side * 0.02, -0.45)], 0.12)

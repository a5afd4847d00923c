"""Manes: hair that is no smooth cap: shaved, slicked, curls, afros, dreadlocks, crests, spikes."""

import math

from ...paint.colour import mix
from ...paint.model import Outline, smooth, tone
from .haircuts import Cut, hairline, ring
from .locks import GOLD, Hues, curls, lock
from .skull import Skull


def _covered(s: Skull, lift: float, low: float = 0.2) -> Outline:
    """Return the outline of all that hair covers on a head, `lift` off the skull."""
    r = ring(s)
    if s.p.turn == "back":
        side = [r.at(a, lift) for a in (90, 60, 30, 0)]
        side += [(r.wide * 0.95, 0.42), (r.wide * 0.55, low)]
        return side + [(-x, y) for x, y in reversed(side[1:])]
    edge = hairline(s)
    if s.p.turn == "front":
        return [r.at(a, lift) for a in (4, 30, 60, 90, 120, 150, 176)] + edge
    first = 12 if s.p.turn == "three-quarter" else 50
    outer = [r.at(a, lift) for a in range(first, 196, 26)]
    return [*outer, (r.x - r.wide * 0.66, low), *edge]


def buzz(s: Skull, hue: Hues, c: Cut) -> None:
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


def slicked(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw hair combed back from the hairline."""
    r, turn = ring(s), s.p.turn
    if turn == "back":
        buzz(s, Hues(hue.base, hue.dark, hue.light), c)
        return
    edge = hairline(s)
    form = s.part(hue.base, smooth(_covered(s, c.lift)), light=0.5, line=0.6, round_=0.9,
        reach=0.09)  # fmt: skip
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
    low, high = {"front": (-25, 205), "three-quarter": (-10, 226),
        "side": (52, 238)}.get(s.p.turn, (-50, 230))  # fmt: skip
    for n in range(many):
        a = low + (high - low) * (n + 0.5) / many
        x, y = r.at(a, lift)
        size = radius * (0.85 + 0.3 * ((n * GOLD) % 1.0))
        made.append((x, y, size))
    return made


def afro(s: Skull, hue: Hues, c: Cut) -> None:
    r, turn = ring(s), s.p.turn
    lift = 0.2 if c.lift > 0.03 else 0.05
    spots = _spread(s, lift - 0.06, 0.085, 22)
    inner = [(x + (r.x - x) * 0.3, y + (r.y + 0.1 - y) * 0.3, q) for x, y, q in spots]
    edge = hairline(s) if turn != "back" else [r.at(a, 0) for a in (-60, -90, -120)]
    edge = [(x, y + 0.012) for x, y in edge]
    hold = [(x, y) for x, y, _ in spots]
    near = [(x, y, 0.034) for x, y in smooth(edge, False)[::3]]
    deep = [(r.x + (r.wide * 0.9) * math.cos(n * 2.399) * math.sqrt((n + 0.5) / 40),
        r.y + 0.2 + (r.high * 0.8) * math.sin(n * 2.399) * math.sqrt((n + 0.5) / 40), 0.05)
        for n in range(40)]  # fmt: skip
    line = smooth(edge, False)
    floor = {round(x, 1): y for x, y in line}
    last = spots[-1]
    spots += [(last[0] + (edge[0][0] - last[0]) * q, last[1] + (edge[0][1] - last[1]) * q, 0.08)
        for q in (0.35, 0.7)]  # fmt: skip
    deep = [q for q in deep if q[1] > floor.get(round(q[0], 1), 0.3) + 0.06]
    curls(s, hue, [*spots, *[q for q in inner if q[1] > 0.9 or q[0] < r.x - r.wide * 0.7], *deep,
        *near], hold=[[*hold, *edge]])  # fmt: skip


def curly(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    lift = 0.03 if c.lift > 0.03 else -0.02
    spots = _spread(s, lift, 0.08, 16)
    edge = hairline(s) if s.p.turn != "back" else [r.at(a, 0) for a in (-60, -90, -120)]
    near = [(x, y + 0.03, 0.055) for x, y in smooth(edge, False)[::3]]
    mid = [((x + a) / 2, (y + b) / 2 + 0.02, 0.06) for (x, y, _), (a, b) in zip(spots[2:-2],
        [edge[min(len(edge) - 1, i * len(edge) // 12)] for i in range(11, -1, -1)],
        strict=True)]  # fmt: skip
    sides = []
    if s.p.turn in ("front", "three-quarter"):
        for x in {edge[0][0] - 0.05, edge[-1][0] + 0.04} if not s.yaw else {edge[0][0] - 0.06}:
            sides += [(x, 0.42, 0.075), (x, 0.3, 0.075), (x - 0.01, 0.18, 0.07),
                (x - 0.06, 0.24, 0.07)]  # fmt: skip
    if s.p.turn == "side":
        sides = [(-0.34, 0.4, 0.07), (-0.4, 0.3, 0.08), (-0.5, 0.24, 0.08), (-0.44, 0.38, 0.08)]
    curls(s, hue, [*spots, *mid, *near, *sides], hold=[[(x, y) for x, y, _ in spots] + edge])


def dreads(s: Skull, hue: Hues, back: bool) -> None:
    """Draw ropes of hair from the crown to the shoulders."""
    r, edge, turn = ring(s), hairline(s), s.p.turn
    ropes: list[Outline] = []
    if back:
        for n in range(9):
            x = r.x + r.wide * (-1.0 + 0.22 * n) * (1.0 if turn == "front" else 0.8)
            ropes.append([(x * 0.9, 0.6), (x * 1.02, 0.3), (x * 1.06, 0.05),
                (x * 1.08, -0.12 - 0.05 * ((n * GOLD) % 1))])  # fmt: skip
    else:
        s.part(hue.base, smooth(_covered(s, 0.04)), light=0.46, line=0.6, round_=0.8, reach=0.08)
        top = r.at(90 if turn in ("front", "back") else 80, 0.03)
        for n in range(13):
            a = 200 - 220 * n / 12 if turn != "side" else 205 - 130 * n / 12
            x, y = r.at(a, 0.045)
            low = -0.12 - 0.06 * ((n * GOLD) % 1.0)
            if turn != "back" and 30 < a < 150:
                side = 1 if x > edge[len(edge) // 2][0] else -1
                x, y = edge[-2] if side > 0 else edge[1]
                x += side * 0.02 * (n % 3)
            out = 0.05 * (1 if x > r.x else -1)
            bend = r.at((a + 90) / 2, 0.06)

            ropes.append([top, bend, (x + out * 0.2, y), (x + out * 0.5, 0.25),
                (x + out * 0.7, low)])  # fmt: skip
    for n, line in enumerate(ropes):
        colour = tone(hue.base, -0.25 if back else -0.08 * (n % 3))
        form = s.limb(colour, (0.04, 0.056, 0.052, 0.05, 0.034), line, line=0.75, round_=1.2,
            light=0.5)  # fmt: skip
        if s.px > 100:
            marks = [[(x - 0.02, y - 0.012), (x + 0.02, y + 0.008)] for x,
                y in smooth(line, False)[2::2]]  # fmt: skip
            s.strands(hue.dark, 0.005, marks, cover=0.5, force=0.15, on=form)


def falling(s: Skull, hue: Hues, c: Cut) -> None:
    """Draw the dreadlocks that fall before the ears and behind the shoulders."""
    dreads(s, hue, False)


def mohawk(s: Skull, hue: Hues, c: Cut) -> None:
    buzz(s, Hues(mix(hue.base, s.skin, 0.45), hue.dark, hue.light), c)
    r, turn = ring(s), s.p.turn
    if turn in ("front", "back"):
        low = s.look.hairline - 0.02 if turn == "front" else 0.3
        base = [(-0.07, low), (0.07, low)]
        tops = [(-0.1, 1.12), (-0.06, 1.22), (0.0, 1.28), (0.06, 1.22), (0.1, 1.12)]
        lock(s, hue, [base[0], (-0.09, 1.0), tops[0]], [base[1], (0.09, 1.0), tops[-1]], tips=4,
            jag=0.12, sheen=0.5)  # fmt: skip
        return
    first = 62 if turn == "side" else 68
    for n in range(8):
        a = first + n * 15 + 40
        lean = 12
        low, high = a - 9 - 40, a + 9 - 40
        root, tip = r.at(low, -0.05), r.at(high, -0.05)
        top = r.at(a - 40 + lean, 0.24)
        mid = r.at(a - 40, 0.13)
        lock(s, hue, [root, r.at(low + 2, 0.1), top], [tip, (mid[0] - 0.02, mid[1]), top],
            sheen=0.4, seed=n)  # fmt: skip


def spiky(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    low, high = {"front": (8, 172), "three-quarter": (22, 178),
        "side": (48, 190)}.get(s.p.turn, (5, 175))  # fmt: skip
    for ringed, (many, out) in enumerate(((9, 0.17), (7, 0.1))):
        for n in range(many):
            a = low + (high - low) * (n + 0.5) / many
            inward = -0.06 - 0.07 * ringed
            left, right = r.at(a - 11, inward), r.at(a + 11, inward)
            tip = r.at(a + 8 * math.sin(n * 2.3), out * (0.8 + 0.3 * ((n * GOLD) % 1.0)))
            lock(s, hue, [left, ((left[0] + tip[0]) / 2, (left[1] + tip[1]) / 2 + 0.01), tip],
                [right, ((right[0] + tip[0]) / 2, (right[1] + tip[1]) / 2), tip], sheen=0.5,
                seed=n)  # fmt: skip


def messy(s: Skull, hue: Hues, c: Cut) -> None:
    r = ring(s)
    low, high = {"front": (0, 180), "three-quarter": (20, 195),
        "side": (50, 205)}.get(s.p.turn, (-20, 200))  # fmt: skip
    for n in range(11):
        a = low + (high - low) * (n + 0.5) / 11
        way = 1 if (n * GOLD) % 1.0 > 0.42 else -1
        left, right = r.at(a - 13, -0.05), r.at(a + 13, -0.05)
        tip = r.at(a + way * 22, c.lift + 0.045 + 0.03 * ((n * 0.37) % 1.0))
        a1, b1 = r.at(a - 8 + way * 8, c.lift), r.at(a + 8 + way * 8, c.lift + 0.02)
        lock(s, hue, [left, a1, tip], [right, b1, tip], sheen=0.5, seed=n, line=0.5)

"""Layouts of feasts and of children: seals and columns, borders and stars, pebbles of colour."""

import math

from muse_works.lettering.block import Align

from ..colours import contrast, lch, mix
from ..shapes import frame as outlined
from ..shapes import line, path, rect, ring, star
from ..sheet import Letters, Sheet
from .framed import disc


def chinese(sheet: Sheet) -> None:
    """Rice paper, a round window on the picture, a column of large characters and a seal."""
    b, colours = sheet.base, sheet.colours
    ground = mix(colours.light, colours.second, 0.06)
    sheet.page.paper = ground
    x, y, w, h = sheet.inner(sheet.margin * 1.1)
    columns = sheet.vertical
    look = Letters("display", 700, 0.08, leading=1.25)
    if columns:
        across = w * (0.3 if sheet.wide else 0.34)
        tall = h * (0.84 if sheet.wide else 0.6)
        title = sheet.set("headline", look, width=across, height=tall, size=b * 8.4, vertical=True)
        own = title.ink if title else (0, 0, 0, 0)
        wide = own[2] - own[0]
        if sheet.wide:
            r = h * 0.46
            at = (x + r, sheet.height / 2)
        else:
            r = min((0.55 * x + w - wide - b * 1.9) / 2, h * 0.32)
            at = (0.45 * x + r, y + h * 0.3)
    else:
        r = h * 0.44 if sheet.wide else min(w * 0.46, h * 0.3)
        at = (x + r, sheet.height / 2) if sheet.wide else (sheet.width / 2, y + r + b)
        room = w - 2 * r - b * 4 if sheet.wide else w
        plain = Letters("roman", 600, 0.02, leading=1.15) if not sheet.han else look
        title = sheet.set(
            "headline",
            plain,
            width=room,
            height=h * (0.4 if sheet.wide else 0.15),
            size=b * 6,
            align="left" if sheet.wide else "centre",
        )
    window = mix(colours.dark, colours.second, 0.12)
    sheet.art((at[0] - r, at[1] - r, 2 * r, 2 * r), window, clip=disc(*at, r), part=0.66)
    sheet.add(
        ring(*at, r + b * 0.5, mix(colours.dark, ground, 0.55), max(1.2, b * 0.08)), "ornament"
    )
    serif = Letters("serif", 400, 0.06, leading=1.6)
    soft = mix(colours.dark, ground, 0.15)
    red = "#b3261e"
    seal = b * 2.3
    if columns and title is not None:
        right = x + w
        box = sheet.put(
            "headline", title, right, y + b * 0.6, colours.dark, align="right", ground=ground
        )
        beneath = y + h - box[1] - box[3] - b * 2.4
        tall = h * 0.5 if sheet.wide else beneath
        lead = sheet.set("line", serif, width=b * 7, height=tall, size=b * 1.5, vertical=True)
        beside = (
            sheet.put(
                "line", lead, box[0] - b * 1.6, y + b * 0.8, soft, align="right", ground=ground
            )
            if sheet.wide
            else None
        )
        if lead is not None and beside is None:  # beneath the title's foot, at the right
            beside = sheet.put(
                "line",
                lead,
                right - b * 0.2,
                box[1] + box[3] + b * 2.4,
                soft,
                align="right",
                ground=ground,
            )
        low = max(box[1] + box[3], beside[1] + beside[3] if beside else 0)
        spot = (
            (right - box[2] / 2 - seal / 2, min(low + b * 1.6, y + h - seal))
            if sheet.wide or not beside
            else (beside[0] - seal - b * 1.2, beside[1])
        )
        date = sheet.set("date", Letters("serif", 500, 0.12), width=w * 0.6, size=b * 1.35)
        small = sheet.set("small_print", serif, width=w * 0.62, height=b * 5, size=b * 0.85)
        if sheet.wide:
            left = at[0] + r + b * 2.4
            room = box[0] - left - b * 3
            date = sheet.set("date", Letters("serif", 500, 0.12), width=room, size=b * 1.35)
            small = sheet.set("small_print", serif, width=room, height=b * 7, size=b * 0.85)
        else:
            left = x
        sheet.stack(
            [("date", date, colours.dark, 0), ("small_print", small, soft, b * 1.5)],
            left,
            y + h,
            at="bottom",
            ground=ground,
        )
    else:
        align: Align = "left" if sheet.wide else "centre"
        begin = at[0] + r + b * 4 if sheet.wide else sheet.width / 2
        room = w - 2 * r - b * 4 if sheet.wide else w
        lead = sheet.set(
            "line",
            Letters("serif", 400, leading=1.45),
            width=room * 0.9,
            height=b * 6,
            size=b * 1.5,
            align=align,
        )
        date = sheet.set("date", Letters("serif", 500, 0.14, True), width=room, size=b * 1.1)
        small = sheet.set(
            "small_print",
            Letters("serif", 400, leading=1.45),
            width=room,
            height=b * 5,
            size=b * 0.82,
            align=align,
        )
        foot = sheet.put(
            "small_print", small, begin, y + h, soft, align=align, at="bottom", ground=ground
        )
        top = y if sheet.wide else at[1] + r + b * 2
        end = foot[1] - b if small else y + h
        box = sheet.stack(
            [
                ("headline", title, colours.dark, 0),
                ("line", lead, soft, b * 1.8),
                ("date", date, colours.dark, b * 2),
            ],
            begin,
            (top + end - seal) / 2,
            align=align,
            at="middle",
            ground=ground,
        )
        spot = (begin if sheet.wide else begin - seal / 2, box[1] + box[3] + b * 1.6)
    if spot[1] + seal <= y + h - (b * 2.4 if small and not columns else 0):
        sheet.add(_seal(spot, seal, red, ground), "ornament")


def _seal(at: tuple[float, float], side: float, red: str, ground: str) -> str:
    """Return a seal: a red square with a fret of lines."""
    x, y = at
    u = side / 12
    d = (
        f"M{x + 3 * u} {y + 3 * u}h{6 * u}v{6 * u}h{-4 * u}v{-4 * u}h{2 * u}v{2 * u}"
        f"M{x + 3 * u} {y + 5 * u}v{4 * u}"
    )
    return rect(x, y, side, side, red, f'rx="{u:.2f}"') + path(
        d, "none", f'stroke="{ground}" stroke-width="{u * 0.85:.2f}"'
    )


def festive(sheet: Sheet) -> None:
    """A deep colour, a border with corners, all in the middle, and small lights around."""
    b, colours = sheet.base, sheet.colours
    ground = colours.dark
    sheet.page.paper = ground
    w, h = sheet.width, sheet.height
    gold = colours.second if contrast(colours.second, ground) >= 3 else colours.accent
    if abs(lch(gold)[2] - lch(ground)[2]) < 0.7:  # green on green is dull
        gold = colours.light
    edge, arm = sheet.margin * 0.5, b * 2.4
    fine = max(1.5, b * 0.12)
    inner = edge + b * 0.55
    sheet.add(
        outlined(edge, edge, w - 2 * edge, h - 2 * edge, gold, fine)
        + _fret(inner, w, h, arm, gold, fine * 0.7),
        "ornament",
    )
    x, y, iw, ih = sheet.inner(sheet.margin * 1.2)
    if sheet.wide:
        r = ih * 0.44
        at = (x + r, h / 2)
        room, middle = iw - 2 * r - b * 3, x + 2 * r + b * 3 + (iw - 2 * r - b * 3) / 2
        top, tall = y, ih
    else:
        r = min(iw * 0.46, ih * 0.29)
        at = (w / 2, y + r)
        room, middle = iw, w / 2
        top, tall = y + 2 * r + b * 2, ih - 2 * r - b * 2
    for number in range(34):
        angle, reach = number * 2.399963, (0.36 + 0.64 * ((number * 0.618) % 1)) * max(w, h) * 0.62
        sx, sy = w / 2 + reach * math.cos(angle), h / 2 + reach * math.sin(angle)
        away = math.hypot(sx - at[0], sy - at[1])
        if (
            inner + b < sx < w - inner - b
            and inner + b < sy < h - inner - b
            and away > r + b
            and (sy < top or (sheet.wide and sx < at[0] + r))
        ):
            sheet.add(star(sx, sy, b * (0.22 + 0.2 * (number % 3)), 0.34, 4, gold), "ornament")
    if sheet.picture is not None:
        sheet.art((at[0] - r, at[1] - r, 2 * r, 2 * r), ground, clip=disc(*at, r))
        sheet.add(
            ring(*at, r, gold, b * 0.3) + ring(*at, r + b * 0.7, gold, fine * 0.6), "ornament"
        )
    else:
        sheet.motif((at[0] - r, at[1] - r, 2 * r, 2 * r), ground, part=1.0)
    look = Letters("display", 700, 0.0, leading=1.1)
    if sheet.han:
        look = Letters("display", 900, 0.12, leading=1.3)
    title = sheet.set("headline", look, width=room, height=tall * 0.44, size=b * 8, align="centre")
    lead = sheet.set(
        "line",
        Letters("serif", 400, leading=1.4),
        width=room * 0.85,
        height=tall * 0.25,
        size=b * 1.7,
        align="centre",
    )
    date = sheet.set("date", Letters("serif", 600, 0.18, True), width=room, size=b * 1.2)
    small = sheet.set(
        "small_print",
        Letters("serif", 400, leading=1.4),
        width=room * 0.86,
        height=b * 4,
        size=b * 0.85,
        align="centre",
    )
    soft = mix(colours.light, ground, 0.15)
    foot = sheet.put(
        "small_print", small, middle, y + ih, soft, align="centre", at="bottom", ground=ground
    )
    end = foot[1] - b if small else y + ih
    sheet.stack(
        [
            ("headline", title, gold, 0),
            ("line", lead, colours.light, b * 2),
            ("date", date, gold, b * 2.1),
        ],
        middle,
        (top + end) / 2,
        align="centre",
        at="middle",
        ground=ground,
    )


def _fret(edge: float, w: float, h: float, arm: float, colour: str, width: float) -> str:
    """Return a line inside a border whose corners are turned in, as on a screen."""
    made = ""
    for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        cx, cy = (edge if sx > 0 else w - edge), (edge if sy > 0 else h - edge)
        a, s = arm * sx, arm * sy
        made += (
            f"M{cx + a:.2f} {cy:.2f}H{cx:.2f}V{cy + s:.2f}H{cx + a * 0.62:.2f}V{cy + s * 0.38:.2f}"
            f"H{cx + a * 0.3:.2f}"
        )
    return line(made, colour, width)

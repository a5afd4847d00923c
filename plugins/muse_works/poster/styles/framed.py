"""Layouts with a quiet border: the picture in a frame, an arch or a disc."""

from ..colours import mix
from ..page import Box
from ..shapes import circle, line, path, polygon, rect
from ..shapes import frame as outlined
from ..sheet import Letters, Sheet


def disc(x: float, y: float, r: float) -> str:
    """Return a disc as a path."""
    half = f"a{r:.2f} {r:.2f} 0 1 0"
    return f"M{x - r:.2f} {y:.2f}{half} {2 * r:.2f} 0{half} {-2 * r:.2f} 0Z"


def arch(box: Box) -> str:
    """Return an arch as a path: a window round above."""
    x, y, w, h = box
    r = w / 2
    return f"M{x:.2f} {y + h:.2f}V{y + r:.2f}a{r:.2f} {r:.2f} 0 0 1 {w:.2f} 0V{y + h:.2f}Z"


def elegant(sheet: Sheet) -> None:
    """A fine frame, a picture in an arch, and centred serif letters."""
    b, colours = sheet.base, sheet.colours
    ground = colours.light
    sheet.page.paper = ground
    edge = sheet.margin * 0.62
    gold = mix(colours.second, colours.dark, 0.15)
    fine = max(1.2, b * 0.07)
    w, h = sheet.width, sheet.height
    lines = outlined(edge, edge, w - 2 * edge, h - 2 * edge, gold, fine)
    gap = b * 0.45
    lines += outlined(
        edge + gap, edge + gap, w - 2 * (edge + gap), h - 2 * (edge + gap), gold, fine / 2
    )
    sheet.add(lines, "ornament")
    x, y, iw, ih = sheet.inner(sheet.margin * 1.45)
    if sheet.wide:
        box: Box = (x, y, ih * 0.78, ih)
        centre, room = (x + box[2] + b * 2 + x + iw) / 2, iw - box[2] - b * 3
        top, tall = y, ih
    else:
        wide = min(iw * 0.74, ih * 0.42)
        box = (w / 2 - wide / 2, y, wide, min(wide * 1.3, ih * 0.5))
        centre, room = w / 2, iw
        top, tall = y + box[3] + b * 1.5, ih - box[3] - b * 1.5
    panel = mix(colours.accent, ground, 0.86)
    sheet.art(box, panel, clip=arch(box), part=0.74)
    wider = (box[0] - gap, box[1] - gap, box[2] + 2 * gap, box[3] + 2 * gap)
    sheet.add(path(arch(wider), "none", f'stroke="{gold}" stroke-width="{fine:.2f}"'), "ornament")
    look = Letters("display", 500, 0.0, leading=1.3 if sheet.han else 1.12)
    title = sheet.set("headline", look, width=room, height=tall * 0.42, size=b * 6, align="centre")
    lead = sheet.set(
        "line",
        Letters("serif", 400, leading=1.45),
        width=room * 0.86,
        height=tall * 0.22,
        size=b * 1.45,
        align="centre",
    )
    date = sheet.set("date", Letters("serif", 500, 0.2, True), width=room, size=b * 1.1)
    small = sheet.set(
        "small_print",
        Letters("serif", 400, leading=1.45),
        width=room * 0.9,
        height=b * 4,
        size=b * 0.82,
        align="centre",
    )
    foot = sheet.put(
        "small_print",
        small,
        centre,
        y + ih,
        colours.dark,
        align="centre",
        at="bottom",
        ground=ground,
    )
    end = foot[1] if small else y + ih
    made = sheet.stack(
        [
            ("headline", title, colours.dark, 0),
            ("line", lead, mix(colours.dark, ground, 0.15), b * 2.0),
            ("date", date, colours.accent, b * 2.4),
        ],
        centre,
        (top + end) / 2 + b * 0.6,
        align="centre",
        at="middle",
        ground=ground,
    )
    at = made[1] - b * 1.5
    sheet.add(
        line(f"M{centre - b * 4} {at}H{centre - b}M{centre + b} {at}H{centre + b * 4}", gold, fine)
        + polygon(
            [
                (centre, at - b * 0.35),
                (centre + b * 0.35, at),
                (centre, at + b * 0.35),
                (centre - b * 0.35, at),
            ],
            gold,
        ),
        "ornament",
    )


def minimal(sheet: Sheet) -> None:
    """Much air: a small picture, a small title, and one line that holds them together."""
    x, y, w, h = sheet.inner(sheet.margin * 1.15)
    b, colours = sheet.base, sheet.colours
    ground = colours.light
    sheet.page.paper = ground
    side = min(sheet.width, sheet.height) * (0.6 if sheet.wide else 0.54)
    if sheet.wide:
        at = (x + w - side / 2, sheet.height / 2)
        room = w - side - b * 3
    else:
        at = (x + w - side / 2, y + side / 2 + h * 0.05)
        room = w * 0.8
    clip = disc(*at, side / 2)
    sheet.art(
        (at[0] - side / 2, at[1] - side / 2, side, side),
        mix(colours.accent, ground, 0.84),
        clip=clip,
        part=0.6,
    )
    look = Letters("sans", 500, -0.005, leading=1.3 if sheet.han else 1.12)
    title = sheet.set("headline", look, width=room, height=h * 0.3, size=b * 4.2)
    lead = sheet.set(
        "line", Letters("sans", 400, leading=1.45), width=room * 0.9, height=b * 6, size=b * 1.2
    )
    date = sheet.set("date", Letters("sans", 500, 0.04), width=room, size=b * 1.2)
    small = sheet.set(
        "small_print",
        Letters("sans", 400, leading=1.45),
        width=room * 0.8,
        height=b * 4,
        size=b * 0.8,
    )
    soft = mix(colours.dark, ground, 0.28)
    made = sheet.stack(
        [
            ("headline", title, colours.dark, 0),
            ("line", lead, soft, b * 1.5),
            ("date", date, colours.accent, b * 1.9),
            ("small_print", small, soft, b * 1.9),
        ],
        x,
        y + h,
        at="bottom",
        ground=ground,
    )
    sheet.add(rect(x, made[1] - b * 2, b * 2.2, max(2.0, b * 0.16), colours.dark), "ornament")


def frame(sheet: Sheet) -> None:
    """A picture in a wide border with a line of capitals beneath it, as of old."""
    b, colours = sheet.base, sheet.colours
    ground = colours.light
    sheet.page.paper = ground
    edge = sheet.margin * 0.7
    x, y, w, h = sheet.inner(edge)
    look = Letters("sans", 800, 0.05, True, 1.08)
    if sheet.han:
        look = Letters("display", 700, 0.1, leading=1.2)
    title = sheet.set(
        "headline",
        look,
        width=w * 0.96,
        height=h * (0.2 if sheet.wide else 0.15),
        size=b * 6.2,
        align="centre",
    )
    lead = sheet.set(
        "line",
        Letters("sans", 400, 0.02, leading=1.35),
        width=w * 0.8,
        height=b * 4,
        size=b * 1.4,
        align="centre",
    )
    date = sheet.set("date", Letters("sans", 600, 0.14, True), width=w * 0.45, size=b * 0.95)
    small = sheet.set(
        "small_print",
        Letters("sans", 400, leading=1.35),
        width=w * (0.45 if date else 0.9),
        height=b * 3.2,
        size=b * 0.8,
        align="right" if date else "centre",
    )
    foot = max((block.ink[3] - block.ink[1] for block in (date, small) if block), default=0.0)
    end = y + h - b * 0.6
    if date:
        sheet.put("date", date, x + b * 0.4, end, colours.accent, at="bottom", ground=ground)
        sheet.put(
            "small_print",
            small,
            x + w - b * 0.4,
            end,
            colours.dark,
            align="right",
            at="bottom",
            ground=ground,
        )
    else:
        sheet.put(
            "small_print",
            small,
            x + w / 2,
            end,
            colours.dark,
            align="centre",
            at="bottom",
            ground=ground,
        )
    end -= foot + (b * 1.9 if foot else b * 0.4)
    made = sheet.stack(
        [
            ("headline", title, colours.dark, 0),
            ("line", lead, mix(colours.dark, ground, 0.15), b * 1.2),
        ],
        x + w / 2,
        end,
        align="centre",
        at="bottom",
        ground=ground,
    )
    box: Box = (x, y, w, made[1] - b * 1.7 - y)
    sheet.art(box, mix(colours.accent, ground, 0.7), part=0.84)
    fine = max(1.5, b * 0.12)
    sheet.add(outlined(x, y, box[2], box[3], colours.dark, fine), "ornament")
    if made[2] < w - b * 6:
        high = made[1] + made[3] / 2
        for side in (made[0] - b * 2, made[0] + made[2] + b * 2):
            sheet.add(circle(side, high, b * 0.22, colours.accent), "ornament")

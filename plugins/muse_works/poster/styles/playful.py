"""A layout for children and for fun."""

from ..colours import mix
from ..page import Art, Box
from ..shapes import blob, circle, rect
from ..sheet import Letters, Sheet
from .framed import disc


def playful(sheet: Sheet) -> None:
    """Pebbles of colour and round letters, for children and for fun."""
    b, colours = sheet.base, sheet.colours
    ground = mix(colours.light, colours.second, 0.22)
    sheet.page.paper = ground
    w, h = sheet.width, sheet.height
    x, y, iw, ih = sheet.inner()
    side = min(w, h)
    spots = [
        (0.04, 0.05, 0.2, colours.accent, 0.4),
        (0.98, 0.16, 0.15, colours.second, 1.3),
        (0.02, 0.62, 0.11, colours.second, 2.2),
        (0.97, 0.97, 0.21, colours.accent, 0.9),
    ]
    sheet.add(
        "".join(blob(px * w, py * h, r * side, c, turn) for px, py, r, c, turn in spots), "ground"
    )
    if sheet.wide:
        r = ih * 0.48
        at = (x + iw - r, h / 2)
        room, middle = iw - 2 * r - b * 2, x + (iw - 2 * r - b * 2) / 2
        top, tall = y, ih
    else:
        r = min(iw * 0.44, ih * 0.28)
        at = (w / 2, y + ih * 0.58)
        room, middle = iw * 0.94, w / 2
        top, tall = y + b, at[1] - r - y - b
    sheet.add(blob(*at, r * 1.06, colours.light, 0.5), "ground")
    sheet.art(
        (at[0] - r * 0.86, at[1] - r * 0.86, r * 1.72, r * 1.72),
        colours.light,
        clip=disc(*at, r * 0.86),
        part=0.84,
    )
    look = Letters("comic", 400, 0.01, leading=1.08)
    if sheet.han:
        look = Letters("sans", 900, 0.05, leading=1.2)
    title = sheet.set(
        "headline",
        look,
        width=room,
        height=tall * (0.42 if sheet.wide else 0.68),
        size=b * 9,
        align="centre",
    )
    lead = sheet.set(
        "line",
        Letters("round", 700, leading=1.35),
        width=room * 0.9,
        height=b * 5,
        size=b * 1.7,
        align="centre",
    )
    date = sheet.set("date", Letters("round", 700, 0.02), width=room * 0.8, size=b * 1.5)
    small = sheet.set(
        "small_print",
        Letters("sans", 500, leading=1.4),
        width=(room if sheet.wide else iw * 0.62),
        height=b * 4,
        size=b * 0.85,
        align="centre",
    )
    ink = colours.dark
    if sheet.wide:
        foot = sheet.put(
            "small_print", small, middle, y + ih, ink, align="centre", at="bottom", ground=ground
        )
        end = foot[1] - b if small else y + ih
        sheet.stack(
            [("headline", title, ink, 0), ("line", lead, ink, b * 2), ("date", date, ink, b * 2.6)],
            middle,
            (top + end) / 2,
            align="centre",
            at="middle",
            ground=ground,
        )
    else:
        sheet.stack(
            [("headline", title, ink, 0), ("line", lead, ink, b * 1.8)],
            middle,
            (top + at[1] - r * 1.1) / 2 + b,
            align="centre",
            at="middle",
            ground=ground,
        )
        sheet.stack(
            [("date", date, ink, 0), ("small_print", small, ink, b * 1.5)],
            middle,
            (at[1] + r * 1.1 + y + ih) / 2,
            align="centre",
            at="middle",
            ground=ground,
        )
    if date is not None:
        words = next(each for each in sheet.page.words() if each.role == "date")
        bx, by, bw, bh = words.ink()
        pill: Box = (bx - b * 1.3, by - b * 0.8, bw + b * 2.6, bh + b * 1.6)
        index = next(n for n, layer in enumerate(sheet.page.layers) if layer is words)
        sheet.page.layers.insert(
            index, Art(rect(*pill, colours.light, f'rx="{pill[3] / 2:.2f}"'), "ornament")
        )
    sheet.add(
        "".join(
            circle(px * w, py * h, b * 0.35, c)
            for px, py, c in (
                (0.3, 0.035, colours.second),
                (0.72, 0.05, colours.accent),
                (0.06, 0.4, colours.accent),
                (0.94, 0.55, colours.second),
                (0.2, 0.94, colours.second),
            )
        ),
        "ornament",
    )

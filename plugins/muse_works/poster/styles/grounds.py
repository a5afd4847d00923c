"""Layouts on plain grounds: type and picture side by side on a grid."""

from muse_works.lettering.block import Block

from ..colours import contrast, mix
from ..page import Box, Role
from ..shapes import rect
from ..sheet import Letters, Sheet


def swiss(sheet: Sheet) -> None:
    """A grid of four columns: a heavy title, a picture that runs off the page, columns of text."""
    x, y, w, h = sheet.inner()
    b, colours = sheet.base, sheet.colours
    ground = colours.light
    sheet.page.paper = ground
    look = Letters("sans", 900, -0.02, leading=1.16 if sheet.han else 0.98)
    text = Letters("sans", 500, leading=1.35)
    soft = mix(colours.dark, ground, 0.12)
    column = w / 4
    fine = max(1.5, b * 0.1)
    if sheet.wide:
        left = x + column * 2 + b
        sheet.art((left, 0, sheet.width - left, sheet.height), colours.accent, part=0.8)
        room = column * 2 - b
        title = sheet.set("headline", look, width=room, height=h * 0.52, size=b * 8)
        sheet.put("headline", title, x, y, colours.dark, ground=ground)
        spans = [(x, room)] * 3
    else:
        top = h * 0.3
        title = sheet.set("headline", look, width=w, height=top, size=b * 11)
        made = sheet.put("headline", title, x, y, colours.dark, ground=ground)
        begin = max(made[1] + made[3] + b * 2.6, y + h * 0.24)
        end = y + h - b * 8.2
        sheet.art(
            (x + column, begin, sheet.width - x - column, end - begin), colours.accent, part=0.84
        )
        spans = [(x, column - b), (x + column, column * 2 - b), (x + 3 * column, column)]
    date = sheet.set(
        "date", Letters("sans", 800, leading=1.3), width=spans[0][1], height=b * 6, size=b * 1.25
    )
    lead = sheet.set("line", text, width=spans[1][1], height=b * 6.4, size=b * 1.25)
    small = sheet.set(
        "small_print",
        Letters("sans", 400, leading=1.4),
        width=spans[2][1],
        height=b * 6.4,
        size=b * 0.82,
    )
    if sheet.wide:
        foot = sheet.stack(
            [
                ("date", date, colours.dark, 0),
                ("line", lead, soft, b * 1.0),
                ("small_print", small, soft, b * 1.5),
            ],
            x,
            y + h,
            at="bottom",
            ground=ground,
        )
        sheet.add(rect(x, foot[1] - b * 1.5, spans[0][1], fine, colours.dark), "ornament")
        return
    row = y + h - b * 6
    sheet.add(rect(x, row - b * 0.9, w, fine, colours.dark), "ornament")
    columns: list[tuple[Role, Block | None, tuple[float, float]]] = [
        ("date", date, spans[0]),
        ("line", lead, spans[1]),
        ("small_print", small, spans[2]),
    ]
    for role, block, span in columns:
        sheet.put(
            role,
            block,
            span[0],
            row + b * 0.4,
            colours.dark if role == "date" else soft,
            ground=ground,
        )


def bold(sheet: Sheet) -> None:
    """Narrow black capitals as wide as the page on a loud colour, the picture beneath them."""
    x, y, w, h = sheet.inner(sheet.margin * 0.85)
    b, colours = sheet.base, sheet.colours
    ground = colours.accent
    sheet.page.paper = ground
    ink = max((colours.dark, colours.light), key=lambda each: contrast(each, ground))
    other = colours.light if ink == colours.dark else colours.dark
    look = Letters("condensed", 900, 0.0, True, 0.94)
    if sheet.han:
        look = Letters("sans", 900, leading=1.12)
    band = b * 5.4 if sheet.texts.date or sheet.texts.small_print else 0.0
    if sheet.wide:
        room = w * 0.56
        title = sheet.set("headline", look, width=room, height=h * 0.62)
        lead = sheet.set(
            "line", Letters("sans", 700, leading=1.25), width=room, height=b * 6, size=b * 1.9
        )
        sheet.stack(
            [("headline", title, ink, 0), ("line", lead, ink, b * 1.6)],
            x,
            y + (h - band) / 2,
            at="middle",
            ground=ground,
        )
        left = x + room + b * 2
        box: Box = (left, 0, sheet.width - left, sheet.height - band)
    else:
        title = sheet.set("headline", look, width=w, height=h * 0.4)
        lead = sheet.set(
            "line", Letters("sans", 700, leading=1.25), width=w, height=b * 6, size=b * 2.1
        )
        made = sheet.stack(
            [("headline", title, ink, 0), ("line", lead, ink, b * 1.7)], x, y, ground=ground
        )
        top = made[1] + made[3] + b * 2.2
        box = (0, top, sheet.width, sheet.height - band - top)
    sheet.art(box, ground, ink=ink, part=0.92)
    if band:
        low = sheet.height - band
        sheet.add(rect(0, low, sheet.width, band, ink), "ground")
        date = sheet.set(
            "date",
            Letters("condensed", 800, 0.02, True),
            width=w * 0.5,
            height=band * 0.55,
            size=b * 2.6,
        )
        small = sheet.set(
            "small_print",
            Letters("sans", 500, leading=1.35),
            width=w * 0.44,
            height=band * 0.7,
            size=b * 0.85,
            align="right",
        )
        middle = low + band / 2
        sheet.put("date", date, x, middle, other, at="middle", ground=ink)
        sheet.put(
            "small_print", small, x + w, middle, other, align="right", at="middle", ground=ink
        )


def split(sheet: Sheet) -> None:
    """One half picture, one half a deep colour with the texts."""
    x, y, w, h = sheet.inner()
    b, colours = sheet.base, sheet.colours
    ground = colours.dark
    sheet.page.paper = ground
    if sheet.wide:
        part = sheet.width * 0.5
        box: Box = (part, 0, sheet.width - part, sheet.height)
        room, top, tall = part - 2 * x, y, h
    else:
        part = sheet.height * 0.54
        box = (0, 0, sheet.width, part)
        room, top, tall = w, part + sheet.margin * 0.9, sheet.height - part - sheet.margin * 1.9
    sheet.art(box, colours.second, part=0.82)
    look = Letters("display", 700, leading=1.26 if sheet.han else 1.06)
    title = sheet.set("headline", look, width=room, height=tall * 0.52, size=b * 6.8)
    lead = sheet.set(
        "line", Letters("serif", 400, leading=1.42), width=room, height=tall * 0.22, size=b * 1.55
    )
    date = sheet.set("date", Letters("sans", 600, 0.16, True), width=room, size=b * 0.95)
    small = sheet.set(
        "small_print", Letters("sans", 400, leading=1.4), width=room, height=b * 4, size=b * 0.82
    )
    soft = mix(colours.light, ground, 0.25)
    foot = sheet.put("small_print", small, x, y + h, soft, at="bottom", ground=ground)
    parts: list[tuple[Role, Block | None, str, float]] = [
        ("date", date, colours.accent, 0.0),
        ("headline", title, colours.light, b * 1.5),
        ("line", lead, soft, b * 1.6),
    ]
    end = foot[1] if small else top + tall
    at = (top + end) / 2
    made = sheet.stack(parts, x, at, at="middle", ground=ground)
    bar = max(3.0, b * 0.28)
    sheet.add(rect(x, made[1] - b * 1.6, b * 3.2, bar, colours.accent), "ornament")

"""Layouts in which the picture fills the page and the letters look for a quiet place on it."""

from ..colours import mix
from ..page import Box
from ..shapes import fade, line, rect, ring
from ..sheet import At, Letters, Sheet

TITLE = Letters("sans", 800, leading=1.04)
LINE = Letters("sans", 400, leading=1.32)
DATE = Letters("sans", 600, 0.06)
PRINT = Letters("sans", 400, leading=1.4)


def modern(sheet: Sheet) -> None:
    """A picture to the edges, the title at its quieter end; or a drawing above a title."""
    x, y, w, h = sheet.inner()
    b = sheet.base
    colours = sheet.colours
    if sheet.picture is not None:
        sheet.art((0, 0, sheet.width, sheet.height), colours.dark)
        _on_picture(sheet, w * (0.56 if sheet.wide else 1.0), h * 0.42)
        return
    ground = colours.light
    sheet.page.paper = ground
    if sheet.wide:
        box: Box = (sheet.width * 0.52, 0, sheet.width * 0.48, sheet.height)
        room, top = sheet.width * 0.52 - 2 * x, h * 0.6
    else:
        box = (0, 0, sheet.width, sheet.height * 0.55)
        room, top = w, h * 0.26
    sheet.art(box, mix(colours.accent, ground, 0.82), part=0.8)
    title = sheet.set("headline", TITLE, width=room, height=top, size=b * 9)
    lead = sheet.set("line", LINE, width=room * 0.92, height=b * 7, size=b * 1.9)
    date = sheet.set("date", DATE, width=room, size=b * 1.35)
    small = sheet.set("small_print", PRINT, width=room, height=b * 5, size=b * 0.85)
    foot = sheet.put("small_print", small, x, y + h, colours.dark, at="bottom", ground=ground)
    bottom = foot[1] - (b * 2.2 if small else 0)
    stacked = sheet.stack(
        [
            ("date", date, colours.accent, 0),
            ("headline", title, colours.dark, b * 1.5),
            ("line", lead, mix(colours.dark, ground, 0.2), b * 1.5),
        ],
        x,
        bottom,
        at="bottom",
        ground=ground,
    )
    if sheet.wide:
        bar = rect(x, y, b * 4, max(3.0, b * 0.32), colours.accent)
        sheet.add(bar, "ornament")
    else:
        above = stacked[1] - b * 1.7
        sheet.add(rect(x, above, b * 4, max(3.0, b * 0.32), colours.accent), "ornament")


def _on_picture(sheet: Sheet, room: float, tall: float) -> None:
    """Put the texts on the quieter of the corners of a picture, above a soft shade."""
    x, y, w, h = sheet.inner()
    b, colours = sheet.base, sheet.colours
    title = sheet.set("headline", TITLE, width=room, height=tall, size=b * 7.4)
    lead = sheet.set("line", LINE, width=room * 0.85, height=b * 7, size=b * 1.9)
    date = sheet.set("date", DATE, width=room, size=b * 1.35)
    small = sheet.set("small_print", PRINT, width=room, height=b * 5, size=b * 0.85)
    deep = sum(
        part.ink[3] - part.ink[1] + b * 1.6 for part in (title, lead, date) if part is not None
    )
    foot = (small.ink[3] - small.ink[1] + b * 2) if small else 0.0
    best: tuple[float, At, float] = (9e9, "bottom", x)
    for number, top in enumerate((y + h - deep - foot, y)):
        places = [x] if room >= w else [x, x + w - room]
        for column, left in enumerate(places):
            assert sheet.quiet is not None
            cost = sheet.quiet.cost((left, top, room, deep)) + 0.06 * number + 0.03 * column
            if cost < best[0]:
                best = (cost, "top" if number else "bottom", left)
    _, at, left = best
    top = y + h - deep - foot if at == "bottom" else y
    bright = sheet.brightness((left, top, room, deep)) > 0.36
    ground, ink = (colours.light, colours.dark) if bright else (colours.dark, colours.light)
    reach = min(sheet.height * 0.75, deep + foot + sheet.margin * 3.4)
    page = (0.0, 0.0, float(sheet.width), float(sheet.height))
    shade = [(0.0, 0.7), (0.45, 0.5), (1.0, 0.0)]
    if at == "bottom":
        box = (0.0, page[3] - reach, page[2], reach)
        shade = [(1 - place, opacity) for place, opacity in reversed(shade)]
    else:
        box = (0.0, 0.0, page[2], reach)
    sheet.add(fade("shade", box, ground, shade), "scrim", soft=True)
    end = y + h
    if small is not None:
        if at == "top":
            low = (0.0, page[3] - foot - sheet.margin * 2, page[2], foot + sheet.margin * 2)
            rising = [(0.0, 0.0), (0.6, 0.6), (1.0, 0.75)]
            sheet.add(fade("foot", low, ground, rising), "scrim", soft=True)
        box2 = sheet.put("small_print", small, left, end, ink, at="bottom", over=True)
        end = box2[1] - b * 2
    made = sheet.stack(
        [
            ("date", date, colours.second if ground == colours.dark else colours.accent, 0),
            ("headline", title, ink, b * 1.4),
            ("line", lead, ink, b * 1.6),
        ],
        left,
        end if at == "bottom" else y + b * 1.6,
        at=at,
        over=True,
    )
    bar = rect(left, made[1] - b * 1.5, b * 3.4, max(3.0, b * 0.3), colours.accent)
    sheet.add(bar, "ornament")


def magazine(sheet: Sheet) -> None:
    """A cover: a title across the top of the picture, the rest small in its lower corner."""
    x, y, w, h = sheet.inner(sheet.margin * 0.85)
    b, colours = sheet.base, sheet.colours
    page = (0.0, 0.0, float(sheet.width), float(sheet.height))
    ground = colours.second
    pictured = sheet.picture is not None
    if pictured:
        sheet.art(page, ground)
    else:
        sheet.page.paper = ground
    look = Letters("display", 800, -0.01, leading=0.98)
    title = sheet.set(
        "headline", look, width=w, height=h * (0.36 if sheet.wide else 0.25), align="centre"
    )
    date = sheet.set("date", Letters("sans", 500, 0.16, True), width=w, size=b * 1.0)
    lead = sheet.set(
        "line",
        Letters("display", 600, leading=1.22),
        width=w * (0.42 if sheet.wide else 0.62),
        height=h * 0.2,
        size=b * 2.3,
    )
    small = sheet.set("small_print", PRINT, width=w * 0.5, height=b * 5, size=b * 0.82)
    if pictured:
        deep = (title.ink[3] - title.ink[1] if title else 0) + sheet.margin * 3.4
        top = [(0.0, 0.72), (0.6, 0.45), (1.0, 0.0)]
        sheet.add(fade("top", (0, 0, page[2], deep), colours.dark, top), "scrim", soft=True)
        low = [(0.0, 0.0), (0.55, 0.6), (1.0, 0.78)]
        part = page[3] * 0.34
        box = (0.0, page[3] - part, page[2], part)
        sheet.add(fade("low", box, colours.dark, low), "scrim", soft=True)
    ink = colours.light if pictured else colours.dark
    plain = None if pictured else ground
    sheet.put("date", date, x, y, ink, over=pictured, ground=plain)
    top_y = y + (b * 1.9 if date else 0)
    sheet.add(rect(x, top_y, w, max(1.5, b * 0.08), ink), "ornament")
    named = sheet.put(
        "headline",
        title,
        x + w / 2,
        top_y + b * 1.3,
        ink,
        align="centre",
        over=pictured,
        ground=plain,
    )
    end = sheet.put(
        "small_print",
        small,
        x + w,
        y + h,
        ink,
        align="right",
        at="bottom",
        over=pictured,
        ground=plain,
    )
    below = y + h if sheet.wide or small is None else end[1] - b * 1.6
    box = sheet.put("line", lead, x, below, ink, at="bottom", over=pictured, ground=plain)
    if not pictured:
        top_y = named[1] + named[3] + b * 1.5
        left = page[2] * 0.45 if sheet.wide else 0.0
        low_y = page[3] if sheet.wide else (box[1] - b * 2.6 if lead else y + h - b * 3)
        sheet.art((left, top_y, page[2] - left, low_y - top_y), ground, part=0.94)
    if lead is not None:
        bar = rect(x, box[1] - b * 1.4, b * 3, max(3.0, b * 0.3), colours.accent)
        sheet.add(bar, "ornament")


def tech(sheet: Sheet) -> None:
    """Night, a fine grid and wide capitals, with marks at the corners."""
    x, y, w, h = sheet.inner()
    b, colours = sheet.base, sheet.colours
    ground = colours.dark
    page = (0.0, 0.0, float(sheet.width), float(sheet.height))
    sheet.page.paper = ground
    if sheet.wide:
        room, slot = w * 0.48, (page[2] * 0.56, y, page[2] * 0.44 - x, h)
    else:
        room, slot = w, (x, y + h * 0.03, w, h * 0.5)
    if sheet.picture is not None:
        sheet.art(page, ground)
        sheet.add(rect(*page, ground, 'opacity="0.34"'), "scrim")
        reach = [(0.0, 0.9), (0.45, 0.72), (1.0, 0.0)]
        if sheet.wide:
            side = (0.0, 0.0, page[2] * 0.75, page[3])
            sheet.add(fade("side", side, ground, reach, across=True), "scrim", soft=True)
        else:
            low = (0.0, page[3] * 0.4, page[2], page[3] * 0.6)
            up = [(1 - place, opacity) for place, opacity in reversed(reach)]
            sheet.add(fade("low", low, ground, up), "scrim", soft=True)
    else:
        sheet.add(_grid(sheet, mix(ground, colours.accent, 0.16)), "ground")
        sheet.add(_glow(slot, colours.accent), "ground", soft=True)
        sheet.motif(slot, ground, part=0.96)
    sheet.add(_corners(x * 0.55, page, b, mix(colours.accent, ground, 0.25)), "ornament")
    over = sheet.picture is not None
    plain = None if over else ground
    look = Letters("wide", 800, 0.005, True, 1.08)
    if sheet.han:
        look = Letters("sans", 800, 0.03, leading=1.2)
    title = sheet.set(
        "headline", look, width=room, height=h * (0.5 if sheet.wide else 0.26), size=b * 7.5
    )
    lead = sheet.set("line", LINE, width=room * 0.92, height=b * 6, size=b * 1.7)
    date = sheet.set("date", Letters("wide", 500, 0.14, True), width=room, size=b * 1.05)
    small = sheet.set(
        "small_print",
        Letters("sans", 400, 0.02, leading=1.4),
        width=room,
        height=b * 5,
        size=b * 0.82,
    )
    soft = mix(colours.light, ground, 0.22)
    foot = sheet.put("small_print", small, x, y + h, soft, at="bottom", over=over, ground=plain)
    end = foot[1] - b * 2.2 if small else y + h
    middle = sheet.wide and small is not None
    made = sheet.stack(
        [
            ("date", date, colours.accent, 0),
            ("headline", title, colours.light, b * 1.5),
            ("line", lead, soft, b * 1.7),
        ],
        x,
        y + h / 2 if sheet.wide else end,
        at="middle" if sheet.wide else "bottom",
        over=over,
        ground=plain,
    )
    if middle or not sheet.wide:
        rule = line(f"M{x} {made[1] - b * 1.7}h{b * 6}", colours.accent, max(2.0, b * 0.16))
        sheet.add(rule, "ornament")


def _glow(box: Box, colour: str) -> str:
    """Return the light that a drawing casts on the night around it."""
    x, y, w, h = box
    stops = "".join(
        f'<stop offset="{place}" stop-color="{colour}" stop-opacity="{opacity}"/>'
        for place, opacity in ((0, 0.26), (0.45, 0.12), (1, 0))
    )
    ends = f'cx="{x + w / 2:.1f}" cy="{y + h / 2:.1f}" r="{0.85 * min(w, h):.1f}"'
    return (
        f'<radialGradient id="glow" gradientUnits="userSpaceOnUse" {ends}>{stops}</radialGradient>'
        + rect(x - w, y - h, 3 * w, 3 * h, "url(#glow)")
    )


def _grid(sheet: Sheet, colour: str) -> str:
    """Return a fine grid, and rings around the middle of its drawing."""
    step = min(sheet.width, sheet.height) / 14
    fine = max(1.0, sheet.base * 0.035)
    pen = f'stroke="{colour}" stroke-width="{fine:.2f}" opacity="0.7"'
    paths = [f"M{k * step:.1f} 0V{sheet.height}" for k in range(int(sheet.width / step) + 1)]
    paths += [f"M0 {k * step:.1f}H{sheet.width}" for k in range(int(sheet.height / step) + 1)]
    # A path each: all in one has its strokes sought over the whole page, a second on A3.
    lines = "".join(f'<path d="{d}" {pen}/>' for d in paths)
    at = (
        (0.78 * sheet.width - sheet.margin / 2, 0.5 * sheet.height)
        if sheet.wide
        else (0.5 * sheet.width, 0.31 * sheet.height)
    )
    side = min(sheet.width, sheet.height)
    return lines + "".join(ring(*at, side * r, colour, fine * 1.5) for r in (0.56, 0.72, 0.9))


def _corners(edge: float, page: Box, b: float, colour: str) -> str:
    w, h, arm = page[2], page[3], b * 1.8
    d = (
        f"M{edge} {edge + arm}V{edge}H{edge + arm}M{w - edge - arm} {edge}H{w - edge}V{edge + arm}"
        f"M{w - edge} {h - edge - arm}V{h - edge}H{w - edge - arm}"
        f"M{edge + arm} {h - edge}H{edge}V{h - edge - arm}"
    )
    return line(d, colour, max(1.5, b * 0.1))

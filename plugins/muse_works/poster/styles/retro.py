"""A layout like those of the middle of the last century."""

from ..colours import mix, readable
from ..page import Box
from ..shapes import circle, polygon, rays, ring
from ..sheet import Letters, Sheet
from .framed import disc


def retro(sheet: Sheet) -> None:
    """Rays around a disc, a round hand with a hard shadow, a ribbon for the date."""
    b, colours = sheet.base, sheet.colours
    ground = mix(colours.light, colours.second, 0.12)
    sheet.page.paper = ground
    x, y, w, h = sheet.inner()
    look = Letters("script", 400, 0.0, leading=1.05)
    if sheet.han:
        look = Letters("sans", 900, 0.04, leading=1.18)
    if sheet.wide:
        r = h * 0.43
        at = (x + w - r, sheet.height / 2)
        room, middle = w - 2 * r - b * 2.5, x + (w - 2 * r - b * 2.5) / 2
        tall = h * 0.4
    else:
        r = min(w * 0.4, h * 0.27)
        at = (sheet.width / 2, y + r + b * 1.2)
        room, middle = w, sheet.width / 2
        tall = h * 0.22
    far = (sheet.width**2 + sheet.height**2) ** 0.5
    sheet.add(rays(*at, far, 22, mix(ground, colours.second, 0.26)), "ground")
    sheet.add(circle(*at, r + b * 0.95, colours.dark) + circle(*at, r + b * 0.62, ground), "ground")
    sheet.art((at[0] - r, at[1] - r, 2 * r, 2 * r), colours.light, clip=disc(*at, r), part=0.7)
    sheet.add(ring(*at, r, colours.dark, b * 0.24), "ornament")
    title = sheet.set("headline", look, width=room, height=tall, size=b * 9, align="centre")
    lead = sheet.set(
        "line",
        Letters("sans", 600, leading=1.3),
        width=room * 0.9,
        height=b * 5,
        size=b * 1.6,
        align="centre",
    )
    small = sheet.set(
        "small_print",
        Letters("sans", 500, leading=1.35),
        width=room * 0.9,
        height=b * 4,
        size=b * 0.82,
        align="centre",
    )
    date = sheet.set("date", Letters("sans", 800, 0.1, True), width=room * 0.7, size=b * 1.25)
    foot = sheet.put(
        "small_print",
        small,
        middle,
        y + h,
        colours.dark,
        align="centre",
        at="bottom",
        ground=ground,
    )
    end = foot[1] - b if small else y + h
    top = y if sheet.wide else at[1] + r + b * 1.6
    accent = readable(colours.accent, mix(ground, colours.second, 0.26))
    sheet.stack(
        [
            ("headline", title, accent, 0),
            ("line", lead, colours.dark, b * 1.9),
            ("date", date, colours.light, b * 2.9),
        ],
        middle,
        (top + end) / 2,
        align="centre",
        at="middle",
        shadow=mix(colours.second, ground, 0.25),
    )
    if date is not None:
        box = sheet.page.words()[-1].ink()
        words = sheet.page.layers.pop()
        sheet.add(_ribbon(box, b, colours.dark), "ornament")
        sheet.page.layers.append(words)


def _ribbon(box: Box, b: float, colour: str) -> str:
    x, y, w, h = box
    left, right, top, bottom = x - b * 1.6, x + w + b * 1.6, y - b * 0.75, y + h + b * 0.75
    notch = (bottom - top) / 2
    middle = (top + bottom) / 2
    points = [
        (left - notch, top),
        (right + notch, top),
        (right + notch * 0.35, middle),
        (right + notch, bottom),
        (left - notch, bottom),
        (left - notch * 0.35, middle),
    ]
    return polygon(points, colour)

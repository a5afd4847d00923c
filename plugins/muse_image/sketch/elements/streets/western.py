"""Houses of the west: old town houses with shops, towers of glass, cottages, suburban homes."""

from ...paint.colour import Colour, mix, rgb
from .lot import CLOTHS, DARK, SNOW, WHITE, Lot

PLASTER = ("e2cfa6", "d9a878", "c98f78", "d8c7b4", "c7b58e", "b9c0a8", "cfa59a", "e6dcc4", "aab7bd")
BRICK = ("9c5a45", "a8694e", "8a4f42", "b58a6a", "7f6a5e")
SLATE = ("5f6670", "7a4a3c", "8f5a44", "54606a")
SHUTTERS = ("3f6b5c", "4a6078", "7a4038", "5f7a58", "6b5844")


def town_house(lot: Lot) -> None:
    """Draw a house of an old town: a shop or door below, two or three rows of windows, a roof."""
    s, x, z0, z1 = lot.sheet, lot.x, lot.z0, lot.z1
    storeys = int(lot.rng.integers(2, 4))
    ground, each = 3.3, float(lot.rng.uniform(2.7, 3.1))
    top = ground + storeys * each
    wall = lot.pick(PLASTER if lot.chance(0.75) else BRICK, 0.08)
    trim = mix(wall, WHITE, 0.55)
    roof = lot.roofing(lot.pick(SLATE))
    style = int(lot.rng.integers(3))
    shutter = lot.pick(SHUTTERS)
    lot.block(top, wall)
    if style == 0 and lot.wide < 8.5:
        _gable(lot, top, wall, roof, trim)
    elif style == 1:
        _mansard(lot, top, roof, trim)
    lot.band(top - 0.3, 0.3, 0.35, trim)
    lot.band(ground - 0.1, 0.18, 0.12, trim)
    shop = lot.chance(0.62)
    (_shop if shop else _entrance)(lot, trim, shutter)
    columns = lot.columns(2.3, 2)
    boxes = lot.chance(0.4) and not lot.view.canvas.snowy
    balcony = int(lot.rng.integers(storeys)) if lot.chance(0.35) else -1
    for storey in range(storeys):
        base = ground + storey * each + 0.65
        for z in columns:
            glass, on = lot.glass(0.45)
            a, b = z - 0.5, z + 0.5
            if lot.fine(0.14) and style != 2:
                for c, d in ((a - 0.58, a - 0.06), (b + 0.06, b + 0.58)):
                    s.wall(x, c, d, base - 0.05, base + 1.6, shutter, lot.light * 0.92)
            lot.opening(a, b, base, base + 1.55, trim, glass, on, (2, 3))
            if lot.fine(0.12):
                s.wall(lot.out(0.12), a - 0.12, b + 0.12, base - 0.14, base, trim, lot.light + 0.1)
                if boxes and storey != balcony:
                    _flowers(lot, a, b, base)
        if storey == balcony and lot.fine(0.2):
            _balcony(lot, base - 0.6, z0 + 0.4, z1 - 0.4)


def _gable(lot: Lot, top: float, wall: Colour, roof: Colour, trim: Colour) -> None:
    s, x, middle = lot.sheet, lot.x, (lot.z0 + lot.z1) / 2
    rise = lot.wide * 0.42
    back = x + lot.side * 6
    s.poly(roof, 0.5, (x, top, lot.z0), (x, top + rise, middle), (back, top + rise, middle),
           (back, top, lot.z0))  # fmt: skip
    s.poly(wall, lot.light, (x, top, lot.z0), (x, top, lot.z1), (x, top + rise, middle))
    s.stroke(trim, lot.light + 0.1, 0.25, (x, top, lot.z0), (x, top + rise, middle),
             (x, top, lot.z1))  # fmt: skip
    glass, on = lot.glass(0.4)
    lot.opening(middle - 0.4, middle + 0.4, top + 0.4, top + 0.4 + rise * 0.4, trim, glass, on)


def _mansard(lot: Lot, top: float, roof: Colour, trim: Colour) -> None:
    s, x = lot.sheet, lot.x
    up = top + 2.3
    back = x + lot.side * 0.9
    s.poly(roof, 0.42, (x, top, lot.z0), (back, up, lot.z0), (x + lot.side * 6, up, lot.z0),
           (x + lot.side * 6, top, lot.z0))  # fmt: skip
    s.poly(roof, lot.light + 0.12, (x, top, lot.z0), (x, top, lot.z1), (back, up, lot.z1),
           (back, up, lot.z0))  # fmt: skip
    for z in lot.columns(2.6):
        glass, on = lot.glass(0.5)
        s.front(x, back, top + 0.2, top + 1.7, z - 0.55, mix(trim, DARK, 0.2), 0.42)
        s.wall(x, z - 0.55, z + 0.55, top + 0.2, top + 1.6, trim, lot.light)
        lot.opening(z - 0.38, z + 0.38, top + 0.35, top + 1.4, trim, glass, on)
        s.poly(roof, lot.light + 0.1, (x, top + 1.6, z - 0.65), (x, top + 1.6, z + 0.65),
               (x, top + 2.1, z))  # fmt: skip
    if lot.chance(0.6):
        z = lot.z0 + lot.wide * float(lot.rng.uniform(0.2, 0.7))
        brick = rgb("8f5f4c")
        s.front(back, back + lot.side * 0.9, up - 0.3, up + 1.3, z, brick, 0.45)
        s.wall(back, z, z + 0.7, up - 0.3, up + 1.3, brick, lot.light)


def _shop(lot: Lot, trim: Colour, paint: Colour) -> None:
    """Draw a shop front: large panes over a panel, a door, a name board, often an awning."""
    s, x = lot.sheet, lot.x
    a, b = lot.z0 + 0.35, lot.z1 - 0.35
    s.wall(lot.out(0.04), a, b, 0, 3.0, paint, lot.light)
    lot_x = lot.x
    lot.x = lot.out(0.04)
    door = b - 1.3
    glass, on = lot.glass(0.92)
    many = max(1, round((door - a) / 1.8))
    for k in range(many):
        c, d = a + (door - a) * k / many + 0.12, a + (door - a) * (k + 1) / many - 0.12
        lot.opening(c, d, 0.7, 2.35, mix(paint, WHITE, 0.25), glass, on, (1, 1), 0.12)
        if lot.fine(0.2):
            for q in range(3):
                z = c + (d - c) * (q + 0.5) / 3
                goods = rgb(CLOTHS[(k + q + int(lot.z0)) % len(CLOTHS)])
                s.wall(x, z - 0.16, z + 0.16, 0.78, 1.05 + 0.25 * ((q + k) % 2), goods, 0.6, 0.5)
    lot.opening(door + 0.1, b - 0.12, 0.1, 2.35, mix(paint, WHITE, 0.2), glass, on, (1, 2))
    lot.x = lot_x
    board = mix(paint, DARK, 0.35)
    s.wall(lot.out(0.1), a, b, 2.5, 3.0, board, lot.light)
    if lot.fine(0.2):
        for k in range(max(3, int(lot.wide * 1.2))):
            z = a + 0.9 + 0.42 * k
            if z < b - 0.9:
                s.wall(lot.out(0.11), z, z + 0.26, 2.64, 2.86, rgb("ecd9a4"), 0.7, 0)
    if lot.chance(0.6):
        cloth = [lot.pick(CLOTHS), rgb("efe6d2")]
        lot.awning(a, door + 0.1, 2.62, 1.25, cloth if lot.chance(0.7) else cloth[:1])
    if lot.chance(0.55):
        lot.board(lot.z0 + 0.5, 3.25, 4.1, 0.25, 0.85, lot.pick(CLOTHS), rgb("f0e4c4"), marks=1)


def _entrance(lot: Lot, trim: Colour, paint: Colour) -> None:
    middle = lot.z0 + lot.wide * float(lot.rng.uniform(0.3, 0.7))
    lot.door(middle, 1.15, 2.35, paint, trim)
    for z in lot.columns(2.3, 2):
        if abs(z - middle) > 1.25:
            glass, on = lot.glass(0.6)
            lot.opening(z - 0.5, z + 0.5, 0.95, 2.4, trim, glass, on, (2, 3))


def _flowers(lot: Lot, a: float, b: float, base: float) -> None:
    s, out = lot.sheet, lot.out(0.25)
    s.wall(out, a, b, base - 0.12, base + 0.1, rgb("7a5238"), lot.light)
    hue = lot.pick(("c8454f", "d97a9a", "e0b040", "b06fc0"))
    for k in range(5):
        z = a + (b - a) * (k + 0.5) / 5
        s.disc(rgb("5a8048"), lot.light, (out, base + 0.12, z), 0.16, 0.16)
        s.disc(hue, lot.light + 0.2, (out, base + 0.22, z), 0.1, 0.1)


def _balcony(lot: Lot, y: float, a: float, b: float) -> None:
    s, x, iron = lot.sheet, lot.out(0.9), rgb("3a3d42")
    s.poly(rgb("8f877a"), 0.3, (lot.x, y, a), (lot.x, y, b), (x, y, b), (x, y, a))
    s.wall(x, a, b, y, y + 0.14, rgb("b0a797"), lot.light)
    for k in range(int((b - a) / 0.28) + 1):
        z = a + 0.28 * k
        s.stroke(iron, 0.4, 0.035, (x, y + 0.14, z), (x, y + 1.0, z), line=0.6)
    for k in range(4):
        u = lot.x + (x - lot.x) * k / 3
        s.stroke(iron, 0.4, 0.035, (u, y + 0.14, a), (u, y + 1.0, a), line=0.6)
    s.stroke(iron, 0.4, 0.06, (lot.x, y + 1.0, a), (x, y + 1.0, a), (x, y + 1.0, b))


def tower_block(lot: Lot) -> None:
    """Draw a building of a modern city: glass or stone, a lobby below, many rows of windows."""
    s, x = lot.sheet, lot.x
    storeys = int(lot.rng.integers(5, 16))
    top = 4.2 + storeys * 3.3
    kind = int(lot.rng.integers(3))
    wall = lot.pick(("7f98a8", "8aa5b0", "6a8494") if kind else ("b5a894", "c4bcae", "98908a"), 0.1)
    frame = mix(wall, WHITE, 0.35)
    lot.block(top, wall, 14.0)
    paint = lot.pick(("38414a", "5a4a44", "2f4a58", "6a3038"))
    _lobby(lot, paint)
    columns = lot.columns(2.6 if kind else 3.0, 2)
    half = 1.22 if kind else 0.85
    for storey in range(storeys):
        base = 4.2 + storey * 3.3
        y0, y1 = base + (0.35 if kind else 0.9), base + (3.05 if kind else 2.7)
        if not lot.fine(0.5):
            glass, on = lot.glass(0.4)
            s.wall(x, lot.z0 + 0.2, lot.z1 - 0.2, y0, y1, glass, 0.6, 0.4, on and lot.chance(0.5))
            continue
        for z in columns:
            glass, on = lot.glass(0.42)
            if kind and not on and not lot.view.dark:
                part = 0.35 + 0.5 * storey / storeys
                glass = mix(glass, lot.view.canvas.air.zenith, part)
            s.wall(x, z - half, z + half, y0, y1, glass, 1.0 if on else 0.62, 0.6, on)
    if lot.fine(0.3):
        for k in range(len(columns) + 1):
            z = lot.z0 + lot.wide * k / len(columns)
            s.stroke(frame, lot.light + 0.1, 0.14, (x, 4.2, z), (x, top, z), line=0.5)
    lot.band(top - 0.4, 0.6, 0.25, frame)
    lot.band(3.9, 0.35, 0.9, mix(wall, DARK, 0.3))


def _lobby(lot: Lot, paint: Colour) -> None:
    s = lot.sheet
    s.wall(lot.out(0.05), lot.z0 + 0.3, lot.z1 - 0.3, 0, 3.9, paint, lot.light)
    for z in lot.columns(2.8, 2):
        glass, on = lot.glass(0.9)
        s.wall(lot.out(0.07), z - 1.15, z + 1.15, 0.4, 2.9, glass, 1.0 if on else 0.6, 0.8, on)
        if lot.fine(0.3):
            s.stroke(paint, 0.5, 0.08, (lot.out(0.07), 0.4, z), (lot.out(0.07), 2.9, z))
    sign = lot.pick(("d9c9a0", "d86a4a", "4a9ab0", "e0e0da"))
    a = lot.z0 + lot.wide * 0.25
    s.wall(lot.out(0.12), a, a + lot.wide * 0.5, 3.05, 3.65, sign, 1.0 if lot.view.dark else 0.7,
           0.8, lot.view.dark)  # fmt: skip


def cottage(lot: Lot) -> None:
    """Draw a cottage of a village: low walls, a steep roof, a chimney, flowers at the wall."""
    s, x = lot.sheet, lot.x
    top, rise, back = 2.7, 3.4, 3.4
    wall = lot.pick(("e6dcc4", "d6c3a0", "bcae98", "e9e2d6", "c9a58a"), 0.06)
    roof = lot.roofing(lot.pick(("a8854f", "7a4a3c", "6a6660", "8f5a44")))
    trim = lot.pick(("5a4636", "efe8da", "3f6b5c"))
    lot.block(top, wall)
    ridge = x + lot.side * back
    s.poly(wall, 0.45, (x, top, lot.z0), (ridge + lot.side * back, top, lot.z0),
           (ridge, top + rise, lot.z0))  # fmt: skip
    if lot.fine(0.4):
        glass, on = lot.glass(0.6)
        s.front(ridge - 0.5, ridge + 0.5, top + 0.3, top + 1.4, lot.z0, trim, 0.5)
        s.front(ridge - 0.4, ridge + 0.4, top + 0.4, top + 1.3, lot.z0, glass, 0.6, 0.7, on)
    eave = lot.out(0.45)
    a, b = lot.z0 - 0.35, lot.z1 + 0.2
    s.poly(roof, lot.light + 0.1, (eave, top - 0.3, a), (eave, top - 0.3, b),
           (ridge, top + rise, b), (ridge, top + rise, a))  # fmt: skip
    s.stroke(mix(roof, DARK, 0.3), 0.4, 0.2, (eave, top - 0.3, a), (ridge, top + rise, a))
    s.stroke(mix(roof, DARK, 0.25), 0.4, 0.16, (eave, top - 0.3, a), (eave, top - 0.3, b))
    z = lot.z0 + lot.wide * 0.7
    s.front(ridge - 0.45, ridge + 0.45, top + rise - 0.7, top + rise + 1.1, z, rgb("9a6a54"), 0.5)
    door = lot.z0 + lot.wide * float(lot.rng.uniform(0.4, 0.6))
    lot.door(door, 1.0, 2.0, trim if lot.chance(0.5) else lot.pick(CLOTHS), mix(wall, DARK, 0.2))
    for c in lot.columns(2.4, 2):
        if abs(c - door) > 1.1:
            glass, on = lot.glass(0.7)
            lot.opening(c - 0.5, c + 0.5, 0.95, 2.05, trim, glass, on, (2, 2))
            if not lot.view.canvas.snowy and lot.fine(0.1):
                _flowers(lot, c - 0.5, c + 0.5, 0.95)
    if not lot.view.canvas.snowy:
        green, many = lot.view.canvas.leaf(0), max(3, int(lot.wide * 1.6))
        for k in range(many):
            z = lot.z0 + lot.wide * (k + 0.5) / many
            if abs(z - door) > 0.9:
                s.disc(mix(green, DARK, 0.12 * (k % 3)), 0.5 + 0.08 * (k % 2),
                       (lot.out(0.3), 0.2, z), 0.34, 0.34)  # fmt: skip
    elif lot.fine(0.2):
        s.wall(lot.out(0.2), lot.z0, lot.z1, 0, 0.25, SNOW, 0.7, 0.3)

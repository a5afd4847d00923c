"""Houses of the east: Chinese houses with grey tiles and red lanterns, Japanese shop houses."""

from ...paint.colour import Colour, mix, rgb
from .lot import CLOTHS, DARK, SNOW, Lot

TILE = rgb("5d646b")
LACQUER = ("8f3a2e", "7a4632", "6a4a36", "9c4a34")
RED = rgb("d2362c")


def tiled(lot: Lot, y: float, out: float, rise: float, back: float, colour: Colour) -> None:
    """Draw a tiled roof whose eave hangs out over the street, its tiles in rows."""
    s = lot.sheet
    a, b = lot.z0 - 0.25, lot.z1 + 0.25
    tile = lot.roofing(colour)
    eave, ridge = lot.out(out), lot.x + lot.side * back
    knee = lot.out(out * 0.1)
    level = y + rise * 0.3
    s.poly(mix(colour, DARK, 0.5), 0.25, (eave, y, a), (eave, y, b), (lot.x, y + 0.1, b),
           (lot.x, y + 0.1, a), line=0.4)  # fmt: skip
    light = lot.light + 0.14
    s.poly(tile, light, (eave, y, a), (eave, y, b), (knee, level, b), (ridge, y + rise, b),
           (ridge, y + rise, a), (knee, level, a))  # fmt: skip
    s.poly(mix(tile, DARK, 0.12), 0.4, (eave, y, a), (knee, level, a), (ridge, y + rise, a),
           (ridge, y, a))  # fmt: skip
    dark = mix(tile, DARK, 0.42)
    if lot.fine(0.14):
        many = int((b - a) / 0.34)
        for k in range(many + 1):
            z = a + (b - a) * k / many
            s.stroke(dark, light - 0.15, 0.07, (eave, y, z), (knee, level, z),
                     (ridge, y + rise, z), line=0.55)  # fmt: skip
    s.stroke(mix(tile, DARK, 0.5), 0.4, 0.2, (eave, y + 0.04, a), (eave, y + 0.04, b))
    if lot.view.canvas.snowy:
        s.stroke(SNOW, 0.82, 0.16, (eave, y + 0.2, a), (eave, y + 0.2, b), line=0.3)
    s.stroke(mix(tile, DARK, 0.55), 0.45, 0.34, (ridge, y + rise, a), (ridge, y + rise, b))
    tip = lot.out(out + 0.35)
    s.stroke(mix(tile, DARK, 0.5), 0.4, 0.22, (ridge, y + rise, a), (knee, level, a),
             (eave, y + 0.08, a), (tip, y + 0.42, a - 0.1))  # fmt: skip


def chinese(lot: Lot) -> None:
    """Draw a shop house of an old Chinese street: lattice, red posts, a tiled roof, stepped end."""
    s, z0, z1 = lot.sheet, lot.z0, lot.z1
    upper = lot.chance(0.62)
    wood, white = lot.pick(LACQUER), rgb("e9e4d8")
    top = 6.1 if upper else 3.5
    wall = white if lot.chance(0.45) else mix(wood, rgb("cfae86"), 0.4)
    lot.block(top, wall, 8)
    if lot.chance(0.5):
        stepped(lot, top, white)
    lattice(lot, 0.0, 3.0, wood, 0.92)
    s.wall(
        lot.out(0.08), z0 + lot.wide * 0.25, z1 - lot.wide * 0.25, 3.02, 3.55, rgb("2f2a28"), 0.5
    )
    if lot.fine(0.3):
        many = 4
        for k in range(many):
            z = z0 + lot.wide * (0.32 + 0.36 * (k + 0.5) / many)
            s.wall(lot.out(0.1), z - 0.18, z + 0.18, 3.12, 3.45, rgb("d8b25a"), 0.8, 0)
    if upper:
        tiled(lot, 3.35, 1.0, 0.75, 0.05, TILE)
        lattice(lot, 4.25, 5.85, wood, 0.6, True)
        tiled(lot, 6.0, 1.1, 4.6, 3.0, TILE)
    else:
        tiled(lot, 3.45, 1.1, 2.8, 3.2, TILE)
    if lot.fine(0.2):
        for z in (z0 + 0.35, z1 - 0.35):
            s.stroke(rgb("a33428"), 0.5, 0.2, (lot.out(0.2), 0, z), (lot.out(0.2), 3.3, z))
    _banner(lot)


def lattice(
    lot: Lot, y0: float, y1: float, wood: Colour, lit: float, railing: bool = False
) -> None:
    """Draw a wall of wooden doors or windows with paper behind their lattice."""
    s, bays = lot.sheet, lot.columns(1.5, 2)
    half = lot.wide / len(bays) / 2 - 0.08
    s.wall(lot.out(0.03), lot.z0 + 0.2, lot.z1 - 0.2, y0, y1, wood, lot.light)
    for number, z in enumerate(bays):
        glass, on = lot.glass(lit)
        paper = glass if on else mix(glass, rgb("d9c8a4"), 0.35 if lot.view.dark else 0.72)
        low = y0 + (0.75 if not railing else 0.35)
        opened = not railing and number == len(bays) // 2
        if opened:
            low, paper = y0 + 0.05, (glass if on else rgb("40322a"))
        s.wall(lot.out(0.05), z - half, z + half, low, y1 - 0.2, paper, 1.0 if on else 0.6, 0.7, on)
        if opened or not lot.fine(0.1):
            continue
        for k in range(1, 4):
            c = z - half + 2 * half * k / 4
            s.stroke(wood, lot.light, 0.05, (lot.out(0.06), low, c), (lot.out(0.06), y1 - 0.2, c),
                     line=0.5)  # fmt: skip
        for k in range(1, 5):
            y = low + (y1 - 0.2 - low) * k / 5
            s.stroke(wood, lot.light, 0.05, (lot.out(0.06), y, z - half),
                     (lot.out(0.06), y, z + half), line=0.5)  # fmt: skip
    if railing:
        s.stroke(wood, lot.light + 0.1, 0.12, (lot.out(0.3), y0 + 0.5, lot.z0),
                 (lot.out(0.3), y0 + 0.5, lot.z1))  # fmt: skip


def stepped(lot: Lot, top: float, white: Colour) -> None:
    """Draw the stepped end wall of a Huizhou house, white under black tiles."""
    s, cap = lot.sheet, lot.roofing(rgb("3f444a"))
    for k, y in enumerate((top + 1.0, top + 1.9, top + 2.8)):
        a = lot.x + lot.side * 1.6 * k - lot.side * 0.5
        b = a + lot.side * (1.7 if k < 2 else 5)
        s.front(a, b, 0, y, lot.z0 - 0.15, white, 0.55, 0.4)
        s.front(a - lot.side * 0.3, b, y, y + 0.3, lot.z0 - 0.2, cap, 0.5)
    s.front(lot.out(0.5), lot.x + lot.side * 9, 0, top + 0.9, lot.z0 - 0.15, white, 0.55, 0)


def _banner(lot: Lot) -> None:
    """Hang a cloth sign or a row of lanterns at the house."""
    if lot.chance(0.35):
        lot.board(lot.z0 + 0.6, 2.0, 3.5, 0.9, 0.62, lot.pick(("b8433a", "2f4a58", "c98a2e")),
                  rgb("f2e4c0"), marks=2)  # fmt: skip


def lantern(lot: Lot, z: float, y: float, out: float, size: float = 0.26) -> None:
    """Hang a red lantern."""
    s, x, dark = lot.sheet, lot.out(out), lot.view.dark
    body = rgb("ff5a36") if dark else RED
    s.stroke(DARK, 0.4, 0.03, (x, y + size * 1.6, z), (x, y + size, z))
    s.disc(body, 1.0 if dark else 0.62, (x, y, z), size * 1.12, size, glow=dark)
    if lot.fine(0.1):
        s.disc(mix(body, rgb("ffd27a"), 0.55), 1.0 if dark else 0.75, (x, y, z), size * 0.5,
               size * 0.96, glow=dark)  # fmt: skip
        for d in (-1, 1):
            s.front(x - size * 0.45, x + size * 0.45, y + d * size - 0.03, y + d * size + 0.03, z,
                    rgb("d8a840"), 0.7)  # fmt: skip
        s.stroke(rgb("d8a840"), 0.6, 0.05, (x, y - size, z), (x, y - size * 2, z))


def japanese(lot: Lot) -> None:
    """Draw a Japanese shop house: dark boards, slatted windows, a curtain at the door, a roof."""
    s, z0, z1 = lot.sheet, lot.z0, lot.z1
    upper = lot.chance(0.75)
    wood = lot.pick(("5f4634", "6d523c", "4a3a30", "7a624a"))
    plaster = lot.pick(("e6dfd0", "d8cbb2", "c9bda8"), 0.05)
    top = 5.7 if upper else 3.4
    lot.block(top, plaster if upper else wood, 8)
    s.wall(lot.out(0.03), z0, z1, 0, 2.95, wood, lot.light)
    door = z0 + lot.wide * float(lot.rng.uniform(0.55, 0.75))
    glass, on = lot.glass(0.9)
    s.wall(lot.out(0.05), door - 0.95, door + 0.95, 0, 2.2, glass if on else rgb("e0d4b8"),
           1.0 if on else 0.6, 0.8, on)  # fmt: skip
    for k in range(1, 4):
        z = door - 0.95 + 1.9 * k / 4
        s.stroke(wood, 0.5, 0.07, (lot.out(0.06), 0, z), (lot.out(0.06), 2.2, z))
    cloth = lot.pick(("2f4a6a", "8f3a38", "3f5f4a", "c9a86a"))
    for k in range(4):
        a = door - 1.0 + 0.5 * k
        s.wall(
            lot.out(0.2), a + 0.02, a + 0.48, 1.35 + 0.04 * (k % 2), 2.25, cloth, lot.light + 0.1
        )
    a, b = z0 + 0.3, door - 1.2
    if b - a > 0.6:
        glass, on = lot.glass(0.8)
        s.wall(lot.out(0.05), a, b, 0.7, 2.2, glass if on else mix(glass, rgb("d9c8a4"), 0.5),
               1.0 if on else 0.55, 0.8, on)  # fmt: skip
        if lot.fine(0.08):
            for k in range(int((b - a) / 0.16)):
                z = a + 0.16 * k
                s.stroke(wood, 0.5, 0.06, (lot.out(0.08), 0.7, z), (lot.out(0.08), 2.2, z),
                         line=0.4)  # fmt: skip
    tiled(lot, 2.85, 1.0, 0.6, 0.05, rgb("565b62"))
    if upper:
        for z in lot.columns(2.2, 2):
            glass, on = lot.glass(0.55)
            paper = glass if on else mix(glass, rgb("d9c8a4"), 0.4)
            lot.opening(z - 0.75, z + 0.75, 3.75, 5.2, wood, paper, on, (5, 1), 0.08)
        tiled(lot, 5.6, 0.9, 3.6, 3.0, rgb("565b62"))
    if lot.chance(0.8):
        glow = lot.view.dark
        lot.board(z0 + 0.4, 2.0, 3.9, 0.35, 0.6, rgb("f4e6c4") if glow else rgb("e9dcc0"),
                  rgb("8f2f28"), glow, 3)  # fmt: skip
    if lot.chance(0.5) and lot.view.canvas.snowy:
        s.wall(lot.out(0.3), z0, z1, 0, 0.2, SNOW, 0.7, 0.3)


NEONS = ("ff4f8f", "41e0ff", "ffb13d", "7dff6a", "b06bff", "ff5a4a", "f7f06a")


def neon_block(lot: Lot) -> None:
    """Draw a building of a city of night: dark walls, lit shops, signs of light on them."""
    s, x, z0 = lot.sheet, lot.x, lot.z0
    storeys = int(lot.rng.integers(4, 9))
    top = 3.6 + storeys * 3.0
    wall = lot.pick(("4a4f60", "5a5364", "3f4a58", "65606a"))
    lot.block(top, wall, 12)
    hue = mix(rgb("ffe9bd"), rgb(NEONS[int(lot.rng.integers(len(NEONS)))]), 0.25)
    s.wall(lot.out(0.05), z0 + 0.3, lot.z1 - 0.3, 0, 2.7, mix(wall, DARK, 0.5), 0.4)
    for number, z in enumerate(lot.columns(1.7, 2)):
        a, b, x = z - 0.7, z + 0.7, lot.out(0.07)
        shut = number and lot.chance(0.2)
        if shut:
            s.wall(x, a, b, 0.1, 2.5, rgb("6a6f78"), 0.45)
            continue
        low = 0.15 if number == 1 else 0.6
        s.wall(x, a, b, low, 2.5, mix(hue, DARK, 0.1), 1.0, 0.8, True)
        if lot.fine(0.12):
            s.wall(x, a, b, 1.9, 2.5, mix(hue, rgb("ff9a4a"), 0.35), 1.0, 0.4, True)
            for k in range(4):
                c = a + 0.15 + 0.32 * k
                goods = mix(lot.pick(CLOTHS), DARK, 0.3)
                s.wall(
                    x, c, c + 0.24, low, low + float(lot.rng.uniform(0.2, 0.9)), goods, 0.45, 0.4
                )
            s.stroke(DARK, 0.3, 0.07, (x, low, z), (x, 2.5, z))
    sign = rgb(NEONS[int(lot.rng.integers(len(NEONS)))])
    s.wall(lot.out(0.15), z0 + 0.2, lot.z1 - 0.2, 2.8, 3.5, mix(sign, DARK, 0.62), 0.6)
    if lot.fine(0.2):
        for k in range(int(lot.wide / 0.8)):
            z = z0 + 0.6 + 0.8 * k
            s.wall(lot.out(0.17), z, z + 0.45, 2.95, 3.36, sign, 1.0, 0.5, True)
    for storey in range(storeys):
        base = 3.6 + storey * 3.0 + 0.8
        for z in lot.columns(2.2, 2):
            glass, on = lot.glass(0.34)
            cold = rgb("bfe4ff") if lot.chance(0.3) else glass
            s.wall(x, z - 0.75, z + 0.75, base, base + 1.6, cold if on else glass,
                   1.0 if on else 0.5, 0.6, on)  # fmt: skip
    many = int(lot.rng.integers(1, 4))
    for k in range(many):
        y0 = 3.7 + 3.6 * k + float(lot.rng.uniform(0, 0.8))
        high, wide = float(lot.rng.uniform(2.0, 3.4)), float(lot.rng.uniform(0.7, 1.2))
        colour = rgb(NEONS[int(lot.rng.integers(len(NEONS)))])
        z = z0 + lot.wide * float(lot.rng.uniform(0.02, 0.6))
        if lot.chance(0.5):
            lot.board(z, y0, y0 + high, 0.2, wide, colour, rgb("fffdf0"), True, round(high / 0.8))
        else:
            lot.board(z, y0, y0 + high, 0.2, wide, rgb("2a2733"), colour, False, 0)
            _written(lot, z, y0, high, wide, colour)
    if lot.fine(0.3):
        for _ in range(2):
            y = 4.2 + 3.0 * int(lot.rng.integers(storeys))
            z = z0 + lot.wide * float(lot.rng.uniform(0.3, 0.8))
            s.wall(lot.out(0.4), z, z + 0.9, y, y + 0.6, rgb("8a8f96"), 0.5)
            s.front(lot.x, lot.out(0.4), y, y + 0.6, z, rgb("8a8f96"), 0.4)


def _written(lot: Lot, z: float, y0: float, high: float, wide: float, colour: Colour) -> None:
    """Write glowing marks on a dark sign, in a frame of light."""
    from .lot import glyph

    s, a, b = lot.sheet, lot.out(0.2), lot.out(0.2 + wide)
    e = 0.08
    c, d = min(a, b) + e, max(a, b) - e
    frame = ((c, y0 + e, z), (d, y0 + e, z), (d, y0 + high - e, z), (c, y0 + high - e, z))
    s.stroke(colour, 1.0, 0.06, *frame, frame[0], line=0, glow=True)
    if lot.fine(wide * 0.3):
        many = max(2, round(high / 0.85))
        each = (high - 0.3) / many
        for k in range(many):
            y = y0 + 0.15 + each * k
            glyph(s, c + 0.14, d - 0.14, y + 0.1, y + each - 0.1, z, colour, lot.rng, True)

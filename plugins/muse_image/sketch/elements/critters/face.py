"""The face of an animal of a story: eyes, brows, nose, mouth and what a mood does to them."""

from collections.abc import Sequence

from ...paint.colour import Colour, mix, rgb
from ...paint.model import Spot, tone
from .head import Head

DARK = rgb("2a1b18")
WHITE = rgb("ffffff")
BLUSH = rgb("f08a7c")
TONGUE = rgb("e0736c")
TEAR = rgb("8fc4ec")
SHUT = frozenset("laugh asleep sleepy".split())
"""Expressions with closed eyes."""
BROWS = {
    "sad": (0.13, -0.03),
    "cry": (0.15, -0.03),
    "afraid": (0.14, 0.0),
    "angry": (-0.14, 0.06),
    "surprised": (0.08, 0.08),
}
"""Expression -> how far the inner and the outer end of the brows rise, half heights of the head."""


def face(h: Head, mood: str, shut: float = 0.0) -> None:
    """Draw the face of a head in a mood; `shut` 0..1 closes its eyes (a blink)."""
    bulging = "bulging" in h.kind.extras
    level = 0.62 if bulging else (0.06 if h.kind.face == "muzzle-long" else 0.0)
    apart = 0.5 if bulging else (0.37 if h.kind.arms == "wings" else 0.43)
    small = h.m.size * h.half < 9
    for s in (-1, 1):
        if bulging:
            h.m.part(h.c.fur, h.oval(apart * s, level + 0.02, 0.33, 0.34), light=0.62)
        if not small:
            h.m.tint(BLUSH, h.oval(0.7 * s, -0.36, 0.2, 0.13), on=h.part, cover=0.42, fade=0.012)
        _eye(h, s, apart * s, level, mood, shut)
        _brow(h, s, apart * s, level, mood)
    _nose(h)
    _mouth(h, mood)
    if "whiskers" in h.kind.extras and not small:
        for s in (-1, 1):
            for lift in (0.06, -0.08):
                h.m.line(
                    mix(h.c.fur, DARK, 0.6),
                    0.006,
                    h.on(0.46 * s, -0.5 + lift * 0.6),
                    h.at(1.16 * s, -0.42 + lift * 2 + h.lift),
                    taper=True,
                    force=0.3,
                )
    if mood == "cry":
        for s in (-1, 1):
            u, v = h.on(0.5 * s, -0.34)
            r = h.size(0.1)
            h.m.blob(
                TEAR, (u, v + 2.1 * r), (u + r, v), (u, v - r), (u - r, v), line=0.4, light=0.7
            )


def _eye(h: Head, s: int, a: float, b: float, mood: str, blink: float) -> None:
    """Draw one eye."""
    m = h.m
    wink = mood == "wink" and s > 0
    if mood in SHUT or wink or blink > 0.5:
        up = 0.1 if mood in ("laugh", "wink") else -0.1
        width = 0.022 if m.size > 160 else 0.03
        m.line(
            DARK,
            width,
            h.on(a - 0.19, b - up * 0.5),
            h.on(a - 0.08, b + up * 0.7),
            h.on(a + 0.08, b + up * 0.7),
            h.on(a + 0.19, b - up * 0.5),
            force=0.9,
        )
        return
    wide, high = 0.165, 0.215
    if h.kind.face == "discs":
        wide, high = 0.28, 0.29
    if mood in ("surprised", "afraid"):
        wide, high = wide * 1.16, high * 1.16
    dark = mix(h.c.eyes, DARK, 0.62)
    looking = {True: 0.08, False: -0.06}[h.lift > 0.05] if abs(h.lift) > 0.05 else 0.0
    if h.kind.face in ("patches", "mask") or h.kind.face == "discs":
        m.part(
            h.c.eyes if h.kind.face == "discs" else WHITE,
            h.oval(a, b, wide * 1.16, high * 1.14),
            line=0.7,
            light=0.75,
            round_=0.2,
        )
        wide, high = wide * 0.74, high * 0.78
    whole = m.part(dark, h.oval(a, b, wide, high), line=0.5, light=0.5, round_=0.15)
    m.part(
        mix(h.c.eyes, WHITE, 0.12),
        h.oval(a, b - 0.1, wide * 0.76, high * 0.52),
        on=whole,
        line=0,
        light=None,
        fade=0.004,
    )
    m.part(
        WHITE,
        h.oval(a - 0.045 + 0.03 * h.turn, b + 0.075 + looking, wide * 0.36, high * 0.32),
        line=0,
        light=0.95,
        round_=0,
        on=whole,
    )
    m.part(
        WHITE,
        h.oval(a + 0.06, b - 0.08 + looking, wide * 0.17, high * 0.15),
        line=0,
        light=0.95,
        round_=0,
        on=whole,
    )


def _brow(h: Head, s: int, a: float, b: float, mood: str) -> None:
    """Draw a brow where the mood moves it."""
    if mood not in BROWS:
        return
    inner, outer = BROWS[mood]
    b += 0.36 if "bulging" not in h.kind.extras else 0.4
    colour = DARK if float(h.c.fur.mean()) > 0.3 else mix(h.c.belly, DARK, 0.3)
    h.m.line(colour, 0.018, h.on(a - 0.14 * s, b + inner), h.on(a + 0.14 * s, b + outer), force=0.8)


def _nose(h: Head) -> None:
    """Draw a nose, a snout, a beak or a trunk."""
    m, c, kind = h.m, h.c, h.kind
    warm = c.marks if float(c.marks[0]) > 0.7 and float(c.marks[2]) < 0.5 else rgb("ee9a34")
    if kind.nose in ("beak", "bill"):
        wide = 0.24 if kind.nose == "beak" else 0.42
        low = -0.5 if kind.nose == "beak" else -0.42
        m.blob(
            tone(warm, -0.12),
            h.on(-wide * 0.7, -0.3),
            h.on(0.02, low - 0.12),
            h.on(wide * 0.7, -0.3),
            light=0.5,
        )
        m.blob(
            warm, h.on(-wide, -0.24), h.on(0, -0.1), h.on(wide, -0.24), h.on(0.04, low), light=0.64
        )
    elif kind.nose == "trunk":
        swing = 0.2 + 0.4 * h.turn
        m.limb(
            c.fur,
            [w * h.half for w in (0.42, 0.36, 0.29, 0.24)],
            h.on(0, -0.1),
            h.on(0.04, -0.62),
            h.on(0.02 + swing * 0.5, -1.08),
            h.on(0.12 + swing, -1.12),
            light=0.62,
        )
        for level in (-0.5, -0.7, -0.88):
            m.line(
                tone(c.fur, -0.3), 0.008, h.on(-0.12, level), h.on(0.14, level - 0.02), force=0.3
            )
    elif kind.nose == "snout":
        m.part(mix(c.fur, c.marks, 0.55), h.oval(0, -0.34, 0.36, 0.26), light=0.64)
        for s in (-1, 1):
            m.part(tone(c.marks, -0.35), h.oval(0.12 * s, -0.34, 0.055, 0.09), line=0, light=0.4)
    elif kind.nose == "large":
        m.part(rgb("3a3438"), h.oval(0, -0.26, 0.22, 0.34), light=0.5)
    elif kind.nose in ("none", "small"):
        for s in (-1, 1):
            m.part(mix(c.fur, DARK, 0.6), h.oval(0.07 * s, -0.3, 0.03, 0.035), line=0, light=0.4)
    elif kind.face == "muzzle-long":
        for s in (-1, 1):
            m.part(
                mix(c.belly, DARK, 0.55), h.oval(0.2 * s, -0.42, 0.055, 0.075), line=0, light=0.4
            )
    else:
        colour = rgb("d9797c") if kind.nose == "pink" else DARK
        b = -0.32
        m.blob(
            colour,
            h.on(-0.13, b + 0.05),
            h.on(0, b + 0.08),
            h.on(0.13, b + 0.05),
            h.on(0, b - 0.11),
            light=0.5,
            line=0.5,
        )
        m.part(WHITE, h.oval(-0.03, b + 0.04, 0.035, 0.02), line=0, light=0.9, round_=0)


def _mouth(h: Head, mood: str) -> None:
    """Draw the mouth of a mood."""
    kind = h.kind
    if kind.nose in ("beak", "bill", "trunk"):
        return
    m = h.m
    b = {"lip": -0.5, "muzzle-long": -0.74}.get(kind.face, -0.58)
    if kind.nose in ("snout", "large"):
        b = -0.72
    wide = 0.56 if kind.face == "lip" else 0.22
    dark = mix(h.c.fur, DARK, 0.85)
    if mood in ("laugh", "surprised", "afraid", "sleepy"):
        _open(h, b, wide, mood, dark)
        return
    corner = {
        "sad": -0.12,
        "cry": -0.13,
        "angry": -0.08,
        "neutral": 0.01,
        "asleep": 0.03,
    }.get(mood, 0.1)
    thick = 0.014 if m.size > 160 else 0.022
    low = b - 0.06
    if corner > 0.05 and kind.face in ("muzzle", "cheeks", "mask") and kind.nose != "snout":
        _curve(h, dark, thick, (-wide, b + 0.03), (-wide * 0.5, low - 0.02), (0, b + 0.02))
        _curve(h, dark, thick, (0, b + 0.02), (wide * 0.5, low - 0.02), (wide, b + 0.03))
        m.line(dark, thick, h.on(0, -0.42), h.on(0, b + 0.02), force=0.6)
    else:
        _curve(
            h,
            dark,
            thick,
            (-wide, b + corner * 0.6),
            (0, b - corner * 0.7),
            (wide, b + corner * 0.6),
        )
    if "teeth" in kind.extras and corner > 0:
        m.part(
            WHITE,
            [h.on(-0.07, b), h.on(0.07, b), h.on(0.06, b - 0.14), h.on(-0.06, b - 0.14)],
            line=0.6,
            light=0.8,
            round_=0,
        )


def _open(h: Head, b: float, wide: float, mood: str, dark: Colour) -> None:
    """Draw an open mouth: laughing with its tongue, or round."""
    if mood == "laugh":
        whole = h.m.part(
            mix(dark, rgb("7a2420"), 0.5),
            [
                h.on(a * wide * 1.1, b + c)
                for a, c in (
                    (-1, 0.06),
                    (-0.5, 0.03),
                    (0, 0.02),
                    (0.5, 0.03),
                    (1, 0.06),
                    (0.8, -0.12),
                    (0.4, -0.24),
                    (0, -0.27),
                    (-0.4, -0.24),
                    (-0.8, -0.12),
                )
            ],
            line=0.6,
            light=0.5,
            round_=0.1,
        )
        h.m.part(TONGUE, h.oval(0, b - 0.24, wide * 0.6, 0.12), on=whole, line=0, light=0.6)
        return
    size = {"surprised": (0.11, 0.14), "sleepy": (0.13, 0.12)}.get(mood, (0.15, 0.08))
    h.m.part(
        mix(dark, rgb("7a2420"), 0.4), h.oval(0, b - 0.06, *size), line=0.6, light=0.45, round_=0.1
    )


def _curve(h: Head, colour: Colour, thick: float, *spots: Sequence[float]) -> None:
    made: list[Spot] = [h.on(a, b) for a, b in spots]
    h.m.line(colour, thick, *made, force=0.8)

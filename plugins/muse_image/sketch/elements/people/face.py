"""A face: the form of the head, modelled by light and a tint; nose, ears, cheeks, wrinkles."""

from ...paint.colour import mix
from ...paint.model import Part, Spot, smooth
from .beard import beard, moustache
from .eyes import eyes
from .moods import mood
from .mouth import mouth
from .skull import Skull


def face(s: Skull) -> Part:
    """Draw the head without its hair, and return its form."""
    if s.p.turn == "back":
        return _back(s)
    if s.p.turn == "side":
        from .profile import profile

        return profile(s)
    _neck(s)
    edge = outline(s)
    head = s.part(s.skin, smooth(edge), round_=0.8, light=0.62, line=0.85, reach=0.09)
    expression = mood(s.p)
    _planes(s, head)
    _cheeks(s, head, expression.cheek)
    _wrinkles(s, head)
    s.within = head
    eyes(s, expression)
    s.within = None
    nose(s, head)
    beard(s, head, edge[7:17] if s.yaw else edge[4:14])
    s.within = head
    mouth(s, expression)
    s.within = None
    moustache(s)
    return head


def outline(s: Skull) -> list[Spot]:
    """Return the outline of head and face (flat spots) from the front or at three quarters."""
    k = s.look
    w, j, c = k.wide, k.jaw, k.chin
    full = 0.025 * k.round
    if not s.yaw:
        right = [(w * 0.5, 0.95), (w * 0.89, 0.81), (w * 1.03, 0.64), (w * 1.0, k.eye - 0.01),
            (w * 0.95 + full * 0.6, k.nose + 0.05), (j + full, k.mouth - 0.005),
            (c * 1.45 + full, 0.055), (c * 0.62, 0.004)]  # fmt: skip
        return [(0, 1.0), *right, (0, -0.002), *[(-x, y) for x, y in reversed(right)]]
    f = w / 0.336
    jaw = (j - 0.258) * 0.8
    return [(-0.17, 0.998), (-0.01 * f, 0.965), (0.085 * f, 0.895), (0.155 * f, 0.79),
        (0.19 * f, k.brow + 0.07), (0.19 * f, k.brow - 0.01), (0.168 * f, k.eye + 0.005),
        (0.176 * f + full * 0.4, k.eye - 0.08), (0.162 * f + full + jaw * 0.5, k.nose),
        (0.128 + full + jaw, k.mouth - 0.01), (0.088 + jaw * 0.6 + full * 0.5, 0.05), (0.04, 0.006),
        (-0.035, -0.002), (-0.12 - full * 0.5, 0.035),
        (-0.25 * f - jaw * 0.5 - full, k.mouth - 0.045), (-0.325 * f - jaw * 0.6, k.nose - 0.025),
        (-0.345 * f, k.nose + 0.12), (-0.44 * f, k.eye - 0.03), (-0.52 * f, k.eye + 0.08),
        (-0.545 * f, 0.72), (-0.47 * f, 0.88), (-0.34, 0.97)]  # fmt: skip


def _neck(s: Skull) -> None:
    """Shade the neck below the chin."""
    x = -0.13 if s.yaw else 0.0
    s.tint(s.shade, [(x - 0.17, 0.12), (x, 0.1), (x + 0.17, 0.12), (x + 0.13, -0.03), (x, -0.075),
        (x - 0.13, -0.03)], cover=0.5, fade=0.02, light=0.36)  # fmt: skip


def _planes(s: Skull, head: Part) -> None:
    """Model forehead, temples, cheekbones and jaw by light and a warmer tint."""
    k, px = s.look, s.px
    if px < 40:
        return
    far = -s.lit
    w = k.wide
    cheek = [(far * w * 1.1, k.brow + 0.12), (far * w * 0.96, k.brow),
        (far * w * 0.92, k.eye - 0.03), (far * w * 0.7, k.nose), (far * w * 0.64, k.mouth),
        (far * k.chin * 1.3, 0.03), (far * k.chin, -0.05), (far * w * 0.9, 0.05),
        (far * w * 1.3, k.eye)]  # fmt: skip
    s.tint(s.shade, s.faces(cheek), on=head, cover=0.34, fade=0.05, light=0.47)
    if s.yaw:
        jaw = [(-0.37, k.eye), (-0.3, k.nose), (-0.2, k.mouth), (-0.1, 0.06), (0.0, 0.02),
            (0.02, -0.05), (-0.25, 0.02), (-0.45, 0.3)]  # fmt: skip
        s.tint(s.shade, jaw, on=head, cover=0.22 if s.lit > 0 else 0.1, fade=0.03, light=0.5)
    x, y = s.face(s.lit * 0.07, 0.72)
    s.tint(s.glow, [(x - 0.13, y), (x, y + 0.09), (x + 0.13, y), (x, y - 0.06)], on=head, cover=0.4,
        fade=0.06, light=0.72)  # fmt: skip
    x, y = s.face(s.lit * w * 0.58, k.eye - 0.09)
    s.tint(s.glow, [(x - 0.05, y), (x, y + 0.03), (x + 0.05, y), (x, y - 0.03)], on=head, cover=0.4,
        fade=0.03, light=0.72)  # fmt: skip
    x, y = s.face(0, 0.055)
    s.tint(s.glow, [(x - 0.045, y), (x, y + 0.025), (x + 0.045, y), (x, y - 0.02)], on=head,
        cover=0.3, fade=0.025, light=0.68)  # fmt: skip


def _cheeks(s: Skull, head: Part, high: float) -> None:
    """Lay a blush on both cheeks."""
    k = s.look
    for side in (-1, 1):
        x, y = s.face(side * k.wide * 0.6, k.nose + 0.05 + 0.02 * high)
        r = 0.075 + 0.02 * k.round
        thin = 0.72 if s.yaw and side > 0 else 1.0
        spots = [(x - r * thin, y), (x, y + r * 0.7), (x + r * thin, y), (x, y - r * 0.7)]
        cover = (0.16 if k.man else 0.24) + 0.2 * high + 0.16 * k.round
        s.tint(s.rose, spots, on=head, cover=cover * (0.7 if s.px < 60 else 1.0), fade=0.04,
            light=0.6)  # fmt: skip


def ears(s: Skull) -> None:
    """Draw the ears that are seen."""
    k = s.look
    f = k.wide / 0.336
    if s.p.turn == "three-quarter":
        ear(s, -0.36 * f, k.nose + 0.0, 1.0)
    elif s.p.turn == "side":
        ear(s, -0.3 * f, k.nose + 0.0, 1.15)
    else:
        for side in (-1, 1):
            ear(s, side * k.wide * 1.0, k.nose + 0.01, 0.62, side)


def ear(s: Skull, x: float, y: float, thin: float, side: int = -1) -> None:
    """Draw an ear with its lobe at height y; it leans back."""
    r = 0.052 * thin
    spots = [(x + side * r * 0.1, y - 0.005), (x + side * r * 0.85, y + 0.04),
        (x + side * r * 1.5, y + 0.13), (x + side * r * 1.2, y + 0.2),
        (x - side * r * 0.1, y + 0.215), (x - side * r * 0.9, y + 0.15),
        (x - side * r * 0.7, y + 0.03)]  # fmt: skip
    lobe = s.part(mix(s.skin, s.rose, 0.22), smooth(spots), line=0.75, round_=0.7, light=0.54)
    if s.px > 70:
        inner = [(x + side * r * 0.2, y + 0.06), (x + side * r * 0.75, y + 0.13),
            (x + side * r * 0.4, y + 0.175), (x - side * r * 0.3, y + 0.12)]  # fmt: skip
        s.tint(mix(s.shade, s.rose, 0.4), inner, on=lobe, cover=0.6, fade=0.008, light=0.4)
    if s.px > 120:
        fold = [(x - side * r * 0.3, y + 0.165), (x + side * r * 0.6, y + 0.175),
            (x + side * r * 0.95, y + 0.12), (x + side * r * 0.4, y + 0.05)]  # fmt: skip
        s.line(mix(s.shade, s.dark, 0.35), 0.006, fold, taper=True, force=0.4, on=lobe)


def nose(s: Skull, head: Part) -> None:
    """Model the nose: a shaded side, a light ridge and tip, the shadow under it."""
    k, px = s.look, s.px
    n, y = k.nose_wide, k.nose
    tip = 0.115 * (1 - 0.45 * k.round)
    if px < 60:
        if px > 30:
            a, b = s.face(0.0, y + 0.03, tip), s.face(-n * 0.3, y, tip * 0.5)
            line = [b, s.face(n * 0.9, y + 0.004, tip * 0.6)]
            if s.yaw:
                line = [a, s.face(0, y + 0.003, tip * 0.9), b]
            s.line(mix(s.shade, s.dark, 0.3), 0.016, line, force=0.35)
        return
    far = -s.lit
    side = 1 if s.yaw else far
    bridge = [s.face(side * 0.02, k.brow - 0.01, 0.0), s.face(side * 0.014, k.eye, 0.035),
        s.face(side * 0.016, (k.eye + y) / 2, tip * 0.62),
        s.face(side * 0.03, y + 0.045, tip * 0.95), s.face(side * n * 0.6, y + 0.01, tip * 0.5),
        s.face(side * n * 1.05, y + 0.02, 0.01), s.face(side * n * 0.85, y + 0.07, 0.01),
        s.face(side * 0.048, k.eye - 0.02, 0.0),
        s.face(side * 0.055, k.eye + 0.03, 0.0)]  # fmt: skip
    strong = (0.5 if side == far else 0.3) * (1 - 0.45 * k.round)
    s.tint(s.shade, bridge, on=head, cover=strong, fade=0.012, light=0.42)
    ball = [s.face(-n * 0.62, y + 0.03, tip * 0.5), s.face(0, y + 0.075, tip * 0.8),
        s.face(n * 0.62, y + 0.03, tip * 0.7), s.face(0, y - 0.004, tip * 0.7)]  # fmt: skip
    s.tint(mix(s.skin, s.rose, 0.35), ball, on=head, cover=0.45, fade=0.02, light=0.58)
    under = [s.face(-n * 1.05, y + 0.012, 0.01), s.face(-n * 0.5, y - 0.002, tip * 0.4),
        s.face(0, y - 0.004, tip * 0.6), s.face(n * 0.5, y - 0.002, tip * 0.4),
        s.face(n * 1.05, y + 0.012, 0.01), s.face(n * 0.6, y - 0.032, 0.01),
        s.face(0, y - 0.04, 0.01), s.face(-n * 0.6, y - 0.032, 0.01)]  # fmt: skip
    s.tint(s.shade, under, on=head, cover=0.42, fade=0.012, light=0.4)
    ridge = [s.face(s.lit * 0.006, k.eye + 0.01, 0.03), s.face(s.lit * 0.006, y + 0.12, tip * 0.6),
        s.face(s.lit * 0.012, y + 0.06, tip * 0.95)]  # fmt: skip
    s.limb(s.glow, (0.008, 0.013, 0.02), ridge, line=-1, round_=0.0, light=0.76, cover=0.42,
        fade=0.006, on=head)  # fmt: skip
    x, v = s.face(s.lit * 0.012, y + 0.042, tip)
    s.ball(s.glow, x, v, 0.014, 0.012, line=-1, round_=0.0, light=0.85, cover=0.5, fade=0.004)
    hole = mix(s.dark, s.rose, 0.25)
    for way in (-1, 1):
        if s.yaw and way > 0:
            continue
        x, v = s.face(way * n * 0.5, y + 0.006, tip * 0.45)
        s.ball(hole, x, v, n * 0.24, 0.009, 0.35 * way, line=0.4, round_=0.0, light=0.35,
            cover=0.75, fade=0.002)  # fmt: skip
        wing = [s.face(way * n * 0.85, y + 0.05, 0.015), s.face(way * n * 1.12, y + 0.026, 0.01),
            s.face(way * n * 0.95, y + 0.004, 0.015),
            s.face(way * n * 0.66, y + 0.001, tip * 0.3)]  # fmt: skip
        s.line(mix(s.shade, s.dark, 0.35), 0.006, wing, taper=True, force=0.3)
    if s.yaw:
        edge = [s.face(0.012, y + 0.11, tip * 0.7), s.face(0.014, y + 0.08, tip * 0.82),
            s.face(0.02, y + 0.045, tip * 1.02), s.face(0.01, y + 0.008, tip * 0.95),
            s.face(-n * 0.2, y - 0.003, tip * 0.5)]  # fmt: skip
        s.line(mix(s.shade, s.dark, 0.3), 0.006, edge, taper=True, force=0.4)


def _wrinkles(s: Skull, head: Part) -> None:
    """Draw what years write: lines on the forehead and beside the eyes, hollows in the cheeks."""
    k = s.look
    if k.years < 0.3 or s.px < 70:
        return
    for side in (-1, 1):
        hollow = [(side * k.wide * 0.78, k.nose + 0.06), (side * k.wide * 0.55, k.nose - 0.01),
            (side * k.wide * 0.6, k.mouth - 0.01),
            (side * k.wide * 0.8, k.mouth + 0.03)]  # fmt: skip
        s.tint(s.shade, s.faces(hollow), on=head, cover=0.34 * k.years, fade=0.025, light=0.44)
        crow = k.apart + k.eye_wide
        for n, lean in enumerate((0.018, 0.0, -0.02)):
            spots = [(side * (crow + 0.018), k.eye + lean * 0.5),
                (side * (crow + 0.05), k.eye + lean * 1.5 - 0.004 * n)]  # fmt: skip
            s.line(s.shade, 0.005, s.faces(spots), force=0.16 * k.years)
        bag = [(side * (k.apart + t * k.eye_wide), k.eye - k.eye_high - 0.014 + 0.012 * t * t)
            for t in (-0.9, 0, 0.8)]  # fmt: skip
        s.line(s.shade, 0.006, s.faces(bag), taper=True, force=0.2 * k.years)
    for n, y in enumerate((k.brow + 0.085, k.brow + 0.14)):
        half = 0.17 - 0.06 * n
        spots = [(-half, y - 0.006), (-half * 0.4, y + 0.004), (half * 0.4, y), (half, y - 0.008)]
        s.line(mix(s.skin, s.shade, 0.45), 0.006, s.faces(spots), taper=True, force=0.1 * k.years)


def _back(s: Skull) -> Part:
    """Draw the back of a head."""
    w = s.look.wide
    right = [(0.2, 0.965), (w * 0.95, 0.83), (w * 1.05, 0.63), (w, 0.42), (w * 0.78, 0.2),
        (w * 0.5, 0.1)]  # fmt: skip
    spots = [(0, 1.0), *right, *[(-x, y) for x, y in reversed(right)]]
    return s.part(s.skin, smooth(spots), round_=1.1, light=0.55, line=0.8)

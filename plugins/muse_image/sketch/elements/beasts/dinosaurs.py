"""Dinosaurs."""

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import mix, rgb
from ...paint.model import Model, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, dapples, mark, stripes, tufted
from .eyes import eye
from .living import bent, tread, waved
from .others import column, feet
from .poses import pose_of


def tyrannosaur(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tyrannosaur, its jaws open."""
    with bent(m, waved(m, lambda s: 0.12 * max(0.0, -0.2 - s[0]), lambda s: -0.5 * s[0])):
        _tyrannosaur(m, place, rng)


def _tyrannosaur(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("6f8a4a d9d2a0 3f5228", "8a6a48 dcc9a0 543c26")), fork(rng)
    step = 0.1 if pose_of(place, "stand", ("stand", "walk", "run"), bust=False) != "stand" else 0.03
    dark = tone(worn.back, -0.25)
    reach = 0.2 if step > 0.05 else 0.0
    with bent(m, tread(m, (0.0, 0.45), (0.12 + step * 2.4, 0.03), True, reach, reach * 0.5)):
        m.part(dark, *limb([0.22, 0.14, 0.09, 0.08], (-0.02, 0.42), (0.1 + step, 0.28),
            (0.02 + step * 2, 0.14), (0.1 + step * 2.4, 0.03)), oval(0.15 + step * 2.4,
            0.025, 0.08, 0.028), light=0.42)  # fmt: skip
    spots = [(-0.98, 0.36), (-0.6, 0.4), (-0.3, 0.56), (0.0, 0.66), (0.22, 0.74), (0.34,
        0.86), (0.42, 0.8), (0.4, 0.62), (0.3, 0.46), (0.1, 0.36), (-0.12, 0.32), (-0.4,
        0.34), (-0.7, 0.32)]  # fmt: skip
    lower = smooth([(0.42, 0.78), (0.56, 0.74), (0.78, 0.66), (0.8, 0.62), (0.6, 0.64),
        (0.42, 0.68)])  # fmt: skip
    m.part(tone(worn.back, -0.1), lower, light=0.52)
    mark(m, rgb("8a3030"), smooth([(0.44, 0.8), (0.6, 0.78), (0.78, 0.7), (0.78, 0.74),
        (0.6, 0.84)]), on=None)  # fmt: skip
    skull = smooth([(0.3, 0.86), (0.36, 0.98), (0.5, 1.0), (0.66, 0.96), (0.84, 0.9),
        (0.88, 0.82), (0.82, 0.78), (0.62, 0.8), (0.46, 0.78), (0.36, 0.74)])  # fmt: skip
    body = m.part(worn.back, smooth(spots), skull, light=0.58)
    mark(m, worn.pale, smooth([(0.42, 0.7), (0.28, 0.5), (0.0, 0.36), (-0.5, 0.33),
        (0.1, 0.26), (0.44, 0.5)]), on=body, fade=0.02)  # fmt: skip
    stripes(m, body, worn.mark, own, gap=0.1, wide=0.05, deep=0.3, to=0.72, cover=0.7)
    if m.size > 60:
        teeth = [[(0.5 + 0.045 * k, 0.795 - 0.002 * k), (0.53 + 0.045 * k,
            0.795 - 0.002 * k), (0.515 + 0.045 * k, 0.75)] for k in range(8)]  # fmt: skip
        low = [[(0.52 + 0.045 * k, 0.72 - 0.012 * k), (0.545 + 0.045 * k,
            0.715 - 0.012 * k), (0.53 + 0.045 * k, 0.75 - 0.01 * k)] for k in range(6)]  # fmt: skip
        mark(m, rgb("faf6ea"), *teeth, *low, on=None, line=0.3)
        mark(m, DARK, oval(0.82, 0.88, 0.012, 0.01), on=None)
    with bent(m, tread(m, (-0.05, 0.5), (-0.04 - step * 1.6, 0.03), False, reach, reach * 0.5)):
        m.part(worn.back, *limb([0.2, 0.27, 0.12, 0.09, 0.08], (-0.08, 0.5), (0.02, 0.34),
            (-0.1 - step, 0.16), (-0.06 - step * 1.6, 0.03)), oval(0.0 - step * 1.6, 0.026,
            0.09, 0.03), light=0.62, line=0.6)  # fmt: skip
    m.part(worn.back, *limb([0.06, 0.045, 0.035], (0.32, 0.54), (0.42, 0.46), (0.46,
        0.5)), light=0.6)  # fmt: skip
    eye(m, 0.5, 0.92, 0.026, rgb("e8b83a"))
    m.line(tone(worn.back, -0.5), 0.016, (0.45, 0.955), (0.52, 0.955), (0.57, 0.93), taper=True)


def longneck(m: Model, place: Place, rng: Rng) -> None:
    """Draw a dinosaur with a long neck."""
    with bent(
        m,
        waved(
            m,
            lambda s: 0.12 * max(0.0, abs(s[0] - 0.1) - 0.2) * (s[1] > 0.12),
            lambda s: 0.6 * abs(s[0]),
        ),
    ):
        _longneck(m, place, rng)


def _longneck(m: Model, place: Place, rng: Rng) -> None:
    worn, own = coat(m, place, rng, ("7a96a0 d5ddd4 4a626c", "8aa06a dfe0b8 526638")), fork(rng)
    nf, nh, ff, fh = feet(m, pose_of(place, "stand", ("stand", "walk", "run"), bust=False), 0.6)
    dark = tone(worn.back, -0.22)
    column(m, dark, -0.22, fh, 0.24, 0.09, 0.42, False)
    column(m, dark, 0.2, ff, 0.24, 0.09, 0.42, False)
    body = m.part(worn.back, smooth([(-1.0, 0.12), (-0.6, 0.26), (-0.3, 0.42), (0.0,
        0.48), (0.24, 0.46), (0.34, 0.36), (0.26, 0.2), (0.0, 0.15), (-0.3, 0.18),
        (-0.6, 0.18)]), *limb([0.3, 0.17, 0.11, 0.09], (0.16, 0.34), (0.38, 0.56),
        (0.46, 0.76), (0.54, 0.9)), oval(0.6, 0.93, 0.105, 0.06, -0.15), light=0.58)  # fmt: skip
    mark(m, worn.pale, smooth([(0.62, 0.88), (0.5, 0.7), (0.36, 0.42), (0.1, 0.2),
        (-0.6, 0.17), (0.1, 0.05), (0.6, 0.4)]), on=body, fade=0.02, cover=0.8)  # fmt: skip
    dapples(m, body, worn.mark, own, gap=0.1, size=0.022, cover=0.5, above=0.34)
    column(m, worn.back, -0.3, nh, 0.26, 0.1, 0.6, True)
    column(m, worn.back, 0.14, nf, 0.26, 0.1, 0.6, True)
    eye(m, 0.6, 0.945, 0.02)
    m.line(tone(worn.back, -0.6), 0.01, (0.7, 0.91), (0.64, 0.895), (0.58, 0.905), taper=True)


def horned(m: Model, place: Place, rng: Rng) -> None:
    """Draw a triceratops."""
    worn, own = coat(m, place, rng, ("8a7a5a dccfa8 54482f", "6f8078 d2d8c8 3f4f48")), fork(rng)
    nf, nh, ff, fh = feet(m, pose_of(place, "stand", ("stand", "walk", "run"), bust=False))
    dark = tone(worn.back, -0.22)
    column(m, dark, -0.36, fh, 0.36, 0.15, 0.42, False)
    column(m, dark, 0.26, ff, 0.36, 0.15, 0.42, False)
    body = m.part(worn.back, smooth([(-1.1, 0.24), (-0.7, 0.5), (-0.4, 0.72), (0.0,
        0.78), (0.36, 0.66), (0.42, 0.42), (0.2, 0.26), (-0.3, 0.26), (-0.7, 0.3)]),
        light=0.58)  # fmt: skip
    stripes(m, body, worn.mark, own, gap=0.13, wide=0.06, deep=0.4, cover=0.6)
    column(m, worn.back, -0.46, nh, 0.4, 0.17, 0.58, True)
    column(m, worn.back, 0.18, nf, 0.36, 0.16, 0.6, True)
    frill = smooth([(0.52, 0.5), (0.34, 0.62), (0.26, 0.82), (0.32, 0.98), (0.46, 1.0),
        (0.6, 0.9), (0.68, 0.72)])  # fmt: skip
    part = m.part(mix(worn.back, rgb("c2603a"), 0.35), tufted(frill, own, 0.12, 0.03,
        0.0), light=0.56)  # fmt: skip
    mark(m, worn.mark, oval(0.43, 0.8, 0.06, 0.1, -0.3), on=part, cover=0.6)
    head = m.part(worn.back, smooth([(0.44, 0.68), (0.62, 0.76), (0.8, 0.66), (0.98,
        0.5), (1.06, 0.36), (1.0, 0.3), (0.8, 0.34), (0.56, 0.36), (0.44, 0.46)]),
        light=0.61)  # fmt: skip
    mark(m, worn.pale, smooth([(1.1, 0.36), (0.8, 0.4), (0.5, 0.42), (0.6, 0.2), (1.1,
        0.2)]), on=head, fade=0.03)  # fmt: skip
    horn = rgb("eee4cc")
    for root, end in (((0.66, 0.72), (0.98, 0.98)), ((0.6, 0.72), (0.84, 1.04))):
        m.part(horn, [(root[0] - 0.05, root[1] + 0.02), end, (root[0] + 0.05,
            root[1] - 0.05)], light=0.64)  # fmt: skip
    m.part(horn, [(0.9, 0.55), (1.04, 0.68), (0.98, 0.48)], light=0.64)
    eye(m, 0.69, 0.6, 0.03, rgb("e8b83a"))
    m.line(tone(worn.back, -0.6), 0.012, (1.02, 0.38), (0.9, 0.42), (0.78, 0.42), taper=True)


FORMS = {"tyrannosaur": Form(tyrannosaur, 4.5, 1.0, focus=(0.2, 0.5, 0.95, 1.06)),
    "longneck": Form(longneck, 9.0, 1.0, focus=(0.3, 0.6, 0.8, 1.02), top=(-0.2, 0.1,
    0.46)), "triceratops": Form(horned, 2.6, 1.1, focus=(0.2, 0.2, 1.15, 1.05))}  # fmt: skip
ENLARGED = frozenset(FORMS)

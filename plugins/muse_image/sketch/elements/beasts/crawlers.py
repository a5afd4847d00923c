"""Spiders and ants."""

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import rgb
from ...paint.model import Model, limb, oval, smooth, tone
from ...scene.plan import Place
from .coat import DARK, coat, dapples, mark
from .eyes import eye
from .living import bent, tread


def spider(m: Model, place: Place, rng: Rng) -> None:
    """Draw a spider on its eight legs."""
    worn, own = coat(m, place, rng, ("5a4434 a98a66 2f221a", "3c3a3e 8a8078 1f1c20")), fork(rng)
    far = ((-0.5, -1.02), (-0.16, -0.44), (0.3, 0.46), (0.6, 1.0))
    near = ((-0.46, -1.14), (-0.1, -0.56), (0.34, 0.6), (0.66, 1.16))

    reach = 0.12 if place.traits.get("pose") in ("walk", "run") else 0.0

    def legs(feet: tuple[tuple[float, float], ...], low: float, light: float) -> None:
        for number, (knee, foot) in enumerate(feet):
            ahead = (number + (low > 0)) % 2 == 0
            walk = tread(m, (0.16, 0.44), (foot, low), ahead, reach, reach)
            spots = (
                (0.16, 0.44),
                (knee * 1.25 + 0.06, 0.98 - abs(foot) * 0.12),
                (foot * 0.92, 0.46),
                (foot, low),
            )
            with bent(m, walk):
                leg = m.part(
                    worn.back, *limb([0.1, 0.085, 0.06, 0.03], *spots), light=light, line=0.7
                )
                for part in (0.3, 0.62):
                    u = knee * 1.25 + (foot - knee * 1.25) * part
                    mark(m, worn.mark, oval(u, 0.9 - 0.55 * part, 0.07, 0.03), on=leg)

    legs(far, 0.12, 0.42)
    back = m.part(worn.back, oval(-0.4, 0.52, 0.42, 0.34, 0.25), light=0.6, round_=1.3)
    mark(
        m,
        worn.pale,
        *[oval(-0.2 - 0.14 * k, 0.68 + 0.02 * k, 0.07 - 0.008 * k, 0.035, 0.2) for k in range(4)],
        on=back,
    )
    dapples(m, back, worn.mark, own, gap=0.1, size=0.022, cover=0.5, above=0.4)
    m.part(worn.back, oval(0.22, 0.44, 0.28, 0.22), light=0.62, round_=1.2)
    m.part(worn.pale, *limb([0.07, 0.05], (0.42, 0.38), (0.5, 0.22)), light=0.55)
    legs(near, 0.0, 0.6)
    for u, v, size in (
        (0.4, 0.52, 0.05),
        (0.3, 0.57, 0.035),
        (0.46, 0.44, 0.03),
        (0.2, 0.6, 0.025),
    ):
        eye(m, u, v, size, rgb("2a2020"))


def ant(m: Model, place: Place, rng: Rng) -> None:
    """Draw an ant that walks."""
    worn = coat(m, place, rng, ("7a3a26 c98a5a 3a1a12", "3a2c2a 8a7468 1c1414"))
    reach = 0.12 if place.traits.get("pose") in ("walk", "run") else 0.0
    for u, foot in ((-0.12, -0.6), (0.06, 0.1), (0.22, 0.76)):
        with bent(m, tread(m, (u, 0.46), (foot, 0.04), foot == 0.1, reach, reach)):
            m.part(
                tone(worn.back, -0.2),
                *limb(
                    [0.06, 0.05, 0.035],
                    (u, 0.46),
                    (u + (foot - u) * 0.5, 0.62),
                    (foot + 0.12, 0.04),
                ),
                light=0.42,
            )
    m.part(worn.back, *limb([0.08, 0.1, 0.08], (-0.5, 0.5), (-0.3, 0.5), (-0.1, 0.5)), light=0.5)
    rear = m.part(worn.back, oval(-0.82, 0.5, 0.46, 0.3, 0.12), light=0.6, round_=1.3)
    for k in range(3):
        m.line(
            worn.mark,
            0.02,
            (-0.56 - 0.2 * k, 0.8 - 0.02 * k),
            (-0.64 - 0.2 * k, 0.5),
            (-0.54 - 0.2 * k, 0.22),
            on=rear,
            force=0.6,
        )
    m.part(worn.back, oval(-0.24, 0.52, 0.1, 0.13), light=0.6)
    m.part(
        worn.back,
        smooth([(-0.16, 0.5), (0.06, 0.66), (0.36, 0.64), (0.46, 0.52), (0.3, 0.4), (0.0, 0.38)]),
        light=0.62,
        round_=1.2,
    )
    for u, foot in ((-0.06, -0.5), (0.12, 0.2), (0.28, 0.9)):
        with bent(m, tread(m, (u, 0.42), (foot, 0.0), foot != 0.2, reach, reach)):
            m.part(
                worn.back,
                *limb(
                    [0.07, 0.055, 0.04],
                    (u, 0.42),
                    (u + (foot - u) * 0.5, 0.6),
                    (foot, 0.0),
                    (foot + 0.1, 0.0),
                ),
                light=0.62,
                line=0.7,
            )
    for k in (0, 1):
        m.part(
            worn.back,
            *limb(
                [0.045, 0.04, 0.03],
                (0.78, 0.74),
                (1.0, 1.0 - 0.08 * k),
                (1.3 + 0.08 * k, 0.9 - 0.14 * k),
            ),
            light=0.5 + 0.1 * k,
        )
    m.part(
        worn.back,
        smooth([(0.44, 0.56), (0.54, 0.78), (0.8, 0.82), (0.98, 0.6), (0.94, 0.44), (0.66, 0.4)]),
        light=0.62,
        round_=1.2,
    )
    m.part(
        worn.mark, *limb([0.06, 0.05, 0.02], (0.92, 0.48), (1.08, 0.44), (1.06, 0.34)), light=0.5
    )
    eye(m, 0.78, 0.64, 0.07, rgb("e8c98a"))
    mark(m, DARK, oval(0.8, 0.63, 0.03, 0.04), on=None)


FORMS = {
    "spider": Form(spider, 0.05, 1.25, focus=(-0.3, 0.1, 0.8, 1.0)),
    "ant": Form(ant, 0.03, 1.4, focus=(0.2, 0.1, 1.3, 1.05)),
}
ENLARGED = frozenset(FORMS)

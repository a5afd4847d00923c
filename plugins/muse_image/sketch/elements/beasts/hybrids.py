"""Beasts made of several: the griffin, the qilin."""

from ...catalogue import Form
from ...draws import Rng, fork
from ...paint.colour import rgb
from ...paint.model import Model, Part, oval, smooth, tone
from ...scene.plan import Place
from .build import Build
from .coat import DARK, coat, hairs, mark, tufted
from .face import Face
from .feathers import wing
from .furred import Body
from .hoofed import Hoofed
from .living import beat, bent
from .pawed import Pawed
from .poses import pose_of
from .profile import Profile


def griffin(m: Model, place: Place, rng: Rng) -> None:
    """Draw a griffin: a lion's body, an eagle's wings and head."""
    own = fork(rng)
    build = Build(long=0.78, leg=0.4, deep=0.32, bone=0.09, thigh=0.27, neck=(0.2, 0.2,
        0.26), head=0.13, tail=("tuft", 0.6, 0.045), sit=0.34, tuck=0.15)  # fmt: skip
    lion = Pawed(("c9974f e6cfa0 6a4326",), build, Face(), rest="stand")
    worn = coat(m, place, rng, lion.coats)
    pose = pose_of(place, "stand", ("stand", "walk", "run", "jump", "sit", "lie"), bust=False)
    white = rgb("f1ebdc")
    colour = rgb("8a6238")
    fast = pose in ("run", "jump")
    low = 0.2 if fast else 0.85

    def head(u: float, v: float, turn: float, shut: bool) -> Part:
        with bent(m, beat(m, (u - 0.42, v - 0.16), low)):
            wing(m, tone(colour, 0.0), (u - 0.42, v - 0.16), 0.52, 2.0 if fast else 2.25,
                own, tip=tone(colour, -0.35), side=1)  # fmt: skip
        ruff = m.part(white, tufted(oval(u - 0.04, v - 0.07, 0.16, 0.19), own, 0.05,
            0.04), light=0.6)  # fmt: skip
        m.part(tone(white, -0.04), [(u - 0.08, v + 0.08), (u - 0.1, v + 0.24), (u + 0.0,
            v + 0.12)], light=0.6)  # fmt: skip
        part = m.part(white, oval(u, v + 0.02, 0.13, 0.12), light=0.64, line=0.5)
        m.part(rgb("e8b23a"), smooth([(u + 0.08, v + 0.06), (u + 0.18, v + 0.06),
            (u + 0.25, v), (u + 0.25, v - 0.09), (u + 0.2, v - 0.04), (u + 0.08,
            v - 0.06)]), light=0.62, line=0.7)  # fmt: skip
        m.part(rgb("e8c34a"), oval(u + 0.05, v + 0.05, 0.028, 0.026), light=0.65, line=0.9)
        mark(m, DARK, oval(u + 0.055, v + 0.05, 0.015, 0.015), on=None)
        m.part(tone(white, -0.2), smooth([(u - 0.02, v + 0.1), (u + 0.06, v + 0.09),
            (u + 0.1, v + 0.05), (u + 0.04, v + 0.075)]), light=0.55, line=0.5)  # fmt: skip
        hairs(m, ruff, tone(white, -0.35), own, gap=0.04, long=0.05, flow=-1.8, cover=0.4)
        return part

    if pose not in ("sit", "lie"):
        with bent(m, beat(m, (0.2, 0.78), low)):
            wing(m, tone(colour, -0.2), (0.2, 0.78), 0.46, 1.6, own, tip=tone(colour, -0.4),
                side=1)  # fmt: skip
    Body(m, build, worn, own, head).draw(pose)


QILIN = Hoofed(("3f8a86 e6d6a0 1f5a62", "c9942c f2dca0 8a5a1c"), Profile("deer", (0.3,
    0.08, 0.055), ("leaf", 0.3, 2.4), "antlers", "2a2220", ("throat",), beard=True,
    forelock=True), leg=0.36, deep=0.28, neck=(0.28, 1.0, 0.24, 0.16), face=(0.27,
    -0.55), mane="d9602c", tail="lion", pattern="scales")  # fmt: skip

FORMS = {
    "griffin": Form(griffin, 1.9, 1.05, top=(-0.2, 0.1, 0.7), focus=(0.1, 0.5, 0.95, 1.15)),
    "qilin": QILIN.form(1.8, ridden=True),
}
ENLARGED = frozenset({"griffin"})

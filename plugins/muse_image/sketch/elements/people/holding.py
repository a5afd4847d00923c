"""Holding: which hand holds which thing, how the arm goes there, and where the thing is drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...catalogue import Form, form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, Spot
from ...scene.plan import Place
from ...scene.things import Thing
from .body import Body
from .card import METRES, Person
from .hands import palm
from .poses import Pose, Side
from .posing import pose
from .props import forms, holds

HANDS = ("read", "hug", "pray", "wave", "point", "think", "sing", "fight")
"""Poses that hands do in any pose of the body."""
FREE = ("fly", "swim", "sleep")
"""Poses whose hands go their own ways."""


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in a hand: its form, how it is held, its size (units of the person's height)."""

    form: Form
    rule: dict[str, Any]
    size: float
    place: Place
    side: str

    def draw(self, b: Body, m: Model, rng: Rng) -> None:
        """Draw it where the hands are."""
        grip, own = self.form.grip, self.form
        if self.rule.get("pose") == "hug":
            grip = (0.0, 0.4)
        near, far = palm(b, "near")[0], palm(b, "far")[0]
        turn = math.radians(self.rule.get("turn", 0.0))
        spot: Spot = near if self.side == "near" else far
        if self.rule.get("body"):
            turn = math.atan2(far[0] - near[0], far[1] - near[1])
            if self.place.kind == "violin":
                near = b.k.at(b.k.pit)
                turn = math.atan2(far[0] - near[0], far[1] - near[1] - 0.02)
                spot = far
            elif self.place.kind == "flute":
                spot = ((near[0] + far[0]) / 2, (near[1] + far[1]) / 2)
            else:
                spot = near
        elif self.side == "both":
            spot = ((near[0] + far[0]) / 2, (near[1] + far[1]) / 2)
        elif self.place.kind == "broom" and b.k.pose.up:
            hip = b.k.at(b.k.pelvis)
            turn = math.atan2(spot[0] - hip[0], spot[1] - hip[1] + 0.05)
        elif self.rule.get("floor") and not b.k.pose.lie:
            u, v = spot
            lean = u + math.tan(turn) * -v
            own.draw(m.within((lean, 0.0), self.size, turn), self.place, rng)
            return
        a, c = grip[0] * self.size, grip[1] * self.size
        cos, sin = math.cos(turn), math.sin(turn)
        foot = (spot[0] - a * cos - c * sin, spot[1] - c * cos + a * sin)
        own.draw(m.within(foot, self.size, turn), self.place, rng)
        if self.place.kind == "violin":
            u, v = palm(b, "near")[0]
            at = (near[0] + far[0]) / 2, (near[1] + far[1]) / 2
            tip = at[0] + (at[0] - u) * 0.9, at[1] + (at[1] - v) * 0.9
            m.limb(BOW, [0.007, 0.006], (u, v), tip, line=0.5)


BOW = rgb("4a3020")
"""Colour of the bow of a violin."""


def held(p: Person, place: Place) -> list[Held]:
    """Return the things in a person's hands, whose hands they fill: near, far or both."""
    made: list[Held] = []
    free = {"near", "far"}
    things = {named(thing): thing for thing in place.held}
    for name in p.held:
        thing = things.get(name)
        found = forms().get(holds().get(name, {}).get("form", name))
        if found is None and thing is not None:
            found = form(thing.element, thing.kind)
        if found is None or not free:
            continue
        living = thing is not None and thing.element in ("person", "animal")
        rule = dict(holds().get(name, _guess(found, living)))
        side = "both" if rule.get("both") or rule.get("body") else str(rule.get("side", "near"))
        if side == "both" and len(free) < 2:
            continue
        if side not in free and side != "both":
            side = next(iter(free))
        free -= {"near", "far"} if side == "both" else {side}
        own = replace(
            place, kind=name, colours=thing.colours if thing else (), held=(), worn=(), card=None,
            traits={"pose": "sit"} if living else {},
        )  # fmt: skip
        made.append(
            Held(found, rule, min(found.metres / METRES[p.age], found.metres * 0.72), own, side)
        )
    return made


def named(thing: Thing) -> str:
    """Return the name of a thing as it is held: of lanterns in the sky one is a lantern."""
    name = thing.name if thing.name in forms() else thing.kind or thing.name
    return {
        "lanterns": "lantern",
        "balloons": "balloon",
        "board": "sign",
        "flowers": "bouquet",
    }.get(name, name)


def _guess(found: Form, living: bool) -> dict[str, Any]:
    """Return how a thing is held of which nothing is said: the large in both hands."""
    if living:
        return {"both": True, "pose": "hug"}
    if found.hangs or found.grip[1] > 0.84:
        return {"side": "near", "hand": [0.12, -0.76, 0.3]}
    if found.metres > 0.3:
        return {"both": True, "pose": "read"}
    return {"side": "far", "hand": [0.02, -0.2, 0.62], "elbow": [0.8, -1, 0]}


def posed(p: Person, things: Sequence[Held]) -> Pose:
    """Return the pose of a card; who flies with a broom sits on it."""
    astride = p.pose == "fly" and any(each.place.kind == "broom" for each in things)
    return pose("broom" if astride else p.pose)


def armed(own: Pose, things: Sequence[Held], name: str) -> Pose:
    """Return a pose whose arms hold things."""
    if name in FREE:
        return own
    if name == "hold" and things:
        rest = pose("stand")
        own = replace(own, near=_armed(own.near, rest.near), far=_armed(own.far, rest.far))
    for each in things:
        rule = each.rule
        if "pose" in rule:
            other = pose(str(rule["pose"]))
            own = replace(own, near=_armed(own.near, other.near), far=_armed(own.far,
                other.far), head=max(own.head, other.head * 0.8) if name == "read"
                else own.head)  # fmt: skip
        elif "hand" in rule:
            side: Side = getattr(own, each.side)
            made = replace(side, hand=_triple(rule["hand"]), grip="grip", turn=0.0,
                elbow=_triple(rule.get("elbow", (0.7, -0.7, -0.5))))  # fmt: skip
            own = replace(own, near=made) if each.side == "near" else replace(own, far=made)
    return own


def acting(own: Pose, act: str) -> Pose:
    """Return a pose whose hands do something of their own: one who sits and waves."""
    if act not in HANDS:
        return own
    other = pose(act)
    return replace(
        own, near=_armed(own.near, other.near), far=_armed(own.far, other.far), head=other.head
    )


def _armed(side: Side, other: Side) -> Side:
    return replace(side, hand=other.hand, elbow=other.elbow, grip=other.grip, turn=other.turn)


def folded(own: Pose, things: Sequence[Held]) -> Pose:
    """Return a pose whose free hands meet before the waist, so that wide sleeves hang well."""
    taken = {each.side for each in things}
    if "both" in taken:
        return own
    rest = pose("folded")
    if "near" not in taken:
        own = replace(own, near=_armed(own.near, rest.near))
    if "far" not in taken:
        own = replace(own, far=_armed(own.far, rest.far))
    return own


def _triple(told: Sequence[float]) -> tuple[float, float, float]:
    return float(told[0]), float(told[1]), float(told[2])

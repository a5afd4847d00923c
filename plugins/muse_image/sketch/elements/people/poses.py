"""Poses: where hands and feet go, how the body bends; kept as data in poses.toml."""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from ...draws import Rng

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the body; (out, up, ahead) each: out is away from the body's middle.

    `hand` is where the wrist goes from the shoulder (units of the arm), `foot` where the ankle goes
    from the hip (units of the leg); `elbow` and `knee` are where these point; `toes` how far the
    toes point down (degrees); `grip` is the shape of the hand, `turn` how it is turned (degrees).
    """

    hand: Triple = (0.16, -0.96, 0.1)
    elbow: Triple = (0.6, -0.2, -1.0)
    foot: Triple = (0.04, -1.0, 0.0)
    knee: Triple = (0.12, 0.0, 1.0)
    toes: float = 0.0
    grip: str = "relaxed"
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Pose:
    """How a body is held; angles in degrees.

    `lean` bends it ahead, `side` to its far side, `twist` turns the shoulders, `head` lowers the
    face; `up` is how high the lowest part is over the ground; `lie` turns the whole figure in the
    picture; `turns` are the ways it is well seen from, the best one first; `sits` puts the hips at
    the height of a seat; `wind` is how much cloth and hair trail behind; `vary` scales variations.
    """

    near: Side = Side()
    far: Side = Side()
    lean: float = 0.0
    side: float = 0.0
    twist: float = 0.0
    head: float = 0.0
    up: float = 0.0
    lie: float = 0.0
    turns: tuple[str, ...] = ("three-quarter", "front")
    sits: bool = False
    wind: float = 0.0
    vary: float = 1.0


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("poses.toml").read_text("utf-8"))


def _side(entry: dict[str, Any], name: str) -> Side:
    told = {**entry.get("both", {}), **entry.get(name, {})}
    return Side(**_told(told))


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}


@cache
def known(name: str) -> Pose:
    """Return a pose by name; one that isn't known stands."""
    entry = _table().get(name) or _table()["stand"]
    keys = {f.name for f in fields(Pose)} - {"near", "far"}
    told = _told({k: v for k, v in entry.items() if k in keys})
    return Pose(_side(entry, "near"), _side(entry, "far"), **told)


def varied(made: Pose, rng: Rng) -> Pose:
    """Return a pose with small differences drawn by lot."""
    by = rng.standard_normal(6) * made.vary

    def moved(side: Side, a: float, b: float) -> Side:
        x, y, z = side.hand
        return replace(side, hand=(x + 0.02 * a, y + 0.02 * b, z + 0.02 * a))

    return replace(made, near=moved(made.near, float(by[0]), float(by[1])),
        far=moved(made.far, float(by[2]), float(by[3])),
        head=made.head + 2.0 * float(by[4]), side=made.side + 1.2 * float(by[5]))  # fmt: skip

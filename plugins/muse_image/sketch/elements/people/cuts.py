"""Cuts: how garments are made, kept as data in garments.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Cut:
    """How a garment is cut; levels of the trunk: 0 hips, 1 waist, 2 pit of the neck.

    - `top` and `hem`: the levels between which it covers the trunk (top 0: it doesn't)
    - `neck`: round, scoop, v, deep-v, square, boat, high, strapless; `straps` hold it up
    - `brief`: it leaves the thighs free
    - `sleeve`: how far down the arm (1 elbow, 2 wrist); `bell`: how far a wide one hangs
    - `skirt`: length of what hangs about the legs (1 ankle), from `low_top` or `hem`; `flare`
    - `legs`: how far down each leg it goes (1 knee, 2 ankle)
    - `collar`, `close`, `waist`, `pattern`, `extra`: what is drawn on it; see details.py
    - `shoe`: kind; `boot`: up to which level of the leg; `glove`: from which level of the arm
    - `made`: other garments worn together under this name
    """

    order: float = 20.0
    colours: tuple[str, ...] = ("7a7a7a",)
    top: float = 0.0
    hem: float = 0.0
    low_top: float = 0.0
    neck: str = ""
    straps: bool = False
    brief: bool = False
    sleeve: float = 0.0
    sleeve_ease: float = 0.008
    puff: float = 0.0
    bell: float = 0.0
    cuff: bool = False
    ease: float = 0.004
    skirt: float = 0.0
    flare: float = 0.0
    legs: float = 0.0
    leg_ease: float = 0.012
    tight: bool = False
    collar: str = ""
    close: str = ""
    waist: str = ""
    pattern: str = ""
    shine: float = 0.0
    shoe: str = ""
    boot: float = 0.0
    glove: float = 0.0
    extra: tuple[str, ...] = ()
    made: tuple[str, ...] = ()


@cache
def cuts() -> dict[str, Cut]:
    """Return every garment by name."""
    table = tomllib.loads(files(__package__).joinpath("garments.toml").read_text("utf-8"))
    return {name: Cut(**_told(entry)) for name, entry in table.items()}


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}

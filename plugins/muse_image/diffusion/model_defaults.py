"""The defaults of a model: `muse.json` in its folder, `{"defaults": {"steps": 25, ...}}`, or
`defaults` in the models.toml that has its short name.

A pipeline of diffusers has one number of steps and one guidance for all models of a family. A small
model, or one that has learnt to do with few steps, wants others; this lets a folder say so.
"""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import Run, Weights

if TYPE_CHECKING:
    from muse_image.diffusion.condition import C

FILE = "muse.json"
STEPS, GUIDANCE = 25, 4.0
"""The defaults of the small models that `muse train image.diffusion` makes."""

_BOUNDS = {"steps": (1, 1000), "guidance": (0, 50)}


def filled(condition: "C", weights: Weights, run: Run) -> "C":
    """Return the condition with the model's own values where nobody gave any; the report says so.

    What isn't a number within the bounds of its field is passed over.
    """
    known = {**weights.defaults, **_written(weights.path)}
    told = {name: known[name] for name in _BOUNDS if name in known}
    taken: dict[str, float] = {}
    for name, value in told.items():
        low, high = _BOUNDS[name]
        kind = int if name == "steps" else int | float
        number = isinstance(value, kind) and not isinstance(value, bool) and low <= value <= high
        if number and getattr(condition, name) is None:
            if name == "steps" and condition.init is not None:
                # Only this share of the steps is taken from a picture on; one has to be left.
                value = max(value, math.ceil(1 / (condition.strength or 0.5)))
            taken[name] = value
            run.report.choose(name, value)
    run.resolve(**taken)
    return condition.model_copy(update=taken)


def _written(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / FILE).read_text(encoding="utf-8"))["defaults"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(folder: Path) -> None:
    """Write the defaults of a small model into its folder."""
    own = {"steps": STEPS, "guidance": GUIDANCE}
    (folder / FILE).write_text(json.dumps({"defaults": own}) + "\n", encoding="utf-8")

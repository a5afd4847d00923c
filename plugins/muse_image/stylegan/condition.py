"""What image.stylegan understands."""

import math
from typing import Literal

from pydantic import field_validator, model_validator

from muse import Field, InputFile
from muse_image.small import SmallPictureCondition

DIRECTIONS = (
    *(f"sefa{k}" for k in range(1, 9)),
    *(f"{part}{k}" for part in ("coarse", "middle", "fine") for k in range(1, 5)),
    *(f"pca{k}" for k in range(1, 9)),
)
"""The names of the directions that a picture can be edited along."""

STEPS = 300
"""Steps of looking for a picture, usually."""


class StyleganCondition(SmallPictureCondition):
    """What image.stylegan understands."""

    truncation: float = Field(
        0.7,
        ge=0,
        le=1,
        description="1: the full variety of training; towards 0: the typical picture of a class.",
    )
    mix: int | None = Field(
        None,
        ge=0,
        lt=2**32,
        description="Seed of another picture, from which some layers take their style (--mixed).",
        examples=[12],
    )
    mixed: Literal["coarse", "middle", "fine"] = Field(
        "fine",
        description="What --mix gives: coarse (shape and pose), middle (features) or fine (colours"
        " and detail).",
    )
    edit: list[str] = Field(
        [],
        max_length=8,
        description="Move the picture along a direction, as name=amount in standard deviations:"
        " sefa1 to sefa8 and coarse1, middle1, fine1 and so on (SeFa), pca1 to pca8 (GANSpace)."
        " --view directions shows what they do.",
        examples=[["sefa1=2", "pca3=-1.5"]],
        json_schema_extra={"takes": "directions such as sefa1=2"},
    )
    init: InputFile | None = Field(
        None,
        description="A picture to find in what the network can make: reconstruct, edit or mix it.",
        json_schema_extra={"media": ["image/*"]},
    )
    space: Literal["w", "w+"] = Field(
        "w+",
        description="Where --init is looked for: w (one style, better to edit) or w+ (one for each"
        " layer, closer to the picture).",
    )
    steps: int = Field(
        STEPS, ge=1, le=10_000, description="Steps of looking for --init; more come closer."
    )
    view: Literal["animation", "sheet", "directions"] = Field(  # type: ignore[assignment]
        "animation",
        description="How frames are shown: as an animation, or side by side. directions: a sheet"
        " of the picture moved along every direction.",
    )

    @field_validator("edit")
    @classmethod
    def _edit(cls, value: list[str]) -> list[str]:
        names = [edited(each)[0] for each in value]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} is given twice; leave one out")
        return value

    @property
    def has_two_ends(self) -> bool:
        """Whether there is something to interpolate between; frames may also lead to an edit."""
        return bool(self.interpolate) or bool(self.edit and self.frames)

    @model_validator(mode="after")
    def _together(self) -> "StyleganCondition":
        if self.init is not None and self.interpolate:
            raise ValueError("interpolate: can't be combined with init; leave one out")
        if self.init is None and (self.space != "w+" or self.steps != STEPS):
            name = "space" if self.space != "w+" else "steps"
            raise ValueError(f"{name}: requires a picture to look for; give --init a.png")
        if self.mix is None and self.mixed != "fine":
            raise ValueError("mixed: requires another picture; give --mix SEED")
        if self.view == "directions" and (self.interpolate or self.frames):
            raise ValueError("view: directions are those of one picture; leave out interpolate")
        return self


def edited(text: str) -> tuple[str, float]:
    """Return (direction, amount) of a text such as sefa1=2; ValueError says what is wrong."""
    import difflib

    name, mark, told = text.partition("=")
    name = name.strip().lower()
    if name not in DIRECTIONS:
        near = difflib.get_close_matches(name, DIRECTIONS, 3, 0.5) or ["sefa1", "fine1", "pca1"]
        raise ValueError(f"there is no direction {name!r}; try {', '.join(near)}")
    try:
        amount = float(told) if mark else 2.0
    except ValueError:
        amount = math.nan
    if not -20 <= amount <= 20:
        raise ValueError(f"invalid amount {told!r} of {name}; expected a number from -20 to 20")
    return name, amount

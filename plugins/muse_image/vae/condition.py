"""What image.vae understands."""

from typing import Literal

from pydantic import model_validator

from muse import Field, InputFile
from muse_image.small import SmallPictureCondition

Likelihood = Literal["laplace", "gaussian", "bernoulli"]
"""How the error of a pixel counts."""


class VaeCondition(SmallPictureCondition):
    """What image.vae understands."""

    temperature: float = Field(
        0.8,
        ge=0,
        le=2,
        description="Spread of the samples: 1 as in training, towards 0 the typical pictures.",
    )
    init: InputFile | None = Field(
        None,
        description="A picture to encode, and to reconstruct or vary (PNG, JPEG, WebP).",
        json_schema_extra={"media": ["image/*"]},
    )
    strength: float = Field(
        0.0,
        ge=0,
        le=1,
        description="How far to depart from the init picture (0: reconstruct it, 1: completely).",
    )
    other: InputFile | None = Field(
        None,
        description="Another picture: the second end of an interpolation from `init`.",
        json_schema_extra={"media": ["image/*"]},
    )
    plus: list[str] = Field(
        [],
        max_length=8,
        description="Latent arithmetic: add the mean of a class.",
        examples=[["moon"]],
        json_schema_extra={"takes": "classes"},
    )
    minus: list[str] = Field(
        [],
        max_length=8,
        description="Latent arithmetic: subtract the mean of a class.",
        examples=[["cat"]],
        json_schema_extra={"takes": "classes"},
    )

    @property
    def has_two_ends(self) -> bool:
        """Whether there is something to interpolate between."""
        return bool(self.interpolate) or self.other is not None

    @model_validator(mode="after")
    def _together(self) -> "VaeCondition":
        if self.other is not None and self.init is None:
            raise ValueError("other: requires a picture to start from; give --init a.png")
        if self.interpolate and (self.init is not None or self.label is not None):
            raise ValueError("interpolate: can't be combined with init or label; leave them out")
        if self.init is not None and self.label is not None:
            raise ValueError("label: can't be combined with init; leave out label or init")
        if self.strength and self.init is None:
            raise ValueError("strength: requires a picture to vary; give --init a.png")
        return self

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
        description="Spread of what is sampled: 1 as it was learnt, towards 0 the typical ones.",
    )
    init: InputFile | None = Field(
        None, description="A picture to encode, and to reconstruct or vary (PNG, JPEG, WebP)."
    )
    strength: float = Field(
        0.0, ge=0, le=1, description="How far to leave the picture (0: reconstruct, 1: altogether)."
    )
    other: InputFile | None = Field(
        None, description="Another picture: the second end of an interpolation from `init`."
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
            raise ValueError("other: this needs a picture to start from: --init a.png")
        if self.interpolate and (self.init is not None or self.label is not None):
            raise ValueError("interpolate: this stands for itself; leave out init and label")
        if self.init is not None and self.label is not None:
            raise ValueError("label: a picture is encoded without one; leave out label or init")
        if self.strength and self.init is None:
            raise ValueError("strength: this needs a picture to vary: --init a.png")
        return self

"""What image.vae understands."""

from typing import Literal

from pydantic import field_validator, model_validator

from muse import Condition, Field, InputFile, ModelSource

Likelihood = Literal["laplace", "gaussian", "bernoulli"]
"""How the error of a pixel counts."""


class VaeCondition(Condition):
    """What image.vae understands."""

    prompt: str = Field(
        "",
        description="Words that name the class, English or Chinese.",
        examples=["a cat", "一只猫"],
    )
    label: str | None = Field(
        None, description="The class; the prompt's, or one by chance, if none.", examples=["cat"]
    )
    temperature: float = Field(
        0.8,
        ge=0,
        le=2,
        description="Spread of what is drawn: 1 as it was learnt, towards 0 the typical ones.",
    )
    init: InputFile | None = Field(
        None, description="A picture to encode, and to reconstruct or vary (PNG, JPEG, WebP)."
    )
    strength: float = Field(
        0.0, ge=0, le=1, description="How far to leave the picture (0: reconstruct, 1: altogether)."
    )
    other: InputFile | None = Field(
        None, description="Another picture: the far end of a walk that starts at the first."
    )
    mix: list[str] = Field(
        [],
        max_length=2,
        description="Mix two: classes by name, or seeds as numbers; given twice.",
        examples=[["cat", "moon"]],
        json_schema_extra={"takes": "two classes, or two seeds"},
    )
    share: float = Field(
        0.5, ge=0, le=1, description="How much of the second there is in a mix of two."
    )
    plus: list[str] = Field(
        [],
        max_length=8,
        description="Add the mean of a class to the picture's place among all pictures.",
        examples=[["moon"]],
        json_schema_extra={"takes": "classes"},
    )
    minus: list[str] = Field(
        [],
        max_length=8,
        description="Take the mean of a class away from it.",
        examples=[["cat"]],
        json_schema_extra={"takes": "classes"},
    )
    frames: int = Field(
        0, ge=0, le=240, description="Walk from one end to the other in so many pictures."
    )
    view: Literal["animation", "sheet"] = Field(
        "animation", description="How a walk is shown: it moves, or all pictures side by side."
    )
    scale: int = Field(1, ge=1, le=16, description="Enlarge what is made so many times.")
    model: ModelSource | None = Field(
        None, description="Weights of muse train image.vae; Muse's own if none."
    )

    @field_validator("mix")
    @classmethod
    def _two(cls, value: list[str]) -> list[str]:
        if len(value) == 1:
            raise ValueError("a mix takes two: --mix cat --mix moon")
        return value

    @model_validator(mode="after")
    def _together(self) -> "VaeCondition":
        two = bool(self.mix) or self.other is not None
        if self.frames == 1:
            raise ValueError("frames: a walk has two pictures or more; 0 is none")
        if self.other is not None and self.init is None:
            raise ValueError("other: this needs a picture to start from: --init a.png")
        if self.mix and (self.init is not None or self.label is not None):
            raise ValueError("mix: this stands for itself; leave out init and label")
        if self.init is not None and self.label is not None:
            raise ValueError("label: a picture is encoded without one; leave out label or init")
        if self.strength and self.init is None:
            raise ValueError("strength: this needs a picture to vary: --init a.png")
        if not two and (self.frames or self.share != 0.5):
            name = "frames" if self.frames else "share"
            raise ValueError(f"{name}: this needs two ends: --mix 1 --mix 2, or --init and --other")
        if self.frames and self.share != 0.5:
            raise ValueError("share: a walk takes all shares; leave out share or frames")
        return self

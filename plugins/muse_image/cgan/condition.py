"""What image.cgan understands."""

from typing import Literal

from pydantic import field_validator, model_validator

from muse import Condition, Field, ModelSource


class CganCondition(Condition):
    """What image.cgan understands."""

    prompt: str = Field(
        "",
        description="Words that name the class, English or Chinese.",
        examples=["a cat", "一只猫"],
    )
    label: str | None = Field(
        None, description="The class; the prompt's, or one by chance, if none.", examples=["cat"]
    )
    truncation: float = Field(
        0.8,
        ge=0,
        le=1,
        description="1: all variety that was learnt; towards 0: the typical picture of a class.",
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
    frames: int = Field(
        0, ge=0, le=240, description="Walk from one to the other of a mix in so many pictures."
    )
    view: Literal["animation", "sheet"] = Field(
        "animation", description="How a walk is shown: it moves, or all pictures side by side."
    )
    scale: int = Field(1, ge=1, le=16, description="Enlarge what is made so many times.")
    model: ModelSource | None = Field(
        None, description="Weights of muse train image.cgan; Muse's own if none."
    )

    @field_validator("mix")
    @classmethod
    def _two(cls, value: list[str]) -> list[str]:
        if len(value) == 1:
            raise ValueError("a mix takes two: --mix cat --mix moon")
        return value

    @model_validator(mode="after")
    def _together(self) -> "CganCondition":
        if self.frames == 1:
            raise ValueError("frames: a walk has two pictures or more; 0 is none")
        if not self.mix and (self.frames or self.share != 0.5):
            name = "frames" if self.frames else "share"
            raise ValueError(f"{name}: this needs a mix of two: --mix cat --mix moon")
        if self.frames and self.share != 0.5:
            raise ValueError("share: a walk takes all shares; leave out share or frames")
        return self

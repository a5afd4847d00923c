"""What `text.picturebook` can be asked for."""

from typing import Literal

from muse import Condition, Field

from .condition import FEWEST, MOST


class PicturebookCondition(Condition):
    """What text.picturebook understands."""

    prompt: str = Field(
        "",
        description="Who it is about and what of: a hero, and something to look for or wish for.",
        examples=["a bedtime story about a little fox and the stars", "小熊和大海的故事"],
    )
    characters: list[str] = Field(
        [],
        max_length=1,
        description="The hero, as a role or a name and a role.",
        examples=[["Pip, a little fox"]],
    )
    theme: str = Field(
        "", max_length=60, description="What the hero looks for.", examples=["the moon", "彩虹"]
    )
    pages: int = Field(
        8, ge=FEWEST, le=MOST, description="How many pages it is told in.", examples=[12]
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the text; that of the request if omitted."
    )
    title: str = Field("", max_length=80, description="Title; invented if omitted.")

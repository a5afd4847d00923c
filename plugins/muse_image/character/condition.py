"""What `image.character` understands."""

from typing import Literal

from muse import Condition, Field, InputFile
from muse_image.sketch.condition import Style

Sheet = Literal["design", "sprites", "idle", "walk", "run", "jump"]


class CharacterCondition(Condition):
    """What image.character understands."""

    prompt: str = Field(
        "",
        description="Who it is, in English or Chinese; what isn't said is drawn by lot.",
        examples=["an old fisherman with a white beard", "扎马尾的红发少女"],
    )
    card: InputFile | None = Field(
        None,
        description="A card (.json) written before: the same person, drawn again.",
        json_schema_extra={"media": ["application/json"]},
    )
    name: str = Field(
        "", max_length=40, description="The name on the sheet and the card.", examples=["Mira"]
    )
    sheet: Sheet = Field(
        "design",
        description="design: four sides, six expressions, palette and props; sprites: the steps of "
        "four actions; or one action, animated (-o x.webp, x.gif).",
        examples=["sprites", "walk"],
    )
    style: Style = Field("cartoon", description="How to paint.", examples=["watercolour"])
    width: int = Field(1600, ge=96, le=4096, description="Width in px.", examples=[1024])
    height: int = Field(1200, ge=96, le=4096, description="Height in px.", examples=[768])
    frames: int = Field(
        8, ge=2, le=24, description="Frames of each action, of sprites and animations."
    )
    fps: float = Field(10.0, ge=1, le=30, description="Frames per second of an animation.")

"""What `image.style` understands."""

from typing import Any, Literal, get_args

from pydantic import field_validator, model_validator

from muse import Condition, Field, InputFile, ModelSource
from muse_image.sketch.condition import Style
from muse_image.style import named

EngineName = Literal["auto", "optimise", "fast", "patches"]
Loss = Literal["transport", "gram"]

MOST_SAMPLES = 8
"""Pictures that style is taken from at once."""

PICTURE: dict[str, Any] = {"media": ["image/*"]}


class StyleCondition(Condition):
    """What image.style understands."""

    prompt: str = Field(
        "",
        description="Words that name the style, in English or Chinese, instead of `style`.",
        examples=["in the style of ink", "水墨画"],
    )
    init: InputFile | None = Field(
        None,
        description="The picture to restyle (PNG, JPEG, WebP, GIF): its content stays. Of an "
        "animation every frame.",
        examples=["photo.jpg"],
        json_schema_extra=PICTURE,
    )
    style: Style = Field(
        "oil",
        description="A style by name, as Muse's painter paints it; `style_image` goes before it.",
        examples=["ink"],
    )
    style_image: list[InputFile] = Field(
        [],
        max_length=MOST_SAMPLES,
        description="A picture to take the style from, whatever it shows; several are mixed.",
        examples=[["painting.jpg"]],
        json_schema_extra=PICTURE,
    )
    style_weight: list[float] = Field(
        [],
        max_length=MOST_SAMPLES,
        description="How much each style_image counts, in their order; alike if omitted.",
        json_schema_extra={"takes": "a number above 0 for each style_image"},
    )
    strength: float = Field(
        1.0, ge=0, le=1, description="How much of the style: 0 leaves the picture as it is."
    )
    scale: float = Field(
        1.0,
        ge=0.25,
        le=4,
        description="How large the strokes are: 2 is twice as large as in the style's picture.",
        examples=[2.0],
    )
    keep_colours: bool | None = Field(
        None,
        description="Take strokes and lightness from the style, and leave the colours. If omitted, "
        "colours stay where a style goes by name, but for ink, line-art, neon, pencil and "
        "woodblock, which have colours of their own.",
    )
    mask: InputFile | None = Field(
        None,
        description="Where to restyle: a picture that is white there and black elsewhere.",
        json_schema_extra=PICTURE,
    )
    frames: int | None = Field(
        None,
        ge=1,
        le=240,
        description="How many frames of an animation to restyle, from the first; 1 makes a still "
        "picture. All of them (up to 240) if omitted.",
        examples=[24],
    )
    width: int | None = Field(
        None,
        ge=64,
        le=4096,
        description="Width in px; the picture's own up to 4 megapixels if omitted.",
        examples=[2048],
    )
    height: int | None = Field(
        None,
        ge=64,
        le=4096,
        description="Height in px; by the width and the picture's form if omitted.",
        examples=[2048],
    )
    engine: EngineName = Field(
        "auto",
        description="How it is done: fast (a small network, a second), patches (no network, some "
        "seconds), optimise (a large network, minutes); auto takes fast if it is installed, "
        "else patches.",
        examples=["patches"],
    )
    model: ModelSource | None = Field(
        None, description="Weights of VGG-19 for the engine optimise; `vgg19` if omitted."
    )
    loss: Loss = Field(
        "transport",
        description="What the engine optimise brings to the style's: features as a crowd "
        "(transport), or which go with which and how often each comes (gram).",
    )

    @field_validator("style", mode="before")
    @classmethod
    def _nearest(cls, value: Any) -> Any:
        """Take a painter's name for the style that is nearest to theirs."""
        if not isinstance(value, str) or value in get_args(Style):
            return value
        return named.nearest(value) or value

    @field_validator("style_image", "style_weight", mode="before")
    @classmethod
    def _one(cls, value: Any) -> Any:
        """Take one as well as a list of them."""
        return [] if value is None else value if isinstance(value, list | tuple) else [value]

    @field_validator("style_weight")
    @classmethod
    def _above(cls, value: list[float]) -> list[float]:
        for each in value:
            if not 0 < each <= 1000:
                raise ValueError(f"invalid value {each:g}; expected numbers above 0, up to 1000")
        return value

    @model_validator(mode="after")
    def _as_many(self) -> "StyleCondition":
        many, pictures = len(self.style_weight), len(self.style_image)
        if many and many != pictures:
            raise ValueError(
                f"style_weight: {many} given for {pictures} of style_image; give one for each"
            )
        return self

"""What `image.sketch` understands."""

from typing import Any, Literal, get_args

from pydantic import field_validator

from muse import Condition, Field, InputFile

from .paint import swatches

Style = Literal[
    "oil", "watercolour", "ink", "woodblock", "gouache", "pastel", "pencil", "line-art",
    "pixel-art", "low-poly", "pointillism", "stained-glass", "cartoon", "neon",
]  # fmt: skip
Time = Literal["dawn", "day", "sunset", "dusk", "night"]
Season = Literal["spring", "summer", "autumn", "winter"]
Weather = Literal["clear", "cloudy", "fog", "rain", "snow", "storm"]
Mood = Literal[
    "dreamy", "warm", "cold", "melancholy", "joyful", "mysterious", "dramatic", "calm", "romantic"
]
Palette = Literal[
    "warm", "cold", "pastel", "vivid", "muted", "earth", "monochrome", "sepia", "gold", "pink",
    "violet", "blue", "green", "red",
]  # fmt: skip
Detail = Literal["draft", "normal", "fine"]
Framing = Literal["wide", "medium", "close"]
Room = Literal["top", "bottom", "left", "right"]


VECTORIAL: tuple[Style, ...] = ("line-art", "low-poly", "stained-glass")
"""Styles that are made of shapes, and can be written as SVG."""


ALLOWANCE = {"clear": 0.93, "cloudy": 0.07}
"""How often each weather comes when nobody asked for one."""


class SketchCondition(Condition):
    """What image.sketch understands."""

    prompt: str = Field(
        "",
        description="What to paint, in English or Chinese; words it doesn't know are reported.",
        examples=["A beautiful landscape with a lake and mountains", "三只鸟飞过湖面，水墨画"],
    )
    negative_prompt: str = Field(
        "", description="What to leave out.", examples=["clouds, birds", "云"]
    )
    width: int = Field(1024, ge=64, le=8192, description="Width in px.", examples=[1920])
    height: int = Field(768, ge=64, le=8192, description="Height in px.", examples=[1080])
    style: Style = Field("oil", description="How to paint.", examples=["ink"])
    time: Time | None = Field(None, description="Time of day.", examples=["sunset"])
    season: Season | None = Field(None, description="Season.", examples=["autumn"])
    weather: Weather | None = Field(None, description="Weather.", examples=["fog"])
    mood: Mood | None = Field(None, description="Mood, expressed in colours.", examples=["dreamy"])
    palette: str | None = Field(
        None,
        description=f"Palette of the picture: {', '.join(get_args(Palette))}, or 1 to "
        f"{swatches.MOST} hexadecimal colours.",
        examples=["violet", swatches.EXAMPLE],
    )
    detail: Detail = Field(
        "normal",
        description="Quality against time: a draft is painted smaller and with fewer strokes, "
        "fine work larger and with more.",
        examples=["draft"],
    )
    animate: int = Field(
        0,
        ge=0,
        le=120,
        description="Frames of a seamless loop (APNG; -o x.webp or x.gif): clouds, water, snow.",
        examples=[24],
    )
    fps: float = Field(12.0, ge=1, le=30, description="Frames per second of an animation.")
    init: InputFile | None = Field(
        None,
        description="A picture of yours (PNG, JPEG, WebP, GIF) to repaint in the style, at its own "
        "size up to 4 megapixels; of an animation with --animate every frame.",
        json_schema_extra={"media": ["image/*"]},
    )

    transparent: bool = Field(
        False,
        description="Leave the background out: that of a picture of yours which has none, or that "
        "of a single thing asked for on a plain background (PNG, WebP).",
    )

    character: list[InputFile] = Field(
        [],
        max_length=8,
        description="Cards (.json) of image.character: these people and animals are in the "
        "picture, each where the prompt has its name or its kind.",
        json_schema_extra={"media": ["application/json"]},
    )

    framing: Framing | None = Field(
        None,
        description="How large people and animals are seen: a third, half or most of the height; "
        "None: by the words.",
        examples=["close"],
    )
    room: Room | None = Field(
        None,
        description="Where a text is to have room: nobody stands there.",
        examples=["top"],
    )

    @field_validator("character", mode="before")
    @classmethod
    def _one(cls, value: Any) -> Any:
        """Take one card as well as a list of them."""
        return [] if value is None else value if isinstance(value, list | tuple) else [value]

    @field_validator("palette", mode="before")
    @classmethod
    def _palette(cls, value: Any) -> Any:
        """Take names, "#1b2a49,#e0a040" and lists of such colours, and write them one way."""
        return swatches.asked(value, get_args(Palette))

    @field_validator("animate")
    @classmethod
    def _animate(cls, value: int) -> int:
        if value == 1:
            raise ValueError("invalid value 1; expected 2 or more frames, or 0 for a still picture")
        return value

"""What a poster may be asked for."""

from typing import Any, Literal, get_args

from pydantic import field_validator

from muse import Condition, Field, InputFile
from muse_works.lettering.fonts import Kind

from . import sizes
from .colours import NAMED, given

ThemeName = Literal[
    "tech", "music", "food", "nature", "sport", "spring-festival", "mid-autumn", "christmas",
    "new-year", "halloween", "education", "sale", "film", "travel", "book", "art", "wedding",
    "charity",
]  # fmt: skip

StyleName = Literal[
    "modern", "swiss", "bold", "elegant", "retro", "chinese", "minimal", "split", "tech",
    "festive", "frame", "playful", "magazine",
]  # fmt: skip

Effect = Literal[
    "fade_in", "zoom_in", "zoom_out", "pan", "parallax", "rise", "slide", "typewriter", "wipe",
    "pulse", "shimmer",
]  # fmt: skip

EFFECTS: tuple[str, ...] = get_args(Effect)


class PosterCondition(Condition):
    """Fields of `poster.layout`."""

    prompt: str = Field(
        "",
        description="What the poster is for, in English or Chinese; fills the fields nobody set.",
        examples=["科技发布会海报，标题“新品发布”，竖版 A3"],
    )
    theme: ThemeName | None = Field(
        None,
        description="What it is about: decides style, colours and picture where those are omitted.",
        examples=["tech"],
    )
    text: str = Field(
        "",
        max_length=200,
        description="The headline; the theme's own if omitted. A line break is kept.",
        examples=["New Product Launch"],
    )
    line: str = Field(
        "", max_length=300, description="A line beneath it.", examples=["See it first"]
    )
    date: str = Field(
        "", max_length=100, description="Date or time, as written.", examples=["12 May, 7 pm"]
    )
    small_print: str = Field(
        "",
        max_length=600,
        description="Small print: place, address, prices.",
        examples=["Town Hall, free entry"],
    )
    style: StyleName | None = Field(
        None, description="The layout and its type; by theme if omitted.", examples=["swiss"]
    )
    lettering: Kind | None = Field(
        None, description="What the headline's letters are; by style if omitted."
    )
    vertical: bool | None = Field(
        None,
        description="A Chinese headline in a column (style chinese); where it is one, if omitted.",
    )
    size: str | None = Field(
        None,
        description=f"{', '.join((*sizes.MILLIMETRES, *sizes.PIXELS))}, or px as 1920x1080.",
        examples=["A3"],
        json_schema_extra={"takes": "a size: A3, square, story, 1920x1080..."},
    )
    dpi: int = Field(300, ge=30, le=600, description="Dots per inch of sizes of paper.")
    width: int | None = Field(
        None, ge=64, le=sizes.LARGEST, description="Width in px.", examples=[1920]
    )
    height: int | None = Field(
        None, ge=64, le=sizes.LARGEST, description="Height in px.", examples=[1080]
    )
    orientation: Literal["portrait", "landscape"] | None = Field(
        None, description="Turns the size; as the size has it, if omitted."
    )
    palette: str | None = Field(
        None,
        description=f"{', '.join(NAMED)}, or 2 to 4 colours: #0b132b,#38bdf8. Taken from the "
        "picture, or by theme, if omitted.",
        examples=["midnight"],
        json_schema_extra={"takes": f"{' | '.join(NAMED)}, or 2 to 4 colours like #0b132b,#38bdf8"},
    )
    art: Literal["painted", "drawn"] | None = Field(
        None,
        description="A picture made by an image generator, or shapes drawn for the theme; by "
        "theme if omitted.",
    )
    picture: InputFile | None = Field(
        None,
        description="A picture of one's own, in place of one that is painted.",
        json_schema_extra={"media": ["image/*"]},
    )
    scene: str = Field(
        "",
        max_length=1000,
        description="What the painted picture shows; by theme if omitted.",
        examples=["a lake and mountains at sunrise"],
    )
    pictures_by: str | None = Field(
        None,
        description="The image generator that paints it; the medium's default if omitted.",
        examples=["image.sketch"],
    )
    effects: list[Effect] = Field(
        default_factory=list,
        max_length=len(EFFECTS),
        description="How it moves (.mp4, .webm, .webp, .gif): one or more, with commas.",
        examples=["fade_in,zoom_out"],
    )
    duration: float = Field(6.0, ge=1, le=60, description="Seconds that it moves and holds.")
    fps: int = Field(30, ge=5, le=60, description="Frames per second.")

    @field_validator("effects", mode="before")
    @classmethod
    def _effects(cls, value: Any) -> Any:
        """Take "fade_in,zoom_out" as well as a list, each effect once."""
        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            return value
        named = [
            name.strip().replace("-", "_") if isinstance(name, str) else name
            for part in parts
            for name in (part.split(",") if isinstance(part, str) else [part])
        ]
        return list(dict.fromkeys(name for name in named if name != ""))

    @field_validator("size")
    @classmethod
    def _size(cls, value: str | None) -> str | None:
        if value is None:
            return None
        found = sizes.known(value)
        if found is None:
            offered = ", ".join((*sizes.MILLIMETRES, *sizes.PIXELS))
            raise ValueError(f"invalid value {value!r}; expected {offered}, or px like 1920x1080")
        if "x" in found and not all(64 <= side <= sizes.LARGEST for side in sizes.pixels(found, 1)):
            raise ValueError(f"invalid value {value!r}; sides are 64 to {sizes.LARGEST} px")
        return found

    @field_validator("palette")
    @classmethod
    def _palette(cls, value: str | None) -> str | None:
        if value is not None and given(value) is None:
            names = ", ".join(NAMED)
            raise ValueError(
                f"invalid value {value!r}; expected {names}, or 2 to 4 colours like #0b132b,#38bdf8"
            )
        return value

"""`image.sketch`: a procedural painter that needs no weights; words -> scene -> layout -> paint."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal, get_args

from pydantic import field_validator

from muse import (
    Artifact,
    Condition,
    Field,
    Found,
    Generator,
    InputFile,
    Progress,
    Reading,
    RequestError,
    Run,
)

from . import swatches

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

VECTORIAL: tuple[Style, ...] = ("line-art", "low-poly", "stained-glass")
"""Styles that are made of shapes, and can be written as SVG."""

ALLOWANCE = {"clear": 0.93, "cloudy": 0.07}
"""How often each weather comes when nobody asked for one."""


class SketchCondition(Condition):
    """What image.sketch understands."""

    prompt: str = Field(
        "",
        description="What to paint, in English or Chinese; words it doesn't know are reported.",
        examples=["A beautiful landscape with a lake and mountains", "三只鸟飞过湖面,水墨画"],
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
    mood: Mood | None = Field(None, description="Mood, told in colours.", examples=["dreamy"])
    palette: str | None = Field(
        None,
        description=f"Colours to bring the picture to: {', '.join(get_args(Palette))}, or 1 to "
        f"{swatches.MOST} hexadecimal colours.",
        examples=["violet", swatches.EXAMPLE],
    )
    detail: Detail = Field(
        "normal",
        description="Trades time for finish: a draft is painted smaller and with fewer strokes, "
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
    fps: float = Field(12.0, ge=1, le=30, description="Frames a second of an animation.")
    init: InputFile | None = Field(
        None, description="Your own picture (PNG, JPEG, WebP), to be repainted in the style."
    )

    @field_validator("palette", mode="before")
    @classmethod
    def _palette(cls, value: Any) -> Any:
        """Take names, "#1b2a49,#e0a040" and lists of such colours, and write them one way."""
        return swatches.asked(value, get_args(Palette))

    @field_validator("animate")
    @classmethod
    def _animate(cls, value: int) -> int:
        if value == 1:
            raise ValueError("one frame doesn't move; give 2 or more, or 0 for a still")
        return value


class Sketch(Generator[SketchCondition]):
    """Paints landscapes and scenes from words: no weights, no network, a limited vocabulary."""

    condition = SketchCondition
    formats = {".png": "image/png", ".svg": "image/svg+xml"}
    optional_formats = frozenset({".svg"})
    repeatable = "bytes"
    environment = ("numpy", "pillow")
    example = (
        'muse run image --prompt "A beautiful landscape with a lake and mountains" --style oil'
    )

    @classmethod
    def small(cls) -> dict[str, Any]:
        """Return a small draft of a still picture."""
        return {"width": 96, "height": 64, "detail": "draft", "animate": 0}

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return the company in which some fields show."""
        from PIL import Image

        from muse.media import png

        photo = png(Image.linear_gradient("L").convert("RGB"))[0]
        return {
            "negative_prompt": {"prompt": "a lake, a boat", "negative_prompt": "boat"},
            "season": {"prompt": "a forest", "season": "winter"},
            "weather": {"prompt": "a forest", "weather": "storm"},
            "animate": {"prompt": "a lake, clouds", "animate": 2},
            "fps": {"prompt": "a lake, clouds", "animate": 2, "fps": 24.0},
            "init": {"init": photo},
        }

    def read(self, prompt: str) -> Reading:
        """Return style, time, season, weather, mood and palette that a prompt names."""
        from .words import read

        found = swatches.spoken(prompt)
        if found is None:
            return read(prompt)
        made = read(swatches.without(prompt))
        return replace(made, fields={**made.fields, "palette": Found(*found)})

    def generate(self, condition: SketchCondition, run: Run) -> Iterator[Any]:
        """Yield progress between the stages, and one picture per item."""
        from .frames import apng, settled
        from .studio import Studio

        _vectorial(condition, run)
        condition = settled(condition, run)
        if not condition.animate and "fps" in run.report.applied:
            run.report.ignore("fps", "a still picture has no frames (--animate 24)")
        total = len(run.items)
        for item in run.items:
            studio = Studio(condition, item.rng)
            for done, note in studio.work():
                run.check()
                yield Progress(item.index + done, total, note)
            for name, value in studio.chosen.items():
                if condition.init is None:  # a picture of one's own has its own light
                    run.report.choose(name, value)
            for sentence in studio.notes:
                run.report.note(sentence)
            for name in studio.ignored.keys() & run.report.applied.keys():
                run.report.ignore(name, studio.ignored[name])
            picture = studio.finished
            artifact = Artifact.image(picture, item=item)
            if condition.animate:
                artifact.contents = {".png": apng(studio.frames, condition.fps)}
                artifact.measured = {**artifact.measured, "animate": len(studio.frames)}
            artifact.measured = {**artifact.measured, **studio.measure(artifact.contents[".png"])}
            if ".svg" in run.formats:
                drawn = {".svg": studio.vector().encode()}
                artifact.contents = {s: {**artifact.contents, **drawn}[s] for s in run.formats}
            yield artifact


def _vectorial(condition: SketchCondition, run: Run) -> None:
    """Take line art for an SVG when nobody asked for a style; RequestError for one without SVG."""
    if ".svg" not in run.formats or condition.style in VECTORIAL:
        return
    if "style" in condition.model_fields_set:
        raise RequestError(
            f"style: {condition.style!r} is made of pixels and can't be written as .svg",
            hint=f"take {', '.join(VECTORIAL)}, or write .png",
        )
    # In place: the recipe must name the style that was painted.
    condition.style = "line-art"
    run.report.choose("style", "line-art")
    run.report.note(f"An SVG is drawn as line-art; --style takes {', '.join(VECTORIAL)} too.")

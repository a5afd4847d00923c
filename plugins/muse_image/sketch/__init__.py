"""`image.sketch`: a procedural painter that needs no weights; words -> scene -> layout -> paint."""

from collections.abc import Iterator
from typing import Any, Literal

from muse import Artifact, Condition, Field, Generator, Progress, Reading, Run

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

PIXELS = 2_600_000
"""Larger pictures are painted at about this many pixels and enlarged, to keep memory modest."""

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
    palette: Palette | None = Field(
        None, description="Colours to bring the picture into.", examples=["violet"]
    )


class Sketch(Generator[SketchCondition]):
    """Paints landscapes and scenes from words: no weights, no network, a limited vocabulary."""

    condition = SketchCondition
    formats = {".png": "image/png"}
    repeatable = "bytes"
    environment = ("numpy", "pillow")
    example = (
        'muse run image --prompt "A beautiful landscape with a lake and mountains" --style oil'
    )

    def read(self, prompt: str) -> Reading:
        """Return style, time, season, weather, mood and palette that a prompt names."""
        from .words import read

        return read(prompt)

    def generate(self, condition: SketchCondition, run: Run) -> Iterator[Any]:
        """Yield progress between the stages, and one picture per item."""
        from .studio import Studio

        total = len(run.items)
        for item in run.items:
            studio = Studio(condition, item.rng)
            for done, note in studio.work():
                run.check()
                yield Progress(item.index + done, total, note)
            for name, value in studio.chosen.items():
                run.report.choose(name, value)
            for sentence in studio.notes:
                run.report.note(sentence)
            picture = studio.finished
            artifact = Artifact.image(picture, item=item)
            artifact.measured = {**artifact.measured, **studio.measure(artifact.contents[".png"])}
            yield artifact

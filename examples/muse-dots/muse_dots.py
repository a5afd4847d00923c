"""Random dots: a whole plugin for Muse."""

from collections.abc import Iterator

from muse import Artifact, Condition, Event, Field, Generator, Progress, Run


class DotsCondition(Condition):  # seed and count are inherited
    """What can be asked for: each field is an option, a keyword and a key in JSON."""

    width: int = Field(512, ge=16, le=4096, description="Width in px.")
    height: int = Field(512, ge=16, le=4096, description="Height in px.")
    dots: int = Field(100, ge=1, le=5000, description="How many dots.", examples=[50])


class Dots(Generator[DotsCondition]):
    """Random dots: the smallest useful image generator."""

    condition = DotsCondition
    formats = {".png": "image/png"}
    environment = ("pillow", "numpy")
    example = "muse run image -g dots --dots 50"

    @classmethod
    def small(cls) -> dict[str, int]:
        """Return a small picture, for the tests."""
        return {"width": 64, "height": 48, "dots": 50}

    def generate(self, condition: DotsCondition, run: Run) -> Iterator[Event]:
        """Paint each item with draws from its own seed."""
        from PIL import Image, ImageDraw  # heavy imports live here

        size = (condition.width, condition.height)
        for item in run.items:
            picture = Image.new("RGB", size, "#f6f1e7")
            draw = ImageDraw.Draw(picture)
            for _ in range(condition.dots):
                x, y = item.rng.random(2) * size
                radius = item.rng.uniform(1, 1 + min(size) / 12)
                hue = item.rng.integers(360)
                draw.ellipse(
                    (x - radius, y - radius, x + radius, y + radius), f"hsl({hue},60%,60%)"
                )
            yield Progress(item.index + 1, len(run.items))
            yield Artifact.image(picture, item=item)

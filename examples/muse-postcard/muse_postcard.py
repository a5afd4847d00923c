"""`picture.postcard`: a picture and a verse that others make, one under the other."""

import io
from collections.abc import Collection, Iterator
from typing import Any

from muse import Artifact, Condition, Event, Field, Generator, Item, Order, Run

MARGIN = 24
"""px around the picture and the verse."""


class PostcardCondition(Condition):
    """What can be asked for."""

    prompt: str = Field(
        "the sea in summer",
        description="What it shows, and what the verse is about.",
        examples=["a lighthouse in autumn"],
    )
    width: int = Field(600, ge=200, le=2000, description="Width in px.", examples=[800])
    pictures_by: str | None = Field(
        None, description="The generator of the picture.", examples=["image.sketch"]
    )


class Postcard(Generator[PostcardCondition]):
    """A painted picture with a verse under it."""

    condition = PostcardCondition
    formats = {".png": "image/png"}
    environment = ("pillow",)
    inert = {"pictures_by": "None is the default, which is one of the choices"}
    example = 'muse run picture.postcard --prompt "a lighthouse in autumn" -o card.png'

    @classmethod
    def small(cls) -> dict[str, Any]:
        return {"width": 200}

    def orders(
        self, condition: PostcardCondition, item: Item, wanted: Collection[str] = ()
    ) -> Iterator[Order]:
        """Yield what others make: a picture, three by two, and four lines."""
        inner = condition.width - 2 * MARGIN
        painted = {"prompt": condition.prompt, "width": inner, "height": inner * 2 // 3}
        written = {"prompt": condition.prompt, "form": "poem", "lines": 4, "language": "en"}
        yield Order("image", "picture", condition.pictures_by, (".png",), painted, item)
        yield Order("text.grammar", "verse", None, (".txt",), written, item)

    def generate(self, condition: PostcardCondition, run: Run) -> Iterator[Event]:
        from PIL import Image, ImageDraw

        for item in run.items:
            run.expect(3)
            picture, verse = yield from run.make_all(list(self.orders(condition, item)))
            painted = Image.open(io.BytesIO(picture.data)).convert("RGB")
            lines = verse.data.decode().strip().splitlines()
            height = painted.height + 3 * MARGIN + 16 * len(lines)
            card = Image.new("RGB", (condition.width, height), "#fbf7ee")
            card.paste(painted, (MARGIN, MARGIN))
            ink = ImageDraw.Draw(card)
            for row, line in enumerate(lines):
                ink.text((MARGIN, painted.height + 2 * MARGIN + 16 * row), line, fill="#333333")
            yield run.step("laid out")
            yield Artifact.image(card, item=item, title=picture.title)

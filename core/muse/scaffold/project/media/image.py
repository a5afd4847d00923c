"""Numbers from 0 to 1 as stripes of a picture."""

from collections.abc import Sequence

from muse import Artifact, Condition, Field, Item

FORMATS = {".png": "image/png"}


class Shape(Condition):
    """What a picture can be asked for."""

    width: int = Field(512, ge=16, le=4096, description="Width in px.")
    height: int = Field(256, ge=16, le=4096, description="Height in px.")


def made(values: Sequence[float], condition: Shape, item: Item) -> Artifact:
    """Return a picture with a stripe for each number; its hue is the number."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (condition.width, condition.height))
    draw = ImageDraw.Draw(picture)
    wide = condition.width / len(values)
    for place, value in enumerate(values):
        box = (round(place * wide), 0, round((place + 1) * wide), condition.height)
        draw.rectangle(box, fill=f"hsl({round(360 * value)}, 60%, 60%)")
    return Artifact.image(picture, item=item, measured={"parts": len(values)})

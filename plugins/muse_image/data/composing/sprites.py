"""Emoji cut out of their font, in any colour, size and turn."""

from functools import lru_cache
from typing import TYPE_CHECKING

from .colours import COLOURS, recoloured

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

PARTY_HAT = "party hat"
"""The one thing that is drawn here: no emoji is a party hat alone."""


class Sprites:
    """The emoji of a font as transparent pictures, cut to what is seen of them."""

    def __init__(self, font: "FreeTypeFont") -> None:
        self.font = font
        self._own = lru_cache(4096)(self._cut)
        self.cut = lru_cache(4096)(self._coloured)

    def _cut(self, letters: str) -> "Image | None":
        """Return what a font shows for letters; None where it has nothing, or several pictures."""
        from PIL import Image, ImageDraw

        if letters == PARTY_HAT:
            return _party_hat()
        width = round(self.font.size * 1.25)
        # Some are in colour only with the mark that asks for it.
        for asked in (letters, f"{letters}\ufe0f"):
            if self.font.getlength(asked) > 1.3 * width:
                continue
            made = Image.new("RGBA", (width * 2, width * 2), (255, 255, 255, 0))
            place = width // 2, width // 2
            ImageDraw.Draw(made).text(
                place, asked, font=self.font, embedded_color=True, anchor="lt"
            )
            if box := made.getchannel("A").getbbox():
                return made.crop(box)
        return None

    def _coloured(self, letters: str, colour: str = "") -> "Image | None":
        """Return letters in a colour ("": their own); None where they can't have it."""
        import numpy as np
        from PIL import Image

        own = self._own(letters)
        if own is None or not colour:
            return own
        pixels = recoloured(np.asarray(own), colour)
        return None if pixels is None else Image.fromarray(pixels)


def placed(
    canvas: "Image",
    sprite: "Image",
    middle: tuple[float, float],
    side: float,
    *,
    turn: float = 0.0,
    mirrored: bool = False,
) -> None:
    """Put a sprite on a canvas: its middle in px, its longer side in px, its turn in degrees."""
    from PIL import Image, ImageOps

    if mirrored:
        sprite = ImageOps.mirror(sprite)
    if turn:
        sprite = sprite.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    scale = side / max(sprite.size)
    size = max(1, round(sprite.width * scale)), max(1, round(sprite.height * scale))
    small = sprite.resize(size, Image.Resampling.LANCZOS)
    corner = round(middle[0] - size[0] / 2), round(middle[1] - size[1] / 2)
    canvas.paste(small, corner, small)


def ground(side: int, colour: str, chance: "np.random.Generator") -> "Image":
    """Return an opaque canvas: white, or a shade of a colour by its name."""
    from PIL import Image

    if not colour:
        return Image.new("RGB", (side, side), "white")
    shade = chance.uniform(0.85, 1.1)
    red, green, blue = (min(255, round(part * shade)) for part in COLOURS[colour].rgb)
    return Image.new("RGB", (side, side), (red, green, blue))


def _party_hat() -> "Image":
    """Return a cone with dots and a pompon, drawn large and made smaller."""
    from PIL import Image, ImageDraw

    made = Image.new("RGBA", (440, 560), (225, 40, 60, 0))
    draw = ImageDraw.Draw(made)
    cone = [(220, 70), (430, 540), (10, 540)]
    draw.polygon(cone, fill=(225, 40, 60, 255))
    for x, y, r in ((220, 230, 34), (150, 370, 38), (290, 380, 38), (215, 480, 40)):
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(253, 214, 60, 255))
    draw.ellipse((150, 0, 290, 140), fill=(60, 130, 230, 255))
    return made.resize((110, 140), Image.Resampling.LANCZOS)

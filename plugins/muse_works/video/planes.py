"""A picture as a film stores it: brightness whole, colour at half its sides (YUV 4:2:0, BT.709).

Frames are moved, mixed and drawn on in this form: half the samples of RGB, and nothing is left to
convert when one is encoded.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

Box = tuple[float, float, float, float]

BLACK = (16, 128, 128)
"""Y, U and V of black: video keeps Y in 16..235."""


@dataclass(frozen=True, slots=True)
class Planes:
    """Brightness and the two differences of colour, as grey Pillow pictures; sides are even."""

    y: "Image"
    u: "Image"
    v: "Image"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, px."""
        return self.y.size

    @property
    def parts(self) -> "tuple[Image, Image, Image]":
        """The three pictures."""
        return (self.y, self.u, self.v)

    @classmethod
    def solid(cls, size: tuple[int, int], colour: tuple[int, int, int] = BLACK) -> "Planes":
        """Return one colour, given as Y, U and V."""
        from PIL import Image

        half = (size[0] // 2, size[1] // 2)
        y, u, v = colour
        return cls(Image.new("L", size, y), Image.new("L", half, u), Image.new("L", half, v))

    def resized(self, size: tuple[int, int], box: Box | None = None) -> "Planes":
        """Return the part in `box` (px, not whole ones either) at another size."""
        from PIL import Image

        box = box or (0, 0, *self.size)
        width, height = self.size  # rounding may leave the picture by a hair
        box = (max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3]))
        half = (box[0] / 2, box[1] / 2, box[2] / 2, box[3] / 2)
        small = (size[0] // 2, size[1] // 2)
        # Bicubic weights move as smoothly as linear ones where pixels are hardly scaled; linear
        # ones take half the time.
        kind = Image.Resampling.BILINEAR
        return Planes(
            self.y.resize(size, kind, box),
            self.u.resize(small, kind, half),
            self.v.resize(small, kind, half),
        )

    def mixed(self, other: "Planes", share: float) -> "Planes":
        """Return this picture with a share (0..1) of another of the same size."""
        from PIL import Image

        if share <= 0 or share >= 1:
            return self if share <= 0 else other
        pairs = zip(self.parts, other.parts, strict=True)
        return Planes(*(Image.blend(one, two, share) for one, two in pairs))

    def laid(self, other: "Planes", mask: "Image") -> "Planes":
        """Return this picture with another of the same size where a grey mask is white."""
        from PIL import Image

        half = mask.resize(self.u.size, Image.Resampling.BILINEAR)
        masks = (mask, half, half)
        sets = zip(self.parts, other.parts, masks, strict=True)
        return Planes(*(Image.composite(two, one, cut) for one, two, cut in sets))

    def with_overlay(self, overlay: "Overlay", opacity: float = 1.0) -> "Planes":
        """Return this picture with something drawn on it."""
        if opacity <= 0:
            return self
        x, y = overlay.place
        places = ((x, y), (x // 2, y // 2), (x // 2, y // 2))
        made = []
        for part, ink, mask, place in zip(
            self.parts, overlay.planes.parts, overlay.masks, places, strict=True
        ):
            faint = mask if opacity >= 1 else mask.point(lambda value: value * opacity)
            copy = part.copy()
            copy.paste(ink, place, faint)
            made.append(copy)
        return Planes(*made)

    def array(self) -> "NDArray[Any]":
        """Return what PyAV takes as yuv420p: height * 3 / 2 rows of `width` bytes."""
        import numpy as np

        width, height = self.size
        made = np.empty((height * 3 // 2, width), np.uint8)
        made[:height] = np.asarray(self.y)
        flat = made[height:].reshape(-1)
        flat[: flat.size // 2] = np.asarray(self.u).reshape(-1)
        flat[flat.size // 2 :] = np.asarray(self.v).reshape(-1)
        return made

    def picture(self) -> "Image":
        """Return it as an RGB picture."""
        import av
        from PIL import Image

        frame = av.VideoFrame.from_ndarray(self.array(), format="yuv420p")
        rgb = frame.reformat(format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709")
        return Image.fromarray(rgb.to_ndarray())


def planes(picture: "Image | NDArray[Any]") -> Planes:
    """Return a Pillow picture or an array (height x width x 3, 0..255) in this form.

    An odd last row or column is left out; what is transparent becomes black.
    """
    import av
    import numpy as np
    from PIL import Image

    if isinstance(picture, Image.Image):
        if "A" in picture.getbands() or "transparency" in picture.info:
            rgba = picture.convert("RGBA")
            picture = Image.alpha_composite(Image.new("RGBA", rgba.size, "black"), rgba)
        picture = np.asarray(picture.convert("RGB"))
    height, width = picture.shape[0] // 2 * 2, picture.shape[1] // 2 * 2
    rgb = np.ascontiguousarray(picture[:height, :width, :3], np.uint8)
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    made = frame.reformat(
        format="yuv420p", src_colorspace="ITU709", dst_colorspace="ITU709"
    ).to_ndarray()
    flat = made[height:].reshape(-1)
    half = (height // 2, width // 2)
    middle = flat.size // 2
    return Planes(
        Image.fromarray(made[:height].copy()),
        Image.fromarray(flat[:middle].reshape(half).copy()),
        Image.fromarray(flat[middle:].reshape(half).copy()),
    )


@dataclass(frozen=True, slots=True)
class Overlay:
    """Something that is drawn on frames: its colours, how solid it is, and where it lies (even)."""

    planes: Planes
    masks: "tuple[Image, Image, Image]"
    place: tuple[int, int]

    def moved(self, by: tuple[float, float]) -> "Overlay":
        """Return it elsewhere, by whole pairs of pixels."""
        x, y = (self.place[0] + round(by[0] / 2) * 2, self.place[1] + round(by[1] / 2) * 2)
        return Overlay(self.planes, self.masks, (x, y))

    def until(self, x: float) -> "Overlay | None":
        """Return what lies left of a column of the film (px); None for nothing."""
        width = round((min(x, self.place[0] + self.planes.size[0]) - self.place[0]) / 2) * 2
        if width <= 0:
            return None
        halves = (width, width // 2, width // 2)

        def cut(parts: "tuple[Image, Image, Image]") -> "list[Image]":
            return [
                part.crop((0, 0, wide, part.height))
                for part, wide in zip(parts, halves, strict=True)
            ]

        y, u, v = cut(self.masks)
        return Overlay(Planes(*cut(self.planes.parts)), (y, u, v), self.place)


def overlay(drawn: "Image", place: tuple[int, int] = (0, 0)) -> Overlay | None:
    """Return a transparent picture (RGBA) as an overlay cut to what shows; None for nothing."""
    from PIL import Image

    box = drawn.getchannel("A").getbbox()
    if box is None:
        return None
    left, top = (box[0] + place[0]) // 2 * 2, (box[1] + place[1]) // 2 * 2
    right, bottom = box[2] + place[0], box[3] + place[1]
    size = ((right - left + 1) // 2 * 2, (bottom - top + 1) // 2 * 2)
    cut = Image.new("RGBA", size)
    cut.paste(drawn, (place[0] - left, place[1] - top))
    alpha = cut.getchannel("A")
    half = alpha.resize((size[0] // 2, size[1] // 2), Image.Resampling.BOX)
    return Overlay(planes(_spread(cut)), (alpha, half, half), (left, top))


def _spread(cut: "Image") -> "Image":
    """Return the colours alone, those of solid pixels spread to transparent ones beside them.

    Colour has half the sides: beside the edge of a letter it is mixed from both.
    """
    from PIL import Image, ImageFilter

    soft = cut.convert("RGBa").filter(ImageFilter.GaussianBlur(2)).convert("RGBA")
    near = Image.alpha_composite(soft.convert("RGB").convert("RGBA"), cut)
    return near.convert("RGB")

"""What a layout works on: the page, its measures, its texts, and how they are put there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from muse_works.lettering import fonts
from muse_works.lettering.block import Align, Block, set_text

from . import motifs
from .colours import Palette, contrast, luminance, mix, readable
from .inks import Inks
from .page import Art, Box, Page, Photo, Role, Words
from .quiet import Quiet
from .shapes import placed, rect

if TYPE_CHECKING:
    from PIL.Image import Image

At = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written on a poster; "" for what isn't."""

    headline: str
    line: str = ""
    date: str = ""
    small_print: str = ""

    def of(self, role: Role) -> str:
        """Return the text of a role."""
        return str(getattr(self, role))


@dataclass(frozen=True, slots=True)
class Letters:
    """How a role's letters look: kind, weight, tracking (em), capitals."""

    kind: str = "sans"
    weight: int | None = None
    tracking: float = 0.0
    capitals: bool = False
    leading: float | None = None


@dataclass
class Sheet:
    """A page that is being laid out.

    `base` is the size of its reading text (px), `margin` what stays free at the edges; `quiet`
    knows where the picture is quiet once it is placed.
    """

    page: Page
    theme: str
    texts: Texts
    picture: "Image | None" = None
    lettering: str | None = None
    """The kind of the headline's letters that the user wants."""
    vertical: bool = False
    quiet: Quiet | None = None
    keep_off: Sequence[Box] | None = None
    """Boxes of the picture (parts of its width and height) that no text may cover, if known."""
    small: dict[Role, float] = field(default_factory=dict)
    """Role -> the size, px, of a text that had to be made smaller than reads well."""

    @property
    def width(self) -> int:
        """The page's width, px."""
        return self.page.width

    @property
    def height(self) -> int:
        """The page's height, px."""
        return self.page.height

    @property
    def colours(self) -> Palette:
        """The page's palette."""
        return self.page.palette

    @property
    def wide(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height * 1.05

    @property
    def base(self) -> float:
        """The size of reading text, px."""
        return float(max(9.0, (self.width * self.height) ** 0.5 / 52))

    @property
    def margin(self) -> float:
        """The margin, px."""
        return 0.075 * min(self.width, self.height)

    @property
    def han(self) -> bool:
        """Whether the headline is Chinese."""
        text = self.texts.headline
        return sum(map(fonts.east, text)) * 2 > len(text.replace(" ", ""))

    def inner(self, margin: float | None = None) -> Box:
        """Return the box within the margins."""
        edge = self.margin if margin is None else margin
        return edge, edge, self.width - 2 * edge, self.height - 2 * edge

    def add(self, svg: str, name: str = "art", *, soft: bool = False) -> None:
        """Add shapes."""
        self.page.layers.append(Art(svg, name, soft))

    def art(
        self, box: Box, ground: str, *, ink: str | None = None, clip: str = "", part: float = 0.86
    ) -> bool:
        """Fill a box with the picture, or with the theme's drawing on a ground; say if pictured.

        The drawing takes `part` of the box's shorter side.
        """
        if self.picture is not None:
            photo = Photo(self.picture, box, clip)
            self.page.layers.append(photo)
            self.quiet = Quiet.of(photo, self.width, self.height, self.keep_off)
            return True
        x, y, w, h = box
        shape = f'<path d="{clip}" fill="{ground}"/>' if clip else rect(x, y, w, h, ground)
        if ground != self.page.paper:
            self.add(shape, "ground")
        self.motif(box, ground, ink=ink, part=part, clip=clip)
        return False

    def brightness(self, box: Box) -> float:
        """Return the mean luminance (0 to 1) of the picture in a box of the page; 1 without one."""
        from PIL import Image

        photo = self.page.photo()
        if photo is None:
            return 1.0
        left, top, right, bottom = photo.seen()
        across, down = (right - left) / photo.box[2], (bottom - top) / photo.box[3]
        x, y = (box[0] - photo.box[0]) * across, (box[1] - photo.box[1]) * down
        part = (
            max(left, left + x),
            max(top, top + y),
            min(right, left + x + box[2] * across),
            min(bottom, top + y + box[3] * down),
        )
        if part[0] >= part[2] or part[1] >= part[3]:
            return 1.0
        small = photo.image.convert("RGB").resize((8, 8), Image.Resampling.BOX, part)
        data = small.tobytes()
        return sum(luminance((data[n], data[n + 1], data[n + 2])) for n in range(0, 192, 3)) / 64

    def motif(
        self,
        box: Box,
        ground: str,
        *,
        ink: str | None = None,
        part: float = 0.86,
        clip: str = "",
    ) -> None:
        """Draw the theme's drawing in the middle of a box; a landscape fills it from below."""
        drawing = motifs.MOTIFS.get(self.theme, motifs.art)
        light = contrast(ground, self.colours.light) > contrast(ground, self.colours.dark)
        main = ink or (self.colours.light if light else self.colours.dark)
        accent, second = self.colours.accent, self.colours.second
        if contrast(ground, accent) < 1.5:
            accent = mix(main, ground, 0.15)
        if contrast(ground, second) < 1.35:
            second = mix(main, ground, 0.45)
        x, y, w, h = box
        made = drawing(Inks(ground, main, accent, second))
        if self.theme in motifs.SCENES and w <= 1.3 * h:
            made = placed(made, x, y + h - w, w / 100)
            seen = clip or f"M{x} {y}h{w}v{h}h{-w}Z"
            self.add(
                f'<clipPath id="window"><path d="{seen}"/></clipPath>'
                f'<g clip-path="url(#window)">{made}</g>',
                "motif",
            )
            return
        side = min(w, h) * part
        clipped = f'<svg width="100" height="100" viewBox="0 0 100 100">{made}</svg>'
        at = x + (w - side) / 2, y + (h - side) / 2
        self.add(placed(clipped, *at, side / 100), "motif")

    def set(
        self,
        role: Role,
        look: Letters,
        *,
        width: float,
        height: float | None = None,
        size: float | None = None,
        align: Align = "left",
        vertical: bool = False,
        most_lines: int | None = None,
    ) -> Block | None:
        """Return a role's text set: the headline as large as fits, others at their size if it fits.

        None where there is no such text.
        """
        text = self.texts.of(role)
        if not text.strip():
            return None
        if look.capitals:
            text = text.upper()
        kind = self.lettering if role == "headline" and self.lettering else look.kind
        wanted = size if size is not None else self.height
        least = self.base * {"headline": 1.5, "line": 0.95, "date": 0.85, "small_print": 0.6}[role]
        block = set_text(
            text,
            kind,
            fit=(width, height if height is not None else self.height),
            smallest=max(5.0, self.base * 0.3),
            largest=wanted,
            weight=look.weight,
            align=align,
            leading=look.leading,
            tracking=look.tracking,
            vertical=vertical,
            balanced=True if role != "small_print" else None,
            most_lines=most_lines,
        )
        if block.size < min(least, wanted) * 0.98 or block.overflow:
            self.small[role] = -1.0 if block.overflow else block.size
        return block

    def put(
        self,
        role: Role,
        block: Block | None,
        x: float,
        y: float,
        colour: str,
        *,
        align: Align = "left",
        at: At = "top",
        over: bool = False,
        ground: str | None = None,
        shadow: str = "",
    ) -> Box:
        """Put a block with its ink at a point, and return the box of its ink.

        `align` and `at` say which edge of the ink is there. On a plain `ground` the colour is made
        light or dark enough; `over` a picture that is seen to later.
        """
        if block is None:
            return x, y, 0.0, 0.0
        left, top, right, bottom = block.ink
        dx = {"left": left, "right": right, "centre": (left + right) / 2}.get(align, left)
        dy = {"top": top, "bottom": bottom, "middle": (top + bottom) / 2}[at]
        if ground is not None:
            colour = readable(colour, ground)
        words = Words(role, block, x - dx, y - dy, colour, over, shadow)
        self.page.layers.append(words)
        return words.ink()

    def stack(
        self,
        parts: Sequence[tuple[Role, Block | None, str, float]],
        x: float,
        y: float,
        *,
        align: Align = "left",
        at: At = "top",
        over: bool = False,
        ground: str | None = None,
        shadow: str = "",
    ) -> Box:
        """Put blocks one under the other, each (role, block, colour, gap before it, px)."""
        there = [part for part in parts if part[1] is not None]
        tall = tower(there)
        top = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[at]
        begin, boxes = top, []
        for number, (role, block, colour, gap) in enumerate(there):
            top += gap if number else 0.0
            box = self.put(
                role, block, x, top, colour, align=align, over=over, ground=ground,
                shadow=shadow if role == "headline" else "",
            )  # fmt: skip
            boxes.append(box)
            top = box[1] + box[3]
        if not boxes:
            return x, begin, 0.0, 0.0
        left = min(box[0] for box in boxes)
        return left, begin, max(box[0] + box[2] for box in boxes) - left, top - begin


def tower(parts: Sequence[tuple[Role, Block | None, str, float]]) -> float:
    """Return how high blocks are one under the other, px."""
    there = [part for part in parts if part[1] is not None]
    ink = sum(block.ink[3] - block.ink[1] for _, block, _, _ in there if block is not None)
    return float(ink + sum(part[3] for part in there[1:]))

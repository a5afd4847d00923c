"""A poster as a list of what is on it, from the back to the front."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from muse_works.lettering.block import Block

from .colours import Palette

if TYPE_CHECKING:
    from PIL.Image import Image

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height, px."""

Role: TypeAlias = Literal["headline", "line", "date", "small_print"]


@dataclass(frozen=True)
class Photo:
    """A picture that fills a box; `clip` is a path of SVG that it is seen through, "" for all."""

    image: "Image"
    box: Box
    clip: str = ""

    def fitted(self) -> Box:
        """Return the part of the picture that is seen: left, top, width, height, its own px."""
        wide, tall = self.image.size
        scale = max(self.box[2] / wide, self.box[3] / tall)
        width, height = min(wide, self.box[2] / scale), min(tall, self.box[3] / scale)
        return (wide - width) / 2, (tall - height) / 2, width, height

    def seen(self) -> Box:
        """Return the edges of what is seen: left, top, right, bottom, its own px."""
        left, top, width, height = self.fitted()
        right, bottom = min(left + width, self.image.width), min(top + height, self.image.height)
        return left, top, right, bottom


@dataclass(frozen=True)
class Art:
    """Shapes: a piece of SVG in the page's own px."""

    svg: str
    name: str = "art"
    soft: bool = False
    """Whether it has no edges, so that it may be drawn small and enlarged."""


@dataclass(frozen=True)
class Words:
    """A set text at a place, and its colour."""

    role: Role
    block: Block
    x: float
    y: float
    colour: str
    over: bool = False
    """Whether it lies on a picture, so that its colour is chosen by what is beneath."""
    shadow: str = ""
    """The colour of its hard shadow, "" for none."""

    def ink(self) -> Box:
        """Return the box of its letters on the page."""
        left, top, right, bottom = self.block.ink
        return self.x + left, self.y + top, right - left, bottom - top


Layer: TypeAlias = Photo | Art | Words


@dataclass
class Page:
    """A poster: its size (px), the colour of its paper, and its layers."""

    width: int
    height: int
    paper: str
    palette: Palette
    layers: list[Layer] = field(default_factory=list)

    def words(self) -> list[Words]:
        """Return its texts."""
        return [layer for layer in self.layers if isinstance(layer, Words)]

    def photo(self) -> Photo | None:
        """Return its picture."""
        return next((layer for layer in self.layers if isinstance(layer, Photo)), None)

    def change(self, old: Layer, *new: Layer) -> None:
        """Put layers in the place of one."""
        at = next(number for number, layer in enumerate(self.layers) if layer is old)
        self.layers[at : at + 1] = new

    def recolour(self, words: Words, colour: str) -> Words:
        """Give a text another colour and return it."""
        made = replace(words, colour=colour)
        self.change(words, made)
        return made


def svg(page: Page, *fragments: str, background: bool = False) -> str:
    """Return fragments as a whole SVG of the page's size."""
    ground = f'<rect width="100%" height="100%" fill="{page.paper}"/>' if background else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width}" height="{page.height}" '
        f'viewBox="0 0 {page.width} {page.height}">{ground}{"".join(fragments)}</svg>'
    )

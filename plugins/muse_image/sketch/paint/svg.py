"""A drawing made of shapes: the same polygons and lines as pixels or as SVG."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from PIL import Image, ImageDraw

from .colour import Colour
from .raster import Field

Ink = tuple[int, int, int]


@dataclass(slots=True)
class Shape:
    """A filled polygon or a line: `points` (n, 2) in px; `width` px (0: filled), `closed` lines.

    `name` is the element that it belongs to; neighbours of the same name share a group.
    """

    name: str
    points: Field
    ink: Ink
    width: float = 0.0
    closed: bool = False


@dataclass(slots=True)
class Drawing:
    """Shapes from back to front on a ground of one colour."""

    width: int
    height: int
    ground: Ink
    shapes: list[Shape] = field(default_factory=list)

    def fill(self, name: str, points: Field, colour: Colour) -> None:
        """Add a filled polygon."""
        self.shapes.append(Shape(name, points, ink(colour)))

    def line(
        self, name: str, points: Field, width: float, colour: Colour, closed: bool = False
    ) -> None:
        """Add a line `width` px wide."""
        self.shapes.append(Shape(name, points, ink(colour), width, closed))

    def pixels(self, fine: int = 2) -> Field:
        """Return the drawing (h, w, 3), 0..1, drawn `fine` times larger and then reduced."""
        picture = Image.new("RGB", (self.width * fine, self.height * fine), self.ground)
        draw = ImageDraw.Draw(picture)
        for shape in self.shapes:
            flat = (np.asarray(shape.points) * fine - 0.5).ravel().tolist()
            if shape.width <= 0:
                if len(flat) < 6:
                    continue
                draw.polygon(flat, fill=shape.ink)
                continue
            if shape.closed:
                flat += flat[:4]
            if len(flat) < 4:
                flat += flat[:2]
            thick = max(1, round(shape.width * fine))
            draw.line(flat, fill=shape.ink, width=thick, joint="curve" if thick > 2 else None)
            if thick > 3:
                _caps(draw, flat, thick / 2, shape.ink)
        picture = picture.reduce(fine) if fine > 1 else picture
        return np.asarray(picture, np.float32) / np.float32(255)

    def text(self, title: str, words: str, seams: float = 0.0) -> str:
        """Return the drawing as SVG 1.1, without a last newline.

        `title` and `words` (its description) may be anything; `seams` px close the hairlines
        between fills.
        """
        size = f'width="{self.width}" height="{self.height}"'
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {size} '
            f'viewBox="0 0 {self.width} {self.height}">\n'
            f"<title>{_said(title)}</title>\n<desc>{_said(words)}</desc>\n"
            f'<rect {size} fill="{_hex(self.ground)}"/>\n'
        )
        return head + "".join(_groups(self.shapes, seams)) + "</svg>"


def framed(text: str, width: int, height: int, title: str) -> str:
    """Return what `Drawing.text` gave with another title, shown at width x height px."""
    sized = re.sub(
        r'width="\d+" height="\d+" viewBox', f'width="{width}" height="{height}" viewBox', text,
        count=1,
    )  # fmt: skip
    said = f"<title>{_said(title)}</title>"
    return re.sub(r"<title>[^<]*</title>", lambda _: said, sized, count=1)


def recoloured(text: str, change: Callable[[Colour], Colour]) -> str:
    """Return what `Drawing.text` gave with every colour changed; `change` takes (1, n, 3)."""
    found = sorted(set(re.findall(r'"(#[0-9a-f]{6})"', text)))
    if not found:
        return text
    before = np.array([[[int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in found]])
    after = change(before.astype(np.float32))[0]
    to = {old: _hex(ink(new)) for old, new in zip(found, after, strict=True)}
    return re.sub(r'"(#[0-9a-f]{6})"', lambda match: f'"{to[match[1]]}"', text)


def drawn(text: str) -> Drawing:
    """Return the drawing that `Drawing.text` wrote; ValueError when it is another SVG."""
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(text)
        width, height = (round(float(v)) for v in root.attrib["viewBox"].split()[2:])
        space = "{http://www.w3.org/2000/svg}"
        ground = root.find(f"{space}rect")
        made = Drawing(width, height, _ink_of("#ffffff" if ground is None else ground.get("fill")))
        for group in root.iter(f"{space}g"):
            for path in group.iter(f"{space}path"):
                filled = path.get("fill") != "none"
                colour = _ink_of(path.get("fill" if filled else "stroke"))
                wide = 0.0 if filled else float(path.get("stroke-width", "1"))
                for part in path.attrib["d"].split("M")[1:]:
                    numbers = [float(n) for n in re.findall(r"-?[\d.]+", part.replace("h0", ""))]
                    points = np.cumsum(np.array(numbers).reshape(-1, 2), 0)
                    made.shapes.append(
                        Shape(group.get("class", ""), points, colour, wide, part.endswith("z"))
                    )
    except (ElementTree.ParseError, KeyError, TypeError) as error:
        raise ValueError(f"this is not a drawing of Muse: {error}") from None
    return made


def _ink_of(text: str | None) -> Ink:
    if text is None or not re.fullmatch("#[0-9a-f]{6}", text):
        raise ValueError(f"{text!r} is not a colour")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def ink(colour: Colour | Sequence[float]) -> Ink:
    """Return a colour 0..1 as whole numbers 0..255."""
    red, green, blue = (int(min(1.0, max(0.0, float(c))) * 255 + 0.5) for c in colour)
    return red, green, blue


def _caps(draw: ImageDraw.ImageDraw, flat: list[float], half: float, colour: Ink) -> None:
    """Round the two ends of a line, as SVG's caps do."""
    for x, y in (flat[:2], flat[-2:]):
        draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _groups(shapes: Iterable[Shape], seams: float) -> Iterator[str]:
    """Yield one group after another: neighbours of one name, within them of one ink and width."""
    used: dict[str, int] = {}
    for name, run in groupby(shapes, key=lambda shape: shape.name):
        used[name] = used.get(name, 0) + 1
        label = _slug(name)
        number = f"-{used[name]}" if used[name] > 1 else ""
        yield f'<g id="{label}{number}" class="{label}">\n'
        for (colour, width), same in groupby(run, key=lambda s: (s.ink, s.width)):
            path = "".join(_path(shape) for shape in same)
            if width > 0:
                style = (
                    f'fill="none" stroke="{_hex(colour)}" stroke-width="{_number(width)}" '
                    'stroke-linecap="round" stroke-linejoin="round"'
                )
            else:
                style = f'fill="{_hex(colour)}"'
                if seams:
                    style += f' stroke="{_hex(colour)}" stroke-width="{_number(seams)}"'
            yield f"<path {style} d={quoteattr(path)}/>\n"
        yield "</g>\n"


def _path(shape: Shape) -> str:
    """Return the path of a shape: absolute to its first point, then steps from point to point.

    Steps are taken between rounded places, so that rounding never adds up.
    """
    places = np.round(np.asarray(shape.points, np.float64) * 100).astype(np.int64)
    steps = np.diff(places, axis=0)
    moves = [f"{_number(x / 100)} {_number(y / 100)}" for x, y in steps.tolist() if x or y]
    x, y = (places[0] / 100).tolist()
    end = "z" if shape.closed or shape.width <= 0 else ""
    return f"M{_number(x)} {_number(y)}" + (f"l{' '.join(moves)}" if moves else "h0") + end


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _hex(colour: Ink) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def _slug(name: str) -> str:
    """Return a name as an XML id: letters, digits and hyphens, a letter first."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in name).strip("-").lower()
    return kept if kept[:1].isalpha() else f"part-{kept}".rstrip("-")


def _said(words: str) -> str:
    """Return words as XML text, without the control characters that XML can't hold."""
    kept = "".join(c for c in words if c in "\t\n" or (c >= " " and not _barred(ord(c))))
    return escape(kept)


def _barred(code: int) -> bool:
    return 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)

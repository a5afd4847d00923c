"""A page as PDF or SVG, set by Typst: letters stay letters, shapes stay shapes."""

import base64
import io
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from muse import NotReady
from muse_works.lettering import fonts
from muse_works.lettering.block import Run
from muse_works.lettering.shapes import advance
from muse_works.texts import quoted

from .page import Art, Page, Photo, Words, svg
from .raster import merged

if TYPE_CHECKING:
    import typst

INSTALL = 'pip install "muse-host[documents]"'


def needed() -> None:
    """Raise NotReady with the command that installs Typst where it is missing."""
    if find_spec("typst") is None:
        raise NotReady("a PDF or SVG needs the package typst", hint=f"install it with {INSTALL}")


def document(
    page: Page, folder: Path, kind: Literal["pdf", "svg"], dpi: float, title: str
) -> bytes:
    """Return a page as "pdf" or "svg"; `folder` is where it may put files for Typst."""
    import typst

    unit = 72 / dpi
    parts = [
        f"#set document(title: {quoted(title)}, date: none)",
        f"#set page(width: {page.width * unit:.4f}pt, height: {page.height * unit:.4f}pt, "
        f'margin: 0pt, fill: rgb("{page.paper}"))',
        '#set text(top-edge: "baseline", bottom-edge: "baseline", fallback: false, '
        "cjk-latin-spacing: none)",
    ]
    for number, layer in enumerate(merged(page.layers)):
        if isinstance(layer, Words):
            parts += _words(layer, unit)
        elif isinstance(layer, Art) or layer.clip:
            file = folder / f"layer-{number}.svg"
            file.write_text(_drawing(page, layer), encoding="utf-8")
            parts.append(_image(file.name, 0, 0, page.width * unit, page.height * unit))
        else:
            file = folder / f"layer-{number}.jpg"
            file.write_bytes(_cut(layer))
            parts.append(_image(file.name, *(side * unit for side in layer.box)))
    source = folder / "poster.typ"
    source.write_text("\n".join(parts), encoding="utf-8")
    compiler = typst.Compiler(str(source), root=str(folder), font_paths=_fonts(page))
    # A date would differ from run to run.
    made = compiler.compile(format=kind, timestamp=0 if kind == "pdf" else None)
    assert isinstance(made, bytes)
    if kind == "pdf":
        return made
    sides = f'width="{page.width}" height="{page.height}"'
    text = re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', sides, made.decode(), count=1)
    return _opened(text).encode()


def _opened(text: str) -> str:
    """Return an SVG whose drawings are a part of it rather than pictures within it."""

    def shapes(found: re.Match[str]) -> str:
        inner = base64.b64decode(found["data"]).decode()
        sides = re.sub(
            r'\s(?:xlink:)?href="[^"]*"|<image|/?>$|preserveAspectRatio="\w+"', "", found[0]
        )
        head, _, rest = inner.partition(">")
        box = re.search(r'viewBox="[^"]*"', head)
        assert box is not None
        return f'<svg {sides.strip()} {box[0]} preserveAspectRatio="none">{rest}'

    return re.sub(
        r'<image[^>]*href="data:image/svg\+xml;base64,(?P<data>[^"]*)"[^>]*/>', shapes, text
    )


def _fonts(page: Page) -> "typst.Fonts":
    import typst

    used = {Path(run.face.path).parent for words in page.words() for run in words.block.runs}
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=sorted(map(str, used)),
    )


def _image(name: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f"#place(top + left, dx: {x:.4f}pt, dy: {y:.4f}pt, image({quoted(name)}, "
        f'width: {width:.4f}pt, height: {height:.4f}pt, fit: "stretch"))'
    )


def _cut(photo: Photo) -> bytes:
    """Return what is seen of a picture as a JPEG."""
    left, top, wide, tall = photo.fitted()
    box = round(left), round(top), round(left + wide), round(top + tall)
    buffer = io.BytesIO()
    photo.image.convert("RGB").crop(box).save(buffer, "JPEG", quality=93, subsampling=0)
    return buffer.getvalue()


def _drawing(page: Page, layer: Art | Photo) -> str:
    """Return shapes, or a picture that is seen through one, as a whole SVG."""
    if isinstance(layer, Art):
        return svg(page, layer.svg)
    x, y, w, h = layer.box
    data = base64.b64encode(_cut(layer)).decode()
    return svg(
        page,
        f'<clipPath id="seen"><path d="{layer.clip}"/></clipPath>'
        f'<image clip-path="url(#seen)" x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" '
        f'height="{h:.2f}" preserveAspectRatio="none" href="data:image/jpeg;base64,{data}"/>',
    )


def _words(words: Words, unit: float) -> list[str]:
    made = []
    if words.shadow:
        away = max(1.0, words.block.size * 0.045)
        made += [
            _run(piece, words.x + away, words.y + away, words.shadow, unit)
            for run in words.block.runs
            for piece in _pieces(run)
        ]
    made += [
        _run(piece, words.x, words.y, words.colour, unit)
        for run in words.block.runs
        for piece in _pieces(run)
    ]
    return made


def _pieces(run: Run) -> list[Run]:
    """Return a run, or one for each of its Chinese characters, which Typst would move."""
    if len(run.text) < 2 or run.turned or not any(map(fonts.east, run.text)):
        return [run]
    made = []
    for place, char in enumerate(run.text):
        at = run.x + advance(run.text[:place], run.face) * run.size
        made.append(Run(char, run.face, at, run.y, run.size, upright=run.upright))
    return made


def _run(run: Run, x: float, y: float, colour: str, unit: float) -> str:
    """Return the markup that sets a run where it is in the page."""
    if not run.text.strip():
        return ""
    face = run.face
    size = run.size * unit
    options = [
        f"font: {quoted(face.family)}, weight: {face.weight}, stretch: {face.stretch}%",
        f'size: {size:.4f}pt, fill: rgb("{colour}")',
    ]
    if run.upright:
        options.append('features: ("vert",)')
    if face.bolder:
        options.append(f'stroke: {face.bolder * size:.4f}pt + rgb("{colour}")')
    # A space that begins or ends a run holds no letter, and Typst would drop it.
    lead = len(run.text) - len(run.text.lstrip())
    ahead = advance(run.text[:lead], face) * run.size if lead else 0.0
    text = f"text({', '.join(options)}, {quoted(run.text.strip())})"
    if run.turned:
        text = f"rotate(90deg, origin: top + left, box({text}))"
        x, y = x + run.x, y + run.y + ahead
    else:
        x, y = x + run.x + ahead, y + run.y
    return f"#place(top + left, dx: {x * unit:.4f}pt, dy: {y * unit:.4f}pt, {text})"

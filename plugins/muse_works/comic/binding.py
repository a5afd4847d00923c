"""Pages into files: PDF, PNG, CBZ."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ..texts import clean, quoted
from . import letters

_DPI = 150


def png(page: str) -> bytes:
    """Return a page's SVG as PNG."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(svg_string=page, font_files=letters.files(), skip_system_fonts=True)
    )


def spread(pages: Sequence[bytes], *, rtl: bool) -> bytes:
    """Return all pages in one PNG: two side by side as a book lies open, pair under pair."""
    from PIL import Image

    opened = [Image.open(io.BytesIO(page)).convert("RGB") for page in pages]
    if len(opened) == 1:
        return pages[0]
    width, height = opened[0].size
    gap = width // 60
    rows = -(-len(opened) // 2)
    sheet = Image.new("RGB", (2 * width + gap, rows * height + (rows - 1) * gap), "#8a8780")
    for k, page in enumerate(opened):
        column = (1 - k % 2) if rtl else k % 2
        sheet.paste(page, (column * (width + gap), k // 2 * (height + gap)))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def cbz(pages: Sequence[bytes], title: str, *, rtl: bool) -> bytes:
    """Return the pages as a comic archive, with what readers want to know of it."""
    from xml.sax.saxutils import escape

    manga = "YesAndRightToLeft" if rtl else "No"
    info = (
        '<?xml version="1.0" encoding="utf-8"?>\n<ComicInfo><Title>'
        f"{escape(clean(title))}</Title><PageCount>{len(pages)}</PageCount><Manga>{manga}</Manga></ComicInfo>\n"
    )
    out = io.BytesIO()
    members = [(f"{number:02}.png", page) for number, page in enumerate(pages, 1)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in [*members, ("ComicInfo.xml", info.encode())]:
            member = zipfile.ZipInfo(name)
            member.create_system = 3  # the same bytes on every system
            archive.writestr(member, data)
    return out.getvalue()


def pdf(
    pages: Sequence[str], size: tuple[int, int], title: str, language: str, folder: Path,
    *, rtl: bool, check: Callable[[], None],
) -> bytes:  # fmt: skip
    """Return the pages as a PDF whose letters are embedded and can be searched."""
    import typst

    for number, page in enumerate(pages, 1):
        check()
        (folder / f"page-{number}.svg").write_text(page, "utf-8")
    width, height = (round(side * 72 / _DPI, 2) for side in size)
    rows = [
        f"#set document(title: {quoted(title)}, date: none)",
        f'#set text(lang: "{language}")',
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)",
    ]
    rows += [
        f'#image("page-{number}.svg", width: {width}pt)' for number in range(1, len(pages) + 1)
    ]
    (folder / "comic.typ").write_text("\n".join(rows), "utf-8")
    folders = sorted({str(Path(file).parent) for file in letters.files()})
    made = typst.compile(
        str(folder / "comic.typ"), root=str(folder), font_paths=folders, ignore_system_fonts=True
    )
    return bytes(made)

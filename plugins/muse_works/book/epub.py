"""A picture book as EPUB 3: fixed layout, read aloud with Media Overlays."""

import io
import uuid
import zipfile
from collections.abc import Iterable
from hashlib import sha256

from . import markup, typefaces
from .laying import TRIMS
from .markup import escape
from .volume import Volume

_WIDE = 1200
"""Width of a page in CSS px."""
_DATE = (1980, 1, 1, 0, 0, 0)
_CHANGED = "2000-01-01T00:00:00Z"
"""When every book says it was changed, so that the same book is the same file."""
_ACTIVE = "-epub-media-overlay-active"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_NAMES = {
    "en": {"toc": "Contents", "cover": "Cover", "title": "Title page", "page": "Page {}",
           "end": "The End", "pages": "Pages"},
    "zh": {"toc": "目录", "cover": "封面", "title": "扉页", "page": "第 {} 页", "end": "完",
           "pages": "页码"},
}  # fmt: skip


def epub(book: Volume) -> bytes:
    """Return a book as EPUB 3."""
    language, names = book.board.language, _NAMES[book.board.language]
    size = _size(book)
    title = book.board.title
    cover = f'<img src="cover.jpg" alt="{escape(title)}"/>'
    pages = [
        ("cover", names["cover"], _page(book, size, "cover", names["cover"], cover)),
        ("title", names["title"], _page(book, size, "title", title, markup.opening(book))),
    ]
    for number in range(1, len(book.leaves) + 1):
        name = names["page"].format(number)
        inside = markup.leaf(book, number)
        pages.append((f"page-{number}", name, _page(book, size, f"p{number}", name, inside)))
    pages.append(
        ("end", names["end"], _page(book, size, "end", names["end"], markup.closing(book)))
    )
    font = typefaces.subset("".join(sorted(set(book.letters()))), language)
    members = [
        ("EPUB/nav.xhtml", _nav(book, [(file, name) for file, name, _ in pages])),
        ("EPUB/style.css", _style(book).encode()),
        (f"EPUB/{markup.FONT}", font),
        *((f"EPUB/{file}.xhtml", data) for file, _, data in pages),
        *((f"EPUB/{name}", data) for name, data in book.pictures.items()),
    ]
    for number, leaf in enumerate(book.leaves, 1):
        if leaf.sound is not None:
            members.append((f"EPUB/page-{number}.mp3", leaf.sound))
            members.append((f"EPUB/page-{number}.smil", _smil(book, number)))
    digest = sha256(b"".join(name.encode() + data for name, data in members)).digest()
    package = _package(book, [file for file, _, _ in pages], digest)
    return _packed(
        [
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER.encode()),
            ("EPUB/package.opf", package),
            *members,
        ]
    )


def _size(book: Volume) -> tuple[int, int]:
    wide, high = TRIMS[book.trim]
    return _WIDE, round(_WIDE * high / wide)


def _style(book: Volume) -> str:
    scale = _WIDE / TRIMS[book.trim][0]
    wide, high = _size(book)
    own = (
        f"html, body {{ margin: 0; padding: 0; }}\nbody {{ width: {wide}px; height: {high}px; }}\n"
    )
    return own + markup.style(
        book, lambda mm: f"{mm * scale:.2f}px", f".{_ACTIVE}", f'url("{markup.FONT}")'
    )


def _page(book: Volume, size: tuple[int, int], name: str, title: str, inside: str) -> bytes:
    language = "zh-CN" if book.board.language == "zh" else "en"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head><title>{escape(title, quote=False)}</title>
<meta name="viewport" content="width={size[0]}, height={size[1]}"/>
<link rel="stylesheet" type="text/css" href="style.css"/></head>
<body class="page" id="{name}">{inside}</body>
</html>
""".encode()


def _nav(book: Volume, pages: list[tuple[str, str]]) -> bytes:
    names = _NAMES[book.board.language]
    language = "zh-CN" if book.board.language == "zh" else "en"
    links = "".join(f'<li><a href="{file}.xhtml">{name}</a></li>' for file, name in pages)
    numbers = "".join(
        f'<li><a href="page-{n}.xhtml">{n}</a></li>' for n in range(1, len(book.leaves) + 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}">
<head><title>{escape(book.board.title, quote=False)}</title></head>
<body>
<nav epub:type="toc"><h1>{names["toc"]}</h1><ol>{links}</ol></nav>
<nav epub:type="page-list" hidden="hidden"><h2>{names["pages"]}</h2><ol>{numbers}</ol></nav>
<nav epub:type="landmarks" hidden="hidden"><ol>
<li><a epub:type="cover" href="cover.xhtml">{names["cover"]}</a></li>
<li><a epub:type="bodymatter" href="page-1.xhtml">{names["page"].format(1)}</a></li>
</ol></nav>
</body></html>
""".encode()


def _smil(book: Volume, number: int) -> bytes:
    """Return when each word of a page is heard."""
    parts, count = [], 0
    for row in book.leaves[number - 1].words:
        for word in row:
            parts.append(
                f'<par id="w{count}"><text src="page-{number}.xhtml#p{number}w{count}"/>'
                f'<audio src="page-{number}.mp3" clipBegin="{word.start:.3f}s" '
                f'clipEnd="{word.end:.3f}s"/></par>'
            )
            count += 1
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body><seq id="page" epub:textref="page-{number}.xhtml#p{number}">{"".join(parts)}</seq></body>
</smil>
""".encode()


def _lasts(book: Volume, number: int) -> float:
    return max((word.end for row in book.leaves[number - 1].words for word in row), default=0.0)


def _package(book: Volume, files: list[str], digest: bytes) -> bytes:
    board = book.board
    language = "zh-CN" if board.language == "zh" else "en"
    spoken = [n for n, leaf in enumerate(book.leaves, 1) if leaf.sound is not None]
    own = uuid.UUID(bytes=digest[:16], version=5)
    meta = [
        f'<dc:identifier id="id">urn:uuid:{own}</dc:identifier>',
        f"<dc:title>{escape(board.title, quote=False)}</dc:title>",
        f"<dc:language>{language}</dc:language>",
        f'<meta property="dcterms:modified">{_CHANGED}</meta>',
        '<meta property="rendition:layout">pre-paginated</meta>',
        '<meta property="rendition:spread">auto</meta>',
        '<meta property="rendition:orientation">auto</meta>',
        *_access(book, bool(spoken)),
    ]
    if board.author:
        meta.insert(2, f"<dc:creator>{escape(board.author, quote=False)}</dc:creator>")
    if spoken:
        meta.append(f'<meta property="media:active-class">{_ACTIVE}</meta>')
        total = sum(_lasts(book, n) for n in spoken)
        meta.append(f'<meta property="media:duration">{total:.3f}s</meta>')
        meta += [
            f'<meta property="media:duration" refines="#s{n}">{_lasts(book, n):.3f}s</meta>'
            for n in spoken
        ]
    xhtml = "application/xhtml+xml"
    items = [
        f'<item id="nav" href="nav.xhtml" media-type="{xhtml}" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        f'<item id="font" href="{markup.FONT}" media-type="font/otf"/>',
    ]
    for file in files:
        number = int(file.removeprefix("page-")) if file.startswith("page-") else 0
        over = f' media-overlay="s{number}"' if number in spoken else ""
        items.append(f'<item id="{file}" href="{file}.xhtml" media-type="{xhtml}"{over}/>')
    for name in book.pictures:
        kind = "image/jpeg" if name.endswith(".jpg") else "image/png"
        cover = ' properties="cover-image"' if name == "cover.jpg" else ""
        items.append(
            f'<item id="i-{name.replace(".", "-")}" href="{name}" media-type="{kind}"{cover}/>'
        )
    for n in spoken:
        items.append(f'<item id="a{n}" href="page-{n}.mp3" media-type="audio/mpeg"/>')
        items.append(f'<item id="s{n}" href="page-{n}.smil" media-type="application/smil+xml"/>')
    order = "".join(f'<itemref idref="{file}"/>' for file in files)
    newline = "\n"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
prefix="rendition: http://www.idpf.org/vocab/rendition/# schema: http://schema.org/ \
media: http://www.idpf.org/epub/vocab/overlays/#" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{newline.join(meta)}
</metadata>
<manifest>
{newline.join(items)}
</manifest>
<spine>{order}</spine>
</package>
""".encode()


def _access(book: Volume, spoken: bool) -> list[str]:
    """Return what the book says of who can read it and how."""
    summary = (
        "每幅图都有文字说明；固定版式。" + ("逐字朗读，读到的字会亮起来。" if spoken else "")
        if book.board.language == "zh"
        else "Every picture is described; the layout is fixed."
        + (" The text is read aloud, and each word lights up as it is read." if spoken else "")
    )
    told = [
        ("accessMode", "textual"), ("accessMode", "visual"),
        *([("accessMode", "auditory")] if spoken else []),
        ("accessModeSufficient", "textual"),
        *([("accessibilityFeature", "synchronizedAudioText")] if spoken else []),
        ("accessibilityFeature", "alternativeText"), ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "pageNavigation"), ("accessibilityHazard", "none"),
        ("accessibilitySummary", summary),
    ]  # fmt: skip
    return [f'<meta property="schema:{name}">{value}</meta>' for name, value in told]


def _packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip file of which the same members give the same bytes; sounds and pictures as
    they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr, info.create_system = 0o644 << 16, 3
            stored = name == "mimetype" or name.endswith((".jpg", ".png", ".mp3"))
            kind = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, kind, None if stored else 6)
    return buffer.getvalue()

"""A text as a book, EPUB 3: a cover of type, a file for each chapter, and a table of contents."""

import uuid
from hashlib import sha256
from html import escape

from .document import Document
from .language import RIGHT_TO_LEFT
from .markup import body
from .packed import packed
from .page import style
from .reading import read

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_COVER = """
.cover { text-align: center; padding: 30% 8% 0; }
.cover h1 { font-size: 2.2em; line-height: 1.3; }
.cover hr { margin: 2em auto; }
"""
_CONTENTS = {"zh": "目录", "ja": "目次", "fr": "Table des matières", "de": "Inhalt", "es": "Índice"}
_CHANGED = "2000-01-01T00:00:00Z"
"""When every book says it was changed, so that the same text is the same file."""


def epub(data: bytes) -> bytes:
    """Return Markdown as an EPUB 3 book."""
    document = read(data)
    title = document.title or next((block.text[:60] for block in document.blocks), "")
    title = " ".join(title.split()) or "-"
    language = document.language
    chapters = _chapters(document, title)
    pages = [
        (f"chapter-{number:03}.xhtml", name, inside)
        for number, (name, inside) in enumerate(chapters, 1)
    ]
    cover = f'<section class="cover"><h1>{_text(title)}</h1><hr/></section>'
    members = [
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("EPUB/package.opf", _package(title, language, [file for file, _, _ in pages], data)),
        ("EPUB/nav.xhtml", _contents(title, language, [(file, name) for file, name, _ in pages])),
        ("EPUB/style.css", (_book_style() + _COVER).encode()),
        ("EPUB/cover.xhtml", _page(title, language, "prose", cover)),
    ]
    for file, name, inside in pages:
        members.append((f"EPUB/{file}", _page(name, language, document.kind, inside)))
    return packed(members, plain=["mimetype"])


def _chapters(document: Document, title: str) -> list[tuple[str, str]]:
    """Return the parts of a book, name and body; verse and scripts with few parts stay together."""
    parts = document.chapters
    named = sum(1 for name, _ in parts if name)
    if document.kind == "verse" or named < 2:
        return [
            (title, f"<h1>{_text(title)}</h1>\n" * bool(document.title) + body(document.blocks))
        ]
    return [(" ".join((name or title).split()), body(inside, top=1)) for name, inside in parts]


def _book_style() -> str:
    """Return the style of pages without what is the reader's own: width, colours, paper."""
    kept = []
    for line in style().splitlines():
        if not line.startswith(("@media", "@page", ":root")):
            kept.append(line)
    text = "\n".join(kept)
    start, end = text.index("body {"), text.index("h1, h2")
    own = "body { margin: 5%; line-height: 1.55; }\n.script { font-size: .9em; }\n"
    return f"{own}{text[:start]}{text[end:]}\n"


def _page(title: str, language: str, kind: str, inside: str) -> bytes:
    way = ' dir="rtl"' if language in RIGHT_TO_LEFT else ""
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html {spaces} lang="{language}" xml:lang="{language}"{way}>
<head><title>{_text(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body class="{kind}"><main>
{inside}
</main></body>
</html>
""".encode()


def _contents(title: str, language: str, pages: list[tuple[str, str]]) -> bytes:
    name = _CONTENTS.get(language, "Contents")
    links = "".join(f'<li><a href="{file}">{_text(each)}</a></li>' for file, each in pages)
    return _page(
        title, language, "prose", f'<nav epub:type="toc"><h1>{name}</h1><ol>{links}</ol></nav>'
    )


def _package(title: str, language: str, pages: list[str], data: bytes) -> bytes:
    name = uuid.UUID(bytes=sha256(data).digest()[:16], version=5)
    kind = "application/xhtml+xml"
    items = "".join(
        f'<item id="c{number}" href="{file}" media-type="{kind}"/>'
        for number, file in enumerate(pages, 1)
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(1, len(pages) + 1))
    way = ' page-progression-direction="rtl"' if language in RIGHT_TO_LEFT else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{name}</dc:identifier>
<dc:title>{_text(title)}</dc:title>
<dc:language>{language}</dc:language>
<meta property="dcterms:modified">{_CHANGED}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="{kind}" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="cover" href="cover.xhtml" media-type="{kind}"/>
{items}
</manifest>
<spine{way}><itemref idref="cover"/><itemref idref="nav"/>{order}</spine>
</package>
""".encode()


def _text(text: str) -> str:
    return escape(text, quote=False)

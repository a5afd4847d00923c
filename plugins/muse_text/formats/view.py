"""What a page shows of a text: a fragment of HTML with the classes of pages and books."""

from html import escape

from .document import Document
from .language import RIGHT_TO_LEFT, tag
from .markup import body
from .reading import read


def shown(data: bytes, place: str) -> tuple[str, bytes]:
    """Return Markdown as an `article`: its class says how it is laid out, `lang` its language."""
    _whole(place)
    document = read(data)
    head = f"<h1>{escape(document.title, quote=False)}</h1>\n" if document.title else ""
    return "text/html", _article(document.kind, document.language, head + _body(document))


def plain(data: bytes, place: str) -> tuple[str, bytes]:
    """Return a text without marks: each line a line, an empty one between passages."""
    _whole(place)
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    told = [part.strip("\n") for part in text.split("\n\n") if part.strip()]
    lines = ["<br/>".join(escape(x, quote=False) for x in part.split("\n")) for part in told]
    return "text/html", _article("plain", tag(text), "\n".join(f"<p>{x}</p>" for x in lines))


def _whole(place: str) -> None:
    """Refuse a place in a text: the view is all of it."""
    if place:
        raise KeyError(place)


def _body(document: Document) -> str:
    return body(document.blocks)


def _article(kind: str, language: str, inside: str) -> bytes:
    way = ' dir="rtl"' if language in RIGHT_TO_LEFT else ""
    return f'<article class="{kind}" lang="{language}"{way}>\n{inside}\n</article>\n'.encode()

"""A text as one HTML page: nothing is run, nothing is fetched."""

from functools import cache
from html import escape
from importlib.resources import files

from .document import Document
from .language import RIGHT_TO_LEFT
from .markup import body
from .reading import read

_OPENS, _CLOSES = "<!-- muse ", " -->\n"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@cache
def style() -> str:
    """Return the style sheet of pages and books."""
    return (files(__package__) / "style.css").read_text("utf-8")


def html(data: bytes) -> bytes:
    """Return Markdown as an HTML page."""
    document = read(data)
    title = escape(document.title or _opening(document), quote=False)
    head = f"<h1>{escape(document.title, quote=False)}</h1>\n" if document.title else ""
    way = ' dir="rtl"' if document.language in RIGHT_TO_LEFT else ""
    return f"""<!doctype html>
<html lang="{document.language}"{way}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style()}</style>
</head>
<body class="{document.kind}">
<main>
{head}{body(document.blocks)}
</main>
</body>
</html>
""".encode()


def _opening(document: Document) -> str:
    """Return the first words of a text without a title."""
    return next((block.text for block in document.blocks if block.text), "")[:60] or "-"


def put(data: bytes, text: str) -> bytes:
    """Return a page with a text (JSON) in a comment at its end."""
    # Two hyphens would end the comment; in JSON they can be written otherwise.
    return data + f"{_OPENS}{text.replace('--', '-' + chr(92) + 'u002d')}{_CLOSES}".encode()


def take(data: bytes) -> tuple[bytes, str] | None:
    """Return a page as it was before `put`, and the text; None when there is none."""
    start = data.rfind(_OPENS.encode())
    if start < 0 or not data.endswith(_CLOSES.encode()):
        return None
    try:
        text = data[start + len(_OPENS) : -len(_CLOSES)].decode()
    except UnicodeDecodeError:
        return None
    return data[:start], text.replace("-" + chr(92) + "u002d", "--")

"""Documents made of a text: pages, books, manuscripts and screenplays, from its Markdown.

Markdown -> blocks   reading (language, scripts)
blocks   -> .html    page (markup, style.css)         .epub   epub (packed)
            view "html", what a page shows of a text: view
            .docx    word                             .pdf    paper (manuscript.typ)
            .fountain, .fdx                           fountain, fdx (scripts)

Nothing of it is imported before a text is turned into one.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from muse import Condition, Format, MuseError, NotReady, RequestError, hookimpl

INSTALL = 'pip install "muse-host[documents]"'
_TEXT = "text/markdown"


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer .html, .epub, .docx, .pdf, .fountain and .fdx, made from Markdown."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    zipped = {"embed": _late("packed", "put"), "extract": _late("packed", "take")}
    page = {"embed": _late("page", "put"), "extract": _late("page", "take")}
    shown = {"html": _late("view", "shown")}
    return (
        Format(".md", _TEXT, views=shown),
        Format(".txt", "text/plain", views={"html": _late("view", "plain")}),
        _format(".html", "text/html", "page", "html", **page),
        _format(".epub", "application/epub+zip", "epub", "epub", **zipped),
        _format(".docx", word, "word", "docx", _word, **zipped),
        _format(".pdf", "application/pdf", "paper", "pdf", _paper),
        _format(".fountain", "text/vnd.fountain", "fountain", "fountain", _script(".fountain")),
        _format(".fdx", "application/vnd.finaldraft+xml", "fdx", "fdx", _script(".fdx")),
    )


def _format(
    suffix: str,
    media_type: str,
    module: str,
    name: str,
    lacks: Callable[[Condition], MuseError | None] | None = None,
    **more: Any,
) -> Format:
    encode = {_TEXT: _late(module, name)}
    return Format(suffix, media_type, encode, {_TEXT: lacks} if lacks else {}, **more)


def _late(module: str, name: str) -> Callable[..., Any]:
    """Return a function whose module is imported when it is first called."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(f"{__name__}.{module}"), name)(*arguments)

    return call


def _word(condition: Condition) -> NotReady | None:
    if find_spec("docx") is not None:
        return None
    return NotReady(".docx requires python-docx", hint=INSTALL)


def _paper(condition: Condition) -> NotReady | None:
    if find_spec("typst") is None:
        return NotReady(".pdf requires typst", hint=INSTALL)
    from . import paper
    from .document import han

    chinese = han(str(condition.model_dump(mode="json")))
    chinese = chinese or getattr(condition, "language", None) == "zh"
    return paper.no_font() if chinese and not paper.chinese_font() else None


def _script(suffix: str) -> Callable[[Condition], RequestError | None]:
    def lacks(condition: Condition) -> RequestError | None:
        form = getattr(condition, "form", None)
        if form in (None, "script", "free"):
            return None
        return RequestError(f"{suffix} is for scripts, and this is a {form}", hint="--form script")

    return lacks

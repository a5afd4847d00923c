"""HTML of a plugin, let through by a list of what is harmless."""

from html import escape
from html.parser import HTMLParser

_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 em strong i b small sub sup blockquote ul ol li hr br pre code div span"
    " section article header footer aside figure figcaption table thead tbody tr td th dl dt dd"
    " ruby rt rp q cite mark abbr".split()
)
_EMPTY = frozenset(("br", "hr"))
_DROPPED = frozenset("script style template iframe object svg math noscript textarea title".split())
_ATTRIBUTES = frozenset(("class", "lang", "dir"))
_DEEPEST = 100


def clean(html: str) -> str:
    """Return the text of HTML with its harmless tags; everything is closed."""
    found = _Cleaner()
    found.feed(html)
    found.close()
    return found.done()


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag that is known, with its harmless attributes."""
        if tag in _DROPPED:
            self._inside += 1
        if self._inside or tag not in _TAGS or len(self._open) > _DEEPEST:
            return
        kept = [(n, v) for n, v in attrs if n in _ATTRIBUTES and v]
        told = "".join(f' {n}="{escape(v or "")}"' for n, v in kept)
        # Its headings are below that of the page.
        tag = f"h{min(6, int(tag[1]) + 1)}" if tag[0] == "h" and tag[1:].isdigit() else tag
        self._out.append(f"<{tag}{told}>")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag that is open, and all inside it."""
        if tag in _DROPPED:
            self._inside = max(0, self._inside - 1)
        tag = f"h{min(6, int(tag[1]) + 1)}" if tag[0] == "h" and tag[1:].isdigit() else tag
        if self._inside or tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            self._out.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Keep text as text."""
        if not self._inside:
            self._out.append(escape(data, quote=False))

    def done(self) -> str:
        """Return all of it, closed."""
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(self._open))

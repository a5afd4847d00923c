"""Files as a notebook shows them: pictures, sound, film and text, in HTML that runs nothing."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from typing import Protocol

LARGEST = 16 * 2**20
"""Bytes of all files that are shown inside a page; what is more is named."""

_NAMED = 50
"""Files that are told of at most."""

_LONGEST = 20_000
"""Characters of a text that are shown."""


class Shown(Protocol):
    """A file as it is shown: its bytes are read only where they are small."""

    media_type: str

    @property
    def data(self) -> bytes: ...
    @property
    def size(self) -> int: ...
    def head(self, most: int) -> bytes: ...


def figure(files: Mapping[str, Shown], title: str, details: str, *, width: str = "100%") -> str:
    """Return files (by suffix or name) as they are seen or heard, then what they are.

    `width` is the most that pictures take, as CSS has it.
    """
    shown, left = "", LARGEST
    for key in list(files)[:_NAMED]:
        size = files[key].size
        shown += _shown(key, files[key], width, size <= left)
        left -= size if size <= left else 0
    if len(files) > _NAMED:
        shown += f"<p>and {len(files) - _NAMED} more files</p>"
    caption = f"<figcaption>{escape(title)} <small>{escape(details)}</small></figcaption>"
    return f'<figure style="margin:0">{shown}{caption}</figure>'


def gallery(figures: Iterable[str]) -> str:
    """Return figures side by side."""
    shown = "".join(f"<div>{figure}</div>" for figure in figures)
    return f'<div style="display:flex;flex-wrap:wrap;gap:12px">{shown}</div>'


def _shown(key: str, file: Shown, width: str, whole: bool) -> str:
    """Return one file as HTML; a text's words and a file that can't be shown are escaped."""
    media_type = file.media_type
    kind = media_type.partition("/")[0]
    if kind == "text" and key.endswith((".md", ".txt")):
        text = file.head(4 * _LONGEST).decode(errors="replace")
        cut = "…" if len(text) > _LONGEST or file.size > 4 * _LONGEST else ""
        words = escape(text[:_LONGEST]) + cut
        return f'<pre style="white-space:pre-wrap;max-width:45em">{words}</pre>'
    if whole and kind in ("image", "audio", "video") and media_type != "audio/midi":
        source = f"data:{escape(media_type)};base64,{b64encode(file.data).decode()}"
        if kind == "image":  # an SVG in <img> runs no script
            return f'<img src="{source}" style="max-width:{width}">'
        if kind in ("audio", "video"):
            return f'<{kind} controls src="{source}" style="max-width:{width}"></{kind}>'
    return f"<p>{escape(key)} ({escape(media_type)}, {file.size:,} bytes)</p>"

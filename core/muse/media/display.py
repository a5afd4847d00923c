"""Files as a notebook shows them: pictures, sound, film and text, in HTML that runs nothing."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape

LARGEST = 16 * 2**20
"""Bytes of a file that is shown inside a page; a larger one is named."""

_LONGEST = 20_000
"""Characters of a text that are shown."""


def figure(
    files: Mapping[str, tuple[str, bytes]], title: str, details: str, *, width: str = "100%"
) -> str:
    """Return files (suffix -> media type, bytes) as they are seen or heard, then what they are.

    `width` is the most that pictures take, as CSS has it.
    """
    shown = "".join(_shown(suffix, kind, data, width) for suffix, (kind, data) in files.items())
    caption = f"<figcaption>{escape(title)} <small>{escape(details)}</small></figcaption>"
    return f'<figure style="margin:0">{shown}{caption}</figure>'


def gallery(figures: Iterable[str]) -> str:
    """Return figures side by side."""
    shown = "".join(f"<div>{figure}</div>" for figure in figures)
    return f'<div style="display:flex;flex-wrap:wrap;gap:12px">{shown}</div>'


def _shown(suffix: str, media_type: str, data: bytes, width: str) -> str:
    """Return one file as HTML; a text's words and a file that can't be shown are escaped."""
    kind = media_type.partition("/")[0]
    if kind == "text" and suffix in (".md", ".txt"):
        text = data[: 4 * _LONGEST].decode(errors="replace")
        cut = "…" if len(text) > _LONGEST or len(data) > 4 * _LONGEST else ""
        words = escape(text[:_LONGEST]) + cut
        return f'<pre style="white-space:pre-wrap;max-width:45em">{words}</pre>'
    if len(data) <= LARGEST and media_type != "audio/midi":
        source = f"data:{escape(media_type)};base64,{b64encode(data).decode()}"
        if kind == "image":  # an SVG in <img> runs no script
            return f'<img src="{source}" style="max-width:{width}">'
        if kind in ("audio", "video"):
            return f'<{kind} controls src="{source}" style="max-width:{width}"></{kind}>'
    return f"<p>{escape(suffix)} ({escape(media_type)}, {len(data):,} bytes)</p>"

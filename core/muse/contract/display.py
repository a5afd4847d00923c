"""Artifacts as a notebook shows them: pictures, sound, film and text, in HTML that runs nothing."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muse.contract.artifact import Artifact, File

LARGEST = 16 * 2**20
"""Bytes of a file that is shown inside a page; a larger one is named."""

_LONGEST = 20_000
"""Characters of a text that are shown."""

_GALLERY = "display:flex;flex-wrap:wrap;gap:12px"


def html(artifact: "Artifact", *, width: str = "100%") -> str:
    """Return an artifact as a figure: each file as it is seen or heard, then title, id and seed."""
    files = [_shown(suffix, file, width) for suffix, file in artifact.files.items()]
    title = escape(artifact.title or "")
    caption = f"<figcaption>{title} <small>{artifact.id}, seed {artifact.seed}</small></figcaption>"
    return f'<figure style="margin:0">{"".join(files)}{caption}</figure>'


def gallery(artifacts: Sequence["Artifact"]) -> str:
    """Return artifacts side by side."""
    shown = "".join(f"<div>{html(artifact, width='320px')}</div>" for artifact in artifacts)
    return f'<div style="{_GALLERY}">{shown}</div>'


def _shown(suffix: str, file: "File", width: str) -> str:
    """Return one file as HTML; a text's words and a file that can't be shown are escaped."""
    kind = file.media_type.partition("/")[0]
    if file.media_type.startswith("text/") and suffix in (".md", ".txt"):
        text = file.data[: 4 * _LONGEST].decode(errors="replace")
        cut = "…" if len(text) > _LONGEST or len(file.data) > 4 * _LONGEST else ""
        words = escape(text[:_LONGEST]) + cut
        return f'<pre style="white-space:pre-wrap;max-width:45em">{words}</pre>'
    if len(file.data) <= LARGEST and file.media_type != "audio/midi":
        source = f"data:{escape(file.media_type)};base64,{b64encode(file.data).decode()}"
        if kind == "image":  # an SVG in <img> runs no script
            return f'<img src="{source}" style="max-width:{width}">'
        if kind in ("audio", "video"):
            return f'<{kind} controls src="{source}" style="max-width:{width}"></{kind}>'
    return f"<p>{escape(suffix)} ({escape(file.media_type)}, {len(file.data):,} bytes)</p>"

"""A picture book as one page of HTML that turns its pages, reads and plays by itself."""

import base64
import json
import re
from hashlib import sha256
from importlib.resources import files

from . import markup, typefaces
from .laying import TRIMS
from .markup import escape
from .volume import Volume

_LABELS = {
    "en": {"back": "Page back", "play": "Read aloud", "on": "Next page"},
    "zh": {"back": "上一页", "play": "朗读", "on": "下一页"},
}
_KINDS = {".jpg": "image/jpeg", ".png": "image/png", ".mp3": "audio/mpeg", ".otf": "font/otf"}


def html(book: Volume) -> bytes:
    """Return a book as HTML that asks for nothing outside itself."""
    language, labels = book.board.language, _LABELS[book.board.language]
    title = escape(book.board.title, quote=False)
    wide, high = TRIMS[book.trim]
    font = typefaces.subset("".join(sorted(set(book.letters()))), language)
    style = _read("player.css") + f":root {{ --shape: {wide / high:.5f}; }}\n"
    style += markup.style(
        book, lambda mm: f"{mm * 100 / wide:.3f}cqw", ".read", f"url({_data('.otf', font)})"
    )
    script = _read("player.js")
    policy = (
        f"default-src 'none'; img-src data:; media-src data:; font-src data:; "
        f"style-src {_hashed(style)}; script-src {_hashed(script)}"
    )
    pages, times = _pages(book)
    body = "\n".join(pages)
    for name, data in book.pictures.items():
        body = body.replace(f'<img src="{name}"', f'<img src="{_data(name[-4:], data)}"')
    body = body.replace("/>", ">")
    music = ""
    if book.music is not None:
        music = f'<audio id="music" loop src="{_data(".mp3", book.music)}"></audio>'
    times_json = re.sub("<", "\\\\u003c", json.dumps(times, separators=(",", ":")))
    return f"""<!DOCTYPE html>
<html lang="{"zh-CN" if language == "zh" else "en"}">
<head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style></head>
<body>
<main>
{body}
</main>
<nav class="bar">
<button id="back" aria-label="{labels["back"]}">&#x2039;</button>
<button id="play" aria-label="{labels["play"]}" aria-pressed="false"></button>
<button id="on" aria-label="{labels["on"]}">&#x203A;</button>
<div id="dots"></div>
</nav>
{music}
<script type="application/json" id="times">{times_json}</script>
<script>{script}</script>
</body></html>
""".encode()


def _pages(book: Volume) -> tuple[list[str], dict[str, list[float]]]:
    """Return the pages, and page -> when its words are heard and the last one ends, s."""
    pages = [
        f'<section class="page" id="cover"><img src="cover.jpg" alt="{escape(book.board.title)}"/>'
        "</section>",
        f'<section class="page" id="title" hidden>{markup.opening(book)}</section>',
    ]
    times: dict[str, list[float]] = {}
    for number, leaf in enumerate(book.leaves, 1):
        sound = ""
        if leaf.sound is not None:
            sound = f'<audio preload="auto" src="{_data(".mp3", leaf.sound)}"></audio>'
            row = [word.start for part in leaf.words for word in part]
            times[f"p{number}"] = [*row, max(w.end for part in leaf.words for w in part)]
        pages.append(
            f'<section class="page" id="p{number}" data-seconds="{leaf.seconds:.1f}" hidden>'
            f"{markup.leaf(book, number)}{sound}</section>"
        )
    pages.append(f'<section class="page" id="end" hidden>{markup.closing(book)}</section>')
    return pages, times


def _read(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _data(suffix: str, content: bytes) -> str:
    return f"data:{_KINDS[suffix]};base64,{base64.b64encode(content).decode()}"


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"

"""What a certificate shows: the picture, a frame, the score, a waveform, the first lines."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse import Host, MuseError
from muse.media import content
from muse.media import picture as opened
from muse_provenance.certificate.facts import Facts

_LARGEST = 2**26
"""Bytes of a file that is shown."""

_SIDE = 1800
"""The most pixels of a side: 150 mm at 300 dpi."""

_FRAMES = 500
"""Frames that are decoded at most to come to the one that is shown."""

_LINES = 40
_CHARACTERS = 2_400
_SCORES = (".mid", ".kar", ".musicxml", ".mxl", ".abc")
_VIEWBOX = re.compile(r"""viewBox=["']\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)""")
_SIDES = re.compile(r"""<svg[^>]*?\swidth=["']([\d.]+)[^>]*?\sheight=["']([\d.]+)""")
_MARKUP = re.compile(r"[*_`]+|^#+\s*|^>\s*", re.MULTILINE)


@dataclass(frozen=True)
class Shown:
    """What is shown: a picture (`data` in a format that Typst reads), or lines of text.

    `ratio` is the picture's width for a height of 1; `framed` says that it has edges of its own.
    """

    data: bytes = b""
    suffix: str = ""
    ratio: float = 1.0
    framed: bool = False
    lines: tuple[str, ...] = ()
    verse: bool = False


def shown(host: Host, facts: Facts) -> Shown:
    """Return what a certificate shows; nothing where nothing can be shown."""
    for way in _ways(facts.media_type):
        with suppress(MuseError, ValueError, OSError, ArithmeticError, LookupError, ImportError):
            found = way(host, facts)
            if found is not None:
                return found
    return Shown()


def _ways(media_type: str) -> Iterator[Callable[[Host, Facts], Shown | None]]:
    """Yield what can show a kind of file, the best first."""
    if media_type == "image/svg+xml":
        yield _svg
    elif media_type.startswith("image/"):
        yield _picture
    elif media_type.startswith("video/"):
        yield _frame
    elif media_type == "application/pdf":
        yield _score
        yield _page
    elif media_type.startswith("audio/") or "musicxml" in media_type:
        yield _score
        yield _wave
    yield _text
    yield _thumbnail


def _svg(host: Host, facts: Facts) -> Shown | None:
    data = _read(facts.path)
    return Shown(data, ".svg", _sides(data), framed=True)


def _sides(data: bytes) -> float:
    head = data[:4096].decode(errors="replace")
    match = _VIEWBOX.search(head) or _SIDES.search(head)
    width, height = (float(each) for each in match.groups()) if match else (1.0, 1.0)
    return min(50.0, max(0.02, width / height))


def _picture(host: Host, facts: Facts) -> Shown | None:
    return _drawn(opened(_read(facts.path), field="id", name=facts.path.name))


def _drawn(found: Any) -> Shown:
    """Return a Pillow picture, no larger than it is printed; JPEG where that is much smaller."""
    from PIL import Image

    clear = "A" in found.getbands() or "transparency" in found.info
    found = found.convert("RGBA" if clear else "RGB")
    found.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    ratio = found.width / found.height
    buffer = io.BytesIO()
    found.save(buffer, "PNG")
    if buffer.tell() > 400_000 and found.mode == "RGB":
        buffer = io.BytesIO()
        found.save(buffer, "JPEG", quality=92, subsampling=0)
        return Shown(buffer.getvalue(), ".jpg", ratio, framed=True)
    return Shown(buffer.getvalue(), ".png", ratio, framed=True)


def _frame(host: Host, facts: Facts) -> Shown | None:
    """Return a frame of a film, a third into it."""
    import av

    with av.open(str(facts.path)) as film:
        stream = film.streams.video[0]
        length = int(film.duration or 0)
        third = length / av.time_base / 3
        if third:
            film.seek(length // 3)  # to the key frame before it
        frame: Any = None
        for number, frame in enumerate(film.decode(stream)):
            if number == _FRAMES or frame.time is None or frame.time >= third:
                break
        return None if frame is None else _drawn(frame.to_image())


def _score(host: Host, facts: Facts) -> Shown | None:
    """Return the first page of the score, engraved from the file or one beside it."""
    record = host.library.lookup(facts.id)[1]
    known = host.formats()
    for file in sorted(record.files, key=lambda each: each.suffix != facts.suffix):
        fmt = known.get(file.suffix)
        path = host.library.path_of(file) if file.suffix in _SCORES else None
        if fmt is None or "score" not in fmt.views or path is None:
            continue
        data = _read(path)
        kind, page = fmt.views["score"](data, "1")
        if kind == "image/svg+xml":
            return Shown(page, ".svg", _sides(page))
    return None


def _wave(host: Host, facts: Facts) -> Shown | None:
    """Return the peaks of a sound as a drawing: a stroke for each part of its time."""
    fmt = host.formats().get(facts.suffix)
    if fmt is None or fmt.peaks is None:
        return None
    peaks = memoryview(fmt.peaks(facts.path)).cast("b")
    count = min(240, len(peaks) // 2)
    if count == 0:
        return None
    strokes, most = [], max(1, max(abs(each) for each in peaks))
    for place in range(count):
        first, last = place * len(peaks) // 2 // count, (place + 1) * len(peaks) // 2 // count
        part = peaks[2 * first : 2 * max(last, first + 1)]
        top, bottom = max(part) / most * 76, min(part) / most * 76
        x, y, high = place * 4 + 1.3, 80 - max(top, 0.6), max(top - bottom, 1.2)
        strokes.append(f'<rect x="{x:.1f}" y="{y:.2f}" width="1.7" height="{high:.2f}" rx="0.8"/>')
    width = count * 4
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 160" fill="#1f2a33">'
        f"{''.join(strokes)}</svg>"
    )
    return Shown(svg.encode(), ".svg", width / 160)


def _page(host: Host, facts: Facts) -> Shown | None:
    data = _read(facts.path)
    match = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
    ratio = float(match[1]) / float(match[2]) if match else 210 / 297
    return Shown(data, ".pdf", ratio, framed=True)


def _text(host: Host, facts: Facts) -> Shown | None:
    """Return the first lines of a text: of its Markdown where that is there."""
    if facts.medium == "speech" or not (facts.excerpt or facts.media_type.startswith("text/")):
        return None
    text = facts.excerpt
    record = host.library.lookup(facts.id)[1]
    for file in record.files:
        path = host.library.path_of(file) if file.suffix in (".md", ".txt") else None
        if path is not None:
            text = bytes(content.head(path, 4 * _CHARACTERS)).decode(errors="ignore")
            break
    lines = [_MARKUP.sub("", line).strip() for line in text.split("\n")]
    if lines and lines[0] == facts.title:
        lines = lines[1:]
    kept, length = [], 0
    for line in lines[:_LINES]:
        kept.append(line[: _CHARACTERS - length])
        length += len(line)
        if length >= _CHARACTERS:
            break
    while kept and not kept[0]:
        kept.pop(0)
    if not any(kept):
        return None
    words = [len(line) for line in kept if line]
    return Shown(lines=tuple(kept), verse=sum(words) / len(words) < 60)


def _thumbnail(host: Host, facts: Facts) -> Shown | None:
    """Return the small picture that the library has."""
    from PIL import Image

    data = host.library.thumbnail(facts.id)
    if data is None:
        return None
    with Image.open(io.BytesIO(data)) as found:
        return _drawn(found)


def _read(path: Path) -> bytes:
    if content.size(path) > _LARGEST:
        raise ValueError("the file is too large to be shown")
    return path.read_bytes()

"""One work of an exhibition: what is shown of it, and the files that this takes."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse.contract.file import File
from muse.errors import MuseError
from muse.library.records import ArtifactRecord, FileRecord, RunRecord
from muse.media import content, keys, picture, pictures
from muse.media.content import Content
from muse.running.host import Host
from muse_server.aside import packing
from muse_server.aside.exhibition.clean import clean

_PICTURES = frozenset(
    ("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", "image/apng")
)
_FILMS = frozenset(("video/mp4", "video/webm"))
_SOUNDS = frozenset(("audio/mpeg", "audio/ogg"))
_HEAVY = 2**20
"""Bytes above which a picture is shown as WebP, which is much smaller."""

_COVER = (760, 1600)
"""Pixels of a cover: twice those of the wall, for screens with fine ones."""

_PAGES = 40
"""Pages of a score, or of a book, that are shown at most."""

_LONGEST_TEXT = 2**22
_FACTS = 24


@dataclass
class Work:
    """What is shown: `pictures`, `sound`, `film` and `paper` are names of files, `html` a text."""

    name: str
    title: str
    prompt: str
    medium: str
    generator: str
    version: str
    created: float
    seed: int
    facts: list[tuple[str, str]]
    excerpt: str
    peaks: bytes = b""
    html: str = ""
    thumbnail: str = ""
    size: tuple[int, int] | None = None
    pictures: list[str] = field(default_factory=list)
    score: list[str] = field(default_factory=list)
    sound: str = ""
    film: str = ""
    paper: str = ""
    files: dict[str, Content | File] = field(default_factory=dict)


def work(host: Host, run: RunRecord, artifact: ArtifactRecord, name: str) -> Work:
    """Return an artifact as a work of an exhibition; what can't be shown is left out."""
    made = Work(
        name=name,
        title=artifact.title or run.prompt,
        prompt=run.prompt,
        medium=run.medium,
        generator=run.generator,
        version=run.version,
        created=run.created,
        seed=artifact.seed,
        facts=list(_facts(artifact.report, run.prompt)),
        excerpt=artifact.excerpt,
        peaks=host.library.gallery.peaks(artifact.id) or b"",
    )
    thumbnail = host.library.thumbnail(artifact.id)
    if thumbnail:
        made.thumbnail, made.size = f"thumbs/{name}.webp", pictures.size(thumbnail)
        made.files[made.thumbnail] = thumbnail
    there = [(file, path) for file in artifact.files if (path := host.library.path_of(file))]
    for file, path in there:
        if not made.pictures:
            _cover(made, file.media_type, path)
        if file.media_type in _PICTURES and len(made.pictures) < _PAGES:
            _show_picture(host, made, artifact, file, path)
        elif file.media_type in _FILMS and not made.film:
            made.film = _add(made, file.suffix, path)
        elif file.media_type in _SOUNDS and not made.sound and not keys.is_named(file.suffix):
            made.sound = _add(made, file.suffix, path)
        elif file.media_type == "application/pdf" and not made.paper:
            made.paper = _add(made, file.suffix, path)
        elif file.media_type.startswith("text/") and not made.html:
            made.html = _text(host, file, path)
        if not made.score:
            _show_pages(host, made, file, path)
    if not (made.film or made.sound or made.pictures or made.html):
        _add_sound(host, made, artifact)
    return made


def _cover(made: Work, media_type: str, path: Path) -> None:
    """Make a cover of a picture that is sharp on the wall, where it can be read."""
    if media_type not in _PICTURES or content.size(path) > content.SMALL:
        return
    with suppress(MuseError, OSError, ValueError):
        drawn = picture(path.read_bytes(), field="cover", name=path.name).convert("RGBA")
        drawn.thumbnail(_COVER)
        buffer = io.BytesIO()
        drawn.save(buffer, "WEBP", quality=82)
        made.thumbnail, made.size = f"thumbs/{made.name}.webp", drawn.size
        made.files[made.thumbnail] = buffer.getvalue()


def _show_picture(
    host: Host, made: Work, artifact: ArtifactRecord, file: FileRecord, path: Path
) -> None:
    suffix = keys.ending(file.suffix)
    if file.size > _HEAVY and suffix == ".png" and not keys.is_named(file.suffix):
        try:
            found = dict(packing.in_format(host, artifact, ".webp"))
            made.pictures.append(_add(made, ".webp", found[".webp"]))
            return
        except (MuseError, LookupError):
            pass
    made.pictures.append(_add(made, file.suffix, path))


def _show_pages(host: Host, made: Work, file: FileRecord, path: Path) -> None:
    """Show the pages of a view that has some: a score as it is engraved."""
    fmt = host.formats().get(keys.ending(file.suffix, host.formats()))
    for name, view in (fmt.views if fmt and fmt.media_type == file.media_type else {}).items():
        try:
            kind, data = view(path, "")
            told = json.loads(data) if kind == "application/json" else None
            count = told.get("pages") if isinstance(told, dict) else None
            for page in range(1, min(count if isinstance(count, int) else 0, _PAGES) + 1):
                kind, data = view(path, str(page))
                if kind != "image/svg+xml":
                    break
                made.score.append(_add(made, f".{name}-{page}.svg", data))
        except (MuseError, ValueError):
            continue
        if made.score:
            return


def _add_sound(host: Host, made: Work, artifact: ArtifactRecord) -> None:
    """Show a piece by its sound: MP3, which is played everywhere."""
    for suffix in (".mp3", ".ogg"):
        try:
            found = dict(packing.in_format(host, artifact, suffix))
        except MuseError:
            continue
        key = next(iter(found))
        made.sound = _add(made, key, found[key])
        fmt = host.formats().get(suffix)
        with suppress(MuseError, ValueError):
            made.peaks = made.peaks or (fmt.peaks(found[key].content) if fmt and fmt.peaks else b"")
        return


def _text(host: Host, file: FileRecord, path: Path) -> str:
    """Return a text as harmless HTML: as its plugin shows it, or else as paragraphs."""
    if file.size > _LONGEST_TEXT:
        return ""
    fmt = host.formats().get(keys.ending(file.suffix, host.formats()))
    view = fmt.views.get("html") if fmt and fmt.media_type == file.media_type else None
    try:
        if view is not None:
            kind, data = view(path, "")
            if kind == "text/html":
                return clean(data.decode("utf-8", "replace"))
        return paragraphs(path.read_bytes().decode("utf-8", "replace"))
    except (MuseError, OSError):
        return ""


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs, its lines kept."""
    from html import escape

    parts = [part.strip("\n") for part in text.replace("\r\n", "\n").split("\n\n")]
    told = []
    for part in filter(str.strip, parts):
        level = len(part) - len(part.lstrip("#"))
        if 0 < level < 4 and "\n" not in part:
            told.append(f"<h{level + 1}>{escape(part.lstrip('# '))}</h{level + 1}>")
        else:
            told.append("<p>" + "<br>".join(map(escape, part.split("\n"))) + "</p>")
    return "\n".join(told)


def _add(made: Work, key: str, what: Content | File) -> str:
    name = keys.at(Path("works") / made.name, key).as_posix()
    made.files[name] = what
    return name


def _facts(report: Mapping[str, Any], prompt: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that decided, as they were read, asked for or chosen."""
    told: dict[str, str] = {}
    for part in ("read", "applied", "chosen"):
        found = report.get(part)
        for name, value in (found if isinstance(found, dict) else {}).items():
            value = value.get("value") if part == "read" and isinstance(value, dict) else value
            if name in ("seed", "count", "prompt") or name in told:
                continue
            shown = _shown(value)
            if shown and shown != prompt:
                told[name] = shown
    yield from list(told.items())[:_FACTS]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        parts = [_shown(each) for each in value[:12]]
        return ", ".join(filter(None, parts))
    return str(value)[:120] if isinstance(value, str | int) else ""

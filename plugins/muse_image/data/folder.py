"""A folder of pictures: sub-folders are classes, files beside the pictures hold words."""

import os
import unicodedata
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

from .captions import METADATA, Known, beside, listed
from .collect import Collection
from .dataset import Pictures

_SUFFIXES = frozenset(
    (
        *(".avif", ".bmp", ".dib", ".gif", ".jfif", ".jp2", ".jpeg", ".jpg", ".pbm", ".pgm"),
        *(".png", ".pnm", ".ppm", ".tga", ".tif", ".tiff", ".webp"),
    )
)
_UNREAD = {
    **dict.fromkeys((".heic", ".heif"), "HEIC"),
    **dict.fromkeys((".arw", ".cr2", ".cr3", ".dng", ".nef", ".orf", ".raf", ".rw2"), "raw"),
    **dict.fromkeys((".avi", ".m4v", ".mkv", ".mov", ".mp4", ".webm"), "video"),
    **dict.fromkeys((".svg", ".eps", ".psd", ".xcf", ".jxl"), "of another format"),
}
"""What holds pictures too, and isn't read; what it is called."""

_TELLING = frozenset((".txt", ".jsonl", ".json", ".csv", ".md", ".ini", ".db", ".yaml", ".yml"))
_TRAIN = frozenset(("train", "training"))
_SPLITS = _TRAIN | {"test", "testing", "val", "valid", "validation", "eval", "dev"}


def read(into: Collection, root: Path) -> Generator[Any, None, Pictures]:
    """Add all pictures below a folder, in the order of their paths.

    The class is the sub-folder right below the folder (below `train` where there are folders of
    several splits), or what a metadata file says. Without sub-folders there is one class.
    """
    found = sorted(_walk(root), key=lambda path: _name(path, root))
    known = listed([path for path in found if path.name in METADATA])
    into.skipped.update(known.problems)
    pictures = []
    for path in found:
        suffix = path.suffix.lower()
        if suffix in _SUFFIXES:
            pictures.append(path)
        elif suffix not in _TELLING:
            into.skip(_UNREAD.get(suffix, "not a picture"), _name(path, root))
    top = _top(root, pictures)
    if top != root:
        pictures = _kept(into, root, pictures, "of another split", lambda p: p.is_relative_to(top))
    classes = {path: _class(path, top) for path in pictures}
    if any(classes.values()):
        pictures = _kept(
            into, root, pictures, "in no class", lambda p: bool(classes[p]) or p in known.words
        )
    into.make_room(len(pictures))
    for place, progress in into.told(len(pictures)):
        if progress:
            yield progress
        path = pictures[place]
        words = known.words.get(path, Known())
        name = classes[path] if words.name is None else words.name
        captions = words.captions or beside(path, into.skipped)
        if not captions and name:
            captions = (name.replace("_", " ").strip(),)
        into.open(path, captions, _name(path, root), name)
    return into.finished()


def _kept(
    into: Collection, root: Path, pictures: list[Path], why: str, keeps: Callable[[Path], bool]
) -> list[Path]:
    """Return the pictures to keep; the others are left out, and counted."""
    for path in pictures:
        if not keeps(path):
            into.skip(why, _name(path, root))
    return [path for path in pictures if keeps(path)]


def _walk(root: Path) -> Iterator[Path]:
    """Yield the files below a folder, also through links, each folder once; no hidden ones."""
    seen = set()
    for folder, folders, names in os.walk(root, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:  # a link that leads back up
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and name != "__MACOSX"
        )
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _name(path: Path, root: Path) -> str:
    """Return a path as it is spelt on every machine."""
    return unicodedata.normalize("NFC", path.relative_to(root).as_posix())


def _top(root: Path, pictures: list[Path]) -> Path:
    """Return the folder whose sub-folders are classes: `train` where there are splits only."""
    firsts = {parts[0] for path in pictures if len(parts := path.relative_to(root).parts) > 1}
    alone = all(len(path.relative_to(root).parts) > 1 for path in pictures)
    if alone and firsts and {each.lower() for each in firsts} <= _SPLITS:
        for each in sorted(firsts):
            if each.lower() in _TRAIN:
                return root / each
    return root


def _class(path: Path, top: Path) -> str:
    parts = path.relative_to(top).parts
    return unicodedata.normalize("NFC", parts[0]) if len(parts) > 1 else ""

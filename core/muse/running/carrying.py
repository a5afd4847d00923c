"""How a file carries its recipe: put inside, or found there, without reading a large one whole."""

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse.contract.hooks import Format
from muse.contract.rights import Rights
from muse.errors import MuseError
from muse.library.library import Library
from muse.library.records import ArtifactRecord
from muse.media import content
from muse.media.content import Content
from muse.running import recipe, rights

_LOOKED_AT = 8
"""Files of an artifact that are looked at for rights."""


def put(fmt: Format, data: Content, text: str, scratch: Path | None) -> Content | None:
    """Return a file's content with a text inside; None where the format has no way.

    A file on the disk is changed where it is. `scratch` is a folder for what is passing.
    """
    if isinstance(data, Path):
        if fmt.embed_file is not None:
            fmt.embed_file(data, text)
            return data
        if fmt.embed is None or content.size(data) > content.SMALL:
            return None
        data.write_bytes(fmt.embed(data.read_bytes(), text))
        return data
    if fmt.embed is not None:
        return fmt.embed(data, text)
    if fmt.embed_file is None:
        return None
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        passing = Path(folder, f"file{fmt.suffix}")
        passing.write_bytes(data)
        fmt.embed_file(passing, text)
        return passing.read_bytes()


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is without the recipe and the rights that it carries; None for what it hasn't.

    `payload` is None of a file that isn't read whole; so is `sha256`, where nothing is found.
    """

    sha256: str | None
    payload: bytes | None
    recipe: dict[str, Any] | None
    rights: Rights | None = None


def found(path: Path, formats: Iterable[Format], whole: int) -> Found:
    """Look for the recipe in a file, which is read whole if it has at most so many bytes.

    OSError where it can't be read. In a larger one only a format that reads files finds it.
    """
    small = content.size(path) <= whole
    for fmt in formats:
        inside = fmt.extract_file(path) if fmt.extract_file else None
        if inside is not None:
            return _joined(fmt, inside[0], recipe.loads(inside[1]), small)
    if not small:
        return Found(None, None, None)
    data = path.read_bytes()
    payload, kept = recipe.extract(data, formats) or (data, None)
    payload, whose = rights.taken(payload, formats)
    return Found(recipe.sha256(payload), payload, kept, whose)


def rights_of(path: Path, formats: Iterable[Format]) -> Rights | None:
    """Return the rights that a file has inside; None where there are none to be found."""
    try:
        return found(path, formats, rights.LARGEST).rights
    except (MuseError, OSError):
        return None


def rights_of_record(
    library: Library, record: ArtifactRecord, formats: Iterable[Format]
) -> Rights | None:
    """Return the rights that the first file of an artifact that has any has inside."""
    known = list(formats)
    for file in record.files[:_LOOKED_AT]:
        path = library.path_of(file)
        whose = rights_of(path, known) if path else None
        if whose is not None:
            return whose
    return None


def _joined(fmt: Format, pieces: Iterable[bytes], kept: dict[str, Any], small: bool) -> Found:
    digest, held = hashlib.sha256(), bytearray()
    for piece in pieces:
        digest.update(piece)
        if small:
            held += piece
    if not small:
        return Found(digest.hexdigest(), None, kept)
    payload, whose = rights.taken(bytes(held), [fmt])
    sha256 = recipe.sha256(payload) if whose else digest.hexdigest()
    return Found(sha256, payload, kept, whose)

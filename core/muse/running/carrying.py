"""How a file carries its recipe: put inside, or found there, without reading a large one whole."""

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from muse.contract.hooks import Format
from muse.media import content
from muse.media.content import Content
from muse.running import recipe


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


def found(path: Path, formats: Iterable[Format]) -> tuple[str, dict[str, Any]] | None:
    """Return the SHA-256 of a file without the recipe that it carries, and the recipe.

    None if it has none, or is too large for who could find it.
    """
    for fmt in formats:
        inside = fmt.extract_file(path) if fmt.extract_file else None
        if inside is not None:
            digest = hashlib.sha256()
            for piece in inside[0]:
                digest.update(piece)
            return digest.hexdigest(), recipe.loads(inside[1])
    if content.size(path) > content.SMALL:
        return None
    whole = recipe.extract(path.read_bytes(), formats)
    return None if whole is None else (recipe.sha256(whole[0]), whole[1])

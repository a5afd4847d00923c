"""The recipes that a file brings: inside it, beside it, as itself, or by what the library knows."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse import files
from muse.errors import RequestError
from muse.media import content
from muse.running import carrying, recipe
from muse.running.host import Host
from muse.running.reproduce import LARGEST


@dataclass(frozen=True, slots=True)
class Brought:
    """A recipe, and the artifact of the library whose it is; empty where there is none."""

    recipe: dict[str, Any]
    artifact: str = ""


def read(host: Host, path: Path, name: str = "") -> Brought | None:
    """Return what a file that somebody brings says of how it was made; None where nothing does.

    `name` is what it was called. RequestError for a recipe that can't be one.
    """
    size = content.size(path)
    if size <= recipe.LARGEST and (name or path.name).lower().endswith(".json"):
        kept = _itself(path)
        if kept is not None:
            return Brought(kept, _id(host, path, kept))
    found = carrying.found(path, host.formats().values(), LARGEST)
    if found.recipe is not None:
        return Brought(found.recipe, _id(host, path, found.recipe))
    known = host.library.of_file(path)
    if known is not None:
        return Brought(known[1].recipe, known[1].id)
    side = files.beside(path)
    if side.is_file() and content.size(side) <= recipe.LARGEST:
        return Brought(recipe.loads(side.read_text(encoding="utf-8", errors="replace")))
    return None


def _itself(path: Path) -> dict[str, Any] | None:
    """Return the recipe that a file of JSON is; None where it is something else."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if '"muse"' not in text:
        return None
    try:
        return recipe.loads(text)
    except RequestError:
        return None


def _id(host: Host, path: Path, kept: dict[str, Any] | None = None) -> str:
    """Return the artifact that a file is, or one that has what a recipe made; empty if none."""
    known = host.library.of_file(path)
    sums = kept["payload"].values() if kept and known is None else ()
    for sha256 in sums:
        known = known or host.library.by_hash(sha256)
    return known[1].id if known else ""

"""What this Muse keeps: its identities and its index, one of each for a data folder."""

from functools import cache
from pathlib import Path

from muse import folders
from muse_provenance.identity import Store
from muse_provenance.index import Index


def identities() -> Store:
    """Return the identities of this Muse."""
    return _store(folders.data_folder())


def index() -> Index:
    """Return the index of what this Muse signed."""
    return _index(folders.data_folder())


@cache
def _store(folder: Path) -> Store:
    return Store(folder / "identity")


@cache
def _index(folder: Path) -> Index:
    return Index(folder / "signatures.sqlite3")

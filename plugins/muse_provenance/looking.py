"""Looking for the mark that a file carries."""

from pathlib import Path


def mark_of(path: Path) -> str | None:
    """Return the 16 digits that a picture or a sound carries; None where it carries none."""
    from muse_provenance.marks import read_file

    try:
        found = read_file(path)
    except Exception:  # a decoder may raise anything on a stranger's file
        return None
    return None if found is None else bytes(found.bits).hex()

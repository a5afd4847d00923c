"""Signing what is finished (C2PA): the last that happens to the bytes of a file."""

from pathlib import Path

from muse import Artifact, Signed, hookimpl


@hookimpl
def muse_sign(artifact: Artifact, key: str) -> Signed | None:
    """Return a file with its credentials inside, or beside it where its format holds none."""
    return None


@hookimpl
def muse_signed(path: Path) -> str | None:
    """Return the hash that the payload of a file had which this Muse signed, if all of it holds."""
    return None

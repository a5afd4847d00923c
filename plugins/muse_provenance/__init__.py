"""Where a work comes from: files signed and marked, and what a file says of itself verified.

With the extra `provenance` every finished file is signed (C2PA), pictures and sounds carry an
imperceptible mark, and `muse verify` tells what a file is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muse import Host
    from muse_provenance.verdict import Verdict


def verify(path: str | Path, host: Host | None = None) -> Verdict:
    """Return what a file is, and why that is said; see `verifying.verify`."""
    from muse_provenance.verifying import verify

    return verify(path, host)

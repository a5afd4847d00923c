"""Certificates: a page that hangs beside a work, and what it takes to check one.

facts    what is known of a work, from the library, and what is told of it
telling  that in sentences, by the tables of `words`
shown    what of the work the page shows
code     what the QR code holds: hashes, and a signature over them
setting  the page itself (page.typ), as PDF
making   all of it, signed
checking a certificate, against its work
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muse import Host
    from muse_provenance.certificate.checking import Checked


def check(path: str | Path, work: str | Path | None, host: Host | None) -> Checked:
    """Check a certificate, against a work or the one in the library; see `checking.check`."""
    from muse_provenance.certificate.checking import check

    return check(path, work, host)


def make(host: Host, source: str, **options: Any) -> bytes:
    """Return a certificate of an artifact of the library as PDF; see `making.make`."""
    from muse_provenance.certificate.making import make

    return make(host, source, **options)

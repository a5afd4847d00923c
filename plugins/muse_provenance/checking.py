"""The check of files that this plugin brings: what `muse.checks` names."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import Host, NotReady

LACKING = "checking files needs packages that aren't installed"
INSTALL = 'pip install "muse-host[provenance]"'


def check(path: Path, host: Host) -> dict[str, Any]:
    """Return what a file is, as JSON; NotReady without the extra `provenance`."""
    if find_spec("c2pa") is None:
        raise NotReady(LACKING, hint=INSTALL)
    from muse_provenance import verify

    return verify(path, host).to_json()

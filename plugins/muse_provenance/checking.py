"""The check of files that this plugin brings: what `muse.checks` names."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import Host, NotReady

LACKING = "muse verify needs packages that aren't installed"
INSTALL = 'pip install "muse-host[provenance]"'


def check(path: Path, host: Host) -> dict[str, Any]:
    """Return what a file is, as JSON; NotReady without the extra `provenance`."""
    if find_spec("c2pa") is None:
        raise NotReady(LACKING, hint=INSTALL)
    verify = import_module("muse_provenance.verifying").verify
    told: dict[str, Any] = verify(path, host).to_json()
    return told

"""`muse.run` and `muse.stream`: the user's own host, opened when it is first needed.

Inside a run they are the host's that drives it, so that weights and library are shared.
"""

import atexit
import threading
from typing import Any

from muse.contract.artifact import Result
from muse.running.host import Host, current
from muse.running.stream import Stream

_lock = threading.Lock()
_host: Host | None = None


def host() -> Host:
    """Return the host of the run at work, or the user's own, which is closed when Python ends."""
    global _host
    working = current.get()
    if working is not None:
        return working
    with _lock:
        if _host is None:
            _host = Host()
            atexit.register(_host.close)
        return _host


def run(medium: str, /, **options: Any) -> Result:
    """Run a generator to the end and return its artifacts; see `Host.stream` for the options."""
    return host().run(medium, **options)


def stream(medium: str, /, **options: Any) -> Stream:
    """Return the events of a run as they come; see `Host.stream` for the options."""
    return host().stream(medium, **options)

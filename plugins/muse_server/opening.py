"""Opening a page of this server in the browser of whoever started it."""

import ipaddress
import socket
import urllib.error
import urllib.request
import webbrowser
from contextlib import suppress

from muse_server.settings import Settings

_PATIENCE = 1.0
"""Seconds in which a server on this machine says what it is."""


def is_there(settings: Settings, page: str) -> bool:
    """Whether a Muse that serves the page listens at this address already."""
    if settings.port == 0:
        return False
    asked = urllib.request.Request(f"http://{settings.host}:{settings.port}{page}", method="HEAD")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with suppress(urllib.error.URLError, OSError, ValueError):
        with opener.open(asked, timeout=_PATIENCE) as found:
            return found.headers.get("x-muse-pages") is not None
    return False


def is_everywhere(address: str) -> bool:
    """Whether an address to listen at stands for all that this machine has."""
    return ipaddress.ip_address(address.partition("%")[0]).is_unspecified


def own_address() -> str:
    """Return the address by which others on the network reach this machine; else its name.

    A socket for datagrams that is connected sends nothing: the system only chooses where from.
    """
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address of documentation: nobody has it
        return str(probe.getsockname()[0])
    return socket.gethostname()


def show(address: str, token: str | None = None) -> None:
    """Open a page in the browser, where there is one.

    The token follows `#`, which browsers send to nobody; the page takes it out of the address.
    """
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address if token is None else f"{address}#token={token}")

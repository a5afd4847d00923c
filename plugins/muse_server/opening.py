"""Opening a page of this server in the browser of whoever started it."""

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


def show(address: str, token: str | None = None) -> None:
    """Open a page in the browser, where there is one.

    The token follows `#`, which browsers send to nobody; the page takes it out of the address.
    """
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address if token is None else f"{address}#token={token}")

"""Connections that weren't made, or gave no answer: why, and whether they may be made later."""

import re
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from muse import GenerationError, MuseError

from . import words

_INVALID = re.compile(r"certificate verify failed: (.*?)(?: \(_ssl|$)")

_LATER = ("RemoteProtocolError", "ReadError", "DecodingError", "StreamError")
"""Errors of connections that were made."""


def unreached(error: Exception, host: str, timeout: float, key: str) -> MuseError:
    """Return the error of a connection as one line; `timeout` in s, `key` is never told."""
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return GenerationError(
                f"{host} can't be reached: the name {urlsplit(host).hostname} isn't known",
                hint="check --base-url and the network",
            )
        if isinstance(cause, ssl.SSLError):
            return _tls(cause, host, key)
        if isinstance(cause, ConnectionRefusedError):
            return GenerationError(
                f"{host} can't be reached: nothing answers there",
                hint="start the server, or check --base-url",
            )
        if "Proxy" in type(cause).__name__:
            return GenerationError(
                f"{host} can't be reached through the proxy ({words.line(str(cause), key, 120)})",
                hint="check HTTPS_PROXY and ALL_PROXY, or name the host in NO_PROXY",
            )
    if connecting(error):
        return GenerationError(
            f"{host} can't be reached: no answer in {min(timeout, CONNECT):g} s",
            hint="check --base-url and the network",
        )
    reached = any(type(cause).__name__ in _LATER for cause in _causes(error))
    what = "broke off before it wrote anything" if reached else "can't be reached"
    hint = "check the log of the server" if reached else "start the server, or check --base-url"
    return GenerationError(f"{host} {what} ({why(error, key)})", hint=hint)


CONNECT = 20.0
"""The most seconds that connecting may take."""


def _tls(cause: ssl.SSLError, host: str, key: str) -> MuseError:
    text = str(cause)
    found = _INVALID.search(text)
    if found:
        return GenerationError(
            f"{host} can't be reached: its certificate isn't valid ({words.line(found[1], key)})",
            hint="set SSL_CERT_FILE to a file with its certificate, or check --base-url",
        )
    return GenerationError(
        f"{host} can't be reached by TLS ({words.line(text, key, 120)})",
        hint="if it has none, use http:// in --base-url",
    )


def connecting(error: Exception) -> bool:
    """Whether a timeout passed before there was a connection."""
    return any(type(cause).__name__ == "ConnectTimeout" for cause in _causes(error))


def may_come_up(error: Exception) -> bool:
    """Whether a connection that failed may be made a little later."""
    causes = list(_causes(error))
    names = [type(cause).__name__ for cause in causes]
    if any("Timeout" in name or "Proxy" in name for name in names):
        return False
    if any(isinstance(cause, socket.gaierror | ssl.SSLError) for cause in causes):
        return False
    return names[0] == "APIConnectionError"


def why(error: Exception, key: str) -> str:
    """Return the innermost reason of an error in a few words."""
    *_, last = _causes(error)
    return words.line(str(last), key, 120) or type(last).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    for _ in range(8):
        if at is None:
            return
        yield at
        at = at.__cause__ or at.__context__

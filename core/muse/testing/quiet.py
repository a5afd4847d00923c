"""Keeping a process off the network, and remembering who tried."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Refused(OSError):
    """What a socket raises while the network is refused."""


@contextmanager
def no_network(tried: list[str]) -> Iterator[None]:
    """Refuse every connection to another machine; addresses that are tried are added to a list.

    This machine itself, and sockets that are files, stay open.
    """
    methods = ("connect", "connect_ex", "sendto")
    before = {name: getattr(socket.socket, name) for name in methods}
    resolve = socket.getaddrinfo

    def refuse(host: object) -> None:
        if not _is_here(host):
            tried.append(str(host))
            raise Refused(f"no network: {host}")

    def guarded(name: str) -> Any:
        def call(self: socket.socket, *arguments: Any) -> Any:
            where = arguments[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(where, tuple):
                refuse(where[0])
            return before[name](self, *arguments)

        return call

    def look_up(host: Any, *arguments: Any, **more: Any) -> Any:
        refuse(host)
        return resolve(host, *arguments, **more)

    for name in methods:
        setattr(socket.socket, name, guarded(name))
    socket.getaddrinfo = look_up
    try:
        yield
    finally:
        for name in methods:
            setattr(socket.socket, name, before[name])
        socket.getaddrinfo = resolve


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False

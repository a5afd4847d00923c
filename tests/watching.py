"""What this process does meanwhile that no request may make it do, by the interpreter's audit."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_CALLS = (
    "socket.connect socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname"
    " socket.gethostbyaddr socket.getnameinfo"
).split()
_STARTS = "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.startfile os.fork".split()
_EVENTS = {*_CALLS, *_STARTS, "os.forkpty", "pty.spawn", "pickle.find_class"}
_PLACES = ("outside", "/etc/passwd", "/proc/self/environ", ".ssh")
_seen: list[str] | None = None


@contextmanager
def watching() -> Iterator[list[str]]:
    """Give what is seen: whom it calls, what it starts, unpickles, and opens of others' files."""
    global _seen
    seen: list[str] = []
    _seen = seen
    try:
        yield seen
    finally:
        _seen = None


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    if event in _EVENTS:
        _seen.append(f"{event} {args}")
    elif event == "open" and any(place in str(args[0]) for place in _PLACES):
        _seen.append(f"open {args[0]}")


sys.addaudithook(_audit)

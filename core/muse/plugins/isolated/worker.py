"""The worker of an isolated plugin: one file, for Python 3.9 and its standard library alone.

It runs in the plugin's environment, where Muse isn't installed: the package `muse` is loaded from
the host's own folder, and nothing else of the host can be seen. Host and worker talk by frames over
a pair of sockets. What a plugin prints goes to stderr, never between the frames.

A frame is a head (`_HEAD`), JSON, and bytes. What is large is in memory that both sides see, whose
file descriptor travels with the head.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import mmap
import os
import queue
import signal
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

try:
    import fcntl
except ImportError:  # Windows, where there are no workers, but Muse reads this file
    pass

if TYPE_CHECKING:
    from typing import TypeAlias

    Part: TypeAlias = "bytes | bytearray | memoryview | Shared | Opened"
else:
    Part = Any

MAGIC = b"muse"
MOST_JSON = 2**24
"""Bytes of JSON in a frame at most."""

MOST_PARTS = 1100
"""Byte strings in a frame at most: an artifact has up to 999 files."""

MOST_FDS = 64
"""File descriptors in a frame at most: who receives it has so many more open."""

INLINE = 2**18
"""Bytes up to which something travels inside a frame; what has more is in shared memory."""

WINDOW = 256
"""Events that a worker sends ahead of what the host has taken; one with shared memory counts 16."""

_HEAD = struct.Struct(">4sIIH")
_MOST_INLINE = MOST_PARTS * INLINE
_CLOEXEC = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


class Garbled(Exception):
    """What came is no frame."""


class Shared:
    """Memory that both sides see: `view` is its bytes, to be written before it is sent."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.fd = memory(size)
        self._map = mmap.mmap(self.fd, max(size, 1))
        self.view = memoryview(self._map)[:size]

    def close(self) -> None:
        """Give the descriptor back; who still has a view keeps the memory."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


class Opened:
    """A file that is handed over as it is, open for reading."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.size = os.fstat(fd).st_size

    def close(self) -> None:
        """Close the file on this side."""
        os.close(self.fd)


class Blob:
    """Bytes that came with a frame: in this process, or in memory that both sides see."""

    def __init__(self, size: int, data: bytes = b"", fd: int = -1) -> None:
        self.size = size
        self.fd = fd
        self._data = data

    def read(self) -> bytes:
        """Return all of it."""
        if self.fd < 0:
            return self._data
        found = bytearray(self.size)
        view, done = memoryview(found), 0
        while done < self.size:
            count = os.preadv(self.fd, [view[done : done + 2**24]], done)
            if not count:
                raise Garbled("the shared memory is shorter than it was said to be")
            done += count
        return bytes(found)

    def view(self) -> memoryview:
        """Return it without copying, where its memory can't shrink; else a copy."""
        if self.fd < 0 or not self.size or not self._is_sealed():
            return memoryview(self.read())
        return memoryview(mmap.mmap(self.fd, self.size, prot=mmap.PROT_READ))[: self.size]

    def _is_sealed(self) -> bool:
        try:
            return bool(fcntl.fcntl(self.fd, fcntl.F_GET_SEALS) & fcntl.F_SEAL_SHRINK)
        except (OSError, AttributeError):
            return False

    def path(self) -> str:
        """Return a path that opens it, in this process and in its children, until it is closed."""
        return (
            f"/proc/{os.getpid()}/fd/{self.fd}"
            if os.path.exists("/proc/self")
            else (f"/dev/fd/{self.fd}")
        )

    def close(self) -> None:
        """Let go of it."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def __del__(self) -> None:
        self.close()


def weight(shares: bool) -> int:
    """Return for how many events one counts that shares memory, or doesn't; see `WINDOW`."""
    return 16 if shares else 1


def _shares(part: Part) -> bool:
    return isinstance(part, (Shared, Opened)) or len(memoryview(part).cast("B")) > INLINE


def memory(size: int) -> int:
    """Return the descriptor of new memory that can be handed over, sealed against resizing."""
    if not hasattr(os, "memfd_create"):  # macOS
        with tempfile.TemporaryFile() as file:
            os.ftruncate(file.fileno(), size)
            return os.dup(file.fileno())
    fd = os.memfd_create("muse", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    os.ftruncate(fd, max(size, 1))
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
    return fd


class Channel:
    """Sends and receives frames; any thread may send, one receives."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._lock = threading.Lock()
        self.length = 0
        """Bytes of JSON in the frame that came last."""

    def send(self, message: dict[str, Any], parts: Sequence[Part] = ()) -> None:
        """Send a message and what belongs to it.

        OSError where nobody takes it, ValueError for more than anybody would.
        """
        inline: list[Any] = []
        fds: list[int] = []
        own: list[int] = []
        sizes = []
        length = 0
        try:
            for part in parts:
                if isinstance(part, (Shared, Opened)):
                    fds.append(part.fd)
                    sizes.append(["shared", part.size])
                    continue
                view = memoryview(part).cast("B")
                if len(view) <= INLINE or len(fds) >= MOST_FDS:
                    inline.append(view)
                    length += len(view)
                    sizes.append(["inline", len(view)])
                    continue
                fd = memory(len(view))
                own.append(fd)
                fds.append(fd)
                sizes.append(["shared", len(view)])
                done = 0
                while done < len(view):
                    done += os.pwrite(fd, view[done : done + 2**24], done)
            told = json.dumps({**message, "parts": sizes} if sizes else message).encode()
            if len(told) > MOST_JSON or length > _MOST_INLINE or len(fds) > MOST_FDS:
                raise ValueError("this is too much to be handed over at once; use run.scratch")
            head = _HEAD.pack(MAGIC, len(told), length, len(fds))
            with self._lock:
                self._socket.sendall(head)
                if fds and not socket.send_fds(self._socket, [b"*"], fds):
                    raise OSError("nobody takes what is handed over")
                self._socket.sendall(told)
                for view in inline:
                    self._socket.sendall(view)
        finally:
            for fd in own:
                os.close(fd)

    def receive(self) -> tuple[dict[str, Any], list[Blob]]:
        """Return the next message and its parts; EOFError at the end, Garbled for no frame."""
        magic, length, inline, count = _HEAD.unpack(self._exactly(_HEAD.size))
        if magic != MAGIC:
            raise Garbled("what it sends is no frame")
        if length > MOST_JSON or inline > _MOST_INLINE or count > MOST_FDS:
            told = f"of {(length + inline) / 2**20:,.0f} MiB" if length + inline else "too large"
            raise Garbled(f"it sends a message {told}")
        self.length = length
        fds: list[int] = []
        try:
            if count:
                fds = self._descriptors(count)
            message = self._json(length)
            return message, self._blobs(message.pop("parts", []), self._exactly(inline), fds)
        except BaseException:
            for fd in fds:
                os.close(fd)
            raise

    def _descriptors(self, count: int) -> list[int]:
        data, fds, flags, _ = socket.recv_fds(self._socket, 1, MOST_FDS, _CLOEXEC)
        if not data:
            raise EOFError
        if flags & socket.MSG_CTRUNC or len(fds) != count:
            for fd in fds:
                os.close(fd)
            raise Garbled("it hands over other descriptors than it says")
        return list(fds)

    def _json(self, length: int) -> dict[str, Any]:
        try:
            message = json.loads(self._exactly(length))
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict):
            raise Garbled("its message is no JSON")
        return message

    def _blobs(self, sizes: Any, inline: bytes, fds: list[int]) -> list[Blob]:
        blobs, begin, left = [], 0, list(fds)
        try:
            for kind, size in sizes:
                if not isinstance(size, int) or size < 0:
                    raise ValueError
                if kind == "inline":
                    blobs.append(Blob(size, inline[begin : begin + size]))
                    begin += size
                else:
                    fd = left.pop(0)
                    blobs.append(Blob(size, fd=fd))
                    if os.fstat(fd).st_size < size:
                        raise ValueError
        except (TypeError, ValueError, LookupError):
            raise Garbled("its message says other sizes than it has") from None
        if begin != len(inline) or left:
            raise Garbled("its message says other sizes than it has")
        return blobs

    def _exactly(self, count: int) -> bytes:
        found = bytearray(count)
        view, done = memoryview(found), 0
        while done < count:
            got = self._socket.recv_into(view[done:], min(count - done, 2**20))
            if not got:
                raise EOFError
            done += got
        return bytes(found)

    def hang_up(self) -> None:
        """End the conversation: both sides see its end, even where others have the socket too."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self) -> None:
        """End the conversation, and let go of the socket."""
        self.hang_up()
        self._socket.close()


# -- the worker's side


class Port:
    """The worker's end: what the host asks for, one call at a time, and what is asked of it."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.calls: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.cancel: Callable[[], None] = lambda: None
        self.chores: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._asked: dict[int, queue.SimpleQueue[Any]] = {}
        self._lock = threading.Lock()
        self._next = 0
        self._call: Any = None
        self._ahead = threading.Semaphore(WINDOW)

    def listen(self) -> None:
        """Take what comes until the host is gone, which is the end."""
        try:
            while True:
                message, blobs = self.channel.receive()
                do = message.get("do")
                if do == "ping":
                    self.channel.send({"pong": True})
                elif do == "took":
                    for _ in range(message["count"]):
                        self._ahead.release()
                elif do == "cancel":
                    if message["call"] == self._call:
                        self.cancel()
                elif "ask" in message:
                    waiting = self._asked.get(message["ask"])
                    if waiting is not None:
                        waiting.put((message, blobs))
                elif do == "chore":
                    self.chores.put(message)
                else:
                    self.calls.put((message, blobs))
        except BaseException:  # whatever it is, nobody hears of it any more
            pass
        os._exit(0)

    def begin(self, call: Any) -> None:
        """Take note of which call is answered from now on."""
        self._call = call
        self._ahead = threading.Semaphore(WINDOW)

    def tell(
        self, message: dict[str, Any], parts: Sequence[Part] = (), *, ahead: bool = False
    ) -> None:
        """Tell something of the call at work; `ahead` waits while the host is far behind."""
        for _ in range(weight(any(map(_shares, parts))) if ahead else 0):
            self._ahead.acquire()
        self.channel.send({**message, "call": self._call}, parts)

    def ask(
        self,
        what: str,
        message: dict[str, Any],
        parts: Sequence[Part] = (),
        do: Callable[[dict[str, Any]], Any] = lambda chore: None,
    ) -> tuple[dict[str, Any], list[Blob]]:
        """Ask the host and return its answer; meanwhile `do` does what it has this thread do."""
        answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        with self._lock:
            self._next += 1
            number = self._next
            self._asked[number] = answers
        try:
            self.tell({**message, "asks": what, "ask": number}, parts)
            while True:
                answer, blobs = answers.get()
                if answer.get("do") == "chore":
                    do(answer)
                else:
                    return answer, blobs
        finally:
            del self._asked[number]


class _Finder:
    """Finds the package `muse` in the host's folder; its modules are found in it from there."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name != "muse":
            return None
        init = os.path.join(self._folder, "__init__.py")
        return importlib.util.spec_from_file_location(
            name, init, submodule_search_locations=[self._folder]
        )


def _refuse_network() -> None:
    """Have Python's sockets refuse other machines, where no sandbox does: it isn't declared."""

    def refuse(self: Any, address: Any, *more: Any) -> Any:
        raise OSError("this plugin doesn't declare that it uses the network")

    class Guarded(socket.socket):
        def connect(self, address: Any) -> Any:
            return super().connect(address) if self._is_here() else refuse(self, address)

        def connect_ex(self, address: Any) -> Any:
            return super().connect_ex(address) if self._is_here() else refuse(self, address)

        def sendto(self, *arguments: Any) -> Any:
            return super().sendto(*arguments) if self._is_here() else refuse(self, arguments)

        def _is_here(self) -> bool:
            return self.family == getattr(socket, "AF_UNIX", None)

    socket.socket = Guarded  # type: ignore[misc]
    socket.getaddrinfo = refuse  # type: ignore[assignment]


def _die_with_host() -> None:
    """Have the system end this process when the host ends, whatever a plugin's code does then."""
    try:
        import ctypes

        prctl = ctypes.CDLL(None).prctl
        prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG of linux/prctl.h
        prctl(36, 1)  # PR_SET_CHILD_SUBREAPER: what it started stays below it, for the host to end
    except (OSError, AttributeError):
        pass  # it sees the end of its socket


def main(fd: int, *flags: str) -> None:
    """Answer the host that has the other end of the socket `fd`, until it is gone."""
    if "sandboxed" not in flags:
        _die_with_host()
    channel = Channel(socket.socket(fileno=fd))
    os.set_inheritable(fd, False)
    os.dup2(2, 1)  # what is printed is none of the host's
    if "network" not in flags and "sandboxed" not in flags:
        _refuse_network()
    here = os.path.abspath(__file__)
    for _ in range(3):
        here = os.path.dirname(here)
    sys.meta_path.insert(0, _Finder(here))
    sys.path[:] = [
        place for place in sys.path if os.path.abspath(place) != os.path.dirname(__file__)
    ]
    sys.modules["muse.plugins.isolated.worker"] = sys.modules[__name__]  # one of each class
    port = Port(channel)
    threading.Thread(target=port.listen, name="muse listening", daemon=True).start()
    importlib.import_module("muse.plugins.isolated.inside").answer_all(port)


if __name__ == "__main__":
    main(int(sys.argv[-1]), *sys.argv[1:-1])

"""What no client library sends, over a socket to a real `muse serve`: each is refused."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

TOKEN = "sesame-sesame-sesame-7f3a"
SECRET = "the-content-of-a-file-of-the-user"
START = "from muse_server.cli import serve; serve(['--port', '0', '--workers', '0', '--token'])"
AUTH = f"Authorization: Bearer {TOKEN}\r\n"


@dataclass
class Served:
    """A process that serves; `log` is what it wrote to stderr."""

    port: int
    folder: Path
    log: Path

    def ask(self, data: bytes, silence: float = 0.3) -> bytes:
        """Return all that is answered to bytes until the server hangs up, or is silent so long (s).

        The first answer may take its time; a second one, to what was hidden, would come at once.
        """
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            with suppress(OSError):  # it may hang up before all is sent
                line.sendall(data)
            found = b""
            with suppress(OSError):
                while part := line.recv(65536):
                    found += part
                    line.settimeout(silence)
            return found

    def fine(self) -> None:
        """Check that others are still served, and that nothing was queued."""
        text = self.ask(f"{GET}Connection: close\r\n\r\n".encode(), 20)
        assert text.startswith(b"HTTP/1.1 200") and b'"runs":[]' in text, text


def _started(process: "subprocess.Popen[bytes]", folder: Path, log: Path) -> Served:
    """Return the server once it answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:(\d+)", log.read_text())
        if found:
            served = Served(int(found[1]), folder, log)
            with suppress(ConnectionRefusedError):
                served.fine()
                return served
        time.sleep(0.02)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text(SECRET)
    home = folder / "home"
    home.mkdir()
    log = folder / "log"
    env = {**os.environ, "MUSE_HOME": str(home), "MUSE_TOKEN": TOKEN}
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-c", START], stdout=out, stderr=out, env=env)
    try:
        served = _started(process, folder, log)
        yield served
        served.fine()
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        text = log.read_text()
        assert TOKEN not in text and SECRET not in text and "Traceback" not in text, text[-3000:]
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


POST = f"POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\n{AUTH}Content-Type: application/json\r\n"
GET = f"GET /api/v1/runs HTTP/1.1\r\nHost: localhost\r\n{AUTH}"
INNER = "GET /api/v1/server HTTP/1.1\r\nHost: localhost\r\n\r\n"
RUN = '{"medium": "image", "generator": "sketch"}'

ATTACKS: dict[str, tuple[str, int]] = {
    "length-and-chunks": (
        f"{POST}Content-Length: 42\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{INNER}", 400,
    ),
    "two-lengths": (f"{POST}Content-Length: 42\r\nContent-Length: 0\r\n\r\n{RUN}", 400),
    "length-in-a-list": (f"{POST}Content-Length: 42, 0\r\n\r\n{RUN}", 400),
    "length-in-hexadecimal": (f"{POST}Content-Length: 0x2a\r\n\r\n{RUN}", 400),
    "length-below-zero": (f"{POST}Content-Length: -1\r\n\r\n{RUN}", 400),
    "encoding-that-is-none": (f"{POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400),
    "encoding-twice": (
        f"{POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n", 400,
    ),
    "encoding-with-a-space": (f"{POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
    "chunk-of-no-number": (f"{POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n", 400),
    "host-in-two-lines": (
        f"GET / HTTP/1.1\r\n{AUTH}Host: localhost\r\n attacker.example\r\n\r\n", 421,
    ),
    "header-without-a-name": (f"{GET}: x\r\n\r\n", 400),
    "header-with-a-null-byte": (f"{GET}X: a\0b\r\n\r\n", 400),
    "two-hosts": (f"{GET}Host: attacker.example\r\n\r\n", 400),
    "no-host": (f"GET /api/v1/runs HTTP/1.1\r\n{AUTH}\r\n", 400),
    "host-of-a-stranger": (f"GET / HTTP/1.1\r\nHost: attacker.example\r\n{AUTH}\r\n", 421),
    "no-host-in-1.0": (f"GET /api/v1/runs HTTP/1.0\r\n{AUTH}\r\n", 421),
    "another-address-as-target": (
        f"GET http://attacker.example/api/v1/runs HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 404,
    ),
    "dotdot-as-target": (
        f"GET /../../secret.txt HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 404,
    ),
    "dotdot-below-the-api": (
        f"GET /api/v1/../../../secret.txt HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 404,
    ),
    "connect": (f"CONNECT attacker.example:443 HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 404),
    "two-slashes": (f"GET //attacker.example/ HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 404),
    "space-in-the-target": (f"GET /api/v1/runs x HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 400),
    "http-0.9": ("GET /api/v1/runs\r\n\r\n", 400),
    "http-2-unasked": ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 421),
    "tls": ("\x16\x03\x01\x02\0\x01\0\r\n\r\n", 400),
    "token-in-the-target": (
        f"GET /api/v1/runs?token={TOKEN} HTTP/1.1\r\nHost: localhost\r\n\r\n", 401,
    ),
    "lines-in-the-target": (
        f"GET /api/v1/%0d%0aX-Evil:%20a HTTP/1.1\r\nHost: localhost\r\n{AUTH}\r\n", 404,
    ),
    "flood-of-headers": (GET + "".join(f"X-{n}: {'a' * 100}\r\n" for n in range(2000)), 400),
    "endless-header": (GET + "X: " + "a" * 200_000, 400),
    "endless-target": (f"GET /{'a' * 200_000} HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    "endless-length": (f"{POST}Content-Length: {10**15}\r\n\r\n", 413),
    "websocket": (
        f"{GET}Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://attacker.example\r\n\r\n",
        403,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_refused(served: Served, name: str) -> None:
    text, status = ATTACKS[name]
    answer = served.ask(text.encode("latin-1"))
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1").lower()
    assert re.match(rf"http/1\.1 {status} ", head), answer[:300]
    # One answer alone: nothing that was hidden in the first request was taken for a second.
    assert not re.search(rb"HTTP/1\.1 2\d\d", answer), answer
    assert "x-evil" not in head and "location:" not in head and "access-control" not in head
    assert SECRET.encode() not in answer and TOKEN.encode() not in answer


def test_nothing_of_that_was_queued_and_others_are_served(served: Served) -> None:
    served.fine()
    assert sorted(path.name for path in served.folder.iterdir()) == ["home", "log", "secret.txt"]
    lines = served.log.read_text().splitlines()
    assert not [line for line in lines if line.startswith("X-Evil")]

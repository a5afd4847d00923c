"""A small OpenAI-compatible server on the loopback address, with faults to order."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WORDS = ["# Rain\n\n", "It rains ", "on the tin ", "roof."]


@dataclass(frozen=True)
class Reply:
    """An answer byte by byte: its parts with a moment between them; None is endless silence."""

    parts: Sequence[bytes | None]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Fake:
    """What the server does: a list of faults, one taken by each request, and what it was asked."""

    def __init__(self) -> None:
        self.faults: list[str | Reply] = []
        self.asked: list[dict[str, Any]] = []
        self.models: list[str] | Reply = ["tiny"]
        self.words = WORDS
        self.url = ""
        self.over = threading.Event()


@contextmanager
def serve() -> Iterator[Fake]:
    """Serve until the end of the block."""
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *told: Any) -> None:
            pass

        def do_GET(self) -> None:
            if isinstance(fake.models, Reply):
                self._reply(fake.models)
                return
            self._json(200, {"object": "list", "data": [{"id": n} for n in fake.models]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body["key"] = self.headers.get("Authorization", "")
            body["path"] = self.path
            fake.asked.append(body)
            fault = fake.faults.pop(0) if fake.faults else ""
            if isinstance(fault, Reply):
                self._reply(fault)
            elif fault.isdigit():
                key = body["key"]
                self._json(int(fault), {"error": {"message": f"no: {key}"}}, {"retry-after": "0"})
            elif fault == "garbage":
                self._start("text/event-stream")
                self.wfile.write(b"data: {nonsense\n\n")
            elif fault == "page":
                self._json(200, {"hello": "there"})
            else:
                self._stream(fault)

        def _reply(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in {"Content-Type": "text/event-stream", **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            for part in reply.parts:
                if part is None:
                    fake.over.wait(20)
                    return
                try:
                    self.wfile.write(part)
                    self.wfile.flush()
                except OSError:  # nobody listens any more
                    return
                time.sleep(0.001)

        def _stream(self, fault: str) -> None:
            if fault == "silent":
                fake.over.wait(20)
                return
            self._start("text/event-stream")
            for number, word in enumerate(fake.words):
                if fault == "dies" and number == 2:
                    return
                if fault == "hangs" and number == 2:
                    fake.over.wait(20)
                    return
                self._chunk({"content": word}, None)
                time.sleep(0.001)
            self._chunk({}, "length" if fault == "cut" else "stop")
            with suppress(OSError):
                self.wfile.write(b"data: [DONE]\n\n")

        def _chunk(self, delta: dict[str, str], reason: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            whole = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny"}
            data = json.dumps({**whole, "choices": [choice]})
            with suppress(OSError):  # nobody listens any more
                self.wfile.write(f"data: {data}\n\n".encode())
                self.wfile.flush()

        def _start(self, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()

        def _json(self, code: int, body: Any, more: dict[str, str] | None = None) -> None:
            data = json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            for name, value in (more or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        fake.over.set()
        server.shutdown()
        server.server_close()
        thread.join()

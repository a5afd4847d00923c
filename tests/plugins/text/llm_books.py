"""A small OpenAI-compatible server that writes books, and misbehaves as a model may.

python tests/plugins/text/llm_books.py      serves until it is ended; prints its address
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[str, str]
"""A text, and why it ends: stop, length, or dies (the connection)."""


class Author:
    """What the server writes: `plans` one after the other, chapters by `chapter`, and summaries.

    `asked` are the requests by kind. `chapter(number, turn)` gets how often a chapter was asked for
    before, its continuations included.
    """

    def __init__(self) -> None:
        self.plans: list[int | str] = []
        self.chapter: Callable[[int, int], Answer] = plain
        self.titles = ["Dusk", "Night", "Dawn", "Noon", "Home", "Sea", "Lamp"]
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.pause = 0.0
        self.url = ""
        self.over = threading.Event()
        self._turns: dict[int, int] = {}

    def answer(self, body: dict[str, Any]) -> Answer:
        """Return the answer to a request."""
        last = str(body["messages"][-1]["content"])
        whole = "\n".join(str(each["content"]) for each in body["messages"])
        if "response_format" in body:
            self.asked.append(("plan", body))
            return self._plan(last)
        if found := re.search(r"You are writing chapter (\d+)|现在写第(\d+)章", whole):
            number = int(found[1] or found[2])
            self.asked.append((f"chapter {number}", body))
            turn = self._turns.get(number, 0)
            self._turns[number] = turn + 1
            return self.chapter(number, turn)
        self.asked.append(("summary", body))
        return "They met.", "stop"

    def kinds(self) -> list[str]:
        """Return what was asked for, in order."""
        return [kind for kind, _ in self.asked]

    def _plan(self, last: str) -> Answer:
        found = re.search(r"exactly (\d+)|正好(\d+)", last)
        wanted = int(found[1] or found[2]) if found else 3
        plan = self.plans.pop(0) if self.plans else wanted
        if isinstance(plan, str):
            return plan, "stop"
        chapters = [
            {"title": self.titles[at % len(self.titles)], "beats": [f"It begins {at}.", "It ends."]}
            for at in range(plan)
        ]
        return json.dumps({"title": "The Lamp", "chapters": chapters}), "stop"


def plain(number: int, turn: int) -> Answer:
    """Return a chapter of three paragraphs."""
    parts = [f"Paragraph {part} of chapter {number}, it rained." for part in (1, 2, 3)]
    return "\n\n".join(parts), "stop"


@contextmanager
def serve(author: Author | None = None) -> Iterator[Author]:
    """Serve until the end of the block."""
    writer = author or Author()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *told: Any) -> None:
            pass

        def do_GET(self) -> None:
            data = json.dumps({"object": "list", "data": [{"id": "tiny"}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text, end = writer.answer(body)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for piece in re.findall(r".{1,12}", text, re.S):
                self._chunk({"content": piece}, None)
                if writer.over.wait(writer.pause) if writer.pause else False:
                    return
            if end == "dies":
                return
            if end == "hangs":
                writer.over.wait(30)
                return
            self._chunk({}, end)

        def _chunk(self, delta: dict[str, str], reason: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            whole = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny"}
            try:
                self.wfile.write(f"data: {json.dumps({**whole, 'choices': [choice]})}\n\n".encode())
                self.wfile.flush()
            except OSError:  # whoever asked is gone
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    writer.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield writer
    finally:
        writer.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with serve() as made:
        made.pause = 0.02
        print(made.url, flush=True)
        time.sleep(86400)

"""text.wire: the kit and every way of failing, against a service of the test's own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from muse import GenerationError, Host, InvalidField, NotReady
from muse.testing import conformance


class Service(BaseHTTPRequestHandler):
    """Answers with what it was asked; /broken and /odd don't."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = {"text": f"{asked['prompt']} {asked['seed']} {self.headers['Authorization']}"}
        self.send_response(500 if self.path == "/broken" else 200)
        self.end_headers()
        self.wfile.write(b"odd" if self.path == "/odd" else json.dumps(answer).encode())

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
ADDRESS = f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module", autouse=True)
def service() -> Iterator[None]:
    """The service, as long as these tests take."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


test_wire = conformance("text.wire", small={"server": ADDRESS, "prompt": "rain"}, seconds=1)


def test_the_answer_is_the_text(muse_host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIRE_KEY", "secret")
    made = muse_host.run("text.wire", prompt="rain", server=ADDRESS, seed=5, count=2)
    assert [artifact.data for artifact in made] == [
        b"rain 5 Bearer secret",
        b"rain 6 Bearer secret",
    ]
    assert "secret" not in json.dumps(made.recipe)


@pytest.mark.parametrize(
    ("address", "error", "says"),
    [
        (f"{ADDRESS}/broken", GenerationError, "answers 500"),
        (f"{ADDRESS}/odd", GenerationError, "gives no JSON"),
        ("http://127.0.0.1:9", NotReady, "can't be reached .*; start it"),
        ("ftp://host", InvalidField, "is invalid; expected http://host:port"),
        ("http://me:key@host", InvalidField, "without a key"),
    ],
)
def test_what_goes_wrong_is_told(muse_host: Host, address: str, error: Any, says: str) -> None:
    with pytest.raises(error, match=says):
        muse_host.run("text.wire", server=address, seed=1)

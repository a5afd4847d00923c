"""Requests made from the weaknesses that were published in this field: each is refused.

Refused means: its status says so, nothing is queued, no file outside the library is made or read,
nobody is called, and no secret is in the answer or in the log.
"""

import logging
import os
import pickle
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.types import Message

from server_attacks import ALL, JSON, OK, TOKEN, Attack
from watching import watching

from .conftest import Server

SECRET = "the-content-of-a-file-of-the-user"
KEY = "sk-of-the-user-0123456789"


class Victim:
    """A server with a token, a folder outside its library, and one artifact."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outside = folder / "outside"
        self.outside.mkdir()
        self.secret = self.outside / "secret.txt"
        self.secret.write_text(SECRET)
        (self.outside / "model.ckpt").write_bytes(b"\x80\x04cos\nsystem\n")
        self.server = Server(TOKEN)
        self.client = self.server.client
        self.made = ""

    def jobs(self) -> int:
        return sum(self.server.service.jobs.count().values())

    def files(self) -> set[str]:
        """Return what there is, the library's own files aside."""
        home = self.folder / "home"
        return {str(p) for p in self.folder.rglob("*") if not p.is_relative_to(home)}


async def _queued(*given: Any) -> None:
    """Stand for the wait for a job that nobody makes, so that a test fails and doesn't hang."""
    raise RuntimeError("something was queued")


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    folder = tmp_path_factory.mktemp("attacked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_HOME", str(folder / "home"))
        patch.setenv("HF_HUB_CACHE", str(folder / "home" / "hub"))
        patch.setenv("OPENAI_API_KEY", KEY)
        patch.delenv("OPENAI_BASE_URL", raising=False)
        victim = Victim(folder)
        with victim.client:
            victim.server.work()
            prompt = '"><script>alert(1)</script> \u202egnp.exe'
            body = {
                "medium": "image",
                "generator": "sketch",
                "condition": {"prompt": prompt, "width": 64, "height": 64, "seed": 1},
                "formats": [".png", ".svg"],
            }
            job = victim.client.post("/api/v1/runs", json=body, headers=OK).json()
            victim.client.get(f"/api/v1/runs/{job['id']}/events", headers=OK)
            run = victim.client.get(f"/api/v1/runs/{job['id']}", headers=OK).json()
            assert run["state"] == "done", run
            victim.made = run["artifacts"][0]["id"]
            victim.server._worker.stop()
            patch.setattr(victim.server.service, "wait", _queued)
            yield victim
            victim.server.close()


def filled(value: Any, victim: Victim) -> Any:
    """Return a value with the places of this run in it."""
    if isinstance(value, str) and len(value) < 1000:
        for name in ("secret", "outside", "made"):
            value = value.replace(f"{{{name}}}", str(getattr(victim, name)))
    elif isinstance(value, dict):
        return {key: filled(each, victim) for key, each in value.items()}
    elif isinstance(value, list) and len(value) < 100:
        return [filled(each, victim) for each in value]
    return value


@pytest.fixture
def watched(victim: Victim, caplog: pytest.LogCaptureFixture) -> Iterator[Victim]:
    """The victim; what happened to it meanwhile is looked at in the end."""
    before, jobs = victim.files(), victim.jobs()
    inputs = sorted((victim.folder / "home").rglob("inputs/**/*"))
    with caplog.at_level(logging.DEBUG), watching() as seen:
        yield victim
    assert not seen, seen
    assert victim.jobs() == jobs, "something was queued"
    assert victim.files() == before, "a file was made"
    assert sorted((victim.folder / "home").rglob("inputs/**/*")) == inputs, "an input was kept"
    for record in caplog.get_records("call"):
        if record.name.startswith("http"):  # the attacker's own log
            continue
        _no_secret(f"{caplog.handler.format(record)} {vars(record)}")


def _no_secret(text: str) -> None:
    for secret in (SECRET, KEY, TOKEN):
        assert secret not in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "attack",
    [pytest.param(a, id=a.id, marks=[pytest.mark.neural] if a.neural else []) for a in ALL],
)
def test_it_is_refused(watched: Victim, attack: Attack) -> None:
    headers = attack.headers
    if attack.token and not isinstance(headers, list):
        headers = {**OK, **headers}
    more = {} if attack.body is None else {"json": filled(attack.body, watched)}
    answer = watched.client.request(
        attack.method, filled(attack.path, watched), headers=headers, content=attack.raw,
        follow_redirects=False, **more,
    )  # fmt: skip
    assert answer.status_code == attack.status, answer.text[:500]
    _no_secret(answer.text + str(answer.headers))
    assert "location" not in answer.headers and "set-cookie" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if attack.status != 416 and answer.content:
        assert answer.headers["content-type"].startswith(("application/json", "text/plain"))
    assert str(watched.outside) not in answer.text or str(watched.outside) in str(more)


def _sent() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(b"x", ("127.0.0.1", 9))


SEEN: dict[str, Callable[[Victim], Any]] = {
    "open": lambda victim: victim.secret.read_text(),
    "socket.connect": lambda victim: socket.create_connection(("127.0.0.1", 9), timeout=1).close(),
    "socket.sendto": lambda victim: _sent(),
    "socket.getaddrinfo": lambda victim: socket.getaddrinfo("127.0.0.1", 9),
    "socket.gethostbyname": lambda victim: socket.gethostbyname("127.0.0.1"),
    "pickle.find_class": lambda victim: pickle.loads(b"cos\ngetcwd\n."),
    "subprocess.Popen": lambda victim: subprocess.run([victim.outside / "nothing"]),
    "os.system": lambda victim: os.system(""),
    "os.exec": lambda victim: os.execv(victim.outside / "nothing", ["nothing"]),
    "os.posix_spawn": lambda victim: os.posix_spawn(victim.outside / "nothing", ["nothing"], {}),
}


@pytest.mark.parametrize("event", SEEN)
def test_the_watch_sees_what_it_looks_for(victim: Victim, event: str) -> None:
    if event == "os.posix_spawn" and not hasattr(os, "posix_spawn"):
        pytest.skip("not on this system")
    with watching() as seen, suppress(OSError, pickle.UnpicklingError):
        SEEN[event](victim)
    assert [each for each in seen if each.startswith(f"{event} ")], seen


def test_the_corpus_is_large_and_each_kind_has_a_name() -> None:
    assert len(ALL) >= 60
    assert len({attack.id for attack in ALL}) == len(ALL)


HOSTILE_NAMES = {
    "dotdot": "../../outside/evil.png",
    "absolute": "/outside/evil.png",
    "drive": "C:\\outside\\evil.png",
    "dots": "....//....//evil.png",
    "only-dots": "..",
    "share": "\\\\attacker\\share\\evil.png",
    "direction": "evil\u202egnp.exe",
    "script": "<script>alert(1)</script>.svg",
    "long": "x" * 1000 + ".png",
}


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_the_name_of_an_upload_names_no_place(victim: Victim, name: str) -> None:
    before = victim.files()
    files = {"file": (name, b"no picture", "image/png")}
    answer = victim.client.post("/api/v1/uploads", files=files, headers=OK)
    assert answer.status_code == 201
    (kept,) = answer.json()["uploads"]
    assert not set(kept["name"]) & set("/\\\0\u202e") and kept["name"] not in ("", ".", "..")
    assert len(kept["name"]) <= 200
    assert victim.files() == before
    home = victim.folder / "home"
    assert not [path for path in home.rglob("*") if "evil" in path.name or "script" in path.name]


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_prompt_runs_nowhere(victim: Victim, suffix: str) -> None:
    answer = victim.client.get(f"/api/v1/artifacts/{victim.made}/files/{suffix}", headers=OK)
    told = answer.headers["content-disposition"]
    assert told.startswith("attachment" if suffix == "svg" else "inline")
    assert told.count('"') == 2 and "<" not in told and "\u202e" not in told
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    if suffix == "svg":
        assert "<script" not in answer.text


@pytest.mark.parametrize(
    "text", [b"\x1b[2Jx", b"a\r\nlevel=error", b"\xe2\x80\xae", b"a" * 5000, b"\x00"],
    ids=["escape", "lines", "direction", "long", "null"],
)  # fmt: skip
def test_what_a_client_calls_itself_is_no_order_to_a_terminal(
    watched: Victim, text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {**OK, "x-muse-client": text, "x-request-id": text}
    answer = watched.client.get("/api/v1/runs/nobody", headers=headers)
    assert answer.status_code == 404
    assert answer.headers["x-request-id"].encode() != text
    assert len(answer.headers["x-request-id"]) <= 64
    for record in caplog.records:
        if record.name.startswith("muse"):
            assert text.decode("latin-1") not in str(vars(record)["told"])


@pytest.mark.parametrize("path", ["/api/v1/%0aFAKE", "/api/v1/%0d%0aFAKE", "/%1b[2JFAKE"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_path_writes_one_line_of_the_log(
    watched: Victim, path: str, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    from muse_server import logs

    formatter = {"text": logs._Text, "json": logs._Json}[form]()
    assert watched.client.get(path, headers=OK).status_code == 404
    records = [each for each in caplog.records if each.name.startswith("muse")]
    assert records
    for record in records:
        line = formatter.format(record)
        assert line.isprintable(), line


def test_a_client_of_odd_letters_is_its_address(victim: Victim) -> None:
    from starlette.requests import Request

    from muse_server.service import client

    for text in (b"\x1b[2J", b"a\nb", b"\xad"):
        scope = {"type": "http", "headers": [(b"x-muse-client", text)], "client": ("1.2.3.4", 5)}
        assert client(Request(scope)) == "1.2.3.4"


@pytest.mark.parametrize("path", ["/api/v1/runs", "/api/v1/uploads", "/sdapi/v1/txt2img"])
def test_a_body_that_stops_coming_is_not_waited_for(
    watched: Victim, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muse_server.guard._SLOW", 0.05)
    kind = "multipart/form-data; boundary=x" if "uploads" in path else "application/json"
    sent: list[Message] = []

    async def attack() -> None:
        first = [{"type": "http.request", "body": b"", "more_body": True}]

        async def receive() -> Message:
            if not first:
                await anyio.sleep(5)
            return first.pop() if first else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        headers = {"host": "localhost", "content-type": kind, "content-length": "9", **OK}
        scope = {
            "type": "http", "method": "POST", "scheme": "http", "path": path,
            "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "headers": [(n.encode(), v.encode()) for n, v in headers.items()],
            "client": ("127.0.0.1", 1), "server": ("localhost", 80), "http_version": "1.1",
            "asgi": {"version": "3.0"}, "state": {},
        }  # fmt: skip
        with anyio.fail_after(2):
            await watched.server.app(scope, receive, send)

    assert watched.client.portal is not None
    watched.client.portal.call(attack)
    assert sent[0]["status"] == 408


@pytest.mark.parametrize("path", ["/api/v1/runs", "/sdapi/v1/txt2img"])
def test_chunks_without_end_are_refused(
    watched: Victim, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = next(each for each in _layers(watched.server.app) if type(each).__name__ == "Guard")
    monkeypatch.setattr(guard, "_most", 10_000)
    chunks = (b" " * 1000 for _ in range(1000))
    answer = watched.client.post(path, content=chunks, headers={**OK, **JSON})
    assert answer.status_code == 413


def _layers(app: Any) -> Iterator[Any]:
    layer = app.middleware_stack
    while layer is not None:
        yield layer
        layer = getattr(layer, "app", None) or getattr(layer, "_app", None)


def test_a_page_that_may_call_gets_no_credentials_and_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    server = Server(TOKEN, origins=["http://studio.example"])
    asks = {"access-control-request-method": "POST", "access-control-request-headers": "x"}
    with server.client:
        for origin, status in (("http://studio.example", 200), ("http://studio.example.evil", 403)):
            answer = server.client.options("/api/v1/runs", headers={"origin": origin, **asks})
            assert answer.status_code == status
            assert "access-control-allow-credentials" not in answer.headers
            allowed = answer.headers.get("access-control-allow-origin")
            assert allowed == (origin if status == 200 else None)
        without = server.client.get("/api/v1/server", headers={"origin": "http://studio.example"})
        assert without.status_code == 401
        server.close()

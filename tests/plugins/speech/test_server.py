"""Servers with OpenAI's /v1/audio/speech: what they are asked, what comes of answers."""

import io
import json
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

import muse
from muse.contract.endpoint import Endpoint
from muse_speech.say import Say, SayCondition
from muse_speech.say.engines import server as servers


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))  # type: ignore
        status, answer = self.server.answers.pop(0)  # type: ignore
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return a server that gives `answers` and keeps what it was `asked`."""
    made: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.asked, made.answers = [], []
    made.url = f"http://127.0.0.1:{made.server_port}"
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    monkeypatch.setattr(servers, "_PAUSE", 0.01)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def tone(seconds: float = 0.5, *, streamed: bool = False) -> bytes:
    """Return a WAV file of 24 kHz; where it is streamed, its head doesn't know its length."""
    import soundfile

    wave = 0.2 * np.sin(2 * np.pi * 440 * np.arange(round(24_000 * seconds)) / 24_000)
    buffer = io.BytesIO()
    soundfile.write(buffer, wave, 24_000, format="WAV", subtype="PCM_16")
    data = buffer.getvalue()
    if streamed:
        at = data.find(b"data")
        data = data[: at + 4] + struct.pack("<I", 0xFFFFFFFF) + data[at + 8 :]
    return data


def test_a_sentence_is_a_request(muse_host: muse.Host, server: Any):
    server.answers += [(200, tone(0.5)), (200, tone(0.8, streamed=True))]
    result = muse_host.run(
        "speech",
        text="It costs $5. 时间到了。",
        base_url=server.url,
        model="kokoro",
        voice="heart",
        rate=1.2,
        style="warm",
    )
    paths, headers, fields = zip(*server.asked, strict=True)
    assert set(paths) == {"/v1/audio/speech"}
    assert headers[0]["Authorization"] == "Bearer sk-secret"
    assert fields[0] == {
        "model": "kokoro",
        "input": "It costs five dollars.",
        "voice": "heart",
        "response_format": "wav",
        "speed": 1.2,
        "instructions": "warm",
    }
    assert fields[1]["input"] == "时间到了。"
    lengths = [each["end"] - each["start"] for each in result.report.measured["sentences"]]
    assert lengths == pytest.approx([0.5, 0.8], abs=0.01)


def test_it_tries_again_and_then_tells(muse_host: muse.Host, server: Any):
    server.answers += [(503, b""), (200, tone())]
    muse_host.run("speech", text="Hello.", base_url=server.url)
    assert len(server.asked) == 2
    told = json.dumps({"error": {"message": "no such voice; key sk-secret"}}).encode()
    server.answers += [(400, told)]
    with pytest.raises(muse.RequestError, match=r"\(400\): no such voice; key \(the key\)"):
        muse_host.run("speech", text="Hello.", base_url=server.url)
    server.answers += [(401, b"{}")]
    with pytest.raises(muse.GenerationError, match="refused the key of OPENAI_API_KEY"):
        muse_host.run("speech", text="Hello.", base_url=server.url)
    server.answers += [(302, b"")]
    with pytest.raises(muse.GenerationError, match="sends elsewhere"):
        muse_host.run("speech", text="Hello.", base_url=server.url)
    server.answers += [(200, b"<html>")]
    with pytest.raises(muse.GenerationError, match="sent no sound that can be read"):
        muse_host.run("speech", text="Hello.", base_url=server.url)


def test_nobody_answers(muse_host: muse.Host, server: Any):
    with pytest.raises(muse.GenerationError, match="nothing answers there"):
        muse_host.run("speech", text="Hello.", base_url="http://127.0.0.1:9")
    with pytest.raises(muse.NotReady, match="engine: openai needs a server"):
        muse_host.run("speech", text="Hello.", engine="openai")


def test_no_key_goes_where_a_recipe_points(server: Any):
    class Run:
        report = muse.Report()
        foreign = frozenset({"base_url"})

    url = Endpoint.checked(server.url)
    assert servers.Server(url, None, None, 5, Run())._key == ""  # type: ignore[arg-type]
    Run.foreign = frozenset()
    assert servers.Server(url, None, None, 5, Run())._key == "sk-secret"  # type: ignore[arg-type]


def test_who_is_called(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert Say().calls(SayCondition(text="Hello.")) is None
    asked = SayCondition(text="Hello.", base_url="http://here:8880/v1")
    assert Say().calls(asked) == "http://here:8880"

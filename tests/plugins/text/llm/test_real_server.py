"""text.llm against `transformers serve`, a real server in a process of its own."""

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse import Cancelled, Host, MuseError, Text
from plugins.text.llm_models import build, index

NEEDED = ("torch", "transformers", "fastapi", "uvicorn", "openai")
pytestmark = [
    pytest.mark.neural,
    pytest.mark.skipif(
        any(importlib.util.find_spec(name) is None for name in NEEDED),
        reason='the server isn\'t installed: pip install "transformers[serving]"',
    ),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server, and the name of its model."""
    root = tmp_path_factory.mktemp("served")
    model = build(root / "tiny", True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "from transformers.cli.transformers import main; main()"
    command = [sys.executable, "-c", code, "serve", str(model), "--device", "cpu"]
    log = (root / "log").open("w+")
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        stdout=log, stderr=log, env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(root)},
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(process, url, root / "log")
        yield url, str(model)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _wait(process: subprocess.Popen, url: str, log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Host]:
    """A host that has text.llm."""
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=index()) as made:
        yield made


def test_a_real_server_writes_token_by_token(writer: Host, served: tuple[str, str]) -> None:
    url, model = served
    stream = writer.stream(
        "text.llm", prompt="rain", base_url=url, model=model, max_tokens=40, temperature=1, seed=1
    )
    pieces = [event.piece for event in stream if isinstance(event, Text)]
    assert len(pieces) > 3
    assert "".join(pieces) == stream.result.text
    assert model not in str(stream.result.recipe)


def test_a_real_server_is_left_alone_after_a_cancel(writer: Host, served: tuple[str, str]) -> None:
    url, model = served
    fields = {"prompt": "rain", "base_url": url, "model": model, "seed": 1, "max_tokens": 400}
    stream = writer.stream("text.llm", **fields)
    with pytest.raises(Cancelled):
        for event in stream:
            if isinstance(event, Text):
                stream.cancel()
    assert stream.unfinished
    assert writer.run("text.llm", **{**fields, "max_tokens": 5}).text


def test_a_model_that_a_real_server_lacks(writer: Host, served: tuple[str, str]) -> None:
    with pytest.raises(MuseError) as caught:
        writer.run("text.llm", prompt="rain", base_url=served[0], model="nobody/nothing", seed=1)
    assert served[0] in str(caught.value) and "\n" not in str(caught.value)
    print(caught.value)

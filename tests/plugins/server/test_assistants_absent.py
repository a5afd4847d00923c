"""MCP where its SDK isn't installed, or isn't called."""

import io
import os
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from muse import NotReady
from muse_server.assistants.previews import preview


def test_the_sdk_is_not_imported_before_a_call() -> None:
    code = (
        "import sys; from muse_server import app, cli;"
        "print([n for n in ('mcp', 'mcp_types', 'sse_starlette', 'torch') if n in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_request_says_what_to_install(idle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.streamable_http_manager", None)
    answer = idle.client.post("/mcp", json={})
    assert answer.status_code == 501
    assert answer.json()["error"]["hint"] == 'pip install "muse-host[mcp]"'


def test_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from muse_server.cli import mcp

    monkeypatch.setitem(sys.modules, "mcp.server.stdio", None)
    error = CliRunner().invoke(mcp).exception
    assert isinstance(error, NotReady) and str(error).endswith('; pip install "muse-host[mcp]"')


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_becomes_small_enough(mode: str) -> None:
    size = (1200, 800)
    bands = {"RGB": 3, "RGBA": 4}[mode]
    noise = Image.frombytes(mode, size, os.urandom(size[0] * size[1] * bands))
    buffer = io.BytesIO()
    noise.save(buffer, "PNG")
    whole = buffer.getvalue()
    assert preview(whole, "image/png", len(whole)) == (whole, "image/png")
    for most in (500_000, 100_000):
        small = preview(whole, "image/png", most)
        assert small is not None and len(small[0]) <= most and small[1] == "image/jpeg"
        assert Image.open(io.BytesIO(small[0])).width >= 256
    assert preview(whole, "image/png", 1000) is None
    assert preview(b"<svg/>", "image/svg+xml", 10_000) is None
    assert preview(b"no picture" * 1000, "image/png", 500) is None

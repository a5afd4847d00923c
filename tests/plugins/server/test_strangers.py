"""What a request from the network may not do: other models, other addresses, traps."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image


def ask(server: Any, generator: str, **condition: Any) -> Any:
    medium, _, name = generator.partition(".")
    body = {"medium": medium, "generator": name, "condition": condition}
    answers = [server.client.post(f"/api/v1/{path}", json=body) for path in ("check", "runs")]
    assert answers[0].is_success == answers[1].is_success
    return answers[1]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the hub with one model."""
    commit = "0" * 40
    root = tmp_path / "hub" / "models--somebody--model"
    (root / "snapshots" / commit).mkdir(parents=True)
    (root / "refs").mkdir()
    (root / "refs" / "main").write_text(commit)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return root


def test_models_that_are_here_may_be_named(idle: Any, cache: Path) -> None:
    from muse_server import installed

    assert {"somebody/model", "emoji"} <= installed.names()
    assert installed.is_here("somebody/model@main")
    assert not installed.is_here("somebody/model@../../x")
    assert not installed.is_here("somebody/other") and not installed.is_here("sd-turbo")
    assert installed.is_here("somebody/other", ["somebody/other"])


@pytest.mark.neural
def test_a_model_that_is_not_here_is_refused(idle: Any, cache: Path) -> None:
    for field in ("model", "base"):
        answer = ask(idle, "image.diffusion", prompt="x", **{field: "nobody/nothing"})
        assert answer.status_code == 422, answer.text
        assert "isn't a model of this server" in answer.json()["error"]["message"]
    lora = ask(idle, "image.diffusion", prompt="x", lora=["nobody/ink=0.5"])
    assert lora.status_code == 422 and "lora" in lora.json()["error"]["message"]
    assert not idle.service.jobs.listed()
    assert ask(idle, "image.diffusion", prompt="x", lora=["somebody/model=0.5"]).is_success


def test_no_request_changes_whom_a_generator_calls(idle: Any) -> None:
    answer = ask(idle, "text.llm", prompt="x", base_url="http://169.254.169.254/latest")
    assert answer.status_code == 422 and "can't change that" in answer.json()["error"]["message"]
    idle.host.config.fields["text.llm"] = {"base_url": "http://localhost:9/v1"}
    own = ask(idle, "text.llm", prompt="x")
    assert own.is_success, own.text
    for other in ("http://localhost:9/admin", "http://localhost:10/v1"):
        assert ask(idle, "text.llm", prompt="x", base_url=other).status_code == 422


def test_a_huge_picture_is_refused_before_anything_is_queued(idle: Any) -> None:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    data = base64.b64encode(buffer.getvalue()).decode()
    answer = ask(idle, "image.sketch", prompt="x", init=f"data:image/png;base64,{data}")
    assert answer.status_code == 422 and "init" in answer.json()["error"]["message"]
    assert not idle.service.jobs.listed()

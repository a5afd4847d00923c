"""What goes wrong while an answer is awaited, or on its way, is told in OpenAI's form."""

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from fake_hub import safetensors
from muse import MuseError
from muse.weights import hub_cache
from plugins.text.llm_server import serve

PICTURE = {"prompt": "a lake", "size": "64x64"}
CHAT = {"model": "text.grammar", "messages": [{"role": "user", "content": "a poem"}]}
BOTH = [("images/generations", PICTURE), ("chat/completions", CHAT)]


def events(text: str) -> list[Any]:
    """Return the data of the events of a stream, which has to be whole."""
    *told, end, rest = [part.partition("data: ")[2] for part in text.split("\n\n")]
    assert (end, rest) == ("[DONE]", "")
    return [json.loads(each) for each in told if each]


@pytest.mark.parametrize(("path", "body"), BOTH, ids=["pictures", "texts"])
def test_what_goes_wrong_in_a_stream_is_told_in_it(
    server: Any, monkeypatch: pytest.MonkeyPatch, path: str, body: dict[str, Any]
) -> None:
    def stream() -> Any:
        return events(server.client.post(f"/v1/{path}", json={**body, "stream": True}).text)

    async def broken(file: Any) -> bytes:
        raise error

    monkeypatch.setattr(server.service, "data", broken)
    error: Exception = MuseError("the file is gone", hint="make it again")
    assert stream()[-1]["error"]["message"] == "the file is gone; make it again"
    error = ZeroDivisionError("a secret")
    told = stream()[-1]["error"]
    assert told["code"] == "internal" and "secret" not in told["message"]

    async def none(id: str) -> list[Any]:
        return []

    monkeypatch.setattr(server.service, "artifacts", none)
    assert stream()[-1]["error"]["code"] == "not_found"
    while server.service.jobs.listed(states=("running",)):
        time.sleep(0.01)  # nothing is to work on when the server ends


def test_as_many_texts_as_the_settings_have_written(server: Any) -> None:
    for host in (server.host, server._working):
        host.config.fields["text.grammar"] = {"count": 3}
    made = server.client.post("/v1/chat/completions", json=CHAT).json()["choices"]
    assert [choice["index"] for choice in made] == [0, 1, 2]
    chunks = events(server.client.post("/v1/chat/completions", json={**CHAT, "stream": True}).text)
    ends = [c["choices"][0] for c in chunks if c["choices"][0]["finish_reason"] is not None]
    assert [choice["index"] for choice in ends] == [0, 1, 2]
    heads = [c["choices"][0]["index"] for c in chunks if "role" in c["choices"][0]["delta"]]
    assert heads == [0, 1, 2]


def test_a_text_that_its_model_did_not_end(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openai")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    body = {**CHAT, "model": "text.llm", "max_tokens": 9}
    with serve() as model:
        for host in (server.host, server._working):
            host.config.fields["text.llm"] = {"base_url": model.url, "model": "tiny"}
        for fault, why in (("cut", "length"), ("", "stop")):
            model.faults = [fault, fault]
            (choice,) = server.client.post("/v1/chat/completions", json=body).json()["choices"]
            assert choice["finish_reason"] == why
            stream = server.client.post("/v1/chat/completions", json={**body, "stream": True})
            assert events(stream.text)[-1]["choices"][0]["finish_reason"] == why


@pytest.mark.parametrize(
    "form",
    [
        "json_schema",
        ["json_schema"],
        7,
        {},
        {"type": ["text"]},
        {"type": "json_schema"},
        {"type": "json_schema", "json_schema": "an object"},
        {"type": "json_schema", "json_schema": {"schema": [1]}},
    ],
)
def test_a_form_of_answers_that_is_none(idle: Any, form: Any) -> None:
    answer = idle.client.post("/v1/chat/completions", json={**CHAT, "response_format": form})
    told = answer.json()["error"]
    assert (answer.status_code, told["param"]) == (400, "response_format")
    assert "expected text, json_object, or json_schema" in told["message"]


def test_an_animation_that_fails_tells_how_far_it_came_and_stays(idle: Any) -> None:
    video = idle.client.post("/v1/videos", json=PICTURE).json()
    path = f"/v1/videos/{video['id']}"
    job = idle.service.jobs.claim(("light", "device"))
    for done in (1, 3):
        told = {"done": done, "total": 4, "note": "ink"}
        idle.service.jobs.tell(job, [("progress", told), ("text", {"item": 0, "piece": "x"})])
    assert idle.client.get(path).json()["progress"] == 75
    idle.service.jobs.end(job, "failed", "the ink is out")
    refused = idle.client.delete(path)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "wrong_state")
    told = idle.client.get(path).json()
    assert (told["status"], told["progress"]) == ("failed", 75)
    assert told["error"]["message"] == "the ink is out"
    assert [each["id"] for each in idle.client.get("/v1/videos").json()["data"]] == [video["id"]]


def _keep(repo: str, task: str, whole: bool = True) -> None:
    """Put a model for a task into the hub's cache."""
    place, commit = hub_cache.place(repo), "0" * 40
    root = place / "snapshots" / commit
    root.mkdir(parents=True)
    (place / "refs").mkdir()
    (place / "refs" / "main").write_text(commit)
    (root / "README.md").write_text(f"---\npipeline_tag: {task}\n---\n")
    (root / "config.json").write_text("{}")
    if whole:
        (root / "model.safetensors").write_bytes(safetensors(8))


@pytest.mark.parametrize(
    "there",
    [
        pytest.param(True, id="installed", marks=pytest.mark.neural),
        pytest.param(False, id="without-packages"),
    ],
)
def test_models_are_those_that_can_be_named(
    make_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Whether the packages of the generators are here decides that, not whether the models are."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    _keep("somebody/writer", "text-generation")
    _keep("somebody/painter", "text-to-image")
    _keep("somebody/half", "text-generation", whole=False)
    server = make_server(models=["somebody/allowed", "/etc/passwd"])
    for name in ("image.diffusion", "text.llm"):
        lack = [] if there else ["torch"]
        cls = server.host.plugins.generator(name)
        monkeypatch.setattr(cls, "missing", lambda lack=lack: lack)
    names = [each["id"] for each in server.client.get("/v1/models").json()["data"]]
    titles = [each["title"] for each in server.client.get("/sdapi/v1/sd-models").json()]
    writers, painters = {"text.llm:somebody/writer"}, {"image.diffusion:somebody/painter"}
    allowed = {"image.diffusion:somebody/allowed"}
    if there:
        assert writers | painters | allowed | {"text.llm:somebody/allowed"} <= set(names)
        assert painters | allowed <= set(titles)
    else:
        assert not any(each.startswith(("image.diffusion", "text.llm")) for each in names)
        assert not any(each.startswith("image.diffusion") for each in titles)
    assert not any("half" in each or "passwd" in each for each in names)
    assert not any("writer" in each or "passwd" in each for each in titles)
    assert {"text.llm:somebody/painter", "image.diffusion:somebody/writer"}.isdisjoint(names)
    for name in names:
        told = server.client.get(f"/v1/models/{name}")
        assert (told.status_code, told.json().get("id")) == (200, name)


ASKING = [
    ("/v1/images/generations", PICTURE, "cancelled"),
    ("/v1/images/generations", {**PICTURE, "background": True}, "queued"),
    ("/v1/images/generations", {**PICTURE, "stream": True}, "cancelled"),
    ("/v1/chat/completions", CHAT, "cancelled"),
    ("/v1/chat/completions", {**CHAT, "stream": True}, "cancelled"),
    ("/v1/chat/completions", {**CHAT, "stream": True, "background": True}, "queued"),
    ("/sdapi/v1/txt2img", {"prompt": "a lake"}, "cancelled"),
]


@pytest.mark.parametrize(("path", "body", "state"), ASKING)
def test_a_server_that_stops_says_so(idle: Any, path: str, body: Any, state: str) -> None:
    answers: list[Any] = []
    asking = threading.Thread(target=lambda: answers.append(idle.client.post(path, json=body)))
    asking.start()
    end = time.monotonic() + 20
    while not (jobs := idle.service.jobs.listed()):
        assert time.monotonic() < end
        time.sleep(0.01)
    idle.client.portal.call(idle.service.changes.close)
    asking.join(20)
    (answer,) = answers
    assert idle.service.jobs.find(jobs[0].id).state == state
    stays = state == "queued"
    if body.get("stream"):
        told = events(answer.text)[-1]["error"]
    else:
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        told = answer.json()
        if path.startswith("/sdapi"):
            assert (told["error"], told["detail"]) == ("stopping", "the server stops")
            return
        assert answer.headers["x-should-retry"] == ("false" if stays else "true")
        told = told["error"]
    assert (told["code"], told["type"]) == ("stopping", "server_error")
    assert ("goes on" in told["message"]) is stays

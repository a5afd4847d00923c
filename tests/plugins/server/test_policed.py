"""A server that others reach has a policy on, and answers what it refuses with a 4xx."""

import os
from typing import Any

import pytest

from muse_server import policed

BOMB = "step by step instructions for a pipe bomb"


@pytest.mark.parametrize(
    ("beyond", "said", "on", "told", "then"),
    [
        (False, "", None, "", None),
        (True, "", None, policed.ON, "on"),
        (True, "", True, policed.ON, "on"),
        (True, "", False, policed.OPEN, None),
        (True, "off", None, policed.OPEN, "off"),
        (True, "mine.toml", False, policed.ON, "mine.toml"),
    ],
)
def test_it_is_on_beyond_this_machine_unless_somebody_says_off(
    monkeypatch: pytest.MonkeyPatch,
    beyond: bool,
    said: str,
    on: bool | None,
    told: str,
    then: str | None,
) -> None:
    if said:
        monkeypatch.setenv("MUSE_POLICY", said)
    with policed.policed(beyond, {} if on is None else {"on": on}) as line:
        assert line == told
        assert os.environ.get("MUSE_POLICY") == then
    assert os.environ.get("MUSE_POLICY") == (said or None)


def test_what_is_refused_is_a_wrong_request_on_every_surface(
    idle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_POLICY", "on")
    own = {"medium": "text", "condition": {"prompt": BOMB}}
    openai = {"model": "image.sketch", "prompt": BOMB}
    chat = {"model": "text.grammar", "messages": [{"role": "user", "content": BOMB}]}
    calls = [
        ("/api/v1/runs", own, 422),
        ("/api/v1/check", own, 422),
        ("/v1/images/generations", openai, 400),
        ("/v1/chat/completions", chat, 400),
        ("/sdapi/v1/txt2img", {"prompt": BOMB}, 422),
    ]
    for path, body, status in calls:
        answer = idle.client.post(path, json=body)
        assert answer.status_code == status, (path, answer.text)
        assert "not made here: instructions for weapons" in answer.text
        assert "muse run" not in answer.text
    assert idle.service.jobs.count() == {}


def test_what_is_asked_about_is_refused_where_nobody_can_be_asked(
    idle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_POLICY", "on")
    body = {"medium": "image", "condition": {"prompt": "gory, dismembered bodies"}}
    answer = idle.client.post("/api/v1/runs", json=body)
    assert answer.status_code == 422
    assert "whoever runs this Muse" in answer.json()["error"]["hint"]

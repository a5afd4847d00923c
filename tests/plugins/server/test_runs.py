"""Runs over the native API: asked for, followed, cancelled, asked for again."""

import json
from typing import Any

from server_events import events_of

SMALL = {"medium": "image", "condition": {"prompt": "a lake at dawn", "width": 64, "height": 64}}


def ask(server: Any, **more: Any) -> dict[str, Any]:
    answer = server.client.post("/api/v1/runs", json={**SMALL, **more})
    assert answer.status_code == 202, answer.text
    return answer.json()


def test_a_run_is_made_and_told_of(server: Any) -> None:
    job = ask(server)
    assert job["state"] == "queued"
    told = events_of(server.client.get(f"/api/v1/runs/{job['id']}/events").text)
    assert [each["id"] for each in told] == list(range(1, len(told) + 1))
    kinds = [each["event"] for each in told]
    assert kinds[:2] == ["queued", "started"] and kinds[-2:] == ["artifact", "done"]
    made = server.client.get(f"/api/v1/runs/{job['id']}").json()
    assert made["state"] == "done"
    (artifact,) = made["artifacts"]
    assert artifact["report"]["read"]["time"]["words"] == "dawn"
    picture = server.client.get(artifact["files"][0]["url"])
    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert json.loads(json.dumps(told[-2]["data"]))["id"] == artifact["id"]

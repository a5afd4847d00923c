"""Runs over the native API: asked for, followed, cancelled, asked for again."""

import threading
import time
from typing import Any

import pytest

from server_events import events_of

SMALL = {"medium": "image", "condition": {"prompt": "a lake at dawn", "width": 64, "height": 64}}
LONG = {"medium": "image", "condition": {"prompt": "hills", "width": 2048, "height": 2048}}


def ask(server: Any, body: dict[str, Any] = SMALL, **headers: str) -> dict[str, Any]:
    answer = server.client.post(
        "/api/v1/runs", json=body, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/api/v1/runs/{found['id']}"
    return found


def told(server: Any, id: str, **headers: str) -> list[dict[str, Any]]:
    sent = {k.replace("_", "-"): v for k, v in headers.items()}
    return events_of(server.client.get(f"/api/v1/runs/{id}/events", headers=sent).text)


def wrong(answer: Any, status: int, code: str, words: str) -> None:
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["code"] == code and words in error["message"], error


def test_a_run_is_made_and_told_of(server: Any) -> None:
    job = ask(server)
    assert job["state"] == "queued" and job["condition"] == SMALL["condition"]
    events = told(server, job["id"])
    assert [each["id"] for each in events] == list(range(1, len(events) + 1))
    kinds = [each["event"] for each in events if each["event"] != "note"]
    assert kinds[:2] == ["queued", "started"] and kinds[-2:] == ["artifact", "done"]
    made = server.client.get(f"/api/v1/runs/{job['id']}").json()
    assert made["state"] == "done" and made["attempt"] == 1
    (artifact,) = made["artifacts"]
    told_of = next(each["data"] for each in events if each["event"] == "artifact")
    assert artifact["id"] == told_of["id"] == f"{job['id']}-1"
    assert artifact["report"]["read"]["time"]["words"] == "dawn"
    picture = server.client.get(artifact["files"][0]["url"])
    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(picture.content) == artifact["files"][0]["size"]


def test_events_go_on_where_a_client_left_off(server: Any) -> None:
    job = ask(server)
    events = told(server, job["id"])
    for last in range(len(events)):
        assert told(server, job["id"], last_event_id=str(last)) == events[last:]
    after = server.client.get(f"/api/v1/runs/{job['id']}/events?after=2").text
    assert events_of(after) == events[2:]


def test_text_comes_as_it_is_written_and_in_every_language(server: Any) -> None:
    body = {"medium": "text", "generator": "grammar", "condition": {"prompt": "一首关于雨的诗"}}
    events = told(server, ask(server, body)["id"])
    pieces = "".join(each["data"]["piece"] for each in events if each["event"] == "text")
    artifact = next(each["data"] for each in events if each["event"] == "artifact")
    url = f"/api/v1/artifacts/{artifact['id']}/files/{artifact['files'][0]['suffix'][1:]}"
    answer = server.client.get(url)
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "雨" in pieces and pieces.strip() in answer.text


def test_the_same_request_with_the_same_key_is_one_run(idle: Any) -> None:
    first = ask(idle, idempotency_key="k-1")
    assert ask(idle, idempotency_key="k-1")["id"] == first["id"]
    assert ask(idle, idempotency_key="k-2")["id"] != first["id"]
    assert ask(idle, idempotency_key="k-1", x_muse_client="another")["id"] != first["id"]
    other = {**SMALL, "condition": {"prompt": "a hill"}}
    answer = idle.client.post("/api/v1/runs", json=other, headers={"idempotency-key": "k-1"})
    wrong(answer, 422, "key_taken", "k-1")
    answer = idle.client.post("/api/v1/runs", json=other, headers={"idempotency-key": "k" * 201})
    wrong(answer, 422, "invalid_key", "Idempotency-Key")


def test_a_run_that_waits_is_moved_cancelled_and_retried(idle: Any) -> None:
    id = ask(idle)["id"]
    moved = idle.client.patch(f"/api/v1/runs/{id}", json={"priority": 7})
    assert moved.json()["priority"] == 7
    wrong(idle.client.post(f"/api/v1/runs/{id}/retry"), 409, "wrong_state", "queued")
    assert idle.client.post(f"/api/v1/runs/{id}/cancel").json()["state"] == "cancelled"
    assert idle.client.post(f"/api/v1/runs/{id}/cancel").json()["state"] == "cancelled"
    answer = idle.client.patch(f"/api/v1/runs/{id}", json={"priority": 1})
    wrong(answer, 409, "wrong_state", "cancelled")
    assert idle.client.post(f"/api/v1/runs/{id}/retry").json()["state"] == "queued"
    idle.work()
    events = told(idle, id)
    assert [each["event"] for each in events[:4]] == ["queued", "cancelled", "requeued", "started"]
    assert events[-1]["event"] == "done"


def test_a_run_at_work_stops_when_it_is_cancelled(server: Any) -> None:
    id = ask(server, {**LONG, "condition": {**LONG["condition"], "count": 12}})["id"]
    end = time.monotonic() + 20
    while server.client.get(f"/api/v1/runs/{id}").json()["state"] != "running":
        assert time.monotonic() < end
        time.sleep(0.01)
    server.client.post(f"/api/v1/runs/{id}/cancel")
    assert told(server, id)[-1]["event"] == "cancelled"
    assert server.client.get(f"/api/v1/runs/{id}").json()["state"] == "cancelled"


def test_what_fails_says_why(server: Any) -> None:
    body = {"medium": "image", "condition": {"prompt": "a lake", "init": "data:,no picture"}}
    events = told(server, ask(server, body)["id"])
    assert events[-1]["event"] == "failed"
    assert events[-1]["data"]["error"].startswith("init: data can't be read as a picture")


@pytest.mark.parametrize(
    ("body", "status", "code", "words"),
    [
        ({"medium": "image", "condition": {"width": 3}}, 422, "invalid_field", "width: invalid"),
        ({"medium": "image", "condition": {"colour": 1}}, 422, "unknown_field", "colour"),
        ({"medium": "smell"}, 404, "unknown_generator", "smell"),
        ({"medium": "image", "generator": "brush"}, 404, "unknown_generator", "image.brush"),
        ({"condition": {}}, 422, "invalid_field", "medium: Field required"),
        ({**SMALL, "output": "/tmp/x.png"}, 422, "invalid_field", "output"),
        ({**SMALL, "formats": [".exe"]}, 422, "wrong_request", ".exe"),
        ({**SMALL, "priority": 10**9}, 422, "invalid_field", "priority"),
        ({"medium": "image", "condition": {"init": "/etc/passwd"}}, 422, "invalid_field", "init"),
        ({"medium": "image", "condition": {"count": 999}}, 422, "wrong_request", "pixels"),
    ],
)
def test_a_wrong_request_queues_nothing(
    idle: Any, body: dict[str, Any], status: int, code: str, words: str
) -> None:
    wrong(idle.client.post("/api/v1/runs", json=body), status, code, words)
    assert idle.client.get("/api/v1/runs").json()["runs"] == []


def test_a_request_can_be_read_without_being_made(idle: Any) -> None:
    body = {"medium": "image", "condition": {"prompt": "欢快的湖, 8k", "seed": 3}}
    read = idle.client.post("/api/v1/check", json=body).json()
    assert read["generator"] == "image.sketch"
    assert read["report"]["read"]["mood"]["value"] == "joyful"
    assert read["condition"]["mood"] == "joyful" and read["condition"]["seed"] == 3
    assert idle.client.get("/api/v1/runs").json()["runs"] == []
    answer = idle.client.post("/api/v1/check", json={**body, "condition": {"width": 1}})
    wrong(answer, 422, "invalid_field", "width")


def test_runs_are_listed_page_by_page(idle: Any) -> None:
    ids = [ask(idle)["id"] for _ in range(5)]
    idle.client.post(f"/api/v1/runs/{ids[2]}/cancel")
    found, cursor = [], ""
    while True:
        page = idle.client.get(f"/api/v1/runs?limit=2{cursor}").json()
        found += [run["id"] for run in page["runs"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == ids[::-1]
    assert page["counts"] == {"queued": 4, "cancelled": 1}
    only = idle.client.get("/api/v1/runs?state=cancelled,failed").json()["runs"]
    assert [run["id"] for run in only] == [ids[2]]
    for query in ("limit=0", "limit=x", "limit=1&limit=2", "state=sleeping", "page=2", "cursor=-"):
        assert idle.client.get(f"/api/v1/runs?{query}").status_code == 422, query


def test_a_full_queue_says_when_to_come_back(make_server: Any) -> None:
    server = make_server(queue=2)
    ask(server), ask(server)
    answer = server.client.post("/api/v1/runs", json=SMALL)
    wrong(answer, 429, "queue_full", "2 jobs wait already")
    assert answer.headers["retry-after"] == "5"
    assert server.client.get("/api/v1/runs").json()["counts"] == {"queued": 2}


def test_a_job_takes_no_longer_than_it_may(make_server: Any) -> None:
    server = make_server(seconds=0.2)
    server.work()
    id = ask(server, {**LONG, "condition": {**LONG["condition"], "count": 12}})["id"]
    assert told(server, id)[-1]["data"]["error"].startswith("it took more than 0.2 s")


def test_clients_take_turns(make_server: Any) -> None:
    server = make_server()
    for number in range(4):
        ask(server, {**SMALL, "priority": number}, x_muse_client="busy")
    for _ in range(2):
        ask(server, SMALL, x_muse_client="late")
    order = []
    while (job := server.service.jobs.claim(["light"])) is not None:
        order.append((job.client, job.priority))
    assert order == [("busy", 3), ("late", 0), ("busy", 2), ("late", 0), ("busy", 1), ("busy", 0)]


def test_many_ask_at_once(server: Any) -> None:
    found: list[str] = []

    def asking(client: str) -> None:
        found.extend(ask(server, SMALL, x_muse_client=client)["id"] for _ in range(5))

    threads = [threading.Thread(target=asking, args=[f"c{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 20
    for id in found:
        assert told(server, id)[-1]["event"] == "done"


def test_half_of_a_character_is_refused(idle: Any) -> None:
    body = '{"medium": "image", "condition": {"prompt": "a \\ud800 lake"}}'
    answer = idle.client.post(
        "/api/v1/runs", content=body, headers={"content-type": "application/json"}
    )
    wrong(answer, 422, "invalid_text", "half of a character")
    whole = body.replace("ud800", "ud83d\\ude80")
    answer = idle.client.post(
        "/api/v1/runs", content=whole, headers={"content-type": "application/json"}
    )
    assert answer.json()["condition"]["prompt"] == "a \U0001f680 lake"


def test_a_seed_that_is_left_open_is_drawn_once(idle: Any) -> None:
    id = ask(idle, {**SMALL, "condition": {**SMALL["condition"], "seed": None}})["id"]
    drawn = idle.service.jobs.find(id).seed
    assert drawn is not None
    idle.work()
    made = next(each["data"] for each in told(idle, id) if each["event"] == "artifact")
    assert made["seed"] == drawn


def test_what_a_job_means_is_settled_when_it_is_asked_for(idle: Any) -> None:
    body = {"medium": "text", "condition": {"prompt": "a poem of rain"}}
    id = ask(idle, body)["id"]
    idle._working.config.defaults["text"] = "text.llm"
    idle.work()
    assert told(idle, id)[-1]["event"] == "done"
    assert idle.client.get(f"/api/v1/runs/{id}").json()["generator"] == "text.grammar"

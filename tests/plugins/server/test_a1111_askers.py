"""Who asks A1111's API: progress and interruptions are of one program alone."""

import base64
import json
import threading
from typing import Any

import anyio
from starlette.types import Message

from server_a1111 import SKETCH, wait_for


def test_progress_is_of_the_client_that_asks(idle: Any) -> None:
    who = {"x-muse-client": "one"}
    body = {"prompt": "hills", "width": 64, "height": 64, "batch_size": 2, "steps": 4, **SKETCH}
    answers: list[Any] = []

    def ask() -> None:
        answers.append(idle.client.post("/sdapi/v1/txt2img", json=body, headers=who))

    def look(headers: dict[str, str], query: str = "") -> Any:
        return idle.client.get(f"/sdapi/v1/progress{query}", headers=headers).json()

    asking = threading.Thread(target=ask)
    asking.start()
    id = wait_for(lambda: look(who)["state"]["job"])
    assert look({"x-muse-client": "two"})["state"]["job"] == ""
    idle.client.post("/sdapi/v1/interrupt", headers={"x-muse-client": "two"})
    job = idle.service.jobs.claim(("light", "device"))  # a worker by hand, which waits for us
    assert job.id == id
    told = [("progress", {"done": 0.5, "total": 2.0, "note": "ink"})]
    told.append(("preview", {"item": 0, "media_type": "image/png", "data": "UElDVA=="}))
    idle.service.jobs.tell(job, told)
    progress = look(who)
    assert progress["progress"] == 0.25 and progress["textinfo"] == "ink"
    assert progress["current_image"] == "UElDVA=="
    assert progress["state"]["job_count"] == 2 and progress["state"]["job_no"] == 0
    assert progress["state"]["sampling_step"] == 2 and progress["state"]["sampling_steps"] == 4
    assert look(who, "?skip_current_image=true")["current_image"] is None
    assert progress["eta_relative"] > 0
    idle.service.jobs.end(job, "failed", "the ink is out")
    asking.join(10)
    assert answers[0].status_code == 500 and answers[0].json()["detail"] == "the ink is out"


def test_programs_of_one_address_are_told_apart(idle: Any) -> None:
    def who(agent: str, user: str = "", **more: str) -> dict[str, str]:
        basic = base64.b64encode(f"{user}:secret".encode()).decode()
        return {"user-agent": agent, "authorization": f"Basic {basic}", **more}

    def job(headers: dict[str, str]) -> str:
        answer = idle.client.get("/sdapi/v1/progress", headers=headers)
        return str(answer.json()["state"]["job"])

    mine = who("node-fetch", "ann")
    others = [who("node-fetch", "bob"), who("python-requests", "ann"), who("node-fetch")]
    answers: list[Any] = []

    def ask() -> None:
        body = {"prompt": "hills", **SKETCH}
        answers.append(idle.client.post("/sdapi/v1/txt2img", json=body, headers=mine))

    asking = threading.Thread(target=ask)
    asking.start()
    id = wait_for(lambda: job(mine))
    for other in others:
        assert job(other) == ""
        assert idle.client.post("/sdapi/v1/interrupt", headers=other).status_code == 200
    assert idle.service.jobs.find(id).state == "queued"
    named = [who(agent, **{"x-muse-client": "me"}) for agent in ("one", "two")]
    options = {"sd_model_checkpoint": "image.sketch"}
    idle.client.post("/sdapi/v1/options", json=options, headers=named[0])
    told = idle.client.get("/sdapi/v1/options", headers=named[1]).json()
    assert told["sd_model_checkpoint"] == "image.sketch"  # one that has a name is that
    idle.client.post("/sdapi/v1/interrupt", headers=mine)
    asking.join(10)
    assert answers[0].json()["images"] == []
    assert idle.service.jobs.find(id).state == "cancelled"


def test_what_is_read_twice_counts_once(idle: Any) -> None:
    from muse.library.jobs import JobEvent
    from muse_server.a1111.current import Current

    made = JobEvent(2, 0.0, "artifact", {})
    id = idle.client.post("/v1/videos", json={"prompt": "x"}).json()["id"]
    current = Current(idle.service.jobs.find(id), 2, 1)
    current.read([made])
    current.read([made, JobEvent(3, 0.0, "artifact", {})])
    assert (current.finished, current.seen) == (2, 3)


def test_a_client_that_is_gone_cancels(idle: Any) -> None:
    body = json.dumps({"prompt": "hills", **SKETCH}).encode()

    async def leave() -> None:
        came: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            while not came and not idle.service.jobs.listed():
                await anyio.sleep(0.01)
            return came.pop() if came else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            return None

        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        scope = {
            "type": "http", "method": "POST", "scheme": "http", "path": "/sdapi/v1/txt2img",
            "raw_path": b"/sdapi/v1/txt2img", "query_string": b"", "root_path": "",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("localhost", 80),
            "http_version": "1.1", "asgi": {"version": "3.0"}, "state": {},
        }  # fmt: skip
        await idle.app(scope, receive, send)

    idle.client.portal.call(leave)
    (job,) = idle.service.jobs.listed()
    assert job.state == "cancelled"

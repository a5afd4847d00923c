"""Collections over the native API, and previews by their addresses."""

import io
from base64 import b64encode
from typing import Any

import pytest
from PIL import Image

from server_events import events_of

URL = "/api/v1/collections"
RUN = {"medium": "image", "condition": {"prompt": "a lake", "width": 64, "height": 64, "count": 2}}


def make(server: Any, body: Any = RUN) -> str:
    run: str = server.client.post("/api/v1/runs", json=body).json()["id"]
    server.client.get(f"/api/v1/runs/{run}/events")
    return run


def test_collections_are_begun_filled_and_forgotten(server: Any) -> None:
    assert server.client.get(URL).json() == {"collections": []}
    run = make(server)
    ids = [f"{run}-1", f"{run}-2"]
    begun = server.client.post(URL, json={"name": " Summer  2026 "})
    assert begun.status_code == 201
    one = f"{URL}/{begun.json()['id']}"
    assert begun.json()["name"] == "Summer 2026"
    filled = server.client.post(f"{one}/artifacts", json={"add": [*ids, "unknown-1"]}).json()
    assert (filled["count"], filled["cover"]) == (2, ids[0])
    taken = server.client.post(f"{one}/artifacts", json={"remove": ids[:1]}).json()
    assert (taken["count"], taken["cover"]) == (1, ids[1])
    changed = server.client.patch(one, json={"note": "best"}).json()
    assert (changed["name"], changed["note"]) == ("Summer 2026", "best")
    assert server.client.get(URL).json() == {"collections": [changed]}
    of = {id: server.client.get(URL, params={"artifact": id}).json() for id in ids}
    assert of == {ids[0]: {"collections": []}, ids[1]: {"collections": [changed]}}
    assert server.client.get(one).json() == changed
    assert server.client.delete(one).status_code == 204
    for answer in (
        server.client.get(one),
        server.client.delete(one),
        server.client.patch(one, json={"name": "x"}),
        server.client.post(f"{one}/artifacts", json={"add": ids}),
    ):
        assert answer.status_code == 404, answer.text
    assert server.client.get(f"/api/v1/artifacts/{ids[0]}").status_code == 200


@pytest.mark.parametrize(
    "body",
    [{}, {"name": ""}, {"name": "x" * 101}, {"name": " "}, {"name": "a\0"}, {"name": ["a"]},
     {"name": "a", "id": "b"}, {"name": "a\u202eb"}],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused(idle: Any, body: Any) -> None:
    answer = idle.client.post(URL, json=body)
    assert (answer.status_code == 422 and "name" in answer.text) or "id" in answer.text
    assert idle.client.get(URL).json() == {"collections": []}


def test_so_many_are_put_in_at_once(idle: Any) -> None:
    one = f"{URL}/{idle.client.post(URL, json={'name': 'a'}).json()['id']}/artifacts"
    assert idle.client.post(one, json={"add": ["x"] * 1000}).status_code == 200
    for wrong in ({"add": ["x"] * 1001}, {"add": ["x" * 100]}, {"add": "x"}, {"remove": [1]}):
        assert idle.client.post(one, json=wrong).status_code == 422


def previewed(server: Any) -> str:
    """Return a run that is over and told of previews, one of them of no type."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    run: str = server.client.post("/api/v1/runs", json=RUN).json()["id"]
    job = server.service.jobs.claim(("light",))
    told = {"item": 0, "media_type": "image/png", "data": b64encode(buffer.getvalue()).decode()}
    odd = {**told, "media_type": "text/html\r\nx-evil: 1"}
    events = [("progress", {"done": 1}), ("preview", odd), ("preview", {"item": 0, "data": "!"})]
    server.service.jobs.tell(job, [*events, ("preview", told)])
    server.service.jobs.end(job, "done")
    return run


def test_previews_have_addresses(idle: Any) -> None:
    server, run = idle, previewed(idle)
    url = f"/api/v1/runs/{run}/events"
    events = events_of(server.client.get(url).text)
    brief = events_of(server.client.get(f"{url}?data=false").text)
    assert [each["id"] for each in events] == [each["id"] for each in brief]
    shown = [each for each in events if each["event"] == "preview"]
    assert len(shown) == 3
    for whole, less in zip(events, brief, strict=True):
        told = whole["data"]
        if whole["event"] == "preview":
            assert told.pop("data")
        assert less["data"] == told
    answer = server.client.get(f"{url}/{shown[-1]['id']}/preview")
    assert answer.headers["content-type"] == shown[-1]["data"]["media_type"]
    Image.open(io.BytesIO(answer.content)).load()
    again = server.client.get(
        f"{url}/{shown[-1]['id']}/preview", headers={"if-none-match": answer.headers["etag"]}
    )
    assert again.status_code == 304
    odd = server.client.get(f"{url}/{shown[0]['id']}/preview")
    assert odd.headers["content-type"] == "application/octet-stream"
    assert odd.headers["content-disposition"].startswith("attachment")
    for wrong in (str(shown[1]["id"]), "1", "0", "-1", "x", "99999", "9" * 30, "1.5", "%31%30"):
        assert server.client.get(f"{url}/{wrong}/preview").status_code == 404, wrong
    assert server.client.get("/api/v1/runs/nothing/events/1/preview").status_code == 404
    assert server.client.get(f"{url}?data=no").status_code == 422

"""The gallery over the native API: filters, orders, pages, counts, many changed at once."""

from typing import Any

import pytest

URL = "/api/v1/artifacts"
RUN = {"medium": "image", "condition": {"prompt": "a lake", "width": 96, "height": 64}}


def make(server: Any, count: int = 1, **more: Any) -> list[str]:
    """Return the ids of what is made, the last item first found."""
    body = {**RUN, **more, "condition": {**RUN["condition"], "count": count}}  # type: ignore[dict-item]
    run = server.client.post("/api/v1/runs", json=body).json()["id"]
    server.client.get(f"/api/v1/runs/{run}/events")
    return [f"{run}-{item + 1}" for item in range(count)]


def found(server: Any, **query: Any) -> list[str]:
    answer = server.client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    counted = {k: v for k, v in query.items() if k not in ("order", "offset", "limit", "brief")}
    ids = [each["id"] for each in answer.json()["artifacts"]]
    if counted == query:
        assert server.client.get(f"{URL}/count", params=query).json()["total"] == len(ids)
    return ids


def test_artifacts_are_found_in_each_way_and_order(server: Any) -> None:
    first = make(server, 3, sheet="s-1")
    last = make(server)
    collection = server.client.post("/api/v1/collections", json={"name": "a"}).json()["id"]
    server.client.post(f"/api/v1/collections/{collection}/artifacts", json={"add": first[1:2]})
    assert found(server) == [*last, *first]
    assert found(server, order="oldest") == [*first[::-1], *last]
    server.client.patch(f"{URL}/{first[2]}", json={"rating": 2})
    assert found(server, order="rating") == [first[2], *last, *first[:2]]
    assert found(server, sheet="s-1") == found(server, run=first[0][:-2]) == first
    assert found(server, collection=collection) == first[1:2]
    assert found(server, ids=f"{first[0]},unknown,{last[0]}") == [*last, first[0]]
    assert found(server, ids="") == []
    assert found(server, offset=1, limit=2) == first[:2]
    assert found(server, offset=10**9) == []
    whole = server.client.get(f"{URL}/{last[0]}").json()
    colour = whole["colours"][0]
    assert found(server, colour=colour)[0] == last[0]
    assert (whole["width"], whole["height"], whole["sheet"]) == (96, 64, None)
    page = server.client.get(f"{URL}?limit=2").json()
    rest = server.client.get(f"{URL}?cursor={page['next']}").json()
    assert [each["id"] for each in (*page["artifacts"], *rest["artifacts"])] == [*last, *first]
    assert server.client.get(f"{URL}?order=rating&limit=2").json()["next"] is None
    counts = server.client.get(f"{URL}/count").json()
    assert counts == {"total": 4, "media": {"image": 4}, "generators": {whole["generator"]: 4}}


def test_a_brief_one_is_the_same_without_what_nobody_shows(server: Any) -> None:
    ids = make(server, 2, sheet="s-1")
    server.client.patch(f"{URL}/{ids[0]}", json={"rating": 2, "tags": ["b", "a"], "note": "n"})
    whole = server.client.get(URL).json()["artifacts"]
    brief = server.client.get(f"{URL}?brief=true").json()["artifacts"]
    assert whole[0]["report"] and whole[0]["files"]
    left = {"report": {}, "files": [], "views": [], "exports": []}
    assert brief == [{**each, **left} for each in whole]


def test_many_are_changed_at_once(server: Any) -> None:
    ids = make(server, 3)
    url = f"{URL}/change"
    body = {"ids": [*ids[:2], "unknown-1"], "rating": 4, "add_tags": ["wall"]}
    assert server.client.post(url, json=body).json() == {"changed": 2}
    assert found(server, rating=4, tag="wall", q="wall") == ids[:2]
    body = {"ids": ids, "rating": 0, "remove_tags": ["wall"], "trashed": True}
    assert server.client.post(url, json=body).json() == {"changed": 3}
    assert found(server) == []
    assert sorted(found(server, trash="true")) == ids
    assert server.client.post(url, json={"ids": ids, "trashed": False}).json() == {"changed": 3}
    (one, *_) = server.client.get(URL).json()["artifacts"]
    assert (one["rating"], one["tags"], one["trashed"]) == (None, [], None)
    rated = server.client.patch(f"{URL}/{ids[0]}", json={"rating": 5}).json()
    assert rated["rating"] == 5
    assert server.client.patch(f"{URL}/{ids[0]}", json={"rating": 0}).json()["rating"] is None
    for wrong in (
        {},
        {"ids": ids, "rating": 6},
        {"ids": ids, "rating": -1},
        {"ids": ["x"] * 1001},
        {"ids": ids[0]},
        {"ids": ids, "add_tags": ["x" * 61]},
        {"ids": ids, "add_tags": ["a\0"]},
        {"ids": ids, "trashed": "perhaps"},
        {"ids": ids, "note": "x"},
    ):
        assert server.client.post(url, json=wrong).status_code == 422, wrong
    assert server.client.post(url, json={"ids": ["x"] * 1000}).json() == {"changed": 0}


@pytest.mark.parametrize(
    "query",
    [
        "colour=red", "colour=", "colour=12345", "colour=%23123456", "order=best", "order=",
        "offset=-1", "offset=x", "offset=99999999999", "offset=1&cursor=1-0", "brief=1",
        "order=rating&cursor=1-0", "cursor=9999999999999-0", "sheet=A", "sheet=", "ids=A",
        "ids=%00", "ids=" + ",".join(["a"] * 201), "ids=" + "a" * 4001, "run=" + "a" * 201,
        "collection=%00", "trash=maybe", "order=newest&order=oldest", "hue=1",
    ],
)  # fmt: skip
def test_a_wrong_query_is_refused_in_words(idle: Any, query: str) -> None:
    answer = idle.client.get(f"{URL}?{query}")
    assert answer.status_code == 422, answer.text
    assert query.partition("=")[0] in answer.text or "cursor" in answer.text


@pytest.mark.parametrize(
    "query", ["' OR 1=1 --", '"*', "a" * 1000, "NEAR(", "\\%_", "湖 \U0001f600"]
)
def test_no_word_is_a_query_of_its_own(idle: Any, query: str) -> None:
    for name in ("q", "medium", "generator", "tag", "run", "collection"):
        value = query[:200] if name != "q" else query
        assert found(idle, **{name: value}) == []


def test_counts_take_no_page(idle: Any) -> None:
    for query in ("limit=1", "offset=1", "order=newest", "brief=true", "cursor=1-0"):
        assert idle.client.get(f"{URL}/count?{query}").status_code == 422
    assert idle.client.get(f"{URL}/count").json() == {"total": 0, "media": {}, "generators": {}}

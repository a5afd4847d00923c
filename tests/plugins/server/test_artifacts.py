"""Artifacts over the native API: found, rated, tagged, thrown away; their files and uploads."""

import base64
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from muse import Artifact, Condition, Event, Generator, Host, Run
from muse.media import content
from server_events import events_of

SVG = {"medium": "image", "condition": {"prompt": "a lake", "width": 64, "height": 64,
                                        "style": "line-art"}, "formats": [".svg"]}  # fmt: skip


def make(server: Any, body: dict[str, Any] | None = None) -> dict[str, Any]:
    body = body or {"medium": "image", "condition": {"prompt": "a lake", "width": 64, "height": 64}}
    answer = server.client.post("/api/v1/runs", json=body)
    assert answer.status_code == 202, answer.text
    events = events_of(server.client.get(f"/api/v1/runs/{answer.json()['id']}/events").text)
    assert events[-1]["event"] == "done", events[-1]
    found: dict[str, Any] = server.client.get(f"/api/v1/artifacts/{answer.json()['id']}-1").json()
    return found


def png(width: int = 8, colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, 8), colour).save(buffer, "PNG")
    return buffer.getvalue()


def test_an_artifact_is_rated_noted_and_tagged(server: Any) -> None:
    made = make(server)
    url = f"/api/v1/artifacts/{made['id']}"
    changed = server.client.patch(url, json={"rating": 4, "tags": ["blue", "  my  lake "]}).json()
    assert (changed["rating"], changed["note"]) == (4, None)
    assert changed["tags"] == ["blue", "my lake"]
    changed = server.client.patch(url, json={"note": "for the cover"}).json()
    assert (changed["rating"], changed["note"], changed["tags"]) == (
        4,
        "for the cover",
        ["blue", "my lake"],
    )
    assert server.client.get(url).json() == changed
    assert server.client.get("/api/v1/tags").json() == {"tags": {"blue": 1, "my lake": 1}}
    for query in ("rating=4", "tag=blue", "q=cover", "q=lake", "medium=image", "since=2020-01-01"):
        found = server.client.get(f"/api/v1/artifacts?{query}").json()["artifacts"]
        assert [each["id"] for each in found] == [made["id"]], query
    for query in ("rating=5", "tag=red", "q=hill", "medium=music", "until=2020-01-01"):
        assert server.client.get(f"/api/v1/artifacts?{query}").json()["artifacts"] == [], query
    for wrong in ({"rating": 6}, {"rating": "x"}, {"tags": ["x" * 61]}, {"id": "other"}):
        assert server.client.patch(url, json=wrong).status_code == 422, wrong
    assert server.client.get(url).json() == changed


def test_pages_of_artifacts_have_no_gap_and_no_repeat(server: Any) -> None:
    body = {"medium": "image", "condition": {"prompt": "a hill", "width": 64, "height": 64}}
    body["condition"]["count"] = 3
    runs = [make(server, body)["run"] for _ in range(2)]
    ids = [f"{run}-{item}" for run in runs[::-1] for item in (1, 2, 3)]
    found: list[str] = []
    cursor = ""
    while True:
        page = server.client.get(f"/api/v1/artifacts?limit=2{cursor}").json()
        found += [each["id"] for each in page["artifacts"]]
        make(server)  # new ones come before all that
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert found == ids


def test_files_are_sent_whole_in_ranges_or_not_again(server: Any) -> None:
    made = make(server)
    (file,) = made["files"]
    whole = server.client.get(file["url"])
    assert hashlib.sha256(whole.content).hexdigest() == file["sha256"]
    assert whole.headers["etag"] == f'"{file["sha256"]}"'
    assert whole.headers["content-type"] == "image/png"
    assert whole.headers["content-disposition"].startswith("inline; filename=")
    part = server.client.get(file["url"], headers={"range": "bytes=8-15"})
    assert (part.status_code, part.content) == (206, whole.content[8:16])
    assert part.headers["content-range"] == f"bytes 8-15/{file['size']}"
    again = server.client.get(file["url"], headers={"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    beyond = server.client.get(file["url"], headers={"range": f"bytes={file['size']}-"})
    assert beyond.status_code == 416
    small = server.client.get(made["thumbnail"])
    assert Image.open(io.BytesIO(small.content)).format == "WEBP"
    assert server.client.get(file["url"][:-3] + "svg").status_code == 404
    assert server.client.get(f"/api/v1/artifacts/{made['id']}/waveform").status_code == 404


def test_what_a_browser_would_run_is_saved_instead(server: Any) -> None:
    made = make(server, SVG)
    answer = server.client.get(made["files"][0]["url"])
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_trash_keeps_until_it_is_emptied(server: Any) -> None:
    made = make(server)
    url = f"/api/v1/artifacts/{made['id']}"
    path = server.host.library.place(made["files"][0]["sha256"], ".png")
    assert path.is_file()
    assert server.client.delete(url).json()["trashed"] is not None
    assert server.client.get("/api/v1/artifacts").json()["artifacts"] == []
    (thrown,) = server.client.get("/api/v1/artifacts?trash=true").json()["artifacts"]
    assert thrown["id"] == made["id"]
    assert server.client.get("/api/v1/trash").json() == {
        "count": 1,
        "size": made["files"][0]["size"],
    }
    assert server.client.post(f"{url}/restore").json()["trashed"] is None
    assert len(server.client.get("/api/v1/artifacts").json()["artifacts"]) == 1
    server.client.delete(url)
    assert server.client.delete("/api/v1/trash").json() == {"count": 0, "size": 0}
    assert server.client.get(url).status_code == 404
    assert not path.exists()


def test_what_is_to_go_at_once_lies_in_no_trash(server: Any) -> None:
    made, other = make(server), make(server)
    url = f"/api/v1/artifacts/{made['id']}"
    path = server.host.library.place(made["files"][0]["sha256"], ".png")
    assert server.client.delete(f"{url}?forever=maybe").status_code == 422
    assert server.client.delete(f"{url}?for=ever").status_code == 422
    assert server.client.delete(f"{url}?forever=true").status_code == 204
    assert server.client.delete(f"{url}?forever=true").status_code == 404
    assert server.client.get(url).status_code == 404
    assert server.client.get("/api/v1/trash").json() == {"count": 0, "size": 0}
    (left,) = server.client.get("/api/v1/artifacts").json()["artifacts"]
    assert left["id"] == other["id"]
    # The same picture was made twice: its bytes go with the last that has them.
    assert path.exists() == (made["files"][0]["sha256"] == other["files"][0]["sha256"])


def test_an_upload_is_a_value_of_a_field(server: Any) -> None:
    answer = server.client.post(
        "/api/v1/uploads", files={"file": ("../../my photo.png", png(), "image/png")}
    )
    assert answer.status_code == 201
    (kept,) = answer.json()["uploads"]
    assert kept == {"name": "my photo.png", "sha256": hashlib.sha256(png()).hexdigest()}
    body = {"medium": "image", "condition": {"width": 64, "height": 64, "init": kept}}
    first = make(server, body)
    uri = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    second = make(server, {**body, "condition": {**body["condition"], "init": uri}})
    assert first["generator"] == second["generator"] == "image.sketch"
    again = make(
        server, {**body, "condition": {**body["condition"], "init": f"muse:{first['id']}"}}
    )
    assert again["report"]["applied"]["init"]["name"] == f"{first['id']}.png"
    unknown = {**body, "condition": {"init": {"name": "x.png", "sha256": "0" * 64}}}
    answer = server.client.post("/api/v1/runs", json=unknown)
    assert answer.status_code == 422 and "init" in answer.json()["error"]["message"]


@pytest.mark.parametrize("files", [{}, {"note": (None, "text")}])
def test_a_form_without_a_file_is_refused(idle: Any, files: dict[str, Any]) -> None:
    answer = idle.client.post("/api/v1/uploads", files=files)
    assert answer.status_code in (400, 422)


def test_an_upload_may_be_too_large(make_server: Any) -> None:
    server = make_server(upload=1000)
    answer = server.client.post("/api/v1/uploads", files={"file": ("a.bin", b"x" * 1001)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    answer = server.client.post("/api/v1/uploads", files={"file": ("a.bin", b"x" * 2**21)})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    assert list((server.host.library.folder).glob("inputs/*/*")) == []


def test_generators_say_what_they_take_and_lack(idle: Any) -> None:
    found = idle.client.get("/api/v1/generators").json()
    assert found["defaults"]["image"] == "image.sketch"
    by_name = {each["name"]: each for each in found["generators"]}
    sketch = by_name["image.sketch"]
    assert sketch["default"] and sketch["ready"] and sketch["formats"] == [".png", ".svg"]
    described = idle.client.get("/api/v1/generators/image.sketch").json()
    assert described["condition"]["properties"]["width"]["minimum"] == 64
    assert idle.client.get("/api/v1/generators/image").json()["name"] == "image.sketch"
    assert idle.client.get("/api/v1/generators/image.brush").status_code == 404
    for each in found["generators"]:
        assert each["ready"] == (each["problem"] is None)


def test_the_server_tells_of_itself(server: Any) -> None:
    make(server)
    told = server.client.get("/api/v1/server").json()
    assert told["counts"] == {"done": 1} and told["limits"]["queue"] == 10_000
    assert server.client.get("/api/v1/loaded").json() == {"loaded": []}
    assert server.client.post("/api/v1/loaded/stop", json={}).json() == {"stopped": 0, "busy": 0}
    assert server.client.post("/api/v1/loaded/stop", json={"name": "x"}).status_code == 404
    assert server.client.get("/api/v1/models").json() == {"models": []}
    metrics = server.client.get("/metrics").text
    assert 'muse_jobs{state="done"} 1\n' in metrics
    assert 'muse_job_seconds_count{generator="image.sketch"} 1\n' in metrics
    assert server.client.get("/healthz").text == "ok\n"


def test_what_lies_where_a_file_was_is_not_sent(idle: Any, tmp_path: Path) -> None:
    path = tmp_path / "lake.png"
    made = idle.host.run("image", prompt="a lake", width=64, height=64, output=str(path))[0]
    url = f"/api/v1/artifacts/{made.id}/files/png"
    assert idle.client.get(url).content == path.read_bytes()
    path.write_bytes(b"a secret")
    assert idle.client.get(url).status_code == 404
    path.unlink()
    path.symlink_to("/etc/hostname")
    assert idle.client.get(url).status_code == 404


def test_files_under_names_have_addresses_of_their_own(idle: Any, tmp_path: Path) -> None:
    class Pages(Generator[Condition]):
        """Makes pages, and a sound with its parts."""

        formats = {".txt": "text/plain", ".wav": "audio/wav"}

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            film = run.scratch / "film"
            film.write_bytes(bytes(range(256)))
            contents = {".txt": b"all", "/03.txt": b"three", ".drums.wav": film}
            yield Artifact(contents, run.items[0])

    with Host(library=idle.host.library.folder, offers={"zoo.pages": Pages}) as host:
        made = host.run(
            "zoo.pages", formats=[".txt", ".wav"], output=f"{tmp_path}/", no_embed=True
        )[0]
    told = idle.client.get(f"/api/v1/artifacts/{made.id}").json()
    urls = {file["suffix"]: file["url"] for file in told["files"]}
    names = {".txt": "txt", "/03.txt": "03.txt", ".drums.wav": "drums.wav"}
    assert urls == {key: f"/api/v1/artifacts/{made.id}/files/{name}" for key, name in names.items()}
    assert idle.client.get(urls["/03.txt"]).text == "three"
    part = idle.client.get(urls[".drums.wav"], headers={"range": "bytes=16-31"})
    assert (part.status_code, part.content) == (206, bytes(range(16, 32)))
    assert "drums.wav" in part.headers["content-disposition"]
    for wrong in ("04.txt", "wav", "..%2f03.txt", "%2f03.txt"):
        assert idle.client.get(f"/api/v1/artifacts/{made.id}/files/{wrong}").status_code == 404


def test_an_upload_may_be_larger_than_the_memory_takes(
    idle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "SMALL", 1000)
    data = bytes(5000)
    answer = idle.client.post("/api/v1/uploads", files={"file": ("a film.mp4", data)})
    sha256 = hashlib.sha256(data).hexdigest()
    assert answer.json() == {"uploads": [{"name": "a film.mp4", "sha256": sha256}]}
    assert idle.host.library.input(sha256) == data
    assert not list(idle.host.library.folder.glob(".muse-*"))


def test_an_artifact_tells_what_it_was_made_from(server: Any) -> None:
    first = make(server)
    init = {"init": f"muse:{first['id']}", "style": "ink", "detail": "draft"}
    second = make(server, {"medium": "image", "condition": init})
    told = server.client.get(f"/api/v1/artifacts/{second['id']}/parts").json()
    assert told == {"parts": [], "sources": {"init": [first["id"]]}}
    assert server.client.get("/api/v1/artifacts/none-1/parts").status_code == 404
